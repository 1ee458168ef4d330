"""A region's powers over time: the authorities in succession, every span, and what changed when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from ...contract import AuthorityRecord, PowerChangeRecord, SpanRecord, TimelineRecord
from ...facts.records import Source
from ..resource import Resource, Word

if TYPE_CHECKING:
    from ....authority import Region
    from ...method import powers_over_time as method
    from ..labels import Labels

Now = Literal["ended", "in-force", "later"]
CHANGES = {
    "gained": "gained",
    "now-held": "held in place of shared",
    "now-shared": "shared in place of held",
    "ended": "ended",
}
"""The words for each kind of change."""
UNKNOWN = (
    "A power whose start no source states is in force for as long as the record goes back: it stands in the "
    "table, and on no day as a change."
)
NOTHING = (
    "No power is on record as held or shared at any time. A gap in the record is no proof of a gap in law."
)


class Life(Struct, frozen=True):
    """A region, and the days of its authority as YYYY-MM-DD; None where no source states one."""

    region: Resource
    since: str | None
    until: str | None


class Span(Struct, frozen=True):
    """A time in which one region held or shared a lever, and by which law.

    `since` and `until` are as precise as the source, None where it states none; `start` and `end` are the
    days by which it is drawn, empty where it goes on. `with_authority` says that it ended with the authority.
    """

    lever: Resource
    domain: str | None
    region: Resource
    state: Word
    since: str | None
    until: str | None
    start: str
    end: str
    with_authority: bool
    now: Now
    authority_class: Resource | None
    legal_basis: str | None
    provisions: tuple[Resource, ...]
    locator: str | None
    ended_by: tuple[Resource, ...]
    source: Source | None
    claim: str


class PowerChange(Struct, frozen=True):
    """A day (YYYY-MM-DD) on which a power was gained, ended, or came to be held or shared.

    `when` is the same as precise as the source: a day, a month or a year.
    """

    day: str
    when: str
    kind: Word
    span: Span


class Timeline(Struct, frozen=True):
    """The powers of a region and of those that it followed, over time; `now` of a span is as of the day."""

    region: Resource
    as_of: str
    named: bool
    authorities: tuple[Life, ...]
    spans: tuple[Span, ...]
    changes: tuple[PowerChange, ...]
    notes: tuple[str, ...]

    def record(self) -> TimelineRecord:
        """As the JSON contract has it."""
        return TimelineRecord(
            self.region.slug,
            self.as_of,
            [AuthorityRecord(life.region.slug, life.since, life.until) for life in self.authorities],
            [_span_record(span) for span in self.spans],
            [
                PowerChangeRecord(
                    change.day,
                    change.when,
                    change.kind.name,  # type: ignore[arg-type]  # names of words are those of the contract
                    change.span.lever.slug,
                    change.span.region.slug,
                    change.span.claim,
                )
                for change in self.changes
            ],
        )


def _span_record(span: Span) -> SpanRecord:
    return SpanRecord(
        span.lever.slug,
        span.region.slug,
        span.state.name,  # type: ignore[arg-type]  # names of words are those of the contract
        span.since,
        span.until,
        span.now,
        span.authority_class.slug if span.authority_class else None,
        span.legal_basis,
        [provision.iri for provision in span.provisions],
        span.locator,
        [provision.iri for provision in span.ended_by],
        span.source.iri if span.source else None,
        span.claim,
    )


def timeline(
    found: method.PowersOverTime,
    domains: dict[str, str],
    labels: Labels,
    *,
    region: str,
    as_of: str,
    named: bool,
) -> Timeline:
    """The method's spans and changes with labels and sources, by domain and lever."""
    spans = {span: _span(span, domains, labels, as_of) for span in found.spans}
    ordered = sorted(spans.values(), key=_place)
    unknown = any(not span.start for span in ordered)
    return Timeline(
        labels.resource(region),
        as_of,
        named,
        tuple(_life(place, labels) for place in found.regions),
        tuple(ordered),
        tuple(
            PowerChange(
                change.day, _when(change), Word(change.kind, CHANGES[change.kind]), spans[change.span]
            )
            for change in found.changes
        ),
        (NOTHING,) if not ordered else (UNKNOWN,) if unknown else (),
    )


def _when(change: method.Change) -> str:
    """The day of a change, or the month or year of which it is but the first day."""
    since = change.span.claim.since or ""
    return since if change.kind != "ended" and change.day.startswith(since) and since else change.day


def _life(place: Region, labels: Labels) -> Life:
    return Life(labels.resource(place.iri), place.start, place.end)


def _span(span: method.Span, domains: dict[str, str], labels: Labels, as_of: str) -> Span:
    claim = span.claim
    return Span(
        labels.resource(claim.lever),
        domains.get(claim.lever),
        labels.resource(span.region),
        labels.words.status(claim.status),
        claim.since,
        claim.until or (span.end if span.with_authority else None),
        span.start,
        span.end,
        span.with_authority,
        "ended" if span.end and span.end < as_of else "later" if span.start > as_of else "in-force",
        _thing(claim.authority_class) if claim.authority_class else None,
        claim.legal_basis,
        tuple(map(_thing, claim.provisions)),
        claim.locator,
        tuple(map(_thing, claim.ended_by)),
        labels.source(claim.source),
        claim.claim,
    )


def _thing(named: tuple[str, str]) -> Resource:
    iri, label = named
    slug = iri.rstrip("/").rpartition("/")[2]
    return Resource(iri, slug, label or slug)


def _place(span: Span) -> tuple[str, ...]:
    return (span.domain or "", span.lever.label, span.lever.iri, span.start, span.end or "9999", span.claim)
