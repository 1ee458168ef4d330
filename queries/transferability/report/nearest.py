"""The things nearest to a lever and an outcome between which no path leads, in sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from ...wording import listed
from ..method.causal_paths import STEPS

if TYPE_CHECKING:
    from ..method.causal_paths import Causes
    from .labels import Labels

NAMED = 5
"""So many things are named; the rest are counted."""


def nearest(causes: Causes, lever: str, outcome: str, ends: Collection[str], labels: Labels) -> Iterator[str]:
    """Say which outcomes the lever does reach, the nearest first, and what is one step before this one."""
    name, end = labels.name(lever), labels.name(outcome)
    reached = [thing for thing in _onward(causes, lever) if thing in ends]
    yield (
        f"{name} reaches {_some(reached, labels)}."
        if reached
        else f"No claim leads from {name} to an outcome."
    )
    before = sorted(causes.before(outcome))
    yield f"One step before {end}: {_some(before, labels)}." if before else f"No claim leads to {end}."


def _onward(causes: Causes, start: str) -> list[str]:
    """Everything that a path can lead to, what is fewest steps away first."""
    far: list[str] = []
    edge = [start]
    for _ in range(STEPS):
        edge = sorted({after for node in edge for after in causes.steps.get(node, {})} - {start, *far})
        far += edge
    return far


def _some(things: Iterable[str], labels: Labels) -> str:
    """Name the first few, and count the rest."""
    every = [labels.name(thing) for thing in things]
    rest = len(every) - NAMED
    return listed([*every[:NAMED], f"{rest} more"] if rest > 0 else every)
