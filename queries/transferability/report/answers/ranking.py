"""Which interventions a region can take up, best first, each with what decided it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import UNSET, Struct

from ....corrections import Correction, about
from ...contract import CandidateRecord, EvidenceRecord
from ..resource import Resource, Word
from .relevance import Relevance, relevance
from .requirement import Requirement, requirement
from .total import Total, Weighing, total, weighing

if TYPE_CHECKING:
    from ...method import ranking as method
    from ...method.causal_paths import Step
    from ...method.distance import Distance
    from ...method.model import Model
    from ..labels import Labels

ANTICIPATED = (
    "Transferability is anticipated here, not measured: only an evaluation in the new place can show it."
)
LAWFUL = (
    "This says what the law allows, not what can be afforded: money, staff and political will are for people "
    "to judge."
)
CAVEAT = f"{ANTICIPATED} {LAWFUL}"
"""The caveat beside every verdict."""


ORDER = (
    "possible before undecided before blocked",
    "direct before near",
    "for people of the ages asked about, and not nationwide already, before others",
    "evidence on what was asked for",
    "weakest step",
    "effect on inequality",
    "ready before with partners",
    "likeness of the places",
)
"""The steps of the order in words, where an outcome or a determinant was asked for."""
ORDER_OF_ALL = (ORDER[0], *ORDER[3:4], *ORDER[5:])
"""The same where nothing was asked for: neither closeness, nor ages, nor steps."""


class Evidence(Struct, frozen=True):
    """The evaluations of an intervention: the strongest beneficial finding, the direction of all, how many.

    `rank` is that of `best`: 4 strong to 1 insufficient, 0 where no finding is beneficial.
    """

    best: Word | None
    rank: int
    direction: Word | None
    findings: int
    equity: Word


class ContextDistance(Struct, frozen=True):
    """The distance to the nearest region that ran it: 0 alike to 1, None where nothing is compared."""

    value: float | None
    compared: int
    features: int
    nearest: Resource | None

    @property
    def share(self) -> str:
        """The number of features compared, out of all that some region has: `9/14`."""
        return f"{self.compared}/{self.features}"

    @property
    def few(self) -> bool:
        """Whether under half of the features could be compared: too few to say how alike two places are."""
        return 2 * self.compared < self.features


class WeakestStep(Struct, frozen=True):
    """The weakest step of the best path to what was asked for, and its strength (rank 4 to 1)."""

    cause: Resource
    target: Resource
    strength: Word
    rank: int


class Candidate(Struct, frozen=True):
    """An intervention as seen from one region: its verdict, and what else decides its place in the order.

    `reason` says in a few words what decided the verdict; `regions` are those that have done it.
    """

    intervention: Resource
    regions: tuple[Resource, ...]
    runs_here: bool
    verdict: Word
    reason: str
    requirements: tuple[Requirement, ...]
    evidence: Evidence
    weakest: WeakestStep | None
    distance: ContextDistance | None
    relevance: Relevance | None = None
    """How closely it acts on what was asked for; None where nothing was."""
    total: Total | None = None

    @property
    def needed(self) -> tuple[Requirement, ...]:
        """The requirements that decide."""
        return tuple(need for need in self.requirements if not need.helpful)

    @property
    def deciding(self) -> tuple[Requirement, ...]:
        """The requirements that the reason names."""
        return deciding(self.needed)


class Ranking(Struct, frozen=True):
    """The candidates in the method's order, for a region on a day (YYYY-MM-DD), and what was left out.

    `already` were left out because they run in the region or are its own; `own` of these do not run: the
    region alone tried or planned them. `far` were left out because only a far path leads to what was asked
    for; `enablers` act on governance alone and stand apart.
    """

    region: Resource
    as_of: str
    named: bool
    """Whether somebody named the day; otherwise it is today."""
    outcome: Resource | None
    determinant: Resource | None
    everything: bool
    candidates: tuple[Candidate, ...]
    already: int
    own: int
    weighing: Weighing | None
    notes: tuple[str, ...]
    wider: bool = False
    far: int = 0
    enablers: tuple[Candidate, ...] = ()
    corrections: tuple[Correction, ...] = ()
    """The corrections of claims about the region or what is listed: they count in the verdicts."""

    @property
    def listed(self) -> tuple[Candidate, ...]:
        """The candidates, and after them the enablers where the wider list was asked for."""
        return self.candidates + self.enablers if self.wider else self.candidates

    def record(self) -> list[CandidateRecord]:
        """As the JSON contract has it: a record for each candidate, in order."""
        return [_record(candidate, self) for candidate in self.listed]


def _record(each: Candidate, answer: Ranking) -> CandidateRecord:
    distance = each.distance
    return CandidateRecord(
        each.intervention.iri,
        each.intervention.label,
        [region.slug for region in each.regions],
        answer.region.slug,
        answer.as_of,
        each.relevance.tier.name if each.relevance else None,  # type: ignore[arg-type]
        each.relevance.place if each.relevance else None,
        each.verdict.name,  # type: ignore[arg-type]  # names of words are those of the contract
        [need.record() for need in each.needed],
        EvidenceRecord(
            each.evidence.best.name if each.evidence.best else None,  # type: ignore[arg-type]
            each.evidence.direction.name if each.evidence.direction else None,  # type: ignore[arg-type]
            each.evidence.findings,
        ),
        each.weakest.strength.name if each.weakest else None,  # type: ignore[arg-type]
        each.evidence.equity.name,  # type: ignore[arg-type]
        None if distance is None or distance.value is None else round(distance.value, 4),
        distance.share if distance else None,
        each.total.record() if each.total else UNSET,
    )


def ranking(ranked: method.Ranking, asked: method.Question, model: Model, labels: Labels) -> Ranking:
    """The method's ranking with labels and sources."""
    record = None
    asked_for = ranked.outcome or ranked.determinant
    end = labels.resource(asked_for) if asked_for else None
    if ranked.weighing:
        criteria = {criterion.criterion: criterion.label for criterion in model.criteria()}
        record = weighing(ranked.weighing, criteria, labels)
    listed = [each.intervention for each in (*ranked.candidates, *ranked.enablers)]
    corrections = about(model.corrections(), ranked.region, *listed)
    return Ranking(
        labels.resource(ranked.region),
        ranked.as_of,
        asked.named,
        labels.resource(ranked.outcome) if ranked.outcome else None,
        labels.resource(ranked.determinant) if ranked.determinant else None,
        asked.everything,
        tuple(candidate(each, record, labels, end) for each in ranked.candidates),
        ranked.already,
        ranked.own,
        record,
        (
            *_notes(ranked, record, asked.wider),
            *_own(listed, labels),
            *(each.sentence for each in corrections),
        ),
        asked.wider,
        ranked.far,
        tuple(candidate(each, record, labels, end) for each in ranked.enablers),
        corrections,
    )


def _own(listed: Iterable[str], labels: Labels) -> Iterator[str]:
    own = [thing.label for thing in labels.resources(listed) if thing.yours]
    if own:
        yield f"From your own files: {'; '.join(own)}."


def candidate(
    judged: method.Candidate, record: Weighing | None, labels: Labels, end: Resource | None = None
) -> Candidate:
    """One candidate with labels and sources; `end` is the outcome or determinant asked for."""
    requirements = tuple(requirement(need, labels) for need in judged.verdict.requirements)
    words = labels.words
    found = judged.evidence
    return Candidate(
        labels.resource(judged.intervention),
        labels.resources(judged.regions),
        judged.runs_here,
        words.verdict(judged.verdict.verdict),
        _reason(tuple(need for need in requirements if not need.helpful)),
        requirements,
        Evidence(
            words.strength(found.rank),
            found.rank,
            words.direction(found.direction),
            found.findings,
            words.equity(found.equity),
        ),
        _weakest(judged.paths[0].weakest, labels) if judged.paths else None,
        _distance(judged.distance, judged.nearest, labels),
        relevance(judged, end, labels) if end else None,
        total(judged.total, record) if judged.total and record else None,
    )


def deciding(needed: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
    """The requirements in the way, or else all that take a power."""
    in_the_way = tuple(need for need in needed if need.state.name != "held")
    return in_the_way or tuple(need for need in needed if not need.soft)


def _reason(needed: tuple[Requirement, ...]) -> str:
    if not needed:
        return "what it needs is not stated"
    named = deciding(needed)
    if any(need.state.name != "held" for need in named):
        return "; ".join(_short(need) for need in named)
    held = [(need.met_by or need.best.lever).label for need in named]
    return f"holds {'; '.join(held)}" if held else "needs soft powers alone"


def _short(need: Requirement) -> str:
    words = {
        "shared": "shared: ",
        "partner": "through a partner: ",
        "contradictory": "sources disagree: ",
        "not-stated": "not stated: ",
        "not-held": f"ended {need.ended}: " if need.ended else "not held: ",
    }
    if need.state.name == "partner" and need.best.through:
        return f"through {need.best.through.label}: {need.best.lever.label}"
    return words[need.state.name] + " or ".join(option.lever.label for option in need.alternatives)


def _weakest(step: Step, labels: Labels) -> WeakestStep:
    strength = labels.words.strength(step.rank) or Word("not-graded", "not graded")
    return WeakestStep(labels.resource(step.cause), labels.resource(step.target), strength, step.rank)


def _distance(distance: Distance | None, nearest: str | None, labels: Labels) -> ContextDistance | None:
    if distance is None:
        return None
    near = labels.resource(nearest) if nearest else None
    return ContextDistance(distance.distance, len(distance.compared), distance.features, near)


def _notes(ranked: method.Ranking, record: Weighing | None, wider: bool) -> Iterator[str]:
    if not ranked.candidates:
        yield f"Nothing in the record is left for {ranked.region_label} to take up."
    if run := ranked.already - ranked.own:
        yield f"Left out: {'one runs' if run == 1 else f'{run} run'} in {ranked.region_label} already."
    if ranked.own:
        only = "one that" if ranked.own == 1 else f"{ranked.own} that"
        yield f"Left out: {only} {ranked.region_label} alone tried or planned."
    if ranked.far:
        yield f"Left out: {ranked.far} with only a far path: three steps or more, or weak ones."
    if ranked.enablers:
        those = "one enabler" if len(ranked.enablers) == 1 else f"{len(ranked.enablers)} enablers"
        yield f"{'After the options' if wider else 'Apart'}: {those}, whose only effect is on governance."
    if not (ranked.outcome or ranked.determinant):
        yield f"Nothing was asked for: the needs of {ranked.region_label}, with ten options each, say more."
    order = list(ORDER if ranked.outcome or ranked.determinant else ORDER_OF_ALL)
    if record:
        order.insert(1, "the team's total")
        yield str(record)
    yield f"Order: {', '.join(order)}."
    yield CAVEAT
