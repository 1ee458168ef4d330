"""Packages: the fewest interventions, and the fewest further powers, that reach the most of what is needed.

A package is on the front where no other reaches as much with as few interventions and as few further
powers, and one of the three better. Nothing is weighed: the whole front is told, for up to POWERS further
powers.

The sets are built one intervention at a time. Of two sets of as many, one that reaches a part of what the
other reaches can never do better, and is dropped. Where more than KEPT sets of one size are left only the
widest are kept; then a branch and bound proves that no set reaches more, or finds one that does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from .coverage import Unproven, better
from .further_powers import Groups

POWERS = 2
"""The most further powers of a package."""

KEPT = 100
"""So many sets of one size are built on, widest first; what was passed over is searched with a bound."""


class Reaching(NamedTuple):
    """An intervention, the needs that it reaches, and the groups of powers that it lacks, if any."""

    intervention: str
    needs: frozenset[str]
    lacks: Groups = ()


class Package(NamedTuple):
    """A set of interventions, the further powers that it takes, and the needs that it reaches."""

    interventions: tuple[str, ...]
    powers: tuple[str, ...]
    reached: tuple[str, ...]

    @property
    def point(self) -> tuple[int, int, int]:
        """How much it reaches, by how many interventions, with how many further powers."""
        return len(self.reached), len(self.interventions), len(self.powers)


class Front(NamedTuple):
    """The packages that no other betters, those that reach least first; `exact` unless not all is proven."""

    packages: list[Package]
    exact: bool


def front(options: Sequence[Reaching], powers: int = POWERS) -> Front:
    """The front over interventions given in the method's order: of two that do as well the first is taken."""
    names = sorted({need for option in options for need in option.needs})
    bits = {need: 1 << place for place, need in enumerate(names)}
    masks = [(sum(bits[need] for need in option.needs), option) for option in options]
    levers = sorted({lever for option in options for group in option.lacks for lever in group})
    found: list[Package] = []
    passed_over: list[tuple[tuple[str, ...], list[Chosen]]] = []
    seen: set[frozenset[int]] = set()
    for size in range(powers + 1):
        for gained in combinations(levers, size):
            have = frozenset(gained)
            singles = _widest(
                (mask, (place,))
                for place, (mask, option) in enumerate(masks)
                if mask and all(group & have for group in option.lacks)
            )
            reach = frozenset(mask for mask, _ in singles)
            if reach in seen:  # as much was reached by fewer powers, or by others
                continue
            seen.add(reach)
            layers = list(_layers(singles))
            found += [_package(options, names, mask, places, gained) for mask, places, _ in layers]
            if not all(whole for _, _, whole in layers):
                passed_over.append((gained, singles))
    exact = True
    for gained, singles in passed_over:
        exact = _searched(found, options, names, gained, singles) and exact
    return Front(_unbettered(found), exact)


def _package(
    options: Sequence[Reaching],
    names: Sequence[str],
    mask: int,
    places: Iterable[int],
    powers: tuple[str, ...],
) -> Package:
    reached = tuple(need for bit, need in enumerate(names) if mask >> bit & 1)
    return Package(tuple(options[place].intervention for place in places), powers, reached)


def _searched(
    found: list[Package],
    options: Sequence[Reaching],
    names: Sequence[str],
    powers: tuple[str, ...],
    singles: Sequence[Chosen],
) -> bool:
    """Add what reaches more than all found with as few interventions and powers; whether all is proven."""
    masks = [mask for mask, _ in singles]
    most = len({bit for mask in masks for bit in range(len(names)) if mask >> bit & 1})
    proven = True
    prices = [1.0] * len(names)
    for number in range(1, len(masks) + 1):
        while (reached := _reached(found, number, len(powers))) < most:
            try:
                chosen = better(masks, number, reached, prices)
            except Unproven:
                proven = False
                break
            if chosen is None:
                break
            mask = 0
            for place in chosen:
                mask |= masks[place]
            places = sorted(singles[place][1][0] for place in chosen)
            found.append(_package(options, names, mask, places, powers))
        if reached == most:
            break
    return proven


def _reached(found: Iterable[Package], interventions: int, powers: int) -> int:
    """The most that a package found reaches with no more interventions and powers."""
    return max(
        (
            len(package.reached)
            for package in found
            if len(package.interventions) <= interventions and len(package.powers) <= powers
        ),
        default=0,
    )


Chosen = tuple[int, tuple[int, ...]]
"""What a set of interventions reaches, as bits, and their places."""


def _layers(singles: list[Chosen]) -> Iterator[tuple[int, tuple[int, ...], bool]]:
    """For each number of interventions the set that reaches most, until one more reaches nothing more.

    With it, whether every set of so many was looked at.
    """
    layer, most, whole = singles, 0, True
    while layer:
        mask, places = layer[0]
        if mask.bit_count() <= most:
            return
        most = mask.bit_count()
        yield mask, places, whole
        sets: dict[int, tuple[int, ...]] = {}
        for before, chosen in layer:
            for more, place in singles:
                if more & ~before:
                    places = tuple(sorted((*chosen, *place)))
                    if before | more not in sets or places < sets[before | more]:
                        sets[before | more] = places
        widest = sorted(sets.items(), key=lambda entry: (-entry[0].bit_count(), entry[1]))
        layer, whole = _widest(widest[:KEPT]), whole and len(widest) <= KEPT


def _widest(sets: Iterable[tuple[int, tuple[int, ...]]]) -> list[tuple[int, tuple[int, ...]]]:
    """The sets that no other contains; of those that reach the same the first in the method's order."""
    best: dict[int, tuple[int, ...]] = {}
    for mask, places in sets:
        if mask not in best or places < best[mask]:
            best[mask] = places
    kept: list[tuple[int, tuple[int, ...]]] = []
    for mask in sorted(best, key=lambda mask: (-mask.bit_count(), best[mask])):
        if not any(mask | other == other for other, _ in kept):
            kept.append((mask, best[mask]))
    return kept


def _unbettered(packages: Sequence[Package]) -> list[Package]:
    """Those that no other betters in one thing and equals in the others; one of each point."""
    by_point: dict[tuple[int, int, int], Package] = {}
    for package in packages:
        by_point.setdefault(package.point, package)
    kept = [
        package
        for point, package in by_point.items()
        if not any(_betters(other, point) for other in by_point if other != point)
    ]
    return sorted(kept, key=lambda package: package.point)


def _betters(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return one[0] >= other[0] and one[1] <= other[1] and one[2] <= other[2]
