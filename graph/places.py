"""Places within regions: the regions that a council or an authority stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .store import Store


def regions_of_parts(store: Store) -> dict[str, list[str]]:
    """The regions (IRIs) that each council of today and each authority stands for, by its IRI."""
    asked = """SELECT DISTINCT ?part ?region WHERE {
        { ?membership a lg:Membership ; lg:council ?part ; lg:region ?region .
          FILTER NOT EXISTS { ?membership lg:endDay ?end }
          FILTER NOT EXISTS { ?region lg:regionSucceededBy ?later } }
        UNION { ?region lg:governedBy ?part } } ORDER BY ?part ?region"""
    found: dict[str, list[str]] = {}
    for part, region in store.select(asked):
        found.setdefault(part.value, []).append(region.value)
    return found
