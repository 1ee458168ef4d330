"""The section on corrections: the claims about the region or the intervention that no longer count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....corrections import about
from ..answers.sentence import Section, Sentence

if TYPE_CHECKING:
    from .subject import Subject


def corrected(subject: Subject) -> Section:
    """Say what was corrected, why and on what source."""
    every = about(subject.model.corrections(), subject.ranking.region, subject.candidate.intervention)
    return Section(
        "Corrections that count here",
        tuple(
            Sentence(each.reason, subject.sources(*(source.iri for source in each.sources))) for each in every
        ),
    )
