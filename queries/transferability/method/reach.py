"""Reach of interventions: the paths by which each lever that they use leads to an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..facts.facts import kept
from .causal_paths import Path
from .relevance import DIRECT, FAR, NEAR, Proximity, Relevance

if TYPE_CHECKING:
    from .model import Model


class Reach:
    """The ways from interventions to an outcome, to a determinant, or (by default) to any outcome.

    A path goes from a lever used, through a thing acted on, to the end. With a determinant alone the end is
    the determinant, or one that is narrower; with an outcome too, the thing acted on is one of these.
    Relevance says how close the end is.
    """

    def __init__(self, model: Model, outcome: str | None = None, determinant: str | None = None) -> None:
        """Take the causal claims and what interventions use and act on; IRIs."""
        self._uses, self._targets, self._findings = model.uses(), model.targets(), model.findings()
        self._outcome = outcome
        self._through = model.narrower(determinant) if determinant else None
        causes = model.causes()
        ends = [outcome] if outcome else sorted(self._through) if self._through else model.outcomes()
        self._reached: dict[str, Relevance] | None = None
        self._paths: dict[str, tuple[Path, ...]] = {}
        self._goals = [causes.toward(end) for end in ends]
        self.proximity = (
            Proximity(model, frozenset([outcome]), outcome=True)
            if outcome
            else Proximity(model, self._through or frozenset(), outcome=False)
        )

    def things(self, intervention: str) -> list[str]:
        """The things that it acts on which are the end or lead there."""
        return [
            thing
            for thing in self._acted_on(intervention)
            if any(goal.reaches(thing) for goal in self._goals)
        ]

    def relevance(self, intervention: str) -> Relevance | None:
        """How closely it acts on the end; None where no path leads there and no finding measured it."""
        things = self._acted_on(intervention)
        relevance = self.proximity.relevance(intervention, things, self._findings.get(intervention, []))
        if relevance.tier == FAR and not self.things(intervention):
            return None
        return relevance

    def interventions(self) -> dict[str, Relevance]:
        """How closely each acts on the end: those with a path, those measured by it, and enablers."""
        if self._reached is None:
            every = dict.fromkeys([*self._targets, *self._findings])
            self._reached = {iri: relevance for iri in every if (relevance := self.relevance(iri))}
        return self._reached

    def _acted_on(self, intervention: str) -> list[str]:
        """The things that it acts on; with a determinant asked for beside an outcome, only these."""
        things = self._targets.get(intervention, [])
        if self._through is None or not self._outcome:
            return things
        return [thing for thing in things if thing in self._through]

    def close(self, intervention: str) -> bool:
        """Whether it acts directly or nearly on the end."""
        relevance = self.interventions().get(intervention)
        return relevance is not None and relevance.tier in (DIRECT, NEAR)

    def paths(self, intervention: str) -> tuple[Path, ...]:
        """The best path of every lever that it uses, best first; no path where no claim leads there."""
        known = self._paths.get(intervention)
        if known is not None:
            return known
        things = self.things(intervention)
        best = []
        for lever in self._uses.get(intervention, ()):
            paths = [path for goal in self._goals if (path := goal.best([lever], things))]
            if paths:
                best.append(min(paths, key=Path.order))
        self._paths[intervention] = tuple(sorted(best, key=Path.order))
        return self._paths[intervention]


@kept
def ways_to(model: Model, outcome: str | None = None, determinant: str | None = None) -> Reach:
    """The ways to an outcome, to a determinant, or (by default) to any outcome; kept with the model."""
    return Reach(model, outcome, determinant)
