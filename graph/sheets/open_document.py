"""Reads OpenDocument spreadsheets (.ods) row by row, as data and nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from ...errors import DataError
from .archive import opened, refuse_entities
from .raw import Book, Table, Unreadable, Value, letters

if TYPE_CHECKING:
    from zipfile import ZipFile

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
COLUMNS = 200
"""Columns further right are not read: the template has far fewer, and one cell can be repeated for ever."""
COPIES = 2
"""So many of a row that is repeated are read: the second is told to be the first once more."""


def read_open_document(path: str, data: bytes) -> Book:
    """The sheets of a spreadsheet. Raises DataError for one that cannot be read or has a password."""
    archive = opened(path, data)
    names = set(archive.namelist())
    if "content.xml" not in names:
        excel = any(name.endswith("workbook.xml") for name in names)
        raise DataError(f"{path} is {'an Excel workbook: name it .xlsx' if excel else 'no spreadsheet'}.")
    refuse_entities(path, archive)
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise DataError(f"{path} has a password: save it without one.")
    macros = any(name.startswith(("Basic/", "Scripts/")) for name in names)
    remarks = ("It holds macros, which were not run.",) if macros else ()
    return Book(list(_tables(path, archive)), remarks)


def _tables(path: str, archive: ZipFile) -> Iterator[Table]:
    hidden: set[str] = set()
    rows = _Rows()
    try:
        with archive.open("content.xml") as file:
            for _, element in ElementTree.iterparse(file):  # noqa: S314  (entities are refused before)
                if element.tag == STYLE + "style":
                    if any(inner.get(TABLE + "display") == "false" for inner in element):
                        hidden.add(element.get(STYLE + "name", ""))
                elif element.tag == TABLE + "table-row":
                    rows.add(element)
                    element.clear()
                elif element.tag == TABLE + "table":
                    name, style = element.get(TABLE + "name", ""), element.get(TABLE + "style-name", "")
                    yield Table(name, iter(rows.read), style in hidden, tuple(rows.merged))
                    rows = _Rows()
                    element.clear()
    except Exception as error:  # of zipfile, zlib and expat
        words = " ".join(str(error).split())[:120]
        raise DataError(f"{path} is damaged ({words}): open it in LibreOffice and save it again.") from None


class _Rows:
    """The rows of one table, as they are read."""

    def __init__(self) -> None:
        self.read: list[tuple[int, list[Value]]] = []
        self.merged: list[str] = []
        self.number = 1

    def add(self, row: ElementTree.Element) -> None:
        """Keep a row with its number, if it holds anything."""
        values: list[Value] = []
        for cell in row:
            if cell.tag not in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                continue
            wide, high = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
            if (wide, high) != (1, 1):
                corner = f"{letters(len(values) + wide - 1)}{self.number + high - 1}"
                self.merged.append(f"{letters(len(values))}{self.number}:{corner}")
            value = _value(cell)
            values += [value] * max(0, min(_count(cell, "number-columns-repeated"), COLUMNS - len(values)))
        repeated = _count(row, "number-rows-repeated")
        if any(value is not None for value in values):
            self.read += [(self.number + copy, values) for copy in range(min(repeated, COPIES))]
        self.number += repeated


def _count(element: ElementTree.Element, name: str) -> int:
    text = element.get(TABLE + name, "1")
    return int(text) if text.isdecimal() else 1


def _value(cell: ElementTree.Element) -> Value:
    kind = cell.get(OFFICE + "value-type")
    if kind is None:
        if cell.get(TABLE + "formula"):
            return Unreadable("it holds a formula whose result was never saved: write the value itself.")
        return None
    if kind in ("float", "percentage", "currency"):
        number = float(cell.get(OFFICE + "value", "nan"))
        return int(number) if number.is_integer() else number
    if kind == "date":
        return date.fromisoformat(cell.get(OFFICE + "date-value", "")[:10])
    if kind == "boolean":
        return cell.get(OFFICE + "boolean-value") == "true"
    paragraphs = ["".join(_words(paragraph)) for paragraph in cell.findall(TEXT + "p")]
    text = "\n".join(paragraphs)
    if text.startswith(("#", "Err:")) and cell.get(TABLE + "formula"):
        return Unreadable(f"it says {text}, an error of a formula: write the value itself.")
    return text or None


def _words(element: ElementTree.Element) -> Iterator[str]:
    """The text of a paragraph; several spaces and line breaks have elements of their own."""
    yield element.text or ""
    for inner in element:
        if inner.tag == TEXT + "s":
            yield " " * min(int(inner.get(TEXT + "c", "1")), 1000)
        elif inner.tag == TEXT + "line-break":
            yield "\n"
        elif inner.tag == TEXT + "tab":
            yield "\t"
        elif inner.tag != OFFICE + "annotation":
            yield from _words(inner)
        yield inner.tail or ""
