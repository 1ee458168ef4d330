"""Measures the named questions against rdflib and raw Oxigraph, whole processes, and memory."""

from __future__ import annotations

import functools
import math
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

TITLE = "Questions"
PROGRAM = Path(sys.executable).with_name("levergraph")
Row = dict[str, Any]
PATIENCE = 60.0
"""Seconds after which a program that does not end is stopped, and the benchmark with it."""


def measure(runs: int = 21, names: Sequence[str] = (), limit: float = 10.0) -> Row:
    """Measure whole processes and questions; `limit` is the seconds that rdflib may take for one."""
    names = list(names) or _all_names()
    with tempfile.TemporaryDirectory() as cache:
        os.environ["LEVERGRAPH_CACHE"] = cache  # so that nobody's cache is warm or cold by chance
        # Memory first: a child's peak can never read lower than its parent's size when it was started.
        processes = whole_processes(names, runs)
        return {
            "limit_seconds": limit,
            "processes": processes,
            "questions": all_questions(names, runs, limit),
        }


def _all_names() -> list[str]:
    from levergraph.queries.catalogue import Catalogue

    return Catalogue().names()


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
    from levergraph.graph.opening import open_store
    from levergraph.graph.store import LocalStore
    from levergraph.queries.catalogue import Catalogue
    from levergraph.queries.execution import ask, prepared

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
        try:
            rows = len(list(graph.query(text)))
        except Exception as error:
            answers.put(f"rdflib cannot answer: {error}\n{text}")
            raise
        answers.put((time.perf_counter() - began, rows))

    child = context.Process(target=work)
    child.start()
    child.join(limit)
    if child.is_alive():
        child.kill()
        child.join()
        return limit, None
    answer = answers.get(timeout=5)
    if isinstance(answer, str):
        raise SystemExit(answer)
    seconds, rows = answer
    return seconds, rows


# What was found


def summary(found: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The numbers that the issue sets bounds for: measured, found, bound."""
    processes, questions = found["processes"], found["questions"]
    rdflib = processes["import rdflib"]["milliseconds"]
    asked = [each for label, each in processes.items() if label.startswith("levergraph query ")]
    times = [each["milliseconds"] for each in asked]
    ratios = [each["times_faster_than_rdflib"] for each in questions]
    faster = math.exp(statistics.fmean(math.log(each) for each in ratios))
    least = "at least " if any(each["rdflib_stopped"] for each in questions) else ""
    return [
        (
            f"the {len(questions)} named questions against plain rdflib, geometric mean",
            f"{least}{faster:.0f} times faster",
            "50 times",
        ),
        (
            "the same against raw Oxigraph, the worst",
            f"{max(each['times_oxigraph'] for each in questions)} times its time",
            "1.5 times",
        ),
        (
            "`levergraph query NAME`, whole process, median question and slowest",
            f"{statistics.median(times):.0f} ms and {max(times):.0f} ms",
            f"`import rdflib` alone: {rdflib:.0f} ms",
        ),
        (
            "`levergraph --help`",
            f"{processes['levergraph --help']['milliseconds']:.0f} ms",
            f"half of that: {rdflib / 2:.0f} ms",
        ),
        ("peak memory of a question", f"{max(each['mebibytes'] for each in asked):.0f} MiB", "150 MiB"),
    ]


def markdown(found: Mapping[str, Any]) -> list[str]:
    """Every question and every process, in an order that depends on nothing but the names."""
    lines = [
        "A question is timed from its name and parameters to CSV. rdflib is stopped after "
        f"{found['limit_seconds']:.0f} s for a question;",
        "such a ratio is a lower bound, marked ≥.",
        "",
        "| question | rows | levergraph, ms | Oxigraph, ms | times Oxigraph | rdflib, ms | times faster |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for each in sorted(found["questions"], key=lambda each: str(each["name"])):
        mark = "≥ " if each["rdflib_stopped"] else ""
        lines.append(
            f"| {each['name']} | {each['rows']} | {each['ours_ms']:.2f} | {each['oxigraph_ms']:.2f} "
            f"| {each['times_oxigraph']:.2f} | {mark}{each['rdflib_ms']:.0f} "
            f"| {mark}{each['times_faster_than_rdflib']:.0f} |"
        )
    lines += ["", "Whole processes:", "", "| command | ms | peak MiB |", "| --- | ---: | ---: |"]
    for label in sorted(found["processes"]):
        each = found["processes"][label]
        lines.append(f"| {label} | {each['milliseconds']:.0f} | {each['mebibytes']:.0f} |")
    return lines


def _progress(items: Iterable[Any], words: str) -> Iterable[Any]:
    from rich.console import Console
    from rich.progress import track

    return track(list(items), words, console=Console(stderr=True), transient=True)


if __name__ == "__main__":
    for row in summary(measure()):
        print(" | ".join(row))
