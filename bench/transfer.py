"""Measures transfer and paths: against raw Oxigraph, igraph and networkx, growth, and memory.

Ratios are of medians of interleaved runs on one machine in one sitting; read them, not the milliseconds.
`python bench/transfer.py` runs it alone.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

TITLE = "Transfer"
REGION = "west-yorkshire"
DAY = "2026-11-24"
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
NODES, EDGES, K = 10_000, 40_000, 10
STEPS = 20
PAIRS = 40
Row = dict[str, Any]


def measure(runs: int = 21) -> Row:
    """Measure all; memory first, in processes of their own."""
    return {
        "packaged": packaged(runs),
        "growth": growth(max(3, runs // 7)),
        "paths": paths(runs),
    }


# The packaged graph: a process of its own for each measurement, the first answer that it gives

RAW, APART, TRANSFER, OUTCOME = "raw", "raw, unordered", "transfer", "transfer --outcome"


def packaged(runs: int) -> Row:
    """Time the first answer of a fresh process whose imports are done and whose store is open.

    `raw` is one query that returns the requirement rows in the order that the gate reads them in; its
    solutions are walked through and taken as tuples, nothing else. `transfer` is the method, from the store
    to the candidates in their order; names and titles come after it.
    """
    kinds = (RAW, APART, TRANSFER, OUTCOME)
    for kind in kinds:  # warm: the cache of the graph, the disk's pages, the compiled modules
        _alone("--first", kind)
    found: dict[str, list[Row]] = {kind: [] for kind in kinds}
    for _ in range(runs):
        for kind in kinds:
            found[kind].append(_alone("--first", kind))
    return {
        kind: {
            "milliseconds": round(statistics.median(each["seconds"] for each in rows) * 1000, 2),
            "mebibytes": round(max(each["mebibytes"] for each in rows), 1),
            "rows": rows[0]["rows"],
        }
        for kind, rows in found.items()
    }


def _alone(*words: str) -> Row:
    """The result of a process of its own; a child's peak never reads lower than its parent's size."""
    done = subprocess.run([sys.executable, __file__, *words], stdout=subprocess.PIPE, check=True)
    answer: Row = json.loads(done.stdout)
    return answer


def first(kind: str) -> Row:
    """Answer once, in this process."""
    import resource

    from levergraph.graph.opening import open_store
    from levergraph.ontology.terms import ID, PREFIXES
    from levergraph.queries.transferability.facts.facts import query_text
    from levergraph.queries.transferability.method.model import Model
    from levergraph.queries.transferability.method.ranking import Question, rank

    store: Any = open_store()
    region, outcome = f"{ID}region/{REGION}", f"{ID}outcome/healthy-life-expectancy"
    text = query_text("options", {"region": region, "asOf": DAY})
    if kind == RAW:
        text += "ORDER BY ?intervention ?requirement ?lever ?claim"
    began = time.perf_counter()
    if kind in (RAW, APART):
        solutions = store.oxigraph.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
        count = len([tuple(solution) for solution in solutions])
    else:
        asked = Question(region, DAY, outcome=outcome if kind == OUTCOME else None, everything=True)
        count = len(rank(Model(store), asked).candidates)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "mebibytes": peak, "rows": count}


# Growth: the packaged interventions again and again under other names


def growth(runs: int) -> Row:
    """Time transfer on graphs of more and more interventions, and fit the growth."""
    found = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            statements = _alone("--build", folder, str(size))["statements"]
            done = [_alone("--grown", folder) for _ in range(runs)]
        found.append(
            {
                "interventions": size,
                "statements": statements,
                "seconds": round(statistics.median(each["seconds"] for each in done), 3),
                "mebibytes": round(max(each["mebibytes"] for each in done)),
            }
        )
        print(f"{size:,} interventions: {found[-1]['seconds']} s", file=sys.stderr)
    sizes = [math.log(each["interventions"]) for each in found]
    times = [math.log(each["seconds"]) for each in found]
    slope, _ = statistics.linear_regression(sizes, times)
    return {
        "sizes": found,
        "exponent": round(slope, 3),
        "r2": round(statistics.correlation(sizes, times) ** 2, 4),
    }


def grown(folder: str) -> Row:
    """Judge every intervention of a grown store once, in this process."""
    import resource

    from levergraph.graph.opening import open_store
    from levergraph.ontology.terms import ID
    from levergraph.queries.transferability.method.model import Model
    from levergraph.queries.transferability.method.ranking import Question, rank

    store = open_store(folder)
    began = time.process_time()  # one thread does all: of a busy machine this is the part that is ours
    asked = Question(f"{ID}region/{REGION}", DAY, everything=True)
    count = len(rank(Model(store), asked).candidates)
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "mebibytes": peak, "rows": count}


def build(folder: str, size: int) -> Row:
    """Write a store on disk with that many interventions, each a copy of a packaged one with all it has."""
    from levergraph.graph.opening import open_store
    from pyoxigraph import Store

    packaged: Any = open_store()
    store = Store(folder)
    store.bulk_extend(copies(packaged.oxigraph, size))
    store.optimize()
    return {"statements": len(store)}


COPIED = ("intervention", "requirement", "option", "finding")
"""The kinds of which each copy of an intervention has its own."""
READ = re.compile(
    r"[#/](type|prefLabel|takesPlaceIn|startYear|endYear|intervention|necessity|requirement|lever|viaPartner"
    r"|direction|strength|equityEffect)$"
)
"""The properties that transfer reads of them: with all others the store would be ten times as large."""


def copies(store: Any, size: int) -> Iterator[Any]:
    """Everything else once, and the interventions with their requirements and findings as often as needed."""
    from levergraph.ontology.terms import ID
    from pyoxigraph import NamedNode, Quad

    homes = tuple(f"{ID}{kind}/" for kind in COPIED)
    owner: dict[str, str] = {}  # a thing to be copied -> the intervention that it is of
    quads = list(store.quads_for_pattern(None, None, None, None))
    for quad in quads:
        name = quad.subject.value
        if name.startswith(homes[0]):
            owner[name] = name
        elif name.startswith(homes) and quad.predicate.value.endswith("#intervention"):
            owner[name] = quad.object.value
    need = {
        quad.subject.value: quad.object.value
        for quad in quads
        if quad.predicate.value.endswith("#requirement")
    }
    owner |= {name: owner[of] for name, of in need.items() if name.startswith(homes) and of in owner}
    mine: dict[str, list[Any]] = {}
    for quad in quads:
        of = owner.get(getattr(quad.subject, "value", ""))
        if of is None:
            yield quad
        elif READ.search(quad.predicate.value):
            mine.setdefault(of, []).append(quad)
    originals = sorted(mine)

    def named(term: Any, mark: str) -> Any:
        return NamedNode(term.value + mark) if getattr(term, "value", "") in owner else term

    for number in range(size):
        mark = f"--{number // len(originals)}"
        for quad in mine[originals[number % len(originals)]]:
            yield Quad(named(quad.subject, mark), quad.predicate, named(quad.object, mark), quad.graph_name)


# Paths


def paths(runs: int) -> Row:
    """Search the k best paths in one graph with igraph, networkx and ours, in turn, pair by pair.

    Each has the graph in its own form already, as a library has it; what making that form takes is told
    apart. The peers find the shortest paths (by number of steps, and by a weight for each step); ours finds
    those whose weakest step is strongest, the shortest of them first, with the same bound on the number of
    paths and no bound on the length that matters here.
    """
    import igraph
    import networkx
    from levergraph.queries.transferability.facts.records import CausalClaim
    from levergraph.queries.transferability.method.causal_paths import Causes

    chance = random.Random(7)  # noqa: S311  (the same graph every time)
    edges = _edges(chance)
    names = [f"https://w3id.org/levergraph/id/determinant/n{number}" for number in range(NODES)]
    claims = [
        CausalClaim(
            f"https://w3id.org/levergraph/id/effect/e{n}", names[a], names[b], rank, "Increases", None
        )
        for n, (a, b, rank) in enumerate(edges)
    ]
    weights = [5 - rank for _, _, rank in edges]
    made: dict[str, float] = {}
    causes = _timed(made, "levergraph", lambda: Causes(claims))
    graph = _timed(made, "igraph", lambda: igraph.Graph(NODES, [(a, b) for a, b, _ in edges], directed=True))
    digraph = _timed(
        made, "networkx", lambda: networkx.DiGraph([(a, b, {"weight": 5 - r}) for a, b, r in edges])
    )

    def ours(a: int, b: int) -> int:
        return len(causes.paths(names[a], names[b], k=K, steps=STEPS).paths)

    def theirs(a: int, b: int, weighted: bool) -> int:
        weighing = weights if weighted else None
        return len(graph.get_k_shortest_paths(a, b, K, mode="out", weights=weighing, output="vpath"))

    def others(a: int, b: int, weighted: bool) -> int:
        weight = "weight" if weighted else None
        return len(list(islice(networkx.shortest_simple_paths(digraph, a, b, weight=weight), K)))

    searches: dict[str, Callable[[int, int], int]] = {
        "levergraph": ours,
        "igraph": lambda a, b: theirs(a, b, False),
        "igraph, weighted": lambda a, b: theirs(a, b, True),
        "networkx": lambda a, b: others(a, b, False),
        "networkx, weighted": lambda a, b: others(a, b, True),
    }
    pairs = []
    while len(pairs) < min(PAIRS, 2 * runs):
        a, b = chance.randrange(NODES), chance.randrange(NODES)
        if a != b and ours(a, b) == K == theirs(a, b, False):
            pairs.append((a, b))
    times: dict[str, list[float]] = {name: [] for name in searches}
    for a, b in pairs:
        for name, search in searches.items():
            began = time.perf_counter()
            count = search(a, b)
            times[name].append(time.perf_counter() - began)
            if count != K:
                raise SystemExit(f"{name} found {count} paths, not {K}")
    return {
        "milliseconds": {name: round(statistics.median(each) * 1000, 3) for name, each in times.items()},
        "slowest_ms": {name: round(max(each) * 1000, 3) for name, each in times.items()},
        "index_ms": {name: round(seconds * 1000) for name, seconds in made.items()},
        "pairs": len(pairs),
        "kibibytes": _peak(lambda: [ours(a, b) for a, b in pairs]),
    }


def _edges(chance: random.Random) -> list[tuple[int, int, int]]:
    """Steps between random things, with the strengths that the packaged graph has, in its shares."""
    seen: dict[tuple[int, int], int] = {}
    while len(seen) < EDGES:
        a, b = chance.randrange(NODES), chance.randrange(NODES)
        if a != b:
            seen[a, b] = chance.choices((1, 2, 3, 4), (3, 47, 33, 17))[0]
    return [(a, b, rank) for (a, b), rank in sorted(seen.items())]


def _timed(made: dict[str, float], name: str, make: Callable[[], Any]) -> Any:
    began = time.perf_counter()
    thing = make()
    made[name] = time.perf_counter() - began
    return thing


def _peak(work: Callable[[], object]) -> int:
    """The most memory that Python's own objects took while it worked, above what stood before."""
    import tracemalloc

    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return round(peak / 1024)


# What was found


def summary(found: Row) -> list[tuple[str, str, str]]:
    """The bounds of the issue: measured, found, bound."""
    packaged, grown, searched = found["packaged"], found["growth"], found["paths"]
    ms = searched["milliseconds"]
    igraph = min(ms["igraph"], ms["igraph, weighted"])
    networkx = min(ms["networkx"], ms["networkx, weighted"])
    return [
        (
            "transfer of all interventions to one region, against one raw query for the requirement rows",
            f"{packaged[TRANSFER]['milliseconds'] / packaged[APART]['milliseconds']:.2f} times its time",
            "2 times",
        ),
        (
            "the same against that query with the rows in the order of the gate",
            f"{packaged[TRANSFER]['milliseconds'] / packaged[RAW]['milliseconds']:.2f} times its time",
            "for comparison",
        ),
        (
            f"growth from {SIZES[0]:,} to {SIZES[-1]:,} interventions",
            f"exponent {grown['exponent']:.2f}, R² {grown['r2']:.3f}",
            "linear: exponent 1",
        ),
        (
            f"paths, k={K}, {NODES:,} nodes and {EDGES:,} edges, against igraph",
            f"{ms['levergraph'] / igraph:.3f} times its time",
            "1.5 times",
        ),
        (
            "the same against networkx",
            f"{networkx / ms['levergraph']:.1f} times faster",
            "2 times faster",
        ),
        (
            "peak memory of transfer, and of a search for paths",
            f"{packaged[TRANSFER]['mebibytes']:.0f} MiB, and {searched['kibibytes'] / 1024:.1f} MiB on top",
            "bounded",
        ),
    ]


def markdown(found: Row) -> list[str]:
    """All of it as lines of Markdown."""
    packaged, grown, searched = found["packaged"], found["growth"], found["paths"]
    lines = [
        "The first answer of a fresh process, its imports done and its store open, nothing kept from before.",
        "The raw query unordered is the one that transfer itself sends, and what the bound is held against.",
        "Made to sort the rows as the gate reads them it takes longer, so that transfer sorts them itself.",
        "",
        "| answer | ms | rows | peak MiB |",
        "| --- | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {name} | {each['milliseconds']:.1f} | {each['rows']} | {each['mebibytes']:.0f} |"
        for name, each in packaged.items()
    ]
    lines += [
        "",
        "Growth: the packaged interventions copied under other names, in a store on disk; processor time. "
        f"It grows with the power {grown['exponent']:.3f} of their number (R² {grown['r2']:.4f}).",
        "",
        "| interventions | statements | s | peak MiB |",
        "| ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {each['interventions']:,} | {each['statements']:,} | {each['seconds']:.2f} "
        f"| {each['mebibytes']} |"
        for each in grown["sizes"]
    ]
    lines += [
        "",
        f"Paths: {K} paths in a random graph of {NODES:,} nodes and {EDGES:,} edges, "
        f"{searched['pairs']} pairs of nodes, each library with the graph in its own form.",
        f"Ours ranks by the weakest step, then by length, in at most {STEPS} steps;",
        "theirs by length or by weight.",
        "",
        "| search | median ms | slowest ms | making the form, ms |",
        "| --- | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {name} | {ms:.2f} | {searched['slowest_ms'][name]:.1f} "
        f"| {searched['index_ms'].get(name.partition(',')[0], '')} |"
        for name, ms in searched["milliseconds"].items()
    ]
    return lines


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=21, help="runs of each measurement (default: 21)")
    parser.add_argument("--first", help=argparse.SUPPRESS)  # these three are for its own children
    parser.add_argument("--build", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--grown", help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.first or args.build or args.grown:
        answer = first(args.first) if args.first else grown(args.grown) if args.grown else None
        print(json.dumps(answer or build(args.build[0], int(args.build[1]))))
        return 0
    found = measure(args.runs)
    print("\n".join(markdown(found)))
    print()
    for what, was, bound in summary(found):
        print(f"{what}: {was} (bound: {bound})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
