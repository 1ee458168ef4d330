"""Which further powers would open most: a line for each ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....results.table import Table
from ....wording import basis, day
from .source import SOURCE, source

if TYPE_CHECKING:
    from ..answers.further_powers import Ask, FurtherPowers, Holder, LackedLever

COLUMNS = ("levers", "today", "opens", "closedToday", "interventions", "heldElsewhereBy", *SOURCE, "search")


def table(answer: FurtherPowers) -> Table:
    """One line for each ask: what it opens, how the lever stands today, and who got it how elsewhere."""
    title = f"Further powers that would open most to {answer.region.label}, as of {day(answer.as_of)}"
    search = "exact" if answer.exact else "greedy"
    return Table(COLUMNS, [(*_line(ask), search) for ask in answer.asks], title, answer)


def _line(ask: Ask) -> tuple[object, ...]:
    return (
        "; ".join(lacked.lever.label for lacked in ask.levers),
        "; ".join(map(_today, ask.levers)),
        len(ask.opens),
        len(ask.unlocks),
        "; ".join(intervention.label for intervention in ask.opens),
        "; ".join(map(_held, ask.holders)) or "no region in the record",
        *source(next((holder.source for holder in ask.holders if holder.source), None)),
    )


def _today(lacked: LackedLever) -> str:
    return f"ended {lacked.ended}" if lacked.ended else lacked.state.name


def _held(holder: Holder) -> str:
    shared = " (shared)" if holder.status.name == "shared" else ""
    return holder.region.label + shared + basis(holder.legal_basis)
