"""A view of two snapshots: labels, classes, links and regions of things, from whichever states them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ...graph.snapshot import PACKAGED, TYPE, snapshot
from ...ontology.terms import ID, LG, PREFIXES, curie, slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...graph.snapshot import Properties, Snapshot, Term

NAMES = (PREFIXES["skos"] + "prefLabel", PREFIXES["rdfs"] + "label", PREFIXES["dcterms"] + "title")
REGION_LINKS = tuple(LG + name for name in ("region", "area", "gaveTo"))
"""Properties that name the region that a thing is about."""
STEPS = tuple(LG + name for name in ("intervention", "requirement", "fromIntervention"))
"""Properties that lead to a thing whose region is meant, where the thing names none itself."""
GOVERNED_BY = LG + "governedBy"
FAR = 3
"""So many steps lead to a region: an option, its requirement, its scheme."""


class View:
    """Labels, classes and regions over an ordered list of snapshots, the first that knows a thing speaking.

    What neither of the two knows (a file of claims names no labels) is looked up in the packaged graph.
    """

    def __init__(self, first: Snapshot, second: Snapshot) -> None:
        """Let the first speak before the second."""
        self._near = (first, second)

    @cached_property
    def _packaged(self) -> Snapshot:
        return snapshot(PACKAGED)

    def properties(self, iri: str) -> Properties:
        """All that is stated of a thing by the first snapshot that knows it; nothing where none does."""
        for near in self._near:
            if iri in near.things:
                return near.things[iri]
        return self._packaged.things.get(iri, {}) if iri.startswith((ID, LG)) else {}

    def label(self, iri: str) -> str:
        """The English name of a thing, or any; its curie where it has none."""
        properties = self.properties(iri)
        for naming in NAMES:
            if naming in properties:
                return _english(properties[naming])
        return curie(iri) if iri.startswith("http") else iri

    def classes(self, iri: str) -> frozenset[str]:
        """The IRIs of the classes that a thing is stated to have."""
        return frozenset(iris(self.properties(iri).get(TYPE, [])))

    def regions(self, iri: str) -> list[str]:
        """The regions that a thing is about, by name; a region is about itself."""
        return sorted(set(self._regions(iri, FAR)), key=self.label)

    def _regions(self, iri: str, far: int) -> Iterator[str]:
        if iri.startswith(f"{ID}region/"):
            yield iri
            return
        properties = self.properties(iri)
        named = [region for link in REGION_LINKS for region in iris(properties.get(link, []))]
        named = [region for region in named if region.startswith(f"{ID}region/")]
        if named:
            yield from named
        elif iri.startswith(f"{ID}authority/"):
            yield from self._governed.get(iri, ())
        elif far:
            for step in STEPS:
                for thing in iris(properties.get(step, [])):
                    yield from self._regions(thing, far - 1)

    @cached_property
    def _governed(self) -> dict[str, list[str]]:
        governed: dict[str, list[str]] = {}
        for near in self._near:
            for iri, properties in near.things.items():
                for authority in iris(properties.get(GOVERNED_BY, [])):
                    governed.setdefault(authority, []).append(iri)
        return governed


def iris(values: list[Term]) -> list[str]:
    """The IRIs among values."""
    from pyoxigraph import NamedNode

    return [value.value for value in values if isinstance(value, NamedNode)]


def _english(values: list[Term]) -> str:
    """The value in English, or without a language, or the first of all."""
    ranks = {"en": 0, "en-gb": 1, None: 2, "": 2}
    best = min(values, key=lambda value: (ranks.get(_language(value), 3), value.value))
    return best.value or slug(best.value)


def _language(value: Term) -> str | None:
    language: str | None = getattr(value, "language", None)
    return language.lower() if language else language
