"""A region's powers over time: what it held or shared when, and on which days that changed.

A region and those that it followed are one line of succession: a power that the old authority had on its last
day and the new one has on its first is no change. A claim whose start no source states is taken to have
begun before anything else of its lever, so it makes no change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from ...authority import Region, lineage

if TYPE_CHECKING:
    from ..facts.records import HoldingSpan
    from .model import Model

Kind = Literal["gained", "now-held", "now-shared", "ended"]
_ALWAYS, _EVER = "0001-01-01", "9999-12-31"
_RANK = {"Held": 2, "Shared": 1}


class Span(NamedTuple):
    """A claim and the days for which it counts, within the life of the region's authority.

    `start` is empty where no source states one, `end` where it lasts; `with_authority` says that it ended
    because the authority did.
    """

    region: str
    claim: HoldingSpan
    start: str
    end: str
    with_authority: bool


class Change(NamedTuple):
    """A day on which a lever was gained, held in place of shared or the reverse, or lost.

    `span` is the claim that begins on the day, or the one that ended the day before.
    """

    day: str
    kind: Kind
    span: Span


class PowersOverTime(NamedTuple):
    """The regions in their succession, the oldest first, their spans by lever, and the changes by day."""

    regions: tuple[Region, ...]
    spans: tuple[Span, ...]
    changes: tuple[Change, ...]


def powers_over_time(model: Model, region: str) -> PowersOverTime:
    """Everything that a region and those that it followed held or shared, and when that changed."""
    known = model.regions()
    regions = sorted(
        (_dated(known[iri]) for iri in lineage(known, region) if iri in known),
        key=lambda place: (place.iri == region, place.start or _EVER, place.iri),
    )
    lasts = _last_days(regions)
    spans = [_span(place, lasts[place.iri], claim) for place in regions for claim in model.spans(place.iri)]
    spans.sort(key=lambda span: (span.claim.lever, span.start, span.end or _EVER, span.claim.claim))
    by_lever: dict[str, list[Span]] = {}
    for span in spans:
        by_lever.setdefault(span.claim.lever, []).append(span)
    changes = [change for of_lever in by_lever.values() for change in _changes(of_lever)]
    changes.sort(key=lambda change: (change.day, change.kind, change.span.claim.lever))
    return PowersOverTime(tuple(regions), tuple(spans), tuple(changes))


def _dated(place: Region) -> Region:
    """The region with those days of its authority that can be reckoned with."""
    return place._replace(start=_day(place.start) or None, end=_day(place.end) or None)


def _last_days(regions: Sequence[Region]) -> dict[str, str]:
    """The last day of each authority, before its successor's first; empty where it lasts."""
    firsts = {place.iri: place.start or "" for place in regions}
    return {
        place.iri: min(
            [_previous(firsts[heir]) for heir in place.successors if firsts.get(heir)] + [place.end]
        )
        if place.end
        else ""
        for place in regions
    }


def _span(place: Region, last: str, claim: HoldingSpan) -> Span:
    """The claim within the life of its authority: none has a power before it begins or after it ends.

    A start that the claim does not state is unknown, though its class or its authority bounds it.
    """
    began, ended = _day(claim.start) if claim.since else "", _day(claim.end)
    start = max(began, place.start or "") if began else ""
    end = min(ended or _EVER, last or _EVER)
    over = bool(last) and (not ended or ended > last)
    return Span(place.iri, claim, start, "" if end == _EVER else end, over)


def _changes(spans: Sequence[Span]) -> Iterator[Change]:
    """The days on which the best state of one lever changes."""
    days = {span.start for span in spans if span.start} | {_next(span.end) for span in spans if span.end}
    for day in sorted(days):
        before, after = _best(spans, _previous(day)), _best(spans, day)
        if after is None:
            if before is not None:
                yield Change(day, "ended", before)
        elif before is None:
            yield Change(day, "gained", after)
        elif before.claim.status != after.claim.status:
            yield Change(day, "now-held" if after.claim.status == "Held" else "now-shared", after)


def _best(spans: Iterable[Span], day: str) -> Span | None:
    """The span that counts on a day: held before shared, of two the later."""
    on_day = [span for span in spans if (span.start or _ALWAYS) <= day <= (span.end or _EVER)]
    return max(on_day, key=lambda span: (_RANK[span.claim.status], span.start), default=None)


def _day(day: str | None) -> str:
    """A day that has one before and one after it; the empty text for any other, as for an unknown one."""
    try:
        return day if day and 1 < date.fromisoformat(day).year < 9999 else ""
    except ValueError:
        return ""


def _next(day: str) -> str:
    return str(date.fromisoformat(day) + timedelta(days=1))


def _previous(day: str) -> str:
    return str(date.fromisoformat(day) - timedelta(days=1))
