"""The subject of a plan: one region, one problem or none, and what runs there whatever it acts on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...method.ranking import rank
from ..brief.subject import Subject

if TYPE_CHECKING:
    from ...method.model import Model
    from ...method.ranking import Question, Ranking
    from ..labels import Labels


class PlanSubject(Subject):
    """What a plan is put together from; without a problem, `problem` is empty and every intervention counts.

    `here` are the interventions (IRIs) that run in the region, on whatever they act.
    """

    def __init__(self, model: Model, labels: Labels, asked: Question, ranked: Ranking | None) -> None:
        """Take the question and its ranking."""
        super().__init__(model, labels, asked, ranked)
        everything = rank(model, asked._replace(outcome=None, determinant=None, everything=True))
        self.here = tuple(
            candidate.intervention for candidate in everything.candidates if candidate.runs_here
        )
