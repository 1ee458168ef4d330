"""An endpoint is asked as engines like it, with credentials for its host alone; errors are told in words."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from urllib.parse import parse_qs

import httpx
import pytest
from endpoints import ONE, Answer, Request, answering, saying
from levergraph.errors import DataError, LevergraphError, Refused, StoreUnreachable, UsageError
from levergraph.graph import RemoteStore, http_client, open_store
from levergraph.graph.guard import GRAPHS
from levergraph.graph.http_client import HttpClient
from levergraph.graph.load import load

ASK = "SELECT ?a { ?a ?b ?c }"


@pytest.fixture(autouse=True)
def world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No pause between attempts, and none of the credentials of whoever runs the tests."""
    monkeypatch.setattr(http_client, "PAUSES", (0.0, 0.0))
    monkeypatch.setenv("NETRC", str(tmp_path / "none"))
    for name in (http_client.TOKEN, http_client.USER, http_client.PASSWORD, "LEVERGRAPH_STORE"):
        monkeypatch.delenv(name, raising=False)


class Book:
    """Notes each request that a server has had, and lets it answer."""

    def __init__(self, answer: Answer | None = None) -> None:
        self.requests: list[Request] = []
        self.answer = answer or saying(200, ONE)

    def __call__(self, request: Request) -> None:
        self.requests.append(copy(request))  # the next one of the connection changes it
        self.answer(request)

    @property
    def credentials(self) -> list[str | None]:
        return [request.headers["Authorization"] for request in self.requests]


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def url(book: Book) -> Iterator[str]:
    with answering(book) as address:
        yield address


def values(url: str, text: str = ASK) -> list[str]:
    with open_store(url) as store:
        return [row[0].value for row in store.select(text)]


# How it asks


def test_a_query_is_sent_as_a_form_with_its_graphs(book: Book, url: str) -> None:
    assert values(f"{url}?apikey=k") == ["x"]
    (request,) = book.requests
    assert (request.command, request.path) == ("POST", "/sparql?apikey=k")
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"
    form = parse_qs(request.body.decode())
    assert form == {"query": [ASK], "default-graph-uri": list(GRAPHS), "named-graph-uri": list(GRAPHS)}


def test_one_connection_serves_all_questions(book: Book, url: str) -> None:
    with open_store(url) as store:
        for _ in range(5):
            list(store.select(ASK))
    assert len(book.requests) == 5
    assert len({request.client_address for request in book.requests}) == 1
    list(store.select(ASK))
    assert len({request.client_address for request in book.requests}) == 2, "a closed store opens again"
    store.close()


# Credentials


def with_password(url: str) -> str:
    return url.replace("//", "//me:s%40cret@")


def test_a_password_goes_into_the_header_and_into_no_message(book: Book, url: str) -> None:
    book.answer = saying(500)
    with open_store(with_password(url)) as store, pytest.raises(StoreUnreachable) as told:
        store.query("ASK { }")
    assert book.credentials == ["Basic bWU6c0BjcmV0"]
    assert "cret" not in str(told.value) + store.name + repr(store)


def test_credentials_come_from_the_environment(book: Book, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(http_client.USER, "me")
    monkeypatch.setenv(http_client.PASSWORD, "s@cret")
    values(url)
    monkeypatch.setenv(http_client.TOKEN, "t0ken")
    values(url)
    values(with_password(url).replace("cret", "econd"))
    monkeypatch.setenv("LEVERGRAPH_STORE", url)
    values(url)
    monkeypatch.setenv("LEVERGRAPH_STORE", "https://elsewhere.example/sparql")
    values(url)
    *sent, elsewhere = book.credentials
    assert sent == ["Basic bWU6c0BjcmV0", "Bearer t0ken", "Basic bWU6c0BlY29uZA==", "Bearer t0ken"]
    assert elsewhere is None, "they belong to another store"


def test_credentials_come_from_netrc_for_that_host_alone(
    book: Book, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    monkeypatch.setenv("NETRC", str(netrc))
    netrc.write_text("machine 127.0.0.1 login me password s@cret\n")
    values(url)
    netrc.write_text("machine elsewhere.example login me password s@cret\ndefault login me password s@cret\n")
    values(url)
    assert book.credentials == ["Basic bWU6c0BjcmV0", None]
    netrc.write_text("machine\n")
    with pytest.raises(DataError, match="netrc cannot be read"):
        values(url)


def test_a_world_without_a_home_has_no_netrc(book: Book, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(path: Path) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("NETRC")
    monkeypatch.setattr(Path, "expanduser", homeless)
    assert values(url) == ["x"]


def test_a_server_that_wants_digest_gets_it(book: Book, url: str) -> None:
    def answer(request: Request) -> None:
        given = dict(re.findall(r'(\w+)="?([^",]+)"?', request.headers["Authorization"] or ""))

        def md5(text: str) -> str:
            return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()

        secret, what = md5("me:house:s@cret"), md5(f"POST:{request.path}")
        middle = f"{given.get('nonce')}:{given.get('nc')}:{given.get('cnonce')}:auth"
        if given.get("response") == md5(f"{secret}:{middle}:{what}"):
            saying(200, ONE)(request)
        else:
            challenge = 'Digest realm="house", nonce="n1", qop="auth", algorithm=MD5'
            saying(401, headers={"WWW-Authenticate": challenge})(request)

    book.answer = answer
    with open_store(with_password(url)) as store:
        for _ in range(2):
            assert [row[0].value for row in store.select(ASK)] == ["x"]
    schemes = [(sent or "").partition(" ")[0] for sent in book.credentials]
    assert schemes.count("Basic") == 1, "once it is known what the server wants, the password goes no more"
    assert schemes[-1] == "Digest"


def test_a_server_that_lets_nobody_in_is_told_with_where_credentials_go(book: Book, url: str) -> None:
    book.answer = saying(401, headers={"WWW-Authenticate": 'Basic realm="house"'})
    with pytest.raises(Refused, match=r"401 Unauthorized.*LEVERGRAPH_STORE_USER"):
        values(with_password(url))
    assert len(book.requests) == 1


# Redirects


@pytest.mark.parametrize("code", sorted(http_client.MOVED))
def test_a_redirect_takes_the_query_along_and_leaves_the_password_behind(
    code: int, book: Book, url: str
) -> None:
    elsewhere = url.replace("127.0.0.1", "localhost")
    first = Book(saying(code, headers={"Location": f"{elsewhere}?new"}))
    with answering(first) as old:
        assert values(with_password(old)) == ["x"]
    (request,) = book.requests
    assert request.path == "/sparql?new"
    assert (request.command, request.body) == ("POST", first.requests[0].body)
    assert first.credentials == ["Basic bWU6c0BjcmV0"]
    assert book.credentials == [None]


def test_an_error_after_a_redirect_names_the_address_that_gave_it(book: Book, url: str) -> None:
    book.answer = saying(500)
    with (
        answering(saying(302, headers={"Location": f"{url}/moved"})) as old,
        pytest.raises(StoreUnreachable, match=f"{url}/moved answers with an error"),
    ):
        values(old)


def test_a_redirect_within_the_host_keeps_the_password_and_is_remembered_where_it_is_for_good(
    book: Book, url: str
) -> None:
    for code, asked in ((308, 3), (307, 4)):
        moved = saying(code, headers={"Location": "/sparql/"})

        def answer(request: Request, moved: Answer = moved) -> None:
            (moved if request.path == "/sparql" else saying(200, ONE))(request)

        book.answer = answer
        book.requests.clear()
        with open_store(with_password(url)) as store:
            for _ in range(2):
                list(store.select(ASK))
        assert len(book.requests) == asked
        assert set(book.credentials) == {"Basic bWU6c0BjcmV0"}


@pytest.mark.parametrize(
    ("store", "address", "may"),
    [
        ("http://a.example/q", "http://a.example/other", True),
        ("http://a.example/q", "http://a.example:80/q", True),
        ("http://a.example/q", "https://a.example/q", True),
        ("http://a.example/q", "https://a.example:8443/q", False),
        ("http://a.example:8080/q", "https://a.example/q", False),
        ("https://a.example/q", "http://a.example/q", False),
        ("http://a.example/q", "http://a.example:81/q", False),
        ("http://a.example/q", "http://b.example/q", False),
        ("http://a.example/q", "http://sub.a.example/q", False),
    ],
)
def test_credentials_go_to_the_same_host_or_to_it_by_tls(store: str, address: str, may: bool) -> None:
    client = HttpClient(store, ("me", "secret"), 1)
    assert client._may_have_credentials(httpx.URL(address)) is may
    client.close()


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("/sparql", "more than 5 times"),
        ("file:///etc/passwd", "moved to file:/etc/passwd"),
        ("ftp://me:pw@a.example/", "moved to ftp://a.example/:"),
        ("http://[", "cannot be reached"),
    ],
)
def test_a_redirect_to_nowhere_is_refused(book: Book, url: str, location: str, words: str) -> None:
    book.answer = saying(302, headers={"Location": location})
    with pytest.raises(StoreUnreachable, match=words):
        values(url)


def test_what_changes_a_store_follows_no_redirect_and_names_the_new_address(book: Book, url: str) -> None:
    book.answer = saying(307, headers={"Location": "http://elsewhere.example/update"})
    with (
        RemoteStore(url) as store,
        pytest.raises(StoreUnreachable, match=r"moved to http://elsewhere\.example/update"),
    ):
        store.send("POST", url, b"DROP ALL", {"Content-Type": "application/sparql-update"})
    assert len(book.requests) == 1


# Further attempts


def broken(request: Request) -> None:
    request.close_connection = True
    request.connection.close()


@pytest.mark.parametrize("error", [broken, saying(503), saying(502), saying(429)])
def test_a_question_is_asked_again_after_a_passing_error(book: Book, url: str, error: Answer) -> None:
    book.answer = lambda request: (error if len(book.requests) < 3 else saying(200, ONE))(request)
    assert values(url) == ["x"]
    assert len(book.requests) == 3


@pytest.mark.parametrize("error", [saying(500), saying(504), saying(404), saying(400, b"unknown function")])
def test_an_error_that_stays_is_not_asked_for_again(book: Book, url: str, error: Answer) -> None:
    book.answer = error
    with pytest.raises(LevergraphError):
        values(url)
    assert len(book.requests) == 1


@pytest.mark.parametrize("error", [broken, saying(503)])
def test_what_changes_a_store_is_sent_once(book: Book, url: str, error: Answer) -> None:
    book.answer = error
    with RemoteStore(url) as store:
        try:
            assert store.send("POST", url, b"DROP ALL", {}).code == 503
        except StoreUnreachable:
            assert error is broken
    assert len(book.requests) == 1


# Errors in words


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (saying(200, ONE[:-20]), Refused, "ends in the middle"),
        (saying(200, ONE, length=1000), Refused, "ends in the middle"),
        (saying(200, b"<a:a> <a:b>", "application/n-triples"), Refused, "ends in the middle"),
        (saying(200, b"<html>hello</html>", "text/html"), StoreUnreachable, "does not look like"),
        (saying(400, b"unknown function ex:f", "text/plain"), UsageError, "It says: unknown function ex:f"),
        (saying(401, b""), Refused, "401 Unauthorized"),
        (saying(404, b"<html><body>" + b"x" * 5000, "text/html"), StoreUnreachable, "404 Not Found"),
        (saying(500, b"boom " * 500, "text/plain"), StoreUnreachable, "with an error: 500 boom"),
        (saying(503, b""), StoreUnreachable, "503"),
        (saying(504, b"too slow", "text/plain"), Refused, "too slow"),
        (broken, StoreUnreachable, "cannot be reached"),
    ],
)
def test_an_endpoint_in_trouble_is_told_in_words(
    answer: Answer, error: type[LevergraphError], words: str
) -> None:
    with answering(answer) as url, pytest.raises(error, match=words) as told:
        open_store(url).query("SELECT ?a { ?a ?b ?c }")
    assert len(str(told.value)) < 800


def test_a_disguised_service_is_not_sent_to_an_engine_that_might_see_through_it() -> None:
    with pytest.raises(Refused, match="SERVICE"):
        open_store("http://127.0.0.1:1").query(
            "SELECT * { \\u0053ERVICE <https://example.org/> { ?s ?p ?o } }"
        )


def test_an_endpoint_that_is_too_slow_is_given_up() -> None:
    def sleep(request: Request) -> None:
        time.sleep(0.5)

    with answering(sleep) as url, pytest.raises(Refused, match=r"within 0\.1 seconds"):
        RemoteStore(url, timeout=0.1).query("ASK { }")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/query", "http://host.invalid/query", "http://127.0.0.1:1"]
)
def test_an_endpoint_that_is_not_there_cannot_be_reached(url: str) -> None:
    for action in (lambda: open_store(url).query("ASK { }"), lambda: load([], url)):
        with pytest.raises(StoreUnreachable) as told:
            action()
        assert told.value.exit_code == 3


def test_an_address_that_is_none_is_wrong_usage() -> None:
    for url in ("http://", "http://host:port/query"):
        with pytest.raises(UsageError, match="is not an address"):
            open_store(url)
