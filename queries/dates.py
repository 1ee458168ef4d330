"""The one reader of days: a date as given, a year or a month as its first day, `today` as today."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


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
