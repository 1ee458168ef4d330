"""The mechanism: which steps lead from a lever to an outcome, and how strong the weakest of them is.

A path is as strong as its weakest step (mechanism mapping: Williams 2020, World Bank Research Observer 35).
Claims that disagree about a step stand side by side on it; they are never averaged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from .search import k_best, widest

if TYPE_CHECKING:
    import networkx

STRONGEST = 4
"""The rank of strong evidence; the published table of ranks stands in the ontology (lg:rank)."""


class Claim(NamedTuple):
    """One claim that a thing acts on another, with how strong its evidence is: 4 strong to 1 insufficient."""

    claim: str
    cause: str
    target: str
    rank: int
    polarity: str
    health: str | None


class Step(NamedTuple):
    """One step of a path: everything claimed of it, the strongest claim first."""

    cause: str
    target: str
    claims: tuple[Claim, ...]

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
        """What it passes, both ends included."""
        return (self.steps[0].cause, *(step.target for step in self.steps))


class Paths(NamedTuple):
    """The paths found, best first; `stopped_after` tells after how many looks the search was cut short."""

    paths: list[Path]
    stopped_after: int | None


class Causes:
    """Every step that the claims know, ready to be searched."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        """Group the claims by step."""
        grouped: dict[str, dict[str, list[Claim]]] = {}
        for claim in claims:
            grouped.setdefault(claim.cause, {}).setdefault(claim.target, []).append(claim)
        self.steps = {
            cause: {
                target: Step(cause, target, tuple(sorted(group, key=lambda each: (-each.rank, each.claim))))
                for target, group in targets.items()
            }
            for cause, targets in grouped.items()
        }
        self._weakness = {
            cause: {target: STRONGEST - step.rank for target, step in targets.items()}
            for cause, targets in self.steps.items()
        }

    def paths(
        self, source: str, target: str, *, k: int = 10, steps: int = 6, through: Sequence[str] | None = None
    ) -> Paths:
        """Find the k best paths; with `through`, only those whose first step arrives at one of these."""
        adjacency = self._weakness
        if through is not None:
            first = {
                each: weakness for each, weakness in adjacency.get(source, {}).items() if each in through
            }
            adjacency = {**adjacency, source: first}
        found = k_best(adjacency, source, target, k=k, steps=steps)
        return Paths([self._path(nodes) for nodes in found.paths], found.stopped_after)

    def reach(self, target: str) -> dict[str, int]:
        """The rank of the weakest step on the best path to a target, for every thing that reaches it."""
        return {
            node: STRONGEST - weakness
            for node, weakness in widest(self._weakness, target).items()
            if node != target
        }

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

    def rank(self, cause: str, target: str) -> int | None:
        """The rank of one step, None where nothing claims it."""
        step = self.steps.get(cause, {}).get(target)
        return step.rank if step else None

    def network(self) -> networkx.MultiDiGraph[str]:
        """The same as a networkx graph with one edge for each claim, keyed by the claim's IRI."""
        import networkx

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for targets in self.steps.values():
            for step in targets.values():
                for claim in step.claims:
                    graph.add_edge(
                        claim.cause, claim.target, key=claim.claim, rank=claim.rank, polarity=claim.polarity
                    )
        return graph

    def _path(self, nodes: tuple[str, ...]) -> Path:
        return Path(tuple(self.steps[cause][target] for cause, target in pairwise(nodes)))
