"""One intervention for one region in plain English, every statement with its source."""

from __future__ import annotations

from msgspec import UNSET, Struct, json

from ....cited_graph import CitedGraph
from ...contract import CitationRecord, ExplanationRecord, SectionRecord, SentenceRecord
from ...facts.records import Source
from ..resource import Resource, Word
from . import prose
from .requirement import Requirement
from .sentence import Section
from .total import Total


class Explanation(Struct, frozen=True):
    """Why a region can or cannot take an intervention up on a day (YYYY-MM-DD).

    `verdict_sentence` goes on from the region's name; `runs_here` says that the region has it already.
    """

    intervention: Resource
    region: Resource
    as_of: str
    named: bool
    outcome: Resource | None
    determinant: Resource | None
    verdict: Word
    verdict_sentence: str
    runs_here: bool
    requirements: tuple[Requirement, ...]
    sections: tuple[Section, ...]
    caveat: str
    graph: CitedGraph
    """The program and the facts that it was made from."""
    total: Total | None = None

    @property
    def title(self) -> str:
        """The intervention and the region, as a heading."""
        return f"{self.intervention.label} for {self.region.label}"

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source that a sentence cites, each once, in the order of the sentences."""
        sentences = (sentence for section in self.sections for sentence in section.sentences)
        return tuple(dict.fromkeys(source for sentence in sentences for source in sentence.sources))

    def record(self) -> ExplanationRecord:
        """As the JSON contract has it."""
        return ExplanationRecord(
            intervention=self.intervention.iri,
            label=self.intervention.label,
            to=self.region.slug,
            as_of=self.as_of,
            verdict=self.verdict.name,  # type: ignore[arg-type]  # names of words are those of the contract
            total=self.total.record() if self.total else UNSET,
            sections=[
                SectionRecord(
                    section.title,
                    [
                        SentenceRecord(
                            sentence.text, [CitationRecord(*source) for source in sentence.sources]
                        )
                        for sentence in section.sentences
                    ],
                )
                for section in self.sections
            ],
            graph=self.graph,
        )

    def to_text(self) -> str:
        """As plain text, the sources at the end by number."""
        return prose.text(self.title, self.sections)

    def to_markdown(self) -> str:
        """As Markdown, each sentence with its links."""
        return prose.markdown(self.title, self.sections)

    def to_html(self) -> str:
        """As one HTML page that loads nothing."""
        return prose.html(self.title, self.sections)

    def to_json(self) -> str:
        """As JSON: the verdict, and every sentence with its sources."""
        return json.format(json.encode(self.record()), indent=2).decode() + "\n"

    def _repr_html_(self) -> str:
        return prose.body(self.title, self.sections)
