"""The subject of a brief: one region and one problem, with the facts on record of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....wording import small
from ...facts import briefing as facts
from ...method.reach import Reach
from ..answers.brief import Statement

if TYPE_CHECKING:
    from ...facts.briefing import Entry, Measurement, Search
    from ...facts.records import Cost, Source
    from ...method.model import Model
    from ...method.ranking import Question, Ranking
    from ..labels import Labels


class Subject:
    """What a brief is put together from; `ranked` is None where nothing on record reaches the problem.

    `ranked` has everything that acts on the problem, also what runs in the region; `candidates` are the
    options among these, `running` the rest.
    """

    def __init__(self, model: Model, labels: Labels, asked: Question, ranked: Ranking | None) -> None:
        """Take the question and its ranking."""
        self.model = model
        self.labels = labels
        self.region = asked.region
        self.problem = asked.outcome or asked.determinant or ""
        self.is_outcome = asked.outcome is not None
        self.day = asked.as_of
        self.place = labels.name(asked.region)
        self.topic = small(labels.name(self.problem))
        every = ranked.candidates if ranked else []
        self.relevant = frozenset(candidate.intervention for candidate in every)
        self.running = [candidate for candidate in every if candidate.runs_here]
        self.candidates = [candidate for candidate in every if not candidate.runs_here]
        self.reach = Reach(model, asked.outcome, asked.determinant)

    @property
    def measurements(self) -> list[Measurement]:
        """The figures of the region and of England."""
        return facts.measurements(self.model, self.region)

    @property
    def indicators(self) -> dict[str, list[str]]:
        """The indicators of each determinant or outcome."""
        return facts.indicators(self.model)

    @property
    def costs(self) -> dict[str, list[Cost]]:
        """The stated costs by intervention."""
        return self.model.costs()

    @property
    def searches(self) -> dict[str, Search]:
        """The searches for evaluations by intervention."""
        return facts.searches(self.model)

    @property
    def measured_on(self) -> dict[str, tuple[int, frozenset[str]]]:
        """The rank of each finding and what it measured."""
        return facts.measured_on(self.model)

    @property
    def bibliography(self) -> dict[str, Entry]:
        """When each source was issued, and its kind."""
        return facts.bibliography(self.model)

    def name(self, iri: str) -> str:
        """The label of a thing."""
        return self.labels.name(iri)

    def within(self, iri: str) -> str:
        """The label of a thing within a sentence."""
        return small(self.labels.name(iri))

    def cited(self, *iris: str | None) -> tuple[Source, ...]:
        """Sources, each once."""
        return self.labels.cited(*iris)

    def of_intervention(self, text: str, intervention: str) -> Statement:
        """A statement that the description of an intervention makes."""
        sources = self.cited(*(each.source for each in self.model.descriptions(intervention)))
        return Statement(text, (intervention,), sources)
