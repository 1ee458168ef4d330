"""The causal paths from a lever to an outcome, each as strong as its weakest step.

A path is as strong as its weakest step (mechanism mapping: Williams 2020, World Bank Research Observer 35).
Claims that disagree about a step stand side by side on it; they are never averaged.

The order of paths is one rule, `Path.order`, and the explorer mirrors it. A step is as strong as its
strongest claim, in ranks: 4 strong, 3 moderate, 2 weak, 1 insufficient. Of two paths goes first

1. the one whose weakest step has the higher rank (the rank alone: not how many steps have it, nor where);
2. of these, the one with fewer steps;
3. of these, the one whose nodes from the lever to the outcome come first, IRI by IRI, each compared as text
   by code point.

No two simple paths of the same ends have the same nodes, so the order is total: it hangs neither on the order
of the claims nor on their number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from .k_best_paths import Ways

if TYPE_CHECKING:
    from ..facts.records import CausalClaim

STRONGEST = 4
"""The rank of strong evidence; the published table of ranks stands in the ontology (lg:rank)."""

STEPS = 6
"""The most steps that a path has, where no other number is asked for."""

RANKS = {STRONGEST: "strong", 3: "moderate", 2: "weak", 1: "insufficient"}
"""The name of each rank."""


class Step(NamedTuple):
    """One step of a path: everything claimed of it, the strongest claim first."""

    cause: str
    target: str
    claims: tuple[CausalClaim, ...]

    @property
    def rank(self) -> int:
        """The rank of the strongest claim."""
        return self.claims[0].rank

    @property
    def disputed(self) -> bool:
        """Whether its claims disagree in direction."""
        return len({claim.polarity for claim in self.claims}) > 1


class Path(NamedTuple):
    """A chain of steps from a lever to an outcome."""

    steps: tuple[Step, ...]

    @property
    def weakest(self) -> Step:
        """The first of its weakest steps."""
        return min(self.steps, key=lambda step: step.rank)

    @property
    def nodes(self) -> tuple[str, ...]:
        """The things that it passes, both ends included."""
        return (self.steps[0].cause, *(step.target for step in self.steps))

    def order(self) -> tuple[int, int, tuple[str, ...]]:
        """The place among others: by the weakest step, then the length, then the nodes (the rule above)."""
        return (-self.weakest.rank, len(self.steps), self.nodes)


class Paths(NamedTuple):
    """The paths found, best first; `stopped_after` tells after how many looks the search was cut short."""

    paths: list[Path]
    stopped_after: int | None


class Causes:
    """Every step that the claims know, ready to be searched."""

    def __init__(self, claims: Iterable[CausalClaim]) -> None:
        """Group the claims by step."""
        grouped: dict[str, dict[str, list[CausalClaim]]] = {}
        for claim in claims:
            grouped.setdefault(claim.cause, {}).setdefault(claim.target, []).append(claim)
        self.steps = {
            cause: {
                target: Step(cause, target, tuple(sorted(group, key=lambda each: (-each.rank, each.claim))))
                for target, group in targets.items()
            }
            for cause, targets in grouped.items()
        }
        self._into: dict[str, list[Step]] = {}
        for steps in self.steps.values():
            for step in steps.values():
                self._into.setdefault(step.target, []).append(step)
        self._ways = Ways(
            {
                cause: {target: STRONGEST - step.rank for target, step in targets.items()}
                for cause, targets in self.steps.items()
            }
        )

    def paths(
        self,
        source: str,
        target: str,
        *,
        k: int = 10,
        steps: int = STEPS,
        through: Collection[str] | None = None,
    ) -> Paths:
        """Find the k best paths; with `through`, only those whose first step arrives at one of these."""
        found = self._ways.best(source, target, k=k, steps=steps, first=through)
        return Paths([self.path(nodes) for nodes in found.paths], found.stopped_after)

    def toward(self, target: str) -> Goal:
        """Everything that leads to one thing."""
        return Goal(self, target, self._ways)

    def reached(self, starts: Iterable[str]) -> set[str]:
        """Everything that steps lead to from some things, these included."""
        seen = set(starts)
        near = list(seen)
        while near:
            for after in self.steps.get(near.pop(), {}):
                if after not in seen:
                    seen.add(after)
                    near.append(after)
        return seen

    def before(self, thing: str) -> list[str]:
        """The things one step before a thing."""
        return [step.cause for step in self.into(thing)]

    def into(self, thing: str) -> tuple[Step, ...]:
        """The steps that end at a thing."""
        return tuple(self._into.get(thing, ()))

    def path(self, nodes: Sequence[str]) -> Path:
        """The path along some nodes."""
        return Path(tuple(self.steps[cause][target] for cause, target in pairwise(nodes)))


class Goal:
    """Everything that leads to one thing, with how it gets there best."""

    def __init__(self, causes: Causes, target: str, ways: Ways) -> None:
        """Measure the steps still to go, once for each strength of evidence."""
        self.target = target
        self._causes = causes
        self._forward = ways.forward
        self._left = list(zip(ways.levels, ways.toward(target), strict=True))

    def reaches(self, thing: str) -> bool:
        """Whether a thing is the target or leads to it."""
        return thing == self.target or any(thing in left for _, left in self._left[-1:])

    def best(self, starts: Iterable[str], through: Iterable[str]) -> Path | None:
        """The best path that begins with a step from one of the starts to one of the things between.

        The starts are levers, to which no step leads back. It is the first of `Causes.paths` over all of
        them: the weakest step, then the length, then the names decide.
        """
        between = list(through)
        first = [
            (start, thing, nexts[thing])
            for start in starts
            for nexts in (self._forward.get(start, {}),)
            for thing in between
            if thing in nexts
        ]
        for level, left in self._left:
            near = [
                (left[thing], (start, *self._follow(thing, level, left)))
                for start, thing, weakness in first
                if weakness <= level and thing in left
            ]
            if near:
                return self._causes.path(min(near)[1])
        return None

    def _follow(self, node: str, level: int, left: Mapping[str, int]) -> Iterator[str]:
        yield node
        while node != self.target:
            nexts = self._forward[node]
            to_go = left[node] - 1
            node = min(n for n, weakness in nexts.items() if weakness <= level and left.get(n) == to_go)
            yield node
