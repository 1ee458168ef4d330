"""Which further powers would open most: a line for each ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....results.table import Table
from ....wording import basis, day
from .source import SOURCE, source

if TYPE_CHECKING:
    from ..answers.further_powers import Ask, FurtherPowers, Holder, LackedLever, Route

COLUMNS = (
    "levers",
    "today",
    "opens",
    "opened",
    "eases",
    "eased",
    "heldElsewhereBy",
    "byLaw",
    *SOURCE,
    "search",
)


def table(answer: FurtherPowers) -> Table:
    """One line for each ask: what it opens, how the lever stands today, and who got it how elsewhere."""
    title = f"Further powers that would open most to {answer.region.label}, as of {day(answer.as_of)}"
    search = "exact" if answer.exact else "greedy"
    return Table(COLUMNS, [(*_line(ask), search) for ask in answer.asks], title, answer)


def _line(ask: Ask) -> tuple[object, ...]:
    return (
        "; ".join(lacked.lever.label for lacked in ask.levers),
        "; ".join(map(_today, ask.levers)),
        len(ask.unlocks),
        "; ".join(intervention.label for intervention in ask.unlocks) or None,
        len(ask.eases),
        "; ".join(intervention.label for intervention in ask.eases) or None,
        "; ".join(map(_held, ask.holders)) or "no region in the record",
        "; ".join(map(_law, ask.routes)) or None,
        *source(next((holder.source for holder in ask.holders if holder.source), None)),
    )


def _today(lacked: LackedLever) -> str:
    if lacked.through:
        return f"{lacked.state.name}: {lacked.through.label}"
    return f"ended {lacked.ended}" if lacked.ended else lacked.state.name


def _law(route: Route) -> str:
    begun = "" if route.in_force else " (not seen to have begun)"
    return f"{route.authority_class}{basis(route.legal_basis)}{begun}"


def _held(holder: Holder) -> str:
    shared = " (shared)" if holder.status.name == "shared" else ""
    return holder.region.label + shared + basis(holder.legal_basis)
