"""What would change with supposed levers, as a table: a line for each verdict that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....results.table import Table
from ....wording import day, listed

if TYPE_CHECKING:
    from ..answers.what_if import ClassWhatIf, WhatIf

COLUMNS = ("intervention", "interventionLabel", "today", "then")


def table(answer: WhatIf) -> Table:
    """One line for each intervention whose verdict would change."""
    return Table(COLUMNS, _lines(answer), _title(answer.region.label, answer), answer)


def class_table(answer: ClassWhatIf) -> Table:
    """One line for each region and intervention whose verdict would change."""
    lines = [
        (region.region.iri, region.region.label, *line)
        for region in answer.regions
        for line in _lines(region)
    ]
    title = _title(f"every {answer.authority_class.label}", answer)
    return Table(("region", "regionLabel", *COLUMNS), lines, title, answer)


def _lines(answer: WhatIf) -> list[tuple[object, ...]]:
    return [
        (change.intervention.iri, change.intervention.label, change.before.name, change.after.name)
        for change in answer.changes
    ]


def _title(who: str, answer: WhatIf | ClassWhatIf) -> str:
    levers = listed(each.lever.label for each in answer.supposed)
    return f"What would change for {who} with {levers}, as of {day(answer.as_of)}"
