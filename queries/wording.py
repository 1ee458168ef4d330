"""English for answers: lists, days, figures, and a first letter large or small."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LAW = re.compile(r"\b(Acts?|[Oo]rders?|[Rr]egulations?|SI)\b")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def listed(names: Iterable[str], word: str = "and") -> str:
    """Join names as a sentence does: `a, b and c`."""
    *most, last = list(names) or [""]
    return f"{', '.join(most)} {word} {last}" if most else last


def small(words: str) -> str:
    """Begin with a small letter, unless a name such as TfL or Housing First stands there."""
    first, _, rest = words.partition(" ")
    name = first[1:] != first[1:].lower() or rest[:1].isupper()
    return words if name else words[:1].lower() + words[1:]


def big(words: str) -> str:
    """Begin with a capital letter."""
    return words[:1].upper() + words[1:]


def ended(words: str) -> str:
    """End with a full stop, once."""
    return words if words.endswith((".", "!", "?")) else words + "."


def flat(words: str) -> str:
    """Take the brackets out of words that go into brackets: `2024-25 (financial year)`."""
    return re.sub(r" \(([^()]*)\)", r", \1", words)


def basis(words: str | None) -> str:
    """The basis of a power, to follow a verb: ` under` a law, ` through` a grant, or nothing."""
    if not words:
        return ""
    return f" {'under' if _LAW.search(words) else 'through'} {words}"


def figure(value: float | None) -> str:
    """Write a number as the reader expects it: `2,835,686`, `59.9`."""
    return "not stated" if value is None else f"{value:,.0f}" if abs(value) >= 1000 else f"{value:g}"


def measure(value: float | None, unit: str | None) -> str:
    """A figure with its unit as people write it: `25.5%`, `£586`, `56.2 years`; at most one decimal place."""
    if value is None:
        return "not stated"
    words, number = unit or "", figure(round(value, 1))
    if words.startswith("percent"):
        return f"{number}%"
    if "pound" in words.lower() or words.startswith("GBP"):
        return f"£{number}"
    return f"{number} {words}".strip()


def day(when: str) -> str:
    """Write a day, month or year, as precise as it is given: `8 May 2017`, `May 2017`, `2017`."""
    year, *rest = when.split("-")
    if not rest or not all(part.isdigit() for part in rest):
        return when
    month = f"{_MONTHS[int(rest[0]) - 1]} {year}"
    return f"{int(rest[1])} {month}" if len(rest) > 1 else month
