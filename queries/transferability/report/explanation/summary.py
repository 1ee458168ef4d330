"""In short: the verdict in words, how close it acts to what was asked for, and the powers that decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....wording import day, flat, listed
from ...method.gate import CONTRADICTORY, HELD, NOT_HELD, NOT_STATED, PARTNER, SHARED, STATES
from ..answers.ranking import LAWFUL
from ..answers.sentence import Section, Sentence
from ..words import VERDICT_SENTENCES

if TYPE_CHECKING:
    from ...method.gate import Requirement
    from .subject import Subject

_DECIDES = {
    HELD: "It holds",
    SHARED: "It shares with others",
    PARTNER: "To be met through a partner",
    CONTRADICTORY: "The sources disagree on",
    NOT_STATED: "No source says whether it holds",
    NOT_HELD: "It lacks",
}


def summary(subject: Subject) -> Section:
    """Say the verdict and what decides it."""
    verdict = subject.candidate.verdict.verdict
    says = [Sentence(f"{subject.place} {VERDICT_SENTENCES[verdict]} (as of {day(subject.day)}).")]
    if subject.place_in_words:
        says.append(Sentence(subject.place_in_words))
    if decides := _decides(subject):
        says.append(decides)
    disputed = dict.fromkeys(
        subject.lever(lever)
        for need in subject.candidate.verdict.needed
        if need.state != CONTRADICTORY
        for option in need.options
        for lever in option.disputed
    )
    if disputed:
        says.append(Sentence(f"The sources contradict each other on {listed(disputed, 'and')}: see below."))
    if subject.candidate.runs_here:
        says.append(Sentence(f"It runs in {subject.place} already.", subject.cites))
        if verdict == CONTRADICTORY and any(
            need.state == NOT_HELD for need in subject.candidate.verdict.needed
        ):
            says.append(Sentence("Yet the sources say that a power which it needs is not held there."))
    elif subject.ranking.region in subject.candidate.regions:
        end, status = subject.description.end, subject.description.status
        told = [*([flat(status)] if status else []), *([f"recorded until {end}"] if end else [])]
        words = f"{subject.place} is among its places, but it is not on record as running there on that day"
        says.append(Sentence(f"{words}{f' ({listed(told)})' if told else ''}.", subject.cites))
    says.append(Sentence(LAWFUL))
    return Section("In short", tuple(says))


def _decides(subject: Subject) -> Sentence | None:
    """Name the powers that decide, with their law and its source."""
    needed = subject.candidate.verdict.needed
    worst = max((need.state for need in needed), key=STATES.index, default=None)
    if worst is None:
        return None
    deciding = [need for need in needed if need.state == worst and not need.soft]
    if not deciding:
        return Sentence("All that it needs is soft power, open to every region.")
    names = (_deciding(subject, need) for need in deciding)
    claims = (need.best.said for need in deciding if worst in (HELD, SHARED))
    cites = subject.sources(*(claim.source for claim in claims if claim and claim.legal_basis))
    return Sentence(f"{_DECIDES[worst]}: {'; '.join(names)}.", cites)


def _deciding(subject: Subject, need: Requirement) -> str:
    """The lever that decides, with its law; or all that would do, where none is there."""
    if need.state in (HELD, SHARED):
        said = need.best.said
        law = f" ({flat(said.legal_basis)})" if said and said.legal_basis else ""
        return subject.lever(need.best.met_by or need.best.lever) + law
    names = listed((subject.lever(each.lever) for each in need.options), "or")
    gone = max((each.ended for each in need.options if each.ended), default=None)
    return f"{names} (ended {day(gone)})" if gone and need.state == NOT_HELD else names
