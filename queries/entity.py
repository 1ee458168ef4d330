"""Everything known of one thing: its facts, the claims about it, what links to it, with sources."""

from __future__ import annotations

from ..errors import NothingKnown
from ..ontology.terms import GRAPH_FACTS, GRAPH_INFERRED, GRAPH_ONTOLOGY, GRAPH_YOURS, LG, PREFIXES, curie

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from pyoxigraph import BlankNode, Literal, NamedNode

    from ..graph.store import Store
    from .corrections import Correction
    from .entity_record import LinkRecord, OriginRecord, ThingRecord

    Term = NamedNode | Literal | BlankNode

TYPE = PREFIXES["rdf"] + "type"
NAME = LG + "name"
SUMMARY = LG + "summary"
NAMES = (PREFIXES["skos"] + "prefLabel", PREFIXES["rdfs"] + "label")
DEFINITIONS = (PREFIXES["skos"] + "definition", PREFIXES["dcterms"] + "description")
LAYERS = {
    GRAPH_FACTS: "asserted",
    GRAPH_YOURS: "yours",
    GRAPH_ONTOLOGY: "ontology",
    GRAPH_INFERRED: "inferred",
}

PROVENANCE = tuple(
    LG + name
    for name in (
        *("source", "citedAs", "locator", "sourceDate", "confidence"),
        *("basis", "basisNote", "verification", "verificationNote"),
    )
)
"""The properties of a claim that say where it comes from, in the order in which people read them."""

UNSAID = frozenset(
    (
        TYPE,
        LG + "withdrawnText",
        *NAMES,
        NAME,
        SUMMARY,
        LG + "startDay",
        LG + "endDay",
        PREFIXES["rdfs"] + "isDefinedBy",
        *PROVENANCE,
    )
)
PLAIN = {
    PREFIXES["skos"] + "altLabel": "also called",
    PREFIXES["skos"] + "broader": "broader",
    PREFIXES["skos"] + "broaderTransitive": "all that is broader",
    PREFIXES["skos"] + "definition": "definition",
    PREFIXES["skos"] + "exactMatch": "the same as",
    PREFIXES["skos"] + "inScheme": "in scheme",
    PREFIXES["skos"] + "notation": "notation",
    PREFIXES["skos"] + "note": "note",
    PREFIXES["dcterms"] + "bibliographicCitation": "citation",
    PREFIXES["dcterms"] + "description": "description",
    PREFIXES["dcterms"] + "issued": "issued",
}
"""Words for the properties of other vocabularies."""

BROAD = frozenset(LG + name for name in ("Claim", "PowerHolding", "Effect", "Lever", "HardPower", "Area"))
"""Classes that say less than the others of the same thing."""

LONG = frozenset(
    LG + name
    for name in (
        *("evidenceUrl", "geography", "gssCode", "originalPublisher", "originalSource", "status"),
        *("strengthBasis", "supportedByEffect", "supportedByIntervention"),
    )
)
"""Properties left to Markdown and JSON: in the text they repeat the label or fill the line."""

SHOWN = 12
"""So many lines of one group stand in the text; Markdown and JSON have all."""
ALL = "all with --format markdown or json"


class Value:
    """A value of a property: its words, and its IRI when it is a thing."""

    __slots__ = ("iri", "text")

    def __init__(self, text: str, iri: str = "") -> None:
        self.text = text
        self.iri = iri


class Fact:
    """One property of the thing and its values, asserted or inferred."""

    __slots__ = ("label", "property", "rule", "stated", "values")

    def __init__(self, property: str, label: str, stated: str, rule: str) -> None:
        self.property = property
        self.label = label
        self.stated = stated
        self.rule = rule
        self.values: list[Value] = []


class Link:
    """Something that names the thing, a claim or another thing: what it says, and on what source."""

    __slots__ = (
        "details",
        "iri",
        "kind",
        "label",
        "property",
        "property_label",
        "provenance",
        "rule",
        "stated",
    )

    def __init__(self, iri: str, label: str, kind: str, property: str, property_label: str) -> None:
        self.iri = iri
        self.label = label
        self.kind = kind
        self.property = property
        self.property_label = property_label
        self.stated = "asserted"
        self.rule = ""
        self.details: list[tuple[str, str, Value]] = []  # property, its name, value
        self.provenance: list[tuple[str, Value]] = []

    @property
    def heading(self) -> str:
        """The group that it stands in, in the words of the ontology."""
        if not self.kind:
            return self.property_label
        plain = self.property_label in ("area", "intervention", "lever", "region", "requirement", "source")
        kinds = f"{self.kind[:-1]}ies" if self.kind.endswith("y") else f"{self.kind}s"
        return kinds if plain else f"{kinds}, as {self.property_label}"


class Thing:
    """One thing with everything known of it."""

    def __init__(self, iri: str, label: str, kind: str, definition: str) -> None:
        self.iri = iri
        self.label = label
        self.kind = kind
        self.definition = definition
        self.facts: list[Fact] = []
        self.provenance: list[tuple[str, Value]] = []
        self.claims: list[Link] = []
        self.incoming: list[Link] = []
        self.addresses: dict[str, str] = {}
        self.corrections: tuple[Correction, ...] = ()
        """Corrections of it, or of claims that named it."""

    def groups(self, links: Iterable[Link]) -> dict[str, list[Link]]:
        """Links under their headings."""
        groups: dict[str, list[Link]] = {}
        for link in links:
            groups.setdefault(link.heading, []).append(link)
        return groups

    def to_text(self, limit: int = SHOWN) -> str:
        """Plain English first: what it is, what is said of it, and the sources below, numbered."""
        return "\n".join(_Page(self, limit).lines()) + "\n"

    def to_markdown(self) -> str:
        """All of it, to paste into a paper; sources are links."""
        return "\n".join(_Markdown(self).lines()) + "\n"

    def record(self) -> ThingRecord:
        """All of it as the JSON contract has it."""
        from .entity_record import FactRecord, ThingRecord, ValueRecord

        return ThingRecord(
            self.iri,
            self.label,
            self.kind,
            self.definition or None,
            [
                FactRecord(
                    fact.property,
                    fact.label,
                    fact.stated,  # type: ignore[arg-type]  # one of LAYERS
                    fact.rule or None,
                    [ValueRecord(value.text, value.iri or None) for value in fact.values],
                )
                for fact in self.facts
            ],
            self._origin(self.provenance),
            [self._link(link) for link in self.claims],
            [self._link(link) for link in self.incoming],
            list(self.corrections),
        )

    def to_json(self) -> str:
        """All of it as JSON."""
        from msgspec import json

        return json.format(json.encode(self.record()), indent=2).decode() + "\n"

    def _link(self, link: Link) -> LinkRecord:
        from .entity_record import DetailRecord, LinkRecord

        return LinkRecord(
            link.iri,
            link.label,
            link.kind or None,
            link.property,
            link.property_label,
            link.stated,  # type: ignore[arg-type]  # one of LAYERS
            link.rule or None,
            [
                DetailRecord(property, label, value.text, value.iri or None)
                for property, label, value in link.details
            ],
            self._origin(link.provenance),
        )

    def _origin(self, provenance: list[tuple[str, Value]]) -> list[OriginRecord]:
        from msgspec import UNSET

        from .entity_record import OriginRecord

        return [
            OriginRecord(label, value.text, value.iri or None, self.addresses.get(value.iri, UNSET))
            for label, value in provenance
        ]


def show(store: Store, iri: str) -> Thing:
    """Gather everything that the store knows of one thing."""
    return _Reader(store, iri).thing()


def _order(term: Term) -> tuple[bool, str]:
    """The key by which terms are sorted: names first, then by letter."""
    return hasattr(term, "datatype"), term.value


class _Reader:
    """Four questions to the store: own statements, what names the thing, what that says, all the names.

    What is put in order is put in order here: an engine reads every term once more to compare it.
    """

    def __init__(self, store: Store, iri: str) -> None:
        from pyoxigraph import NamedNode

        self.store = store
        self.iri = iri
        self.node = str(NamedNode(iri))
        self.names: dict[str, str] = {}
        self.addresses: dict[str, str] = {}
        self.rules: dict[str, str] = {}

    def thing(self) -> Thing:
        from .corrections import about as corrections_about, corrections

        own = self._own()
        own += self._withdrawn(own)
        named = self._named()
        if not own and not named:
            raise NothingKnown(self.iri)
        stated = {subject for layer, subject, _ in named if layer != "inferred"}
        said = self._said(sorted(stated), "?s ?p ?o")
        said |= self._said(
            sorted({subject for _, subject, _ in named} - stated), f"?s ?p ?o . ?s <{TYPE}> ?o"
        )
        self._learn(own, named, said)
        classes = [v.value for layer, p, v in own if p == TYPE and layer != "inferred"]
        about = Thing(self.iri, self._name(self.iri), self._kind(classes), "")
        about.addresses = self.addresses
        about.definition = next((v.value for _, p, v in own if p == SUMMARY), "")
        self._facts(about, own)
        self._links(about, named, said)
        about.corrections = corrections_about(corrections(self.store), self.iri)
        return about

    def _withdrawn(self, own: list[tuple[str, str, Term]]) -> list[tuple[str, str, Term]]:
        """What the thing stated before it was withdrawn."""
        from pyoxigraph import RdfFormat, parse

        texts = [term.value for _, property, term in own if property == LG + "withdrawnText"]
        quads = [quad for text in texts for quad in parse(text.encode(), RdfFormat.N_TRIPLES)]
        said = [
            ("withdrawn", quad.predicate.value, quad.object)
            for quad in quads
            if str(quad.subject) == self.node
        ]
        return sorted(said, key=lambda row: (row[1], *_order(row[2])))

    def _own(self) -> list[tuple[str, str, Term]]:
        parts = " UNION ".join(
            f'{{ GRAPH <{graph}> {{ {self.node} ?p ?o }} BIND("{layer}" AS ?layer) }}'
            for graph, layer in LAYERS.items()
        )
        rows = self.store.select(f"SELECT ?layer ?p ?o WHERE {{ {parts} }}")
        found = [(layer.value, p.value, o) for layer, p, o in rows]
        return sorted(found, key=lambda row: (row[1], *_order(row[2]), row[0]))

    def _named(self) -> list[tuple[str, str, str]]:
        parts = " UNION ".join(
            f'{{ GRAPH <{graph}> {{ ?s ?p {self.node} }} BIND("{layer}" AS ?layer) }}'
            for graph, layer in LAYERS.items()
        )
        rows = self.store.select(f"SELECT ?layer ?s ?p WHERE {{ {parts} FILTER(ISIRI(?s)) }}")
        found = [(layer.value, s.value, p.value) for layer, s, p in rows]
        return sorted(found, key=lambda row: (row[2], row[1], row[0]))

    def _said(self, subjects: list[str], pattern: str) -> dict[str, list[tuple[str, Term]]]:
        """The statements of the things that name it."""
        said: dict[str, list[tuple[str, Term]]] = {}
        for names in _batches(subjects):
            values = " ".join(f"<{name}>" for name in names)
            for s, p, o in self.store.select(
                f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {values} }} {pattern} }}"
            ):
                said.setdefault(s.value, []).append((p.value, o))
        for pairs in said.values():
            pairs.sort(key=lambda pair: (pair[0], *_order(pair[1])))
        return said

    def _learn(
        self,
        own: list[tuple[str, str, Term]],
        named: list[tuple[str, str, str]],
        said: dict[str, list[tuple[str, Term]]],
    ) -> None:
        """The names of everything that will be written, the addresses of sources, the rules of properties."""
        wanted = {self.iri}
        wanted.update(word for _, subject, property in named for word in (subject, property))
        for property, value in [(p, v) for _, p, v in own] + [
            pair for each in said.values() for pair in each
        ]:
            wanted.add(property)
            if not hasattr(value, "datatype"):
                wanted.add(value.value)
        for names in _batches(sorted(wanted)):
            values = " ".join(f"<{name}>" for name in names)
            asked = ", ".join(f"<{p}>" for p in (NAME, LG + "url", LG + "inferredBy"))
            rows = self.store.select(
                f"SELECT ?x ?p ?o WHERE {{ VALUES ?x {{ {values} }} ?x ?p ?o FILTER (?p IN ({asked})) }}"
            )
            for thing, property, value in sorted((x.value, p.value, o.value) for x, p, o in rows):
                if property == NAME:
                    self.names[thing] = value
                elif property == LG + "url":
                    self.addresses[thing] = value
                else:
                    self.rules[thing] = value
        rules = {iri: self.names.get(iri) for iri in self.rules.values()}
        missing = [iri for iri, name in rules.items() if name is None]
        for names in _batches(missing):
            values = " ".join(f"<{name}>" for name in names)
            rows = self.store.select(
                f"SELECT ?x ?name WHERE {{ VALUES ?x {{ {values} }} ?x <{NAME}> ?name }}"
            )
            rules |= dict(sorted((x.value, name.value) for x, name in rows))
        self.rules = {property: rules[iri] or curie(iri) for property, iri in self.rules.items()}

    def _name(self, iri: str) -> str:
        return PLAIN.get(iri) or self.names.get(iri) or _words(curie(iri))

    def _kind(self, classes: list[str]) -> str:
        """The narrowest class of ours, else the first."""
        ours = sorted(name for name in classes if name.startswith(LG)) or sorted(classes)
        narrow = [name for name in ours if name not in BROAD] or ours
        return self._name(narrow[0]) if narrow else ""

    def _value(self, term: Term) -> Value:
        if hasattr(term, "datatype"):
            text = {"true": "yes", "false": "no"}.get(term.value, term.value)
            return Value(text)
        return Value(self._name(term.value), term.value)

    def _facts(self, about: Thing, own: list[tuple[str, str, Term]]) -> None:
        found: dict[tuple[str, str], Fact] = {}
        for layer, property, term in own:
            if property in PROVENANCE or property in UNSAID:
                continue
            if term.value == about.definition and property in DEFINITIONS:
                continue
            key = (property, layer)
            if key not in found:
                rule = self.rules.get(property, "") if layer == "inferred" else ""
                found[key] = Fact(property, self._name(property), layer, rule)
            found[key].values.append(self._value(term))
        for fact in found.values():
            fact.values.sort(key=lambda value: value.text.casefold())
        about.facts = sorted(
            found.values(), key=lambda fact: (fact.stated == "inferred", fact.label.casefold())
        )
        about.provenance = self._provenance([(p, t) for _, p, t in own])

    def _provenance(self, pairs: list[tuple[str, Term]]) -> list[tuple[str, Value]]:
        return [
            (self._name(property), self._value(term))
            for property in PROVENANCE
            for given, term in pairs
            if given == property
        ]

    def _links(
        self,
        about: Thing,
        named: list[tuple[str, str, str]],
        said: dict[str, list[tuple[str, Term]]],
    ) -> None:
        claim = LG + "Claim"
        for layer, subject, property in named:
            pairs = said.get(subject, [])
            classes = [term.value for p, term in pairs if p == TYPE]
            link = Link(subject, self._name(subject), self._kind(classes), property, self._name(property))
            link.stated = layer
            link.rule = self.rules.get(property, "") if layer == "inferred" else ""
            if layer != "inferred":
                link.provenance = self._provenance(pairs)
            if claim in classes:
                link.details = [
                    (p, self._name(p), self._value(term))
                    for p, term in sorted(pairs, key=lambda pair: pair[0].endswith("#note"))
                    if p not in UNSAID and term.value != self.iri
                ]
                about.claims.append(link)
            else:
                about.incoming.append(link)
        for links in (about.claims, about.incoming):
            links.sort(
                key=lambda link: (link.stated == "inferred", link.heading.casefold(), link.label.casefold())
            )


class _Page:
    """The text form."""

    def __init__(self, thing: Thing, limit: int) -> None:
        self.thing = thing
        self.limit = limit
        self.notes: dict[str, int] = {}

    def lines(self) -> Iterator[str]:
        thing = self.thing
        yield f"{thing.label}{f' ({thing.kind})' if thing.kind else ''}"
        if thing.definition:
            yield thing.definition
        yield f"<{thing.iri}>"
        for correction in thing.corrections:
            yield ""
            yield correction.sentence
        yield from self._facts()
        for title, links in (("Claims about it", thing.claims), ("What links to it", thing.incoming)):
            if links:
                yield ""
                yield title
            for heading, group in thing.groups(links).items():
                yield from self._group(heading, group)
        if self.notes:
            yield ""
            yield "Sources"
            for iri, number in self.notes.items():
                address = thing.addresses.get(iri, "")
                yield f"  [{number}] {self.names[iri]}{'  ' + address if address else ''}"

    names: dict[str, str]

    def _facts(self) -> Iterator[str]:
        self.names = {}
        stated = [fact for fact in self.thing.facts if fact.stated not in ("inferred", "withdrawn")]
        withdrawn = [fact for fact in self.thing.facts if fact.stated == "withdrawn"]
        inferred = [fact for fact in self.thing.facts if fact.stated == "inferred"]
        for title, facts in (
            ("Facts", stated),
            ("It said, until it was withdrawn", withdrawn),
            ("Inferred, by rule", inferred),
        ):
            if not facts:
                continue
            yield ""
            yield title
            for fact in facts:
                shown = [value.text for value in fact.values[: self.limit]]
                more = len(fact.values) - len(shown)
                tail = f"; and {more} more ({ALL})" if more else ""
                rule = f" (rule: {fact.rule})" if fact.rule else ""
                yours = " (yours)" if fact.stated == "yours" else ""
                yield f"  {fact.label}: {'; '.join(shown)}{tail}{rule}{yours}"
            if facts is inferred:
                yield from self._why(inferred)
        if self.thing.provenance:
            yield f"  from {self._origin(self.thing.provenance)}"

    def _why(self, inferred: list[Fact]) -> Iterator[str]:
        """The command that tells why the first of the inferred facts holds, as an example for all."""
        from ..ontology.terms import ID, curie

        if not self.thing.iri.startswith(ID):
            return
        for fact in inferred:
            value = next((value.iri for value in fact.values if value.iri.startswith(ID)), "")
            if value:
                subject, object = (iri.removeprefix(ID) for iri in (self.thing.iri, value))
                name = curie(fact.property).partition(":")[2]
                yield f"  why? levergraph trace {subject} {name} {object}"
                return

    def _group(self, heading: str, links: list[Link]) -> Iterator[str]:
        rule = links[0].rule
        inferred = links[0].stated == "inferred"
        note = f", inferred{f' by rule: {rule}' if rule else ''}" if inferred else ""
        yield f"  {heading[:1].upper()}{heading[1:]}: {len(links)}{note}"
        for link in links[: self.limit]:
            said = "; ".join(f"{label} {value.text}" for p, label, value in link.details if p not in LONG)
            origin = self._origin(link.provenance)
            yield f"    - {link.label}{f' | {said}' if said else ''}{f' | {origin}' if origin else ''}"
        if len(links) > self.limit:
            yield f"    … and {len(links) - self.limit} more; {ALL}"

    def _origin(self, provenance: list[tuple[str, Value]]) -> str:
        parts = []
        for label, value in provenance:
            if label == "source" and value.iri:
                number = self.notes.setdefault(value.iri, len(self.notes) + 1)
                self.names[value.iri] = value.text
                parts.append(f"[{number}]")
            elif value.iri:
                parts.append(value.text)
            else:
                parts.append(f"{label}: {value.text}")
        return ", ".join(parts)


class _Markdown:
    """The Markdown form."""

    def __init__(self, thing: Thing) -> None:
        self.thing = thing

    def lines(self) -> Iterator[str]:
        from .results.cells import Cell
        from .results.markup import markdown_cell

        def text(words: str, link: str = "") -> str:
            return markdown_cell(Cell(words, link if link.startswith(("http://", "https://")) else ""))

        thing = self.thing
        yield f"# {text(thing.label)}"
        yield ""
        yield f"*{text(thing.kind)}* `{thing.iri}`" if thing.kind else f"`{thing.iri}`"
        if thing.definition:
            yield ""
            yield text(thing.definition)
        for correction in thing.corrections:
            yield ""
            yield text(correction.sentence)
        if thing.facts:
            yield ""
            yield "| property | value | stated |"
            yield "| --- | --- | --- |"
        for fact in thing.facts:
            values = "; ".join(text(value.text) for value in fact.values)
            stated = f"inferred by rule: {text(fact.rule)}" if fact.rule else fact.stated
            yield f"| {text(fact.label)} | {values} | {stated} |"
        if thing.provenance:
            yield ""
            yield "Source: " + self._origin(thing.provenance, text)
        for title, links in (("Claims about it", thing.claims), ("What links to it", thing.incoming)):
            if links:
                yield ""
                yield f"## {title}"
            for heading, group in thing.groups(links).items():
                yield ""
                yield f"### {text(heading[:1].upper() + heading[1:])}"
                yield ""
                for link in group:
                    said = "; ".join(f"{text(label)}: {text(value.text)}" for _, label, value in link.details)
                    origin = self._origin(link.provenance, text)
                    inferred = f"inferred by rule: {text(link.rule)}" if link.rule else ""
                    tail = ". ".join(part for part in (said, origin, inferred) if part)
                    yield f"- **{text(link.label)}**{f'. {tail}' if tail else ''}"

    def _origin(self, provenance: list[tuple[str, Value]], text: Any) -> str:
        parts = []
        for label, value in provenance:
            if value.iri in self.thing.addresses:
                parts.append(text(value.text, self.thing.addresses[value.iri]))
            else:
                parts.append(text(value.text if value.iri else f"{label}: {value.text}"))
        return ", ".join(parts)


def _words(name: str) -> str:
    """The local name of somebody else's class or property as words: owl:ObjectProperty as object property."""
    prefix, _, local = name.partition(":")
    if prefix not in ("owl", "rdfs", "rdf", "skos", "dcterms", "org", "prov", "sh") or not local:
        return name
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in local).strip()


def _batches(names: list[str], size: int = 400) -> Iterator[list[str]]:
    """Names that can stand in a query, so many at a time."""
    fit = [name for name in names if ":" in name and not set(name) & set('<>"{}|^`\\ \n')]
    for start in range(0, len(fit), size):
        yield fit[start : start + size]
