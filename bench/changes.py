"""Measures `levergraph diff` between two graphs of over a hundred thousand statements each.

The graphs are the packaged one and a copy in which every tenth thing has another name and every hundredth is
gone, both as N-Quads. `python bench/changes.py` runs it alone.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

TITLE = "Changes"
BOUND = 5.0
"""Seconds that it may take."""
Row = dict[str, Any]


def measure(runs: int = 3) -> Row:
    """Measure the command as people call it, start of the program included."""
    program = Path(sys.executable).with_name("levergraph")
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder, "old.nq"), Path(folder, "new.nq")
        sizes = _write(old, new)
        command = [str(program), "diff", str(old), str(new), "-o", str(Path(folder, "changes.json"))]
        seconds, busy = [], []
        for _ in range(runs):
            began, before = time.perf_counter(), _busy()
            subprocess.run(command, check=True)
            seconds.append(round(time.perf_counter() - began, 3))
            busy.append(round(_busy() - before, 3))
        told = json.loads(Path(folder, "changes.json").read_text(encoding="utf-8"))
    return {
        "statements": sizes,
        "changes": len(told["changes"]),
        "seconds": statistics.median(seconds),
        "processor": statistics.median(busy),
    }


def _busy() -> float:
    """The seconds of a processor that programs started here have had."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _write(old: Path, new: Path) -> list[int]:
    """Write both graphs, and say how many statements each has."""
    from levergraph.graph import open_store
    from levergraph.ontology import GRAPH_INFERRED, PREFIXES
    from pyoxigraph import Literal, Quad, RdfFormat, serialize

    label = PREFIXES["skos"] + "prefLabel"
    with open_store() as store:
        stated = [quad for quad in store.quads() if getattr(quad.graph_name, "value", "") != GRAPH_INFERRED]
    places = {
        subject: place for place, subject in enumerate(sorted({quad.subject for quad in stated}, key=str))
    }
    changed = []
    for quad in stated:
        place = places[quad.subject]
        if place % 100 == 7:
            continue
        renamed = place % 10 == 3 and quad.predicate.value == label
        value = Literal(f"{quad.object.value} (renamed)", language="en") if renamed else quad.object
        changed.append(Quad(quad.subject, quad.predicate, value, quad.graph_name))
    for path, quads in ((old, stated), (new, changed)):
        path.write_bytes(serialize(quads, format=RdfFormat.N_QUADS) or b"")
    return [len(stated), len(changed)]


def summary(found: Row) -> list[tuple[str, str, str]]:
    """The number that the issue sets a bound for: measured, found, bound."""
    measured = f"diff of two graphs of {found['statements'][0]:,} statements"
    return [(measured, f"{found['seconds']:.1f} s", f"{BOUND:g} s")]


def markdown(found: Row) -> list[str]:
    """The measurement in words."""
    sizes = " and ".join(f"{size:,}" for size in found["statements"])
    return [
        f"`levergraph diff` of two files of {sizes} statements, {found['changes']:,} changed things, start "
        f"of the program included: {found['seconds']:.2f} s, {found['processor']:.2f} s of a processor."
    ]


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
