"""Measures the questions against rdflib and raw Oxigraph, whole processes, and memory: `make bench`.

Writes results.json and RESULTS.md beside itself. All numbers are medians of interleaved runs on one machine
in one sitting; read the ratios, not the milliseconds.
"""

from __future__ import annotations

import argparse
import functools
import json
import math
import multiprocessing
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PROGRAM = Path(sys.executable).with_name("levergraph")
PACKAGES = ("levergraph", "pyoxigraph", "rdflib", "oxrdflib")
Row = dict[str, Any]
PATIENCE = 60.0
"""Seconds after which a program that does not end is stopped, and the benchmark with it."""


def main(argv: list[str] | None = None) -> int:
    """Measure, and write what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--questions", nargs="*", metavar="NAME", help="only these named questions (default: all)"
    )
    parser.add_argument(
        "--limit", type=float, default=30.0, help="seconds that rdflib may take for one question"
    )
    parser.add_argument("--runs", type=int, default=21, help="runs of each measurement (default: 21)")
    parser.add_argument("-o", "--output", type=Path, default=HERE, help="folder to write to")
    args = parser.parse_args(argv)
    names = args.questions or _all_names()
    with tempfile.TemporaryDirectory() as cache:
        os.environ["LEVERGRAPH_CACHE"] = cache  # so that nobody's cache is warm or cold by chance
        # Memory first: a child's peak can never read lower than its parent's size when it was started.
        processes = whole_processes(names, args.runs)
        questions = all_questions(names, args.runs, args.limit)
    results = {
        "machine": machine(),
        "limit_seconds": args.limit,
        "processes": processes,
        "questions": questions,
    }
    results["summary"] = summary(results)
    args.output.mkdir(parents=True, exist_ok=True)
    (args.output / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    (args.output / "RESULTS.md").write_text(markdown(results), encoding="utf-8")
    print("\n".join(summary_table(results)))
    print(f"\nWrote {args.output / 'RESULTS.md'}", file=sys.stderr)
    return 0


def _all_names() -> list[str]:
    from levergraph.queries.catalogue import Catalogue

    return Catalogue().names()


def machine() -> dict[str, str]:
    """What was measured on what."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        **{name: version(name) for name in PACKAGES},
    }


# Whole processes


def whole_processes(names: list[str], runs: int) -> Row:
    """Time and peak memory of the program as people start it, beside Python merely importing rdflib."""
    from levergraph.queries.catalogue import Catalogue

    catalogue = Catalogue()
    commands: dict[str, list[str]] = {
        "import rdflib": [sys.executable, "-c", "import rdflib"],
        "levergraph --help": [str(PROGRAM), "--help"],
    }
    for name in names:
        given = [f"-p{key}={value}" for key, value in catalogue.get(name).example().items()]
        commands[f"levergraph query {name}"] = [str(PROGRAM), "query", name, *given]
    for command in commands.values():  # warm: the cache, the disk's pages, the compiled modules
        _started(command)
    times: dict[str, list[float]] = {label: [] for label in commands}
    peaks: dict[str, list[float]] = {label: [] for label in commands}
    for _ in _progress(range(runs), f"{len(commands)} programs, {runs} times"):
        for label, command in commands.items():
            seconds, mebibytes = _started(command)
            times[label].append(seconds)
            peaks[label].append(mebibytes)
    return {
        label: {
            "milliseconds": round(statistics.median(times[label]) * 1000, 1),
            "mebibytes": round(max(peaks[label]), 1),
        }
        for label in commands
    }


def _started(command: list[str]) -> tuple[float, float]:
    """Run one program; its seconds and its peak memory in MiB."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    began = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    alarm = threading.Timer(PATIENCE, process.kill)
    alarm.start()
    _, status, usage = os.wait4(process.pid, 0)
    alarm.cancel()
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed with exit code {process.returncode}")
    return seconds, usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


# Questions inside one process


def all_questions(names: list[str], runs: int, limit: float) -> list[Row]:
    """Each named question, from name and parameters to CSV: ours, raw Oxigraph, plain rdflib."""
    from levergraph.graph.store import LocalStore, open_store
    from levergraph.queries.catalogue import Catalogue
    from levergraph.queries.run import ask, prepared

    catalogue = Catalogue()
    found: list[Row] = []
    with open_store() as store:
        if not isinstance(store, LocalStore):
            raise SystemExit("the benchmark needs the packaged graph")
        graph = plain_rdflib(store)
        for name in _progress(names, "questions against Oxigraph and rdflib"):
            query = catalogue.get(name)
            values = query.example()
            text = prepared(store, query, values)
            ours, raw = _medians(
                runs,
                lambda name=name, values=values: ask(store, name, values).to_csv(),
                lambda text=text: raw_csv(store, text),
            )
            peer = named_graphs(store) if "GRAPH <" in text else graph
            seconds, rows = rdflib_seconds(peer, text, limit)
            found.append(
                {
                    "name": name,
                    "rows": len(ask(store, name, values)),
                    "rows_of_rdflib": rows,
                    "ours_ms": round(ours * 1000, 3),
                    "oxigraph_ms": round(raw * 1000, 3),
                    "rdflib_ms": round(seconds * 1000, 1),
                    "rdflib_stopped": rows is None,
                    "times_oxigraph": round(ours / raw, 2),
                    "times_faster_than_rdflib": round(seconds / ours, 1),
                }
            )
    return found


def raw_csv(store: Any, text: str) -> bytes | None:
    """The same text asked of Oxigraph's own store, without us between."""
    from levergraph.ontology.terms import PREFIXES
    from pyoxigraph import QueryResultsFormat, RdfFormat

    answer = store.oxigraph.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    form = QueryResultsFormat.CSV if hasattr(answer, "variables") else RdfFormat.N_TRIPLES
    written: bytes | None = answer.serialize(format=form)
    return written


def _medians(runs: int, *calls: Callable[[], object]) -> list[float]:
    """The median seconds of each call, run in turn so that a busy moment falls on all of them."""
    times: list[list[float]] = [[] for _ in calls]
    for call in calls:
        call()
    for _ in range(runs):
        for call, taken in zip(calls, times, strict=True):
            began = time.perf_counter()
            call()
            taken.append(time.perf_counter() - began)
    return [statistics.median(taken) for taken in times]


def plain_rdflib(store: Any) -> Any:
    """The union of the graphs in rdflib's own memory."""
    import rdflib

    print("Reading the graph into plain rdflib ...", file=sys.stderr)
    statements = "".join(sorted({f"{quad.triple} .\n" for quad in store.quads()}))
    return rdflib.Graph().parse(data=statements, format="nt")


@functools.cache
def named_graphs(store: Any) -> Any:
    """The graphs apart in rdflib's own memory, for the questions that name them."""
    import rdflib

    statements = "".join(f"{quad} .\n" for quad in store.quads())
    return rdflib.Dataset(default_union=True).parse(data=statements, format="nquads")


def rdflib_seconds(graph: Any, text: str, limit: float) -> tuple[float, int | None]:
    """Seconds that plain rdflib takes, and its number of rows; none when it was stopped at the limit."""
    context = multiprocessing.get_context("fork")  # the child has the graph at once, and can be killed
    answers = context.Queue()

    def work() -> None:
        began = time.perf_counter()
        rows = len(list(graph.query(text)))
        answers.put((time.perf_counter() - began, rows))

    child = context.Process(target=work)
    child.start()
    child.join(limit)
    if child.is_alive():
        child.kill()
        child.join()
        return limit, None
    seconds, rows = answers.get(timeout=5)
    return seconds, rows


# What was found


def summary(results: Mapping[str, Any]) -> Row:
    """The numbers that the issue sets bounds for."""
    processes, questions = results["processes"], results["questions"]
    rdflib = processes["import rdflib"]["milliseconds"]
    asked = {label: each for label, each in processes.items() if label.startswith("levergraph query ")}
    slowest = max(asked, key=lambda label: asked[label]["milliseconds"])
    ratios = [each["times_faster_than_rdflib"] for each in questions]
    dearest = max(questions, key=lambda each: each["times_oxigraph"])
    return {
        "faster_than_rdflib": round(math.exp(statistics.fmean(math.log(each) for each in ratios))),
        "rdflib_stopped": sum(each["rdflib_stopped"] for each in questions),
        "questions": len(questions),
        "times_oxigraph": dearest["times_oxigraph"],
        "times_oxigraph_question": dearest["name"],
        "query_ms": round(statistics.median(each["milliseconds"] for each in asked.values()), 1),
        "slowest_query_ms": asked[slowest]["milliseconds"],
        "slowest_query": slowest.removeprefix("levergraph query "),
        "help_ms": processes["levergraph --help"]["milliseconds"],
        "import_rdflib_ms": rdflib,
        "mebibytes": max(each["mebibytes"] for each in asked.values()),
    }


def summary_table(results: Mapping[str, Any]) -> list[str]:
    """The summary as the lines of a Markdown table; the README has the same lines."""
    found = results["summary"]
    rdflib = found["import_rdflib_ms"]
    least = "at least " if found["rdflib_stopped"] else ""
    return [
        "| measured | found | bound |",
        "| --- | --- | --- |",
        f"| the {found['questions']} named questions against plain rdflib, geometric mean "
        f"| {least}{found['faster_than_rdflib']} times faster | 50 times |",
        "| the same against raw Oxigraph, the worst "
        f"| {found['times_oxigraph']} times its time | 1.5 times |",
        "| `levergraph query NAME`, whole process, median question and slowest "
        f"| {found['query_ms']:.0f} ms and {found['slowest_query_ms']:.0f} ms "
        f"| `import rdflib` alone: {rdflib:.0f} ms |",
        f"| `levergraph --help` | {found['help_ms']:.0f} ms | half of that: {rdflib / 2:.0f} ms |",
        f"| peak memory of a question | {found['mebibytes']:.0f} MiB | 150 MiB |",
    ]


def markdown(results: Mapping[str, Any]) -> str:
    """All results as Markdown, in an order that depends on nothing but the names."""
    about = results["machine"]
    limit = results["limit_seconds"]
    lines = [
        "# Benchmark",
        "",
        "Written by `make bench`; do not edit. Medians of interleaved runs; a question is timed from its",
        "name and parameters to CSV. Figures of one run belong together: compare ratios, not milliseconds.",
        f"rdflib is stopped after {limit:.0f} s for a question; such a ratio is a lower bound, marked ≥.",
        "",
        *summary_table(results),
        "",
        f"Measured with Python {about['python']} on {about['system']}; "
        + ", ".join(f"{name} {about[name]}" for name in PACKAGES)
        + ".",
        "",
        "## Questions",
        "",
        "| question | rows | levergraph, ms | Oxigraph, ms | times Oxigraph | rdflib, ms | times faster |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for each in sorted(results["questions"], key=lambda each: str(each["name"])):
        mark = "≥ " if each["rdflib_stopped"] else ""
        lines.append(
            f"| {each['name']} | {each['rows']} | {each['ours_ms']:.2f} | {each['oxigraph_ms']:.2f} "
            f"| {each['times_oxigraph']:.2f} | {mark}{each['rdflib_ms']:.0f} "
            f"| {mark}{each['times_faster_than_rdflib']:.0f} |"
        )
    lines += ["", "## Whole processes", "", "| command | ms | peak MiB |", "| --- | ---: | ---: |"]
    for label in sorted(results["processes"]):
        each = results["processes"][label]
        lines.append(f"| {label} | {each['milliseconds']:.0f} | {each['mebibytes']:.0f} |")
    return "\n".join(lines) + "\n"


def _progress(items: Iterable[Any], words: str) -> Iterable[Any]:
    from rich.console import Console
    from rich.progress import track

    return track(list(items), words, console=Console(stderr=True), transient=True)


if __name__ == "__main__":
    sys.exit(main())
