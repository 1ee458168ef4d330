"""From the values of a row to its records: their addresses, their names and their statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import TYPE_CHECKING

from ...ontology.terms import ID, KINDS, LG, expand, slug
from ..names import slugify
from .columns import Sheet

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from .cells import Term
    from .name_index import NameIndex

LONGEST = 60
"""The letters of a name that go into an address."""
FOOTING = ("lg:basis", "lg:basisNote", "lg:source")
"""What all records of a row share."""
SUMMARY = 110
"""The letters of a text that stand for it as a name."""

Said = dict[str, "list[Term]"]
"""The values of a row by property (a curie), of one of its records."""


class Row:
    """What a row says, by record and property, with the names that it needs for addresses and labels."""

    def __init__(self, sheet: Sheet, index: NameIndex) -> None:
        """Begin an empty row."""
        self.sheet = sheet
        self.index = index
        self.identifier = ""
        self.records: dict[str, Said] = {"": {}}

    def add(self, record: str, property: str, terms: list[Term]) -> None:
        """Add the values of a property to one of the row's records."""
        self.records.setdefault(record, {})[property] = terms

    def terms(self, property: str) -> list[Term]:
        """The values of a property, in whichever record of the row."""
        return next((said[property] for said in self.records.values() if property in said), [])

    def slug(self, property: str) -> str:
        """The last part of the IRI of the first value; nothing where there is none."""
        terms = self.terms(property)
        return slug(terms[0].value) if terms else ""

    def words(self, property: str, otherwise: str = "") -> str:
        """The first value of a property in words."""
        terms = self.terms(property)
        if not terms:
            return otherwise
        return self.index.labels.get(terms[0].value, terms[0].value)

    def small(self, property: str, otherwise: str = "") -> str:
        """The same, to stand within a sentence."""
        words = self.words(property, otherwise)
        return words[:1].lower() + words[1:] if words[1:2].islower() else words

    def mark(self) -> str:
        """Eight letters that stand for all that the row says: the same row has the same."""
        text = "\n".join(
            f"{record} {property} {term}"
            for record, said in sorted(self.records.items())
            for property, terms in sorted(said.items())
            for term in sorted(map(str, terms))
        )
        return sha256(text.encode()).hexdigest()[:8]

    def iri(self) -> str:
        """The address of the first record: the one that the row gives, or one made from what it says."""
        if "://" in self.identifier:
            return self.identifier
        return self.sheet.home + (self.identifier or _SLUGS[self.sheet.kind](self))

    def triples(self) -> Iterator[Triple]:
        """All statements of the row, but for where they come from."""
        iri = self.iri()
        if self.sheet.kind == "option":
            need = f"{ID}requirement/{self.slug('lg:intervention')}--own-{self.words('lg:group')}"
            said = {**self.records.get("requirement", {}), **self._footing()}
            yield from self._statements(need, LG + KINDS["requirement"], said, _need(self))
            said = {**self.records[""], "lg:requirement": [_node(need)]}
            yield from self._statements(iri, self.sheet.type, said, _option(self))
            return
        yield from self._statements(iri, self.sheet.type, self.records[""], _LABELS[self.sheet.kind](self))
        for lever in self.records.get("use", {}).get("lg:lever", ()):
            use = f"{ID}use/{slug(iri)}--{slug(lever.value)}"
            said = {"lg:intervention": [_node(iri)], "lg:lever": [lever]}
            said |= self._footing()
            label = f"{self.words('skos:prefLabel')}: uses {_lower(self.index.labels[lever.value])}"
            yield from self._statements(use, LG + KINDS["use"], said, label)

    def _footing(self) -> Said:
        """What the row rests on, for the records that it brings along."""
        return {property: self.records[""][property] for property in FOOTING if self.terms(property)}

    def _statements(self, iri: str, type_: str, said: Said, label: str) -> Iterator[Triple]:
        from pyoxigraph import Literal, NamedNode, Triple

        subject = NamedNode(iri)
        yield Triple(subject, NamedNode(expand("rdf:type")), NamedNode(type_))
        if "skos:prefLabel" not in said:
            yield Triple(subject, NamedNode(expand("skos:prefLabel")), Literal(label, language="en"))
        for property, terms in said.items():
            for term in terms:
                yield Triple(subject, NamedNode(expand(property)), term)


def _node(iri: str) -> Term:
    from pyoxigraph import NamedNode

    return NamedNode(iri)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _cut(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= SUMMARY else words[:SUMMARY].rpartition(" ")[0] + "…"


def _short(words: str) -> str:
    return slugify(words)[:LONGEST].strip("-") or "unnamed"


def _need(row: Row) -> str:
    necessity = "needs" if row.slug("lg:necessity") == "ontology#Required" else ""
    necessity = necessity or f"{row.words('lg:necessity')}:"
    return f"{row.words('lg:intervention')}: {necessity} requirement {row.words('lg:group')}"


def _option(row: Row) -> str:
    partner = " (through a partner)" if row.words("lg:viaPartner") == "true" else ""
    lever, number = row.words("lg:lever"), row.words("lg:group")
    return f"{row.words('lg:intervention')}: {lever} would meet requirement {number}{partner}"


_SLUGS: dict[str, Callable[[Row], str]] = {
    "source": lambda row: _short(row.words("skos:prefLabel")),
    "intervention": lambda row: f"{row.slug('lg:region') or 'own'}-{_short(row.words('skos:prefLabel'))}",
    "option": lambda row: (
        f"{row.slug('lg:intervention')}--own-{row.words('lg:group')}--{row.slug('lg:lever')}"
    ),
    "finding": lambda row: f"{row.slug('lg:intervention')}--{row.mark()}",
    "holding": lambda row: f"{row.slug('lg:region')}--{row.slug('lg:lever')}--{row.mark()}",
    "lesson": lambda row: f"own--{row.mark()}",
    "observation": lambda row: f"{row.slug('lg:area')}--{row.slug('lg:indicator')}--{row.mark()}",
    "retraction": lambda row: f"{row.slug('lg:retracts')}--{row.mark()}",
    "answer": lambda row: f"{row.slug('lg:intervention')}--{row.slug('lg:prompt')}--{row.mark()}",
}
"""How the address of a record is made from what its row says, by kind."""

_LABELS: dict[str, Callable[[Row], str]] = {
    "source": lambda row: row.words("skos:prefLabel"),
    "intervention": lambda row: row.words("skos:prefLabel"),
    "finding": lambda row: (
        f"{row.words('lg:intervention')}: {row.small('lg:direction', 'finding')}: "
        f"{row.small('lg:outcomeMeasured')}"
    ),
    "holding": lambda row: f"{row.words('lg:lever')} in {row.words('lg:region')}: {row.small('lg:status')}",
    "lesson": lambda row: _cut(row.words("dcterms:description")),
    "observation": lambda row: (
        f"{row.words('lg:indicator')} in {row.words('lg:area')}, {row.words('lg:period')}: "
        f"{row.words('lg:value')} {row.words('lg:unit')}"
    ),
    "retraction": lambda row: f"Taken back: {row.words('lg:retracts')}",
    "answer": lambda row: (
        f"{row.words('lg:intervention')} in {row.words('lg:region')}: {row.words('lg:prompt')}"
    ),
}
"""What a record is called, by kind."""
