"""Small charts drawn on the server as SVG: values with their limits, over areas and over time."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10
from typing import NamedTuple


class Point(NamedTuple):
    """A value with its 95 % limits, None where the source gives none."""

    label: str
    value: float
    lower: float | None = None
    upper: float | None = None
    href: str = ""
    chosen: bool = False
    note: str = ""


class Mark(NamedTuple):
    """A point as drawn, in the units of the drawing; `end` says whether it is the first or the last."""

    x: float
    y: float
    low: float | None
    high: float | None
    point: Point
    words: str
    tick: str = ""
    end: str = ""


class Chart(NamedTuple):
    """A drawing: its size, its marks, and the ticks of its scale as (place, words)."""

    width: int
    height: int
    marks: list[Mark]
    ticks: list[tuple[float, str]]
    line: str = ""
    reference: tuple[float, str] | None = None


LABELS, RIGHT, ROW = 210, 60, 26


def across(points: Sequence[Point], reference: Point | None = None) -> Chart:
    """Areas one below the other, each with a dot and its limits on one scale."""
    width = 720
    low, high = scale(points if reference is None else [*points, reference])
    room = width - LABELS - RIGHT

    def place(value: float) -> float:
        return round(LABELS + room * (value - low) / (high - low), 1)

    marks = [
        Mark(
            place(each.value),
            34 + index * ROW,
            None if each.lower is None else place(each.lower),
            None if each.upper is None else place(each.upper),
            each,
            number(each.value),
        )
        for index, each in enumerate(points)
    ]
    line = (place(reference.value), f"{reference.label} {number(reference.value)}") if reference else None
    ticks = [(place(tick), number(tick)) for tick in steps(low, high)]
    return Chart(width, 34 + len(points) * ROW + 12, marks, ticks, reference=line)


def over(points: Sequence[Point], low: float, high: float) -> Chart:
    """One area's values over time, joined by a line, on a scale shared with others."""
    width, height, pad = 220, 96, 26
    room = width - 2 * pad

    def place(value: float) -> float:
        return round(height - 20 - (height - 38) * (value - low) / (high - low), 1)

    gap = room / max(len(points) - 1, 1)
    marks = [
        Mark(
            round(pad + index * gap if len(points) > 1 else width / 2, 1),
            place(each.value),
            None if each.lower is None else place(each.lower),
            None if each.upper is None else place(each.upper),
            each,
            number(each.value),
            each.note.partition(" (")[0],
            _end(index, len(points)),
        )
        for index, each in enumerate(points)
    ]
    line = "".join(f"{'L' if index else 'M'}{mark.x} {mark.y}" for index, mark in enumerate(marks))
    return Chart(width, height, marks, [], line)


def _end(index: int, count: int) -> str:
    if count == 1:
        return ""
    return "first" if index == 0 else "last" if index == count - 1 else ""


def bars(points: Sequence[Point]) -> Chart:
    """Numbers as bars from nought."""
    width = 720
    low = min(0.0, *(each.value for each in points))
    high = max(0.0, *(each.value for each in points)) or 1.0
    room = width - LABELS - RIGHT

    def place(value: float) -> float:
        return round(LABELS + room * (value - low) / (high - low), 1)

    zero = place(0.0)
    marks = [
        Mark(place(each.value), 8 + index * ROW, zero, None, each, number(each.value))
        for index, each in enumerate(points)
    ]
    return Chart(width, len(points) * ROW + 16, marks, [])


def scale(points: Sequence[Point]) -> tuple[float, float]:
    """The least and the most of all values and limits, with some room."""
    every = [
        number for each in points for number in (each.value, each.lower, each.upper) if number is not None
    ]
    low, high = min(every), max(every)
    room = (high - low) * 0.06 or abs(high) * 0.05 or 1.0
    return low - room, high + room


def steps(low: float, high: float) -> list[float]:
    """Round numbers between two, some four of them."""
    raw = (high - low) / 4
    size = 10 ** floor(log10(raw))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= raw)
    first = floor(low / step) + 1
    found = []
    while first * step <= high:
        found.append(round(first * step, 10))
        first += 1
    return found


def number(value: float) -> str:
    """A number as people write it."""
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.1f}".removesuffix(".0") if abs(value) >= 10 else f"{value:.2f}".rstrip("0").rstrip(".")
