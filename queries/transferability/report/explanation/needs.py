"""The section on whether it may be done: each requirement, and the powers that the sources state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....wording import basis, big, day, ended, flat, listed, small
from ...facts.records import HoldingNote
from ...method.gate import CONTRADICTORY, HELD, PARTNER, SHARED
from ..answers.sentence import Section, Sentence

if TYPE_CHECKING:
    from ...facts.records import GateRow
    from ...method.gate import Option, Requirement
    from .subject import Subject

_VERBS = {"Held": "holds", "Shared": "shares", "NotHeld": "does not hold"}


def needs(subject: Subject) -> Section:
    """Say what it needs, and of each power what the sources say of the region."""
    verdict = subject.candidate.verdict
    says = [sentence for each in verdict.needed for sentence in _need(subject, each)]
    if not verdict.requirements:
        return Section("May we do it", (Sentence("The graph does not say what it needs."),))
    for each in verdict.requirements:
        if each.helpful:
            names = listed([subject.lever(option.lever) for option in each.options], "or")
            state = f" ({subject.place} has it)" if each.state == HELD else ""
            says.append(Sentence(f"Helpful but not needed: {names}{state}."))
    says.append(Sentence("What it needs is our own reading of its source; check the law before acting."))
    return Section("May we do it", tuple(says))


def _need(subject: Subject, need: Requirement) -> list[Sentence]:
    best = need.best
    says = [_asked(subject, need)]
    if need.soft:
        open_to_all = f"{big(subject.lever(best.lever))} is a soft power, open to every region."
        return [*says, Sentence(open_to_all)]
    if need.state in (HELD, SHARED):
        return [*says, *_claims(subject, best), *_disputes(subject, need)]
    if need.state == PARTNER:
        body = subject.labels.words.body(best.through)
        who = f"the {body.label} of the place" if body else "a partner such as a council or an NHS body"
        cites = subject.sources(*(row.source for row in best.rows if body and row.vested == best.through))
        says.append(Sentence(f"It can be met through {who}, for {subject.lever(best.lever)}.", cites))
    for option in need.options:
        says += _lacks(subject, option)
    return says


def _asked(subject: Subject, need: Requirement) -> Sentence:
    """The need, and the reasons recorded for it with their sources."""
    names = [subject.lever(option.lever) for option in need.options]
    one = f"It needs {names[0]}."
    words = one if len(names) == 1 else f"It needs one of these: {listed(names, 'or')}."
    why = [
        reason
        for option in need.options
        for reason in subject.reasons.get((need.requirement, option.lever), ())
    ]
    reasons = dict.fromkeys(reason.reason for reason in why if reason.reason)
    if reasons:
        words += f" The reason given: {ended('; '.join(small(each.rstrip('.')) for each in reasons))}"
    return Sentence(words, subject.sources(*(reason.source for reason in why)))


def _claims(subject: Subject, option: Option) -> list[Sentence]:
    """Say each claim, on the date, that the region holds, shares or lacks the lever, with its source."""
    met = option.met_by or option.lever
    now = {row.claim: row for row in option.rows if row.when == "now" and row.status in _VERBS}
    told = []
    for row in now.values():
        if option.state != CONTRADICTORY and row.met != met:
            continue
        lever = subject.lever(row.met or option.lever)
        narrower = f", a narrower form of {subject.lever(option.lever)}" if row.met != option.lever else ""
        since, as_of, note, exercised_by = subject.notes.get(row.claim or "", HoldingNote(None, None, None))
        when = f", since {day(since)}" if since else f", as of {day(as_of)}" if as_of else ""
        words = f"{subject.place} {_VERBS[row.status or '']} {lever}{narrower}{_footing(row)}{when}"
        cites = subject.sources(*(each.source for each in option.rows if each.claim == row.claim))
        more = [ended(note)] if note else []
        if who := subject.labels.words.body(exercised_by):
            more.insert(0, f"Exercised by: {who.label}.")
        told.append(Sentence(" ".join([f"{words}.", *more]), cites))
    return told


def _footing(row: GateRow) -> str:
    """The law or grant that gives a lever, or, in brackets, what the denial of one rests on."""
    if row.status == "NotHeld":
        return f" ({flat(row.legal_basis)})" if row.legal_basis else ""
    return basis(row.legal_basis)


def _disputes(subject: Subject, need: Requirement) -> list[Sentence]:
    """Say which claims contradict each other, though the requirement is met without them."""
    says = []
    for option in need.options:
        for lever in option.disputed:
            rows = tuple(row for row in option.rows if row.met == lever)
            about = option._replace(lever=lever, state=CONTRADICTORY, met_by=lever, rows=rows)
            says += _lacks(subject, about)
    return says


def _lacks(subject: Subject, option: Option) -> list[Sentence]:
    lever = subject.lever(option.lever)
    if option.state == CONTRADICTORY:
        disputed = f"The sources contradict each other on whether {subject.place} holds {lever}."
        return [Sentence(disputed), *_claims(subject, option)]
    if option.ended:
        since = "" if option.denied else "; nothing later is recorded"
        gone = f"{subject.place} had {lever} until {day(option.ended)}{since}."
        cites = subject.sources(*(row.source for row in option.rows if row.when == "ended"))
        return [Sentence(gone, cites), *_claims(subject, option)]
    if claims := _claims(subject, option):
        return claims
    return [
        Sentence(
            f"No source in the graph states whether {subject.place} holds {lever}; that does not mean that "
            "it lacks it."
        )
    ]
