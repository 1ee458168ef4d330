"""Which further powers would open most: a line and a record for each ask."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from .. import asks as asking
from .. import rows
from ..rows import NONE, local
from ..table import Table
from ..wording import basis
from .source import SOURCE, source

if TYPE_CHECKING:
    from ....graph.store import Store
    from ..asks import Ask
    from ..rows import Holder, Names, Sources
    from ..table import Record

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
    states: Mapping[str, str] = NONE,
    closed: Collection[str] = (),
    exact: bool = True,
    size: int = 1,
    title: str = "",
) -> Table:
    """One line for each ask: what it opens, how the lever stands today, and who got it how elsewhere.

    `states` tells how the region stands to each lever, `closed` what it cannot take up today even with
    partners, `exact` whether all sets were looked at.
    """
    chosen = list(asks)
    by_lever = _by_lever(rows.holders(store, as_of))
    lines = []
    for ask in chosen:
        elsewhere = [each for lever in ask.levers for each in by_lever.get(lever, ())]
        lines.append(
            (
                "; ".join(names.get(lever, lever) for lever in ask.levers),
                "; ".join(states.get(lever, "") for lever in ask.levers),
                len(ask.unlocks),
                sum(each in closed for each in ask.unlocks),
                "; ".join(names.get(each, each) for each in ask.unlocks),
                "; ".join(_held(each, names) for each in elsewhere) or "no region in the record",
                *source(next((each.source for each in elsewhere if each.source), None), sources),
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


def _by_lever(holders: list[Holder]) -> dict[str, list[Holder]]:
    """The regions that hold every lever, not those that share it."""
    found: dict[str, list[Holder]] = {}
    for each in holders:
        if each.status == "Held":
            found.setdefault(each.lever, []).append(each)
    return found


def _held(holder: Holder, names: Names) -> str:
    region = names.get(holder.region, holder.region)
    return region + basis(holder.legal_basis)


def asks_record(store: Store, asks: Iterable[Ask], as_of: str, *, exact: bool = True) -> list[Record]:
    """The JSON contract of `asks`; `exact` is there, and false, where the search was greedy."""
    return _asks(asks, _by_lever(rows.holders(store, as_of)), exact)


def _asks(asks: Iterable[Ask], by_lever: Mapping[str, list[Holder]], exact: bool) -> list[Record]:
    return [
        {
            "levers": [local(lever) for lever in ask.levers],
            "unlocks": [local(each) for each in ask.unlocks],
            "held_elsewhere_by": sorted(
                {str(local(each.region)) for lever in ask.levers for each in by_lever.get(lever, ())}
            ),
            "granted_by": sorted(
                {
                    each.legal_basis
                    for lever in ask.levers
                    for each in by_lever.get(lever, ())
                    if each.legal_basis
                }
            ),
            **({} if exact else {"exact": False}),
        }
        for ask in asks
    ]
