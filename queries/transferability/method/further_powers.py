"""Further powers: which lever, and which smallest set of levers, would open most to a region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import comb
from types import MappingProxyType
from typing import NamedTuple

from .gate import NOT_HELD, READY, STATES, WITH_PARTNERS, Option, Requirement, Verdict

EXACT = 200_000
"""Sets of levers looked at before the search turns greedy."""


class Ask(NamedTuple):
    """A set of levers that a region lacks, and the interventions that become ready when it gains them all."""

    levers: tuple[str, ...]
    unlocks: tuple[str, ...]


class Asks(NamedTuple):
    """The asks, those that open most first; `exact` is False when the sets were found greedily.

    `states` tells how the region stands to every lever today, `closed` what it cannot take up today even
    with partners.
    """

    asks: list[Ask]
    exact: bool
    states: Mapping[str, str] = MappingProxyType({})
    closed: frozenset[str] = frozenset()


def further(verdicts: Sequence[Verdict], size: int = 1) -> Asks:
    """The sets of `size` levers that open most."""
    return smallest(verdicts, size) if size > 1 else _with(single(verdicts), True, verdicts)


def _states(verdicts: Iterable[Verdict]) -> dict[str, str]:
    """The state of every lever that something needs; for one that has ended, the day too."""
    worst: dict[str, Option] = {}
    for verdict in verdicts:
        for need in verdict.requirements:
            for option in need.options:
                before = worst.get(option.lever, option)
                worst[option.lever] = max(before, option, key=lambda option: STATES.index(option.state))
    return {
        lever: f"ended {option.ended}" if option.ended and option.state == NOT_HELD else option.state
        for lever, option in worst.items()
    }


def _with(asks: list[Ask], exact: bool, verdicts: Iterable[Verdict]) -> Asks:
    """The asks, with how things stand today."""
    every = list(verdicts)
    closed = (verdict.intervention for verdict in every if verdict.verdict not in (READY, WITH_PARTNERS))
    return Asks(asks, exact, _states(every), frozenset(closed))


def single(verdicts: Iterable[Verdict]) -> list[Ask]:
    """Every one lever that opens something, those that open most first."""
    opens: dict[str, set[str]] = {}
    for verdict in verdicts:
        for lever in _alone(verdict):
            opens.setdefault(lever, set()).add(verdict.intervention)
    return _ordered(Ask((lever,), tuple(sorted(opened))) for lever, opened in opens.items())


def fewest(verdicts: Sequence[Verdict], opens: int) -> Asks:
    """The smallest sets of levers that open at least so many interventions; none where nothing does."""
    closed = [verdict for verdict in verdicts if verdict.verdict != READY and verdict.needed]
    if len(closed) < opens:
        return _with([], True, verdicts)
    levers = {lever for verdict in closed for need in verdict.needed for lever in _missing(need)}
    exact = True
    for size in range(1, len(levers) + 1):
        asks = further(verdicts, size)
        exact = exact and asks.exact
        enough = [ask for ask in asks.asks if len(ask.unlocks) >= opens]
        if enough:
            return asks._replace(asks=enough, exact=exact)
    return _with([], exact, verdicts)


def smallest(verdicts: Sequence[Verdict], size: int) -> Asks:
    """The sets of exactly `size` levers that open most and in which every lever counts."""
    needs = {
        verdict.intervention: [_missing(each) for each in verdict.needed if _unmet(each)]
        for verdict in verdicts
        if verdict.verdict != READY
    }
    needs = {name: groups for name, groups in needs.items() if groups and _within(groups, size)}
    levers = sorted({lever for groups in needs.values() for group in groups for lever in group})
    exact = comb(len(levers), size) <= EXACT
    asks = _every(needs, levers, size) if exact else _one(needs, _greedy(needs, levers, size))
    return _with(_ordered(asks), exact, verdicts)


def _every(needs: dict[str, list[frozenset[str]]], levers: list[str], size: int) -> Iterator[Ask]:
    """Look at every set, as bits; a lever counts where something opened has no other in the set for it."""
    bit = {lever: 1 << place for place, lever in enumerate(levers)}
    masks = [
        (name, [sum(bit[lever] for lever in group) for group in groups]) for name, groups in needs.items()
    ]
    for chosen in combinations(levers, size):
        have = sum(map(bit.__getitem__, chosen))
        opened, counts = [], 0
        for name, groups in masks:
            met = [group & have for group in groups]
            if all(met):
                opened.append(name)
                for each in met:
                    if each & (each - 1) == 0:
                        counts |= each
        if counts == have:
            yield Ask(chosen, tuple(sorted(opened)))


def _one(needs: dict[str, list[frozenset[str]]], chosen: tuple[str, ...]) -> Iterator[Ask]:
    """The set, if every lever in it counts."""
    opened = _opened(chosen, needs)
    if opened and all(
        len(_opened([each for each in chosen if each != lever], needs)) < len(opened) for lever in chosen
    ):
        yield Ask(chosen, opened)


def _within(groups: list[frozenset[str]], size: int) -> bool:
    """Whether that many levers can meet all groups; one lever may stand in several."""
    if not groups:
        return True
    return size > 0 and any(
        _within([group for group in groups if lever not in group], size - 1) for lever in groups[0]
    )


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
    missing = [_missing(requirement) for requirement in verdict.needed if _unmet(requirement)]
    return frozenset.intersection(*missing) if missing else frozenset()


def _unmet(requirement: Requirement) -> bool:
    return requirement.state != "held"


def _missing(requirement: Requirement) -> frozenset[str]:
    return frozenset(option.lever for option in requirement.options)


def _ordered(asks: Iterable[Ask]) -> list[Ask]:
    return sorted(asks, key=lambda ask: (-len(ask.unlocks), ask.levers))
