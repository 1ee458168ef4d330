"""Words for what the graph says in terms: verdicts, states, days, and a first letter large."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from ....queries.transferability.report.wording import big, day, figure, small

VERDICTS = {
    "ready": ("Ready", "The region holds every power that this needs, or soft powers are enough."),
    "with-partners": ("With partners", "A power is shared with others, or a partner can bring it."),
    "contradictory": ("Sources disagree", "The sources contradict each other, so no verdict is given."),
    "undecided": ("Undecided", "No source says whether the region holds a power that this needs."),
    "blocked": ("Blocked", "Sources say that the region lacks a power that this needs."),
}
STATES = {
    "held": "Held",
    "shared": "Shared",
    "partner": "Through a partner",
    "contradictory": "Sources disagree",
    "not-stated": "Not stated",
    "not-held": "Not held",
    "ended": "Ended",
}
DOUBTS = {"coded by us", "inferred by us", "recalled", "not verified", "unverified", "partly verified"}
DOUBTS |= {"low confidence", "medium confidence"}


def slugged(words: str) -> str:
    """A state as a style names it: `not held` as `not-held`."""
    return words.strip().lower().replace(" ", "-")


def when(text: str) -> str:
    """A day or a month in words; anything else as it is."""
    if not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", text, re.ASCII):
        return text
    try:
        date.fromisoformat(text if len(text) == 10 else f"{text}-01")
    except ValueError:
        return text
    return day(text)


def site(url: str) -> str:
    """The name of the site that an address leads to."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def count(number: int, one: str, many: str = "") -> str:
    """A number of things: `1 lever`, `2 levers`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def cut(text: str, most: int) -> str:
    """The beginning of a text, cut between words where it is too long."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    space = head.rfind(" ")
    return f"{head[: space if space > most // 2 else most - 1].rstrip(' ,;(')}…"


def breaks(text: str, most: int, lines: int) -> list[str]:
    """A text in a few lines of so many letters; what does not fit is cut."""
    from textwrap import wrap

    found = wrap(text, most)
    return found if len(found) <= lines else [*found[: lines - 1], cut(" ".join(found[lines - 1 :]), most)]


FILTERS = {
    "big": big,
    "small": small,
    "when": when,
    "site": site,
    "figure": figure,
    "slugged": slugged,
    "count_of": count,
    "cut": cut,
    "breaks": breaks,
}
