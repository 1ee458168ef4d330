"""Lanes of time drawn on the server as SVG: for each power a lane, with a bar for every time it was there.

Places are shares of the width in percent, so that a lane is as wide as the screen or the paper.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from .filters import when

if TYPE_CHECKING:
    from ....queries.transferability import Resource, Span, Timeline

AHEAD = 15
"""So many years ahead are drawn at most: what is to come later stands at the edge."""
LEAST = 0.6
"""The least width of a bar, in percent."""
TICKS = 6
"""So many years are written at most."""


class Bar(NamedTuple):
    """A time on a lane; `style` is the state, or `unknown` where no source states the start."""

    left: float
    width: float
    style: str
    words: str


class Lane(NamedTuple):
    """A power: how it stands in words, and its bars."""

    lever: Resource
    words: str
    bars: list[Bar]


class Lanes(NamedTuple):
    """The lanes by domain, with the years and days that all of them share."""

    domains: list[tuple[str, list[Lane]]]
    years: list[tuple[float, str]]
    marks: list[float]
    """Where an authority followed another."""
    today: float


def lanes(answer: Timeline) -> Lanes | None:
    """The lanes of a timeline; None where it has no span."""
    if not answer.spans:
        return None
    first, last = _ends(answer)
    days = (last - first).days

    def place(day: str) -> float:
        return round(100 * (date.fromisoformat(day) - first).days / days, 2)

    def bar(span: Span) -> Bar:
        left = max(place(span.start), 0.0) if span.start else _begin(answer, span, place)
        left = min(left, 100 - LEAST)
        right = min(place(span.end), 100.0) if span.end else 100.0
        words = _words(span, span.until)
        return Bar(
            left, max(round(right - left, 2), LEAST), span.state.name if span.start else "unknown", words
        )

    domains = [
        (
            domain,
            [
                Lane(spans[0].lever, _latest(spans), [bar(span) for span in spans])
                for _, of_lever in groupby(of_domain, lambda span: span.lever.iri)
                if (spans := list(of_lever))
            ],
        )
        for domain, of_domain in groupby(answer.spans, lambda span: span.domain or "")
    ]
    marks = [place(life.since) for life in answer.authorities[1:] if life.since]
    marks = [mark for mark in marks if 0 <= mark <= 100]
    return Lanes(domains, _years(first, last), marks, place(answer.as_of))


def _ends(answer: Timeline) -> tuple[date, date]:
    """The first and last day that are drawn: from the first authority to a year after the day asked about."""
    starts = [life.since for life in answer.authorities if life.since]
    starts += [] if starts else [span.start for span in answer.spans if span.start]
    day = date.fromisoformat(answer.as_of)
    first = min(date.fromisoformat(min([*starts, answer.as_of])[:10]), day)
    later = [span.start for span in answer.spans if span.start > answer.as_of]
    last = max([day, *map(date.fromisoformat, later)])
    end = min(last.year + 1, day.year + AHEAD, 9999)
    return date(min(first.year, end - 1), 1, 1), date(end, 1, 1)


def _begin(answer: Timeline, span: Span, place: Callable[[str], float]) -> float:
    """Where a bar without a stated start begins: with its authority, at the edge where that is not known."""
    for life in answer.authorities:
        if life.region == span.region and life.since:
            return max(place(life.since), 0.0)
    return 0.0


def _years(first: date, last: date) -> list[tuple[float, str]]:
    """The years to be written, with their places."""
    span = last.year - first.year
    step = max(1, -(-span // TICKS))
    days = (last - first).days
    return [
        (round(100 * (date(year, 1, 1) - first).days / days, 2), str(year))
        for year in range(first.year, last.year, step)
    ]


def _words(span: Span, until: str | None) -> str:
    since = f" since {when(span.since)}" if span.since else ", since when is not stated"
    return f"{span.state.label}{since}{f', until {when(until)}' if until else ''}"


def _latest(spans: Sequence[Span]) -> str:
    """How the power stands at the end of its lane, in words, and since when without a break."""
    last = max(spans, key=lambda span: (span.end or "9999", span.start))
    first = last
    while first.start and (before := _before(first, spans)):
        first = before
    if first.region == last.region:
        return _words(last if not first.start else first, last.until)
    return f"{_words(first, last.until)}, at first by {first.region.label}"


def _before(span: Span, spans: Sequence[Span]) -> Span | None:
    """The span in the same state that ended on the day before, or later, and began earlier."""
    eve = str(date.fromisoformat(span.start) - timedelta(days=1))
    earlier = [
        other
        for other in spans
        if other.state == span.state and other.start < span.start and eve <= (other.end or "9999")
    ]
    return min(earlier, key=lambda other: other.start, default=None)
