"""Who has done it and whom to ask: those who led it, and the councils of the region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....wording import ended, listed
from ...method.gate import PARTNER, SHARED
from ..answers.sentence import Section, Sentence

if TYPE_CHECKING:
    from .subject import Subject


def contacts(subject: Subject) -> Section:
    """Say who has done it, and whom to ask."""
    lead = subject.description.lead
    places = [region for region in subject.candidate.regions if region != subject.ranking.region]
    where = f" (done or tried in {listed(subject.name(region) for region in places)})" if places else ""
    says = [Sentence(ended(f"Those who led it: {lead.rstrip('.')}{where}"), subject.cites)] if lead else []
    if any(need.state in (SHARED, PARTNER) for need in subject.candidate.verdict.needed):
        says += _councils(subject)
    return Section("Who has done it, and whom to ask", tuple(says))


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
