"""Template filters: days, counts, sites, and a first letter large or small."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from ....queries.wording import big, day, figure, small

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


def part(label: str) -> str:
    """The part of a law without the law's own name: `article 9` of `Order 2017 (SI 2017/251), article 9`."""
    found = re.search(r"((?:section|article|regulation|paragraph|rule|Part|Schedule)s? [0-9A-Z].*)$", label)
    return found[1] if found else label


FILTERS = {
    "big": big,
    "small": small,
    "when": when,
    "site": site,
    "figure": figure,
    "slugged": slugged,
    "count_of": count,
    "cut": cut,
    "part": part,
    "breaks": breaks,
}
