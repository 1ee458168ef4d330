"""A day is read in one way: as given, a year or a month as its first day, today as today; nothing else is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st
from levergraph.queries.dates import day, today


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_date_is_read_as_itself(when: date) -> None:
    assert day(when) == day(when.isoformat()) == day(f" {when.isoformat()} ") == when.isoformat()
    assert day(when.isoformat()[:7]) == when.replace(day=1).isoformat()
    assert day(when.isoformat()[:4]) == when.replace(month=1, day=1).isoformat()


@given(st.text(alphabet="0123456789-/T:Zw٣", max_size=12))
def test_what_is_read_begins_as_it_was_written(text: str) -> None:
    try:
        read = day(text)
    except ValueError:
        return
    assert len(text) in (4, 7, 10)
    assert read.startswith(text)
    assert date.fromisoformat(read).isoformat() == read


@pytest.mark.parametrize(
    "text", ["", "20230501", "2023-W18-1", "2023-5-1", "2023-02-30", "1/5/2023", "0000", "٢٠٢٣"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        day(text)


def test_today_is_today() -> None:
    assert day("today") == today() == date.today().isoformat()
