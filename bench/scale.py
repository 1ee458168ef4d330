"""Measures how load, questions, transfer and export grow with the graph: seeded graphs of our shape.

Every measurement runs in a process of its own, which tells its peak memory. `python bench/scale.py --sizes
150000 1000000 10000000` chooses the sizes; `--generate N FILE` writes a graph alone, as N-Quads.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

TITLE = "Scale"
SIZES = (150_000, 300_000, 1_000_000)
"""Statements; the packaged graph has 119 thousand, of which what every graph needs is the smaller part."""
SEED = 2026
ASKED = "gm-fire-safe-and-well"
REGION = "west-yorkshire"
DAY = "2026-11-24"
Row = dict[str, Any]

WORK: dict[str, str] = {
    "load": "load into a folder",
    "folder": "all questions, folder",
    "bare": "all questions, bare pyoxigraph on the same folder",
    "embedded": "all questions, in memory",
    "transfer": "transfer to one region, folder",
    "export": "export as N-Quads, folder",
}
"""What is measured, by the word that names it on the command line."""


def measure(runs: int = 1, sizes: Sequence[int] = SIZES) -> Row:
    """Measure each work at each size, `runs` times, and fit how it grows."""
    rows: list[Row] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as home:
            file, folder = str(Path(home, "graph.nq")), str(Path(home, "store"))
            statements = _alone("generate", file, size)["count"]
            for work in WORK:
                done = [
                    _alone(work, file, folder if work != "load" or not run else f"{folder}{run}")
                    for run in range(runs)
                ]
                rows.append(
                    {
                        "work": work,
                        "statements": statements,
                        "seconds": round(statistics.median(each["seconds"] for each in done), 3),
                        "mebibytes": round(max(each["mebibytes"] for each in done)),
                        "count": done[0]["count"],
                    }
                )
                print(f"{statements:,} {work}: {rows[-1]['seconds']} s", file=sys.stderr)
    return {"rows": rows, "exponents": {work: _exponent(rows, work) for work in WORK}}


def _exponent(rows: Sequence[Row], work: str) -> float:
    """The slope of log(seconds) over log(statements)."""
    mine = [row for row in rows if row["work"] == work]
    if len(mine) < 2:
        return math.nan
    sizes = [math.log(row["statements"]) for row in mine]
    return round(statistics.linear_regression(sizes, [math.log(row["seconds"]) for row in mine])[0], 2)


def _alone(*words: object) -> Row:
    """The result of a process of its own; a child's peak never reads lower than its parent's size."""
    command = [sys.executable, __file__, "--do", *map(str, words)]
    answer: Row = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return answer


# The graphs


def generated(store: Any, size: int, seed: int = SEED) -> Iterator[Any]:
    """Statements of a graph of our shape, about `size` of them, the same for the same seed.

    The packaged graph without its interventions; then these in a random order; then copies of them, drawn at
    random, under other names: each with its own requirements, uses, findings and all else that is of it.
    """
    from levergraph.ontology.terms import ID
    from pyoxigraph import NamedNode, Quad

    owners = _owners(store)
    mine: dict[str, list[Any]] = {}
    count = 0
    for quad in store:
        owner = owners.get(getattr(quad.subject, "value", ""))
        if owner:
            mine.setdefault(owner, []).append(quad)
        elif getattr(quad.object, "value", "") not in owners:
            yield quad
            count += 1
    chance = random.Random(seed)  # noqa: S311  (the same graph every time)
    originals = sorted(name for name in mine if name.startswith(f"{ID}intervention/"))
    chance.shuffle(originals)
    asked = f"{ID}intervention/{ASKED}"
    originals.sort(key=lambda name: name != asked)  # what the questions' examples ask about is in every graph
    number = 0
    while count < size:
        drawn, mark = (
            (originals[number], "") if number < len(originals) else (chance.choice(originals), f"--{number}")
        )

        def named(term: Any, mark: str = mark) -> Any:
            return NamedNode(term.value + mark) if mark and getattr(term, "value", "") in owners else term

        for quad in mine[drawn]:
            yield Quad(named(quad.subject), quad.predicate, named(quad.object), quad.graph_name)
            count += 1
        number += 1


def _owners(store: Any) -> dict[str, str]:
    """The things that are of one intervention, by their IRI: itself, its claims, and what those have."""
    from levergraph.ontology.terms import ID

    home = f"{ID}intervention/"
    owners = {
        quad.subject.value: quad.subject.value
        for quad in store
        if getattr(quad.subject, "value", "").startswith(home)
    }
    for _ in range(2):  # a requirement is of an intervention, an option of a requirement
        for quad in store:
            name, value = getattr(quad.subject, "value", ""), getattr(quad.object, "value", "")
            local = quad.predicate.value.rpartition("#")[2]
            if name not in owners and value in owners and local in OWNED:
                owners[name] = owners[value]
    return owners


OWNED = ("intervention", "requirement", "fromIntervention")
"""The properties by which a thing belongs to an intervention."""


# The work, each in a process of its own


def generate(file: str, size: str) -> int:
    """Write a graph as N-Quads; the number of its statements."""
    from levergraph.graph.opening import open_store

    packaged: Any = open_store()
    count = 0
    with Path(file).open("w", encoding="utf-8") as output:
        for quad in generated(packaged.oxigraph, int(size)):
            output.write(f"{quad} .\n")
            count += 1
    return count


def load(file: str, folder: str) -> int:
    """Load the file into a new folder."""
    from pyoxigraph import RdfFormat, Store

    store = Store(folder)
    store.bulk_load(path=file, format=RdfFormat.N_QUADS)
    store.flush()
    store.optimize()
    return len(store)


def folder(file: str, folder: str) -> int:
    """Ask every question of the folder, from its name to rows."""
    from levergraph.graph.opening import open_store
    from levergraph.queries.catalogue import Catalogue
    from levergraph.queries.execution import prepared

    with open_store(folder) as store:
        texts = [prepared(store, query, query.example()) for query in Catalogue()]
        return sum(len([tuple(row) for row in store.select(text)]) for text in texts)


def bare(file: str, folder: str) -> int:
    """Ask the same texts of pyoxigraph without us between."""
    from levergraph.graph.opening import open_store
    from levergraph.ontology.terms import PREFIXES
    from levergraph.queries.catalogue import Catalogue
    from levergraph.queries.execution import prepared
    from pyoxigraph import Store

    with open_store() as packaged:
        texts = [prepared(packaged, query, query.example()) for query in Catalogue()]
    store = Store.read_only(folder)
    answers = (store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True) for text in texts)
    return sum(len([tuple(row) for row in answer]) for answer in answers)  # type: ignore[union-attr, arg-type]


def embedded(file: str, folder: str) -> int:
    """Ask every question of the graph in memory; reading it is not timed apart."""
    from levergraph.graph.store import LocalStore
    from levergraph.queries.catalogue import Catalogue
    from levergraph.queries.execution import prepared
    from pyoxigraph import RdfFormat, Store

    store = Store()
    store.bulk_load(path=file, format=RdfFormat.N_QUADS)
    local = LocalStore(store, "a generated graph", "generated")
    texts = [prepared(local, query, query.example()) for query in Catalogue()]
    return sum(len([tuple(row) for row in local.select(text)]) for text in texts)


def transfer(file: str, folder: str) -> int:
    """Judge every intervention for one region."""
    from levergraph.graph.opening import open_store
    from levergraph.ontology.terms import ID
    from levergraph.queries.transferability.method.model import Model
    from levergraph.queries.transferability.method.ranking import Question, rank

    with open_store(folder) as store:
        asked = Question(f"{ID}region/{REGION}", DAY, everything=True)
        return len(rank(Model(store), asked).candidates)


def export(file: str, folder: str) -> int:
    """Write the folder's content as N-Quads."""
    from pyoxigraph import RdfFormat, Store

    out = Path(f"{folder}.export.nq")
    Store.read_only(folder).dump(str(out), format=RdfFormat.N_QUADS)
    size = out.stat().st_size
    out.unlink()
    return size


KINDS: dict[str, Callable[[str, str], int]] = {
    "generate": generate,
    "load": load,
    "folder": folder,
    "bare": bare,
    "embedded": embedded,
    "transfer": transfer,
    "export": export,
}


def do(kind: str, first: str, second: str) -> Row:
    """Do one work in this process: its count, its seconds of a processor and its peak memory in MiB."""
    import resource

    began = time.process_time()  # of a busy machine this is the part that is ours
    count = KINDS[kind](first, second)
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"count": count, "seconds": seconds, "mebibytes": peak}


# What was found


def summary(found: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The numbers that the issue sets bounds for: measured, found, bound."""
    largest = max(row["statements"] for row in found["rows"])
    last = {row["work"]: row for row in found["rows"] if row["statements"] == largest}
    ratio = last["folder"]["seconds"] / last["bare"]["seconds"]
    exponents = found["exponents"]
    return [
        ("growth exponent of load", f"{exponents['load']}", "1.1"),
        ("growth exponent of transfer", f"{exponents['transfer']}", "1.1"),
        (
            f"all questions of a folder of {largest:,} statements",
            f"{ratio:.2f} times bare pyoxigraph",
            "2 times",
        ),
        ("peak memory of that", f"{last['folder']['mebibytes']} MiB", "1 GiB"),
    ]


def markdown(found: Mapping[str, Any]) -> list[str]:
    """Seconds of a processor and peak memory at each size, and how they grow."""
    sizes = sorted({row["statements"] for row in found["rows"]})
    lines = [
        "Seconds of a processor, and the peak memory of a process of its own.",
        "",
        f"| work |{''.join(f' {size:,} statements |' for size in sizes)} exponent |",
        f"| --- |{' ---: |' * (len(sizes) + 1)}",
    ]
    for work, words in WORK.items():
        rows = {row["statements"]: row for row in found["rows"] if row["work"] == work}
        cells = "".join(f" {rows[size]['seconds']:.1f} s, {rows[size]['mebibytes']} MiB |" for size in sizes)
        lines.append(f"| {words} |{cells} {found['exponents'][work]} |")
    return lines


def main(argv: Sequence[str] | None = None) -> int:
    """Do one work, write one graph, or measure all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--do", nargs=3, metavar=("WORK", "FILE", "FOLDER"), help="one work in this process")
    parser.add_argument("--generate", nargs=2, metavar=("N", "FILE"), help="write a graph of N statements")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, help="sizes to measure")
    args = parser.parse_args(argv)
    if args.do:
        print(json.dumps(do(*args.do)))
    elif args.generate:
        print(f"{generate(args.generate[1], args.generate[0]):,} statements")
    else:
        print("\n".join(markdown(measure(sizes=args.sizes))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
