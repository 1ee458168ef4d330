"""The team's total and its record: in words, as cells of a table, and as the JSON contract has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..facts.facts import local
from .wording import day, listed

if TYPE_CHECKING:
    from ...results.table import Record
    from ..facts.facts import Names
    from ..method.criteria import Total, Weighing


def weighed(weighing: Weighing, names: Names) -> str:
    """Say which weights were set, by whom and when."""
    weights = listed(f"{names.get(each, local(each))} {weight}" for each, weight in weighing.weights)
    return f"Weights of 1 to 5 set by {weighing.by or 'a team not named'} on {day(weighing.on)}: {weights}."


def total_cells(total: Total | None) -> tuple[object, ...]:
    """Give the total, how much of it was scored, the weights, by whom and when; all None without one."""
    if total is None:
        return (None,) * 7
    return (
        None if total.total is None else float(total.total),
        f"{total.scored}/{len(total.weighing.weights)}",
        "; ".join(f"{local(criterion)} {weight}" for criterion, weight in total.weighing.weights),
        total.weighing.by,
        total.weighing.on,
        ", ".join(total.who) or None,
        ", ".join(total.when) or None,
    )


def total_record(total: Total) -> Record:
    """The team's total and its record; an unknown total is null."""
    return {
        "score": None if total.total is None else float(total.total),
        "scored": total.scored,
        "weights": {str(local(criterion)): weight for criterion, weight in total.weighing.weights},
        "weighed_by": total.weighing.by,
        "weighed": total.weighing.on,
        "answered_by": list(total.who),
        "answered": list(total.when),
    }
