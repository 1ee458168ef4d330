"""Who has what is missing, and how they got it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...facts import facts as rows
from ...method.gate import CONTRADICTORY, NOT_HELD, NOT_STATED, PARTNER
from ..wording import basis, day
from .sentence import Section, Sentence

if TYPE_CHECKING:
    from .subject import Subject


def holders(subject: Subject) -> Section:
    """Say who elsewhere has each power that is missing, under what, and since when."""
    missing = {
        option.lever
        for need in subject.candidate.verdict.needed
        if need.state in (NOT_HELD, NOT_STATED, CONTRADICTORY, PARTNER)
        for option in need.options
    }
    says = []
    for lever, status, region, since, law, source in rows.holders(subject.store, subject.day):
        if lever in missing and region != subject.found.region:
            verb = "holds" if status == "Held" else "shares"
            how = basis(law) or ", on a basis that the source does not state"
            when = f", since {day(since)}" if since else ""
            says.append(
                Sentence(
                    f"{subject.name(region)} {verb} {subject.lever(lever)}{how}{when}.",
                    subject.sources(source),
                )
            )
    return Section("Who has what is missing, and how they got it", tuple(says))
