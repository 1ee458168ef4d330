"""Linked data: `/id/KIND/SLUG` leads to the page or the data of a thing, `/data/KIND/SLUG` is its data."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ..errors import UnknownName
from ..graph.names import label, resolve
from ..ontology.terms import ID, KINDS
from . import problem_details as problem
from .negotiation import GRAPHS, HTML, choose
from .sparql.evaluate import Query, evaluate
from .sparql.service_description import graph_response, not_acceptable, wanted_graph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.store import Store
    from .context import State

LONGEST = 300
SUFFIXES = {form.suffix: form for form in GRAPHS}
OUTSIDE_ASCII = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
ABOUT = """CONSTRUCT {{ {thing} ?p ?o . ?s ?q {thing} . ?o skos:prefLabel ?name . ?s skos:prefLabel ?other }}
WHERE {{
  {{ {thing} ?p ?o OPTIONAL {{ ?o skos:prefLabel ?name }} }}
  UNION {{ ?s ?q {thing} OPTIONAL {{ ?s skos:prefLabel ?other }} }} }}"""
"""The statements of a thing and about it, and the names of what they mention."""


def routes(state: State) -> list[BaseRoute]:
    """The routes of names and data."""

    async def name(request: Request) -> Response:
        paths, suffix = _parts(request)
        path = (await state.run(request, _known, paths)).removeprefix(ID)
        if suffix:
            return _see(request, _data(path, suffix))
        offered = (HTML, *(form.media for form in GRAPHS))
        media = choose(request.headers.get("accept", ""), offered)
        if media is None:
            return await problem.answer(
                request, 406, f"There is no such form of this thing. There is {', '.join(offered)}."
            )
        if media == HTML:
            return _see(request, _page(path))
        form = next(form for form in GRAPHS if form.media == media)
        return _see(request, _data(path, form.suffix))

    async def data(request: Request) -> Response:
        paths, suffix = _parts(request)
        iri = await state.run(request, _known, paths)
        path = iri.removeprefix(ID)
        form = wanted_graph(request, suffix)
        if form is None:
            return await not_acceptable(request)
        if path.startswith("query/"):
            return _see(request, _data(path, form.suffix))
        query = Query(ABOUT.format(thing=f"<{iri}>"), "", form.engine)
        evaluated = await state.run(request, evaluate, query, state.settings.query_rows)
        answer = graph_response(evaluated.body, form)
        root = request.scope.get("root_path", "")
        answer.headers["link"] = (
            f'<{_uri(iri)}>; rel="about", <{root}{quote(_page(path))}>; rel="alternate"; type="{HTML}"'
        )
        return answer

    return [
        Route("/id/{path:path}", name, methods=["GET"]),
        Route("/data/{path:path}", data, methods=["GET"]),
    ]


def _parts(request: Request) -> tuple[list[str], str]:
    """The paths of a thing that an address may mean, and the suffix of a form of data, or nothing.

    An address is a URI, the IRI of a thing may hold any letter: `%C5%B5` may stand for itself or a letter,
    `%20` is a part of the name, unless our own pages have escaped its sign once more. Raises HTTPException
    where the address is no KIND/SLUG.
    """
    path = str(request.path_params["path"]).rstrip("/")
    stem, dot, suffix = path.rpartition(".")
    path, suffix = (stem, suffix) if dot and suffix in SUFFIXES else (path, "")
    kind, _, slug = path.partition("/")
    if not slug or len(path) > LONGEST or kind not in (*KINDS, "scheme", "query"):
        example = "a name is /id/KIND/SLUG, such as /id/region/tees-valley"
        raise HTTPException(404, f"There is no thing /{path[:LONGEST]}: {example}.")
    raw = bytes(request.scope.get("raw_path") or b"").decode("ascii", "replace").partition("?")[0].rstrip("/")
    raw = raw.removesuffix(f".{suffix}" if suffix else "")
    written = "/".join(raw.split("/")[-(path.count("/") + 1) :])  # an escaped slash is not one
    return list(dict.fromkeys([path, written, OUTSIDE_ASCII.sub(_letters, written)])), suffix


def _letters(escaped: re.Match[str]) -> str:
    """The letters that percent-encoded bytes outside ASCII stand for."""
    return unquote(escaped[0], errors="strict") if _is_utf8(escaped[0]) else escaped[0]


def _is_utf8(escaped: str) -> bool:
    try:
        unquote(escaped, errors="strict")
    except UnicodeDecodeError:
        return False
    return True


def _uri(iri: str) -> str:
    """An IRI as a URI, for a header, which holds ASCII alone (RFC 3987, 3.1)."""
    return quote(iri, safe="/:?#[]@!$&'()*+,;=%~")


def _known(store: Store, paths: Sequence[str]) -> str:
    """The IRI of the thing at one of the paths; raises UnknownName, with what comes near, or UnknownQuery."""
    path = paths[0]
    kind, _, slug = path.partition("/")
    if kind == "query":
        from ..queries.catalogue import Catalogue

        Catalogue().get(slug.partition("/")[0])
        return f"{ID}{path}"
    for each in paths:
        with suppress(UnknownName):
            return resolve(store, f"<{ID}{each}>")
    near = resolve(store, slug, [kind])  # raises with what comes near
    raise UnknownName(path, (kind,), [(near, near.removeprefix(ID), label(store, near))])


def _data(path: str, suffix: str) -> str:
    """Where the data of a thing is; a question stands in the catalogue with all the others."""
    return f"/examples.{suffix}" if path.startswith("query/") else f"/data/{path}.{suffix}"


def _page(path: str) -> str:
    kind, _, slug = path.partition("/")
    return f"/queries/{slug.partition('/')[0]}" if kind == "query" else f"/{path}"


def _see(request: Request, path: str) -> Response:
    place = request.scope.get("root_path", "") + quote(path, safe="/:@,~")
    return RedirectResponse(place, status_code=303, headers={"vary": "Accept"})
