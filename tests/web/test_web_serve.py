"""`levergraph serve` starts, says where it is, says in words why it cannot, and stops in order."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from levergraph.cli.parser import build, parsers, read
from levergraph.web.settings import Settings, limits

LEVERGRAPH = Path(sys.executable).with_name("levergraph")
SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a lg:holds ?c . ?d skos:prefLabel ?f FILTER(STRLEN(?f) > 3) }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f FILTER(?c < ?f) }"
REGIONS = "SELECT ?region WHERE { ?region a lg:Region }"


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LEVERGRAPH, "serve", *words], capture_output=True, text=True, timeout=60)


def count(url: str, query: str = REGIONS) -> int:
    response = httpx.get(f"{url}sparql", params={"query": query}, timeout=60)
    assert response.status_code == 200, response.text
    return len(response.json()["results"]["bindings"])


def test_it_says_its_address_and_listens_to_this_machine_only(server: Any) -> None:
    assert re.fullmatch(r"levergraph: http://127\.0\.0\.1:\d+/  \(Ctrl-C stops\)\n", server.said[0])


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize(("query", "status"), [(SLOW, 200), (ENDLESS, 503)])
def test_it_finishes_what_is_under_way_for_a_while_and_stops_in_order(
    serving: Callable[..., Any], how: signal.Signals, query: str, status: int
) -> None:
    server = serving("--stop-seconds", "20" if status == 200 else "1")
    told: list[httpx.Response] = []
    address, params = f"{server.url}sparql", {"query": query}
    asking = threading.Thread(target=lambda: told.append(httpx.get(address, params=params, timeout=60)))
    asking.start()
    while not httpx.get(f"{server.url}health").json()["queries"]["long"] and not told:
        time.sleep(0.02)
    server.process.send_signal(how)
    _, rest = server.process.communicate(timeout=60)
    asking.join()
    assert (server.process.returncode, rest) == (0, "")
    assert [response.status_code for response in told] == [status]


def test_nothing_is_left_behind_among_temporary_files(
    serving: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    server = serving()
    assert count(server.url) > 10
    assert server.stop() == ""
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_said_in_words() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("--port", str(port))
    assert done.returncode == 2
    assert f"port {port} of 127.0.0.1 is taken" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--host", "no.such.host.invalid"], "no address of this machine"),
        (["--port", "70000"], "between 1 and 65535"),
        (["--port", "http"], "'http' is no whole number"),
        (["--query-rows", "0"], "above 0"),
        (["--query-seconds", "nan"], "above 0"),
        (["--root-path", "levers"], "such as /levers"),
        (["--cors", "example.org"], "such as https://example.org"),
        (["--querry-rows", "5"], "Did you mean"),
    ],
)
def test_what_it_does_not_take_is_said_in_words(words: list[str], said: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("store", ["no/such/folder", "http://127.0.0.1:9/sparql"])
def test_a_store_that_cannot_be_reached_is_said_before_anything_is_served(store: str) -> None:
    done = run("--store", store, "--port", "0")
    assert done.returncode == 3
    assert "http://127.0.0.1:0" not in done.stderr


def test_the_help_tells_every_limit_with_its_default() -> None:
    told = subprocess.run([LEVERGRAPH, "serve", "--help"], capture_output=True, text=True).stdout
    words = " ".join(told.split())
    names = [limit.name for limit in limits()]
    assert len(names) >= 12
    for limit in limits():
        default = "the cores of this machine" if limit.name == "workers" else getattr(Settings(), limit.name)
        assert f"--{limit.name.replace('_', '-')} N {limit.words} (default: {default})" in words


@pytest.mark.parametrize(
    "example",
    [
        line.strip()
        for line in (parsers(build())["serve"].epilog or "").splitlines()
        if "levergraph serve" in line
    ],
)
def test_every_example_in_its_help_is_understood(example: str) -> None:
    args = read(example.split()[1:])
    assert args.run == "serve"
    assert not any(value is None for value in (args.host, args.port))


def test_files_of_the_users_own_are_served(serving: Callable[..., Any], tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text("<https://w3id.org/levergraph/id/lever/our-own> a <x:Own> .", encoding="utf-8")
    server = serving("--data", str(own))
    assert count(server.url, "SELECT ?s { ?s a <x:Own> }") == 1
    graph = "https://w3id.org/levergraph/graph/yours"
    assert count(server.url, f"SELECT ?s FROM <{graph}> {{ ?s ?p ?o }}") == 1


def test_a_store_on_disk_is_served(serving: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "store"
    subprocess.run([LEVERGRAPH, "load", "--store", folder], check=True, capture_output=True)
    server = serving("--store", str(folder))
    assert count(server.url) > 10


def test_an_endpoint_elsewhere_is_served(serving: Callable[..., Any], server: Any) -> None:
    other = serving("--store", f"{server.url}sparql")
    assert count(other.url) == count(server.url)
    described = httpx.get(f"{other.url}data/region/west-yorkshire.nt", timeout=60)
    expected = httpx.get(f"{server.url}data/region/west-yorkshire.nt", timeout=60)
    assert set(described.text.splitlines()) == set(expected.text.splitlines())
    refused = httpx.get(f"{other.url}sparql", params={"query": "SELECT * { ?s ?p"}, timeout=60)
    assert refused.status_code == 400
    assert "line 1" in refused.text


def test_it_can_be_served_under_a_path_by_a_proxy(serving: Callable[..., Any]) -> None:
    server = serving(
        "--root-path", "/levers", "--trust-proxy", "127.0.0.1", "--allow-host", "www.example.org"
    )
    inside = server.url.removesuffix("levers/")
    headers = {"host": "www.example.org", "x-forwarded-proto": "https", "accept": "text/turtle"}
    with httpx.Client(base_url=inside, headers=headers, timeout=60) as client:
        assert client.get("/id/region/west-yorkshire.ttl").headers["location"] == (
            "/levers/data/region/west-yorkshire.ttl"
        )
        assert "<https://www.example.org/levers/sparql>" in client.get("/sparql").text
        described = client.get("/api/openapi.json", headers={"accept": "*/*"}).json()
        assert described["servers"] == [{"url": "https://www.example.org/levers"}]
        assert client.get("/sparql", params={"query": "ASK {}"}, headers={"accept": "*/*"}).json()["boolean"]


def test_what_a_proxy_says_is_not_believed_unless_it_is_trusted(client: httpx.Client) -> None:
    headers = {"x-forwarded-proto": "https", "x-forwarded-host": "evil.example.org", "accept": "text/turtle"}
    told = client.get("/sparql", headers=headers).text
    assert "https://127.0.0.1" not in told
    assert "evil" not in told


def test_the_log_has_no_query_and_no_address(serving: Callable[..., Any]) -> None:
    server = serving("--access-log")
    assert count(server.url, f"{REGIONS} # secret") > 0
    httpx.get(f"{server.url}search?q=secret", headers={"x-forwarded-for": "10.1.2.3"})
    httpx.get(f"{server.url}a%0Ab")
    said = server.stop()
    assert re.search(r"^GET /sparql 200 \d+ ms$", said, re.MULTILINE)
    assert re.search(r"^GET /a\\nb 404 \d+ ms$", said, re.MULTILINE)
    assert "secret" not in said
    assert "127.0.0.1" not in said
    assert "10.1.2.3" not in said


def test_health_says_that_it_is_well(client: httpx.Client) -> None:
    response = client.get("/health")
    assert response.status_code == 200
    assert response.json()["status"] == "ok"
    assert response.headers["cache-control"] == "no-store"
