"""Reads what an officer typed: a place as a region, a problem as an outcome or determinant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ....errors import UnresolvedName
from ....graph.names import resolve
from ....graph.places import regions_of_parts
from ....ontology.terms import ID
from ...search_index import index
from ...store_cache import kept

if TYPE_CHECKING:
    from ....graph.store import Store
    from .page_request import Visit

MOST = 8
"""So many readings are offered."""


class Reading(NamedTuple):
    """The things (IRIs) that a text may mean, best first; none where nothing fits."""

    things: tuple[str, ...]

    @property
    def thing(self) -> str:
        """The one thing that is meant, or nothing."""
        return self.things[0] if len(self.things) == 1 else ""


def place(visit: Visit, text: str) -> Reading:
    """A region by its own name, by that of a council or authority in it, or by a code of the ONS."""
    found = _named(visit, text, ("region",))
    if found:
        return Reading((found,))
    council = _named(visit, text, ("council",))
    if council:
        return Reading(tuple(dict.fromkeys(councils(visit.store).get(council, ()))))
    hits = [
        hit.iri
        for kind in ("region", "authority", "council")
        for hit in index(visit.store).search(text, kind)
    ]
    hits = hits or [entry.iri for entry in index(visit.store).nearest(text, ("region", "council"))]
    every = [region for iri in hits for region in _regions(visit.store, iri)]
    return Reading(tuple(dict.fromkeys(every))[:MOST])


def problem(visit: Visit, text: str) -> Reading:
    """An outcome or determinant by any of its names, or what an indicator of that name measures."""
    for kinds in (("outcome", "determinant"), ("indicator",)):
        found = _named(visit, text, kinds)
        if found:
            return Reading(tuple(_measured(visit.store, found)) if kinds == ("indicator",) else (found,))
    hits = [hit for kind in ("outcome", "determinant") for hit in index(visit.store).search(text, kind)]
    if not hits:
        near = index(visit.store).nearest(text, ("outcome", "determinant"))
        return Reading(tuple(entry.iri for entry in near))
    best = min((hit.rank for hit in hits), default=None)
    return Reading(tuple(dict.fromkeys(hit.iri for hit in hits if hit.rank == best))[:MOST])


def councils(store: Store) -> dict[str, list[str]]:
    """The regions that each council and each authority stands for, those of today before those that ended."""
    return kept(store, "councils", regions_of_parts)


def _named(visit: Visit, text: str, kinds: tuple[str, ...]) -> str:
    try:
        return resolve(visit.store, text, kinds)
    except UnresolvedName:
        return ""


def _regions(store: Store, iri: str) -> list[str]:
    """The regions that a region, an authority or a council stands for."""
    return [iri] if iri.startswith(f"{ID}region/") else councils(store).get(iri, [])


def _measured(store: Store, indicator: str) -> list[str]:
    rows = store.select(f"SELECT ?thing WHERE {{ <{indicator}> lg:measures ?thing }} ORDER BY ?thing")
    return [row[0].value for row in rows]
