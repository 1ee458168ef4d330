"""Days as people give them: a date, a year or a month as its first day, `today` as today."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


class AskedDay(NamedTuple):
    """The day of a question as YYYY-MM-DD, and whether somebody named it; otherwise it is today."""

    iso: str
    named: bool


def asked_day(given: str | date | None) -> AskedDay:
    """Read the day of a question; UsageError where it is none."""
    if given is None:
        return AskedDay(today(), False)
    try:
        return AskedDay(day(given), True)
    except ValueError:
        raise UsageError(
            f"{given} is no date: a day was expected, such as 2023-05-01, 2023-05 or 2023."
        ) from None


def day(given: str | date) -> str:
    """Read a day and write it as YYYY-MM-DD; ValueError where it is none."""
    from datetime import date

    text = str(given).strip()
    if text == "today":
        return today()
    if not _DATE.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text + {4: "-01-01", 7: "-01"}.get(len(text), "")).isoformat()


def today() -> str:
    """Today as YYYY-MM-DD."""
    from datetime import date

    return date.today().isoformat()
