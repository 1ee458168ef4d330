"""A team's answers in the workbook of a plan: its sheets and columns, and what was written into them."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from ....errors import DataError
from .team_answers import CHOICES, TeamAnswer, TeamAnswers, TeamScore, TeamWeight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

UNPACKED = 32 * 1024 * 1024
"""The bytes that a workbook may have when it is unpacked."""
MOST_ROWS = 5_000
"""The rows of a sheet that are read; what is written below is refused."""


class Column(NamedTuple):
    """A column of a sheet: its heading, its width in characters, and whether somebody is to fill it in."""

    heading: str
    width: int
    fill: bool = False


class Sheet(NamedTuple):
    """A sheet of the workbook: its name and its columns by the name of what they hold."""

    name: str
    columns: dict[str, Column]


SIGNED = {
    "words": Column("In your own words", 50, fill=True),
    "by": Column("Who says so", 22, fill=True),
    "on": Column("When", 12, fill=True),
}
SHEETS = {
    "about": Sheet("About", {"what": Column("About this plan", 26), "value": Column("Value", 60)}),
    "answers": Sheet(
        "Answers",
        {
            "heading": Column("Heading", 18),
            "prompt": Column("Prompt", 20),
            "question": Column("Question", 40),
            "known": Column("What the record knows", 70),
            "answer": Column("Answer", 18, fill=True),
            **SIGNED,
        },
    ),
    "scores": Sheet(
        "Options",
        {
            "intervention": Column("Option", 26),
            "label": Column("Name", 30),
            "criterion": Column("Criterion", 22),
            "known": Column("What the record knows", 70),
            "score": Column("Score 1 to 5", 13, fill=True),
            **SIGNED,
        },
    ),
    "weights": Sheet(
        "Weights",
        {
            "criterion": Column("Criterion", 22),
            "label": Column("Name", 30),
            "weight": Column("Weight 1 to 5", 13, fill=True),
            **SIGNED,
        },
    ),
}
"""The sheets of the workbook, by what they hold; other sheets are for reading."""
ABOUT = {
    "region": "Region",
    "outcome": "Outcome",
    "determinant": "Determinant",
    "by": "Filled in by",
    "on": "Filled in on",
}
"""The lines of the first sheet that are read back; the last two sign what has no name or day of its own."""


def workbook_answers(data: bytes, name: str) -> tuple[TeamAnswers, Callable[[str], str]]:
    """The answers in a workbook as they were written, and how messages call a place in it.

    Raises DataError for what is no plain workbook of a plan: macros, formulas in cells that are read, a
    password, a missing or unknown column, a file that was cut off.
    """
    _demand_plain(data, name)
    try:
        return _answers(_opened(data), name)
    except DataError:
        raise
    except MemoryError:
        raise
    except Exception as error:  # the library fails in many ways on what is no sound workbook
        raise DataError(
            f"{name} cannot be read as a workbook ({type(error).__name__}): it may be damaged. "
            "Take the sheet of the plan again."
        ) from None


def _demand_plain(data: bytes, name: str) -> None:
    """Refuse what is locked, damaged, has macros, or unpacks to more than a plan can be."""
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise DataError(
            f"{name} is locked with a password, or is a workbook of the old kind (.xls). "
            "Save it as .xlsx without a password."
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise DataError(
            f"{name} is no whole workbook: it may have been cut off on the way. Save or send it again."
        ) from None
    if sum(entry.file_size for entry in entries) > UNPACKED or len(entries) > 200:
        raise DataError(f"{name} unpacks to more than {UNPACKED:,} bytes: no plan is so large.")
    if any(entry.filename.lower().endswith(("vbaproject.bin", ".xlm")) for entry in entries):
        raise DataError(f"{name} has macros in it. Save it as .xlsx, which has none.")


def _opened(data: bytes) -> Any:
    from openpyxl import load_workbook

    return load_workbook(BytesIO(data), read_only=True, keep_links=False)


def _answers(book: Any, name: str) -> tuple[TeamAnswers, Callable[[str], str]]:
    about = _about(book, name)
    places: dict[str, str] = {}

    def rows(kind: str, key: str) -> Iterator[tuple[int, str, dict[str, str]]]:
        """The rows in which the column `key` was filled in."""
        place = 0
        for where, row in _rows(book, kind, name):
            if row[key]:
                places[f"{kind}[{place}]"] = where
                yield place, where, row
                place += 1
            elif row["words"]:
                heading = SHEETS[kind].columns[key].heading
                raise DataError(f"{where}: there are words, and the column {heading!r} is empty.")

    by_words = {words: answer for answer, words in CHOICES.items()} | {answer: answer for answer in CHOICES}
    answers = []
    for _, where, row in rows("answers", "answer"):
        answer = by_words.get(row["answer"].casefold())
        if answer is None:
            raise DataError(
                f"{where}: {row['answer']!r} is no answer; there are {', '.join(CHOICES.values())}."
            )
        answers.append(TeamAnswer(row["prompt"], answer, **_signed(row, about)))  # type: ignore[arg-type]
    scores = [
        TeamScore(
            row["intervention"], row["criterion"], _mark(row["score"], "score", where), **_signed(row, about)
        )
        for _, where, row in rows("scores", "score")
    ]
    weights = [
        TeamWeight(row["criterion"], _mark(row["weight"], "weight", where), **_signed(row, about))
        for _, where, row in rows("weights", "weight")
    ]
    given = TeamAnswers(
        region=about["region"],
        outcome=about["outcome"] or None,
        determinant=about["determinant"] or None,
        answers=tuple(answers),
        scores=tuple(scores),
        weights=tuple(weights),
    )
    return given, lambda place: places.get(place, f"{name}, sheet About, {place}")


def _about(book: Any, name: str) -> dict[str, str]:
    """The lines of the first sheet by their key; what is empty is an empty text."""
    named = {label.casefold(): key for key, label in ABOUT.items()}
    found = dict.fromkeys(ABOUT, "")
    for _, row in _rows(book, "about", name):
        key = named.get(row["what"].casefold())
        if key:
            found[key] = row["value"]
    if not found["region"]:
        raise DataError(f"{name}, sheet About: the line 'Region' is empty, so nobody knows whose plan it is.")
    return found


def _signed(row: Mapping[str, str], about: Mapping[str, str]) -> dict[str, str]:
    """Who, when and the words of a row; who and when may stand once, on the first sheet."""
    return {"words": row["words"], "by": row["by"] or about["by"], "on": row["on"] or about["on"]}


def _mark(text: str, word: str, where: str) -> int:
    if text not in ("1", "2", "3", "4", "5"):
        raise DataError(f"{where}: the {word} {text!r} is no whole number from 1 to 5.")
    return int(text)


def _rows(book: Any, kind: str, name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a sheet that are not empty, as text by column, each with its place for messages."""
    sheet = SHEETS[kind]
    if sheet.name not in book.sheetnames:
        raise DataError(
            f"{name} has no sheet {sheet.name!r}. It has {', '.join(book.sheetnames[:10])}: "
            "take the sheet of the plan, with all its sheets."
        )
    rows = book[sheet.name].iter_rows()
    places = _places(sheet, next(rows, ()), f"{name}, sheet {sheet.name}")
    for number, cells in enumerate(rows, 2):
        filled = {key: cells[place] for key, place in places.items() if place < len(cells)}
        if not any(cell.value is not None for cell in filled.values()):
            continue
        if number > MOST_ROWS:
            raise DataError(f"{name}, sheet {sheet.name}: at most {MOST_ROWS:,} rows are read.")
        where = f"{name}, sheet {sheet.name}, row {number}"
        yield where, {key: _text(filled.get(key), where, sheet.columns[key].heading) for key in places}


def _places(sheet: Sheet, cells: Any, where: str) -> dict[str, int]:
    """The place of every column, by the headings of the first row."""
    headings = [_text(cell, where, "first row").casefold() for cell in cells]
    places = {}
    for key, column in sheet.columns.items():
        if column.heading.casefold() not in headings:
            raise DataError(f"{where}: the column {column.heading!r} is missing in the first row.")
        places[key] = headings.index(column.heading.casefold())
    known = {column.heading.casefold() for column in sheet.columns.values()}
    if unknown := [heading for heading in headings if heading and heading not in known]:
        raise DataError(f"{where}: the column {unknown[0]!r} is not known.")
    return places


def _text(cell: Any, where: str, column: str) -> str:
    """A cell as text: dates as YYYY-MM-DD, whole numbers without a point; DataError for a formula."""
    value = getattr(cell, "value", None)
    if value is None:
        return ""
    if cell.data_type == "f":
        raise DataError(f"{where}, column {column!r}: there is a formula. Write what it comes to.")
    if cell.data_type == "e":
        raise DataError(f"{where}, column {column!r}: {value} is an error of the sheet, no answer.")
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace("\r\n", "\n").strip()
