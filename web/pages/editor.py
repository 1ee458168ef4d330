"""The SPARQL editor: a form that answers without JavaScript, with examples and a permanent link."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote_plus

from starlette.requests import Request
from starlette.responses import Response

from ...errors import LevergraphError
from ...graph.names import THIRD
from ...graph.query_terms import misspelt
from ...ontology.terms import ID, LG, PREFIXES, STANDARD, curie
from ...queries.catalogue import Catalogue
from ...queries.results.result import Result
from ...queries.results.values import plain_term
from ..page_parts import Parts, parts_of, response_of, scope_of
from ..sparql.evaluate import Evaluated, Query, evaluate
from ..store_cache import kept
from .questions import bars
from .support.filters import cut
from .support.page_request import Visit
from .support.rendering import View, endpoint, shown
from .support.table import Cell, Head, Table, of_result, paged

if TYPE_CHECKING:
    from ...graph.store import Store
    from ..context import State

FIRST = """SELECT ?region ?regionLabel (COUNT(?lever) AS ?held)
WHERE {
  ?region a lg:Region ;
    lg:name ?regionLabel ;
    lg:holds ?lever .
}
GROUP BY ?region ?regionLabel
ORDER BY DESC(?held)
"""
PLACE = re.compile(r"line (\d+),? column (\d+)")
DRAWN = 12
LONGEST = 8000
"""A query of more characters, as they stand in an address, is sent as a form."""


class Mistake(NamedTuple):
    """The mistake in a query and its place: the line as it stands, cut before and after the place."""

    words: str
    line: int
    column: int
    before: str
    at: str
    after: str


class Node(NamedTuple):
    """A thing in the picture of a graph."""

    label: str
    href: str
    x: int
    y: int


class Picture(NamedTuple):
    """A small graph as a picture: its things and the lines between them."""

    height: int
    nodes: list[Node]
    lines: list[tuple[int, int, int, int, str]]
    hidden: int


async def editor(request: Request) -> Response:
    """Answer `/sparql` in a browser: the editor, with the answer where there is a query."""
    state: State = request.app.state.levergraph
    text = request.query_params.get("query", "")
    if not text.strip():
        bare: Response = await endpoint(state, _bare)(request)
        return bare
    scope = scope_of(request)
    try:
        parts = await state.run(request, _answered, scope, text, state.settings.query_rows)
    except LevergraphError as error:
        parts = await state.run(request, _failed, scope, text, str(error))
    return response_of(parts)


def _bare(visit: Visit) -> View:
    return View(
        "editor.html.jinja",
        "SPARQL",
        (("Home", "/"), ("SPARQL", "/sparql")),
        {**_around(visit, FIRST), "asked": False, "mistake": None, "answer": None},
    )


def _answered(store: Store, scope: dict[str, Any], text: str, rows: int) -> Parts:
    """Answer a query, in a worker, and show the answer of at most so many rows."""
    visit = Visit(Request(scope), store)
    shows = answer(visit, evaluate(store, Query(text, "JSON", "N_TRIPLES"), rows))
    return _editor(visit, text, mistake=None, answer=shows, rows=rows, hints=misspelt(store, text))


def _failed(store: Store, scope: dict[str, Any], text: str, words: str) -> Parts:
    """Show a query with the error that it met."""
    return _editor(Visit(Request(scope), store), text, mistake=mistake(text, words), answer=None)


def _editor(visit: Visit, text: str, **data: object) -> Parts:
    view = View(
        "editor.html.jinja",
        "SPARQL",
        (("Home", "/"), ("SPARQL", "/sparql")),
        {**_around(visit, text), "asked": True, **data},
        status=400 if data["mistake"] else 200,
    )
    return parts_of(shown(visit.request, view))


def _around(visit: Visit, text: str) -> dict[str, Any]:
    groups = [
        (title.partition(". ")[2] or title, [(query.title, query.name, query.text) for query in queries])
        for title, queries in Catalogue().by_group().items()
    ]
    return {
        "text": text,
        "tall": min(max(text.count("\n") + 2, 8), 24),
        "too_long": len(quote_plus(text)) > LONGEST,
        "examples": groups,
        "link": visit.at("/sparql", query=text),
        "offers": lambda forms: [
            (words, visit.at("/sparql", query=text, format=form)) for words, form in forms
        ],
    }


def mistake(text: str, words: str) -> Mistake:
    """A mistake with its place in the text, where the words name one."""
    place = PLACE.search(words)
    lines = text.splitlines() or [""]
    if place is None:
        return Mistake(words, 0, 0, "", "", "")
    line, column = int(place[1]), int(place[2])
    if not 1 <= line <= len(lines):
        return Mistake(words.partition("\n")[0], 0, 0, "", "", "")
    whole = lines[line - 1]
    index = min(max(column - 1, 0), len(whole))
    word = re.match(r"\S+|\s", whole[index:])
    end = index + (len(word[0]) if word else 0)
    return Mistake(
        words.partition("\n")[0], line, column, whole[:index], whole[index:end] or " ", whole[end:]
    )


def answer(visit: Visit, evaluated: Evaluated) -> dict[str, Any]:
    """The answer as the page shows it: yes or no, a table with a chart, or a graph with a picture."""
    if evaluated.graph:
        return _graph(visit, evaluated)
    from pyoxigraph import QueryResultsFormat, parse_query_results

    result = Result(lambda: parse_query_results(evaluated.body, QueryResultsFormat.JSON))
    if result.kind == "boolean":
        return {"kind": "boolean", "yes": bool(result)}
    return {
        "kind": "table",
        "total": len(result),
        "cut": evaluated.cut,
        "table": of_result(visit, result, "The answer"),
        "chart": bars(visit, result),
    }


def _graph(visit: Visit, evaluated: Evaluated) -> dict[str, Any]:
    from pyoxigraph import RdfFormat, parse

    triples = [
        (each.subject, each.predicate, each.object)
        for each in parse(evaluated.body, format=RdfFormat.N_TRIPLES)
    ]
    part, pages = paged(visit, triples)
    rows = [[_node(visit, term) for term in triple] for triple in part]
    return {
        "kind": "graph",
        "total": len(triples),
        "cut": evaluated.cut,
        "table": Table("The answer", [Head("subject"), Head("predicate"), Head("object")], rows, pages),
        "picture": drawn(visit, triples),
    }


def _node(visit: Visit, term: Any) -> Cell:
    if type(term).__name__ == "NamedNode":
        label = visit.names.labels.get(term.value) or curie(term.value)
        href = visit.at.thing(term.value)
        return Cell(label, href, outside=not term.value.startswith((ID, LG)))
    return Cell(getattr(plain_term(term), "value", ""))


def drawn(visit: Visit, triples: list[tuple[Any, Any, Any]]) -> Picture | None:
    """Draw the links between things: what only points left, what is only pointed to right, others between."""
    links = [
        (s.value, p.value, o.value)
        for s, p, o in triples
        if type(o).__name__ == "NamedNode" and hasattr(s, "value")
    ]
    starts, ends = {s for s, _, _ in links}, {o for _, _, o in links}
    columns = [sorted(starts - ends), sorted(starts & ends), sorted(ends - starts)]
    if not links or not any(columns):
        return None
    places: dict[str, Node] = {}
    tallest = min(max(map(len, columns)), DRAWN)
    for x, column in zip((10, 350, 690), columns, strict=True):
        seen = column[:DRAWN]
        for index, iri in enumerate(seen):
            y = 24 + (tallest - len(seen)) * 20 + index * 40
            label = visit.names.labels.get(iri) or curie(iri)
            places[iri] = Node(cut(label, 30), visit.at.thing(iri), x, y)
    lines = [
        (places[s].x + 4, places[s].y, places[o].x + 4, places[o].y, visit.names.labels.get(p) or curie(p))
        for s, p, o in links
        if s in places and o in places
    ]
    every = sum(map(len, columns))
    return Picture(tallest * 40 + 16, list(places.values()), lines, every - len(places))


def completions(visit: Visit) -> Response:
    """Answer `/sparql-terms`: the prefixes and the names that the editor completes, as JSON."""
    body = kept(visit.store, "completions", _completions)
    return Response(body, media_type="application/json")


def _completions(store: Store) -> bytes:
    asked = """SELECT ?term ?label ?definition WHERE {
        ?term lg:name ?label OPTIONAL { ?term lg:summary ?definition } }
        ORDER BY ?term ?label"""
    found: dict[str, list[str]] = {}
    for row in store.select(asked):
        iri = row[0].value
        kind = iri.removeprefix(ID).partition("/")[0] if iri.startswith(ID) else ""
        if iri.startswith(LG) or (kind and kind not in THIRD and kind in PREFIXES):
            words = row[2].value if row[2] is not None else ""
            found[iri] = [curie(iri), row[1].value, cut(words, 140)]
    used = {LG: "lg", **{space: prefix for prefix, space in STANDARD.items()}}
    prefixes = {prefix: space for space, prefix in used.items()}
    prefixes |= {kind: space for kind, space in PREFIXES.items() if space.startswith(ID)}
    terms = sorted(found.values(), key=lambda term: (not term[0].startswith("lg:"), term[0]))
    return json.dumps({"prefixes": prefixes, "terms": terms}, ensure_ascii=False).encode("utf-8")
