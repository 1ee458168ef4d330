"""Maximum coverage: sets that together reach more than a number of things, or the proof that none do.

A branch and bound. The bound is that of Lagrange: give each thing a price from 0 to 1; what is not priced is
counted as reached, what is priced is counted once for each set that reaches it. That is never less than what
the sets truly reach, whatever the prices, so prices are moved, by the subgradient, until it is small enough.
With the best prices it is the bound of the linear programme (Nemhauser, Wolsey and Fisher 1978).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import nlargest

NODES = 2000
"""So many parts of one search are looked at before it gives up."""

MOVES = 60
"""So often are the prices moved before a part is split."""

MARGIN = 1e-6
"""What a bound must stay below the next whole number, for the rounding of sums."""


class Unproven(Exception):
    """The search gave up: more may be reached, or not."""


def better(masks: Sequence[int], number: int, than: int, prices: list[float]) -> tuple[int, ...] | None:
    """The places of at most `number` sets that reach more than `than` things; None where none do.

    A set is a number whose bits are the things. `prices`, one for each bit, are where the search begins, and
    are left where they served. Raises Unproven after NODES parts.
    """
    return _search(list(enumerate(masks)), number, than, prices, iter(range(NODES)))


def _search(
    sets: list[tuple[int, int]], number: int, than: int, prices: list[float], parts: Iterator[int]
) -> tuple[int, ...] | None:
    """One part of the search: sets as (place, mask), of which no more than `number` may be taken."""
    if than < 0:
        return ()
    if next(parts, None) is None:
        raise Unproven
    sets = [(place, mask) for place, mask in sets if mask]
    if not sets or number <= 0:
        return None
    things = {mask: tuple(_bits(mask)) for _, mask in sets}
    every = tuple(_bits(_union(mask for _, mask in sets)))
    if len(every) <= than:
        return None
    dearest: tuple[int, int] = sets[0]
    for _ in range(MOVES):
        worth = {mask: sum(prices[thing] for thing in things[mask]) for mask in things}
        top = nlargest(number, sets, key=lambda entry: worth[entry[1]])
        dearest = top[0]
        if _union(mask for _, mask in top).bit_count() > than:
            return tuple(place for place, _ in top)
        bound = len(every) - sum(prices[thing] for thing in every) + sum(worth[mask] for _, mask in top)
        if bound < than + 1 - MARGIN:
            return None
        _move(prices, every, [things[mask] for _, mask in top], bound - than - 0.5)
    place, mask = dearest
    rest = [(other, left & ~mask) for other, left in sets if other != place]
    with_it = _search(rest, number - 1, than - mask.bit_count(), prices.copy(), parts)
    if with_it is not None:
        return (place, *with_it)
    return _search([entry for entry in sets if entry[0] != place], number, than, prices.copy(), parts)


def _move(prices: list[float], every: Sequence[int], chosen: Sequence[Sequence[int]], gap: float) -> None:
    """Lower the price of what is reached more than once, raise that of what is not reached."""
    times = dict.fromkeys(every, -1)
    for things in chosen:
        for thing in things:
            times[thing] += 1
    length = sum(count * count for count in times.values())
    if not length:
        return
    for thing, count in times.items():
        prices[thing] = min(1.0, max(0.0, prices[thing] - gap / length * count))


def _union(masks: Iterator[int]) -> int:
    every = 0
    for mask in masks:
        every |= mask
    return every


def _bits(mask: int) -> Iterator[int]:
    """The places of the bits of a number."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
