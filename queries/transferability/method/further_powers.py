"""Further powers: which lever, and which smallest set of levers, would open most to a region.

An intervention is opened where it is not possible today, even with partners, and would be once the levers
are held; it is eased where it is possible with partners today and would be ready. The two are told apart and
never added up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, groupby
from math import comb
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ...authority import lineage
from .gate import (
    HELD,
    NOT_HELD,
    READY,
    STATES,
    WITH_PARTNERS,
    Option,
    Requirement,
    Verdict,
    possible,
    verdicts,
)

if TYPE_CHECKING:
    from ..facts.records import GateRow
    from .model import Model

EXACT = 20_000
"""Sets of levers looked at before the search turns greedy."""

Groups = tuple[frozenset[str], ...]
"""An intervention's unmet requirements: for each the levers each of which would meet it."""


class Ask(NamedTuple):
    """A set of levers that a region lacks, and what becomes possible, or easier, when it gains them all."""

    levers: tuple[str, ...]
    opened: tuple[str, ...]
    eased: tuple[str, ...] = ()


class Asks(NamedTuple):
    """The asks, those that open most first; `exact` is False when the sets were found greedily.

    `states` tells how the region stands to every lever today, `bodies` which kind of partner has it.
    """

    asks: list[Ask]
    exact: bool
    states: Mapping[str, str] = MappingProxyType({})
    bodies: Mapping[str, str] = MappingProxyType({})


class Change(NamedTuple):
    """An intervention whose verdict would change, from one to another."""

    intervention: str
    before: str
    after: str


class Lacking(NamedTuple):
    """The interventions closed to a region and those eased, with their groups; `strength` ranks evidence."""

    closed: Mapping[str, Groups]
    easier: Mapping[str, Groups]
    strength: Mapping[str, int]


def lacking(
    verdicts: Iterable[Verdict],
    askable: Collection[str] | None = None,
    strength: Mapping[str, int] = MappingProxyType({}),
) -> Lacking:
    """What the verdicts leave closed, and what needs partners; only levers that are `askable` count.

    What cannot be opened by such levers, or needs nothing that is known, is left out.
    """
    closed: dict[str, Groups] = {}
    easier: dict[str, Groups] = {}
    for verdict in verdicts:
        if verdict.verdict == READY:
            continue
        with_partners = verdict.verdict == WITH_PARTNERS
        unmet = [
            need
            for need in verdict.needed
            if need.state != HELD and (with_partners or not possible(need.state))
        ]
        groups = tuple(_levers(need, askable) for need in unmet)
        if groups and all(groups):
            (easier if with_partners else closed)[verdict.intervention] = groups
    return Lacking(closed, easier, strength)


def askable(model: Model, region: str, as_of: str) -> frozenset[str]:
    """The levers that can be had: another authority holds them, or a rule of law gives them to another class.

    Soft levers, those that are closed for all, and those that the law gives to the region's whole class are
    left out: nobody need ask for them, or nobody can have them.
    """
    same = lineage(model.regions(), region)
    held = {
        holder.lever
        for holder in model.holders(as_of)
        if holder.status == "Held" and holder.region not in same
    }
    given = {route.lever for route in model.routes(as_of) if route.status == "Held"}
    return frozenset(
        (held | given) - model.closed(as_of) - model.soft_levers() - model.universal(region, as_of)
    )


def what_if(model: Model, region: str, as_of: str, statuses: Mapping[str, str]) -> list[Change]:
    """The verdicts that change if the region's claims about some levers said this alone; by intervention.

    `statuses` gives Held, Shared or NotHeld by lever. A lever that is closed for all meets nothing, whoever
    is given it.
    """
    before = {verdict.intervention: verdict.verdict for verdict in model.verdicts(region, as_of)}
    meets = {lever: {lever, *model.broader_levers(lever)} for lever in statuses}
    rows = _touched(model.options(region, as_of), set(statuses), set().union(*meets.values()))
    for lever, status in statuses.items():
        rows = list(_supposed(rows, lever, status, meets[lever]))
    return [
        Change(verdict.intervention, before[verdict.intervention], verdict.verdict)
        for verdict in verdicts(rows)
        if verdict.verdict != before[verdict.intervention]
    ]


def _touched(rows: Sequence[GateRow], levers: Collection[str], meets: Collection[str]) -> list[GateRow]:
    """The rows of the interventions whose verdicts can change: those that a supposed lever bears on."""
    touched = {row.intervention for row in rows if row.lever in meets or row.met in levers}
    return [row for row in rows if row.intervention in touched]


def _supposed(rows: Sequence[GateRow], lever: str, status: str, meets: Collection[str]) -> Iterator[GateRow]:
    """The rows with one claim about the lever in the place of all that there are, wherever it `meets` one."""
    for _, group in groupby(rows, key=lambda row: (row.intervention, row.requirement, row.lever)):
        alternative = list(group)
        if alternative[0].lever in meets:
            yield alternative[0]._replace(
                met=lever,
                claim=f"supposed {lever}",
                status=status,
                when="now",
                until=None,
                legal_basis=None,
                source=None,
                vested=None,
            )
        yield from (row for row in alternative if row.met != lever)


def further(lacks: Lacking, size: int = 1) -> Asks:
    """The sets of exactly `size` levers that open most and in which every lever counts.

    A single lever that opens nothing but eases something is an ask too, after those that open.
    """
    if size == 1:
        return Asks(_ordered(_single(lacks), lacks), True)
    needs = {name: groups for name, groups in lacks.closed.items() if _within(groups, size)}
    levers = sorted({lever for groups in needs.values() for group in groups for lever in group})
    exact = comb(len(levers), size) <= EXACT
    sets = _every(needs, levers, size) if exact else _greedy(needs, levers, size)
    return Asks(_ordered((_ask(chosen, lacks) for chosen in sets), lacks), exact)


def fewest(lacks: Lacking, opens: int) -> Asks:
    """The smallest sets of levers that open at least so many interventions; none where nothing does."""
    exact = True
    levers = {lever for groups in lacks.closed.values() for group in groups for lever in group}
    for size in range(1, len(levers) + 1) if len(lacks.closed) >= opens else ():
        asks = further(lacks, size)
        exact = exact and asks.exact
        if enough := [ask for ask in asks.asks if len(ask.opened) >= opens]:
            return Asks(enough, exact)
    return Asks([], exact)


def states(verdicts: Iterable[Verdict]) -> tuple[dict[str, str], dict[str, str]]:
    """The state of every lever that something needs (an end with its day), and which partner has it."""
    worst: dict[str, Option] = {}
    for verdict in verdicts:
        for need in verdict.requirements:
            for option in need.options:
                before = worst.get(option.lever, option)
                worst[option.lever] = max(before, option, key=lambda option: STATES.index(option.state))
    named = {
        lever: f"ended {option.ended}" if option.ended and option.state == NOT_HELD else option.state
        for lever, option in worst.items()
    }
    return named, {lever: option.through for lever, option in worst.items() if option.through}


def _single(lacks: Lacking) -> Iterator[Ask]:
    """Every one lever that opens or eases something."""
    levers = {
        lever
        for needs in (lacks.closed, lacks.easier)
        for groups in needs.values()
        for lever in frozenset.intersection(*groups)
    }
    for lever in levers:
        yield _ask((lever,), lacks)


def _ask(chosen: tuple[str, ...], lacks: Lacking) -> Ask:
    return Ask(chosen, _met(chosen, lacks.closed), _met(chosen, lacks.easier))


def _met(chosen: Iterable[str], needs: Mapping[str, Groups]) -> tuple[str, ...]:
    have = frozenset(chosen)
    return tuple(sorted(name for name, groups in needs.items() if all(group & have for group in groups)))


def _every(needs: Mapping[str, Groups], levers: list[str], size: int) -> Iterator[tuple[str, ...]]:
    """Look at every set, as bits; a lever counts where something opened has no other in the set for it."""
    bit = {lever: 1 << place for place, lever in enumerate(levers)}
    masks = {
        tuple(sum(bit[lever] for lever in group) for group in groups) for groups in needs.values()
    }  # many interventions need the same
    for chosen in combinations(levers, size):
        have = sum(map(bit.__getitem__, chosen))
        counts = 0
        for groups in masks:
            met = [group & have for group in groups]
            if all(met):
                for each in met:
                    if each & (each - 1) == 0:
                        counts |= each
        if counts == have:
            yield chosen


def _greedy(needs: Mapping[str, Groups], levers: list[str], size: int) -> Iterator[tuple[str, ...]]:
    """The set put together lever by lever, if every lever in it counts."""
    chosen: tuple[str, ...] = ()
    while len(chosen) < min(size, len(levers)):
        left = [lever for lever in levers if lever not in chosen]
        chosen += (max(left, key=lambda lever: (_progress((*chosen, lever), needs), lever)),)
    opened = _met(chosen, needs)
    if opened and all(
        len(_met([other for other in chosen if other != lever], needs)) < len(opened) for lever in chosen
    ):
        yield tuple(sorted(chosen))


def _progress(chosen: tuple[str, ...], needs: Mapping[str, Groups]) -> tuple[int, int]:
    have = frozenset(chosen)
    met = [sum(bool(group & have) for group in groups) for groups in needs.values()]
    return sum(count == len(groups) for count, groups in zip(met, needs.values(), strict=True)), sum(met)


def _within(groups: Sequence[frozenset[str]], size: int) -> bool:
    """Whether that many levers can meet all groups; one lever may stand in several."""
    if not groups:
        return True
    return size > 0 and any(
        _within([group for group in groups if lever not in group], size - 1) for lever in groups[0]
    )


def _levers(requirement: Requirement, askable: Collection[str] | None) -> frozenset[str]:
    return frozenset(
        option.lever for option in requirement.options if askable is None or option.lever in askable
    )


def _ordered(asks: Iterable[Ask], lacks: Lacking) -> list[Ask]:
    """Those that open most first; then by the evidence of what they open; then by how much they ease."""

    def order(ask: Ask) -> tuple[int, list[int], int, tuple[str, ...]]:
        evidence = sorted(-lacks.strength.get(name, 0) for name in ask.opened)
        return -len(ask.opened), evidence, -len(ask.eased), ask.levers

    return sorted((ask for ask in asks if ask.opened or ask.eased), key=order)
