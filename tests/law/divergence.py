"""How far two hands agree on who holds what: the second coding beside the graph, raw and settled.

    python tests/law/divergence.py

prints the figures for the packaged graph. Raw, a cell diverges where the graph said something else than the
second hand when it was coded; now, where the graph says something else than was settled.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lawyers_case import NOT_STATED, States, states

if TYPE_CHECKING:
    from levergraph.graph import Store

CODING = Path(__file__).with_name("second_coding.csv")
RESOLUTIONS = Path(__file__).with_name("resolutions.csv")
DAY = date(2026, 11, 26)
"""The day for which both hands coded."""
CANNOT_TELL = "cannot tell"

Cell = tuple[str, str]
"""A region and a lever, by their names."""


@dataclass(frozen=True)
class Divergence:
    """The cells drawn, by what each hand says of them."""

    drawn: int
    cannot_tell: int
    """The second hand had no instrument that speaks of it."""
    silent: int
    """The second hand says, the graph does not."""
    agree: int
    differ: tuple[Cell, ...]
    """The graph says something else than was settled, or than the second hand where nothing had to be."""
    settled: int
    """Differences there were when the second hand had coded."""
    both_coded: int

    def __str__(self) -> str:
        """Tell the figures in words."""
        return "\n".join(
            (
                f"{self.drawn} cells drawn: the second hand cannot tell {self.cannot_tell} from instruments,",
                f"the graph says nothing of {self.silent} of the rest",
                f"{self.both_coded} coded by both: {self.agree} agree, {len(self.differ)} differ",
                f"raw divergence: {self.settled} differences, settled since with their reasons",
                f"divergence now: {len(self.differ) / self.both_coded:.1%}",
                *(f"  {region}: {lever}" for region, lever in self.differ),
            )
        )


def rows(path: Path) -> list[dict[str, str]]:
    """Read a table of cells."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def compare(asked: States) -> Divergence:
    """Compare the states that the graph gives on the day with the second coding and what was settled."""
    settled = {(row["region"], row["lever"]): row["settled"] for row in rows(RESOLUTIONS)}
    kinds: Counter[str] = Counter()
    differ: list[Cell] = []
    coded = rows(CODING)
    for row in coded:
        cell = row["region"], row["lever"]
        graph = asked[row["region"], DAY][row["lever"]]
        if row["state"] == CANNOT_TELL:
            kinds[CANNOT_TELL] += 1
        elif graph == {NOT_STATED}:
            kinds["silent"] += 1
        elif graph == {settled.get(cell, row["state"])}:
            kinds["agree"] += 1
        else:
            differ.append(cell)
    return Divergence(
        drawn=len(coded),
        cannot_tell=kinds[CANNOT_TELL],
        silent=kinds["silent"],
        agree=kinds["agree"],
        differ=tuple(differ),
        settled=len(settled),
        both_coded=kinds["agree"] + len(differ),
    )


def measure(store: Store) -> Divergence:
    """Ask a store for the states of every region that the second hand coded, and compare."""
    return compare(states(store, ((row["region"], DAY) for row in rows(CODING))))


if __name__ == "__main__":
    from levergraph.graph import open_store

    print(measure(open_store()))
