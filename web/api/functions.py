"""The JSON API: the functions of the commands, each at an address, each described in OpenAPI."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ...errors import LevergraphError, UnknownQuery, UsageError
from ...graph.names import resolve
from ...graph.store import Store
from ...ontology.terms import ID, KINDS
from ...queries.catalogue import Catalogue, NamedQuery
from ...queries.dates import today
from ...queries.execution import prepared
from ...queries.transferability import service as verbs
from ...queries.transferability.facts import facts as rows
from ...queries.transferability.report.explanation import formats as writing
from .. import problem_details as problem
from ..negotiation import choose
from ..search_index import index
from ..sparql.evaluate import ANSWER, Question
from . import schemas
from .parameters import LONGEST, Parameter, read, resolved

if TYPE_CHECKING:
    from ..context import State

JSON = "application/json"
REGION = Parameter("region", "the region asked about", "south-yorkshire", ("region",), required=True)
AS_OF = Parameter("as-of", "the day on which powers count (default: today)", "2026-11-24", type="date")
OUTCOME = Parameter("outcome", "only what leads to this outcome", kinds=("outcome",))
DETERMINANT = Parameter("determinant", "only what acts on this determinant", kinds=("determinant",))
TO = Parameter("to", "the region that would take it up", "south-yorkshire", ("region",), required=True)


@dataclass(frozen=True, slots=True)
class Function:
    """One address of the API: what it is for, its parameters, what answers, and the shape of the answer."""

    path: str
    summary: str
    params: tuple[Parameter, ...]
    answer: Callable[[Store, dict[str, Any]], object]
    schema: dict[str, Any]
    inside: tuple[Parameter, ...] = ()
    """The parameters that are parts of the path."""


def _transfer(store: Store, values: dict[str, Any]) -> object:
    return verbs.transfer(
        store,
        values["to"],
        as_of=values["as-of"],
        outcome=values["outcome"],
        determinant=values["determinant"],
        everything=values["all"],
    ).records


def _explanation(store: Store, values: dict[str, Any]) -> object:
    told = verbs.explain(
        store, values["intervention"], values["to"], as_of=values["as-of"], outcome=values["outcome"]
    )
    return writing.record(told)


def _asks(store: Store, values: dict[str, Any]) -> object:
    return verbs.asks(store, values["region"], size=values["size"], as_of=values["as-of"]).records


def _gaps(store: Store, values: dict[str, Any]) -> object:
    return verbs.gaps(store, values["region"], as_of=values["as-of"]).records


def _paths(store: Store, values: dict[str, Any]) -> object:
    if values["as-of"] and not values["region"]:
        raise UsageError("A day says on which day a region's powers count: name the region too.")
    return verbs.paths(
        store,
        values["from"],
        values["to"],
        region=values["region"],
        k=values["k"],
        as_of=values["as-of"],
    ).records


def _compare(store: Store, values: dict[str, Any]) -> object:
    from ...queries.transferability.method.comparison import compare

    if len(values["region"]) < 2:
        raise UsageError(
            "Two regions or more are needed, such as region=west-yorkshire&region=south-yorkshire."
        )
    found = compare(
        store, values["region"], as_of=values["as-of"] or today(), named=values["as-of"] is not None
    )
    labels = rows.labels(store)
    return {
        "regions": [rows.local(region) for region in found.regions],
        "lines": [
            {
                "thing": line.thing,
                "label": labels.get(line.thing, rows.local(line.thing)),
                "period": line.period or None,
                "values": list(line.values),
            }
            for line in found.lines
        ],
        "distances": [
            {
                "regions": [rows.local(here), rows.local(there)],
                "distance": None if apart.distance is None else round(apart.distance, 4),
                "features_compared": apart.share,
            }
            for (here, there), apart in found.distances.items()
        ],
    }


def _show(store: Store, values: dict[str, Any]) -> object:
    from ...queries.entity import show

    return show(store, values["thing"]).to_dict()


def _thing(store: Store, values: dict[str, Any]) -> object:
    from ...queries.entity import show

    kind, slug = values["kind"], values["slug"]
    return show(store, resolve(store, f"<{ID}{kind}/{slug}>")).to_dict()


def _search(store: Store, values: dict[str, Any]) -> object:
    """The hits of the search, best first."""
    hits = index(store).search(values["q"], values["kind"] or "", values["limit"])
    return [{"iri": hit.iri, "label": hit.label, "kind": hit.kind, "slug": hit.slug} for hit in hits]


def _queries(store: Store, values: dict[str, Any]) -> object:
    return [
        {
            "name": query.name,
            "title": query.title,
            "description": query.description,
            "group": query.group,
            "tags": list(query.tags),
            "parameters": [
                {
                    "name": param.name,
                    "kinds": list(param.kinds),
                    "meaning": param.meaning,
                    "required": param.required,
                    "example": param.example,
                }
                for param in query.params
            ],
            "text": query.text,
        }
        for query in Catalogue()
    ]


FUNCTIONS = (
    Function(
        "/search",
        "Find things by the words of their names.",
        (
            Parameter("q", "words of the name", "bus franchising", required=True),
            Parameter("kind", "only things of this kind", choices=tuple(KINDS)),
            Parameter("limit", "how many at most", type="integer", default=20),
        ),
        _search,
        schemas.SEARCH,
    ),
    Function(
        "/show",
        "Everything known of one thing, with sources; the thing named by IRI, slug or label.",
        (Parameter("thing", "an IRI, slug or label", "region/west-yorkshire", ("thing",), required=True),),
        _show,
        schemas.THING,
    ),
    Function(
        "/things/{kind}/{slug}",
        "Everything known of one thing, with sources.",
        (),
        _thing,
        schemas.THING,
        (
            Parameter("kind", "the kind of thing", "region", choices=tuple(KINDS)),
            Parameter("slug", "its slug", "west-yorkshire"),
        ),
    ),
    Function(
        "/transfer",
        "What a region can take up from others, best first.",
        (
            TO,
            AS_OF,
            OUTCOME,
            DETERMINANT,
            Parameter("all", "also what runs in the region already", type="boolean", default=False),
        ),
        _transfer,
        schemas.TRANSFER,
    ),
    Function(
        "/explanation",
        "Why a region can or cannot take an intervention up, every statement with its source.",
        (
            TO,
            Parameter(
                "intervention", "the intervention", "gm-fire-safe-and-well", ("intervention",), required=True
            ),
            AS_OF,
            OUTCOME,
        ),
        _explanation,
        schemas.EXPLANATION,
    ),
    Function(
        "/asks",
        "Which further powers would open most to a region.",
        (
            REGION,
            Parameter("size", "levers in a set", type="integer", default=1, most=10),
            AS_OF,
        ),
        _asks,
        schemas.ASKS,
    ),
    Function(
        "/gaps", "Untapped levers, blind spots, and gaps in the record.", (REGION, AS_OF), _gaps, schemas.GAPS
    ),
    Function(
        "/paths",
        "The best evidenced paths from a lever to an outcome, each with its steps and their claims.",
        (
            Parameter("from", "where the paths begin", "bus-franchising", ("lever",), required=True),
            Parameter(
                "to", "where they end", "respiratory-disease", ("outcome", "determinant"), required=True
            ),
            Parameter("k", "how many paths", type="integer", default=10),
            Parameter("region", "the region whose hold on the lever is told", kinds=("region",)),
            AS_OF,
        ),
        _paths,
        schemas.PATHS,
    ),
    Function(
        "/compare",
        "Regions side by side, and how far apart each pair is.",
        (
            Parameter(
                "region",
                "two regions or more",
                "west-yorkshire,south-yorkshire",
                ("region",),
                required=True,
                several=True,
            ),
            AS_OF,
        ),
        _compare,
        schemas.COMPARISON,
    ),
    Function("/queries", "The catalogue of named queries.", (), _queries, schemas.QUERIES),
)


def routes(state: State) -> list[BaseRoute]:
    """The routes under `/api`."""
    found: list[BaseRoute] = [
        Route("/api", _index, methods=["GET"]),
        Route("/api/openapi.json", _openapi, methods=["GET"]),
    ]
    found += [Route(f"/api{each.path}", _endpoint(state, each), methods=["GET"]) for each in FUNCTIONS]
    found.append(Route("/api/queries/{name}", _named(state), methods=["GET"]))
    return found


async def _index(request: Request) -> Response:
    return RedirectResponse(request.scope.get("root_path", "") + "/api/openapi.json", status_code=303)


async def _openapi(request: Request) -> Response:
    from .openapi import description

    return _json(description(str(request.base_url).rstrip("/")))


def _endpoint(state: State, function: Function) -> Callable[[Request], Any]:
    def work(values: dict[str, Any]) -> bytes:
        found = function.answer(state.store, resolved(state.store, values, function.params))
        return _dumped(found)

    async def endpoint(request: Request) -> Response:
        try:
            values = read(request.query_params.multi_items(), function.params)
            values |= read([(str(k), str(v)) for k, v in request.path_params.items()], function.inside)
            _acceptable(request)
            return _response(await state.run(work, values))
        except LevergraphError as error:
            return _problem(error)

    return endpoint


def _named(state: State) -> Callable[[Request], Any]:
    """The answer to a named question, run like a query of a stranger."""

    def text(query: NamedQuery, values: dict[str, str]) -> str:
        return prepared(state.store, query, values)

    async def endpoint(request: Request) -> Response:
        try:
            query = _query(str(request.path_params["name"]))
            values = _values(query, request)
            _acceptable(request)
            question = Question(await state.run(text, query, values), "JSON", "JSON_LD")
            ended = await state.pool.ask(question.packed())
        except LevergraphError as error:
            return _problem(error)
        if ended.outcome != ANSWER:
            return _problem(
                LevergraphError(ended.body.decode("utf-8", "replace") or "The answer is too large.")
            )
        return _response(ended.body)

    return endpoint


def _query(name: str) -> NamedQuery:
    return Catalogue().get(name[:LONGEST])


def _values(query: NamedQuery, request: Request) -> dict[str, str]:
    known = [
        Parameter(param.name.replace("_", "-"), param.meaning, param.example, required=param.required)
        for param in query.params
    ]
    given = [
        ("asOf" if name in ("as-of", "as_of") else name, text)
        for name, text in request.query_params.multi_items()
    ]
    return {name: text for name, text in read(given, known).items() if text is not None}


def _acceptable(request: Request) -> None:
    if choose(request.headers.get("accept", ""), (JSON,)) is None:
        raise NotAcceptable("The answer is JSON: there is application/json.")


class NotAcceptable(LevergraphError):
    """The client takes no JSON."""


def _problem(error: LevergraphError) -> Response:
    status = 406 if isinstance(error, NotAcceptable) else problem.status_of(error)
    words = f"{error} /api/queries has them all." if isinstance(error, UnknownQuery) else str(error)
    media, body = problem.body(JSON, status, words)
    return Response(body, status, {"content-type": media, **problem.headers_of(status)})


def _json(value: object) -> Response:
    return _response(_dumped(value))


def _dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _response(body: bytes) -> Response:
    return Response(body, headers={"content-type": JSON, "cache-control": "no-cache"})
