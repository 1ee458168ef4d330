"""A table as a spreadsheet file (XLSX)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...graph.sheet import demand_room, fill
from .values import plain

if TYPE_CHECKING:
    from collections.abc import Sequence


def workbook(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """A workbook of one sheet: numbers, days and links are such, every text is text and never a formula.

    Rows without a column are counted in words. Raises UsageError where the rows do not fit into a sheet.
    """
    from io import BytesIO

    from openpyxl import Workbook
    from openpyxl.styles import Font

    demand_room(len(rows), len(columns))
    book = Workbook()
    sheet = book.active
    sheet.title = "Answer"
    links = 0
    for number, row in enumerate([columns, *rows], start=1):
        for column, content in enumerate(row, start=1):
            cell = sheet.cell(row=number, column=column)
            links = fill(cell, plain(content), links)
            if number == 1:
                cell.font = Font(bold=True)
    if columns:
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
    else:
        fill(sheet.cell(row=1, column=1), f"rows without a column: {len(rows)}")
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()
