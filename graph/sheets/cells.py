"""From what a cell holds to the values of its property."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from ...ontology.terms import PREFIXES
from .columns import SEPARATOR, Column
from .name_index import UnknownValue
from .raw import Unreadable, Value

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from .name_index import NameIndex

    Term = NamedNode | Literal

SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MOMENT = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")
BRITISH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
WORDED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})")
NUMBER = re.compile(r"[+\-\u2212]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+\-\u2212]?\.\d+")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TRUTH = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
YEARS = range(1000, 2200)
LONGEST = 32_767
"""The characters that a cell of a spreadsheet holds."""


def values(column: Column, value: Value, index: NameIndex) -> list[Term]:
    """The values that a cell gives its property; none for an empty cell. Raises UnknownValue."""
    if isinstance(value, Unreadable):
        raise UnknownValue(str(value))
    if isinstance(value, str):
        value = clean(value)
        if len(value) > LONGEST:
            raise UnknownValue(f"{len(value):,} characters are more than a cell holds: shorten it.")
    if value is None or value == "":
        return []
    if column.kind in ("thing", "code"):
        return _things(column, _text(value), index)
    return [_READERS[column.kind](value)]


def clean(text: str) -> str:
    """A text without the spaces and signs that nobody sees: those of web pages and of line ends of old."""
    text = UNSEEN.sub(
        "", SPACES.sub(" ", text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n"))
    )
    return "\n".join(line.strip() for line in text.strip().split("\n"))


def _things(column: Column, text: str, index: NameIndex) -> list[Term]:
    from pyoxigraph import NamedNode

    try:
        return [NamedNode(index.find(text, column.of))]
    except UnknownValue:
        if not column.many or not re.search(f"[{SEPARATOR}\n]", text):
            raise
    names = [clean(name) for name in re.split(f"[{SEPARATOR}\n]", text)]
    return [NamedNode(iri) for iri in dict.fromkeys(index.find(name, column.of) for name in names if name)]


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _english(value: Value) -> Literal:
    from pyoxigraph import Literal

    return Literal(_text(value), language="en")


def _string(value: Value) -> Literal:
    from pyoxigraph import Literal

    return Literal(_text(value))


def _typed(text: str, datatype: str) -> Literal:
    from pyoxigraph import Literal, NamedNode

    return Literal(text, datatype=NamedNode(PREFIXES["xsd"] + datatype))


def _moment(value: Value) -> Literal:
    """A day, month or year; days of Britain (31/12/2024) too, but no number of a calendar."""
    if isinstance(value, date):
        return _typed(value.isoformat(), "date")
    text = _text(value)
    parts = _parts(text)
    if parts is None:
        words = "write a day like 2024-05-07, a month like 2024-05 or a year like 2024."
        if not isinstance(value, str) and 20_000 < float(value or 0) < 80_000:
            day = date.fromordinal(date(1899, 12, 30).toordinal() + int(float(value or 0)))
            words = (
                f"it is a number of Excel's calendar ({day}): give the cell the format of a date, or {words}"
            )
        raise UnknownValue(f"“{text}” is no date: {words}")
    year, month, day_of_month = parts
    try:
        date(year, month or 1, day_of_month or 1)
    except ValueError:
        raise UnknownValue(f"“{text}” is no day of the calendar.") from None
    if not month:
        return _typed(f"{year:04}", "gYear")
    if not day_of_month:
        return _typed(f"{year:04}-{month:02}", "gYearMonth")
    return _typed(f"{year:04}-{month:02}-{day_of_month:02}", "date")


def _parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a text, 0 for what it does not say."""
    text = text.removesuffix(" 00:00:00").removesuffix("T00:00:00")
    if found := MOMENT.fullmatch(text):
        year = int(found[1])
        return (year, int(found[2] or 0), int(found[3] or 0)) if year in YEARS else None
    if found := BRITISH.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    found = WORDED.fullmatch(text)
    if found and found[2][:3].casefold() in MONTHS:
        return int(found[3]), MONTHS.index(found[2][:3].casefold()) + 1, int(found[1] or 0)
    return None


def _year(value: Value) -> Literal:
    if isinstance(value, date):
        raise UnknownValue(f"it holds the day {value}: write the year alone, like {value.year}, as a number.")
    text = _text(value)
    if not re.fullmatch(r"\d{4}", text) or int(text) not in YEARS:
        raise UnknownValue(f"“{text}” is no year: write it like 2024.")
    return _typed(text, "gYear")


def _decimal(value: Value) -> Decimal:
    if isinstance(value, date):
        raise UnknownValue(f"it holds the day {value}, not a number: give the cell the format of a number.")
    text = _text(value)
    if isinstance(value, bool) or not (isinstance(value, (int, float)) or NUMBER.fullmatch(text)):
        words = " Write the sign % into the unit." if text.endswith("%") else ""
        if re.fullmatch(r"[+-]?\d+,\d+", text):
            words = f" Write {text.replace(',', '.')}."
        raise UnknownValue(f"“{text}” is no number: write it like 27.4.{words}")
    number = Decimal(text.replace(",", "").replace("\u2212", "-"))
    if not number.is_finite():
        raise UnknownValue(f"“{text}” is no number: leave the cell empty where there is none.")
    return number


def _number(value: Value) -> Literal:
    text = f"{_decimal(value).normalize():f}"  # 30.70 and 30.7 are one number, also for a spreadsheet
    return _typed(text if "." in text else f"{text}.0", "decimal")


def _whole(value: Value) -> Literal:
    number = _decimal(value)
    if number != number.to_integral_value():
        raise UnknownValue(f"“{_text(value)}” is no whole number.")
    return _typed(f"{number:.0f}", "integer")


def _truth(value: Value) -> Literal:
    answer = value if isinstance(value, bool) else TRUTH.get(_text(value).casefold())
    if answer is None:
        raise UnknownValue(f"“{_text(value)}” is neither yes nor no.")
    return _typed(str(answer).lower(), "boolean")


def _address(value: Value) -> Literal:
    text = _text(value)
    if re.match(r"www\.", text, re.IGNORECASE):
        raise UnknownValue(f"write the whole address: https://{text}")
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", text):
        raise UnknownValue(
            f"“{text}” is no web address: copy it from the browser, with https:// and no spaces."
        )
    return _typed(text, "anyURI")


_READERS: dict[str, Callable[[Value], Literal]] = {
    "text": _english,
    "string": _string,
    "moment": _moment,
    "year": _year,
    "number": _number,
    "whole": _whole,
    "truth": _truth,
    "address": _address,
}


def shown(column: Column, terms: list[Term], index: NameIndex) -> str | int | Decimal | date | None:
    """What a cell holds for values of its property: the way back from `values`."""
    from pyoxigraph import NamedNode

    if not terms:
        return None
    if column.kind in ("thing", "code"):
        names = sorted(index.call(term.value, column.of) for term in terms if isinstance(term, NamedNode))
        return f"{SEPARATOR} ".join(names)
    text = terms[0].value
    if column.kind == "truth":
        return "yes" if text == "true" else "no"
    if column.kind in ("whole", "year"):
        return int(text)
    return Decimal(text) if column.kind == "number" else text
