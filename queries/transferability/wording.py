"""How things are put into words: lists, days, figures, and a first letter large or small."""

from __future__ import annotations

from collections.abc import Iterable

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def listed(names: Iterable[str], word: str = "and") -> str:
    """Join names as a sentence does: `a, b and c`."""
    *most, last = list(names) or [""]
    return f"{', '.join(most)} {word} {last}" if most else last


def small(words: str) -> str:
    """Begin with a small letter, unless the first word is a name such as TfL or GLA."""
    first = words.split(" ", 1)[0]
    return words if first[1:] != first[1:].lower() else words[:1].lower() + words[1:]


def big(words: str) -> str:
    """Begin with a capital letter."""
    return words[:1].upper() + words[1:]


def ended(words: str) -> str:
    """End with a full stop, once."""
    return words if words.endswith((".", "!", "?")) else words + "."


def figure(value: float | None) -> str:
    """Write a number as the reader expects it: `2,835,686`, `59.9`."""
    return "not stated" if value is None else f"{value:,.0f}" if abs(value) >= 1000 else f"{value:g}"


def day(when: str) -> str:
    """Write a day, month or year, as precise as it is given: `8 May 2017`, `May 2017`, `2017`."""
    year, *rest = when.split("-")
    if not rest or not all(part.isdigit() for part in rest):
        return when
    month = f"{_MONTHS[int(rest[0]) - 1]} {year}"
    return f"{int(rest[1])} {month}" if len(rest) > 1 else month
