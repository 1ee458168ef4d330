"""The SPARQL 1.1 Protocol for queries: from a request to a question, from how it ended to an answer."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote_to_bytes, urlencode

from starlette.requests import Request
from starlette.responses import Response

from ...errors import LevergraphError
from ...graph.remote import RemoteStore
from .. import negotiation, problem_details as problem
from ..context import departure
from ..negotiation import GRAPHS, TABLES, Wanted, accepted, choose, there_is
from ..work.limits import Gone
from . import http_message as reply
from .evaluate import Query, evaluate
from .http_message import FORM, QUERY, Headers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import Receive, Scope, Send

    from ..context import State

UPDATE = b"application/sparql-update"
FIELDS = 100
"""How many parameters a request may have."""
FORM_NAMES = ("format", "output", "results")
"""Clients' names for the form of the answer; some send the same one under each."""
ALLOWED = {"allow": "GET, HEAD, POST, OPTIONS"}
READ_ONLY = "An update is refused: this server may read the graph, not change it."
WITHOUT_QUERY = (
    "The parameter `query` is missing: give a SPARQL query as ?query=…, as a form, or as the body of a POST "
    "with the type application/sparql-query."
)

Fields = list[tuple[str, str]]


class Wrong(Exception):
    """A request that the protocol does not allow: its status, the words for it, and headers."""

    def __init__(self, status: int, words: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(words)
        self.status = status
        self.words = words
        self.headers = headers or {}


class Endpoint:
    """The endpoint, as an ASGI application of its own: it is asked thousands of times a second."""

    def __init__(self, state: State, description: Callable[[str, str], Awaitable[bytes]]) -> None:
        """`description` makes the service description, from the endpoint's address and a form of graphs."""
        self.state = state
        self.description = description
        fixed = not isinstance(state.store, RemoteStore)
        self.edition = reply.edition(state.store.version, state.settings.query_rows) if fixed else b""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers: dict[bytes, bytes] = dict(scope["headers"])
        accept = headers.get(b"accept", b"").decode("latin-1")
        try:
            status, answer_headers, body = await self._answered(scope, receive, headers, accept)
        except Wrong as wrong:
            response = await problem.answer(Request(scope), wrong.status, wrong.words, wrong.headers)
            await response(scope, receive, send)
            return
        except LevergraphError as error:
            response = await problem.answer(Request(scope), problem.status_of(error), str(error))
            await response(scope, receive, send)
            return
        except Gone:
            return
        if isinstance(body, Response):
            await body(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": status, "headers": answer_headers})
        await send({"type": "http.response.body", "body": body})

    async def _answered(
        self, scope: Scope, receive: Receive, headers: dict[bytes, bytes], accept: str
    ) -> tuple[int, Headers, bytes | Response]:
        method = scope["method"]
        if method == "POST":
            fields, text = await _posted(scope, receive, headers)
            if _from_editor(headers) and not any(name in FORM_NAMES for name, _ in fields):
                return 200, [], await _editor({**scope, "query_string": urlencode(fields).encode()}, receive)
        elif method in ("GET", "HEAD"):
            fields, text = _got(scope["query_string"])
        elif method == "OPTIONS":
            return 204, [(b"allow", ALLOWED["allow"].encode())], b""
        else:
            raise Wrong(405, f"{method} is not possible here; possible is {ALLOWED['allow']}.", ALLOWED)
        wanted, graphs = accepted(accept), None
        if fields:
            text, wanted, graphs = _read(fields, text, wanted)
        if method != "POST" and wanted.html:
            return 200, [], await _editor(scope, receive)
        if text is None:
            if fields or method == "POST":
                raise Wrong(400, WITHOUT_QUERY)
            return await self._described(scope, accept)
        return await self._asked(text, wanted, graphs, headers, receive)

    async def _asked(
        self,
        text: str,
        wanted: Wanted,
        graphs: tuple[list[str], list[str]] | None,
        headers: dict[bytes, bytes],
        receive: Receive,
    ) -> tuple[int, Headers, bytes]:
        if wanted.table is None and wanted.graph is None:
            raise Wrong(406, f"There is no such form. There is {there_is(TABLES)}; {there_is(GRAPHS)}.")
        table, graph = (form.engine if form else "" for form in (wanted.table, wanted.graph))
        query = Query(text, table, graph, graphs)
        mark = reply.mark(self.edition, query)
        condition = headers.get(b"if-none-match", b"")
        if mark and condition.strip() != b"*" and reply.matches(condition, mark):
            return 304, [(b"etag", mark), (b"vary", b"accept")], b""
        rows = self.state.settings.query_rows
        evaluated = await self.state.pool.run(evaluate, query, rows, gone=partial(departure, receive))
        if mark and reply.matches(condition, mark):  # a star: there is an answer, whichever
            return 304, [(b"etag", mark), (b"vary", b"accept")], b""
        return 200, reply.headers(evaluated, wanted, mark, rows), evaluated.body

    async def _described(self, scope: Scope, accept: str) -> tuple[int, Headers, bytes]:
        media = choose(accept, tuple(form.media for form in GRAPHS))
        form = next((form for form in GRAPHS if form.media == media), None)
        if form is None:
            raise Wrong(
                406, f"{WITHOUT_QUERY} Without a query there is the service description: {there_is(GRAPHS)}."
            )
        body = await self.description(str(Request(scope).url.replace(query="")), form.engine)
        return (
            200,
            [
                (b"content-type", form.content_type.encode()),
                (b"content-length", b"%d" % len(body)),
                (b"vary", b"accept"),
            ],
            body,
        )


# Reading a request.


def _got(query_string: bytes) -> tuple[Fields, str | None]:
    """The fields of an address, or at once the text where there is nothing else, as nearly always."""
    if not query_string:
        return [], None
    if query_string.startswith(b"query=") and b"&" not in query_string:
        return [], _text(unquote_to_bytes(query_string[6:].replace(b"+", b" ")))
    return _fields(query_string), None


async def _posted(scope: Scope, receive: Receive, headers: dict[bytes, bytes]) -> tuple[Fields, str | None]:
    """The fields of a form, or those of the address and the body as the text."""
    kind, _, parameters = headers.get(b"content-type", b"").partition(b";")
    kind = kind.strip().lower()
    if kind == UPDATE:
        raise Wrong(403, READ_ONLY)
    if kind not in (FORM, QUERY):
        said = kind.decode("latin-1") or "no type"
        raise Wrong(
            415,
            f"The body of the request has {said}: send a form (application/x-www-form-urlencoded) with "
            "`query`, or the query itself as application/sparql-query.",
            {"accept": "application/sparql-query, application/x-www-form-urlencoded"},
        )
    charset = parameters.decode("latin-1").lower().partition("charset=")[2].strip(' "').split(";")[0]
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise Wrong(415, f"The text is in {charset[:40]}: send it in UTF-8.")
    body = await _body(receive)
    if kind == FORM:
        if any(name in ("query", "update") for name, _ in _fields(scope["query_string"])):
            raise Wrong(
                400, "The query stands in the address, but the request is a form: put it into the form."
            )
        return _fields(body), None
    fields, text = _fields(scope["query_string"]), _text(body)
    if any(name == "query" and value != text for name, value in fields):
        raise Wrong(400, "There are two queries: one in the address, one in the body. Send one.")
    return [*fields, ("query", text)], None


async def _body(receive: Receive) -> bytes:
    parts = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise Wrong(400, "The query is no text in UTF-8.") from None


def _fields(data: bytes) -> Fields:
    try:
        return parse_qsl(data.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=FIELDS)
    except UnicodeDecodeError:
        raise Wrong(400, "The parameters are no text in UTF-8, percent-encoded.") from None
    except ValueError:
        raise Wrong(400, f"There are more than {FIELDS} parameters.") from None


def _read(
    fields: Fields, text: str | None, wanted: Wanted
) -> tuple[str | None, Wanted, tuple[list[str], list[str]] | None]:
    """The query of the fields, the form of its answer, and the graphs that it is asked of."""
    values: dict[str, list[str]] = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise Wrong(403, READ_ONLY)
    queries = list(dict.fromkeys(values.get("query", [])))
    if len(queries) > 1:
        raise Wrong(400, f"There are {len(queries)} parameters `query`: send one.")
    forms = list(dict.fromkeys(form for name in FORM_NAMES for form in values.get(name, []) if form))
    meant = list(dict.fromkeys(map(_named, forms)))  # a name and a media type may mean the same
    if len(meant) > 1:
        raise Wrong(400, f"Two formats are asked for: {' and '.join(repr(form[:100]) for form in forms)}.")
    if meant:
        wanted = meant[0]
    default, named = values.get("default-graph-uri", []), values.get("named-graph-uri", [])
    graphs = (default, named) if default or named else None
    return (queries[0] if queries else text), wanted, graphs


def _named(name: str) -> Wanted:
    wanted = negotiation.named(name)
    if wanted is None:
        known = ", ".join(dict.fromkeys(form.name for form in negotiation.FORMS))
        raise Wrong(400, f"There is no format {name[:100]!r}. There are: {known}.")
    return replace(wanted, html=False)


def _from_editor(headers: dict[bytes, bytes]) -> bool:
    """Whether a form was sent by a browser that wants a page: a query too long for an address."""
    kind = headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
    return kind == FORM and accepted(headers.get(b"accept", b"").decode("latin-1")).html


async def _editor(scope: Scope, receive: Receive) -> Response:
    """The editor's page, with the answer where there is a query; it ends with who asked."""
    page: Response = await import_module("levergraph.web.pages").editor(Request(scope, receive))
    return page
