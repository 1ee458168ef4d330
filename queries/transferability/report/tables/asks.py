"""Which further powers would open most: a line and a record for each ask."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from ....results.table import Table
from ...facts import facts as rows
from ...facts.facts import NONE, local
from ...method import further_powers as asking
from ..wording import basis
from .source import SOURCE, source

if TYPE_CHECKING:
    from .....graph.store import Store
    from ....results.table import Record
    from ...facts.facts import Holder, Names, Sources
    from ...method.further_powers import Ask

ASKING = (
    "Opened is what becomes ready, with no partner needed; closed today is what of it cannot be taken up now "
    "even with partners, as far as the sources say."
)


def asks_table(
    store: Store,
    asks: Iterable[Ask],
    as_of: str,
    names: Names,
    sources: Sources = NONE,
    *,
    region: str,
    states: Mapping[str, str] = NONE,
    closed: Collection[str] = (),
    exact: bool = True,
    size: int = 1,
    title: str = "",
) -> Table:
    """One line for each ask: what it opens, how the lever stands today, and who got it how elsewhere.

    `region` is the one that asks (IRI).
    `states` tells how the region stands to each lever, `closed` what it cannot take up today even with
    partners, `exact` whether all sets were looked at.
    """
    chosen = list(asks)
    by_lever = elsewhere(store, as_of, region)
    lines = []
    for ask in chosen:
        others = among(ask, by_lever)
        lines.append(
            (
                "; ".join(names.get(lever, lever) for lever in ask.levers),
                "; ".join(states.get(lever, "") for lever in ask.levers),
                len(ask.unlocks),
                sum(each in closed for each in ask.unlocks),
                "; ".join(names.get(each, each) for each in ask.unlocks),
                "; ".join(_held(each, names) for each in others) or "no region in the record",
                *source(next((each.source for each in others if each.source), None), sources),
                "exact" if exact else "greedy",
            )
        )
    said = ("levers", "today", "opens", "closedToday", "interventions", "heldElsewhereBy")
    notes = [ASKING] if lines else ["No such set of levers opens anything that a smaller one does not."]
    if not exact:
        notes.append(
            f"There are more than {asking.EXACT:,} sets of {size} levers, too many to look at each: this "
            "one was put together greedily, lever by lever, so a better one may exist."
        )
    columns = (*said, *SOURCE, "search")
    return Table(
        columns, lines, title, found=chosen, records=lambda: _asks(chosen, by_lever, exact), notes=notes
    )


def elsewhere(store: Store, as_of: str, region: str) -> dict[str, list[Holder]]:
    """The other regions that hold or share every lever on a day, those that hold it first."""
    found: dict[str, list[Holder]] = {}
    for each in rows.holders(store, as_of):
        if each.region != region:
            found.setdefault(each.lever, []).append(each)
    return found


def among(ask: Ask, by_lever: Mapping[str, list[Holder]]) -> list[Holder]:
    """Those who hold or share the levers of one ask, lever by lever."""
    return [each for lever in ask.levers for each in by_lever.get(lever, ())]


def _held(holder: Holder, names: Names) -> str:
    shared = " (shared)" if holder.status == "Shared" else ""
    return names.get(holder.region, holder.region) + shared + basis(holder.legal_basis)


def asks_record(
    store: Store, asks: Iterable[Ask], as_of: str, *, region: str, exact: bool = True
) -> list[Record]:
    """The JSON contract of `asks`; `exact` is there, and false, where the search was greedy."""
    return _asks(asks, elsewhere(store, as_of, region), exact)


def _asks(asks: Iterable[Ask], by_lever: Mapping[str, list[Holder]], exact: bool) -> list[Record]:
    found: list[Record] = []
    for ask in asks:
        others = among(ask, by_lever)
        held = {str(local(each.region)) for each in others if each.status == "Held"}
        record: Record = {
            "levers": [local(lever) for lever in ask.levers],
            "unlocks": [local(each) for each in ask.unlocks],
            "held_elsewhere_by": sorted(held),
            "granted_by": sorted({each.legal_basis for each in others if each.legal_basis}),
        }
        found.append(record if exact else {**record, "exact": False})
    return found
