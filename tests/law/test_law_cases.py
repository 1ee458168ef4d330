"""The graph gives the answers that a lawyer wrote down from the instruments."""

from __future__ import annotations

import pytest
from lawyers_case import NOT_STATED, UNANSWERED, Case, States, answered, graph_says, parse, read, states
from levergraph.graph import Store

CASES = answered()
SILENT = read(UNANSWERED)

pytestmark = pytest.mark.slow
"""A question for each region and day, some seconds in all; the cases themselves cost nothing."""


@pytest.fixture(scope="session")
def asked(packaged: Store) -> States:
    """The states of every region on every day that a case speaks of."""
    return states(packaged, ((case.region, case.day) for case in [*CASES, *SILENT]))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_graph_answers_as_the_instrument_does(case: Case, asked: States) -> None:
    assert graph_says(case, asked) == {case.state}, case.line


@pytest.mark.parametrize("case", SILENT, ids=str)
def test_a_case_not_yet_answered_is_never_answered_wrongly(case: Case, asked: States) -> None:
    assert graph_says(case, asked) in ({NOT_STATED}, {case.state}), case.line


def test_there_are_no_more_cases_without_an_answer_than_were_counted(asked: States) -> None:
    counted = int(UNANSWERED.read_text(encoding="utf-8").split(maxsplit=2)[1])  # "# 26 cases ..."
    silent = [case.line for case in SILENT if graph_says(case, asked) == {NOT_STATED}]
    assert len(silent) <= counted == len(SILENT)


def test_there_are_two_hundred_cases_of_every_kind_and_for_every_operating_region() -> None:
    assert len(CASES) >= 200
    assert {case.state for case in CASES} == {"held", "shared", "not held"}
    assert len({case.region for case in CASES}) >= 14
    assert len({case.line for case in [*CASES, *SILENT]}) == len(CASES) + len(SILENT)


@pytest.mark.parametrize(
    "line",
    [
        "On 1 June 2026, may West Yorkshire use Bus franchising? Perhaps. Transport Act 2000.",
        "On 1 June 2026, may West Yorkshire use Bus franchising? Yes: held.",
        "On 31 June 2026, may West Yorkshire use Bus franchising? Yes: held. Transport Act 2000.",
    ],
)
def test_a_line_that_is_no_case_is_told(line: str) -> None:
    with pytest.raises(ValueError, match=r"case|day"):
        parse(line)
