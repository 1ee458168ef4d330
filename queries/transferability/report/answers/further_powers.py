"""Which further powers would open most to a region, and who has them under what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ...contract import AskRecord
from ...facts.records import Source
from ...method import further_powers as method
from ...method.gate import READY
from ..resource import Resource, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...facts import records
    from ...method.gate import Verdict
    from ..labels import Labels

ASKING = (
    "Opened is what becomes ready, with no partner needed; closed today is what of it cannot be taken up now "
    "even with partners, as far as the sources say."
)


class LackedLever(Struct, frozen=True):
    """A lever that the region lacks, with its state on the day; `ended` is the last day it had it."""

    lever: Resource
    state: Word
    ended: str | None


class Holder(Struct, frozen=True):
    """Another region that holds or shares a lever, since when, under which act, order or deal."""

    lever: Resource
    region: Resource
    status: Word
    since: str | None
    legal_basis: str | None
    source: Source | None


class Ask(Struct, frozen=True):
    """A set of levers to ask for: the interventions that become ready when the region gains them all.

    `unlocks` are those that are closed to it today, `eases` those that it could take up with partners.
    """

    levers: tuple[LackedLever, ...]
    unlocks: tuple[Resource, ...]
    eases: tuple[Resource, ...]
    holders: tuple[Holder, ...]

    @property
    def opens(self) -> tuple[Resource, ...]:
        """All that become ready, by IRI."""
        return tuple(sorted((*self.unlocks, *self.eases), key=lambda thing: thing.iri))


class FurtherPowers(Struct, frozen=True):
    """The sets of levers that open most to a region on a day (YYYY-MM-DD), those that open most first.

    `exact` is False where the sets were found greedily. `size` is the number of levers of a set, `opens` how
    many interventions a set was to open, where that was asked for.
    """

    region: Resource
    as_of: str
    named: bool
    size: int
    opens: int | None
    asks: tuple[Ask, ...]
    exact: bool
    notes: tuple[str, ...]

    def record(self) -> list[AskRecord]:
        """As the JSON contract has it: a record for each ask, in order."""
        return [
            AskRecord(
                [lacked.lever.slug for lacked in ask.levers],
                [thing.slug for thing in ask.unlocks],
                [thing.slug for thing in ask.eases],
                sorted({holder.region.slug for holder in ask.holders if holder.status.name == "held"}),
                sorted({holder.legal_basis for holder in ask.holders if holder.legal_basis}),
                self.exact,
            )
            for ask in self.asks
        ]


def further_powers(
    found: method.Asks,
    verdicts: Sequence[Verdict],
    holders: Sequence[records.Holder],
    labels: Labels,
    *,
    region: str,
    as_of: str,
    named: bool,
    size: int,
    opens: int | None,
) -> FurtherPowers:
    """The method's asks with labels, and with the other regions that hold or share each lever."""
    elsewhere: dict[str, list[Holder]] = {}
    for holder in holders:
        if holder.region != region:
            elsewhere.setdefault(holder.lever, []).append(_holder(holder, labels))
    asks = tuple(_ask(ask, found, elsewhere, labels) for ask in found.asks)
    here = labels.resource(region)
    most = sum(bool(verdict.needed) and verdict.verdict != READY for verdict in verdicts)
    if opens is not None and opens > most:  # all that it lacks, taken together, opens so many
        notes = [f"No set of levers opens {opens}: all that {here.label} lacks, together, would open {most}."]
    else:
        notes = list(_notes(asks, found.exact, size))
    return FurtherPowers(here, as_of, named, size, opens, asks, found.exact, tuple(notes))


def _ask(ask: method.Ask, found: method.Asks, elsewhere: Mapping[str, list[Holder]], labels: Labels) -> Ask:
    return Ask(
        tuple(_lacked(lever, found.states.get(lever, "not-stated"), labels) for lever in ask.levers),
        labels.resources(iri for iri in ask.unlocks if iri in found.closed),
        labels.resources(iri for iri in ask.unlocks if iri not in found.closed),
        tuple(holder for lever in ask.levers for holder in elsewhere.get(lever, ())),
    )


def _lacked(lever: str, stated: str, labels: Labels) -> LackedLever:
    """The lever with its state today; a text such as `ended 2024-05-06` says until when it was held."""
    state, _, ended = stated.partition(" ")
    name = "not-held" if ended else state
    return LackedLever(labels.resource(lever), labels.words.state(name), ended or None)


def _holder(holder: records.Holder, labels: Labels) -> Holder:
    return Holder(
        labels.resource(holder.lever),
        labels.resource(holder.region),
        labels.words.status(holder.status),
        holder.since,
        holder.legal_basis,
        labels.source(holder.source),
    )


def _notes(asks: tuple[Ask, ...], exact: bool, size: int) -> Iterator[str]:
    yield ASKING if asks else "No such set of levers opens anything that a smaller one does not."
    if not exact:
        yield (
            f"There are more than {method.EXACT:,} sets of {size} levers, too many to look at each: this "
            "one was put together greedily, lever by lever, so a better one may exist."
        )
