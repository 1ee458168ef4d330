"""Which further powers would open most to a region, and who has them under what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ...contract import AskRecord, RouteRecord
from ...facts.records import Source
from ...method import further_powers as method
from ..resource import Resource, Word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from ...facts import records
    from ..labels import Labels

ASKING = (
    "Opened is what cannot be done today even with partners, as far as the sources say, and could be then; "
    "eased is what needs partners today and would need none. The two are never added up."
)


class LackedLever(Struct, frozen=True):
    """A lever that the region lacks, with its state on the day; `ended` is the last day it had it.

    `through` is the kind of partner in the place that has it, where a source says so.
    """

    lever: Resource
    state: Word
    ended: str | None
    through: Word | None


class Holder(Struct, frozen=True):
    """Another region that holds or shares a lever, since when, under which act, order or deal."""

    lever: Resource
    region: Resource
    status: Word
    since: str | None
    legal_basis: str | None
    source: Source | None


class Route(Struct, frozen=True):
    """A law by which a class of authority has a lever; `in_force` is false where it was not seen to begin."""

    lever: Resource
    authority_class: str
    status: Word
    in_force: bool
    since: str | None
    legal_basis: str | None
    source: Source | None


class Ask(Struct, frozen=True):
    """A set of levers to ask for, and what the region's gaining them all would change.

    `unlocks` are not possible today and would be, `eases` are possible with partners and would be ready;
    `holders` have the levers elsewhere, `routes` are the laws that give them to a class of authority.
    """

    levers: tuple[LackedLever, ...]
    unlocks: tuple[Resource, ...]
    eases: tuple[Resource, ...]
    holders: tuple[Holder, ...]
    routes: tuple[Route, ...]


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
    outcome: Resource | None = None

    def record(self) -> list[AskRecord]:
        """As the JSON contract has it: a record for each ask, in order."""
        return [
            AskRecord(
                [lacked.lever.slug for lacked in ask.levers],
                [thing.slug for thing in ask.unlocks],
                [thing.slug for thing in ask.eases],
                sorted({holder.region.slug for holder in ask.holders if holder.status.name == "held"}),
                sorted({holder.legal_basis for holder in ask.holders if holder.legal_basis}),
                [_route_record(route) for route in ask.routes],
                self.exact,
            )
            for ask in self.asks
        ]


def _route_record(route: Route) -> RouteRecord:
    return RouteRecord(
        route.lever.slug,
        route.authority_class,
        route.status.name,  # type: ignore[arg-type]  # names of words are those of the contract
        route.in_force,
        route.since,
        route.legal_basis,
        route.source.iri if route.source else None,
    )


def further_powers(
    found: method.Asks,
    lacks: method.Lacking,
    holders: Sequence[records.Holder],
    routes: Sequence[records.Route],
    universal: Collection[str],
    labels: Labels,
    *,
    region: str,
    as_of: str,
    named: bool,
    size: int,
    opens: int | None,
    outcome: str | None = None,
) -> FurtherPowers:
    """The method's asks with labels, the other regions that have each lever, and the laws that give it."""
    elsewhere: dict[str, list[Holder]] = {}
    for holder in holders:
        if holder.region != region:
            elsewhere.setdefault(holder.lever, []).append(_holder(holder, labels))
    laws: dict[str, list[Route]] = {}
    for route in routes:
        laws.setdefault(route.lever, []).append(_route(route, labels))
    asks = tuple(_ask(ask, found, elsewhere, laws, labels) for ask in found.asks)
    here = labels.resource(region)
    most = len(lacks.closed)
    if opens is not None and opens > most:  # all that it lacks, taken together, opens so many
        notes = [f"No set of levers opens {opens}: all that {here.label} lacks, together, would open {most}."]
    else:
        notes = list(_notes(asks, found.exact, size))
    coming = [
        labels.name(lever)
        for lever in sorted(universal)
        if found.states.get(lever) in ("not-stated", "not-held")
    ]
    if coming:
        notes.append(
            f"Not asked for, because the law gives it to the whole class of {here.label}, though it was not "
            f"seen to have begun: {'; '.join(coming)}."
        )
    about = labels.resource(outcome) if outcome else None
    return FurtherPowers(here, as_of, named, size, opens, asks, found.exact, tuple(notes), about)


def _ask(
    ask: method.Ask,
    found: method.Asks,
    elsewhere: Mapping[str, list[Holder]],
    laws: Mapping[str, list[Route]],
    labels: Labels,
) -> Ask:
    return Ask(
        tuple(
            _lacked(lever, found.states.get(lever, "not-stated"), found.bodies.get(lever), labels)
            for lever in ask.levers
        ),
        labels.resources(ask.opened),
        labels.resources(ask.eased),
        tuple(holder for lever in ask.levers for holder in elsewhere.get(lever, ())),
        tuple(route for lever in ask.levers for route in laws.get(lever, ())),
    )


def _lacked(lever: str, stated: str, body: str | None, labels: Labels) -> LackedLever:
    """The lever with its state today; a text such as `ended 2024-05-06` says until when it was held."""
    state, _, ended = stated.partition(" ")
    name = "not-held" if ended else state
    return LackedLever(
        labels.resource(lever), labels.words.state(name), ended or None, labels.words.body(body)
    )


def _route(route: records.Route, labels: Labels) -> Route:
    return Route(
        labels.resource(route.lever),
        route.authority_class,
        labels.words.status(route.status),
        route.in_force,
        route.since,
        route.legal_basis,
        labels.source(route.source),
    )


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
