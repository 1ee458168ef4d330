"""Reads CSV files in the encodings and with the delimiters that people's programs write."""

from __future__ import annotations

import csv
import zlib
from collections.abc import Collection, Iterator
from io import StringIO
from zipfile import BadZipFile

from ...errors import DataError
from ..spelling import plain
from .archive import opened
from .raw import Book, Table, Value

DELIMITERS = ",;\t|"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
LONGEST = 1 << 20
"""The characters that a field may have."""


def read_csv(path: str, data: bytes, headings: Collection[str]) -> Book:
    """The one table of a CSV file; the delimiter is the one that gives most of the headings.

    It is read as UTF-8 with or without a byte order mark, as UTF-16, or where it is neither as Windows-1252,
    which is remarked. Raises DataError for what is no text.
    """
    text, remarks = _decoded(path, data)
    delimiter = ""
    if text[:4].casefold() == "sep=" and len(text) > 5:  # Excel's own word for it
        delimiter, text = text[4], text[5:].lstrip("\r\n")
        return Book([Table("", _rows(path, text, delimiter, 2))], remarks)
    return Book([Table("", _rows(path, text, _delimiter(text, headings), 1))], remarks)


def read_zip(path: str, data: bytes, headings: Collection[str]) -> Book:
    """The CSV files of a zip archive, each a table by its file's name. Raises DataError."""
    archive = opened(path, data)
    tables: list[Table] = []
    remarks: list[str] = []
    for name in archive.namelist():
        if name.endswith("/") or name.rpartition("/")[2].startswith("."):
            continue
        if not name.lower().endswith((".csv", ".tsv")):
            raise DataError(
                f"{path} holds {name}, which is no CSV file: the archive may hold CSV files only."
            )
        try:
            content = archive.read(name)
        except (BadZipFile, EOFError, OSError, ValueError, NotImplementedError, zlib.error) as error:
            raise DataError(f"{path} is damaged ({error}): pack the files again.") from None
        book = read_csv(f"{path}/{name}", content, headings)
        stem = name.rpartition("/")[2].rpartition(".")[0]
        tables += [table._replace(name=stem) for table in book.tables]
        remarks += [f"{name}: {remark}" for remark in book.remarks]
    return Book(tables, tuple(remarks))


def _decoded(path: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    if data[:2] in UTF16:
        return data.decode("utf-16", "replace"), ()
    if b"\0" in data[:1000]:
        for name, place in (("utf-16-le", 1), ("utf-16-be", 0)):
            high, low = data[place:1000:2], data[1 - place : 1000 : 2]
            if high.count(b"\0") > 0.8 * len(high) and low.count(b"\0") == 0:
                return data.decode(name, "replace"), ("It was read as UTF-16, which it does not say itself.",)
        raise DataError(f"{path} is no text: a CSV file was expected.")
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text = data.decode("cp1252", "replace")
        if text.count("\ufffd") + sum(text.count(c) for c in "\x01\x02\x03\x04\x05\x06") > len(text) / 100:
            raise DataError(f"{path} is no text: a CSV file was expected.") from None
        return text, (
            f"It was read as Windows-1252 (line {line} is no UTF-8): look at letters with accents, or save "
            "it as CSV UTF-8.",
        )


def _delimiter(text: str, headings: Collection[str]) -> str:
    known = {plain(heading) for heading in headings}
    start = text[:20_000]

    def score(delimiter: str) -> int:
        rows = list(csv.reader(StringIO(start[: start.find("\n") + 1] or start), delimiter=delimiter))
        return len({plain(cell) for row in rows for cell in row} & known)

    return max(DELIMITERS, key=score)


def _rows(path: str, text: str, delimiter: str, first: int) -> Iterator[tuple[int, list[Value]]]:
    csv.field_size_limit(LONGEST)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    number = first
    try:
        for row in reader:
            values: list[Value] = [unguarded(cell) or None for cell in row]
            if any(values):
                yield number, values
            number = first + reader.line_num
    except csv.Error as error:
        raise DataError(f"{path}, line {number}: this is no CSV ({error}).") from None


def guarded(text: str) -> str:
    """A text for a CSV file that no spreadsheet takes for a formula: with an apostrophe before it."""
    return f"'{text}" if text.lstrip()[:1] in ("=", "+", "-", "@") or text[:1] in ("\t", "\r", "\n") else text


def unguarded(text: str) -> str:
    """A text without the apostrophe that `guarded` put before it."""
    return text[1:] if text[:1] == "'" and guarded(text[1:]) != text[1:] else text
