"""The options in a few statements: what each is, whether it works, whether the region may, what it cost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ....wording import basis, big, day, ended, figure as written, flat, listed, small
from ...method.gate import CONTRADICTORY, HELD, NOT_HELD, NOT_STATED, PARTNER, SHARED
from ..answers.brief import Option, Statement
from ..answers.relevance import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...facts.records import Cost, FindingText, Source
    from ...method.gate import Option as Alternative, Requirement
    from ...method.ranking import Candidate
    from .subject import Subject

MAY = {
    "ready": "Yes, with the powers it holds",
    "with-partners": "Yes, together with partners",
    "contradictory": "Unclear: the sources disagree",
    "undecided": "Not stated",
    "blocked": "Not today",
}
"""The verdict as the answer to: may we?"""
_UNFOUND = {
    "NoneFound": ("No evaluation found", "A search for evaluations found none"),
    "NotYetSearched": ("Nobody has looked yet", "Nobody has yet looked for evaluations of it"),
}
"""Words for the result of a search that found nothing, short and as a sentence."""
_NO_BENEFIT = {
    "MixedFinding": "Mixed findings, no clear benefit",
    "NullFinding": "No effect found",
    "HarmfulFinding": "Harm found",
    "NotAssessed": "Effect not assessed",
}
_STRENGTH = {4: "Strong", 3: "Moderate", 2: "Weak", 1: "Insufficient"}
_SENTENCE = re.compile(r"(?<=[a-z0-9)%][.!?])\s+(?=[A-Z])")
MEASURED = ("itself", "cause", "other")
"""The things that a finding may have measured, closest to the problem first."""


def option(subject: Subject, candidate: Candidate) -> Option:
    """One option of the brief."""
    labels = subject.labels
    verdict = candidate.verdict.verdict
    rank, measured, words, evidence = _evidence(subject, candidate)
    return Option(
        labels.resource(candidate.intervention),
        labels.words.verdict(verdict),
        MAY[verdict],
        rank,
        measured,
        words,
        _what(subject, candidate),
        evidence,
        tuple(_law(subject, candidate)),
        done(subject, candidate),
        tuple(_costs(subject, candidate)),
        _path(subject, candidate),
    )


def _what(subject: Subject, candidate: Candidate) -> Statement:
    texts = [each.text for each in subject.model.descriptions(candidate.intervention) if each.text]
    if not texts:
        return Statement("No source on record describes it.")
    return subject.of_intervention(ended(_SENTENCE.split(texts[0])[0]), candidate.intervention)


def done(subject: Subject, candidate: Candidate) -> Statement:
    """Say where it was done, when, and how it stands there."""
    about = subject.model.descriptions(candidate.intervention)[0]
    where = listed([subject.name(region) for region in candidate.regions])
    where = where or ("All of England" if candidate.nationwide else "No region recorded")
    years = f", {about.start} to {about.end}" if about.start and about.end else ""
    years = years or (f", since {about.start}" if about.start else "")
    status = f" ({flat(about.status)})" if about.status else ""
    return subject.of_intervention(f"{where}{years}{status}.", candidate.intervention)


def _evidence(subject: Subject, candidate: Candidate) -> tuple[int, str, str, Statement]:
    """The rank, object and words of the evidence closest to the problem, and its best finding."""
    texts = subject.model.finding_texts(candidate.intervention)
    if not texts:
        short, said = _unfound(subject, candidate)
        return 0, MEASURED[2], short, said
    best = min(texts, key=lambda each: _closeness(subject, each))
    rank, on = subject.measured_on.get(best.finding, (0, frozenset()))
    rank = rank if best.direction == "Beneficial" else 0
    about = _measured(subject, on)
    if rank:
        words = f"{_STRENGTH[rank]} evidence of benefit {about}"
    else:
        words = f"{_NO_BENEFIT.get(best.direction, 'No benefit found')} {about}"
    more = _others(texts, best)
    measured = MEASURED[_distance(subject, on)]
    return (
        rank,
        measured,
        words,
        Statement(f"{ended(best.text)}{more}", (best.finding,), subject.cited(best.source)),
    )


def _others(texts: list[FindingText], best: FindingText) -> str:
    """How many more findings are on record, and whether they point the same way."""
    others = [each for each in texts if each != best]
    if not others:
        return ""
    unlike = sum(each.direction not in (best.direction, "NotAssessed") for each in others)
    one = len(others) == 1
    said = " One more finding is on record" if one else f" {len(others)} more findings are on record"
    if unlike:
        which = f"of which {unlike} point{'s' * (unlike == 1)}"
        which = "and it points" if one else "and all point" if unlike == len(others) else which
        said += f", {which} another way"
    return f"{said}."


def _unfound(subject: Subject, candidate: Candidate) -> tuple[str, Statement]:
    search = subject.searches.get(candidate.intervention)
    short, said = _UNFOUND.get(search.result if search else "", ("No evaluation on record", ""))
    if not said:
        return short, Statement("No evaluation of it is on record.")
    when = f" ({day(search.on)})" if search and search.on and search.result == "NoneFound" else ""
    return short, Statement(f"{said}{when}.")


def _closeness(subject: Subject, finding: FindingText) -> tuple[bool, int, bool, int]:
    """Benefit before the rest; what measured the problem itself first, then a cause of it; the strongest."""
    rank, on = subject.measured_on.get(finding.finding, (0, frozenset()))
    return (
        finding.direction == "NotAssessed",
        _distance(subject, on),
        finding.direction != "Beneficial",
        -rank,
    )


def _distance(subject: Subject, on: frozenset[str]) -> int:
    near = subject.reach.proximity
    return 0 if near.ends & on else 1 if near.things.keys() & on else 2


def _measured(subject: Subject, on: frozenset[str]) -> str:
    near = subject.reach.proximity
    if near.ends & on:
        return f"on {subject.topic} itself"
    causes = sorted(subject.within(thing) for thing in near.things.keys() & on)
    return f"on a cause of it: {causes[0]}" if causes else "on something else"


def _law(subject: Subject, candidate: Candidate) -> Iterator[Statement]:
    needed = candidate.verdict.needed
    if not needed:
        yield Statement("What it needs in law is not stated.")
    soft = [need for need in needed if need.soft]
    for need in needed:
        if not need.soft:
            yield _met(subject, candidate, need)
    if soft and len(soft) == len(needed):
        names = listed(dict.fromkeys(subject.within(need.best.lever) for need in soft))
        claims = tuple(need.requirement for need in soft)
        yield Statement(
            f"By our reading it needs no power in law: {names}, open to every region.",
            claims,
            _reasons(subject, candidate, soft),
        )


def _met(subject: Subject, candidate: Candidate, need: Requirement) -> Statement:
    """How the region stands to one power that is needed, by which law."""
    best = need.best
    if need.state in (HELD, SHARED, CONTRADICTORY):
        return holds(subject, best, need.state)
    names = listed((subject.within(each.lever) for each in need.options), "or")
    if need.state == PARTNER:
        return _through(subject, candidate, need)
    if need.state == NOT_HELD and best.said:
        return lacks(subject, best)
    if need.state == NOT_STATED:
        return Statement(f"Whether {subject.place} holds {names} is not stated.")
    return Statement(f"Nobody in {subject.place} is on record as holding {names}.")


def _through(subject: Subject, candidate: Candidate, need: Requirement) -> Statement:
    """Which partner has the power, by the claim that says so; else that our reading names a partner."""
    best = need.best
    body = subject.labels.words.body(best.through)
    rows = tuple(row for row in best.rows if body and row.claim and row.vested == best.through)
    if body and rows:
        text = f"Through the {small(body.label)} of {subject.place}, for {subject.within(best.lever)}."
        return Statement(text, _claims(rows), subject.cited(*(row.source for row in rows)))
    names = listed((subject.within(each.lever) for each in need.options), "or")
    text = f"By our reading through a partner that has it, a council or another public body: {names}."
    return Statement(text, (need.requirement,), _reasons(subject, candidate, [need]))


def holds(subject: Subject, best: Alternative, state: str) -> Statement:
    """Say that the region holds or shares a power, or that sources disagree, by the deciding claims."""
    verb = {HELD: "holds", SHARED: "shares"}.get(state)
    lever = subject.within(best.met_by or best.lever)
    said = best.said
    law = basis(said.legal_basis) if said else ""
    text = (
        f"{subject.place} {verb} {lever}{law}."
        if verb
        else f"The sources disagree on whether {subject.place} holds {lever}."
    )
    rows = best.deciding
    return Statement(text, _claims(rows), subject.cited(*(row.source for row in rows)))


def lacks(subject: Subject, best: Alternative) -> Statement:
    """Say that the region lacks a power, or until when it had it."""
    lever = subject.within(best.lever)
    said = best.said
    footing = f" ({flat(said.legal_basis)})" if said and said.legal_basis else ""
    text = f"{subject.place} does not hold {lever}{footing}."
    if best.ended:
        text = f"{subject.place} had {lever} until {day(best.ended)}; nothing later is recorded."
    rows = best.deciding
    return Statement(text, _claims(rows), subject.cited(*(row.source for row in rows)))


def _claims(rows: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(claim for row in rows if (claim := getattr(row, "claim", None)))


def _reasons(subject: Subject, candidate: Candidate, needs: list[Requirement]) -> tuple[Source, ...]:
    wanted = {(need.requirement, option.lever) for need in needs for option in need.options}
    reasons = subject.model.reasons(candidate.intervention)
    return subject.cited(*(each.source for each in reasons if (each.requirement, each.lever) in wanted))


def _costs(subject: Subject, candidate: Candidate) -> Iterator[Statement]:
    costs = subject.costs.get(candidate.intervention, ())
    for cost in costs:
        yield Statement(_cost(cost), (cost.cost,), subject.cited(cost.source))
    if not costs:
        yield Statement("Not stated.")


def _cost(cost: Cost) -> str:
    amount = money(cost.amount) if cost.currency == "GBP" else f"{written(cost.amount)} {cost.currency or ''}"
    paid = f"; paid by {cost.paid_by}" if cost.paid_by and not cost.paid_by.startswith("Not stated") else ""
    return f"{amount.strip()} for {cost.per}{paid}." if cost.per else f"{amount.strip()}{paid}."


def money(amount: float) -> str:
    """An amount of pounds as people say it: `£2.5 million`, `£952`, `£2.65`."""
    for size, word in ((1e9, " billion"), (1e6, " million")):
        if amount >= size:
            return f"£{amount / size:.3g}{word}"
    return f"£{amount:,.0f}" if amount == int(amount) else f"£{amount:,.2f}"


def _path(subject: Subject, candidate: Candidate) -> Statement:
    """How closely it acts on the problem, with the claims of the steps."""
    judged = candidate.relevance
    end = subject.labels.resource(subject.problem)
    if judged is None:
        return Statement("How it would lead there is not stated.")
    claims = [claim.claim for step in judged.chain for claim in step.claims]
    texts = subject.model.claim_texts()
    acts = subject.of_intervention("", candidate.intervention)
    sources = dict.fromkeys((*acts.sources, *subject.cited(*(texts[claim].source for claim in claims))))
    return Statement(big(place(judged, end, subject.labels)), (*acts.claims, *claims), tuple(sources))
