"""How things are put into words: names keep their capitals, laws their brackets."""

from __future__ import annotations

import pytest
from levergraph.queries.wording import basis, big, day, figure, flat, listed, small


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Bus franchising", "bus franchising"),
        ("Housing First pilot grant", "Housing First pilot grant"),
        ("NHS commissioning role", "NHS commissioning role"),
        ("TfL roads", "TfL roads"),
        ("", ""),
    ],
)
def test_a_name_keeps_its_capitals_within_a_sentence(words: str, written: str) -> None:
    assert small(words) == written
    assert big(small(words)) == words


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Transport Act 2000 s163(3)(bb)", "Transport Act 2000 s163(3)(bb)"),
        (
            "Transport Act 2000 s123A (Bus Services Act 2017)",
            "Transport Act 2000 s123A, Bus Services Act 2017",
        ),
        ("2024-25 (financial year)", "2024-25, financial year"),
    ],
)
def test_brackets_within_brackets_are_flattened_and_those_of_a_section_kept(words: str, written: str) -> None:
    assert flat(words) == written


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("SI 2017/469", " under SI 2017/469"),
        ("PCC transfer order", " under PCC transfer order"),
        ("government grant", " through government grant"),
        (None, ""),
        ("", ""),
    ],
)
def test_a_power_is_held_under_a_law_or_through_a_grant(words: str | None, written: str) -> None:
    assert basis(words) == written


def test_lists_days_and_figures_are_written_as_people_write_them() -> None:
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a"], "or") == "a"
    assert listed([]) == ""
    assert (day("2017-05-08"), day("2017-05"), day("2017"), day("about 2017")) == (
        "8 May 2017", "May 2017", "2017", "about 2017",
    )  # fmt: skip
    assert (figure(2835686.0), figure(59.9), figure(None)) == ("2,835,686", "59.9", "not stated")
