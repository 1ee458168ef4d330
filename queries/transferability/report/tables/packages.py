"""Packages as a table: a line for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....results.table import Table
from ....wording import day

if TYPE_CHECKING:
    from ..answers.packages import Packages

COLUMNS = ("reached", "of", "needs", "interventions", "interventionLabels", "powers", "powerLabels", "search")


def table(answer: Packages) -> Table:
    """One line for each package: how much it reaches, by what, with which further powers."""
    lines = [
        (
            len(package.reached),
            len(answer.needed),
            "; ".join(need.label for need in package.reached),
            len(package.interventions),
            "; ".join(thing.label for thing in package.interventions),
            len(package.powers),
            "; ".join(lever.label for lever in package.powers) or None,
            "exact" if answer.exact else "cut short",
        )
        for package in answer.packages
    ]
    about = f" on {answer.outcome.label}" if answer.outcome else ""
    return Table(
        COLUMNS, lines, f"Packages for {answer.region.label}{about}, as of {day(answer.as_of)}", answer
    )
