"""The ranking as a table: a line for each candidate, with what decided its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....results.table import Table
from ....wording import day
from .source import SOURCE, joined, several

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..answers.ranking import Candidate, Ranking
    from ..answers.requirement import HoldingClaim
    from ..answers.total import Total

COLUMNS: tuple[str, ...] = (
    "intervention",
    "interventionLabel",
    "from",
    "relevance",
    "place",
    "verdict",
    "because",
    "legalBasis",
    *SOURCE,
    "helpful",
    "evidence",
    "direction",
    "equity",
    "weakestStep",
    "weakestStrength",
    "distance",
    "compared",
)
TOTAL = ("total", "scored", "weights", "weighedBy", "weighed", "answeredBy", "answered")


def table(answer: Ranking) -> Table:
    """One line for each candidate: its verdict, what decided it with its source, and what orders it."""
    columns, lines = COLUMNS, [_line(candidate) for candidate in answer.listed]
    if answer.weighing:
        columns += TOTAL
        lines = [
            (*line, *_total(candidate.total)) for line, candidate in zip(lines, answer.listed, strict=True)
        ]
    title = f"What {answer.region.label} can take up, as of {day(answer.as_of)}"
    return Table(columns, lines, title, answer)


def _line(candidate: Candidate) -> tuple[object, ...]:
    claims = list(_claims(candidate))
    helpful = (
        " or ".join(option.lever.label for option in need.alternatives)
        for need in candidate.requirements
        if need.helpful
    )
    evidence, weakest, distance = candidate.evidence, candidate.weakest, candidate.distance
    return (
        candidate.intervention.iri,
        candidate.intervention.label,
        ", ".join(region.label for region in candidate.regions) or None,
        candidate.relevance.tier.name if candidate.relevance else None,
        candidate.relevance.place if candidate.relevance else None,
        candidate.verdict.name,
        candidate.reason,
        joined(claim.legal_basis if claim else None for claim in claims),
        *several(claim.source if claim else None for claim in claims),
        "; ".join(helpful) or None,
        evidence.best.name if evidence.best else None,
        evidence.direction.name if evidence.direction else None,
        evidence.equity.name if evidence.findings else None,
        f"{weakest.cause.label} → {weakest.target.label}" if weakest else None,
        weakest.strength.name if weakest else None,
        distance.value if distance else None,
        distance.share if distance else None,
    )


def _claims(candidate: Candidate) -> Iterator[HoldingClaim | None]:
    """The claims behind the reason, in its order; None where no claim says anything."""
    for need in candidate.deciding:
        yield from need.best.deciding or (None,)


def _total(total: Total | None) -> tuple[object, ...]:
    """Give the total, how much of it was scored, the weights, by whom and when; all None without one."""
    if total is None:
        return (None,) * len(TOTAL)
    weighing = total.weighing
    return (
        total.value,
        f"{total.scored}/{len(weighing.weights)}",
        "; ".join(f"{criterion.slug} {weight}" for criterion, weight in weighing.weights),
        weighing.by,
        weighing.on,
        ", ".join(total.who) or None,
        ", ".join(total.when) or None,
    )
