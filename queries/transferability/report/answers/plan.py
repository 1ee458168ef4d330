"""A plan: the framework's prompts with what the graph knows beside each, answers, options unranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, json

from ....wording import listed, small
from ...contract import (
    GivenAnswerRecord,
    PlanCellRecord,
    PlanOptionRecord,
    PlanPromptRecord,
    PlanRecord,
    PlanSectionRecord,
    ScoreRecord,
    SumRecord,
    WeightRecord,
)
from ..resource import Resource, Word
from .brief import Reference, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator


class GivenAnswer(Struct, frozen=True):
    """What a named person answered to a prompt, in a word of the choice and in words of their own."""

    choice: Word
    words: str
    by: str
    on: str

    def record(self) -> GivenAnswerRecord:
        """As the JSON contract has it."""
        return GivenAnswerRecord(self.choice.name, self.words, self.by, self.on)  # type: ignore[arg-type]


class PlanPrompt(Struct, frozen=True):
    """A prompt: what the record knows beside it, what it does not, and the answer of each file.

    `stated` says that the report itself states the prompt, and not that we worked it out from the report.
    """

    prompt: Resource
    topic: str
    question: str
    stated: bool
    known: tuple[Statement, ...]
    silent: tuple[Statement, ...]
    given: tuple[GivenAnswer | None, ...]

    @property
    def answered(self) -> bool:
        """Whether anybody answered it."""
        return any(self.given)

    @property
    def differ(self) -> bool:
        """Whether two people chose differently."""
        return len({answer.choice.name for answer in self.given if answer}) > 1


class PlanSection(Struct, frozen=True):
    """The prompts under one of the headings of the plan."""

    heading: Word
    prompts: tuple[PlanPrompt, ...]


class Score(Struct, frozen=True):
    """A score from 1 (does not meet the criterion) to 5 (meets it fully), by whom, when and why."""

    value: int
    words: str
    by: str
    on: str

    def record(self) -> ScoreRecord:
        """As the JSON contract has it."""
        return ScoreRecord(self.value, self.words, self.by, self.on)


class PlanCell(Struct, frozen=True):
    """An option by one criterion: what the record knows, what it does not, and the score of each file."""

    criterion: Resource
    known: tuple[Statement, ...]
    silent: tuple[Statement, ...]
    scores: tuple[Score | None, ...]

    @property
    def differ(self) -> bool:
        """Whether two people scored differently."""
        return len({score.value for score in self.scores if score}) > 1


class WeightedSum(Struct, frozen=True):
    """Score times weight, summed over the criteria that were both weighed and scored, `scored` of `of`."""

    value: int
    scored: int
    of: int

    def record(self) -> SumRecord:
        """As the JSON contract has it."""
        return SumRecord(self.value, self.scored, self.of)


class PlanOption(Struct, frozen=True):
    """An option: by each criterion, what it costs, and what a team has to know before it can invest to save.

    `sums` are those of each file, None where it scored nothing or no weights are agreed.
    """

    intervention: Resource
    verdict: Word
    may: str
    cells: tuple[PlanCell, ...]
    cost: tuple[Statement, ...]
    money: tuple[Statement, ...]
    """Findings on record that name an amount of money."""
    payback: Statement
    cashability: Statement
    sums: tuple[WeightedSum | None, ...]

    @property
    def scored(self) -> bool:
        """Whether anybody scored it by any criterion."""
        return any(score for cell in self.cells for score in cell.scores)


class Weight(Struct, frozen=True):
    """How much a criterion counts for the team, from 1 to 5, by whom, when and why."""

    criterion: Resource
    weight: int
    words: str
    by: str
    on: str

    def record(self) -> WeightRecord:
        """As the JSON contract has it."""
        return WeightRecord(self.criterion.slug, self.weight, self.words, self.by, self.on)


class Plan(Struct, frozen=True):
    """The self-assessment of a region on a day (YYYY-MM-DD), about one outcome or determinant or about all.

    `sides` names the people of each file of answers; every answer, score and sum stands at the place of its
    file. `weights` are those of each file; `agreed` are the weights by which sums are made, none where nobody
    gave weights or where files give different ones. Options stand in the order of their names.
    """

    region: Resource
    problem: Resource | None
    kind: str | None
    """outcome or determinant; None without a problem."""
    as_of: str
    named: bool
    purpose: tuple[Statement, ...]
    sections: tuple[PlanSection, ...]
    criteria: tuple[Resource, ...]
    options: tuple[PlanOption, ...]
    chosen: str
    """How the options were chosen, in words."""
    sides: tuple[str, ...]
    files: int
    """So many of the sides are files of answers; those after them stand in the graph."""
    weights: tuple[tuple[Weight, ...], ...]
    agreed: tuple[Weight, ...]
    references: tuple[Reference, ...]
    notes: tuple[str, ...]

    @property
    def title(self) -> str:
        """The region, and the problem where one is named, as a heading."""
        about = f": {small(self.problem.label)}" if self.problem else ""
        return f"A plan for {self.region.label}{about}"

    @property
    def tally(self) -> str:
        """How many prompts are answered, and by whom."""
        if not self.answered:
            return f"None of {self.asked} prompts is answered yet."
        return (
            f"{self.answered} of {self.asked} prompts are answered, by {listed(dict.fromkeys(self.sides))}."
        )

    @property
    def summary(self) -> tuple[str, ...]:
        """The plan in counts: what is answered, differs, is scored, and is stated of cost."""
        differ, scored = len(self.differences()), sum(option.scored for option in self.options)
        costed, many = sum(bool(option.cost[0].claims) for option in self.options), len(self.options)
        return (
            self.tally,
            *((f"People answered differently to {differ} of them.",) if differ else ()),
            f"{many} options stand by criterion, in the order of their names; of these {scored or 'none'} "
            f"{'is' if scored == 1 else 'are'} scored.",
            f"A cost is stated for {costed} of {many} options; payback and cashability for none.",
        )

    @property
    def waiting(self) -> tuple[PlanPrompt, ...]:
        """The prompts that nobody answered."""
        return tuple(prompt for prompt in self.prompts() if not prompt.answered)

    def summed(self) -> tuple[PlanOption, ...]:
        """The options with a weighted sum, in the order of their names."""
        return tuple(option for option in self.options if any(option.sums))

    def side_by_side(self, place: int) -> str:
        """The people of one file, to stand before an answer; nothing where there is one file."""
        return f"{self.sides[place]}: " if len(self.sides) > 1 else ""

    def prompts(self) -> Iterator[PlanPrompt]:
        """Every prompt, in its order."""
        for section in self.sections:
            yield from section.prompts

    @property
    def answered(self) -> int:
        """The number of prompts that anybody answered."""
        return sum(prompt.answered for prompt in self.prompts())

    @property
    def asked(self) -> int:
        """The number of prompts."""
        return sum(1 for _ in self.prompts())

    def differences(self) -> tuple[PlanPrompt, ...]:
        """The prompts to which two people answered differently."""
        return tuple(prompt for prompt in self.prompts() if prompt.differ)

    def statements(self) -> Iterator[Statement]:
        """Every sentence that the plan says itself, in its order; answers are the people's own."""
        yield from self.purpose
        for prompt in self.prompts():
            yield from (*prompt.known, *prompt.silent)
        for option in self.options:
            for cell in option.cells:
                yield from (*cell.known, *cell.silent)
            yield from (*option.cost, *option.money, option.payback, option.cashability)

    def numbers(self, statement: Statement) -> list[int]:
        """The numbers of the references that a statement rests on."""
        places = {reference.source: place for place, reference in enumerate(self.references, 1)}
        return [places[source] for source in statement.sources]

    def record(self) -> PlanRecord:
        """As the JSON contract has it."""
        return PlanRecord(
            region=self.region.slug,
            problem=self.problem.slug if self.problem else None,
            kind=self.kind,  # type: ignore[arg-type]  # one of the two, or none
            as_of=self.as_of,
            purpose=[statement.record() for statement in self.purpose],
            sections=[
                PlanSectionRecord(
                    section.heading.name,
                    section.heading.label,
                    [_prompt(prompt) for prompt in section.prompts],
                )
                for section in self.sections
            ],
            criteria=[criterion.slug for criterion in self.criteria],
            options=[_option(option) for option in self.options],
            chosen=self.chosen,
            answered_by=list(self.sides),
            weights=[[weight.record() for weight in side] for side in self.weights],
            agreed=[weight.record() for weight in self.agreed],
            references=[reference.record() for reference in self.references],
            notes=list(self.notes),
        )

    def to_json(self) -> str:
        """As JSON: every statement with its claims and sources, every answer with who gave it."""
        return json.format(json.encode(self.record()), indent=2).decode() + "\n"


def _prompt(prompt: PlanPrompt) -> PlanPromptRecord:
    return PlanPromptRecord(
        prompt.prompt.slug,
        prompt.topic,
        prompt.question,
        prompt.stated,
        [statement.record() for statement in prompt.known],
        [statement.record() for statement in prompt.silent],
        [answer.record() if answer else None for answer in prompt.given],
        prompt.differ,
    )


def _option(option: PlanOption) -> PlanOptionRecord:
    return PlanOptionRecord(
        option.intervention.slug,
        option.intervention.label,
        option.verdict.name,  # type: ignore[arg-type]  # names of words are those of the contract
        [
            PlanCellRecord(
                cell.criterion.slug,
                [statement.record() for statement in cell.known],
                [statement.record() for statement in cell.silent],
                [score.record() if score else None for score in cell.scores],
            )
            for cell in option.cells
        ],
        [statement.record() for statement in option.cost],
        [statement.record() for statement in option.money],
        option.payback.record(),
        option.cashability.record(),
        [total.record() if total else None for total in option.sums],
    )
