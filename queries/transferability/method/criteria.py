"""The criteria that people must judge: filled by data where data can, by the team's own answers otherwise.

The criteria are those of PIET-T (Schloemer and Schröder-Bäck 2018), ASTAIRE (Cambon 2013), the OECD's
transferability framework and the Applicability and Transferability of Evidence tool (Buffett and others,
NCCMT), from which the scores of 1 to 5 and the weights come too. No published rule turns a distance or a
strength of evidence into a yes or a no, so such data are shown and the criterion stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ....errors import UsageError
from ..facts.records import Criterion, Reply
from .gate import BLOCKED, READY, WITH_PARTNERS, Verdict

if TYPE_CHECKING:
    from .distance import Distance

MET, PARTLY, NOT_MET, UNKNOWN = "met", "partly", "not met", "unknown"

GOVERNANCE = "governance"
"""The criterion that the gate answers: powers and regulation, in the OECD's sector specific context."""

CONTEXT = frozenset({"health-profile", "people-and-households"})
"""The criteria that the distance between the places bears on, without deciding them."""

EVIDENCE = "usefulness-of-evidence"

_BY_GATE = {READY: MET, WITH_PARTNERS: PARTLY, BLOCKED: NOT_MET}


class Judged(NamedTuple):
    """The state of one criterion, what gave it (None: nothing did), and what the graph knows beside it."""

    criterion: Criterion
    state: str
    by: str | None
    replies: tuple[Reply, ...]
    known: str | None

    @property
    def score(self) -> Decimal | None:
        """The team's score: the mean of the answers given last, None without one."""
        scores = [reply.score for reply in self.replies if reply.score is not None]
        return sum(scores, Decimal()) / len(scores) if scores else None


class Weighing(NamedTuple):
    """The weights, 1 to 5, that a team gives to criteria; who set them, and on which day."""

    weights: tuple[tuple[str, int], ...]
    by: str | None
    on: str


class Total(NamedTuple):
    """Score times weight, summed over the criteria both weighed and scored, and the record of it.

    The total is None, not nought, where nothing that counts was scored. `who` and `when` are those of the
    answers; the weighing has its own.
    """

    total: Decimal | None
    scored: int
    weighing: Weighing
    who: tuple[str, ...]
    when: tuple[str, ...]


def judge(
    criteria: Iterable[Criterion],
    replies: Iterable[Reply],
    verdict: Verdict,
    distance: Distance | None,
    findings: int,
) -> list[Judged]:
    """Give every criterion its state for one intervention and one region."""
    given: dict[str, list[Reply]] = {}
    for reply in replies:
        given.setdefault(reply.criterion, []).append(reply)
    return [
        _judged(criterion, _last(given.get(criterion.criterion, [])), verdict, distance, findings)
        for criterion in criteria
    ]


def _judged(
    criterion: Criterion,
    replies: tuple[Reply, ...],
    verdict: Verdict,
    distance: Distance | None,
    findings: int,
) -> Judged:
    name = criterion.criterion.rsplit("/", 1)[-1]
    known = None
    if name == GOVERNANCE and verdict.verdict in _BY_GATE:
        return Judged(criterion, _BY_GATE[verdict.verdict], "the powers recorded", replies, None)
    if name in CONTEXT and distance and distance.distance is not None:
        known = f"distance {distance.distance:.2f}, {distance.share} features compared"
    if name == EVIDENCE:
        known = f"{findings} finding{'' if findings == 1 else 's'}"
    answered = Judged(criterion, UNKNOWN, None, replies, known)
    if answered.score is None:
        return answered
    return answered._replace(state=_state(answered.score), by="the team's answers")


def _last(replies: list[Reply]) -> tuple[Reply, ...]:
    """The answers of the last day on which any was given."""
    last = max((reply.as_of or "" for reply in replies), default="")
    return tuple(reply for reply in replies if (reply.as_of or "") == last)


def _state(score: Decimal) -> str:
    """Put a score into a word: 4 and 5 met, 1 and less not met, what lies between partly (our convention)."""
    return MET if score >= 4 else NOT_MET if score <= 1 else PARTLY


def unknown(judged: Iterable[Judged]) -> tuple[int, int]:
    """Count the criteria that nothing answers, and all."""
    states = [criterion.state for criterion in judged]
    return states.count(UNKNOWN), len(states)


def weigh(weights: Mapping[str, int], criteria: Iterable[Criterion], by: str | None, on: str) -> Weighing:
    """Put weights on record; refuse one that is not 1 to 5, or of what is no criterion."""
    names = {each.criterion for each in criteria}
    for criterion, weight in weights.items():
        if criterion not in names:
            raise UsageError(f"{criterion} is no criterion of the graph, so it cannot be weighed.")
        if weight not in (1, 2, 3, 4, 5):
            raise UsageError(
                f"The weight of {criterion} is {weight}: a weight is a whole number from 1 to 5."
            )
    return Weighing(tuple(sorted(weights.items())), by, on)


def total(judged: Iterable[Judged], weighing: Weighing) -> Total:
    """Sum score times weight over what is weighed; what nobody scored is left out and counted."""
    weights = dict(weighing.weights)
    scored = [
        (judgement, judgement.score)
        for judgement in judged
        if judgement.criterion.criterion in weights and judgement.score is not None
    ]
    replies = [reply for judgement, _ in scored for reply in judgement.replies if reply.score is not None]
    return Total(
        sum((score * weights[judgement.criterion.criterion] for judgement, score in scored), Decimal())
        if scored
        else None,
        len(scored),
        weighing,
        tuple(sorted({reply.who for reply in replies if reply.who})),
        tuple(sorted({reply.as_of for reply in replies if reply.as_of})),
    )
