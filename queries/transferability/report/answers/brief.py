"""A brief: one region and one problem, answered on a page, every statement with its claims and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, json

from ....cited_graph import CitedGraph
from ...contract import (
    BriefAskRecord,
    BriefFigureRecord,
    BriefOptionRecord,
    BriefRecord,
    CausalStepRecord,
    LeverRecord,
    ReferenceRecord,
    StatementRecord,
)
from ...facts.records import Source
from ..resource import Resource, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

OPTIONS = 10
"""So many options stand in a brief; the rest are counted."""
ASKS = 5
"""So many asks stand in a brief."""


class Statement(Struct, frozen=True):
    """A sentence with the claims (IRIs) that it says again and their sources.

    Without a claim it speaks of the record itself: a count, or that no source states something.
    """

    text: str
    claims: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    def record(self) -> StatementRecord:
        """As the JSON contract has it."""
        return StatementRecord(self.text, list(self.claims), [source.iri for source in self.sources])


class Quantity(Struct, frozen=True):
    """A value with its 95 % limits, None where the source gives none."""

    value: float
    lower: float | None
    upper: float | None


class Figure(Struct, frozen=True):
    """The latest figure of the region on an indicator, beside England's of the same period.

    `about` is what the indicator measures: the problem, or a cause one step before it. `standing` is better,
    worse, similar (the limits overlap), unsure (no limits are given) or alone (nothing to compare).
    """

    indicator: Resource
    about: Resource
    itself: bool
    unit: str
    period: str
    here: Quantity
    england: Quantity | None
    standing: Word
    says: Statement
    trend: Statement | None


class Option(Struct, frozen=True):
    """One option: what it is, whether it works, whether the region may, where it was done, what it cost.

    `rank` is that of the evidence closest to the problem: 4 strong to 1 insufficient, 0 none beneficial;
    `measured` says what it measured: the problem `itself`, a `cause` of it, or something `other`; `words` say
    both in short.
    """

    intervention: Resource
    verdict: Word
    may: str
    rank: int
    measured: str
    words: str
    what: Statement
    evidence: Statement
    law: tuple[Statement, ...]
    done: Statement
    cost: tuple[Statement, ...]
    path: Statement


class Ask(Struct, frozen=True):
    """A power to ask for: what it would open here, and who has it by which law."""

    lever: Resource
    today: Word
    unlocks: tuple[Resource, ...]
    eases: tuple[Resource, ...]
    opens: Statement
    held: tuple[Statement, ...]


class Lever(Struct, frozen=True):
    """A power at the start of the theory of change: how the region stands to it today, by which law."""

    lever: Resource
    state: Word
    says: Statement


class CausalStep(Struct, frozen=True):
    """A step of the theory of change: a cause, what it acts on, how (raises, lowers, mixed), how surely."""

    cause: Resource
    target: Resource
    turn: str
    strength: Word | None
    says: Statement


class Reference(Struct, frozen=True):
    """A source as a bibliography has it; what it does not state is None."""

    source: Source
    publisher: str | None
    issued: str | None
    kind: str | None

    def record(self) -> ReferenceRecord:
        """As the JSON contract has it."""
        return ReferenceRecord(
            self.source.iri, self.source.title, self.source.url, self.publisher, self.issued, self.kind
        )


class Brief(Struct, frozen=True):
    """The options of a region for one outcome or determinant on a day (YYYY-MM-DD), on one page.

    `available` is the number of all options, direct and near, of which the first ten are told; `running`
    runs in the region already.
    """

    region: Resource
    problem: Resource
    kind: str
    """outcome or determinant."""
    as_of: str
    named: bool
    question: str
    summary: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    need: tuple[Statement, ...]
    """Statements on the need that no figure carries, such as that no figure is on record."""
    options: tuple[Option, ...]
    available: int
    running: tuple[Statement, ...]
    asks: tuple[Ask, ...]
    levers: tuple[Lever, ...]
    """The powers that the options use, for the theory of change."""
    steps: tuple[CausalStep, ...]
    """The best path from each of these powers to the problem, step by step."""
    gaps: tuple[Statement, ...]
    unknown: tuple[Statement, ...]
    references: tuple[Reference, ...]
    caveat: str
    graph: CitedGraph
    """The program and the facts that it was made from."""

    @property
    def title(self) -> str:
        """The problem and the region, as a heading."""
        return f"{self.problem.label}: what {self.region.label} could do"

    def statements(self) -> Iterator[Statement]:
        """Every sentence of the brief, in its order."""
        yield from self.summary
        yield from self.measured()
        yield from self.need
        for option in self.options:
            yield from (option.what, option.evidence, *option.law, option.done, *option.cost, option.path)
        yield from self.running
        for ask in self.asks:
            yield from (ask.opens, *ask.held)
        yield from (each.says for each in self.levers)
        yield from (each.says for each in self.steps)
        yield from (*self.gaps, *self.unknown)

    def measured(self) -> Iterator[Statement]:
        """The figures in sentences, each the latest and an earlier one."""
        for figure in self.figures:
            yield figure.says
            if figure.trend:
                yield figure.trend

    def numbers(self, statement: Statement) -> list[int]:
        """The numbers of the references that a statement rests on."""
        places = {reference.source: place for place, reference in enumerate(self.references, 1)}
        return [places[source] for source in statement.sources]

    def record(self) -> BriefRecord:
        """As the JSON contract has it."""
        return BriefRecord(
            region=self.region.slug,
            problem=self.problem.slug,
            kind=self.kind,  # type: ignore[arg-type]  # one of the two
            as_of=self.as_of,
            question=self.question,
            summary=[each.record() for each in self.summary],
            figures=[_figure(each) for each in self.figures],
            need=[each.record() for each in self.need],
            options=[_option(each) for each in self.options],
            available=self.available,
            running=[each.record() for each in self.running],
            asks=[_ask(each) for each in self.asks],
            levers=[
                LeverRecord(
                    each.lever.slug,
                    each.state.name,  # type: ignore[arg-type]  # names of words are those of the contract
                    each.says.record(),
                )
                for each in self.levers
            ],
            steps=[
                CausalStepRecord(
                    each.cause.slug,
                    each.target.slug,
                    each.turn,  # type: ignore[arg-type]
                    each.strength.name if each.strength else None,  # type: ignore[arg-type]
                    each.says.record(),
                )
                for each in self.steps
            ],
            gaps=[each.record() for each in self.gaps],
            unknown=[each.record() for each in self.unknown],
            references=[each.record() for each in self.references],
            caveat=self.caveat,
            graph=self.graph,
        )

    def to_json(self) -> str:
        """As JSON: every statement with its claims and sources."""
        return json.format(json.encode(self.record()), indent=2).decode() + "\n"


def _figure(each: Figure) -> BriefFigureRecord:
    return BriefFigureRecord(
        each.indicator.slug,
        each.about.slug,
        each.unit,
        each.period,
        each.here.value,
        each.here.lower,
        each.here.upper,
        each.england.value if each.england else None,
        each.standing.name,  # type: ignore[arg-type]  # names of words are those of the contract
        each.says.record(),
        each.trend.record() if each.trend else None,
    )


def _option(each: Option) -> BriefOptionRecord:
    return BriefOptionRecord(
        each.intervention.slug,
        each.intervention.label,
        each.verdict.name,  # type: ignore[arg-type]  # names of words are those of the contract
        each.rank,
        each.measured,  # type: ignore[arg-type]  # names of words are those of the contract
        each.words,
        each.what.record(),
        each.evidence.record(),
        [said.record() for said in each.law],
        each.done.record(),
        [said.record() for said in each.cost],
        each.path.record(),
    )


def _ask(each: Ask) -> BriefAskRecord:
    return BriefAskRecord(
        each.lever.slug,
        each.today.name,  # type: ignore[arg-type]  # names of words are those of the contract
        [thing.slug for thing in each.unlocks],
        [thing.slug for thing in each.eases],
        each.opens.record(),
        [said.record() for said in each.held],
    )
