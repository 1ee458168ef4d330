"""Writes the template: a workbook with lists to choose from and notes, or CSV files."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..sheet import fill
from .columns import SEPARATOR, SHEETS, SKIPPED, Column, Sheet
from .comma_separated import guarded
from .raw import letters
from .reading import BY, LISTS, ON, START

if TYPE_CHECKING:
    from .filling import Cell, Filled
    from .name_index import Group, NameIndex

ROWS = 5_000
"""The rows, from the second on, in which lists are offered."""
LONGEST = 3_000
"""A longer list helps nobody: the column is then written, not chosen."""
WIDTHS = {"text": 34, "thing": 30, "code": 22, "address": 40}
INK, PAPER, MUTED, REQUIRED = "FFFFFFFF", "FF12436D", "FF6B7280", "FF801650"
Examples = Mapping[str, "list[Cell]"]


def workbook(index: NameIndex, examples: Examples, filled: Filled | None = None) -> bytes:
    """The template as a workbook, empty or filled in; `examples` are the example rows by sheet."""
    from openpyxl import Workbook

    book = Workbook()
    _start(book.active, filled)
    lists = _Lists(book.create_sheet(LISTS), index)
    for sheet in SHEETS:
        page = book.create_sheet(sheet.name)
        _headings(page, sheet)
        _row(page, 2, [SKIPPED, *examples[sheet.name][1:]], muted=True)
        for number, row in (filled.rows[sheet.name] if filled else {}).items():
            _row(page, number, row)
        _offer(page, sheet, lists)
    lists.finish(book)
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def csv_text(sheet: Sheet, examples: Examples, filled: Filled | None = None) -> bytes:
    """One sheet as CSV in UTF-8 with the mark by which Excel knows it."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.heading for column in sheet.columns])
    rows = {2: [SKIPPED, *examples[sheet.name][1:]], **(filled.rows[sheet.name] if filled else {})}
    for number in range(2, max(rows) + 1):
        writer.writerow([_plain(cell) for cell in rows.get(number, [None] * len(sheet.columns))])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def archive(examples: Examples, filled: Filled | None = None) -> bytes:
    """All sheets as CSV files in a zip archive: the same content gives the same bytes."""
    output = BytesIO()
    with ZipFile(output, "w", ZIP_DEFLATED) as file:
        for sheet in SHEETS:
            file.writestr(ZipInfo(f"{sheet.name}.csv"), csv_text(sheet, examples, filled))
    return output.getvalue()


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    return guarded(cell) if isinstance(cell, str) else str(cell)


# The workbook


def _start(page: Any, filled: Filled | None) -> None:
    from openpyxl.styles import Alignment, Font

    page.title = START
    lines = [
        "Your own interventions, powers, evidence and lessons",
        "",
        "1. Fill in the sheets that you need; leave the others as they are. Every row needs what stands "
        "under a red heading.",
        "2. The grey row of each sheet is a record of the graph, as an example: a row with the ID "
        f"“{SKIPPED}” is passed over.",
        "3. Take names from the lists in the cells, or write them: a scheme or source of your own may be "
        f"named once it stands on its sheet. Several in one cell have {SEPARATOR} between them.",
        "4. Every statement needs its source. Add documents that the list does not have on the sheet "
        "Sources.",
        "5. What no source says, leave empty: it then counts as not stated.",
        "6. A column of your own may begin with #: it is not read.",
        "7. To see what must be mended:      levergraph check this-file.xlsx",
        "8. To see it beside everything else: levergraph --data this-file.xlsx serve",
        "9. To keep it as Turtle:             levergraph import this-file.xlsx -o ours.ttl",
        "",
    ]
    for number, line in enumerate(lines, 1):
        page.cell(number, 1).value = line
        page.cell(number, 1).alignment = Alignment(wrap_text=number > 1, vertical="top")
    page["A1"].font = Font(bold=True, size=16)
    page.column_dimensions["A"].width = 90
    page.column_dimensions["B"].width = 30
    first = len(lines) + 1
    for number, (words, value) in enumerate(((BY, filled and filled.by), (ON, filled and filled.on)), first):
        page.cell(number, 1).value = words
        page.cell(number, 1).font = Font(bold=True)
        fill(page.cell(number, 2), value or None)
    page.cell(first + 3, 1).value = "The sheets"
    page.cell(first + 3, 1).font = Font(bold=True)
    for number, sheet in enumerate(SHEETS, first + 4):
        page.cell(number, 1).value = f"{sheet.name}: {sheet.words}"
        page.cell(number, 1).alignment = Alignment(wrap_text=True, vertical="top")
        page.cell(number, 1).hyperlink = f"#'{sheet.name}'!A1"
    page.sheet_view.showGridLines = False


def _headings(page: Any, sheet: Sheet) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    for place, column in enumerate(sheet.columns):
        cell = page.cell(1, place + 1)
        cell.value = column.heading
        cell.font = Font(bold=True, color=INK)
        cell.fill = PatternFill("solid", fgColor=REQUIRED if column.required else PAPER)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        note = f"{column.note}{' Needed in every row.' if column.required else ''}\n({_ontology(column)})"
        cell.comment = Comment(note, "levergraph", width=320, height=120)
        page.column_dimensions[letters(place)].width = WIDTHS.get(column.kind, 14)
    page.freeze_panes = "C2"
    page.row_dimensions[1].height = 30


def _ontology(column: Column) -> str:
    return f"property {column.property}" if column.property else "the address of the record"


def _row(page: Any, number: int, row: list[Cell], *, muted: bool = False) -> None:
    from openpyxl.styles import Alignment, Font

    links = 10**9  # an address stays a text: a link would follow the cell when rows are sorted
    for place, value in enumerate(row, 1):
        cell = page.cell(number, place)
        fill(cell, value, links)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if muted:
            cell.font = Font(italic=True, color=MUTED)


def _offer(page: Any, sheet: Sheet, lists: _Lists) -> None:
    """Offer lists in the columns that name things, codes, or yes and no."""
    from openpyxl.worksheet.datavalidation import DataValidation

    for place, column in enumerate(sheet.columns):
        if column.kind not in ("thing", "code", "truth"):
            continue
        if column.kind != "truth" and lists.size(column.of) > LONGEST:
            continue
        formula = '"yes,no"' if column.kind == "truth" else lists.name(column.of)
        rule = DataValidation("list", formula1=formula, allow_blank=True)
        strict = column.kind in ("code", "truth") and not column.many
        rule.showErrorMessage = strict
        rule.errorStyle = "stop" if strict else "information"
        rule.errorTitle, rule.error = "Not in the list", "Take one from the list."
        rule.promptTitle, rule.prompt = column.heading, column.note[:250]
        rule.showInputMessage = True
        rule.add(f"{letters(place)}2:{letters(place)}{ROWS}")
        page.add_data_validation(rule)


class _Lists:
    """The hidden sheet of names to choose from: one column and one named range for what a column may hold."""

    def __init__(self, page: Any, index: NameIndex) -> None:
        self.page = page
        self.index = index
        self.names: dict[Group, str] = {}
        self.sizes: dict[Group, int] = {}

    def size(self, group: Group) -> int:
        """How many things a group has."""
        return sum(len(self.index.members(each)) for each in group)

    def name(self, group: Group) -> str:
        """The named range with the names of a group, written when it is first asked for."""
        if group not in self.names:
            self.names[group] = "list_" + "_".join(
                each.rpartition(":")[2].replace("-", "_") for each in group
            )
            place = len(self.names)
            things = [iri for each in group for iri in self.index.members(each)]
            names = list(dict.fromkeys(self.index.call(iri, group) for iri in things))
            for number, name in enumerate(names, 1):
                fill(self.page.cell(number, place), name, 10**9)
            self.sizes[group] = max(len(names), 1)
        return self.names[group]

    def finish(self, book: Any) -> None:
        """Name the ranges, hide the sheet, and put it last."""
        from openpyxl.workbook.defined_name import DefinedName

        for place, (group, name) in enumerate(self.names.items()):
            column = letters(place)
            range_ = f"'{LISTS}'!${column}$1:${column}${self.sizes[group]}"
            book.defined_names[name] = DefinedName(name, attr_text=range_)
        self.page.sheet_state = "hidden"
        book.move_sheet(self.page, len(book.sheetnames))
