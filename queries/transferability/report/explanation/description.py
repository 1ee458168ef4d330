"""The section on what it is: the intervention as its sources describe it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....wording import ended, listed
from ..answers.sentence import Section, Sentence

if TYPE_CHECKING:
    from .subject import Subject


def description(subject: Subject) -> Section:
    """Say what it is, who led it, and what was learnt."""
    text, lead, start, end, status, _, lesson, _ = subject.description
    cited = subject.cites
    where = listed([subject.name(each) for each in subject.candidate.regions])
    years = f"from {start} to {end}" if start and end else f"since {start}" if start else ""
    ran = " ".join(part for part in (f"in {where}" if where else "", years) if part)
    says = [Sentence(ended(text), cited)] if text else []
    if lead:
        says.append(
            Sentence(f"Led by {lead}{', ' + ran if ran else ''}{f' ({status})' if status else ''}.", cited)
        )
    if lesson:
        says.append(Sentence(f"What was learnt: {ended(lesson)}", cited))
    return Section("What it is", tuple(says))
