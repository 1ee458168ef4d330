"""Bubbles of the evidence map: the place, size, shape and fill of each in its cell."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..queries.transferability import Bubble as Findings

WIDE, HIGH = 76, 46
"""The size of the drawing of a cell."""
SMALLEST, LARGEST, GAP = 5.5, 17.0, 3.0
SHAPES = {
    "beneficial": "circle",
    "mixed": "diamond",
    "null": "square",
    "harmful": "triangle",
    "not-assessed": "ring",
}
"""The shape of each direction: nobody need tell the colours apart."""


class Bubble(NamedTuple):
    """A bubble as drawn: its centre and radius, its shape as a path around the centre, and its classes."""

    x: float
    y: float
    radius: float
    path: str
    direction: str
    strength: str


def bubbles(findings: Sequence[Findings], largest: int) -> list[Bubble]:
    """Set the bubbles of one cell in lines; the area of each is as its number of findings to `largest`."""
    radii = [_radius(bubble.findings, largest) for bubble in findings]
    lines = _lines(radii)
    wide = max((_width(line) for line in lines), default=1.0)
    high = sum(2 * max(line) for line in lines) + GAP * (len(lines) - 1) if lines else 1.0
    scale = min(1.0, (WIDE - 4) / wide, (HIGH - 4) / high)
    drawn: list[Bubble] = []
    y = (HIGH - high * scale) / 2
    for line in lines:
        tall = max(line) * scale
        x = (WIDE - _width(line) * scale) / 2
        for radius in line:
            bubble = findings[len(drawn)]
            drawn.append(
                Bubble(
                    round(x + radius * scale, 1),
                    round(y + tall, 1),
                    radius * scale,
                    shape(bubble.direction.name, radius * scale),
                    bubble.direction.name,
                    bubble.strength.name if bubble.strength else "insufficient",
                )
            )
            x += (2 * radius + GAP) * scale
        y += 2 * tall + GAP * scale
    return drawn


def shape(direction: str, radius: float) -> str:
    """The shape of a direction as an SVG path around 0, 0, of about the area of a circle of the radius."""
    r = radius
    kind = SHAPES.get(direction, "ring")
    if kind == "diamond":
        return f"M0 {-r:.1f} {r:.1f} 0 0 {r:.1f} {-r:.1f} 0Z"
    if kind == "square":
        side = r * 0.87
        return f"M{-side:.1f} {-side:.1f}H{side:.1f}V{side:.1f}H{-side:.1f}Z"
    if kind == "triangle":
        return f"M{-r:.1f} {-r * 0.8:.1f}H{r:.1f}L0 {r:.1f}Z"
    return f"M{-r:.1f} 0a{r:.1f} {r:.1f} 0 1 0 {2 * r:.1f} 0a{r:.1f} {r:.1f} 0 1 0 {-2 * r:.1f} 0Z"


def _radius(findings: int, largest: int) -> float:
    return max(SMALLEST, LARGEST * sqrt(findings / max(largest, 1)))


def _width(line: Sequence[float]) -> float:
    return 2 * sum(line) + GAP * (len(line) - 1)


def _lines(radii: Sequence[float]) -> list[list[float]]:
    """Break the bubbles into lines that the cell is wide enough for."""
    lines: list[list[float]] = []
    for radius in radii:
        if lines and _width([*lines[-1], radius]) <= WIDE - 4:
            lines[-1].append(radius)
        else:
            lines.append([radius])
    return lines
