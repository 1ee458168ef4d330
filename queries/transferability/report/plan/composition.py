"""A plan for one region put together: prompts with what is known, the answers of each file, the options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from .....errors import DataError, NothingReaches
from ....wording import listed
from ...facts.facts import local
from ...facts.planning import prompts, recorded_scores
from ...facts.team_answers import CHOICES, TeamAnswers
from ...method.ranking import rank
from ..answers.brief import OPTIONS, Statement
from ..answers.plan import GivenAnswer, Plan, PlanPrompt, PlanSection, Weight
from ..answers.ranking import CAVEAT
from ..brief.briefing import references
from ..resource import Resource, Word
from .headings import CRITERION, HEADINGS, ORDER, OTHER, PLACES, STATEMENTS
from .known import SHOWN
from .options import plan_option
from .subject import PlanSubject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...facts.planning import Prompt, RecordedScores
    from ...facts.team_answers import TeamAnswer
    from ...method.model import Model
    from ...method.ranking import Candidate, Question, Ranking
    from ..labels import Labels

MORE = 4
"""A prompt with at most so many statements over those shown shows them all."""
UNRANKED = (
    "Options stand in the order of their names: the record ranks none of them. A sum of scores stands beside "
    "them only where a named person gave weights, and says no more than these weights."
)
SAVING = (
    "Invest to save: the record states payback or cashability of no intervention as such. Where a "
    "finding names an amount of money, it is quoted."
)


def compose(model: Model, labels: Labels, asked: Question, sides: Sequence[TeamAnswers]) -> Plan:
    """Put the plan together; every file of answers must be about the region and the problem asked about.

    What a team scored in its own data stands beside the files, a place for each person.

    Raises DataError where one is not, or answers what the framework does not ask.
    """
    every = sorted(prompts(model), key=lambda prompt: (ORDER.get(_slug(prompt), len(ORDER)), prompt.prompt))
    criteria = tuple(
        Resource(prompt.prompt, _slug(prompt), prompt.topic)
        for prompt in every
        if prompt.element == CRITERION
    )
    problem = asked.outcome or asked.determinant
    _demand_same(asked, sides, every, criteria)
    _demand_known(sides, {local(iri) or "" for iri in model.interventions()})
    recorded = recorded_scores(model, asked.region)
    files, sides = len(sides), [*sides, *_recorded(asked, recorded)]
    subject = PlanSubject(model, labels, asked, _ranked(model, asked))
    candidates = _candidates(subject, asked, sides)
    weights = tuple(_weights(side, criteria) for side in sides)
    agreed = _agreed(weights)
    shares = {weight.criterion.slug: weight.weight for weight in agreed}
    subject.candidates = list(candidates)
    plan = Plan(
        labels.resource(asked.region),
        labels.resource(problem) if problem else None,
        ("outcome" if asked.outcome else "determinant") if problem else None,
        asked.as_of,
        asked.named,
        tuple(
            Statement(prompt.question, (prompt.prompt,), labels.cited(*prompt.sources))
            for prompt in every
            if prompt.element in STATEMENTS
        ),
        tuple(_sections(subject, every, sides)),
        criteria,
        tuple(plan_option(subject, candidate, criteria, sides, shares) for candidate in candidates),
        _chosen(subject),
        tuple(listed(side.people) if side.people else "nobody yet" for side in sides),
        files,
        weights,
        agreed,
        (),
        tuple(_notes(weights, agreed, recorded.left_out)),
    )
    return replace(plan, references=references(subject, plan.statements()))


def _recorded(asked: Question, recorded: RecordedScores) -> list[TeamAnswers]:
    """The scores in the graph as if each person had sent a file."""
    return [
        TeamAnswers(
            region=local(asked.region) or "",
            outcome=local(asked.outcome),
            determinant=local(asked.determinant),
            scores=scores,
        )
        for scores in recorded.by_person.values()
    ]


def _slug(prompt: Prompt) -> str:
    return local(prompt.prompt) or ""


def _ranked(model: Model, asked: Question) -> Ranking | None:
    try:
        return rank(model, asked._replace(everything=True))
    except NothingReaches:
        return None


def _candidates(subject: PlanSubject, asked: Question, sides: Sequence[TeamAnswers]) -> list[Candidate]:
    """The options in the order of their names: the method's first ten, and whatever somebody scored."""
    chosen = {candidate.intervention: candidate for candidate in subject.candidates[:OPTIONS]}
    known = {
        local(candidate.intervention): candidate for candidate in (*subject.candidates, *subject.running)
    }
    by_slug = {local(iri): iri for iri in subject.model.interventions()}
    for slug in dict.fromkeys(score.intervention for side in sides for score in side.scores):
        iri = by_slug[slug]
        if iri not in chosen:
            alone = asked._replace(intervention=iri, outcome=None, determinant=None)
            chosen[iri] = known.get(slug) or rank(subject.model, alone).candidates[0]
    return sorted(chosen.values(), key=lambda candidate: (candidate.label.casefold(), candidate.intervention))


def _sections(
    subject: PlanSubject, every: Sequence[Prompt], sides: Sequence[TeamAnswers]
) -> list[PlanSection]:
    given = [{answer.prompt: answer for answer in side.answers} for side in sides]
    by_heading: dict[str, list[PlanPrompt]] = {}
    for prompt in every:
        if prompt.element in STATEMENTS:
            continue
        place = PLACES.get(_slug(prompt), OTHER)
        known = list(dict.fromkeys(said for say in place.known for said in say(subject, prompt)))
        shown = known if len(known) <= SHOWN + MORE else known[:SHOWN]
        silent = []
        if not known:
            silent.append(Statement("The record has nothing on this: the answer is the team's own."))
        elif len(shown) < len(known):
            silent.append(Statement(f"{len(known) - len(shown)} more of this kind are on record."))
        by_heading.setdefault(place.heading, []).append(
            PlanPrompt(
                subject.labels.resource(prompt.prompt),
                prompt.topic,
                prompt.question,
                prompt.stated,
                tuple(shown),
                tuple(silent),
                tuple(_given(side.get(_slug(prompt))) for side in given),
            )
        )
    return [
        PlanSection(heading, tuple(by_heading[heading.name]))
        for heading in HEADINGS
        if heading.name in by_heading
    ]


def _given(answer: TeamAnswer | None) -> GivenAnswer | None:
    if answer is None:
        return None
    return GivenAnswer(Word(answer.answer, CHOICES[answer.answer]), answer.words, answer.by, answer.on)


def _weights(side: TeamAnswers, criteria: Sequence[Resource]) -> tuple[Weight, ...]:
    """The weights of one file, in the order of the criteria."""
    by_slug = {criterion.slug: criterion for criterion in criteria}
    order = list(by_slug)
    return tuple(
        Weight(by_slug[weight.criterion], weight.weight, weight.words, weight.by, weight.on)
        for weight in sorted(side.weights, key=lambda weight: order.index(weight.criterion))
    )


def _agreed(weights: Sequence[tuple[Weight, ...]]) -> tuple[Weight, ...]:
    """The weights of all who gave some, where they gave the same; none otherwise."""
    given = [side for side in weights if side]
    same = {tuple((weight.criterion.slug, weight.weight) for weight in side) for side in given}
    return given[0] if len(same) == 1 else ()


def _demand_same(
    asked: Question, sides: Sequence[TeamAnswers], every: Sequence[Prompt], criteria: Sequence[Resource]
) -> None:
    """Refuse answers about another region or problem, and to what the framework does not ask."""
    asking = {_slug(prompt) for prompt in every if prompt.element not in STATEMENTS}
    held = {criterion.slug for criterion in criteria}
    region = local(asked.region)
    outcome, determinant = local(asked.outcome), local(asked.determinant)
    for side in sides:
        if side.region != region:
            raise DataError(
                f"These answers are about {side.region}, and the plan is for {region}. "
                "Ask for the plan of their region, or take the file of this one."
            )
        if (side.outcome, side.determinant) != (outcome, determinant):
            theirs = side.outcome or side.determinant or "no outcome or determinant"
            ours = outcome or determinant or "none"
            raise DataError(f"These answers are about {theirs}, and the plan is about {ours}.")
        for answer in side.answers:
            if answer.prompt not in asking:
                raise DataError(f"{answer.prompt} is no prompt of this framework.")
        weighed = [weight.criterion for weight in side.weights]
        for slug in [*(score.criterion for score in side.scores), *weighed]:
            if slug not in held:
                raise DataError(f"{slug} is no criterion of the framework; there are {listed(sorted(held))}.")


def _demand_known(sides: Sequence[TeamAnswers], interventions: set[str]) -> None:
    """Refuse scores of what is no intervention."""
    for slug in (score.intervention for side in sides for score in side.scores):
        if slug not in interventions:
            raise DataError(f"{slug} is no intervention of the graph.")


def _chosen(subject: PlanSubject) -> str:
    """How the options were chosen."""
    about = f" that act on {subject.topic}" if subject.problem else ""
    count = "The ten interventions" if len(subject.candidates) >= OPTIONS else "The interventions"
    return (
        f"{count}{about} that come first by powers, evidence and likeness of place, and any that somebody "
        "scored. Score another to add it."
    )


def _notes(weights: Sequence[tuple[Weight, ...]], agreed: tuple[Weight, ...], left_out: int) -> list[str]:
    notes = [UNRANKED, SAVING]
    if left_out:
        notes.append(
            f"Scores in your own data that are left out: {left_out}. Each needs a name, a day, and a whole "
            "number from 1 to 5."
        )
    if any(weights) and not agreed:
        notes.append("No sums are made: people gave different weights. Agree on one set first.")
    return [*notes, CAVEAT]
