"""The lanes of a timeline: whatever days claims give, every bar stands on its lane."""

from __future__ import annotations

import pytest
from levergraph.queries.transferability import Resource, Span, Timeline, Word
from levergraph.queries.transferability.report.answers.timeline import Life
from levergraph.web.pages.support.lanes import lanes

HERE = Resource("https://example.org/here", "here", "Here")
HELD, SHARED = Word("held", "held"), Word("shared", "shared")


def span(start: str = "", end: str = "", state: Word = HELD, since: str | None = None) -> Span:
    said = since if since is not None else start or None
    return Span(
        *(Resource("urn:buses", "buses", "Buses"), "Transport", HERE, state, said, end or None, start, end),
        *(False, "in-force", None, None, (), None, (), None, "urn:claim"),
    )


def timeline(*spans: Span, as_of: str = "2026-11-24", since: str | None = "2014-04-01") -> Timeline:
    return Timeline(HERE, as_of, False, (Life(HERE, since, None),), spans, (), ())


@pytest.mark.parametrize("as_of", ["0001-01-01", "2026-11-24", "9999-12-31"])
@pytest.mark.parametrize("since", [None, "2014-04-01", "2150-01-01"])
@pytest.mark.parametrize(
    "given",
    [
        span(),
        span("2020-01-01"),
        span("2020-01-01", "2020-01-01"),
        span("1066-10-14", "2150-01-01"),
        span("2150-01-01"),
        span("", "9998-01-01", since="-0044-01-01"),
    ],
)
def test_every_bar_stands_on_its_lane(as_of: str, since: str | None, given: Span) -> None:
    drawn = lanes(timeline(given, as_of=as_of, since=since))
    assert drawn
    [(_, [lane])] = drawn.domains
    [bar] = lane.bars
    assert 0 <= bar.left <= 100
    assert 0 < bar.width <= 100
    assert bar.left + bar.width <= 100.01 + 0.6
    assert all(0 <= place <= 100 for place, _ in drawn.years)


def test_held_shared_and_an_unknown_start_are_told_apart_and_in_words() -> None:
    drawn = lanes(timeline(span("2015-01-01", "2019-12-31", SHARED), span("2020-01-01"), span()))
    assert drawn
    [(domain, [lane])] = drawn.domains
    assert (domain, lane.lever.label) == ("Transport", "Buses")
    assert [bar.style for bar in lane.bars] == ["shared", "held", "unknown"]
    shared, held, _ = lane.bars
    assert shared.left + shared.width == pytest.approx(held.left, abs=0.1)
    assert shared.words == "shared since 1 January 2015, until 31 December 2019"


def test_a_power_that_passed_from_one_authority_to_the_next_is_told_from_its_beginning() -> None:
    before = span("2015-01-01", "2019-12-31")
    there = Resource("https://example.org/there", "there", "There")
    passed = Span(*(getattr(before, name) if name != "region" else there for name in Span.__struct_fields__))
    drawn = lanes(timeline(passed, span("2020-01-01")))
    assert drawn
    assert drawn.domains[0][1][0].words == "held since 1 January 2015, at first by There"
    shared = lanes(timeline(span("2015-01-01", "2019-12-31", SHARED), span("2020-01-01")))
    assert shared
    assert shared.domains[0][1][0].words == "held since 1 January 2020"


def test_without_a_span_nothing_is_drawn() -> None:
    assert lanes(timeline()) is None
