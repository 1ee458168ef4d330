"""The cells of a spreadsheet: what Excel takes for a number, a day, a link, and how much of it it holds."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from ..errors import UsageError

if TYPE_CHECKING:
    from typing import Any

ROWS, COLUMNS = 1_048_576, 16_384
"""The rows, with the headings, and the columns that a sheet holds."""
LONGEST = 32_767
"""The characters that a cell holds."""
LINKS, LONGEST_LINK = 65_000, 2_000
"""The links that a sheet holds, and the characters of one."""
DIGITS = 10**15
"""From here on a number loses digits in a cell, so it is a text."""
DAY = re.compile(r"\d{4}-\d\d-\d\d")
ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
FIRST = date(1900, 3, 1)
"""The first day on which Excel's calendar is right."""
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""The characters that XML cannot hold, not even escaped."""


def demand_room(rows: int, columns: int) -> None:
    """Refuse (UsageError) what does not fit into one sheet, `rows` without the headings."""
    if rows >= ROWS or columns > COLUMNS:
        raise UsageError(
            f"{rows:,} rows of {columns:,} columns do not fit into a sheet, which holds {ROWS - 1:,} rows of "
            f"{COLUMNS:,} columns: take csv, or ask for less."
        )


def fill(cell: Any, value: Any, links: int = 0) -> int:
    """Fill a cell with a text, number, truth value or nothing; the links of the sheet, this one counted.

    A whole day (YYYY-MM-DD) becomes a date and an http address a link. A text is a text, never a formula.
    """
    if isinstance(value, str) and DAY.fullmatch(value):
        value = _day(value)
    if isinstance(value, int) and abs(value) >= DIGITS:
        value = str(value)
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        return links
    text = ILLEGAL.sub("\ufffd", value)[:LONGEST]
    cell.value = text
    cell.data_type = "s"
    if links < LINKS and len(text) <= LONGEST_LINK and ADDRESS.fullmatch(text):
        cell.hyperlink = text
        cell.data_type = "s"
        return links + 1
    return links


def _day(text: str) -> date | str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return day if day >= FIRST else text
