"""What the explorer shows, read from a store: things, claims about them, and their sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..ontology import DATASET, ID, LG
from .vocabulary import (
    ENDS_OF_CLAIM,
    FIRST,
    KIND_OF_CLASS,
    LEVER_TYPES,
    TRUST,
    UNSHOWN,
)

if TYPE_CHECKING:
    from ..graph.store import Store

SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

Value = str | dict[str, Any]
"""A fact's value in the page: text, or {"t": thing}, {"c": term} or {"u": address}."""


@dataclass(frozen=True)
class Trust:
    """How far a statement can be trusted: its sources by place in the atlas, and what is said of it."""

    sources: tuple[int, ...] = ()
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Thing:
    """A node: a region, a lever, a determinant…"""

    iri: str
    kind: str
    label: str
    facts: tuple[tuple[str, Value], ...]
    links: tuple[tuple[str, int], ...]
    trust: Trust


@dataclass(frozen=True)
class Claim:
    """A sourced statement, with the things that it is about by the property that says so."""

    iri: str
    kind: str
    label: str
    roles: tuple[tuple[str, int], ...]
    facts: tuple[tuple[str, Value], ...]
    trust: Trust

    def role(self, name: str) -> list[int]:
        """The things that this claim names by one property."""
        return [thing for role, thing in self.roles if role == name]


@dataclass(frozen=True)
class Source:
    """A publication that statements rest on."""

    iri: str
    label: str
    url: str
    kind: str


@dataclass
class Atlas:
    """All that one page can show."""

    edition: str
    things: list[Thing]
    claims: list[Claim]
    sources: list[Source]
    terms: dict[str, str] = field(default_factory=dict)

    def place(self, iri: str) -> int | None:
        """Where a thing stands in the list of things."""
        return next((place for place, thing in enumerate(self.things) if thing.iri == iri), None)


def read(store: Store) -> Atlas:
    """Read everything that the page can show, in six queries."""
    things = _records(store, KIND_OF_CLASS)
    claims = _records(store, ENDS_OF_CLAIM)
    requirements = _records(store, ("Requirement",))
    sources = _records(store, ("Source",))
    reader = _Reader(things, sources, _labels(store), _inferred(store))
    return Atlas(
        edition=_edition(store),
        things=[reader.thing(iri) for iri in reader.things],
        claims=[reader.claim(iri, claims, requirements) for iri in sorted(claims)],
        sources=[reader.source(iri, sources[iri]) for iri in reader.sources],
        terms=reader.used,
    )


Record = dict[str, list[Any]]


def _records(store: Store, classes: Iterable[str]) -> dict[str, Record]:
    values = " ".join(f"<{LG}{name}>" for name in classes)
    rows = store.select(
        f"SELECT DISTINCT ?thing ?property ?value WHERE {{ VALUES ?class {{ {values} }} "
        "?thing a ?class ; ?property ?value }"
    )
    found: dict[str, Record] = {}
    for thing, prop, value in rows:
        found.setdefault(thing.value, {}).setdefault(prop.value, []).append(value)
    for record in found.values():
        for values_of_property in record.values():
            values_of_property.sort(key=str)
    return dict(sorted(found.items()))


def _labels(store: Store) -> dict[str, str]:
    found: dict[str, str] = {}
    for prop in ("<http://www.w3.org/2000/01/rdf-schema#label>", f"<{SKOS}prefLabel>"):
        for thing, label in store.select(f"SELECT ?thing ?label WHERE {{ ?thing {prop} ?label }}"):
            known = found.get(thing.value)
            if known is None or label.value < known:
                found[thing.value] = label.value
    return found


def _inferred(store: Store) -> set[str]:
    rows = store.select(f"SELECT ?property WHERE {{ ?property <{LG}inferredBy> ?rule }}")
    return {row[0].value for row in rows}


def _edition(store: Store) -> str:
    rows = store.select(f"SELECT ?day WHERE {{ <{DATASET}> <http://purl.org/dc/terms/issued> ?day }}")
    return max((row[0].value for row in rows), default="")


def first(facts: Iterable[tuple[str, Value]], name: str) -> str:
    """The first value of a fact as plain text: a term by its local name; nothing where it is not stated."""
    for key, value in facts:
        if key == name:
            return value if isinstance(value, str) else str(next(iter(value.values())))
    return ""


def local(iri: str) -> str:
    """The last word of a property's or term's IRI."""
    return iri.rpartition("#")[2] if "#" in iri else iri.rpartition("/")[2]


class _Reader:
    """Turns the records of a store into things, claims and sources that refer to one another by place."""

    def __init__(
        self,
        things: dict[str, Record],
        sources: dict[str, Record],
        labels: dict[str, str],
        inferred: set[str],
    ) -> None:
        self.records = things
        self.things = {iri: place for place, iri in enumerate(things)}
        self.sources = {iri: place for place, iri in enumerate(sources)}
        self.labels = labels
        self.inferred = inferred
        self.used: dict[str, str] = {}

    def thing(self, iri: str) -> Thing:
        record = self.records[iri]
        classes = {local(value.value) for value in record.get(RDF_TYPE, ())}
        kind = next(kind for name, kind in KIND_OF_CLASS.items() if name in classes)
        facts = [("type", self.term(name)) for name in LEVER_TYPES if kind == "lever" and name in classes]
        roles, said = self.split(record)
        return Thing(iri, kind, self.label(iri), self.order(facts + said), tuple(roles), self.trust(record))

    def claim(self, iri: str, claims: dict[str, Record], requirements: dict[str, Record]) -> Claim:
        record = dict(claims[iri])
        classes = {local(value.value) for value in record.get(RDF_TYPE, ())}
        for requirement in record.get(f"{LG}requirement", ()):
            for name in ("intervention", "group", "necessity"):
                record.setdefault(LG + name, requirements.get(requirement.value, {}).get(LG + name, []))
        record.pop(f"{LG}requirement", None)
        kind = next(name for name in ENDS_OF_CLAIM if name in classes)
        roles, facts = self.split(record)
        self.term(kind)
        return Claim(iri, kind, self.label(iri), tuple(roles), self.order(facts), self.trust(record))

    def source(self, iri: str, record: Record) -> Source:
        url = next((value.value for value in record.get(f"{LG}url", ())), "")
        kind = next((local(value.value) for value in record.get(f"{LG}sourceKind", ())), "")
        if kind:
            self.term(kind)
        return Source(iri, self.label(iri), url, kind)

    def split(self, record: Record) -> tuple[list[tuple[str, int]], list[tuple[str, Value]]]:
        """Part a record into links to drawn things and facts to read."""
        roles: list[tuple[str, int]] = []
        facts: list[tuple[str, Value]] = []
        for prop, values in sorted(record.items()):
            name = local(prop)
            if prop == RDF_TYPE or prop in self.inferred or name in TRUST or name in UNSHOWN:
                continue
            self.name(prop)
            for value in values:
                place = self.things.get(value.value) if _is_iri(value) else None
                if place is None:
                    facts.append((name, self.value(value)))
                else:
                    roles.append((name, place))
        return roles, facts

    def value(self, value: Any) -> Value:
        if not _is_iri(value):
            if value.datatype.value.endswith("#anyURI"):
                return {"u": value.value}
            return {"true": "yes", "false": "no"}.get(value.value, str(value.value))
        if value.value.startswith(LG):
            return self.term(local(value.value))
        return self.label(value.value)

    def trust(self, record: Record) -> Trust:
        sources: list[int] = []
        said: list[tuple[str, str]] = []
        for name, field_name in TRUST.items():
            for value in record.get(LG + name, ()):
                if field_name == "sources":
                    sources += [self.sources[value.value]] if value.value in self.sources else []
                elif _is_iri(value):
                    self.term(local(value.value))
                    said.append((field_name, local(value.value)))
                else:
                    said.append((field_name, value.value))
        return Trust(tuple(sources), tuple(said))

    def term(self, name: str) -> dict[str, Any]:
        self.name(LG + name)
        return {"c": name}

    def name(self, iri: str) -> None:
        """Remember the label of a property or a term that the page will need."""
        self.used.setdefault(local(iri), self.labels.get(iri) or _humanised(local(iri)))

    def label(self, iri: str) -> str:
        return self.labels.get(iri) or iri.removeprefix(ID)

    def order(self, facts: list[tuple[str, Value]]) -> tuple[tuple[str, Value], ...]:
        def key(fact: tuple[str, Value]) -> tuple[int, str]:
            return (FIRST.index(fact[0]) if fact[0] in FIRST else len(FIRST), self.used.get(fact[0], fact[0]))

        return tuple(sorted(facts, key=key))


def _is_iri(value: Any) -> bool:
    return not hasattr(value, "datatype")


def _humanised(name: str) -> str:
    return "".join(_spaced(name)).lower()


def _spaced(name: str) -> Iterator[str]:
    for before, letter in zip(" " + name, name, strict=False):
        yield f" {letter}" if letter.isupper() and before.islower() else letter
