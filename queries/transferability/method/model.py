"""The facts with what the method builds from them once: the causal graph, and the contexts to compare."""

from __future__ import annotations

from ..facts.facts import Facts, kept
from .causal_paths import Causes
from .distance import Contexts
from .gate import Verdict, verdicts


class Model(Facts):
    """The facts of one store, its causal graph, the regions' contexts and the verdicts of the gate."""

    @kept
    def causes(self) -> Causes:
        """Every step that causal claims make, ready to be searched."""
        return Causes(self.causal_claims())

    @kept
    def contexts(self, as_of: str) -> Contexts:
        """The context of every region on a day, ready to compare any two."""
        return Contexts(self.context(as_of))

    @kept
    def verdicts(self, region: str, as_of: str, intervention: str | None = None) -> list[Verdict]:
        """The gate's verdict for the region on a day on every intervention that a requirement names."""
        return verdicts(self.options(region, as_of, intervention))
