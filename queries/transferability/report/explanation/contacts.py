"""Whom to ask: those who led it, and the councils of the region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....wording import ended, listed
from ...method.gate import PARTNER, SHARED
from ..answers.sentence import Section, Sentence

if TYPE_CHECKING:
    from .subject import Subject


def contacts(subject: Subject) -> Section:
    """Say whom to ask."""
    lead = subject.description.lead
    says = [Sentence(f"Those who led it: {ended(lead)}", subject.cites)] if lead else []
    if any(need.state in (SHARED, PARTNER) for need in subject.candidate.verdict.needed):
        says += _councils(subject)
    return Section("Whom to ask", tuple(says))


def _councils(subject: Subject) -> list[Sentence]:
    """The councils of the region on the day: its nearest partners."""
    members = subject.model.members(subject.ranking.region, subject.day)
    names = sorted({member.council for member in members if member.council})
    if not names:
        return []
    return [
        Sentence(
            f"As partners in {subject.place}, its councils: {listed(names)}. Bodies of the police, the fire "
            "service and the NHS are partners of another kind, which the graph does not list.",
            subject.sources(*(member.source for member in members)),
        )
    ]
