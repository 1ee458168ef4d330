"""Every name of the things that a cell can mean: read once, so that a cell costs a look into a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ...ontology.terms import ID, PREFIXES, curie, expand, slug
from ..names import slugify, written_iri
from ..spelling import nearest, plain

if TYPE_CHECKING:
    import pyoxigraph

NAMING = ("skos:prefLabel", "skos:altLabel", "rdfs:label")
NEAR = 3
"""How many near names a message offers."""
SOUGHT = 200
"""For so many unknown names near ones are sought: it takes long, and nobody mends more at a time."""
FEW = 12
"""Up to so many, all that a cell may hold are named."""

Group = tuple[str, ...]
"""What a cell may name: kinds (terms.KINDS) and, as curies, classes of codes."""


class UnknownValue(Exception):
    """A cell that says what its column cannot hold: the message says what to write instead."""


class NameIndex:
    """The things of a graph by kind or class of codes, and by name."""

    def __init__(self, stores: Iterable[pyoxigraph.Store], groups: Iterable[str]) -> None:
        """Read the names of all things of these kinds, and of the codes of these classes (curies)."""
        self.labels: dict[str, str] = {}
        """What a thing is called, by its IRI."""
        self._addresses: dict[str, str] = {}
        self._names: dict[str, dict[str, list[str]]] = {group: {} for group in groups}
        self._members: dict[str, dict[str, None]] = {group: {} for group in self._names}
        self._advice: dict[tuple[str, Group], str] = {}
        for store in stores:
            self._read(store)

    def _read(self, store: pyoxigraph.Store) -> None:
        classes = {expand(group): group for group in self._names if ":" in group}
        for iri, name in _names(store):
            kind = iri[len(ID) :].partition("/")[0] if iri.startswith(ID) else ""
            if kind in self._names:
                self.add(kind, iri, name)
        for class_, iri, name in _codes(store, classes):
            self.add(classes[class_], iri, name)
        for iri, address in _addresses(store):
            self.add_address(iri, address)

    def add(self, group: str, iri: str, name: str) -> None:
        """Learn one more name of a thing; the first is what it is called."""
        self.labels.setdefault(iri, name)
        self._members[group][iri] = None
        for word in {plain(name), plain(slug(iri)), slugify(slug(iri))}:
            things = self._names[group].setdefault(word, [])
            if iri not in things:
                things.append(iri)

    def add_address(self, iri: str, address: str) -> None:
        """Learn the web address of a source."""
        self._addresses.setdefault(_bare(address), iri)

    def members(self, group: str) -> list[str]:
        """All things of a kind or class of codes, in the order of their labels."""
        return sorted(self._members[group], key=lambda iri: (self.labels[iri].casefold(), iri))

    def call(self, iri: str, group: Group) -> str:
        """The shortest name of a thing that leads back to it: its label, or else its IRI cut short."""
        label = self.labels.get(iri, "")
        if label and ";" not in label and self._meant(label, group) == [iri]:
            return label
        return iri.removeprefix(ID) if iri.startswith(ID) else curie(iri)

    def find(self, text: str, group: Group) -> str:
        """The IRI of the one thing that a text names. Raises UnknownValue with the nearest names."""
        things = self._meant(text, group)
        if len(things) == 1:
            return things[0]
        if things:
            names = " or ".join(sorted(self._apart(iri) for iri in things))
            raise UnknownValue(f"“{text}” could be any of {len(things)} things: write {names}.")
        if len(self._advice) < SOUGHT and (text, group) not in self._advice:
            self._advice[text, group] = self._near(text, group)
        raise UnknownValue(f"nothing here is called “{text}”.{self._advice.get((text, group), '')}")

    def _meant(self, text: str, group: Group) -> list[str]:
        iri = written_iri(text)
        if not iri and text.partition(":")[0] in PREFIXES:
            iri = expand(text)
        if iri:
            return [iri] if any(iri in self._members[each] for each in group) else []
        if "://" in text and "source" in group:
            found = self._addresses.get(_bare(text))
            return [found] if found else []
        word = plain(text)
        things = [iri for each in group for iri in self._names[each].get(word, ())] if word else []
        exact = [iri for iri in things if self.labels[iri] == text]
        return exact if len(exact) == 1 else list(dict.fromkeys(things))

    def _apart(self, iri: str) -> str:
        return iri.removeprefix(ID) if iri.startswith(ID) else curie(iri)

    def _near(self, text: str, group: Group) -> str:
        if "://" in text:
            return " Add it on the sheet Sources." if "source" in group else ""
        spoken = [(iri, name) for each in group for iri in self._members[each] for name in self._spoken(iri)]
        near = [self.labels[iri] for iri, _ in nearest(text, spoken, limit=NEAR)]
        if near:
            return f" Did you mean {' or '.join(f'“{name}”' for name in near)}?"
        few = [self.labels[iri] for each in group for iri in self.members(each)]
        if len(few) <= FEW:
            return f" Write one of: {', '.join(few)}."
        more = ", or add it on the sheet Sources" if "source" in group else ""
        return f" Take one from the list in the cell{more}."

    def _spoken(self, iri: str) -> tuple[str, str]:
        return self.labels[iri], slug(iri)


def _bare(address: str) -> str:
    """An address as it is compared: no scheme, no www, no slash at the end."""
    return address.strip().partition("://")[2].removeprefix("www.").rstrip("/")


def _names(store: pyoxigraph.Store) -> Iterator[tuple[str, str]]:
    values = " ".join(NAMING)
    asked = (
        f"SELECT ?thing ?name ?naming WHERE {{ VALUES ?naming {{ {values} }} "
        f"GRAPH ?graph {{ ?thing ?naming ?name }} FILTER(STRSTARTS(STR(?thing), '{ID}')) }}"
    )
    rows = [(row[0].value, row[1], curie(row[2].value)) for row in _select(store, asked)]
    rows.sort(key=lambda row: (NAMING.index(row[2]), row[1].language != "en", row[0], row[1].value))
    for iri, name, _ in rows:
        yield iri, name.value


def _codes(store: pyoxigraph.Store, classes: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    values = " ".join(f"<{iri}>" for iri in classes)
    asked = (
        f"SELECT ?class ?code ?name WHERE {{ VALUES ?class {{ {values} }} "
        "GRAPH ?graph { ?code a ?class ; rdfs:label ?name } }"
    )
    for row in _select(store, asked):
        yield row[0].value, row[1].value, row[2].value


def _addresses(store: pyoxigraph.Store) -> Iterator[tuple[str, str]]:
    asked = "SELECT ?source ?url WHERE { GRAPH ?graph { ?source lg:url ?url } } ORDER BY ?source"
    for row in _select(store, asked):
        yield row[0].value, row[1].value


def _select(store: pyoxigraph.Store, text: str) -> Iterator[Any]:
    rows: Any = store.query(text, prefixes=PREFIXES)
    return iter(rows)
