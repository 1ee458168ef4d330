"""The section on corrections: the claims on it, or on the powers it needs, that no longer count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....corrections import about
from ..answers.sentence import Section, Sentence

if TYPE_CHECKING:
    from .subject import Subject


def corrected(subject: Subject) -> Section:
    """Say what was corrected of it and of the powers it needs here, why and on what source."""
    every = subject.model.corrections()
    needed = {option.lever for need in subject.candidate.verdict.needed for option in need.options}
    of_powers = [each for each in about(every, *needed) if each.may_be_about(subject.ranking.region)]
    told = {each.claim: each for each in (*about(every, subject.candidate.intervention), *of_powers)}
    says = (
        Sentence(each.reason, subject.sources(*(source.iri for source in each.sources)))
        for each in told.values()
    )
    return Section("Corrections that count here", tuple(says))
