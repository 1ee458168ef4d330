"""Measures the web application: queries beside other servers and hostile ones, limits, start, pages.

    python bench/web.py [RUNS [PART...]]

Needs `wrk` (apt install wrk) for the throughput, and says so where it is missing. It asks this machine only
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

R = TypeVar("R")
TITLE = "The web application and the SPARQL endpoint"
BIN = Path(sys.executable).parent
SECONDS = 3
CONNECTIONS = (1, 4, 16, 64)
DEAREST = "/api/asks?region=cumbria&size=4"
"""The dearest call that a visitor can make of the API: seconds of Python."""
JSON = "application/sparql-results+json"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f FILTER(?c < ?f) }"
GREEDY = "SELECT (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?a ?c ?d ?f WHERE { ?a ?b ?c . ?d ?e ?f } }"
PREFIXES = (
    "PREFIX lg: <https://w3id.org/levergraph/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
)
SHAPES = (
    "SELECT {v} WHERE {{ {x} skos:prefLabel {v} }}",
    "SELECT ?p {v} WHERE {{ {x} ?p {v} }} LIMIT 20",
    "SELECT ?s {v} WHERE {{ ?s ?p {x} . ?s skos:prefLabel {v} }} LIMIT 10",
    "ASK {{ {x} a {v} }}",
)
THINGS = ("region/south-yorkshire", "lever/bus-franchising", "intervention/gm-fire-safe-and-well")
"""Things whose pages are measured, besides the home page."""
RDFLIB = """
import sys, uvicorn
from rdflib import Graph
from rdflib_endpoint import SparqlEndpoint
graph = Graph().parse(sys.argv[1], format="nt")
uvicorn.run(SparqlEndpoint(graph=graph, path="/sparql"), port=int(sys.argv[2]), log_level="error")
"""

# No two requests are the same: each asks of another thing, and calls its variable by another name.
SCRIPT = """
local things, shapes, path, n = {}, {}, "", 0
for line in io.lines(os.getenv("BENCH_THINGS")) do things[#things + 1] = line end
for line in io.lines(os.getenv("BENCH_SHAPES")) do shapes[#shapes + 1] = line end
local function quoted(text)
  return (text:gsub("[^%w%-_%.~]", function(c) return string.format("%%%02X", c:byte()) end))
end
function init(args) path = args[1]; n = math.random(1000000) end
function request()
  n = n + 1
  local text = shapes[n % #shapes + 1]:gsub("{x}", things[math.floor(n / #shapes) % #things + 1])
  text = text:gsub("{v}", "?v" .. n)
  local wanted = { ["Accept"] = "application/sparql-results+json" }
  return wrk.format("GET", path .. "?query=" .. quoted(text), wanted)
end
"""


def measure(runs: int, only: Sequence[str] = ()) -> dict[str, Any]:
    """Measure everything, or some parts only; `runs` interleaved runs of what is compared."""
    with tempfile.TemporaryDirectory() as folder:
        own = "LEVERGRAPH_CACHE" not in os.environ
        if own:
            os.environ["LEVERGRAPH_CACHE"] = f"{folder}/cache"
        try:
            from levergraph.graph.cache import prepared

            store = prepared()
            parts: dict[str, Callable[[], Any]] = {
                "start": lambda: start(runs),
                "throughput": lambda: throughput(runs, store, Path(folder)),
                "hostile": hostile,
                "limits": limits,
                "pages": lambda: pages(runs),
            }
            return {part: run() for part, run in parts.items() if part in (only or parts)}
        finally:
            if own:
                del os.environ["LEVERGRAPH_CACHE"]


# Servers


@contextmanager
def levergraph(*options: str) -> Iterator[str]:
    """`levergraph serve` on a free port; its address, without a slash at the end."""
    command = [str(BIN / "levergraph"), "serve", "--port", "0", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr  # noqa: S101
        found = re.search(r"http://\S+", process.stderr.readline())
        assert found, "the server did not start"  # noqa: S101
        url = found[0].rstrip("/")
        _ready(f"{url}/sparql")
        yield url
    finally:
        process.terminate()
        process.communicate(timeout=30)


@contextmanager
def oxigraph(store: Path) -> Iterator[str]:
    """The bare Oxigraph server over the same store on disk; the address of its endpoint."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(BIN / "oxigraph"), "serve-read-only", "-l", str(store), "-b", f"127.0.0.1:{port}"]
    process = subprocess.Popen([*command, "--union-default-graph"], stderr=subprocess.DEVNULL)
    try:
        _ready(f"http://127.0.0.1:{port}/query")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def rdflib_endpoint(folder: Path) -> Iterator[str]:
    """rdflib-endpoint, as its documentation serves a graph, over the same statements; its address."""
    from levergraph.graph import open_store
    from pyoxigraph import RdfFormat, serialize

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = folder / "all.nt"
    with open_store() as store:
        serialize((quad.triple for quad in store.quads()), data.open("wb"), RdfFormat.N_TRIPLES)
    command = [sys.executable, "-c", RDFLIB, str(data), str(port)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _ready(f"http://127.0.0.1:{port}/sparql", 120)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def _ready(endpoint: str, patience: float = 30) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            ask(endpoint, "ASK { }")
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.005)


def ask(endpoint: str, query: str) -> tuple[int, bytes]:
    """Ask by POST; the status and the body."""
    body = urllib.parse.urlencode({"query": query}).encode()
    return _sent(urllib.request.Request(endpoint, body, {"Accept": JSON}))  # noqa: S310


def get(url: str) -> tuple[int, bytes]:
    """Get; the status and the body."""
    return _sent(urllib.request.Request(url))  # noqa: S310


def _sent(request: urllib.request.Request) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(request, timeout=400) as response:  # noqa: S310
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


# What is measured


def start(runs: int) -> dict[str, float]:
    """Seconds from the start of the process to the first answer of `/health` and of the endpoint."""
    found: dict[str, list[float]] = {"page": [], "SPARQL answer": []}
    for _ in range(max(3, runs // 3)):
        began = time.monotonic()
        with levergraph() as url:
            found["SPARQL answer"].append(time.monotonic() - began)
        began = time.monotonic()
        process = subprocess.Popen(
            [str(BIN / "levergraph"), "serve", "--port", "0"], stderr=subprocess.PIPE, text=True
        )
        assert process.stderr  # noqa: S101
        url = process.stderr.readline().split()[1].rstrip("/")
        with urllib.request.urlopen(f"{url}/", timeout=30) as response:  # noqa: S310
            response.read()
        found["page"].append(time.monotonic() - began)
        process.terminate()
        process.communicate(timeout=30)
    return {what: round(statistics.median(times), 3) for what, times in found.items()}


def throughput(runs: int, store: Path, folder: Path) -> dict[str, Any] | None:
    """Small queries a second, ours and the bare server's, in turns; nothing where wrk is missing."""
    wrk = shutil.which("wrk")
    if wrk is None:
        return None
    things, shapes, script = folder / "things", folder / "shapes", folder / "small.lua"
    things.write_text("".join(f"<{iri}>\n" for iri in _things()), encoding="utf-8")
    shapes.write_text(
        "".join(PREFIXES + shape.format(x="{x}", v="{v}") + "\n" for shape in SHAPES), encoding="utf-8"
    )
    script.write_text(SCRIPT, encoding="utf-8")
    env = {**os.environ, "BENCH_THINGS": str(things), "BENCH_SHAPES": str(shapes)}

    def once(url: str, path: str, clients: int) -> tuple[float, float]:
        arguments = [
            "-t1",
            f"-c{clients}",
            f"-d{SECONDS}s",
            "--latency",
            "--timeout",
            "60s",
            "-s",
            str(script),
        ]
        command = [wrk, *arguments, f"{url}{path}", "--", path]
        said = subprocess.run(command, capture_output=True, text=True, env=env, check=True).stdout
        wrong = re.search(r"Non-2xx.*|Socket errors.*", said)
        assert not wrong, wrong and wrong[0]  # noqa: S101
        rate, late = re.search(r"Requests/sec:\s+([\d.]+)", said), re.search(r"99%\s+([\d.]+)(us|ms|s)", said)
        assert rate, said  # noqa: S101
        assert late, said  # noqa: S101
        return float(rate[1]), float(late[1]) * {"us": 0.001, "ms": 1, "s": 1000}[late[2]]

    measured: dict[str, list[tuple[float, float]]] = {}
    with oxigraph(store) as bare, levergraph() as ours, rdflib_endpoint(folder) as rdflib:
        servers = {
            "oxigraph": (bare, "/query"),
            "levergraph": (ours, "/sparql"),
            "rdflib-endpoint": (rdflib, "/sparql"),
        }
        for url, path in servers.values():  # warm
            once(url, path, 4)
        for _ in range(max(3, runs // 3)):
            for clients in CONNECTIONS:
                for name, (url, path) in servers.items():
                    measured.setdefault(f"{name} {clients}", []).append(once(url, path, clients))
    return {
        name: {
            "rate": round(statistics.median(rate for rate, _ in each)),
            "p99": round(statistics.median(late for _, late in each), 2),
        }
        for name, each in measured.items()
    }


def _things() -> list[str]:
    from levergraph.graph import open_store

    kinds = "lg:Region lg:Lever lg:Intervention"
    asked = f"SELECT DISTINCT ?x WHERE {{ VALUES ?kind {{ {kinds} }} ?x a ?kind }} ORDER BY ?x"
    with open_store() as store:
        return [row[0].value for row in store.select(asked)]


def hostile() -> dict[str, Any]:
    """Milliseconds of small queries beside ten endless ones, and of the home page beside ten dear calls."""
    queries = [
        PREFIXES + shape.format(x=f"<{thing}>", v="?v") for thing in _things()[:60] for shape in SHAPES
    ]
    with levergraph("--query-seconds", "20") as url:

        def times(calls: Sequence[Callable[[], object]]) -> dict[str, float]:
            found = []
            for call in calls:
                began = time.perf_counter()
                call()
                found.append((time.perf_counter() - began) * 1000)
            ordered = sorted(found)
            return {
                "median": round(statistics.median(ordered), 2),
                "p99": round(ordered[int(len(ordered) * 0.99)], 2),
            }

        asks = [partial(_answered, f"{url}/sparql", query) for query in queries * 3]
        visits = [partial(get, f"{url}/")] * 300
        return {
            "query alone": times(asks),
            "query beside ten endless ones": _beside(
                partial(ask, f"{url}/sparql", ENDLESS), partial(times, asks)
            ),
            "home page alone": times(visits),
            "home page beside ten of the dearest calls": _beside(
                partial(get, f"{url}{DEAREST}"), partial(times, visits)
            ),
        }


def _answered(endpoint: str, query: str) -> None:
    status, _ = ask(endpoint, query)
    assert status == 200  # noqa: S101


def _beside(dear: Callable[[], object], measured: Callable[[], R]) -> R:
    """Measurements while ten visitors ask for something dear, over and over again."""
    stop = threading.Event()

    def visitor() -> None:
        with suppress(OSError):  # the server is stopped while they ask
            while not stop.wait(0.5):
                dear()

    for _ in range(10):
        threading.Thread(target=visitor, daemon=True).start()
    time.sleep(1.5)
    try:
        return measured()
    finally:
        stop.set()


def limits() -> dict[str, float]:
    """Seconds that a query goes on beyond its limit of time, memory or rows."""
    found = {}
    with levergraph("--query-seconds", "2", "--query-rows", "1000") as url:
        endpoint = f"{url}/sparql"
        began = time.monotonic()
        status, _ = ask(endpoint, ENDLESS)
        assert status == 504  # noqa: S101
        found["time"] = round(time.monotonic() - began - 2, 3)
        began = time.monotonic()
        status, body = ask(endpoint, "SELECT * WHERE { ?s ?p ?o }")
        assert status == 200  # noqa: S101
        assert json.loads(body)["truncated"]  # noqa: S101
        found["rows"] = round(time.monotonic() - began, 3)
        began = time.monotonic()
        assert get(f"{url}{DEAREST}")[0] == 504  # noqa: S101
        found["time, of a call of the API"] = round(time.monotonic() - began - 2, 3)
        found["the visitor"] = _after_departure(url)
    with levergraph("--query-mebibytes", "256", "--query-seconds", "300") as url:
        found["memory"] = _beyond_memory(f"{url}/sparql", 256)
    return found


def _after_departure(url: str) -> float:
    """Seconds from the moment that a visitor goes away until nothing is worked at any more."""
    with suppress(TimeoutError), urllib.request.urlopen(f"{url}{DEAREST}", timeout=1):  # noqa: S310
        pass
    began = time.monotonic()
    while json.loads(get(f"{url}/health")[1])["queries"]["long"]:
        time.sleep(0.01)
    return round(time.monotonic() - began, 3)


def _beyond_memory(endpoint: str, mebibytes: int) -> float:
    """Seconds from the moment that a worker has the memory of its limit until the answer that says so."""
    seen: list[float] = []
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.01):
            if not seen and any(size > 0.9 * mebibytes * 2**20 for size in _own_memory()):
                seen.append(time.monotonic())

    watching = threading.Thread(target=watch)
    watching.start()
    status, _ = ask(endpoint, GREEDY)
    ended = time.monotonic()
    done.set()
    watching.join()
    assert status == 413  # noqa: S101
    return round(ended - seen[0], 3) if seen else 0.0


def _own_memory() -> Iterator[int]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if b"multiprocessing.forkserver" in (folder / "cmdline").read_bytes():
                size, shared = (int(word) for word in (folder / "statm").read_text().split()[1:3])
                yield (size - shared) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, ValueError):
            continue


def pages(runs: int) -> dict[str, dict[str, Any]]:
    """Milliseconds to make a page in a worker, and those of the queries that it asks, alone."""
    from levergraph.graph import LocalStore, open_store
    from levergraph.web.pages import home, thing
    from levergraph.web.pages.support.rendering import make
    from pyoxigraph import QueryBoolean

    asked: list[str] = []

    class Watched(LocalStore):
        def query(self, text: str, **options: Any) -> Any:
            asked.append(text)
            return super().query(text, **options)

    opened = open_store()
    assert isinstance(opened, LocalStore)  # noqa: S101
    store = Watched(opened.oxigraph, opened.name, opened.version)

    def raw(texts: list[str]) -> None:
        for text in texts:
            answer: Any = opened.query(text)
            if not isinstance(answer, QueryBoolean):
                for _ in answer:
                    pass

    measured = {}
    for path in ("", *THINGS):
        kind, _, slug = path.partition("/")
        scope = {
            "type": "http",
            "method": "GET",
            "path": f"/{path}",
            "query_string": b"",
            "headers": [(b"host", b"localhost")],
            "path_params": {"kind": kind, "slug": slug},
        }
        made = partial(make, store, thing.page if path else home.page, scope)
        made()
        asked.clear()
        assert made()[0] == 200, path  # noqa: S101
        texts = list(asked)
        whole, alone = [], []
        for _ in range(max(5, runs // 2)):
            whole.append(_time(made))
            alone.append(_time(partial(raw, texts)))
        page, queries = (statistics.median(each) * 1000 for each in (whole, alone))
        measured[f"/{path}"] = {
            "page": round(page, 2),
            "queries": round(queries, 2),
            "number": len(texts),
            "ratio": round(page / queries, 2) if texts else None,
        }
    return measured


def _time(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


# What was found


def summary(found: dict[str, Any]) -> list[tuple[str, str, str]]:
    """The measurements with their bounds: one row for each bound."""
    rows = []
    if found.get("throughput"):
        ours, peer = found["throughput"]["levergraph 16"], found["throughput"]["rdflib-endpoint 16"]
        rows += [
            ("small queries a second, 16 clients", f"{ours['rate']:,}", "≥ 2,000"),
            ("of these 99 of 100 within", f"{ours['p99']} ms", "≤ 15 ms"),
            ("small queries / rdflib-endpoint, 16 clients", f"{ours['rate'] / peer['rate']:.1f}", "≥ 3"),
        ]
    elif "throughput" in found:
        rows.append(("small queries a second, 16 clients", "not measured: wrk is missing", "≥ 2,000"))
    for name, beside in found.get("hostile", {}).items():
        if "beside" in name:
            rows.append((f"{name}, median", f"{beside['median']} ms", "≤ 50 ms"))
    for what, late in found.get("limits", {}).items():
        rows.append((f"stopped after its limit: {what}", f"{late} s", "≤ 1 s"))
    for what, spent in found.get("start", {}).items():
        rows.append((f"start to first {what}", f"{spent} s", "≤ 2 s"))
    for path, each in found.get("pages", {}).items():
        ratio = f"{each['page']} ms, and no query" if each["ratio"] is None else f"{each['ratio']}"
        rows.append((f"page {path} / its raw queries", ratio, "≤ 5"))
    return rows


def markdown(found: dict[str, Any]) -> list[str]:
    """The tables of this part."""
    lines = [f"## {TITLE}", "", "| measured | found | bound |", "|---|---|---|"]
    lines += [f"| {' | '.join(row)} |" for row in summary(found)]
    if found.get("throughput"):
        lines += [
            "",
            "| server | clients | small queries a second | 99 of 100 within, ms |",
            "|---|---|---|---|",
        ]
        for name, each in found["throughput"].items():
            lines.append(f"| {name.replace(' ', ' | ')} | {each['rate']:,} | {each['p99']} |")
        lines += [
            "",
            "No two queries are the same. Oxigraph's server reads the prepared store on disk; "
            "rdflib-endpoint has the same statements in an rdflib graph in memory.",
        ]
    if "hostile" in found:
        lines += ["", "| | median, ms | 99 of 100 within, ms |", "|---|---|---|"]
        lines += [f"| {name} | {each['median']} | {each['p99']} |" for name, each in found["hostile"].items()]
    if "pages" in found:
        lines += ["", "| page | ms | its queries, ms | queries |", "|---|---|---|---|"]
        lines += [
            f"| {path} | {each['page']} | {each['queries']} | {each['number']} |"
            for path, each in found["pages"].items()
        ]
    return lines


if __name__ == "__main__":
    print("\n".join(markdown(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 9, sys.argv[2:]))))
