"""Whom to ask: those who led it, and the councils of the region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...facts import facts as rows
from ...method.gate import PARTNER, SHARED
from ..wording import ended, listed
from .sentence import Section, Sentence

if TYPE_CHECKING:
    from .subject import Subject


def contacts(subject: Subject) -> Section:
    """Say whom to ask."""
    lead = subject.about[1]
    says = [Sentence(f"Those who led it: {ended(lead)}", subject.cites)] if lead else []
    if any(need.state in (SHARED, PARTNER) for need in subject.candidate.verdict.needed):
        says += _councils(subject)
    return Section("Whom to ask", tuple(says))


def _councils(subject: Subject) -> list[Sentence]:
    """The councils of the region on the day: its nearest partners."""
    members = sorted(
        rows.fetch(subject.store, "members", region=subject.found.region, asOf=subject.day), key=str
    )
    names = sorted({name for name, _, _ in members if name})
    if not names:
        return []
    return [
        Sentence(
            f"As partners in {subject.place}, its councils: {listed(names)}. Bodies of the police, the fire "
            "service and the NHS are partners of another kind, which the graph does not list.",
            subject.sources(*(source for _, _, source in members)),
        )
    ]
