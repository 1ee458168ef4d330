"""Nothing that is asked, however large or long or hostile, harms the server or those who ask beside it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any, TypeVar
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given, settings, strategies as st
from levergraph.errors import LevergraphError, Refused
from levergraph.graph import LocalStore
from levergraph.ontology import PREFIXES
from levergraph.web.settings import Settings
from levergraph.web.sparql.evaluate import Query, evaluate
from levergraph.web.sparql.truncate import cut_table
from levergraph.web.work import preload
from levergraph.web.work.limits import Overloaded, OverTime
from levergraph.web.work.pool import Pool
from processes import children, fork_server, in_the_end, runs, spent
from pyoxigraph import (
    Literal,
    NamedNode,
    QueryResultsFormat,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

R = TypeVar("R")
REGIONS = "SELECT ?region WHERE { ?region a lg:Region } ORDER BY ?region"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f FILTER(?c < ?f) }"
GREEDY = "SELECT (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?a ?c ?d ?f WHERE { ?a ?b ?c . ?d ?e ?f } }"
JSON = "application/sparql-results+json"
DEAR = "/api/asks?region=greater-essex&size=4&as-of=2027-06-01"
"""About a second of Python, the dearest of the API."""


@pytest.fixture(scope="module")
def strict(serving: Callable[..., Any]) -> Iterator[httpx.Client]:
    """A server with tight limits."""
    options = {
        "query-seconds": "1.5",
        "query-rows": "10",
        "answer-mebibytes": "1",
        "workers": "2",
        "long-queries": "3",
        "request-bytes": "20000",
        "url-bytes": "4000",
        "header-bytes": "8000",
    }
    server = serving(*(word for name, value in options.items() for word in (f"--{name}", value)))
    with httpx.Client(base_url=server.url, timeout=60) as client:
        yield client


def ask(client: httpx.Client, query: str, accept: str = JSON, **params: str) -> httpx.Response:
    return client.post("/sparql", data={"query": query, **params}, headers={"accept": accept})


def rows(response: httpx.Response) -> list[Any]:
    assert response.status_code == 200, response.text
    found: list[Any] = response.json()["results"]["bindings"]
    return found


# Time and memory


def test_a_query_that_takes_too_long_is_stopped_and_said_so(strict: httpx.Client) -> None:
    began = time.monotonic()
    response = ask(strict, ENDLESS)
    assert response.status_code == 504
    assert "longer than 1.5 seconds" in response.json()["detail"]
    assert time.monotonic() - began < 10
    assert len(rows(ask(strict, REGIONS))) == 10


def test_a_query_that_takes_too_much_memory_is_stopped_and_said_so(serving: Callable[..., Any]) -> None:
    server = serving("--query-mebibytes", "64", "--query-seconds", "50")
    with httpx.Client(base_url=server.url, timeout=60) as client:
        response = ask(client, GREEDY)
        assert response.status_code == 413
        assert "more memory than 64 MiB" in response.json()["detail"]
        assert rows(ask(client, REGIONS))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE " + "{" * 4000 + "}" * 4000,
        "SELECT * WHERE { FILTER(" + "(" * 4000 + "1" + ")" * 4000 + ") }",
        "SELECT * WHERE { ?s " + "(" * 4000 + "lg:holds" + ")" * 4000 + " ?o }",
        "ASK { FILTER(" + "!" * 9000 + "true) }",
        "SELECT" + " " * 15000,
        "SELECT * { ?s ?p ?o } " + "#" * 15000,
        "SELECT * WHERE { ?s ?p '" + "\\" * 15000,
    ],
)
def test_no_form_of_a_query_ends_the_server(strict: httpx.Client, query: str) -> None:
    assert ask(strict, query).status_code in (200, 400, 413, 504)
    assert len(rows(ask(strict, REGIONS))) == 10


def test_short_queries_go_on_while_endless_ones_run(strict: httpx.Client) -> None:
    told: list[int] = []

    def hostile() -> None:
        with httpx.Client(base_url=strict.base_url, timeout=60) as client:
            told.append(ask(client, ENDLESS).status_code)

    threads = [threading.Thread(target=hostile) for _ in range(10)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        assert len(rows(ask(strict, REGIONS))) == 10
    for thread in threads:
        thread.join()
    assert set(told) == {503, 504}  # as many as may run long run into their limit; the others are turned away
    assert told.count(504) >= 3


@contextmanager
def begun(server: Any, path: str) -> Iterator[int]:
    """A worker that has begun work that takes long; its visitor goes away in the end."""
    address = httpx.URL(server.url)
    with socket.create_connection((address.host, address.port), timeout=60) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {address.host}:{address.port}\r\n\r\n".encode())
        assert in_the_end(lambda: bool(slow_workers(server)))
        [worker] = slow_workers(server)
        began = spent(worker)
        assert in_the_end(lambda: spent(worker) > began + 2)
        yield worker


def slow_workers(server: Any) -> list[int]:
    """The workers for what takes long."""
    workers = children(fork_server(server.process.pid))
    return [worker for worker in workers if runs(worker) and os.getpriority(os.PRIO_PROCESS, worker) == 19]


def test_work_ends_when_its_visitor_goes_away(serving: Callable[..., Any]) -> None:
    server = serving("--query-seconds", "120", "--long-queries", "1")
    with begun(server, f"/sparql?query={quote(ENDLESS)}") as worker:
        assert runs(worker)
    assert in_the_end(lambda: not runs(worker))
    assert httpx.get(f"{server.url}health", timeout=60).json()["queries"]["long"] == 0


def test_a_call_of_the_api_that_takes_too_long_is_stopped_and_said_so(serving: Callable[..., Any]) -> None:
    server = serving("--query-seconds", "0.05")
    response = httpx.get(server.url.rstrip("/") + DEAR, timeout=60)
    assert response.status_code == 504
    assert "longer than 0.05 seconds" in response.json()["detail"]


def test_a_page_that_takes_too_long_is_stopped_and_said_so(serving: Callable[..., Any]) -> None:
    server = serving("--query-seconds", "0.001")
    response = httpx.get(f"{server.url}matrix", headers={"accept": "text/html"}, timeout=60)
    assert response.status_code == 504
    assert "longer than 0.001 seconds" in response.text
    assert "<html" in response.text


def test_pages_go_on_while_dear_calls_of_the_api_run(serving: Callable[..., Any]) -> None:
    server = serving("--workers", "2", "--long-queries", "3")
    statuses: list[int] = []

    def visitor() -> None:
        statuses.append(httpx.get(server.url.rstrip("/") + DEAR, timeout=60).status_code)

    with httpx.Client(base_url=server.url, timeout=60, headers={"accept": "text/html"}) as client:
        assert client.get("/").status_code == 200
        threads = [threading.Thread(target=visitor) for _ in range(10)]
        for thread in threads:
            thread.start()
        times = []
        while any(thread.is_alive() for thread in threads):
            began = time.monotonic()
            assert client.get("/").status_code == 200
            times.append(time.monotonic() - began)
        for thread in threads:
            thread.join()
    assert 200 in statuses
    assert set(statuses) <= {200, 503}
    assert sorted(times)[len(times) // 2] < 1


def test_what_would_wait_too_long_is_turned_away_with_the_advice_to_come_again(
    serving: Callable[..., Any],
) -> None:
    server = serving("--workers", "1", "--waiting", "1", "--long-queries", "12", "--query-seconds", "1")
    responses: list[httpx.Response] = []

    def hostile() -> None:
        responses.append(httpx.post(f"{server.url}sparql", data={"query": ENDLESS}, timeout=60))

    threads = [threading.Thread(target=hostile) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    turned_away = [response for response in responses if response.status_code == 503]
    assert turned_away
    assert all(response.headers["retry-after"] for response in turned_away)
    assert all("waiting" in response.text for response in turned_away)
    assert {response.status_code for response in responses} == {503, 504}


def pooled(settings: Settings, work: Callable[[Pool], Awaitable[R]]) -> R:
    """What is done with a pool of this process's own; in a thread, since a browser test of the same process
    may have left its event loop running in this one."""

    async def done() -> R:
        pool = Pool(settings)
        try:
            return await work(pool)
        finally:
            await pool.close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(done())).result()


@pytest.mark.usefixtures("packaged")
def test_what_waits_longer_for_a_worker_than_it_may_is_turned_away() -> None:
    async def both(pool: Pool) -> list[object]:
        assert await pool.run(evaluate, Query("ASK {}"), 5)
        jobs = (pool.run(evaluate, Query(text), 5) for text in (ENDLESS, REGIONS))
        return await asyncio.gather(*jobs, return_exceptions=True)

    limits = Settings(workers=1, query_seconds=2, quick_seconds=2, waiting_seconds=1)
    assert [type(error) for error in pooled(limits, both)] == [OverTime, Overloaded]


@pytest.mark.usefixtures("packaged")
def test_what_takes_long_runs_behind_all_others() -> None:
    async def niceness(pool: Pool) -> set[int]:
        job = asyncio.ensure_future(pool.run(evaluate, Query(ENDLESS), 5))
        while not pool.counts["long"]:
            await asyncio.sleep(0.01)
        await asyncio.sleep(1)  # until the workers have begun
        ages = {pid: spent(pid) for pid in children(fork_server(os.getpid()))}
        await asyncio.sleep(1)
        at_work = {pid for pid in children(fork_server(os.getpid())) if spent(pid) > ages.get(pid, 0)}
        job.cancel()
        return {os.getpriority(os.PRIO_PROCESS, pid) for pid in at_work}

    assert pooled(Settings(workers=1, long_queries=1), niceness) == {19}


@pytest.mark.usefixtures("packaged")
def test_a_worker_that_has_kept_much_memory_does_no_further_job() -> None:
    large = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?a ?d { ?a ?b ?c . ?d ?e ?f } LIMIT 30000 }"

    async def workers(pool: Pool) -> list[list[int]]:
        pids = []
        for text in (REGIONS, REGIONS, large, REGIONS):
            assert (await pool.run(evaluate, Query(text), 5)).body
            pids.append(children(fork_server(os.getpid())))
        return pids

    limits = Settings(workers=1, query_mebibytes=64, query_seconds=30, quick_seconds=30)
    first, second, third, fourth = pooled(limits, workers)
    assert first == second == third
    assert fourth != third


def test_work_is_done_where_the_fork_server_can_have_no_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_folder() -> str:
        raise FileNotFoundError("No usable temporary directory found")

    monkeypatch.setattr(preload, "get_temp_dir", no_folder)

    async def asked(pool: Pool) -> bytes:
        assert not preload.can_fork()
        return (await pool.run(evaluate, Query(REGIONS), 5)).body

    assert len(json.loads(pooled(Settings(workers=1), asked))["results"]["bindings"]) == 5


def test_the_server_heals_when_its_processes_are_killed(serving: Callable[..., Any]) -> None:
    server = serving()
    with httpx.Client(base_url=server.url, timeout=60) as client:
        assert rows(ask(client, REGIONS))
        for worker in children(fork_server(server.process.pid)):
            os.kill(worker, signal.SIGKILL)
        assert in_the_end(lambda: ask(client, REGIONS).status_code == 200)
        os.kill(fork_server(server.process.pid), signal.SIGKILL)
        assert in_the_end(lambda: ask(client, REGIONS).status_code == 200)
        assert client.get("/health").status_code == 200


def test_no_process_outlives_the_server(serving: Callable[..., Any]) -> None:
    server = serving("--query-seconds", "120", "--long-queries", "1")
    with begun(server, f"/sparql?query={quote(ENDLESS)}") as worker:  # it hears of nothing
        family = [fork_server(server.process.pid), *children(fork_server(server.process.pid))]
        assert worker in family
        server.process.kill()
        server.process.communicate()
    assert in_the_end(lambda: not any(runs(pid) for pid in family))


# Rows and bytes


@pytest.mark.parametrize(
    "query",
    [
        REGIONS,
        f"{REGIONS} LIMIT 11",
        f"{REGIONS} LIMIT 1000000 OFFSET 2",
        f"{REGIONS} OFFSET 1",
        f"{REGIONS} OFFSET 1 LIMIT 12",
        f"{REGIONS} # LIMIT 3",
        f"{REGIONS} LIMIT 15 # LIMIT 3",
        f"{REGIONS}LIMIT15",
        "SELECT ?region { ?region a lg:Region } VALUES ?x { 1 2 3 }",
        "SELECT ?region { ?region a lg:Region } LIMIT 20 VALUES ?x { 1 2 3 }",
        "SELECT ?x { { SELECT ?x { ?x a lg:Lever } LIMIT 2000 } }",
        "# SELECT\nPREFIX : <http://LIMIT/> BASE <http://x/>\nSELECT ?x { ?x a lg:Lever }",
        "SELECT DISTINCT (COUNT(*) AS ?n) ?p { ?s ?p ?o } GROUP BY ?p HAVING (COUNT(*) > 1) ORDER BY ?p",
    ],
)
def test_an_answer_is_cut_at_the_limit_of_rows_and_says_so(strict: httpx.Client, query: str) -> None:
    response = ask(strict, query)
    assert len(rows(response)) == 10
    assert response.headers["levergraph-truncated"] == "rows=10"
    assert response.json()["truncated"] is True
    assert "10 rows" in response.json()["warning"]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        (f"{REGIONS} LIMIT 10", 10),
        (f"{REGIONS} LIMIT 3 OFFSET 2", 3),
        (f"{REGIONS} LIMIT 0", 0),
        ("SELECT ?x { VALUES ?x { 1 2 3 4 5 6 7 8 9 10 } }", 10),
        ("SELECT ?x { } VALUES ?x { 1 2 3 4 5 6 7 8 9 10 }", 10),
        ("SELECT ?no { VALUES ?x { 1 2 3 4 5 6 7 8 9 10 } }", 10),
        ("SELECT ?x { VALUES ?x { '}},{\"x\":{\"type\":\"' '{}' ',{}' '{{{{{{{{{{{{{{{{{{{{{{{{{{' } }", 4),
    ],
)
def test_an_answer_within_the_limit_is_whole_and_says_nothing(
    strict: httpx.Client, query: str, number: int
) -> None:
    response = ask(strict, query)
    assert len(rows(response)) == number
    assert "levergraph-truncated" not in response.headers
    assert set(response.json()) == {"head", "results"}


@pytest.mark.parametrize(
    ("media", "form"),
    [
        (JSON, QueryResultsFormat.JSON),
        ("application/sparql-results+xml", QueryResultsFormat.XML),
        ("text/tab-separated-values", QueryResultsFormat.TSV),
    ],
)
def test_a_cut_table_is_well_formed_in_every_format(
    strict: httpx.Client, media: str, form: QueryResultsFormat
) -> None:
    response = ask(strict, "SELECT ?s ?o { ?s skos:definition ?o }", media)
    assert len(list(parse_query_results(response.content, form))) == 10  # type: ignore[arg-type]
    assert response.headers["levergraph-truncated"] == "rows=10"
    csv = ask(strict, "SELECT ?s { ?s a lg:Lever }", "text/csv")
    assert len(csv.text.splitlines()) == 11


@pytest.mark.parametrize(
    ("media", "says"),
    [
        ("text/turtle", True),
        ("application/n-triples", True),
        ("application/n-quads", True),
        ("application/trig", True),
        ("application/rdf+xml", True),
        ("application/ld+json", False),
    ],
)
def test_a_cut_graph_is_well_formed_in_every_format(strict: httpx.Client, media: str, says: bool) -> None:
    response = ask(strict, "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }", media)
    form = RdfFormat.from_media_type(media)
    assert form
    assert len(list(parse(response.content, form))) == 10
    assert response.headers["levergraph-truncated"] == "rows=10"
    assert ("10 triples" in response.text) is says


def test_solutions_are_not_triples_and_a_graph_is_cut_by_its_triples(strict: httpx.Client) -> None:
    few = ask(strict, "CONSTRUCT { <x:a> a ?o } WHERE { ?s a ?o FILTER(?o = lg:Lever) }", "text/turtle")
    assert "levergraph-truncated" not in few.headers
    assert len(list(parse(few.content, RdfFormat.TURTLE))) == 1


def test_an_answer_with_too_many_bytes_is_refused_in_words(strict: httpx.Client) -> None:
    query = "SELECT (REPEAT AS ?x) {}".replace("REPEAT", "CONCAT(" + ",".join(["?l"] * 10) + ")")
    query = query.replace("{}", "{ { SELECT (GROUP_CONCAT(STR(?s)) AS ?l) { ?s a lg:Claim } } }")
    response = ask(strict, query)
    assert response.status_code == 413
    assert "MiB" in response.json()["detail"]


NODES = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12).map(Literal),
    st.sampled_from(
        ['},{"', "{}", ",{}", '"', '""', "\r\n", "\n", "<result>", '{"x":{"type":"', "\\", "\t", ""]
    ).map(Literal),
    st.just(NamedNode("http://example.org/a")),
    st.none(),
)


@given(table=st.lists(st.tuples(NODES, NODES), max_size=8), limit=st.integers(1, 8))
@settings(max_examples=150, deadline=None)
@pytest.mark.parametrize("form", ["JSON", "XML", "CSV", "TSV"])
def test_a_table_is_cut_exactly_after_its_rows_whatever_stands_in_them(
    form: str, table: list[tuple[Any, Any]], limit: int
) -> None:
    def written(lines: list[tuple[Any, Any]]) -> bytes:
        cells = " ".join(
            "(" + " ".join("UNDEF" if each is None else str(each) for each in line) + ")" for line in lines
        )
        answer = Store().query(f"SELECT ?x ?y {{ VALUES (?x ?y) {{ {cells} }} }}")
        return answer.serialize(format=getattr(QueryResultsFormat, form)) or b""  # type: ignore[union-attr]

    whole, part = written(table), written(table[:limit])
    body, was_cut = cut_table(whole, form, limit)
    assert was_cut == (len(table) > limit)
    if form in ("CSV", "TSV"):
        assert body == part
    else:
        kind = getattr(QueryResultsFormat, form)
        told = [tuple(row) for row in parse_query_results(body, kind)]  # type: ignore[union-attr]
        assert told == [tuple(row) for row in parse_query_results(part, kind)]  # type: ignore[union-attr]


@given(
    text=st.lists(
        st.sampled_from(
            [
                "SELECT",
                "?s",
                "*",
                "{",
                "}",
                "?p",
                "?o",
                "LIMIT",
                "OFFSET",
                "2",
                "30",
                "VALUES",
                "#",
                "\n",
                "'",
                "ASK",
                "CONSTRUCT",
                "WHERE",
                "ORDER BY",
                "(",
                ")",
                "FROM",
                "DESCRIBE",
                "<x:a>",
                "PREFIX",
                "a:",
                "SERVICE",
            ]
        ),
        max_size=14,
    ).map(" ".join)
)
@settings(max_examples=300, deadline=None)
def test_a_bounded_query_answers_as_the_engine_does_or_not_at_all(small: LocalStore, text: str) -> None:
    try:
        answer = small.oxigraph.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
        number = len(list(answer)) if hasattr(answer, "__next__") else 1  # type: ignore[arg-type, unused-ignore]
    except (SyntaxError, ValueError):
        with pytest.raises(LevergraphError):
            evaluate(small, Query(text), 5)
        return
    with suppress(Refused):
        assert evaluate(small, Query(text), 5).cut == (number > 5)


# Requests


def test_a_body_that_is_too_large_is_refused(strict: httpx.Client) -> None:
    response = ask(strict, REGIONS + "#" * 30000)
    assert response.status_code == 413
    assert "20,000 bytes" in response.text

    def chunks() -> Iterator[bytes]:
        yield b"query="
        for _ in range(40):
            yield b"x" * 1000

    form = {"content-type": "application/x-www-form-urlencoded"}
    assert strict.post("/sparql", content=chunks(), headers=form).status_code == 413


def test_an_address_that_is_too_long_is_refused(strict: httpx.Client) -> None:
    response = strict.get("/sparql", params={"query": "#" * 1500})
    assert response.status_code == 414
    assert "POST" in response.text


def test_headers_that_are_too_large_are_refused(strict: httpx.Client) -> None:
    assert strict.get("/health", headers={"x-much": "x" * 9000}).status_code == 431


def test_a_head_without_end_is_refused(strict: httpx.Client) -> None:
    assert _said(strict, b"GET /health HTTP/1.1\r\nhost: localhost\r\nx-much: " + b"x" * 20000).startswith(
        b"HTTP/1.1 431"
    )
    assert _said(strict, b"GET /" + b"x" * 20000).startswith(b"HTTP/1.1 431")


def test_what_is_no_http_is_refused(strict: httpx.Client) -> None:
    assert _said(strict, b"\x16\x03\x01 hello\r\n\r\n").startswith(b"HTTP/1.1 400")


def _said(client: httpx.Client, request: bytes) -> bytes:
    with socket.create_connection(
        (client.base_url.host, client.base_url.port or 80), timeout=30
    ) as connection:
        connection.sendall(request)
        return connection.recv(65536)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("127.0.0.1:8000", 200),
        ("[::1]:8000", 200),
        ("LOCALHOST.", 200),
        ("evil.example.org", 400),
        ("localhost.evil.example.org", 400),
        ("127.0.0.1.evil.example.org", 400),
        ("localhost:80:80", 400),
        ("localhost/evil", 400),
    ],
)
def test_the_server_answers_to_its_own_names_only(client: httpx.Client, host: str, status: int) -> None:
    response = client.get("/health", headers={"host": host})
    assert response.status_code == status
    if status == 400:
        assert "--allow-host" in response.text


def test_a_name_that_is_allowed_is_answered_to(serving: Callable[..., Any]) -> None:
    server = serving("--allow-host", "levers.example.org")
    response = httpx.get(f"{server.url}health", headers={"host": "levers.example.org"})
    assert response.status_code == 200


# What every answer says


PLACES = ["/health", "/sparql?query=ASK%20%7B%7D", "/void", "/api/openapi.json", "/nothing", "/id/x/y"]


@pytest.mark.parametrize("place", PLACES)
def test_nothing_of_an_answer_that_is_no_page_runs_in_a_browser(client: httpx.Client, place: str) -> None:
    headers = client.get(place, headers={"accept": "*/*"}).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "set-cookie" not in headers
    assert "server" not in headers


def test_a_page_runs_no_script_that_stands_in_it(client: httpx.Client) -> None:
    headers = client.get("/", headers={"accept": "text/html"}).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["script-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert policy["frame-ancestors"] == "'self'"
    assert headers["referrer-policy"] == "same-origin"


def test_pages_of_others_may_read_nothing_unless_they_are_allowed(
    client: httpx.Client, serving: Callable[..., Any]
) -> None:
    origin = {"origin": "https://example.org"}
    place = "sparql?query=ASK%20%7B%7D"
    assert "access-control-allow-origin" not in client.get(place, headers=origin).headers
    server = serving("--cors", "https://example.org")
    allowed = httpx.get(f"{server.url}{place}", timeout=60, headers=origin).headers
    assert allowed["access-control-allow-origin"] == "https://example.org"
    assert "origin" in allowed["vary"].lower()
    other = httpx.get(
        f"{server.url}{place}", timeout=60, headers={"origin": "https://evil.example.org"}
    ).headers
    assert "access-control-allow-origin" not in other
    asked = {
        **origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    before = httpx.options(f"{server.url}sparql", headers=asked)
    assert before.status_code == 204
    assert "POST" in before.headers["access-control-allow-methods"]
    assert "content-type" in before.headers["access-control-allow-headers"]
    page = httpx.get(f"{server.url}", headers={**origin, "accept": "text/html"}).headers
    assert "access-control-allow-origin" not in page
