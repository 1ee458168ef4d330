"""Marks in a workbook what must be mended: the cell in colour, with a note that says what to write."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from ...errors import DataError
from ..sheet import fill

if TYPE_CHECKING:
    from ..findings import Finding

COLOURS = {"violation": "FFF4C7C3", "warning": "FFFFF2CC"}
LISTED = "What to mend"
"""The sheet that lists all findings."""
MOST = 2_000
"""So many cells are marked; the list has all."""


def marked(path: str, data: bytes, findings: Iterable[Finding]) -> bytes:
    """The workbook with its findings marked, and a first sheet that lists them.

    Formulas become their results. Raises DataError for a file that is no Excel workbook.
    """
    from openpyxl import load_workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    try:
        book = load_workbook(BytesIO(data), data_only=True, keep_links=False)
    except Exception:  # openpyxl raises many kinds
        raise DataError(f"{path} is no Excel workbook, so nothing can be marked in it.") from None
    told = [finding for finding in findings if finding.level in COLOURS]
    notes: dict[tuple[str, str], list[Finding]] = {}
    for finding in told:
        if finding.sheet in book.sheetnames and finding.line:
            notes.setdefault((finding.sheet, finding.cell or f"A{finding.line}"), []).append(finding)
    for (sheet, place), found in list(notes.items())[:MOST]:
        cell = book[sheet][place]
        worst = "violation" if any(each.level == "violation" for each in found) else "warning"
        if type(cell).__name__ != "MergedCell":
            words = "\n".join(each.message for each in found)[:2_000]
            cell.comment = Comment(words, "levergraph", width=360, height=140)
            cell.fill = PatternFill("solid", fgColor=COLOURS[worst])
    _guard(book)
    _list(book, told)
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def _guard(book: object) -> None:
    """Keep every text a text: one that begins with = would be written as a formula."""
    for sheet in book.worksheets:  # type: ignore[attr-defined]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    cell.data_type = "s"


def _list(book: object, findings: list[Finding]) -> None:
    page = book.create_sheet(LISTED, 0)  # type: ignore[attr-defined]
    rows = [("Sheet", "Row", "Column", "Cell", "", "What is wrong, and what to write")]
    rows += [(f.sheet, str(f.line or ""), f.heading, f.cell, f.level, f.message) for f in findings]
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            fill(page.cell(number, place), value, 10**9)
    for letter, width in zip("ABCDEF", (20, 8, 22, 8, 12, 100), strict=True):
        page.column_dimensions[letter].width = width
    page.freeze_panes = "A2"
    book.active = 0  # type: ignore[attr-defined]
