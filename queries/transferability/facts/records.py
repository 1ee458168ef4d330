"""The records that facts are fetched as: rows of the query files beside this module, with named fields.

Things are IRIs; days are YYYY-MM-DD, years YYYY; None stands where no source states a value.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Intervention(NamedTuple):
    """An intervention, the regions where it takes place, its first and last year, and its status in words.

    `nationwide` says that a law or a programme of the state brings it to all of England.
    """

    iri: str
    label: str
    regions: tuple[str, ...]
    start: str | None
    end: str | None
    status: str | None = None
    nationwide: bool = False


class Finding(NamedTuple):
    """One finding of an evaluation; the rank of its strength is 4 for strong to 1 for insufficient.

    `on` are the outcomes and determinants that it measured, and outputs such as people reached.
    """

    direction: str
    strength: str
    rank: int
    equity: str | None
    on: tuple[str, ...] = ()
    iri: str = ""


class Source(NamedTuple):
    """A source: its IRI, its title, and its address on the web."""

    iri: str
    title: str
    url: str


class Holder(NamedTuple):
    """A region that holds or shares a lever, since when, and by which act, order or deal."""

    lever: str
    status: str
    region: str
    since: str | None
    legal_basis: str | None
    source: str | None


class Route(NamedTuple):
    """A law by which a class of authority has a lever; `in_force` is false where it was not seen to begin."""

    lever: str
    status: str
    authority_class: str
    in_force: bool
    since: str | None
    legal_basis: str | None
    source: str | None


class GateRow(NamedTuple):
    """One alternative lever of one requirement, with one claim of the region about it or none.

    `status` is Held, Shared, NotHeld or NotStated; `when` is now, ended or later on the day asked about;
    `vested` is the kind of body in which the claim says that the lever is vested, such as FireAuthority;
    `closed` says that the lever is closed for everybody on the day.
    """

    intervention: str
    requirement: str
    helpful: bool
    lever: str
    partner: bool
    soft: bool
    met: str | None = None
    claim: str | None = None
    status: str | None = None
    when: str | None = None
    until: str | None = None
    legal_basis: str | None = None
    source: str | None = None
    vested: str | None = None
    closed: bool = False


class CausalClaim(NamedTuple):
    """One claim that a thing acts on another, with how strong its evidence is: 4 strong to 1 insufficient."""

    claim: str
    cause: str
    target: str
    rank: int
    polarity: str
    health: str | None


class ClaimText(NamedTuple):
    """A causal claim in words: the mechanism that it assumes, and its source."""

    mechanism: str | None
    source: str | None


class Criterion(NamedTuple):
    """A criterion of transferability: its question in our own words, its group, the sources that name it."""

    criterion: str
    label: str
    group: str
    question: str
    sources: tuple[str, ...]


class Reply(NamedTuple):
    """A team's score for a criterion, from 1 (no match) to 5 (full match), by whom and as of when."""

    criterion: str
    score: Decimal | None
    who: str | None
    as_of: str | None
    comment: str | None


class ContextFact(NamedTuple):
    """A feature of a region: a figure of a period, or, without a period, the status of a lever."""

    region: str
    feature: str
    period: str
    value: str


class Description(NamedTuple):
    """An intervention in words, as one of its sources describes it."""

    text: str | None
    lead: str | None
    start: str | None
    end: str | None
    status: str | None
    meant_for: str | None
    lesson: str | None
    source: str | None


class Reason(NamedTuple):
    """Why a requirement names a lever, and the source of the reason."""

    requirement: str
    lever: str
    reason: str | None
    source: str | None


class HoldingSpan(NamedTuple):
    """A claim that a region holds or shares a lever, and when; `since` and `until` as precise as the source.

    `start` and `end` are days; a named thing is its IRI and its label. `authority_class` is there where the
    claim follows from a rule about a class.
    """

    claim: str
    lever: str
    status: str
    since: str | None
    until: str | None
    start: str | None
    end: str | None
    authority_class: tuple[str, str] | None
    legal_basis: str | None
    provisions: tuple[tuple[str, str], ...]
    locator: str | None
    ended_by: tuple[tuple[str, str], ...]
    source: str | None


class HoldingNote(NamedTuple):
    """A claim about a lever in words: since when, as of when, the note, and the term of who exercises it."""

    since: str | None
    as_of: str | None
    note: str | None
    exercised_by: str | None = None


class FindingText(NamedTuple):
    """A finding in words, with how it was graded, by which kind of study, for whom and on what."""

    finding: str
    text: str
    direction: str
    strength: str | None
    equity: str | None
    design: str | None
    source: str | None
    who: str | None = None
    on: tuple[str, ...] = ()


class Cost(NamedTuple):
    """A stated cost of an intervention: the amount, what it paid for, and who bore it."""

    cost: str
    amount: float
    currency: str | None
    per: str | None
    paid_by: str | None
    source: str | None


class Figure(NamedTuple):
    """The unit and the source of a region's figure for an indicator and a period."""

    indicator: str
    period: str
    unit: str | None
    source: str | None


class AreaFigure(NamedTuple):
    """A figure of a region or of England on an indicator that says which way is better.

    `lower` and `upper` are the 95% limits; `start` is the first year of the period, `published` when the
    source put it out; `things` are what the indicator measures.
    """

    area: str
    indicator: str
    period: str
    start: str
    value: float
    lower: float | None
    upper: float | None
    unit: str | None
    higher_is_better: bool
    source: str | None
    published: str | None
    things: tuple[str, ...]


class Member(NamedTuple):
    """A council that belongs to a region, and the source that says so."""

    council: str
    role: str | None
    source: str | None
