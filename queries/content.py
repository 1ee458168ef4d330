"""Open problems of the facts: which things have them, how many of each kind, how many were committed."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .execution import ask

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


class Flaw(NamedTuple):
    """One thing that has a problem of a kind: its IRI and label, and those of the thing that it is about."""

    kind: str
    thing: str
    label: str
    about: str
    about_label: str


def flaws(store: Store) -> list[Flaw]:
    """Every thing that has a problem, by kind of problem, then by the label of what it is about."""
    answer = ask(store, "open-problems", {})
    names = ("problem", "thing", "thingLabel", "about", "aboutLabel")
    places = [answer.columns.index(name) for name in names]
    return [Flaw(*(str(row[place]) for place in places)) for row in answer]


def open_problems(flaws: Iterable[Flaw], committed: Path = COMMITTED) -> list[Problem]:
    """Every kind of problem that the facts have, or had when the figures were committed, by name."""
    with committed.open(encoding="utf-8", newline="") as file:
        allowed = {row["problem"]: int(row["things"]) for row in csv.DictReader(file)}
    counted = Counter(flaw.kind for flaw in flaws)
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
