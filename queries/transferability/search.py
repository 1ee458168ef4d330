"""The k best simple paths of a graph whose steps have a weakness: by weakest step, then by length."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heappop, heappush
from typing import NamedTuple

Adjacency = Mapping[str, Mapping[str, int]]
"""Node to next node to the weakness of the step between them; 0 is the strongest."""

_NEVER = 1 << 30


class Found(NamedTuple):
    """The paths found, best first, and after how many looks the search stopped early (None: it did not)."""

    paths: list[tuple[str, ...]]
    stopped_after: int | None


def k_best(
    adjacency: Adjacency, source: str, target: str, *, k: int = 10, steps: int = 6, looks: int = 200_000
) -> Found:
    """Find the k simple paths of at most `steps` steps whose weakest step is strongest, shorter first.

    For each weakness in turn a backward breadth-first walk tells how many steps are still needed from every
    node, and a best-first search then extends only what can arrive, so that the cost does not grow with the
    number of paths that there are. `looks` bounds the extensions.
    """
    if source == target or source not in adjacency:
        return Found([], None)
    backward: dict[str, list[tuple[str, int]]] = {}
    for node, nexts in adjacency.items():
        if node == target:  # a path ends there
            continue
        for after, weakness in nexts.items():
            backward.setdefault(after, []).append((node, weakness))
    levels = sorted({weakness for nexts in adjacency.values() for weakness in nexts.values()})
    found: list[tuple[str, ...]] = []
    looked = 0
    for level in levels:
        plain, through = _steps_left(backward, target, level, steps)
        if through.get(source, _NEVER) > steps:
            continue
        # Steps in all at best; more walked first among equals; the path, by name; weakest met.
        heap: list[tuple[int, int, tuple[str, ...], bool]] = [(through[source], 0, (source,), False)]
        while heap:
            _, _, path, met = heappop(heap)
            looked += 1
            if looked > looks:
                return Found(found, looks)
            if path[-1] == target:
                found.append(path)
                if len(found) == k:
                    return Found(found, None)
                continue
            walked = len(path)
            for after, weakness in adjacency.get(path[-1], {}).items():
                if weakness > level or after in path:
                    continue
                meets = met or weakness == level
                left = (plain if meets else through).get(after, _NEVER)
                if walked + left <= steps:
                    heappush(heap, (walked + left, -walked, (*path, after), meets))
    return Found(found, None)


def _steps_left(
    backward: Mapping[str, list[tuple[str, int]]], target: str, level: int, bound: int
) -> tuple[dict[str, int], dict[str, int]]:
    """Count the steps to the target: over steps no weaker than `level`, and over one such at least."""
    plain = {target: 0}
    through: dict[str, int] = {}
    near, met = [target], list[str]()
    for walked in range(1, bound + 1):
        next_near, next_met = list[str](), list[str]()
        for node in near:
            for before, weakness in backward.get(node, ()):
                if weakness <= level and before not in plain:
                    plain[before] = walked
                    next_near.append(before)
                if weakness == level and before not in through:
                    through[before] = walked
                    next_met.append(before)
        for node in met:
            for before, weakness in backward.get(node, ()):
                if weakness <= level and before not in through:
                    through[before] = walked
                    next_met.append(before)
        near, met = next_near, next_met
        if not near and not met:
            break
    return plain, through


def widest(adjacency: Adjacency, target: str) -> dict[str, int]:
    """The weakest step of the best path to the target, for every node that reaches it."""
    backward: dict[str, list[tuple[str, int]]] = {}
    for node, nexts in adjacency.items():
        for after, weakness in nexts.items():
            backward.setdefault(after, []).append((node, weakness))
    best: dict[str, int] = {}
    heap = [(0, target)]
    while heap:
        weakness, node = heappop(heap)
        if node in best:
            continue
        best[node] = weakness
        for before, step in backward.get(node, ()):
            if before not in best:
                heappush(heap, (max(weakness, step), before))
    return best
