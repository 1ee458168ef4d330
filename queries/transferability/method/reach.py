"""Reach of interventions: the paths by which each lever that they use leads to an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .causal_paths import Path

if TYPE_CHECKING:
    from .model import Model


class Reach:
    """The ways from interventions to an outcome, to a determinant, or (by default) to any outcome.

    A path goes from a lever used, through a thing acted on, to the end. With a determinant alone the end is
    the determinant, or one that is narrower; with an outcome too, the thing acted on is one of these.
    """

    def __init__(self, model: Model, outcome: str | None = None, determinant: str | None = None) -> None:
        """Take the causal claims and what interventions use and act on; IRIs."""
        self._uses, self._targets = model.uses(), model.targets()
        self._through = model.narrower(determinant) if determinant else None
        causes = model.causes()
        ends = [outcome] if outcome else sorted(self._through) if self._through else model.outcomes()
        self._goals = [causes.toward(end) for end in ends]

    def things(self, intervention: str) -> list[str]:
        """The things that it acts on which are the end or lead there."""
        return [
            thing
            for thing in self._targets.get(intervention, ())
            if (self._through is None or thing in self._through)
            and any(goal.reaches(thing) for goal in self._goals)
        ]

    def interventions(self) -> set[str]:
        """Those that act on a thing which leads there."""
        return {intervention for intervention in self._targets if self.things(intervention)}

    def paths(self, intervention: str) -> tuple[Path, ...]:
        """The best path of every lever that it uses, best first; no path where no claim leads there."""
        things = self.things(intervention)
        best = []
        for lever in self._uses.get(intervention, ()):
            paths = [path for goal in self._goals if (path := goal.best([lever], things))]
            if paths:
                best.append(min(paths, key=Path.order))
        return tuple(sorted(best, key=Path.order))
