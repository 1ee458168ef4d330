"""What would change with a lever, as a table: a line for each verdict that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....results.table import Table
from ....wording import day

if TYPE_CHECKING:
    from ..answers.what_if import WhatIf

COLUMNS = ("intervention", "interventionLabel", "today", "then")


def table(answer: WhatIf) -> Table:
    """One line for each intervention whose verdict would change."""
    lines = [
        (change.intervention.iri, change.intervention.label, change.before.name, change.after.name)
        for change in answer.changes
    ]
    title = (
        f"What would change for {answer.region.label} with {answer.lever.label}, as of {day(answer.as_of)}"
    )
    return Table(COLUMNS, lines, title, answer)
