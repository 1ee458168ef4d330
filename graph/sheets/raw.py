"""The tables of a file as they were read: values by row and column, before anything is known of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple, TypeAlias

from ...errors import DataError

LARGEST = 100 << 20
"""The bytes of the largest file that is read."""
UNPACKED = 1 << 30
"""The bytes that the parts of a workbook may have together when unpacked."""
DENSEST = 200
"""How many times as large a part may get by unpacking, from a size on at which that matters."""


class Unreadable(str):
    """A cell without a value of its own: the words say why, and what to do."""


Value: TypeAlias = str | int | float | bool | date | None


class Table(NamedTuple):
    """A sheet of a file: its rows come as they are read, each with its number."""

    name: str
    """The name of the sheet; empty for a CSV file, which has none."""
    rows: Iterator[tuple[int, list[Value]]]
    hidden: bool = False
    merged: tuple[str, ...] = ()
    """The ranges of merged cells, like A3:B3."""


class Book(NamedTuple):
    """A file with its sheets, and what was noticed while it was opened."""

    tables: Iterable[Table]
    remarks: tuple[str, ...] = ()


def letters(column: int) -> str:
    """The letters of a column, by its number from 0."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def demand_size(path: str, size: int) -> None:
    """Refuse (DataError) a file that is too large to be a sheet that somebody filled in."""
    if size > LARGEST:
        raise DataError(
            f"{path} has {size / (1 << 20):,.0f} MB; a sheet may have {LARGEST >> 20}. Divide it into "
            "several files."
        )
