"""A connection on which simple questions come again and again is lent to a worker: nobody notices it.

Raw sockets, for here it matters how the bytes of requests come; /health says how many connections are lent.
"""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from processes import children, in_the_end, runs

JSON = "application/sparql-results+json"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f FILTER(?c < ?f) }"
GREEDY = "SELECT (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?a ?c ?d ?f WHERE { ?a ?b ?c . ?d ?e ?f } }"


class Answer:
    """An answer as it came."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    @property
    def value(self) -> str:
        """The one value of an answer with one row."""
        [row] = json.loads(self.body)["results"]["bindings"]
        [cell] = row.values()
        return str(cell["value"])


class Talk:
    """One connection, kept open, on which requests are written as bytes."""

    def __init__(self, url: str) -> None:
        address = urlsplit(url)
        self.host = f"{address.hostname}:{address.port}"
        self.socket = socket.create_connection((address.hostname, address.port), timeout=60)
        self.file = self.socket.makefile("rb")

    def request(self, query: str, *fields: str, host: str | None = None) -> bytes:
        """A request as bytes."""
        lines = [f"GET /sparql?query={quote(query)} HTTP/1.1", f"Host: {host or self.host}", *fields]
        if not any(field.startswith("Accept:") for field in fields):
            lines.append(f"Accept: {JSON}")
        return "\r\n".join([*lines, "", ""]).encode()

    def form(self, query: str, *fields: str, kind: str = "application/x-www-form-urlencoded") -> bytes:
        """A request by POST as bytes."""
        body = f"query={quote(query)}".encode() if "form" in kind else query.encode()
        lines = ["POST /sparql HTTP/1.1", f"Host: {self.host}", *fields, f"Content-Type: {kind}"]
        if not any(field.startswith("Accept:") for field in fields):
            lines.append(f"Accept: {JSON}")
        return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body

    def ask(self, query: str, *fields: str) -> Answer:
        """Ask, and read the answer."""
        return self.send(self.request(query, *fields))

    def send(self, data: bytes) -> Answer:
        """Send bytes, and read one answer."""
        self.socket.sendall(data)
        return self.read()

    def read(self) -> Answer:
        """Read one answer."""
        first = self.file.readline()
        assert first, "the connection was closed"
        headers = {}
        while line := self.file.readline().strip():
            name, _, value = line.decode().partition(": ")
            headers[name] = value
        return Answer(int(first.split()[1]), headers, self.file.read(int(headers.get("content-length", 0))))

    def close(self) -> None:
        """Hang up."""
        self.file.close()
        self.socket.close()


def number(value: int) -> str:
    return f"SELECT ({value} AS ?n) WHERE {{ }}"


def health(url: str) -> dict[str, int]:
    found: dict[str, int] = httpx.get(f"{url}/health").json()["queries"]
    return found


@contextmanager
def lent(url: str) -> Iterator[Talk]:
    """A connection that is lent: it was asked simple questions until it was."""
    talk = Talk(url)
    before = health(url)["lent"]
    try:

        def asked() -> bool:
            assert talk.ask(number(1)).value == "1"
            return health(url)["lent"] > before

        assert in_the_end(asked)
        yield talk
    finally:
        talk.close()


@pytest.fixture(scope="module")
def url(serving: Callable[..., Any]) -> str:
    server = serving(
        *("--query-seconds", "1.5", "--query-mebibytes", "64", "--query-rows", "200", "--workers", "2"),
        *("--url-bytes", "4000", "--header-bytes", "8000", "--long-queries", "3"),
    )
    return str(server.url).rstrip("/")


def test_a_lent_connection_is_answered_as_any_other_is(url: str) -> None:
    queries = [
        number(7),
        "ASK { ?region a lg:Region }",
        "SELECT ?region WHERE { ?region a lg:Region } ORDER BY ?region",
        "SELECT ?s WHERE { ?s a lg:Lever }",
        "SELECT * WHERE { ?s ?p ?o }",  # more rows than the limit
        "CONSTRUCT { ?s a lg:Region } WHERE { ?s a lg:Region }",
        "SELECT (NOW() AS ?n) WHERE { FILTER(false) }",  # has no mark
        'SELECT ("a+b %41 ü\\n" AS ?n) WHERE { }',
        "SELECT ?x WHERE { VALUES ?x { 'caf\u00e9' } }",
        "SELECT broken",
        "SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "INSERT DATA { <a:b> <a:b> <a:b> }",
    ]
    for query in queries:
        for accept in (JSON, "text/csv", "text/turtle, */*;q=0.1", "image/png", "text/html"):
            fresh = Talk(url)
            apart = fresh.ask(query, f"Accept: {accept}")
            fresh.close()
            with lent(url) as talk:
                answer = talk.ask(query, f"Accept: {accept}")
                assert (answer.status, answer.body) == (apart.status, apart.body), query
                del answer.headers["date"], apart.headers["date"]
                assert answer.headers == apart.headers
                for kind in ("application/x-www-form-urlencoded", "application/sparql-query"):
                    posted = talk.send(talk.form(query, f"Accept: {accept}", kind=kind))
                    if accept != "text/html":  # by POST nobody gets a page
                        assert (posted.status, posted.body) == (apart.status, apart.body)
                assert talk.ask(number(3)).value == "3"


@pytest.mark.parametrize(
    "asked",
    [
        "HEAD",
        "POST",
        "body",
        "update",
        "two",
        "pieces",
        "mark",
        "close",
        "origin",
        "page",
        "long",
        "large",
        "unknown",
        "absolute",
        "nonsense",
    ],
)
def test_what_is_not_simple_is_answered_on_it_too(url: str, asked: str) -> None:
    with lent(url) as talk:
        plain = talk.request(number(5))
        if asked == "HEAD":
            talk.socket.sendall(plain.replace(b"GET", b"HEAD"))
            first = talk.file.readline()
            while talk.file.readline().strip():
                pass
            assert b"200" in first
        elif asked == "POST":
            for kind in ("application/sparql-query; charset=utf-8", "application/x-www-form-urlencoded"):
                assert talk.send(talk.form(number(5), kind=kind)).value == "5"
            assert talk.send(talk.form(number(5)).replace(b"/sparql", b"/sparql?default-graph-uri=")).status
            assert talk.send(talk.form(number(5), kind="text/plain")).status == 415
        elif asked == "body":
            form = talk.form(number(5))
            length = len(form.partition(b"\r\n\r\n")[2])
            more = form.replace(b"query=", b"output=csv&query=")
            more = more.replace(b"Length: %d" % length, b"Length: %d" % (length + 11))
            assert talk.send(more).body == b"n\r\n5\r\n"
            short = plain.replace(b"\r\n\r\n", b"\r\nContent-Length: 3\r\n\r\nabc")
            assert talk.send(short).value == "5"
        elif asked == "update":
            assert talk.send(talk.form("INSERT DATA { <a:b> <a:b> <a:b> }")).status == 403
            kind = "application/sparql-update"
            assert talk.send(talk.form("INSERT DATA { <a:b> <a:b> <a:b> }", kind=kind)).status == 403
        elif asked == "two":
            assert talk.send(plain + talk.request(number(6))).value == "5"
            assert talk.read().value == "6"
        elif asked == "pieces":
            for place in range(0, len(plain) - 20, 20):
                talk.socket.sendall(plain[place : place + 20])
                time.sleep(0.005)
            assert talk.send(plain[place + 20 :]).value == "5"
        elif asked == "mark":
            mark = talk.ask(number(5)).headers["etag"]
            assert talk.ask(number(5), f"If-None-Match: {mark}").status == 304
        elif asked == "close":
            assert talk.ask(number(5), "Connection: close").value == "5"
            assert talk.file.read() == b""
            return
        elif asked == "origin":
            assert "access-control-allow-origin" not in talk.ask(number(5), "Origin: https://a.org").headers
        elif asked == "page":
            answer = talk.send(f"GET /health HTTP/1.1\r\nHost: {talk.host}\r\n\r\n".encode())
            assert json.loads(answer.body)["status"] == "ok"
        elif asked == "long":
            assert talk.ask(number(5) + " " * 1500).status == 414
            return
        elif asked == "large":
            answer = talk.ask(number(5), *(f"Accept-{n}: {'x' * 900}" for n in range(9)))
            assert answer.status == 431
            return
        elif asked == "unknown":
            assert talk.send(talk.request(number(5), host="elsewhere.example")).status == 400
            return
        elif asked == "absolute":
            query = quote(number(5))
            head = f"GET http://{talk.host}/sparql?query={query} HTTP/1.1\r\nHost: {talk.host}\r\n"
            assert talk.send(f"{head}Accept: {JSON}\r\n\r\n".encode()).value == "5"
        elif asked == "nonsense":
            assert talk.send(b"NONSENSE\r\n\r\n").status == 400
            return
        assert talk.ask(number(4)).value == "4"


def test_a_name_that_the_server_does_not_answer_to_is_not_lent(url: str) -> None:
    talk = Talk(url)
    for _ in range(5):
        assert talk.send(talk.request(number(1), host=f"localhost:{urlsplit(url).port}")).value == "1"
    answer = talk.send(talk.request(number(1)))  # another name, which it answers to as well
    assert answer.value == "1"
    assert talk.send(talk.request(number(1), host="elsewhere.example")).status == 400
    talk.close()


# Limits


def test_a_query_that_takes_too_long_is_stopped_and_the_connection_goes_on(url: str) -> None:
    with lent(url) as talk, lent(url) as other:
        began = time.monotonic()
        talk.socket.sendall(talk.request(ENDLESS))
        slowest = 0.0
        while health(url)["long"] == 0:
            asked = time.monotonic()
            assert other.ask(number(2)).value == "2"
            slowest = max(slowest, time.monotonic() - asked)
            assert time.monotonic() - began < 5
        while time.monotonic() - began < 1:
            assert health(url)["long"] == 1  # it is not asked a second time
        answer = talk.read()
        assert answer.status == 504
        assert b"longer than 1.5 seconds" in answer.body
        assert 1.4 < time.monotonic() - began < 5
        assert slowest < 1.0  # it waited behind, then went on elsewhere
        assert talk.ask(number(9)).value == "9"


def test_a_query_that_takes_long_within_its_limit_is_answered(url: str) -> None:
    counted = (
        "SELECT (COUNT(*) AS ?n) WHERE { ?a a lg:Lever . ?b a lg:Lever . ?c a lg:Region . ?d a lg:Region "
    )
    query = counted + "FILTER(STR(?a) < STR(?b) || STR(?c) < STR(?d)) }"
    apart = httpx.post(f"{url}/sparql", data={"query": query}, headers={"accept": JSON}, timeout=60)
    with lent(url) as talk:
        answer = talk.ask(query)
        assert (answer.status, answer.body) == (apart.status_code, apart.content)
        assert talk.ask(number(9)).value == "9"


def test_a_query_that_takes_too_much_memory_is_stopped_and_the_connection_goes_on(
    serving: Callable[..., Any],
) -> None:
    strict = str(serving("--query-mebibytes", "64", "--query-seconds", "50").url).rstrip("/")
    with lent(strict) as talk, lent(strict) as other:
        assert talk.ask(GREEDY).status == 413
        assert talk.ask(number(9)).value == "9"
        assert other.ask(number(8)).value == "8"


def test_endless_queries_on_many_lent_connections_are_turned_away_or_stopped(url: str) -> None:
    told: list[int] = []

    def hostile() -> None:
        with lent(url) as talk:
            told.append(talk.ask(ENDLESS).status)
            assert talk.ask(number(9)).value == "9"

    threads = [threading.Thread(target=hostile) for _ in range(8)]
    for thread in threads:
        thread.start()
    with lent(url) as other:
        while any(thread.is_alive() for thread in threads):
            assert other.ask(number(2)).value == "2"
    for thread in threads:
        thread.join()
    assert len(told) == 8
    assert set(told) <= {503, 504}
    assert told.count(504) >= 1


def test_a_query_ends_when_the_client_of_a_lent_connection_goes_away(url: str) -> None:
    with lent(url) as talk:
        talk.socket.sendall(talk.request(ENDLESS))
        assert in_the_end(lambda: health(url)["long"] == 1, 3)
    went = time.monotonic()
    assert in_the_end(lambda: health(url)["long"] == 0)
    assert time.monotonic() - went < 1.2


def test_an_answer_that_the_client_reads_slowly_arrives_whole(serving: Callable[..., Any]) -> None:
    server = str(serving("--query-rows", "100000").url).rstrip("/")
    query = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 200"
    with lent(server) as talk:
        expected = talk.ask(query).body
        assert 30_000 < len(expected) < 65_536
        for _ in range(150):  # more than the buffers on the way hold
            talk.socket.sendall(talk.request(query))
            time.sleep(0.004)
        for _ in range(150):
            assert talk.read().body == expected
        assert talk.ask(number(9)).value == "9"


@pytest.mark.parametrize("fields", [(), ("X-Odd: 1",)])
def test_the_body_of_a_request_is_not_taken_for_the_next_request(url: str, fields: tuple[str, ...]) -> None:
    talk = Talk(url)
    assert talk.ask(number(1)).value == "1"
    inner = talk.request(number(666))
    assert talk.ask(number(2), f"Content-Length: {len(inner)}", *fields).value == "2"
    time.sleep(0.1)  # it is answered before its body comes
    talk.socket.sendall(inner)
    talk.socket.settimeout(1)
    with pytest.raises(TimeoutError):
        talk.file.read(1)
    talk.close()


@pytest.mark.parametrize("sign", [b"\x01", b"\x1f", b"\x7f", b"\xc3\xa9"])
def test_a_sign_that_is_refused_elsewhere_is_refused_on_a_lent_connection(url: str, sign: bytes) -> None:
    told = []
    for place in ("address", "form"):
        fresh = Talk(url)
        with lent(url) as talk:
            for each in (fresh, talk):
                data = each.request(number(5)) if place == "address" else each.form(number(5))
                grown = data.replace(b"%20AS", b"%20" + sign + b"AS")
                length = data.partition(b"\r\n\r\n")[2]
                size = len(length)
                grown = grown.replace(b"Length: %d" % size, b"Length: %d" % (size + len(sign)))
                told.append(each.send(grown).status)
        fresh.close()
    assert told[0] == told[1]
    assert told[2] == told[3]


def test_large_requests_are_answered_whole_whatever_the_limits_are(serving: Callable[..., Any]) -> None:
    server = str(serving("--header-bytes", "200000", "--url-bytes", "200000").url).rstrip("/")
    with lent(server) as talk:
        for size in (40_000, 60_000, 150_000, 500_000):
            for _ in range(3):
                assert talk.send(talk.form(number(5) + " " * (size // 3))).value == "5"
                assert talk.ask(number(6)).value == "6"


# Comings and goings


def test_a_closed_connection_ends_for_its_client_though_a_worker_is_long_at_a_question(
    serving: Callable[..., Any],
) -> None:
    server = str(serving("--workers", "1", "--query-seconds", "20").url).rstrip("/")
    with lent(server) as talk, lent(server) as other:
        other.socket.sendall(other.request(ENDLESS))
        assert in_the_end(lambda: health(server)["long"] == 1, 5)
        began = time.monotonic()
        assert talk.ask(number(5), "Connection: close").value == "5"
        assert talk.file.read() == b""
        assert time.monotonic() - began < 2


def test_a_blank_line_does_not_keep_a_connection_open(serving: Callable[..., Any]) -> None:
    talk = Talk(serving("--idle-seconds", "1").url)
    assert talk.ask(number(5)).value == "5"
    talk.socket.sendall(b"\r\n")
    talk.socket.settimeout(8)
    assert talk.file.read() == b""
    talk.close()


def test_no_worker_outlives_its_nursery(serving: Callable[..., Any]) -> None:
    server = serving()
    address = server.url.rstrip("/")
    pid = server.process.pid
    with lent(address) as talk:
        talk.socket.sendall(talk.request(ENDLESS))
        assert in_the_end(lambda: health(address)["long"] == 1, 5)
        [nursery] = children(pid)
        workers = children(nursery)
        os.kill(nursery, signal.SIGKILL)
        assert talk.read().status == 503
    assert in_the_end(lambda: not any(runs(each) for each in workers))


def test_a_connection_comes_back_after_a_while_and_is_closed_when_idle(serving: Callable[..., Any]) -> None:
    server = str(serving().url).rstrip("/")
    with lent(server) as talk:
        assert in_the_end(lambda: health(server)["lent"] == 0, 8)
        assert talk.ask(number(9)).value == "9"
        talk.socket.settimeout(40)
        assert talk.file.read() == b""  # nothing more was asked


def test_what_is_closed_by_the_client_is_no_longer_lent(url: str) -> None:
    with lent(url):
        pass
    assert in_the_end(lambda: health(url)["lent"] == 0, 3)


def test_the_server_stops_though_connections_are_lent(serving: Callable[..., Any]) -> None:
    server = serving()
    with lent(str(server.url).rstrip("/")) as talk:
        began = time.monotonic()
        assert server.stop() == ""
        assert time.monotonic() - began < 5
        assert talk.file.read() == b""


def test_a_lent_connection_outlives_its_worker_or_is_closed(serving: Callable[..., Any]) -> None:
    server = serving("--workers", "1")
    address = str(server.url).rstrip("/")
    with lent(address) as talk:
        pid = server.process.pid
        [nursery] = children(pid)
        for worker in children(nursery):
            os.kill(worker, signal.SIGKILL)
        with pytest.raises((AssertionError, OSError)):
            talk.ask(number(9))
    with lent(address) as talk:
        assert talk.ask(number(9)).value == "9"


def test_no_connection_is_lent_where_every_request_is_written_down(serving: Callable[..., Any]) -> None:
    server = serving("--access-log")
    talk = Talk(server.url)
    for value in range(10):
        assert talk.ask(number(value)).value == str(value)
    assert health(server.url.rstrip("/"))["lent"] == 0
    talk.close()
    assert server.stop().count("GET /sparql 200") == 10


def test_every_answer_is_that_of_its_own_question(serving: Callable[..., Any]) -> None:
    """Short, long and wrong questions, simple and not, on many connections at once."""
    server = serving()
    failures: list[str] = []

    def one(seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311  (the same questions every time)
        talk = Talk(server.url)
        try:
            for step in range(150):
                value = chance.randrange(10**9)
                kind = chance.random()
                if kind < 0.03:
                    slow = "?a a lg:Lever . ?b a lg:Lever . ?c a lg:Region FILTER(STR(?a) < STR(?c))"
                    query = f"SELECT ({value} + 0 * COUNT(*) AS ?n) WHERE {{ {slow} }}"
                elif kind < 0.06:
                    assert talk.ask(f"SELECT {value}").status == 400
                    continue
                else:
                    query = number(value)
                data = talk.request(query, *(["X-Odd: 1"] if kind > 0.97 else []))
                answer = talk.send(data)
                if answer.status != 503 and answer.value != str(value):
                    failures.append(f"{seed} {step}: {value}, not {answer.value}")
        except Exception as error:
            failures.append(f"{seed}: {error!r}")
        finally:
            talk.close()

    threads = [threading.Thread(target=one, args=(seed,)) for seed in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
