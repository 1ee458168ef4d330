"""A table as a spreadsheet file (XLSX)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .values import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST = 32_767
"""The characters that one cell can hold."""


def workbook(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook of one sheet: numbers are numbers, every text is a text cell and never a formula."""
    from io import BytesIO

    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.title = "Answer"
    for number, row in enumerate([columns, *rows], start=1):
        for column, content in enumerate(row, start=1):
            cell = sheet.cell(row=number, column=column)
            value = plain(content)
            if isinstance(value, str):
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST]
                cell.data_type = "s"
            else:
                cell.value = value
            if number == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()
