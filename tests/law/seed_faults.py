"""Seeds faults into holdings, dates and the gate one by one, and counts how many the lawyer's cases catch.

    python tests/law/seed_faults.py [SEED]

Not part of the tests: it takes minutes. Holdings and dates are drawn from all claims about statutory
functions of the regions that the cases are for, whether or not a case speaks of the function; so what escapes
tells where cases are missing.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from lawyers_case import QUESTION, Case, answered, graph_says, states
from levergraph.errors import LevergraphError
from levergraph.graph import LocalStore, open_store
from levergraph.queries.execution import find
from pyoxigraph import Literal, NamedNode, Quad, Store

LG = "https://w3id.org/levergraph/ontology#"
DAY = NamedNode("http://www.w3.org/2001/XMLSchema#date")
STATUS, START, END = (NamedNode(LG + name) for name in ("status", "startDay", "endDay"))
OTHER = {"Held": "NotHeld", "Shared": "Held", "NotHeld": "Held"}
STARTED = "COALESCE(?start, ?born, ?asOf) <= ?asOf"
ENDED = "COALESCE(?end, ?gone, ?asOf) < ?asOf"
RANK = "(lg:Held, lg:Shared), 1, 0), 2)"
GATE = (
    (STARTED, STARTED.replace("<=", "<")),
    (STARTED, STARTED.replace("<=", ">=")),
    (STARTED, "true"),
    (ENDED, ENDED.replace("<", "<=")),
    (ENDED, ENDED.replace("<", ">")),
    (ENDED, "false"),
    (RANK, "(lg:Held, lg:Shared), 1, 1), 2)"),
    (RANK, "(lg:Held, lg:Shared), 2, 0), 1)"),
    ("lg:status ?status", "lg:status ?status FILTER(?status != lg:NotHeld)"),
    ("lg:status ?status", "lg:status ?status FILTER(?status != lg:Shared)"),
)
"""Ten ways to break the question that tells the states on a day: what stands there, what is put instead."""
CLAIMS = f"""
SELECT ?claim ?regionLabel ?leverLabel WHERE {{
  ?claim a <{LG}LeverHolding> ; <{LG}region> ?region ; <{LG}lever> ?lever ; <{LG}status> ?status .
  ?lever a <{LG}StatutoryFunction> ; <{LG}name> ?leverLabel .
  ?region <{LG}name> ?regionLabel .
  FILTER(?status != <{LG}NotStated>)
}} ORDER BY ?claim"""


@dataclass(frozen=True)
class Fault:
    """One fault: what kind, where, and whether some case speaks of the same region and lever."""

    kind: str
    where: str
    spoken_of: bool
    caught: bool

    def __str__(self) -> str:
        """Tell the fault on one line."""
        return f"{'caught ' if self.caught else 'escaped'} {self.kind}: {self.where}"


def fails(store: LocalStore, cases: list[Case], question: str = QUESTION) -> bool:
    """Whether some case now has another answer; a question that the fault breaks altogether counts."""
    for case in cases:
        try:
            asked = states(store, [(case.region, case.day)], question)
        except LevergraphError:
            return True
        if graph_says(case, asked) != {case.state}:
            return True
    return False


@contextmanager
def instead(store: Store, old: Quad, new: Quad) -> Iterator[None]:
    """Put one quad in place of another for a while."""
    store.remove(old)
    store.add(new)
    try:
        yield
    finally:
        store.remove(new)
        store.add(old)


def another_status(quad: Quad, _: random.Random) -> Quad:
    """Give the claim another status."""
    name = str(quad.object.value).removeprefix(LG)
    return Quad(quad.subject, quad.predicate, NamedNode(LG + OTHER[name]), quad.graph_name)


def another_day(quad: Quad, rng: random.Random) -> Quad:
    """Move the day by one day, a month or a year, either way."""
    days = rng.choice((1, 30, 365)) * rng.choice((-1, 1))
    moved = date.fromisoformat(quad.object.value) + timedelta(days=days)
    return Quad(quad.subject, quad.predicate, Literal(moved.isoformat(), datatype=DAY), quad.graph_name)


def data_faults(
    store: LocalStore,
    rng: random.Random,
    kind: str,
    predicate: NamedNode,
    change: Callable[[Quad, random.Random], Quad],
    number: int,
) -> Iterator[Fault]:
    """Break claims drawn at random that have the predicate, one after another."""
    cases = answered()
    regions = {case.region for case in cases}
    drawn = [tuple(row) for row in store.select(CLAIMS)]
    drawn = [row for row in drawn if row[1].value in regions]
    rng.shuffle(drawn)
    for claim, region, lever in drawn:
        quads = list(store.oxigraph.quads_for_pattern(claim, predicate, None, None))
        if len(quads) != 1 or number == 0:
            continue
        number -= 1
        near = [case for case in cases if (case.region, case.lever) == (region.value, lever.value)]
        new = change(quads[0], rng)
        with instead(store.oxigraph, quads[0], new):
            caught = fails(store, near)
        where = f"{region.value}, {lever.value}, {quads[0].object.value} to {new.object.value}"
        yield Fault(kind, where, bool(near), caught)


def gate_faults(store: LocalStore, rng: random.Random) -> Iterator[Fault]:
    """Break the question itself."""
    text = find(QUESTION).text
    cases = rng.sample(answered(), len(answered()))
    for old, new in GATE:
        if old not in text:
            raise ValueError(f"the question no longer has {old}")
        yield Fault("gate", f"{old} to {new}", True, fails(store, cases, text.replace(old, new)))


if __name__ == "__main__":
    rng = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 12)  # noqa: S311
    memory = Store()
    memory.bulk_extend(open_store().oxigraph)
    store = LocalStore(memory, "the graph with faults", "faults")
    faults = [
        *data_faults(store, rng, "status", STATUS, another_status, 20),
        *data_faults(store, rng, "start", START, another_day, 12),
        *data_faults(store, rng, "end", END, another_day, 8),
        *gate_faults(store, rng),
    ]
    for fault in faults:
        print(fault)
    spoken = [fault for fault in faults if fault.spoken_of]
    print(f"{sum(fault.caught for fault in faults)} of {len(faults)} faults caught;")
    print(f"{sum(fault.caught for fault in spoken)} of {len(spoken)} where a case speaks of the cell")
