"""The options of a plan by criterion: what the record knows, what nobody stated, scores and sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....wording import big, ended, small
from ..answers.brief import Statement
from ..answers.plan import PlanCell, PlanOption, Score, WeightedSum
from ..brief.options import MAY, option

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ...facts.records import FindingText
    from ...facts.team_answers import TeamAnswers
    from ...method.ranking import Candidate
    from ..answers.brief import Option
    from ..resource import Resource
    from .subject import PlanSubject

NO_WINDOW = Statement(
    "Whether the moment is right for it is not stated: the record has no claim of that kind."
)
NO_LEAD = Statement("Who leads it where it was tried is not stated.")
NO_EQUITY = Statement("Whether it narrows or widens inequality is not stated.")
NO_PAYBACK = Statement("Not stated.")
NO_CASH = Statement("Not stated.")
NO_CRITERION = Statement("The record has nothing on this criterion.")


def plan_option(
    subject: PlanSubject,
    candidate: Candidate,
    criteria: Sequence[Resource],
    sides: Sequence[TeamAnswers],
    weights: Mapping[str, int],
) -> PlanOption:
    """One option; `weights` (slug of a criterion to 1 … 5) are those that are agreed, none where none are."""
    about = option(subject, candidate)
    texts = subject.model.finding_texts(candidate.intervention)
    cells = tuple(
        _cell(subject, candidate, about, texts, criterion, [_scores(side, about) for side in sides])
        for criterion in criteria
    )
    return PlanOption(
        about.intervention,
        about.verdict,
        MAY[candidate.verdict.verdict],
        cells,
        about.cost,
        tuple(_money(subject, texts)),
        NO_PAYBACK,
        NO_CASH,
        tuple(_sum(cells, place, weights) for place in range(len(sides))),
    )


def _scores(side: TeamAnswers, about: Option) -> dict[str, Score]:
    """The scores that a file gives to an option, by criterion."""
    return {
        score.criterion: Score(score.score, score.words, score.by, score.on)
        for score in side.scores
        if score.intervention == about.intervention.slug
    }


def _cell(
    subject: PlanSubject,
    candidate: Candidate,
    about: Option,
    texts: Sequence[FindingText],
    criterion: Resource,
    scores: Sequence[Mapping[str, Score]],
) -> PlanCell:
    say = SAYS.get(criterion.slug)
    said = say(subject, candidate, about, texts) if say else (NO_CRITERION,)
    return PlanCell(
        criterion,
        tuple(statement for statement in said if statement.claims),
        tuple(statement for statement in said if not statement.claims),
        tuple(side.get(criterion.slug) for side in scores),
    )


def _impact(
    subject: PlanSubject, candidate: Candidate, about: Option, texts: Sequence[FindingText]
) -> tuple[Statement, ...]:
    """What was found, how sure that is, whether it is fair, and how close it acts on the problem."""
    strength = subject.labels.words.strength(about.rank)
    found = about.evidence
    if strength:
        found = Statement(f"{big(strength.label)} of benefit. {found.text}", found.claims, found.sources)
    fair = next((text for text in texts if text.equity and text.equity == candidate.evidence.equity), None)
    equity = NO_EQUITY
    if fair and fair.equity != "EquityUnknown":
        label = subject.labels.words.equity(fair.equity).label
        equity = Statement(
            f"Effect on inequality: {small(label)}.", (fair.finding,), subject.cited(fair.source)
        )
    return (found, equity, about.path) if subject.problem else (found, equity)


def _fit(_: PlanSubject, __: Candidate, about: Option, ___: Sequence[FindingText]) -> tuple[Statement, ...]:
    """Whether the region may, by the powers that the option needs."""
    return about.law


def _window(_: PlanSubject, __: Candidate, ___: Option, ____: Sequence[FindingText]) -> tuple[Statement, ...]:
    return (NO_WINDOW,)


def _added_value(
    subject: PlanSubject, candidate: Candidate, about: Option, _: Sequence[FindingText]
) -> tuple[Statement, ...]:
    """Where it was tried, and who led it there."""
    led = subject.model.descriptions(candidate.intervention)[0].lead
    lead = subject.of_intervention(f"Led by {led}.", candidate.intervention) if led else NO_LEAD
    return (about.done, lead)


def _money(subject: PlanSubject, texts: Sequence[FindingText]) -> list[Statement]:
    """The findings that name an amount of pounds: the nearest that the record has to a saving."""
    return [
        Statement(ended(text.text), (text.finding,), subject.cited(text.source))
        for text in texts
        if "£" in text.text
    ]


def _sum(cells: Sequence[PlanCell], side: int, weights: Mapping[str, int]) -> WeightedSum | None:
    """The sum of one file over what it scored and what is weighed; None where that is nothing."""
    parts = [
        score.value * weights[cell.criterion.slug]
        for cell in cells
        if cell.criterion.slug in weights and (score := cell.scores[side])
    ]
    return WeightedSum(sum(parts), len(parts), len(weights)) if parts else None


SAYS: dict[str, Callable[[PlanSubject, Candidate, Option, Sequence[FindingText]], tuple[Statement, ...]]] = {
    "aef-crit-impact": _impact,
    "aef-crit-strategic-fit": _fit,
    "aef-crit-window": _window,
    "aef-crit-added-value": _added_value,
}
"""What the record can say of an option by each criterion of the framework, by the slug of the criterion."""
