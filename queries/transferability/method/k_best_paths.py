"""The k best simple paths of a graph whose steps have a weakness: by weakest step, then by length."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

Adjacency = Mapping[str, Mapping[str, int]]
"""Node to next node to the weakness of the step between them; 0 is the strongest."""

LOOKS = 200_000
"""The number of nodes that a search looks at before it stops, by default."""


class Found(NamedTuple):
    """The paths found, best first, and after how many looks the search stopped early (None: it did not)."""

    paths: list[tuple[str, ...]]
    stopped_after: int | None


class _Stop(Exception):
    """The looks are used up."""


class Ways:
    """A graph indexed both ways, ready to be searched any number of times."""

    def __init__(self, forward: Adjacency) -> None:
        """Index the steps by where they arrive too."""
        self.forward = forward
        self.backward: dict[str, dict[str, int]] = {}
        levels: set[int] = set()
        for node, nexts in forward.items():
            levels.update(nexts.values())
            for after, weakness in nexts.items():
                self.backward.setdefault(after, {})[node] = weakness
        self.levels = sorted(levels)

    def best(
        self,
        source: str,
        target: str,
        *,
        k: int = 10,
        steps: int = 6,
        first: Collection[str] | None = None,
        looks: int | None = None,
    ) -> Found:
        """Find the k simple paths of at most `steps` steps whose weakest step is strongest.

        Of two as strong the shorter goes first, then the one whose nodes come first by name: the order is
        total. With `first`, a path's first step arrives at one of these. `looks` bounds the nodes tried
        (default: LOOKS).

        For each weakness in turn, and each length in turn, walks of that length are met in the middle: what
        can be walked to from the source with what can be walked from to the target. Only what lies on such
        a walk is then tried, so that neither the number of paths that there are nor the size of the graph
        around them counts.
        """
        found: list[tuple[str, ...]] = []
        if source == target or source not in self.forward or target not in self.backward:
            return Found(found, None)
        looks = LOOKS if looks is None else looks
        count = _Count(looks)
        try:
            for level in self.levels:
                walks = _Walks(self, source, target, level, first)
                arrive = True
                while arrive and walks.length <= steps:
                    for path in walks.paths(count):
                        if self._weakest(path) == level:  # a stronger one was found at its own level
                            found.append(path)
                            if len(found) == k:
                                return Found(found, None)
                    arrive = walks.lengthen()
        except _Stop:
            return Found(found, looks)
        return Found(found, None)

    def toward(self, target: str) -> list[dict[str, int]]:
        """For each weakness in turn, the steps still to go from every node, over steps no weaker than it."""
        return [self._distances(target, level) for level in self.levels]

    def _distances(self, target: str, level: int) -> dict[str, int]:
        left = {target: 0}
        near = [target]
        for node in near:  # breadth first: it grows as it is walked
            for before, weakness in self.backward.get(node, {}).items():
                if weakness <= level and before not in left:
                    left[before] = left[node] + 1
                    near.append(before)
        return left

    def _weakest(self, path: tuple[str, ...]) -> int:
        return max(self.forward[cause][after] for cause, after in pairwise(path))


class _Count:
    """The number of looks left."""

    def __init__(self, left: int) -> None:
        self.left = left

    def look(self) -> None:
        if self.left == 0:
            raise _Stop
        self.left -= 1


class _Walks:
    """All walks of one length from a source to a target over steps no weaker than a level.

    `ahead[n]` is where n steps from the source can lead, `behind[n]` from where n steps lead to the target;
    on the way neither passes the source or the target again.
    """

    def __init__(
        self, ways: Ways, source: str, target: str, level: int, first: Collection[str] | None
    ) -> None:
        self.ways, self.source, self.target, self.level = ways, source, target, level
        start = self._neighbours(ways.forward, {source}) - {source}
        self.ahead = [{source}, start if first is None else start.intersection(first)]
        self.behind = [{target}]
        self.reached, self.reaching = set(self.ahead[1]), {target}

    @property
    def length(self) -> int:
        return len(self.ahead) + len(self.behind) - 2

    def lengthen(self) -> bool:
        """Make them one step longer, on the side with less to do; False where none can ever arrive."""
        if len(self.ahead[-1]) <= len(self.behind[-1]):
            new = self._neighbours(self.ways.forward, self.ahead[-1] - {self.target}) - {self.source}
            closed, across = new <= self.reached, self.behind[-1]
            self.ahead.append(new)
            self.reached |= new
            return not closed or not self.reached.isdisjoint(across)
        new = self._neighbours(self.ways.backward, self.behind[-1]) - {self.source, self.target}
        closed, across = new <= self.reaching, self.ahead[-1]
        self.behind.append(new)
        self.reaching |= new
        return not closed or not self.reaching.isdisjoint(across)

    def paths(self, count: _Count) -> Iterator[tuple[str, ...]]:
        """Every walk that passes no node twice, by name."""
        layers = self._layers()
        if not layers:
            return
        path = [self.source]
        tries = [self._nexts(self.source, layers[1])]
        while tries:
            node = next(tries[-1], None)
            if node is None:
                tries.pop()
                path.pop()
                continue
            count.look()
            if node == self.target:
                yield (*path, node)
            elif node not in path:
                path.append(node)
                tries.append(self._nexts(node, layers[len(path)]))

    def _layers(self) -> list[set[str]]:
        """The nodes at each place of a walk from which the target can still be met; empty if none can."""
        middle = self.ahead[-1] & self.behind[-1]
        if not middle:
            return []
        layers = [middle]
        for ahead in reversed(self.ahead[:-1]):
            layers.append(ahead & self._neighbours(self.ways.backward, layers[-1]) - {self.target})
        return [*reversed(layers), *reversed(self.behind[:-1])]

    def _nexts(self, node: str, layer: set[str]) -> Iterator[str]:
        nexts = self.ways.forward.get(node, {})
        return iter(sorted(each for each in layer.intersection(nexts) if nexts[each] <= self.level))

    def _neighbours(self, steps: Adjacency, nodes: set[str]) -> set[str]:
        return {
            each for node in nodes for each, weakness in steps.get(node, {}).items() if weakness <= self.level
        }
