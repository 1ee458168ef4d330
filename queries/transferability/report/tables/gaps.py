"""The gaps of a region as a table: a line for each gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....results.table import Table
from ....wording import day
from .source import SOURCE, source

if TYPE_CHECKING:
    from ..answers.gaps import Gaps

COLUMNS = ("gap", "thing", "thingLabel", "usedElsewhereIn", "legalBasis", *SOURCE)


def table(answer: Gaps) -> Table:
    """One line for each gap, grouped by its kind."""
    lines: list[tuple[object, ...]] = [
        (
            f"{gap.status.label}, used elsewhere with benefit, "
            f"{'not in use' if gap.idle else 'use not stated'} here",
            gap.lever.iri,
            gap.lever.label,
            "; ".join(thing.label for thing in gap.used_elsewhere),
            gap.legal_basis,
            *source(gap.source),
        )
        for gap in answer.untapped
    ]
    lines += [
        (gap.kind.label, thing.iri, thing.label, None, None, None, None, None)
        for gap in answer.others
        for thing in gap.things
    ]
    title = f"Untapped levers and blind spots of {answer.region.label}, as of {day(answer.as_of)}"
    return Table(COLUMNS, lines, title, answer)
