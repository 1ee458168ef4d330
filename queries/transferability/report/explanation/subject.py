"""The subject of an explanation: one intervention for one region, with the facts on record of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....wording import small
from ..answers.relevance import relevance

if TYPE_CHECKING:
    from ...facts.records import Reason, Source
    from ...method.model import Model
    from ...method.ranking import Question, Ranking
    from ..labels import Labels


class Subject:
    """One candidate for one region; every figure and verdict comes from the candidate's own rows."""

    def __init__(self, model: Model, labels: Labels, asked: Question, ranking: Ranking) -> None:
        """Take the ranking of this one intervention, and what was asked."""
        self.model = model
        self.labels = labels
        self.asked = asked
        self.ranking = ranking
        self.candidate = ranking.candidates[0]
        self.place = ranking.region_label
        self.day = ranking.as_of
        descriptions = model.descriptions(self.candidate.intervention)
        self.description = descriptions[0]
        self.cites = self.sources(*(description.source for description in descriptions))
        self.notes = model.holding_notes(ranking.region)
        self.reasons: dict[tuple[str, str], list[Reason]] = {}
        for reason in model.reasons(self.candidate.intervention):
            self.reasons.setdefault((reason.requirement, reason.lever), []).append(reason)

    @property
    def place_in_words(self) -> str:
        """How closely it acts on what was asked for, and on what evidence; empty where nothing was asked."""
        end = self.ranking.outcome or self.ranking.determinant
        judged = relevance(self.candidate, self.labels.resource(end), self.labels) if end else None
        return judged.place if judged else ""

    def sources(self, *iris: str | None) -> tuple[Source, ...]:
        """Cite sources, each once."""
        return self.labels.cited(*iris)

    def name(self, iri: str) -> str:
        """The label of a thing."""
        return self.labels.name(iri)

    def lever(self, iri: str) -> str:
        """The label of a lever, or of what it leads to, within a sentence."""
        return small(self.name(iri))
