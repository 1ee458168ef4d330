"""A page made in a worker: a part of the request's scope goes there, the response comes in parts."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

Parts = tuple[int, list[tuple[bytes, bytes]], bytes]
"""The status, the headers and the body of a response."""
PLAIN = ("type", "method", "scheme", "server", "root_path", "path", "query_string", "headers", "path_params")
"""The keys of a scope that can be pickled and that a page may ask for."""


def scope_of(request: Request) -> dict[str, Any]:
    """A request as a worker needs to know it."""
    return {name: request.scope[name] for name in PLAIN if name in request.scope}


def parts_of(response: Response) -> Parts:
    """A response in parts."""
    return response.status_code, response.raw_headers, bytes(response.body)


def response_of(parts: Parts) -> Response:
    """The response of such parts."""
    status, headers, body = parts
    response = Response(body, status)
    response.raw_headers = headers
    return response
