"""A store behind the SPARQL 1.1 Protocol: asked over HTTP, its answers read whole before they are used."""

from __future__ import annotations

import os
import re
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlencode, urlsplit, urlunsplit
from weakref import finalize

from ..errors import LevergraphError, Refused, StoreUnreachable, UsageError
from ..ontology.terms import DATASET, PREFIXES
from .guard import GRAPHS, own_dataset, own_graphs
from .query_text import prefixes_missing, unreadable
from .store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph
    import rdflib

    from .guard import Graphs
    from .http_client import HttpClient, Reply
    from .store import Answer

ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8"
WORDS = 500
TIMEOUT = 60.0
_BOOLEAN = re.compile(
    rb'\{[^{}]*#boolean"[^{}]*"value"\s*:\s*"[01]"\s*\}|\{[^{}]*"value"\s*:\s*"[01]"[^{}]*#boolean"[^{}]*\}'
)


class RemoteStore(Store):
    """Any SPARQL 1.1 endpoint that holds the graph."""

    def __init__(self, url: str, timeout: float = TIMEOUT) -> None:
        """Name an endpoint and the seconds that it may be silent; nothing is sent before the first question.

        A name and password may stand in the address, in LEVERGRAPH_STORE_USER and LEVERGRAPH_STORE_PASSWORD
        or in netrc, a token in LEVERGRAPH_STORE_TOKEN.
        """
        self.url, self._pair = _without_password(url)
        self.name = self.url
        self.address = self.url
        """Where the last answer came from: another address than `url` where that redirects."""
        self.timeout = timeout
        self._version = ""
        self._client: tuple[int, HttpClient] | None = None

    @property
    def version(self) -> str:
        """The edition and the number of statements that the endpoint holds, with its address."""
        if not self._version:
            asked = (
                f"SELECT (COUNT(?s) AS ?n) (MAX(?date) AS ?issued) WHERE {{ {{ ?s ?p ?o }} "
                f"UNION {{ <{DATASET}> dcterms:issued ?date }} }}"
            )
            from .fingerprint import digest

            self._version = digest([self.url, *(str(term) for row in self.select(asked) for term in row)])
        return self._version

    def query(self, text: str, *, base_iri: str | None = None, graphs: Graphs | None = None) -> Answer:
        """Send a SPARQL query that sees the union of the graphs or those given; read the whole answer."""
        own = own_dataset(text, GRAPHS.__contains__)
        if "\\u" in text.lower():  # some engines read these before anything else
            own_dataset(_unescaped(text), GRAPHS.__contains__)
        if graphs:
            own_graphs(graphs, GRAPHS.__contains__)
        declared = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in prefixes_missing(text))
        base = f"BASE <{quote(base_iri, safe=':/?#[]@!$&()*+,;=%')}> " if base_iri else ""
        form = [("query", f"{base}{declared}{text}")]
        if graphs or not own:
            default, named = graphs or (GRAPHS, GRAPHS)
            form += [("default-graph-uri", graph) for graph in default]
            form += [("named-graph-uri", graph) for graph in named]
        # A form is what every engine takes: Virtuoso 7.2 never answers a bare query.
        headers = {"Accept": ACCEPT, "Content-Type": "application/x-www-form-urlencoded"}
        code, kind, body, self.address = self.send(
            "POST", self.url, urlencode(form).encode(), headers, safe=True
        )
        if code == 400:
            _read_here(text, base_iri)
        if code >= 300:
            raise self.refusal(code, body)
        return _triples(kind, body) if "json" not in kind else _solutions(body)

    def quads(self, graph: str | None = None) -> Iterator[pyoxigraph.Quad]:
        """All statements, or those of one named graph, fetched graph by graph."""
        from pyoxigraph import NamedNode, Quad, QueryTriples

        for each in [graph] if graph else GRAPHS:
            triples = self.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{each}> {{ ?s ?p ?o }} }}")
            assert isinstance(triples, QueryTriples)  # noqa: S101
            for triple in triples:
                yield Quad(triple.subject, triple.predicate, triple.object, NamedNode(each))

    def dataset(self) -> rdflib.Dataset:
        """A copy of all that the endpoint holds, fetched now, as rdflib sees it."""
        from pyoxigraph import Store as Oxigraph

        from .rdflib_view import view

        copy = Oxigraph()
        copy.bulk_extend(self.quads())
        return view(copy)

    def reach(self) -> None:
        """Find out whether the endpoint answers at all."""
        self.select("SELECT (1 AS ?one) WHERE { }")

    def send(
        self, method: str, address: str, body: bytes, headers: dict[str, str], *, safe: bool = False
    ) -> Reply:
        """Send a request and read its answer; `safe` says that it changes nothing and may be repeated."""
        return self._http().send(method, address, body, headers, safe)

    def close(self) -> None:
        """Close the connections; a later question opens new ones."""
        client, self._client = self._client, None
        if client:
            client[1].close()

    def _http(self) -> HttpClient:
        if self._client is None or self._client[0] != os.getpid():  # a forked process must not share a socket
            from .http_client import HttpClient

            client = HttpClient(self.url, self._pair, self.timeout)
            self._client = (os.getpid(), client)
            finalize(self, client.close).atexit = False  # for who forgets to close the store
        return self._client[1]

    def refusal(self, code: int, body: bytes) -> LevergraphError:
        """The error that an answer means which is none."""
        words = _words(body) or _phrase(code)
        said = f"{code} {words}"
        if code == 400:
            return UsageError(f"{self.address} cannot read the query. It says: {words}")
        if code in (401, 403):
            return Refused(
                f"{self.address} does not let you in ({said}). It wants LEVERGRAPH_STORE_USER and "
                "LEVERGRAPH_STORE_PASSWORD, LEVERGRAPH_STORE_TOKEN, or an entry in ~/.netrc."
            )
        if code in (404, 405, 410):
            return StoreUnreachable(
                f"There is no SPARQL endpoint at {self.address} ({said}). Its address often ends in /query."
            )
        if code in (406, 415):
            return StoreUnreachable(
                f"{self.address} is no address for queries ({said}). An endpoint often ends in /query."
            )
        if code in (408, 413, 429, 504):
            return Refused(f"{self.address} stopped the query ({said}). Ask for less.")
        return StoreUnreachable(f"{self.address} answers with an error: {said}")


def _unescaped(text: str) -> str:
    return re.sub(
        r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))",
        lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)),
        text,
    )


def _solutions(body: bytes) -> Answer:
    """Solutions of a body that has been read to its end once, so that a cut one is found out."""
    from pyoxigraph import QueryBoolean, QueryResultsFormat, parse_query_results

    answer: Answer | None = None
    body = _BOOLEAN.sub(_plain_boolean, body)
    try:
        answer = parse_query_results(body, QueryResultsFormat.JSON)
        if isinstance(answer, QueryBoolean):
            return answer
        for _ in answer:
            pass
    except (SyntaxError, ValueError):
        answer = None  # solutions must not live on in a traceback: another thread may not let go of them
    if answer is None:
        raise _cut_short()
    return parse_query_results(body, QueryResultsFormat.JSON)


def _plain_boolean(term: re.Match[bytes]) -> bytes:
    """A term of Virtuoso's, whose booleans are 0 and 1, with the word that every other engine uses."""
    return term[0].replace(*((b'"0"', b'"false"') if b'"0"' in term[0] else (b'"1"', b'"true"')))


def _triples(kind: str, body: bytes) -> Answer:
    from pyoxigraph import RdfFormat, Store, parse

    form = RdfFormat.from_media_type(kind)
    if form is None:
        raise StoreUnreachable(f"The endpoint answers with {kind}: it does not look like a SPARQL endpoint.")
    store = Store()
    try:
        store.bulk_extend(parse(body, form))
    except SyntaxError:
        raise _cut_short() from None
    return store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")


def _cut_short() -> Refused:
    from .http_client import cut_short

    return cut_short()


def _read_here(text: str, base_iri: str | None) -> None:
    """Say where the mistake is, if the engine in this process finds it too."""
    from pyoxigraph import Store

    try:
        Store().query(text, base_iri=base_iri, prefixes=PREFIXES)
    except SyntaxError as error:
        raise unreadable(text, str(error)) from None


def _phrase(code: int) -> str:
    try:
        return HTTPStatus(code).phrase
    except ValueError:  # a code of the server's own
        return ""


def _words(body: bytes) -> str:
    """An endpoint's reason for its refusal, without markup and not too long."""
    said = " ".join(_detail(body).split())
    if "<html" in said[:500].lower():
        return ""
    return said if len(said) <= WORDS else f"{said[:WORDS]} …"


def _detail(body: bytes) -> str:
    """The words of a problem told as JSON (RFC 9457), or the body as it is."""
    if body[:1] == b"{":
        import json

        try:
            return str(json.loads(body)["detail"])
        except (ValueError, KeyError):
            pass
    return body.decode("utf-8", "replace")


def _without_password(url: str) -> tuple[str, tuple[str, str] | None]:
    """The address as it may be shown, and its name and password where it has them."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"{url} is not an address: {error}") from None
    if not host:
        raise UsageError(f"{url} is not an address: it names no host.")
    if parts.username is None:
        return url, None
    place = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
    shown = urlunsplit((parts.scheme, place, parts.path, parts.query, ""))
    return shown, (unquote(parts.username), unquote(parts.password or ""))
