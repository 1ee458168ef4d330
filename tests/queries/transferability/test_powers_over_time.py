"""A region's powers over time: succession is no change, an unknown start is none, and every day agrees."""

from __future__ import annotations

from typing import Any

import pytest
from levergraph.errors import UnknownName
from levergraph.graph import Store
from levergraph.ontology import ID
from levergraph.queries.authority import Region
from levergraph.queries.execution import ask
from levergraph.queries.transferability import Transferability
from levergraph.queries.transferability.facts.records import HoldingSpan
from levergraph.queries.transferability.method.powers_over_time import powers_over_time

OLD, NEW = f"{ID}region/old", f"{ID}region/new"
DAYS = ("2015-06-01", "2019-03-01", "2023-05-01", "2026-06-03", "2026-11-24")


class History:
    """A model of two regions, the new one after the old one, and what each held."""

    def __init__(self, *spans: tuple[str, HoldingSpan]) -> None:
        self._spans = spans

    def regions(self) -> dict[str, Region]:
        return {
            OLD: Region(OLD, "Old", "2014-04-01", "2024-05-07", None, (NEW,)),
            NEW: Region(NEW, "New", "2024-05-07", None, None, ()),
        }

    def spans(self, region: str) -> list[HoldingSpan]:
        return [span for place, span in self._spans if place == region]


def span(status: str = "Held", start: str | None = None, end: str | None = None) -> HoldingSpan:
    claim = f"{status}-{start}-{end}"
    return HoldingSpan(claim, "buses", status, start, end, start, end, None, None, (), None, (), None)


def changes(*spans: tuple[str, HoldingSpan]) -> list[tuple[str, str]]:
    found = powers_over_time(History(*spans), NEW)  # type: ignore[arg-type]  # all that it reads
    return [(change.day, change.kind) for change in found.changes]


def test_a_power_that_passes_from_one_authority_to_the_next_is_no_change() -> None:
    assert changes((OLD, span(start="2016-01-01")), (NEW, span(start="2024-05-07"))) == [
        ("2016-01-01", "gained")
    ]


def test_a_power_ends_with_its_authority_where_the_next_has_none() -> None:
    assert changes((OLD, span(start="2016-01-01"))) == [("2016-01-01", "gained"), ("2024-05-07", "ended")]


def test_a_claim_before_its_authority_counts_from_its_first_day() -> None:
    assert changes((NEW, span(start="2000-01-01"))) == [("2024-05-07", "gained")]


def test_an_unknown_start_makes_no_change_and_its_end_does() -> None:
    assert changes((NEW, span(end="2025-12-31"))) == [("2026-01-01", "ended")]


def test_shared_then_held_is_told_as_such() -> None:
    spans = ((NEW, span("Shared", "2024-06-01", "2025-03-31")), (NEW, span("Held", "2025-04-01")))
    assert changes(*spans) == [("2024-06-01", "gained"), ("2025-04-01", "now-held")]
    back = ((NEW, span("Held", "2024-06-01", "2025-03-31")), (NEW, span("Shared", "2025-04-01")))
    assert changes(*back)[1] == ("2025-04-01", "now-shared")


def test_of_two_claims_of_one_day_held_counts() -> None:
    both = ((NEW, span("Shared", "2024-06-01")), (NEW, span("Held", "2024-06-01", "2025-12-31")))
    assert changes(*both) == [("2024-06-01", "gained"), ("2026-01-01", "now-shared")]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "12026-01-01", "no day"])
def test_a_day_that_none_can_reckon_with_counts_as_unknown(day: str) -> None:
    assert changes((NEW, span(start=day)), (NEW, span(end=day))) == []


@pytest.mark.parametrize("region", ["north-east", "greater-manchester", "cambridgeshire-and-peterborough"])
def test_on_every_day_the_spans_say_what_the_question_says(packaged: Store, region: str) -> None:
    """The question asks the engine; the spans are cut in Python: two ways to one answer."""
    service = Transferability(packaged)
    compared = 0
    for day in DAYS:
        asked = {
            str(row.lever)
            for row in ask(packaged, "lever-states-of-region", {"region": region, "asOf": day})
            if row.state in ("held", "shared")
        }
        answer = service.timeline(region, as_of=day)
        spans = {
            span.lever.iri
            for span in answer.spans
            if span.now == "in-force" and span.region.slug == region and _alive(answer, region, day)
        }
        assert spans == asked, day
        compared += len(spans)
    assert compared > 30


def _alive(answer: Any, region: str, day: str) -> bool:
    [life] = [life for life in answer.authorities if life.region.slug == region]
    return (life.since or "") <= day


def test_a_region_that_has_ended_or_is_to_begin_is_answered_and_no_other_name_is(packaged: Store) -> None:
    service = Transferability(packaged)
    assert service.timeline("north-of-tyne").changes
    assert service.timeline("greater-essex").notes[0].startswith("No power is on record")
    with pytest.raises(UnknownName):
        service.timeline("atlantis")


def test_what_ended_a_power_is_named(packaged: Store) -> None:
    answer = Transferability(packaged).timeline("cambridgeshire-and-peterborough", as_of="2026-11-24")
    [span] = [
        span for span in answer.spans if span.lever.slug == "general-power-of-competence" and span.ended_by
    ]
    assert (span.since, span.until, span.now) == ("2017-03-03", "2026-06-03", "ended")
    assert span.ended_by[0].iri == "http://www.legislation.gov.uk/id/uksi/2026/519/regulation/2"
