"""A requirement and a region's claims about its levers, as an answer shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET, Struct

from ...contract import RequirementRecord, StandingRecord
from ..resource import Resource, Word

if TYPE_CHECKING:
    from ...facts.records import GateRow, Source
    from ...method import gate
    from ..labels import Labels
else:
    from ...facts.records import Source


class HoldingClaim(Struct, frozen=True):
    """A claim about a region and a lever, with one of its sources; `when` is now, ended or later.

    `lever` is the lever of the claim: the one asked about or a narrower one. `until` is the day on which it
    ended, YYYY-MM-DD.
    """

    iri: str
    lever: Resource
    status: Word
    when: str
    until: str | None
    legal_basis: str | None
    source: Source | None


class Alternative(Struct, frozen=True):
    """One lever that would meet a requirement: how the region stands to it on the day, by which claims.

    `deciding` are the claims that give the state: one or none, but all that contradict each other. `ended` is
    the day until which the region had it, where it has ended. `met_by` is the lever that gives the state.
    """

    lever: Resource
    state: Word
    soft: bool
    met_by: Resource | None
    ended: str | None
    deciding: tuple[HoldingClaim, ...]
    claims: tuple[HoldingClaim, ...]
    disputed: tuple[Resource, ...]
    through: Word | None = None
    """The kind of partner that has it, where the state is that of a partner and a claim says who."""

    @property
    def said(self) -> HoldingClaim | None:
        """The first deciding claim; none for a soft power, which is open to all."""
        return self.deciding[0] if self.deciding and not self.soft else None

    def record(self) -> StandingRecord:
        """As the JSON contract has it: how a region stands to the lever."""
        cited = [claim.source.iri for claim in self.deciding if claim.source]
        return StandingRecord(
            [self.lever.slug],
            self.state.name,  # type: ignore[arg-type]  # the state's name is one of the contract's
            self.met_by.slug if self.met_by else None,
            self.said.legal_basis if self.said else None,
            self.said.source.iri if self.said and self.said.source else None,
            self.through.label if self.through else None,
            cited if len(self.deciding) > 1 else UNSET,
        )


class Requirement(Struct, frozen=True):
    """One requirement of an intervention: its state on the day, and its alternatives, best first.

    `helpful` says that it only helps, and never decides.
    """

    iri: str
    helpful: bool
    state: Word
    alternatives: tuple[Alternative, ...]

    @property
    def best(self) -> Alternative:
        """The alternative that decides the state."""
        return self.alternatives[0]

    @property
    def soft(self) -> bool:
        """Whether a soft lever, open to all, meets it."""
        return self.state.name == "held" and self.best.soft

    @property
    def met_by(self) -> Resource | None:
        """The lever that gives the state; None where no claim does."""
        return self.best.met_by

    @property
    def legal_basis(self) -> str | None:
        """The act, order or deal that the deciding claim names."""
        return self.best.said.legal_basis if self.best.said else None

    @property
    def source(self) -> Source | None:
        """The source of the deciding claim."""
        return self.best.said.source if self.best.said else None

    def record(self) -> RequirementRecord:
        """As the JSON contract has it."""
        return RequirementRecord(
            [option.lever.slug for option in self.alternatives],
            self.state.name,  # type: ignore[arg-type]  # the state's name is one of the contract's
            self.met_by.slug if self.met_by else None,
            self.legal_basis,
            self.source.iri if self.source else None,
            self.best.through.label if self.best.through else None,
        )

    @property
    def ended(self) -> str | None:
        """The last day on which a lever of it was held, where all have ended or were never held."""
        ends = [alternative.ended for alternative in self.alternatives if alternative.ended]
        return max(ends, default=None)


def requirement(judged: gate.Requirement, labels: Labels) -> Requirement:
    """A requirement as the gate judged it, with labels and sources."""
    return Requirement(
        judged.requirement,
        judged.helpful,
        labels.words.state(judged.state),
        tuple(alternative(option, labels) for option in judged.options),
    )


def alternative(option: gate.Option, labels: Labels) -> Alternative:
    """One alternative as the gate judged it, with labels and sources."""
    soft = option.rows[0].soft
    return Alternative(
        labels.resource(option.lever),
        labels.words.state(option.state),
        soft,
        labels.resource(option.met_by) if option.met_by else None,
        option.ended,
        tuple(_claim(row, labels) for row in option.deciding),
        tuple(_claim(row, labels) for row in option.rows if row.claim),
        labels.resources(option.disputed),
        labels.words.body(option.through),
    )


def _claim(row: GateRow, labels: Labels) -> HoldingClaim:
    return HoldingClaim(
        row.claim or "",
        labels.resource(row.met or row.lever),
        labels.words.status(row.status or "NotStated"),
        row.when or "now",
        row.until,
        row.legal_basis,
        labels.source(row.source),
    )
