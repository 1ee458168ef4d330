"""Reads Excel workbooks (.xlsx) row by row: values as they were last calculated, nothing carried out.

openpyxl, not the faster python-calamine: that one fills the rectangle around all cells, so that one cell far
out ends the process, and it gives neither error values nor formulas that were never calculated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from itertools import repeat
from typing import TYPE_CHECKING, Any

from ...errors import DataError
from .archive import opened, refuse_entities
from .raw import Book, Table, Unreadable, Value

if TYPE_CHECKING:
    from zipfile import ZipFile

FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z0-9:]+)"')
ERRORS = frozenset(("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"))
CHUNK = 1 << 20
OVERLAP = 200


def read_excel(path: str, data: bytes) -> Book:
    """The sheets of a workbook. Raises DataError for one that cannot be read, has macros or a password."""
    archive = opened(path, data)
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names and not any(name.endswith("workbook.xml") for name in names):
        if "content.xml" in names:
            raise DataError(f"{path} is an OpenDocument spreadsheet: name it .ods.")
        raise DataError(f"{path} is no Excel workbook.")
    if any(name.endswith("vbaProject.bin") for name in names):
        raise DataError(f"{path} holds macros, which are never run here: save it as .xlsx, without macros.")
    refuse_entities(path, archive)
    remarks = []
    if any("externalLinks/" in name for name in names):
        remarks.append("It links to other files: nothing was fetched, values are as they were last saved.")
    book = _load(path, data, data_only=True)
    return Book(list(_tables(path, data, archive, book)), tuple(remarks))


def _load(path: str, data: bytes, *, data_only: bool) -> Any:
    from warnings import catch_warnings, simplefilter

    from openpyxl import load_workbook

    try:
        with catch_warnings():
            simplefilter("ignore")  # of extensions that are lost when a workbook is written: none is
            return load_workbook(BytesIO(data), read_only=True, data_only=data_only, keep_links=False)
    except Exception as error:  # openpyxl raises many kinds
        raise _damaged(path, error) from None


def _damaged(path: str, error: Exception) -> DataError:
    words = " ".join(str(error).split())[:120]
    return DataError(f"{path} is damaged ({words}): open it in Excel or LibreOffice and save it again.")


def _tables(path: str, data: bytes, archive: ZipFile, book: Any) -> Iterator[Table]:
    formulas: Any = None
    for sheet in book.worksheets:
        part = getattr(sheet, "_worksheet_path", None)
        calculated, merged = _scan(path, archive, part) if part else (False, ())
        twin = None
        if calculated:
            formulas = formulas or _load(path, data, data_only=False)
            twin = formulas[sheet.title]
        yield Table(sheet.title, _rows(path, sheet, twin), sheet.sheet_state != "visible", merged)


def _scan(path: str, archive: ZipFile, part: str) -> tuple[bool, tuple[str, ...]]:
    """Whether a sheet has formulas, and its merged cells, which a reader by rows does not tell."""
    calculated, merged = False, []
    end = b""
    try:
        with archive.open(part) as file:
            while block := file.read(CHUNK):
                text = end + block
                calculated = calculated or bool(FORMULA.search(text))
                merged += [found.decode() for found in MERGED.findall(text)]
                end = text[-OVERLAP:]
    except Exception as error:  # of zipfile and zlib
        raise _damaged(path, error) from None
    return calculated, tuple(dict.fromkeys(merged))


def _rows(path: str, sheet: Any, formulas: Any) -> Iterator[tuple[int, list[Value]]]:
    """The rows that hold anything, each with its number."""
    try:
        sheet.reset_dimensions()  # what a file says of its size need not be so
        twins: Any = repeat(())
        if formulas is not None:
            formulas.reset_dimensions()
            twins = formulas.iter_rows(values_only=True)
        for number, (row, twin) in enumerate(zip(sheet.iter_rows(values_only=True), twins, strict=False), 1):
            if any(value is not None for value in row) or any(value is not None for value in twin):
                yield number, _values(row, twin)
    except DataError:
        raise
    except Exception as error:  # openpyxl raises many kinds
        raise _damaged(path, error) from None


def _values(row: tuple[Any, ...], formulas: Any) -> list[Value]:
    values = [_value(value) for value in row]
    for place, formula in enumerate(formulas):
        if isinstance(formula, str) and formula.startswith("=") and place < len(row) and row[place] is None:
            values[place] = Unreadable(
                "it holds a formula whose result was never saved: open the file in Excel or LibreOffice and "
                "save it, or write the value itself."
            )
    return values


def _value(value: Any) -> Value:
    if isinstance(value, str):
        if value in ERRORS:
            return Unreadable(f"it says {value}, an error of a formula: write the value itself.")
        return value
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, (bool, int, float, date)):
        return value
    return str(value)
