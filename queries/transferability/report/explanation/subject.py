"""What an explanation is about: one intervention for one region, and what is on record of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...facts import facts as rows
from ..wording import small

if TYPE_CHECKING:
    from .....graph.store import Store
    from ...facts.facts import Cited
    from ...method.ranking import Answer, Answers


class Subject:
    """One candidate for one region; every figure and verdict comes from the candidate's own rows."""

    def __init__(self, store: Store, found: Answer, answers: Answers | None) -> None:
        self.store = store
        self.found = found
        self.answers = answers
        self.place = found.region_label
        self.day = found.as_of
        self.candidate = candidate = found.candidates[0]
        self.labels = rows.names(store)
        self.cited = rows.cited(store)
        about = sorted(rows.fetch(store, "about", intervention=candidate.intervention), key=str)
        self.about = about[0]
        self.cites = self.sources(*(row[-1] for row in about))
        self.reasons: dict[tuple[str | None, str | None], list[tuple[str | None, ...]]] = {}
        for need, lever, *why in rows.fetch(store, "reasons", intervention=candidate.intervention):
            self.reasons.setdefault((need, lever), []).append(tuple(why))
        self.said = {claim: words for claim, *words in rows.fetch(store, "said", region=found.region)}

    def sources(self, *iris: str | None) -> tuple[Cited, ...]:
        """Cite sources, each once."""
        return tuple(dict.fromkeys(self.cited[iri] for iri in iris if iri in self.cited))

    def name(self, iri: str | None) -> str:
        """What a thing is called."""
        return rows.called(iri or "", self.labels)

    def lever(self, iri: str) -> str:
        """What a lever, or what it leads to, is called within a sentence."""
        return small(self.name(iri))
