"""A lawyer's case: on a day, may a region use a lever, by which provision; and what the graph answers.

A case is one line that a lawyer can read without code:

    On 1 June 2026, may West Yorkshire use Bus franchising? Yes: held. Transport Act 2000, section 123A.

The day, the region and the lever by their names in the vocabulary, one of "Yes: held", "Yes: shared" and
"No: not held", who has or exercises it in brackets where that is worth saying, and the provision. Lines that
begin with # are headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from levergraph.queries.execution import ask

if TYPE_CHECKING:
    from levergraph.graph import Store

FOLDER = Path(__file__).with_name("cases")
UNANSWERED = FOLDER / "not-yet-answered.txt"
"""The cases on which the graph was silent when they were last looked at."""
NOT_STATED = "not stated"
QUESTION = "lever-states-of-region"
"""The named query that answers a case."""

_LINE = re.compile(
    r"On (?P<day>\d+ \w+ \d{4}), may (?P<region>.+?) use (?P<lever>.+?)\? "
    r"(?:Yes|No): (?P<state>held|shared|not held)(?: \((?P<whose>[^)]+)\))?\. (?P<provision>.+)\.$"
)

States = Mapping[tuple[str, date], Mapping[str, frozenset[str]]]
"""The states of every lever by its name, for a region and a day."""


@dataclass(frozen=True)
class Case:
    """One question of law with its answer; `state` is held, shared or not held."""

    region: str
    day: date
    lever: str
    state: str
    whose: str
    provision: str
    line: str

    def __str__(self) -> str:
        """Name the case in a test's report."""
        return f"{self.region}, {self.lever}, {self.day}"


def parse(line: str) -> Case:
    """Read a line of the grammar above; ValueError tells a line that is not one."""
    match = _LINE.match(line)
    if not match:
        raise ValueError(f"not a lawyer's case: {line}")
    day = datetime.strptime(match["day"], "%d %B %Y").date()
    return Case(
        match["region"], day, match["lever"], match["state"], match["whose"] or "", match["provision"], line
    )


def read(path: Path) -> list[Case]:
    """Read the cases of one file, in its order."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [parse(line) for line in lines if line and not line.startswith("#")]


def answered() -> list[Case]:
    """Read every case that the graph has to answer."""
    return [case for path in sorted(FOLDER.glob("*.txt")) if path != UNANSWERED for case in read(path)]


def states(store: Store, days: Iterable[tuple[str, date]], question: str = QUESTION) -> States:
    """Ask the question for every region and day; what has ended reads as not held, as the question says."""
    found: dict[tuple[str, date], dict[str, frozenset[str]]] = {}
    for region, day in sorted(set(days)):
        levers: dict[str, set[str]] = {}
        for row in ask(store, question, {"region": region, "asOf": day.isoformat()}):
            state = "not held" if row.state == "ended" else str(row.state)
            levers.setdefault(str(row.leverLabel), set()).add(state)
        found[region, day] = {lever: frozenset(said) for lever, said in levers.items()}
    return found


def graph_says(case: Case, asked: States) -> frozenset[str]:
    """Give the states that the graph has for a case; more than one where its claims contradict each other.

    KeyError if the vocabulary has no such lever.
    """
    return asked[case.region, case.day][case.lever]
