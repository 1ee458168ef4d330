"""Measures the web application: queries beside a bare Oxigraph server, hostile ones, limits, start, pages.

    python bench/web.py [RUNS]

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
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

TITLE = "The web application and the SPARQL endpoint"
BIN = Path(sys.executable).parent
SECONDS = 3
CONNECTIONS = (4, 16, 64)
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
PAGES = ("/", "/region/south-yorkshire", "/lever/bus-franchising", "/intervention/gm-fire-safe-and-well")

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


def measure(runs: int) -> dict[str, Any]:
    """Measure everything; `runs` interleaved runs of what is compared."""
    with tempfile.TemporaryDirectory() as folder:
        own = "LEVERGRAPH_CACHE" not in os.environ
        if own:
            os.environ["LEVERGRAPH_CACHE"] = f"{folder}/cache"
        try:
            from levergraph.graph.cache import prepared

            store = prepared()
            return {
                "start": start(runs),
                "throughput": throughput(runs, store, Path(folder)),
                "hostile": hostile(runs),
                "limits": limits(),
                "pages": pages(runs),
            }
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
    request = urllib.request.Request(endpoint, body, {"Accept": JSON})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=120) as response:  # noqa: S310
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


# What is measured


def start(runs: int) -> dict[str, float]:
    """Seconds from the start of the process to the first answer of `/health` and of the endpoint."""
    found: dict[str, list[float]] = {"page": [], "query": []}
    for _ in range(max(3, runs // 3)):
        began = time.monotonic()
        with levergraph() as url:
            found["query"].append(time.monotonic() - began)
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

    def once(url: str, path: str, connections: int) -> float:
        command = [
            wrk,
            "-t1",
            f"-c{connections}",
            f"-d{SECONDS}s",
            "-s",
            str(script),
            f"{url}{path}",
            "--",
            path,
        ]
        said = subprocess.run(command, capture_output=True, text=True, env=env, check=True).stdout
        wrong = re.search(r"Non-2xx.*|Socket errors.*", said)
        assert not wrong, wrong and wrong[0]  # noqa: S101
        rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
        assert rate, said  # noqa: S101
        return float(rate[1])

    rates: dict[str, list[float]] = {}
    with oxigraph(store) as bare, levergraph() as ours:
        for connections in CONNECTIONS:  # warm
            once(bare, "/query", connections)
            once(ours, "/sparql", connections)
        for _ in range(max(3, runs // 3)):
            for connections in CONNECTIONS:
                rates.setdefault(f"oxigraph {connections}", []).append(once(bare, "/query", connections))
                rates.setdefault(f"levergraph {connections}", []).append(once(ours, "/sparql", connections))
    medians = {name: round(statistics.median(each)) for name, each in rates.items()}
    return {
        "per_second": medians,
        "ratio": {
            str(each): round(medians[f"levergraph {each}"] / medians[f"oxigraph {each}"], 2)
            for each in CONNECTIONS
        },
    }


def _things() -> list[str]:
    from levergraph.graph import open_store

    kinds = "lg:Region lg:Lever lg:Intervention"
    asked = f"SELECT DISTINCT ?x WHERE {{ VALUES ?kind {{ {kinds} }} ?x a ?kind }} ORDER BY ?x"
    with open_store() as store:
        return [row[0].value for row in store.select(asked)]


def hostile(runs: int) -> dict[str, float]:
    """The median of normal queries in milliseconds, alone and while ten endless ones are asked over again."""
    with levergraph("--query-seconds", "20") as url:
        endpoint = f"{url}/sparql"
        queries = [
            PREFIXES + shape.format(x=f"<{thing}>", v="?v") for thing in _things()[:60] for shape in SHAPES
        ]
        alone = _median(endpoint, queries)
        stop = threading.Event()

        def runaway() -> None:
            with suppress(OSError):  # the server is stopped while they run
                while not stop.wait(0.5):
                    ask(endpoint, ENDLESS)

        threads = [threading.Thread(target=runaway, daemon=True) for _ in range(10)]
        for thread in threads:
            thread.start()
        time.sleep(1.5)
        beside = _median(endpoint, queries)
        stop.set()
    return {"alone": alone, "beside": beside, "ratio": round(beside / alone, 2)}


def _median(endpoint: str, queries: list[str]) -> float:
    times = []
    for query in queries * 3:
        began = time.perf_counter()
        status, _ = ask(endpoint, query)
        times.append(time.perf_counter() - began)
        assert status == 200  # noqa: S101
    return round(statistics.median(times) * 1000, 3)


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
    with levergraph("--query-mebibytes", "256") as url:
        found["memory"] = _beyond_memory(f"{url}/sparql", 256)
    return found


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
            if b"levergraph.web.nursery" in (folder / "cmdline").read_bytes():
                size, shared = (int(word) for word in (folder / "statm").read_text().split()[1:3])
                yield (size - shared) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, ValueError):
            continue


def pages(runs: int) -> dict[str, dict[str, Any]]:
    """Milliseconds to make a page in the server, and those of the queries that it asks, alone."""
    import asyncio

    import httpx
    from levergraph.graph import LocalStore, open_store
    from levergraph.web import Settings, application
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

    async def timed() -> dict[str, dict[str, Any]]:
        found = {}
        transport = httpx.ASGITransport(application(Settings(), store))
        async with httpx.AsyncClient(
            transport=transport, base_url="http://localhost", headers={"accept": "text/html"}
        ) as client:
            for path in PAGES:
                await client.get(path)
                asked.clear()
                response = await client.get(path)
                assert response.status_code == 200, path  # noqa: S101
                texts = list(asked)
                whole, alone = [], []
                for _ in range(max(5, runs // 2)):
                    whole.append(await _async_time(lambda path=path: client.get(path)))  # type: ignore[misc]
                    began = time.perf_counter()
                    raw(texts)
                    alone.append(time.perf_counter() - began)
                page, queries = (statistics.median(each) * 1000 for each in (whole, alone))
                found[path] = {
                    "page": round(page, 2),
                    "queries": round(queries, 2),
                    "number": len(texts),
                    "ratio": round(page / queries, 2) if texts else None,
                }
        return found

    return asyncio.run(timed())


async def _async_time(call: Callable[[], Any]) -> float:
    began = time.perf_counter()
    await call()
    return time.perf_counter() - began


# What was found


def summary(found: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What was measured, what was found, and its bound: one row for each bound."""
    rows = []
    speed = found["throughput"]
    if speed is None:
        rows.append(
            ("small queries over HTTP / bare Oxigraph server", "not measured: wrk is missing", "≥ 0.7")
        )
    else:
        for connections, ratio in speed["ratio"].items():
            rows.append(
                (
                    f"small queries over HTTP / bare Oxigraph server, {connections} clients",
                    f"{ratio}",
                    "≥ 0.7",
                )
            )
    rows.append(
        ("normal query beside ten runaway queries / alone, median", f"{found['hostile']['ratio']}", "≤ 3")
    )
    for what in ("time", "memory", "rows"):
        rows.append((f"query stopped after its limit of {what}", f"{found['limits'][what]} s", "≤ 1 s"))
    rows.append(("start to first page", f"{found['start']['page']} s", "≤ 2 s"))
    rows.append(("start to first SPARQL answer", f"{found['start']['query']} s", "≤ 2 s"))
    for path, each in found["pages"].items():
        ratio = f"{each['page']} ms, and no query" if each["ratio"] is None else f"{each['ratio']}"
        rows.append((f"page {path} / its raw queries", ratio, "≤ 5"))
    return rows


def markdown(found: dict[str, Any]) -> list[str]:
    """The tables of this part."""
    lines = [f"## {TITLE}", "", "| measured | found | bound |", "|---|---|---|"]
    lines += [f"| {' | '.join(row)} |" for row in summary(found)]
    if found["throughput"]:
        lines += ["", "| small queries a second | clients | |", "|---|---|---|"]
        for name, rate in found["throughput"]["per_second"].items():
            server, clients = name.split()
            lines.append(f"| {server} | {clients} | {rate:,} |")
        lines += ["", "Oxigraph's server reads the prepared store on disk; no two queries are the same."]
    beside = found["hostile"]
    lines += [
        "",
        f"A normal query takes {beside['alone']} ms alone, {beside['beside']} ms beside ten runaways.",
    ]
    lines += ["", "| page | ms | its queries, ms | queries |", "|---|---|---|---|"]
    lines += [
        f"| {path} | {each['page']} | {each['queries']} | {each['number']} |"
        for path, each in found["pages"].items()
    ]
    return lines


if __name__ == "__main__":
    print("\n".join(markdown(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 9))))
