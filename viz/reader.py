"""Reads an atlas from a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from ..graph.search import foreign
from ..ontology import DATASET, ID, LG
from .literals import kind_of, usual
from .page_model import NAME, Atlas, Claim, Name, Requirement, Rule, Source, Thing, Trust, Value, local
from .vocabulary import (
    BORROWED,
    ENDS_OF_CLAIM,
    FIRST,
    KIND_OF_CLASS,
    LEVER_TYPES,
    RDF_TYPE,
    RDFS_LABEL,
    SKOS,
    TRUST,
    UNSHOWN,
)

if TYPE_CHECKING:
    from ..graph.store import Store

Record = dict[str, list[Any]]


def read(store: Store) -> Atlas:
    """Read everything that the page can show, in eight queries."""
    things = _records(store, KIND_OF_CLASS)
    claims = _records(store, ENDS_OF_CLAIM)
    requirements = _records(store, ("Requirement",))
    sources = _records(store, ("Source",))
    names = _names(store)
    reader = _Reader(things, requirements, sources, names, _rules(store))
    reader.literals = usual(_literals(things, claims, requirements, sources))
    return Atlas(
        edition=_edition(store),
        things=[reader.thing(iri, record) for iri, record in things.items()],
        claims=[reader.claim(iri, record) for iri, record in claims.items()],
        sources=[reader.source(iri, record) for iri, record in sources.items()],
        requirements=[reader.requirement(iri, record) for iri, record in requirements.items()],
        others=[(iri, reader.name(iri).text) for iri in reader.others],
        terms=reader.used,
        labels={iri.removeprefix(LG): name.text for iri, name in names.items() if iri.startswith(LG)},
        literals=reader.literals,
        rules={key: reader.rules[key] for key in sorted(reader.applied)},
    )


def _records(store: Store, classes: Iterable[str]) -> dict[str, Record]:
    values = " ".join(f"<{LG}{name}>" for name in classes)
    rows = store.select(
        f"SELECT DISTINCT ?thing ?property ?value WHERE {{ VALUES ?class {{ {values} }} "
        f"?thing a ?class ; ?property ?value FILTER(?property NOT IN (<{LG}name>, <{LG}summary>)) }}"
    )
    records: dict[str, Record] = {}
    for thing, prop, value in rows:
        if _is_iri(thing):  # what has no name of its own cannot be pointed at
            records.setdefault(thing.value, {}).setdefault(prop.value, []).append(value)
    for record in records.values():
        for values_of_property in record.values():
            values_of_property.sort(key=str)
    return dict(sorted(records.items()))


def _literals(*records: dict[str, Record]) -> Iterator[tuple[str, Any]]:
    for group in records:
        for record in group.values():
            for prop, values in record.items():
                for value in values:
                    if not _is_iri(value) and hasattr(value, "datatype"):
                        yield key_of(prop), value


def _names(store: Store) -> dict[str, Name]:
    found: dict[str, tuple[tuple[int, str], Name]] = {}
    for prop in (RDFS_LABEL, f"{SKOS}prefLabel"):
        for thing, label in store.select(f"SELECT ?thing ?label WHERE {{ ?thing <{prop}> ?label }}"):
            if not hasattr(label, "datatype"):
                continue
            rank, given = (foreign(label), label.value), (local(prop), kind_of(label))
            if thing.value not in found or rank < found[thing.value][0]:
                found[thing.value] = rank, Name(label.value, NAME if given == NAME else given)
    return {thing: name for thing, (_, name) in found.items()}


def _rules(store: Store) -> dict[str, Rule]:
    rows = store.select(
        f"SELECT ?term ?rule ?label WHERE {{ ?term <{LG}inferredBy> ?rule . "
        f"OPTIONAL {{ ?rule <{RDFS_LABEL}> ?label }} }} ORDER BY ?term ?rule ?label"
    )
    return {
        row[0].value: Rule(row[1].value, row[2].value if row[2] else local(row[1].value))
        for row in rows
        if row[0].value != RDF_TYPE
    }


def _edition(store: Store) -> str:
    rows = store.select(f"SELECT ?day WHERE {{ <{DATASET}> <http://purl.org/dc/terms/issued> ?day }}")
    return max((row[0].value for row in rows), default="")


@cache
def key_of(iri: str) -> str:
    """The short name of a property in the page: its last word where the ontology has or borrows it."""
    if iri.startswith(LG):
        return iri.removeprefix(LG)
    return local(iri) if BORROWED.get(local(iri)) == iri else iri


class _Reader:
    """Turns the records of a store into things, claims and sources that refer to one another by place."""

    def __init__(
        self,
        things: dict[str, Record],
        requirements: dict[str, Record],
        sources: dict[str, Record],
        names: dict[str, Name],
        rules: dict[str, Rule],
    ) -> None:
        self.things = {iri: place for place, iri in enumerate(things)}
        self.requirements = {iri: place for place, iri in enumerate(requirements)}
        self.sources = {iri: place for place, iri in enumerate(sources)}
        self.needed = [
            [
                ("intervention", self.things[value.value])
                for value in record.get(f"{LG}intervention", ())
                if value.value in self.things
            ]
            for record in requirements.values()
        ]
        self.names = names
        self.rules = {key_of(iri): rule for iri, rule in rules.items()}
        self.literals: dict[str, str] = {}
        self.others: dict[str, int] = {}
        self.used: dict[str, str] = {}
        self.applied: set[str] = set()

    def thing(self, iri: str, record: Record) -> Thing:
        classes = {key_of(value.value) for value in record.get(RDF_TYPE, ())}
        own, kind = next((name, kind) for name, kind in KIND_OF_CLASS.items() if name in classes)
        facts = [("type", self.term(name)) for name in LEVER_TYPES if kind == "lever" and name in classes]
        roles, said = self.split(record)
        worked_classes = tuple(sorted(classes & self.rules.keys()))
        for name in worked_classes:
            self.apply(name)
        return Thing(
            iri,
            kind,
            self.name(iri),
            self.order(facts + said),
            tuple(roles),
            self.trust(record),
            "" if facts else own,
            worked_classes,
            self.worked(record),
        )

    def claim(self, iri: str, record: Record) -> Claim:
        classes = {key_of(value.value) for value in record.get(RDF_TYPE, ())}
        kind = next(name for name in ENDS_OF_CLAIM if name in classes)
        roles, facts = self.split(record)
        named = [value.value for value in record.get(f"{LG}requirement", ()) if _is_iri(value)]
        requirement = next((self.requirements[name] for name in named if name in self.requirements), None)
        if requirement is not None:
            roles += self.needed[requirement]
        self.term(kind)
        return Claim(
            iri, kind, self.name(iri), tuple(roles), self.order(facts), self.trust(record), requirement
        )

    def requirement(self, iri: str, record: Record) -> Requirement:
        roles, facts = self.split(record)
        interventions = tuple(place for name, place in roles if name == "intervention")
        return Requirement(iri, self.name(iri), interventions, self.order(facts), self.trust(record))

    def source(self, iri: str, record: Record) -> Source:
        url = next((value.value for value in record.get(f"{LG}url", ()) if not _is_iri(value)), "")
        kind = next((key_of(value.value) for value in record.get(f"{LG}sourceKind", ())), "")
        if kind:
            self.term(kind)
        return Source(iri, self.name(iri), url, kind)

    def split(self, record: Record) -> tuple[list[tuple[str, int]], list[tuple[str, Value]]]:
        """Part a record into links to drawn things and facts to read."""
        roles: list[tuple[str, int]] = []
        facts: list[tuple[str, Value]] = []
        for prop, values in sorted(record.items()):
            key = key_of(prop)
            if prop == RDF_TYPE or key in self.rules or key in TRUST or key in UNSHOWN:
                continue
            self.use(prop)
            for value in values:
                place = self.things.get(value.value) if _is_iri(value) else None
                if place is not None:
                    roles.append((key, place))
                elif _is_iri(value) or hasattr(value, "datatype"):
                    facts.append((key, self.value(key, value)))
        return roles, facts

    def value(self, key: str, value: Any) -> Value:
        if _is_iri(value):
            if value.value.startswith(LG):
                return self.term(key_of(value.value))
            return {"o": self.others.setdefault(value.value, len(self.others))}
        kind = kind_of(value)
        if kind == "anyURI":
            return {"u": value.value}
        return str(value.value) if kind == self.literals[key] else {"v": value.value, "k": kind}

    def worked(self, record: Record) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """The things that rules join a thing to, by property."""
        joined: dict[str, list[int]] = defaultdict(list)
        for prop, values in sorted(record.items()):
            key = key_of(prop)
            if key in self.rules:
                joined[key] += [self.things[value.value] for value in values if value.value in self.things]
        for key in [key for key, places in joined.items() if places]:
            self.apply(key)
        return tuple((key, tuple(places)) for key, places in joined.items() if places)

    def apply(self, key: str) -> None:
        """Remember that a rule is behind something in the page."""
        self.applied.add(key)
        self.use(LG + key if key not in BORROWED else BORROWED[key])

    def trust(self, record: Record) -> Trust:
        sources: list[int] = []
        said: list[tuple[str, str]] = []
        kinds: list[tuple[str, str]] = []
        for key, name in TRUST.items():
            for value in record.get(LG + key, ()):
                if name == "sources":
                    sources += [self.sources[value.value]] if value.value in self.sources else []
                elif _is_iri(value):
                    self.term(key_of(value.value))
                    said.append((name, key_of(value.value)))
                elif hasattr(value, "datatype"):
                    said.append((name, value.value))
                    if kind_of(value) != self.literals[key]:
                        kinds.append((name, kind_of(value)))
        return Trust(tuple(sources), tuple(said), tuple(kinds))

    def term(self, key: str) -> dict[str, Any]:
        self.use(LG + key if ":" not in key else key)
        return {"c": key}

    def use(self, iri: str) -> None:
        """Remember the label of a property or a term that the page will need."""
        if (key := key_of(iri)) not in self.used:
            name = self.names.get(iri)
            self.used[key] = name.text if name else _humanised(local(iri))

    def name(self, iri: str) -> Name:
        return self.names.get(iri) or Name(iri.removeprefix(ID), None)

    def order(self, facts: list[tuple[str, Value]]) -> tuple[tuple[str, Value], ...]:
        def key(fact: tuple[str, Value]) -> tuple[int, str]:
            return (FIRST.index(fact[0]) if fact[0] in FIRST else len(FIRST), self.used.get(fact[0], fact[0]))

        return tuple(sorted(facts, key=key))


def _is_iri(value: Any) -> bool:
    """Whether a term of any store is an IRI: literals have a datatype, blank nodes have no name."""
    return type(value).__name__ == "NamedNode"


def _humanised(name: str) -> str:
    return "".join(_spaced(name)).lower()


def _spaced(name: str) -> Iterator[str]:
    for before, letter in zip(" " + name, name, strict=False):
        yield f" {letter}" if letter.isupper() and before.islower() else letter
