"""The gaps of a region: levers left unused, outcomes out of reach, and gaps in the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ...contract import GapRecord
from ...facts.records import Source
from ..resource import Resource, Word

if TYPE_CHECKING:
    from ...method import gaps as method
    from ..labels import Labels

UNUSED = (
    "Not in use: the region's own record says so. Use not stated: no source says whether the region uses it, "
    "and no intervention in the graph tells of a use here. What the record says is in use is left out."
)


class Untapped(Struct, frozen=True):
    """A lever that the region has and does not use on record, and what used it elsewhere with benefit.

    `idle` says that its own record states that it is not in use; otherwise its use is not stated.
    `status` is held, shared, or soft: a soft power is open to all, without a law or a source.
    """

    lever: Resource
    status: Word
    used_elsewhere: tuple[Resource, ...]
    legal_basis: str | None
    source: Source | None
    idle: bool


class Gap(Struct, frozen=True):
    """One kind of gap, in words, and the things that have it."""

    kind: Word
    things: tuple[Resource, ...]


class Gaps(Struct, frozen=True):
    """The gaps of a region on a day (YYYY-MM-DD): untapped levers first, then the other kinds."""

    region: Resource
    as_of: str
    named: bool
    untapped: tuple[Untapped, ...]
    others: tuple[Gap, ...]
    notes: tuple[str, ...] = (UNUSED,)

    def record(self) -> list[GapRecord]:
        """As the JSON contract has it: a record for each gap, untapped levers first."""
        untapped = [
            GapRecord(
                "untapped",
                gap.lever.slug,
                gap.status.name,  # type: ignore[arg-type]  # names of words are those of the contract
                "not-in-use" if gap.idle else "not-stated",
                [thing.slug for thing in gap.used_elsewhere],
                gap.legal_basis,
                gap.source.iri if gap.source else None,
            )
            for gap in self.untapped
        ]
        others = [
            GapRecord(gap.kind.name, thing.slug)  # type: ignore[arg-type]
            for gap in self.others
            for thing in gap.things
        ]
        return untapped + others


def gaps(found: method.Gaps, labels: Labels, *, region: str, as_of: str, named: bool) -> Gaps:
    """The method's gaps with labels and sources."""
    others = (
        (Word("out-of-reach", "determinant out of reach"), found.out_of_reach),
        (Word("without-intervention", "outcome that no intervention reaches"), found.without_intervention),
        (
            Word("without-evidence", "intervention whose evaluation was looked for in vain"),
            found.without_evidence,
        ),
        (Word("not-searched", "intervention whose evaluation nobody looked for"), found.not_searched),
        (Word("without-indicator", "intervention without an indicator"), found.without_indicator),
    )
    return Gaps(
        labels.resource(region),
        as_of,
        named,
        tuple(
            Untapped(
                labels.resource(gap.lever),
                labels.words.status(gap.status),
                labels.resources(gap.used_elsewhere),
                gap.legal_basis,
                labels.source(gap.source),
                gap.idle,
            )
            for gap in found.untapped
        ),
        tuple(Gap(kind, labels.resources(things)) for kind, things in others),
    )
