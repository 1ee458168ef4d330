"""What interventions act on, and by which path each lever that they use leads to what is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..facts import facts as rows
from .causal_paths import Path

if TYPE_CHECKING:
    from ....graph.store import Store


class Reach:
    """The ways from interventions to an outcome, to a determinant, or (by default) to any outcome.

    A path goes from a lever used, through a thing acted on, to the end. With a determinant alone the end is
    the determinant, or one that is narrower; with an outcome too, the thing acted on is one of these.
    """

    def __init__(self, store: Store, outcome: str | None = None, determinant: str | None = None) -> None:
        """Fetch the causal claims and what interventions use and act on; IRIs."""
        self._uses, self._acts = rows.actions(store)
        self._wanted = rows.narrower(store, determinant) if determinant else None
        causes = rows.causes(store)
        ends = [outcome] if outcome else sorted(self._wanted) if self._wanted else rows.outcomes(store)
        self._goals = [causes.toward(end) for end in ends]

    def things(self, intervention: str) -> list[str]:
        """What it acts on that is the end or leads there."""
        return [
            thing
            for thing in self._acts.get(intervention, ())
            if (self._wanted is None or thing in self._wanted)
            and any(goal.reaches(thing) for goal in self._goals)
        ]

    def interventions(self) -> set[str]:
        """Those that act on what leads there."""
        return {each for each in self._acts if self.things(each)}

    def paths(self, intervention: str) -> tuple[Path, ...]:
        """The best path of every lever that it uses, best first; no path where no claim leads there."""
        things = self.things(intervention)
        found = []
        for lever in self._uses.get(intervention, ()):
            ways = [way for goal in self._goals if (way := goal.best([lever], things))]
            if ways:
                found.append(min(ways, key=Path.order))
        return tuple(sorted(found, key=Path.order))
