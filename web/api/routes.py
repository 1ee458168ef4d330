"""The routes of the JSON API: requests read and checked, answers and errors as JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec import json
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ...errors import LevergraphError, UnknownQuery
from ...graph.store import Store
from ...queries.catalogue import Catalogue, NamedQuery
from ...queries.execution import prepared
from .. import problem_details as problem
from ..negotiation import NotAcceptable, choose
from ..sparql.evaluate import Query, evaluate
from .functions import FUNCTIONS, JSON, Function, answered
from .openapi import description
from .parameters import LONGEST, Parameter, read

if TYPE_CHECKING:
    from ..context import State


def routes(state: State) -> list[BaseRoute]:
    """The routes under `/api`."""
    served: list[BaseRoute] = [
        Route("/api", _index, methods=["GET"]),
        Route("/api/openapi.json", _openapi, methods=["GET"]),
    ]
    served += [
        Route(f"/api{function.path}", _endpoint(state, function), methods=["GET"]) for function in FUNCTIONS
    ]
    served.append(Route("/api/queries/{name}", _named(state), methods=["GET"]))
    return served


async def _index(request: Request) -> Response:
    return RedirectResponse(request.scope.get("root_path", "") + "/api/openapi.json", status_code=303)


async def _openapi(request: Request) -> Response:
    return _response(json.encode(description(str(request.base_url).rstrip("/"))))


def _endpoint(state: State, function: Function) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        try:
            values = read(request.query_params.multi_items(), function.params)
            values |= read([(str(k), str(v)) for k, v in request.path_params.items()], function.inside)
            _acceptable(request)
            return _response(await state.run(request, answered, function.path, values))
        except LevergraphError as error:
            return _problem(error)

    return endpoint


def _named(state: State) -> Callable[[Request], Any]:
    """The answer to a named question."""

    async def endpoint(request: Request) -> Response:
        try:
            query = _query(str(request.path_params["name"]))
            values = _values(query, request)
            _acceptable(request)
            return _response(await state.run(request, _asked, query.name, values, state.settings.query_rows))
        except LevergraphError as error:
            return _problem(error)

    return endpoint


def _asked(store: Store, name: str, values: dict[str, str], rows: int) -> bytes:
    """Answer a named question, in a worker, with at most so many rows."""
    text = prepared(store, Catalogue().get(name), values)
    return evaluate(store, Query(text, "JSON", "JSON_LD"), rows).body


def _query(name: str) -> NamedQuery:
    return Catalogue().get(name[:LONGEST])


def _values(query: NamedQuery, request: Request) -> dict[str, str]:
    known = [
        Parameter(param.name.replace("_", "-"), param.meaning, param.example, required=param.required)
        for param in query.params
    ]
    pairs = [
        ("asOf" if name in ("as-of", "as_of") else name, text)
        for name, text in request.query_params.multi_items()
    ]
    return {name: text for name, text in read(pairs, known).items() if text is not None}


def _acceptable(request: Request) -> None:
    if choose(request.headers.get("accept", ""), (JSON,)) is None:
        raise NotAcceptable("The answer is JSON: there is application/json.")


def _problem(error: LevergraphError) -> Response:
    status = problem.status_of(error)
    words = f"{error} /api/queries has them all." if isinstance(error, UnknownQuery) else str(error)
    media, body = problem.body(JSON, status, words)
    return Response(body, status, {"content-type": media, **problem.headers_of(status)})


def _response(body: bytes) -> Response:
    return Response(body, headers={"content-type": JSON, "cache-control": "no-cache"})
