"""What is nearest where no path leads from a lever to an outcome."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from ..method.causal_paths import STEPS
from .wording import listed

if TYPE_CHECKING:
    from ..facts.facts import Names
    from ..method.causal_paths import Causes

NAMED = 5
"""So many things are named; the rest are counted."""


def near(causes: Causes, lever: str, outcome: str, ends: Collection[str], names: Names) -> Iterator[str]:
    """Say which outcomes the lever does reach, the nearest first, and what is one step before this one."""
    name, end = names.get(lever, lever), names.get(outcome, outcome)
    reached = [thing for thing in _onward(causes, lever) if thing in ends]
    yield (
        f"{name} reaches {_some(reached, names)}."
        if reached
        else f"No claim leads from {name} to an outcome."
    )
    before = sorted(causes.before(outcome))
    yield f"One step before {end}: {_some(before, names)}." if before else f"No claim leads to {end}."


def _onward(causes: Causes, start: str) -> list[str]:
    """Everything that a path can lead to, what is fewest steps away first."""
    far: list[str] = []
    edge = [start]
    for _ in range(STEPS):
        edge = sorted({after for node in edge for after in causes.steps.get(node, {})} - {start, *far})
        far += edge
    return far


def _some(things: Iterable[str], names: Names) -> str:
    """Name the first few, and count the rest."""
    every = [names.get(thing, thing) for thing in things]
    rest = len(every) - NAMED
    return listed([*every[:NAMED], f"{rest} more"] if rest > 0 else every)
