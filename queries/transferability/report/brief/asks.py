"""The asks: further powers that would open options for the problem, and who has them by which law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....wording import basis, day, listed
from ...method.further_powers import askable, further, lacking, states
from ...method.gate import NOT_HELD, NOT_STATED, having
from ..answers.brief import ASKS, Ask, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...facts.records import GateRow, Source
    from ...method.further_powers import Ask as Found
    from ...method.ranking import Candidate
    from .subject import Subject

HOLDERS = 4
"""So many holders of a power are named with their law; the rest are counted."""
NAMED = 4
"""So many interventions are named."""


def asks(subject: Subject) -> tuple[Ask, ...]:
    """The powers that would open most of the options for the problem, what is closed today first."""
    model = subject.model
    relevant = {candidate.intervention for candidate in subject.candidates}
    verdicts = [
        verdict for verdict in model.verdicts(subject.region, subject.day) if verdict.intervention in relevant
    ]
    strength = {candidate.intervention: candidate.evidence.rank for candidate in subject.candidates}
    found = further(lacking(verdicts, askable(model, subject.region, subject.day), strength))
    standing, _ = states(verdicts)
    told = []
    for ask in found.asks:
        lever = ask.levers[0]
        held = tuple(_held(subject, lever))
        if held:
            told.append(_ask(subject, lever, ask, standing.get(lever, NOT_STATED), held))
    return tuple(told[:ASKS])


def _ask(subject: Subject, lever: str, ask: Found, standing: str, held: tuple[Statement, ...]) -> Ask:
    state, _, ended = standing.partition(" ")
    return Ask(
        subject.labels.resource(lever),
        subject.labels.words.state(NOT_HELD if ended else state),
        subject.labels.resources(ask.opened),
        subject.labels.resources(ask.eased),
        _opens(subject, lever, ask.opened, ask.eased),
        held,
    )


def _need(subject: Subject, candidate: Candidate, lever: str) -> tuple[str, tuple[Source, ...]] | None:
    """The requirement of a candidate that names a lever, with the sources of the reason."""
    for need in candidate.verdict.needed:
        if any(option.lever == lever for option in need.options):
            reasons = subject.model.reasons(candidate.intervention)
            named = (need.requirement, lever)
            cited = (each.source for each in reasons if (each.requirement, each.lever) == named)
            return need.requirement, subject.cited(*cited)
    return None


def _opens(subject: Subject, lever: str, closed: Sequence[str], eased: Sequence[str]) -> Statement:
    """What the power would make possible, by the requirements that name it."""
    words = []
    if closed:
        words.append(f"would make possible {_some(subject, closed)}")
    if eased:
        words.append(f"would let {subject.place} act without a partner on {_some(subject, eased)}")
    named = [candidate for candidate in subject.candidates if candidate.intervention in (*closed, *eased)]
    known = [need for candidate in named if (need := _need(subject, candidate, lever))]
    sources = dict.fromkeys(source for _, cited in known for source in cited)
    text = f"By our reading of what each needs, it {' and '.join(words)}."
    return Statement(text, tuple(requirement for requirement, _ in known), tuple(sources))


def _some(subject: Subject, iris: Sequence[str]) -> str:
    names = [subject.name(iri) for iri in iris]
    rest = len(names) - NAMED
    return listed([*names[:NAMED], f"{rest} more"] if rest > 0 else names)


def _held(subject: Subject, lever: str) -> Iterator[Statement]:
    """Who elsewhere holds or shares the power, by which law; the first few."""
    holders = dict.fromkeys(
        holder.region
        for holder in subject.model.holders(subject.day)
        if holder.lever == lever and holder.region != subject.region
    )
    for region in list(holders)[:HOLDERS]:
        for row in _having(subject, region, lever)[:1]:
            verb = "holds" if row.status == "Held" else "shares"
            since = subject.model.holding_notes(region).get(row.claim or "")
            when = f", since {day(since.since)}" if since and since.since else ""
            footing = basis(row.legal_basis) or ", on a basis that is not stated"
            yield Statement(
                f"{subject.name(region)} {verb} it{footing}{when}.",
                (row.claim or "",),
                subject.cited(row.source),
            )
    if more := list(holders)[HOLDERS:]:
        yield _more_holders(subject, lever, more)


def _more_holders(subject: Subject, lever: str, regions: list[str]) -> Statement:
    """How many more hold or share the power, by the claims that say so."""
    rows = [row for region in regions for row in _having(subject, region, lever)]
    held = "region holds or shares" if len(regions) == 1 else "regions hold or share"
    claims = tuple(row.claim for row in rows if row.claim)
    return Statement(f"{len(regions)} more {held} it.", claims, subject.cited(*(row.source for row in rows)))


def _having(subject: Subject, region: str, lever: str) -> list[GateRow]:
    return having(subject.model.holdings(region, subject.day).get(lever, ()))
