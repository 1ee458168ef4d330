"""The columns of a pandas data frame: each of one kind, so that sums, sorting and comparing work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .values import XSD, value

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import Any

    from .values import Node

DATES = frozenset(XSD + name for name in ("date", "dateTime", "gYear", "gYearMonth"))
DAY = "Day"
"""What is added to a column's name for the first day of each of its dates."""
WHOLE = 2**63
"""The first whole number that Int64 cannot hold."""


def series(name: str, terms: Sequence[Node | None], taken: Collection[str]) -> dict[str, Any]:
    """The pandas columns of one column of an answer, by name: itself, and of dates the first day of each.

    `taken` are the names of the answer's own columns, which none of ours takes.
    """
    import pandas

    values = [value(term) for term in terms]
    kinds = {_kind(term) for term in terms if term is not None}
    if not kinds:
        return {name: pandas.Series(values, dtype="object")}
    if kinds == {"whole"}:
        return {name: pandas.Series(values, dtype="Int64")}
    if kinds <= {"whole", "number"}:
        return {
            name: pandas.Series([None if each is None else float(each) for each in values], dtype="float64")
        }
    if kinds == {"boolean"}:
        return {name: pandas.Series(values, dtype="boolean")}
    written: dict[str, Any] = {name: pandas.Series(values, dtype="object")}
    if kinds == {"date"}:
        written[name] = pandas.Series([None if term is None else term.value for term in terms], dtype="str")
        if name + DAY not in taken:
            days = [None if term is None else _first_day(term.value) for term in terms]
            written[name + DAY] = pandas.to_datetime(pandas.Series(days, dtype="object"), errors="coerce")
    elif kinds == {"text"}:
        written[name] = pandas.Series([None if each is None else str(each) for each in values], dtype="str")
    return written


def _kind(term: Any) -> str:
    datatype = getattr(term, "datatype", None)
    if datatype is None:
        return "text"
    if datatype.value in DATES:
        return "date"
    content = value(term)
    if isinstance(content, bool):
        return "boolean"
    if isinstance(content, int):
        return "whole" if -WHOLE <= content < WHOLE else "other"
    if isinstance(content, float) or type(content).__name__ == "Decimal":
        return "number"
    return "text" if datatype.value == XSD + "string" or term.language else "other"


def _first_day(text: str) -> str:
    """The first day of a date, a month or a year, as text; its time zone is left out."""
    return (text[:10] + "-01-01"[len(text[:10]) - 4 :])[:10] if len(text) in (4, 7) else text[:10]
