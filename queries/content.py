"""Open problems of the facts: how many of each kind there are, beside how many were committed."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .execution import ask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph import Store

COMMITTED = Path(__file__).with_name("open_problems.csv")
"""The figures of the last commit: a problem and its number a row."""


class Problem(NamedTuple):
    """One kind of problem: how many things have it, how many had it when the figures were committed."""

    kind: str
    things: int
    committed: int

    @property
    def risen(self) -> bool:
        """Whether more things have it than were committed."""
        return self.things > self.committed


def open_problems(store: Store, committed: Path = COMMITTED) -> list[Problem]:
    """Every kind of problem that the facts have, or had when the figures were committed, by name."""
    with committed.open(encoding="utf-8", newline="") as file:
        allowed = {row["problem"]: int(row["things"]) for row in csv.DictReader(file)}
    answer = ask(store, "open-problems", {})
    kind, things = answer.columns.index("problem"), answer.columns.index("things")
    counted = {str(row[kind]): int(row[things]) for row in answer}
    return [
        Problem(name, counted.get(name, 0), allowed.get(name, 0)) for name in sorted({*counted, *allowed})
    ]


def told(problems: Sequence[Problem]) -> str:
    """The figures as lines of text; a kind that has risen or fallen tells from how many."""
    lines = []
    for problem in problems:
        since = f", {problem.committed:,} when committed" if problem.things != problem.committed else ""
        lines.append(f"{problem.things:>6,}  {problem.kind}{since}")
    risen = [problem.kind for problem in problems if problem.risen]
    verdict = f"Risen: {', '.join(risen)}." if risen else "None has risen."
    return "\n".join([*lines, verdict])
