"""HTTP as its standards say it (RFC 9110, 9112): lists, conditions, old versions, letters in addresses."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest

ASK = "/sparql?query=ASK%7B%7D"
NAMES = [
    "dŵr-glân",
    "ŷ\u2013\u2019x",
    "Ωμέγα",
    "日本",
    "𐐀",
    "a%20b",
    "50%25",
    "%C5%B5",
    "a(b)'c",
    "a,b;c=d",
    "a.b",
    "a~b",
]
"""Names of things as they stand in an IRI: letters outside Latin-1, escapes, what headers part by."""


def raw(server: Any, head: bytes) -> bytes:
    """Send bytes as they are; the answer."""
    place = urlsplit(server.url)
    with socket.create_connection((place.hostname, place.port), timeout=30) as connection:
        connection.sendall(head)
        answer = b""
        while part := connection.recv(65536):
            answer += part
    return answer


@pytest.mark.parametrize("path", [ASK, "/", "/region/tees-valley"])
def test_a_condition_may_be_a_list_a_star_or_weak(client: httpx.Client, path: str) -> None:
    headers = {"accept": "text/html" if path != ASK else "*/*"}
    mark = client.get(path, headers=headers).headers["etag"]
    strong = mark.removeprefix("W/")
    for condition in (mark, strong, "*", f'W/"x", {mark}', f'"x" ,{strong},"y"', f'"a,b", {mark}'):
        got = client.get(path, headers={**headers, "if-none-match": condition})
        assert (got.status_code, got.content) == (304, b""), condition
    for condition in ('"x"', "x", '"x", "y"', strong.strip('"'), ""):
        assert client.get(path, headers={**headers, "if-none-match": condition}).status_code == 200, condition


def test_a_list_may_come_in_several_fields(client: httpx.Client) -> None:
    fields = [("accept", "text/nothing"), ("accept", "text/csv")]
    assert client.get(ASK, headers=fields).headers["content-type"].startswith("text/csv")
    mark = client.get(ASK).headers["etag"]
    conditions = [("if-none-match", '"x"'), ("if-none-match", mark)]
    assert client.get(ASK, headers=conditions).status_code == 304


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET /health HTTP/1.0\r\n\r\n", b"200"),
        (b"HEAD /health HTTP/1.0\r\n\r\n", b"200"),
        (b"GET /health HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n", b"200"),
        (b"GET /health HTTP/1.1\r\nConnection: close\r\n\r\n", b"400"),
        (b"GET /health HTTP/1.0\r\nHost: evil.example\r\n\r\n", b"400"),
        (b"GET /sparql?query=ASK%7B%7D HTTP/1.0\r\n\r\n", b"200"),
    ],
)
def test_a_health_check_need_not_name_the_host(server: Any, head: bytes, status: bytes) -> None:
    assert raw(server, head).split()[1] == status


@pytest.mark.parametrize(
    "path",
    ["/sparql", "/health", "/queries", "/transfer", "/id/region/tees-valley", "/region/tees-valley", "/void"],
)
def test_a_slash_at_the_end_makes_no_difference(client: httpx.Client, path: str) -> None:
    plain = client.get(path, follow_redirects=True)
    slashed = client.get(f"{path}/", follow_redirects=True)
    assert (slashed.status_code, slashed.headers["content-type"]) == (200, plain.headers["content-type"])
    assert client.head(f"{path}/", follow_redirects=True).status_code == 200


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("query=ASK%7B%7D&query=ASK%7B%7D", 200),
        ("query=ASK%7B%7D&query=ASK%7B+%7D", 400),
        ("query=ASK%7B%7D&format=csv&output=csv&results=text/csv", 200),
        ("query=ASK%7B%7D&format=csv&output=json", 400),
        ("query=ASK%7B%7D&timeout=1000&debug=on&default-graph-uri=", 400),
        ("query=ASK%7B%7D&timeout=1000&debug=on", 200),
    ],
)
def test_equal_parameters_count_once(client: httpx.Client, query: str, status: int) -> None:
    assert client.get(f"/sparql?{query}").status_code == status


def test_a_long_query_gets_words_or_a_page_and_can_be_sent_as_a_form(client: httpx.Client) -> None:
    long = "# " + "x" * 17_000 + "\nASK {}"
    refused = client.get("/sparql", params={"query": long}, headers={"accept": "text/html"})
    assert refused.status_code == 414
    assert refused.headers["content-type"].startswith("text/html")
    page = client.post("/sparql", data={"query": long}, headers={"accept": "text/html"})
    assert page.status_code == 200
    assert long in page.text
    assert 'class="lead">Yes' in page.text
    taken = client.post("/sparql", data={"query": long, "format": "csv"}, headers={"accept": "text/html"})
    assert taken.text.strip() == "true"


@pytest.fixture(scope="module")
def named(serving: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A server of things with such names."""
    path: Path = tmp_path_factory.mktemp("names") / "names.ttl"
    thing = (
        "<https://w3id.org/levergraph/id/intervention/{}> a "
        "<https://w3id.org/levergraph/ontology#Intervention> ;"
        ' <http://www.w3.org/2004/02/skos/core#prefLabel> "{}"@en .\n'
    )
    things = (thing.format(name, f"Thing {number}") for number, name in enumerate(NAMES))
    path.write_text("".join(things), encoding="utf-8")
    return serving("--data", str(path))


def test_any_letter_that_an_iri_may_hold_has_an_address(named: Any) -> None:
    with httpx.Client(base_url=named.url, timeout=60) as client:
        for name in NAMES:
            # as a browser or rdflib dereferences the IRI: letters are escaped, escapes are not
            iri = quote(f"/id/intervention/{name}", safe="/%:@,~();=&'+$!*")
            for accept, kind in (("text/turtle", "text/turtle"), ("text/html", "text/html")):
                got = client.get(iri, headers={"accept": accept}, follow_redirects=True)
                assert got.status_code == 200, name
                assert got.headers["content-type"].startswith(kind)
            for suffix in ("ttl", "nt", "jsonld", "rdf", "nq", "trig"):
                data = client.get(f"{iri}.{suffix}", follow_redirects=True)
                assert data.status_code == 200, (name, suffix)
                assert data.headers["link"].isascii()
            assert f"/{name}>" in client.get(f"{iri}.nt", follow_redirects=True).text
