"""The authority of a region: the days on which it exists, what it followed, and what followed it."""

from __future__ import annotations

from typing import NamedTuple

from ..errors import NoAuthority, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph.store import Store

_REGIONS = """\
SELECT ?region ?label ?start ?end ?expected ?successor
WHERE {
  ?region a lg:Region ;
    lg:name ?label .
  OPTIONAL { ?region lg:governedBy ?authority .
    OPTIONAL { ?authority lg:startDay ?start }
    OPTIONAL { ?authority lg:endDay ?end }
    OPTIONAL { ?authority lg:establishmentExpected ?expected } }
  OPTIONAL { ?region lg:regionSucceededBy ?successor }
}
"""


class Region(NamedTuple):
    """A region and the life of its authority; days as YYYY-MM-DD, None where no source states one."""

    iri: str
    label: str
    start: str | None
    end: str | None
    expected: str | None
    """When it is expected to begin, as precise as its source: a day, a month or a year."""
    successors: tuple[str, ...]
    """The regions that followed it, as IRIs."""

    @property
    def slug(self) -> str:
        """The last part of its IRI."""
        return self.iri.rsplit("/", 1)[-1]


def regions(store: Store) -> dict[str, Region]:
    """Every region of a store by IRI, in that order; of several labels the first."""
    rows = [[term.value if term else "" for term in row] for row in store.select(_REGIONS)]
    places: dict[str, Region] = {}
    for iri, label, start, end, expected, successor in sorted(rows):
        region = places.get(iri) or Region(iri, label, start or None, end or None, expected or None, ())
        if successor and successor not in region.successors:
            region = region._replace(successors=(*region.successors, successor))
        places[iri] = region
    return dict(sorted(places.items()))


def demand_authority(places: Mapping[str, Region], iri: str, day: str, *, named: bool) -> Region:
    """The region, if it has an authority on the day, or is to have one and a day was `named`.

    Raises NoAuthority otherwise, with the regions to ask for instead; UsageError where it is no region.
    """
    region = places.get(iri)
    if region is None:
        slugs = ", ".join(sorted(place.slug for place in places.values()))
        raise UsageError(f"{iri} is no region of the graph. The regions are: {slugs}.")
    instead: list[Region] = []
    if region.end and day > region.end:
        instead = [places[heir] for heir in region.successors if heir in places]
    elif region.start and day < region.start:
        followed = [place for place in places.values() if iri in place.successors]
        instead = [place for place in followed if (place.start or "") <= day <= (place.end or "9999")]
    elif region.start or not region.expected or named:
        return region
    raise NoAuthority(
        (iri, region.label),
        day,
        region.start,
        region.end,
        region.expected,
        [(place.iri, place.label) for place in instead],
    )


def lineage(places: Mapping[str, Region], iri: str) -> frozenset[str]:
    """The region and those that it followed."""
    return frozenset({iri, *(place.iri for place in places.values() if iri in place.successors)})
