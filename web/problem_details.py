"""Problem details (RFC 9457) of an error: as JSON, as plain text or as a page, without internals."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from ..errors import LevergraphError, Refused, StoreUnreachable, UnknownQuery, UnresolvedName
from .negotiation import HTML, NotAcceptable, choose
from .work.limits import Overloaded, OverMemory, OverTime, TooLarge

JSON = "application/problem+json"
TEXT = "text/plain"
FORMS = (
    JSON,
    "application/json",
    "application/sparql-results+json",
    "application/ld+json",
    TEXT,
    HTML,
)
PLACE = re.compile(r"line (\d+), column (\d+)")
STATUS: tuple[tuple[type[LevergraphError], int], ...] = (
    (OverTime, 504),
    (OverMemory, 413),
    (TooLarge, 413),
    (Overloaded, 503),
    (NotAcceptable, 406),
    (Refused, 403),
    (UnresolvedName, 404),
    (UnknownQuery, 404),
    (StoreUnreachable, 502),
    (LevergraphError, 400),
)
"""The status of each error, the first that fits. 504, not 503, for a query out of time: do not retry."""
TITLES = {413: "Too large", 504: "Out of time", 403: "Refused", 502: "The store cannot be reached"}

Page = Callable[[Request, int, str, LevergraphError | None], Response]
"""Renders an error as a page: the request, the status, the words, and the error where it is ours."""


def status_of(error: LevergraphError) -> int:
    """The HTTP status of an error."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


def headers_of(status: int) -> dict[str, str]:
    """The headers that go with a status."""
    return {"retry-after": "5"} if status == 503 else {}


def body(accept: str, status: int, words: str) -> tuple[str, bytes]:
    """The media type and the body of a problem, for programs."""
    form = choose(accept, FORMS[:-1]) if accept else TEXT
    if form is None or form == TEXT or accept.strip() == "*/*":
        return "text/plain; charset=utf-8", f"{words}\n".encode("utf-8", "replace")
    told: dict[str, object] = {"title": title(status), "status": status, "detail": words}
    place = PLACE.search(words.partition("\n")[0])
    if place:
        told |= {"line": int(place[1]), "column": int(place[2])}
    return JSON, json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def title(status: int) -> str:
    """A status in a few words."""
    try:
        return TITLES.get(status) or HTTPStatus(status).phrase
    except ValueError:
        return "Problem"


async def answer(
    request: Request,
    status: int,
    words: str,
    headers: Mapping[str, str] | None = None,
    error: LevergraphError | None = None,
) -> Response:
    """The problem in the form that the client prefers.

    A browser gets a page, made by the application's `problem_page` (state), where it has one.
    """
    accept = request.headers.get("accept", "")
    headers = {**headers_of(status), **(headers or {})}
    page: Page | None = getattr(request.app.state, "problem_page", None)
    if page and choose(accept or "*/*", FORMS) == HTML:
        response = page(request, status, words, error)
        response.headers.update(headers)
        return response
    media, data = body(accept, status, words)
    return Response(data, status, {"content-type": media, "cache-control": "no-store", **headers})


# Starlette's handlers.


async def of_levergraph(request: Request, error: Exception) -> Response:
    """Answer with an error of ours in its own words."""
    assert isinstance(error, LevergraphError)  # noqa: S101
    return await answer(request, status_of(error), str(error), error=error)


async def of_http(request: Request, error: Exception) -> Response:
    """Answer with an error that a route or the router found."""
    assert isinstance(error, HTTPException)  # noqa: S101
    words = error.detail
    if error.status_code == 404 and words == HTTPStatus.NOT_FOUND.phrase:
        words = f"There is nothing at {request.url.path}."
    elif error.status_code == 405 and words == HTTPStatus.METHOD_NOT_ALLOWED.phrase:
        allowed = (error.headers or {}).get("Allow", "GET")
        words = f"{request.method} is not possible here; possible is {allowed}."
    return await answer(request, error.status_code, words, error.headers)


async def of_mistake(request: Request, error: Exception) -> Response:
    """Answer with a mistake of ours without a word of its inside; the log has it."""
    return await answer(request, 500, "Something went wrong here. The mistake is ours and has been noted.")
