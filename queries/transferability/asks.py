"""Further powers: which lever, and which smallest set of levers, would open most to a region."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import comb
from typing import NamedTuple

from .gate import READY, Requirement, Verdict

EXACT = 200_000
"""Sets of levers looked at before the search turns greedy."""


class Ask(NamedTuple):
    """A set of levers that a region lacks, and the interventions that become ready when it gains them all."""

    levers: tuple[str, ...]
    unlocks: tuple[str, ...]


class Asks(NamedTuple):
    """The asks, those that open most first; `exact` is False when the sets were found greedily."""

    asks: list[Ask]
    exact: bool


def single(verdicts: Iterable[Verdict]) -> list[Ask]:
    """Every one lever that opens something, those that open most first."""
    opens: dict[str, set[str]] = {}
    for verdict in verdicts:
        for lever in _alone(verdict):
            opens.setdefault(lever, set()).add(verdict.intervention)
    return _ordered(Ask((lever,), tuple(sorted(opened))) for lever, opened in opens.items())


def smallest(verdicts: Sequence[Verdict], size: int) -> Asks:
    """The sets of exactly `size` levers that open most and in which every lever counts."""
    needs = {
        verdict.intervention: [_missing(each) for each in verdict.needed if _unmet(each)]
        for verdict in verdicts
        if verdict.verdict != READY
    }
    needs = {name: groups for name, groups in needs.items() if groups and _within(groups, size)}
    levers = sorted({lever for groups in needs.values() for group in groups for lever in group})
    if comb(len(levers), size) <= EXACT:
        sets: Iterable[tuple[str, ...]] = combinations(levers, size)
        exact = True
    else:
        sets, exact = [_greedy(needs, levers, size)], False
    return Asks(_ordered(ask for chosen in sets if (ask := _counts(chosen, needs)) is not None), exact)


def _within(groups: list[frozenset[str]], size: int) -> bool:
    """Whether that many levers can meet all groups; one lever may stand in several."""
    if not groups:
        return True
    return size > 0 and any(
        _within([group for group in groups if lever not in group], size - 1) for lever in groups[0]
    )


def _counts(chosen: tuple[str, ...], needs: dict[str, list[frozenset[str]]]) -> Ask | None:
    opened = _opened(chosen, needs)
    if not opened or any(
        len(_opened(tuple(each for each in chosen if each != lever), needs)) == len(opened)
        for lever in chosen
    ):
        return None
    return Ask(chosen, opened)


def _opened(chosen: Iterable[str], needs: dict[str, list[frozenset[str]]]) -> tuple[str, ...]:
    have = frozenset(chosen)
    return tuple(sorted(name for name, groups in needs.items() if all(group & have for group in groups)))


def _greedy(needs: dict[str, list[frozenset[str]]], levers: list[str], size: int) -> tuple[str, ...]:
    chosen: tuple[str, ...] = ()
    while len(chosen) < size:
        left = [lever for lever in levers if lever not in chosen]
        if not left:
            break
        chosen += (max(left, key=lambda lever: (_progress((*chosen, lever), needs), lever)),)
    return tuple(sorted(chosen))


def _progress(chosen: tuple[str, ...], needs: dict[str, list[frozenset[str]]]) -> tuple[int, int]:
    have = frozenset(chosen)
    met = [sum(bool(group & have) for group in groups) for groups in needs.values()]
    return sum(count == len(groups) for count, groups in zip(met, needs.values(), strict=True)), sum(met)


def _alone(verdict: Verdict) -> frozenset[str]:
    """The levers each of which alone meets all that is unmet."""
    missing = [_missing(each) for each in verdict.needed if _unmet(each)]
    return frozenset.intersection(*missing) if missing else frozenset()


def _unmet(requirement: Requirement) -> bool:
    return requirement.state != "held"


def _missing(requirement: Requirement) -> frozenset[str]:
    return frozenset(option.lever for option in requirement.options)


def _ordered(asks: Iterable[Ask]) -> list[Ask]:
    return sorted(asks, key=lambda ask: (-len(ask.unlocks), ask.levers))
