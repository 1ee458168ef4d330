"""What can be asked instead where a region had no authority on the day: links, not words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from ....errors import LevergraphError
from ....ontology.terms import slug
from ....queries.transferability.facts.facts import regions
from ...store_cache import kept
from .filters import when
from .page_request import today

if TYPE_CHECKING:
    from ....queries.transferability.facts.facts import Region
    from .page_request import Visit

NAMED = ("to", "region")
"""The parameters, and parts of a path, that name the region asked for."""

Link = tuple[str, str]
"""The words of a link, and where it leads."""


def advice(visit: Visit, words: str) -> list[Link]:
    """The nearest that can be asked instead of what the words refuse, where they refuse a region."""
    places = kept(visit.store, "regions", regions)
    found: list[Link] = []
    with suppress(LevergraphError):
        for name in NAMED:
            given = visit.request.path_params.get(name) or visit.text(name)
            region = places.get(visit.known(given, name, "region")) if given else None
            if region and region.label in words and "no authority" in words:
                found += _instead(visit, name, region, places)
    return found


def without_days(words: str) -> str:
    """The words without the sentence that the links replace."""
    return re.sub(r" [^.]*--as-of [^.]*\.$", "", words)


def _instead(visit: Visit, name: str, region: Region, places: dict[str, Region]) -> Iterator[Link]:
    day = visit.day() or today()
    if region.end and day > region.end:
        for heir in (places[each] for each in region.successors if each in places):
            yield f"Ask for {heir.label}", _for(visit, name, heir)
        yield f"Ask for {region.label} as of {when(region.end)}", visit.here(as_of=region.end)
    elif region.start and day < region.start:
        for each in places.values():
            if region.iri in each.successors and (each.start or "") <= day <= (each.end or "9999"):
                yield f"Ask for {each.label}", _for(visit, name, each)
        yield f"Ask for {region.label} as of {when(region.start)}", visit.here(as_of=region.start)
    elif not region.start:
        yield f"See what soft powers alone would allow, as of {when(day)}", visit.here(as_of=day)


def _for(visit: Visit, name: str, region: Region) -> str:
    """The address of the same page for another region."""
    if name not in visit.request.path_params:
        return visit.here(**{name: slug(region.iri)})
    path = visit.path.replace(f"/{visit.part(name)}", f"/{slug(region.iri)}", 1)
    return visit.at.with_pairs(path, list(visit.others()))
