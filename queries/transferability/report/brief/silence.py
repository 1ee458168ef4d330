"""Gaps and silence: what the region leaves unused, and what nobody has stated about the problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....wording import basis, listed
from ...method.gaps import gaps as all_gaps
from ...method.gate import NOT_STATED, having
from ..answers.brief import Statement

if TYPE_CHECKING:
    from ..answers.brief import Figure, Option
    from .subject import Subject

GAPS = 4
"""So many gaps stand in a brief."""


def gaps(subject: Subject) -> tuple[Statement, ...]:
    """The powers that the region has and others used against the problem, with no such use here on record."""
    found = all_gaps(subject.model, subject.region, as_of=subject.day)
    holdings = subject.model.holdings(subject.region, subject.day)
    says = []
    for gap in found.untapped:
        used = [iri for iri in gap.used_elsewhere if iri in subject.relevant]
        if not used or gap.status == "Soft":
            continue
        rows = having(holdings.get(gap.lever, ()))
        verb = "holds" if gap.status == "Held" else "shares"
        names = listed([subject.name(iri) for iri in used[:3]])
        says.append(
            Statement(
                f"{subject.place} {verb} {subject.within(gap.lever)}{basis(gap.legal_basis)}. We record "
                f"no programme there that uses it for health; elsewhere it served {names}.",
                tuple(row.claim or "" for row in rows[:1]),
                subject.cited(*(row.source for row in rows[:1])),
            )
        )
    return tuple(says[:GAPS])


def unknown(
    subject: Subject, options: tuple[Option, ...], figures: tuple[Figure, ...]
) -> tuple[Statement, ...]:
    """What is not known: figures, evaluations, costs, law, effects on inequality."""
    says = []
    if not any(each.itself for each in figures):
        says.append(f"How common {subject.topic} is in {subject.place}: no figure is on record.")
    many = len(options)
    says += [f"For {_many(number, many)}: {words}." for number, words in _counts(subject, options) if number]
    says.append(
        f"Whether any of them would work in {subject.place}: that a scheme can be transferred is expected "
        "here, not measured, and only an evaluation in the new place can show it."
    )
    return tuple(Statement(text) for text in says)


def _many(number: int, many: int) -> str:
    if number == many:
        return f"all {many} options" if many > 1 else "the one option"
    return f"{number} of the {many} options"


def _counts(subject: Subject, options: tuple[Option, ...]) -> tuple[tuple[int, str], ...]:
    """How many of the options told have each kind of silence."""
    shown = subject.candidates[: len(options)]
    unfair = (None, "EquityUnknown")
    return (
        (
            sum(not subject.model.finding_texts(each.intervention) for each in shown),
            "whether it works at all, for no evaluation is on record",
        ),
        (
            sum(each.evidence.findings > 0 and each.evidence.equity in unfair for each in shown),
            "whether it narrows or widens inequality, though it was evaluated",
        ),
        (sum(not option.cost[0].claims for option in options), "what it costs"),
        (
            sum(any(need.state == NOT_STATED for need in each.verdict.needed) for each in shown),
            f"whether {subject.place} holds a power that it needs",
        ),
    )
