"""The endpoint and its graph described in RDF: service description, VoID with partitions, examples."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ...graph.guard import GRAPHS as NAMED_GRAPHS
from ...graph.rdf_writing import write_rdf
from ...ontology.terms import DATASET, ID, ONTOLOGY, PREFIXES
from ...queries.catalogue import catalogue_graph
from ...queries.results.turtle import used_prefixes
from .. import problem_details as problem
from ..negotiation import GRAPHS, HTML, TABLES, Form, choose, named, there_is
from .evaluate import Evaluated, Query, evaluate
from .http_message import PATH

if TYPE_CHECKING:
    from ...graph.store import Store
    from ..context import State

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID_EXT = "http://ldf.fi/void-ext#"
"""VoID has no partition by datatype; this is the one in use."""
FORMATS = "http://www.w3.org/ns/formats/"
VOID = PREFIXES["void"]
RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")
INTEGER = NamedNode(PREFIXES["xsd"] + "integer")
EXTRA = {"sd": SD, "void-ext": VOID_EXT}
W3C_FORMATS = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
    "nquads": "N-Quads",
    "trig": "TriG",
}
"""The W3C's name of each form."""

# Counts; nothing in them grows faster than the graph.
TOTALS = """SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
  (COUNT(DISTINCT ?p) AS ?properties) WHERE { ?s ?p ?o }"""
CLASSES = (
    "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?class FILTER(ISIRI(?class)) } GROUP BY ?class"
)
PROPERTIES = "SELECT ?property (COUNT(*) AS ?n) WHERE { ?s ?property ?o } GROUP BY ?property"
OF_CLASS = """SELECT ?class ?property (COUNT(*) AS ?n)
WHERE { ?s a ?class ; ?property ?o FILTER(ISIRI(?class)) } GROUP BY ?class ?property"""
LINKS = """SELECT ?class ?property ?to (COUNT(*) AS ?n)
WHERE { ?s a ?class ; ?property ?o . ?o a ?to FILTER(ISIRI(?class) && ISIRI(?to)) }
GROUP BY ?class ?property ?to"""
DATATYPES = """SELECT ?class ?property ?to (COUNT(*) AS ?n)
WHERE { ?s a ?class ; ?property ?o FILTER(ISLITERAL(?o) && ISIRI(?class)) BIND(DATATYPE(?o) AS ?to) }
GROUP BY ?class ?property ?to"""
PER_GRAPH = "SELECT ?graph (COUNT(*) AS ?n) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
ABOUT = f"CONSTRUCT {{ <{DATASET}> ?p ?o }} WHERE {{ <{DATASET}> ?p ?o }}"

Row = dict[str, str]
Node = NamedNode | BlankNode


class Description:
    """Descriptions of one endpoint; what has to be counted is counted once for each version of the graph."""

    def __init__(self, state: State) -> None:
        """Count nothing yet."""
        self.state = state
        self._counted: dict[str, list[Triple]] = {}
        self._counting = asyncio.Lock()

    async def service(self, address: str, form: str) -> bytes:
        """The service description of the endpoint at an address, in a form as the engine calls it."""
        graphs = {row["graph"]: row["n"] for row in await self._rows(PER_GRAPH)}
        return _written(_service(address, graphs), form)

    async def void(self, home: str, form: str) -> bytes:
        """The VoID description of the graph, with what each class and each property has."""
        triples = list(_void_head(home)) + await self._partitions()
        return _written(triples, form)

    async def _partitions(self) -> list[Triple]:
        version = await self.state.pool.run(_version)
        async with self._counting:
            if version not in self._counted:
                self._counted = {version: await self._counts()}
        return self._counted[version]

    async def _counts(self) -> list[Triple]:
        about = await self._evaluated(Query(ABOUT, "", "N_TRIPLES"))
        own = [quad.triple for quad in parse(about.body, RdfFormat.N_TRIPLES)]
        totals = (await self._rows(TOTALS))[0]
        classes = await self._rows(CLASSES)
        properties = await self._rows(PROPERTIES)
        of_class = await self._rows(OF_CLASS)
        links, datatypes = await self._rows(LINKS), await self._rows(DATATYPES)
        return [*own, *_partitions(totals, classes, properties, of_class, links, datatypes)]

    async def _evaluated(self, query: Query) -> Evaluated:
        return await self.state.pool.run(evaluate, query, self.state.settings.query_rows)

    async def _rows(self, query: str) -> list[Row]:
        """The rows of a query of our own as texts; those with a value that is missing are left out."""
        answer = json.loads((await self._evaluated(Query(query))).body)
        names = answer["head"]["vars"]
        rows = [
            {name: cell["value"] for name, cell in row.items() if cell["type"] != "bnode"}
            for row in answer["results"]["bindings"]
        ]
        return sorted((row for row in rows if len(row) == len(names)), key=lambda row: tuple(row.values()))


def _service(address: str, graphs: dict[str, str]) -> Iterator[Triple]:
    service, dataset, default = NamedNode(address), BlankNode("dataset"), BlankNode("default")
    yield _is(service, SD + "Service")
    yield Triple(service, NamedNode(SD + "endpoint"), service)
    yield Triple(service, NamedNode(SD + "supportedLanguage"), NamedNode(SD + "SPARQL11Query"))
    yield Triple(service, NamedNode(SD + "feature"), NamedNode(SD + "UnionDefaultGraph"))
    for form in (*TABLES, *GRAPHS):
        yield Triple(service, NamedNode(SD + "resultFormat"), NamedNode(FORMATS + W3C_FORMATS[form.name]))
    yield Triple(service, NamedNode(SD + "defaultDataset"), dataset)
    home = address.removesuffix(PATH)
    for page in ("/void", "/examples"):
        yield Triple(service, NamedNode(PREFIXES["rdfs"] + "seeAlso"), NamedNode(home + page))
    yield _is(dataset, SD + "Dataset")
    yield Triple(dataset, NamedNode(SD + "defaultGraph"), default)
    yield _is(default, SD + "Graph")
    yield _count(default, "triples", str(sum(map(int, graphs.values()))))
    for place, (name, size) in enumerate(sorted(graphs.items())):
        node, graph = BlankNode(f"named{place}"), BlankNode(f"graph{place}")
        yield Triple(dataset, NamedNode(SD + "namedGraph"), node)
        yield _is(node, SD + "NamedGraph")
        yield Triple(node, NamedNode(SD + "name"), NamedNode(name))
        yield Triple(node, NamedNode(SD + "graph"), graph)
        yield _is(graph, SD + "Graph")
        yield _count(graph, "triples", size)


def _void_head(home: str) -> Iterator[Triple]:
    dataset = NamedNode(DATASET)
    yield _is(dataset, VOID + "Dataset")
    yield Triple(dataset, NamedNode(VOID + "sparqlEndpoint"), NamedNode(home + PATH))
    yield Triple(dataset, NamedNode(VOID + "uriSpace"), Literal(ID))
    yield Triple(dataset, NamedNode(VOID + "exampleResource"), NamedNode(f"{ID}region/west-yorkshire"))
    yield Triple(dataset, NamedNode(VOID + "openSearchDescription"), NamedNode(f"{home}/search"))
    yield Triple(dataset, NamedNode(VOID + "vocabulary"), NamedNode(ONTOLOGY))
    for form in GRAPHS:
        yield Triple(dataset, NamedNode(VOID + "feature"), NamedNode(FORMATS + W3C_FORMATS[form.name]))


def _partitions(
    totals: Row,
    classes: list[Row],
    properties: list[Row],
    of_class: list[Row],
    links: list[Row],
    datatypes: list[Row],
) -> Iterator[Triple]:
    dataset = NamedNode(DATASET)
    yield _count(dataset, "triples", totals["triples"])
    yield _count(dataset, "distinctSubjects", totals["subjects"])
    yield _count(dataset, "properties", totals["properties"])
    yield _count(dataset, "classes", str(len(classes)))
    for place, row in enumerate(properties):
        node = BlankNode(f"p{place}")
        yield Triple(dataset, NamedNode(VOID + "propertyPartition"), node)
        yield Triple(node, NamedNode(VOID + "property"), NamedNode(row["property"]))
        yield _count(node, "triples", row["n"])
    nodes: dict[str, BlankNode] = {}
    for place, row in enumerate(classes):
        node = nodes[row["class"]] = BlankNode(f"c{place}")
        yield Triple(dataset, NamedNode(VOID + "classPartition"), node)
        yield Triple(node, NamedNode(VOID + "class"), NamedNode(row["class"]))
        yield _count(node, "entities", row["n"])
    parts: dict[tuple[str, str], BlankNode] = {}
    for place, row in enumerate(of_class):
        node = parts[row["class"], row["property"]] = BlankNode(f"cp{place}")
        yield Triple(nodes[row["class"]], NamedNode(VOID + "propertyPartition"), node)
        yield Triple(node, NamedNode(VOID + "property"), NamedNode(row["property"]))
        yield _count(node, "triples", row["n"])
    for mark, rows, partition, of in (
        ("l", links, "classPartition", "class"),
        ("d", datatypes, "datatypePartition", "datatype"),
    ):
        space = VOID if mark == "l" else VOID_EXT
        for place, row in enumerate(rows):
            node = BlankNode(f"{mark}{place}")
            yield Triple(parts[row["class"], row["property"]], NamedNode(space + partition), node)
            yield Triple(node, NamedNode(space + of), NamedNode(row["to"]))
            yield _count(node, "triples", row["n"])


def _is(node: Node, kind: str) -> Triple:
    return Triple(node, RDF_TYPE, NamedNode(kind))


def _count(node: Node, property: str, number: str) -> Triple:
    return Triple(node, NamedNode(VOID + property), Literal(number, datatype=INTEGER))


def _written(triples: Iterator[Triple] | list[Triple], form: str) -> bytes:
    triples = list(triples)
    used = {each.predicate.value for each in triples}
    extra = {name: space for name, space in EXTRA.items() if any(each.startswith(space) for each in used)}
    prefixes = {**used_prefixes(triples), **extra} if form in ("TURTLE", "TRIG", "RDF_XML") else None
    return write_rdf(triples, getattr(RdfFormat, form), prefixes=prefixes)


def _examples(store: Store, form: str) -> bytes:
    return _written(examples(), form)


def _version(store: Store) -> str:
    return store.version


def examples() -> list[Triple]:
    """The catalogue of queries as `sh:SPARQLExecutable`, with the prefixes that they may use."""
    sh = PREFIXES["sh"]
    triples = [quad.triple for quad in parse(catalogue_graph().encode(), RdfFormat.TURTLE)]
    for place, (prefix, space) in enumerate(sorted(PREFIXES.items())):
        node = BlankNode(f"prefix{place}")
        triples.append(Triple(NamedNode(DATASET), NamedNode(sh + "declare"), node))
        triples.append(Triple(node, NamedNode(sh + "prefix"), Literal(prefix)))
        uri = Literal(space, datatype=NamedNode(PREFIXES["xsd"] + "anyURI"))
        triples.append(Triple(node, NamedNode(sh + "namespace"), uri))
    return triples


# Over HTTP.


def wanted_graph(request: Request, suffix: str = "") -> Form | None:
    """The form of a graph that a request asks for by suffix, `format` or Accept; nothing if there is none."""
    asked = suffix or request.query_params.get("format", "")
    if asked:
        found = named(asked)
        return found.graph if found else None
    media = choose(request.headers.get("accept", ""), tuple(form.media for form in GRAPHS))
    return next((form for form in GRAPHS if form.media == media), None)


async def not_acceptable(request: Request) -> Response:
    """Say which forms of a graph there are."""
    return await problem.answer(request, 406, f"There is no such form. There is {there_is(GRAPHS)}.")


def home_of(request: Request) -> str:
    """The address of the whole application, without a slash at its end."""
    return str(request.base_url).rstrip("/")


def graph_response(body: bytes, form: Form) -> Response:
    """A graph as an answer."""
    return Response(body, headers={"content-type": form.content_type, "vary": "Accept"})


def routes(state: State, description: Description) -> list[BaseRoute]:
    """The routes of `/void`, `/.well-known/void`, `/examples`, `/dataset` and `/ontology`."""

    async def void(request: Request) -> Response:
        form = wanted_graph(request, request.path_params.get("suffix", ""))
        if form is None:
            return await not_acceptable(request)
        return graph_response(await description.void(home_of(request), form.engine), form)

    async def catalogue(request: Request) -> Response:
        form = wanted_graph(request, request.path_params.get("suffix", ""))
        if form is None:
            return await not_acceptable(request)
        return graph_response(await state.run(request, _examples, form.engine), form)

    async def ontology(request: Request) -> Response:
        suffix = request.path_params.get("suffix", "")
        if not suffix and _prefers_page(request):
            return _elsewhere(request, "/term")
        form = wanted_graph(request, suffix)
        if form is None:
            return await not_acceptable(request)
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{NAMED_GRAPHS[0]}> {{ ?s ?p ?o }} }}"
        rows = state.settings.query_rows
        evaluated = await state.run(request, evaluate, Query(query, "", form.engine), rows)
        return graph_response(evaluated.body, form)

    async def dataset(request: Request) -> Response:
        return _elsewhere(request, "/about" if _prefers_page(request) else "/void")

    async def well_known(request: Request) -> Response:
        return _elsewhere(request, "/void")

    found: list[BaseRoute] = [Route("/.well-known/void", well_known), Route("/dataset", dataset)]
    for path, answer in (("/void", void), ("/examples", catalogue), ("/ontology", ontology)):
        found += [Route(path, answer), Route(f"{path}.{{suffix}}", answer)]
    return found


def _prefers_page(request: Request) -> bool:
    media = (HTML, *(form.media for form in GRAPHS))
    return choose(request.headers.get("accept", ""), media) == HTML


def _elsewhere(request: Request, path: str) -> Response:
    """See there (303): another thing than was asked for, which tells about it."""
    return RedirectResponse(
        request.scope.get("root_path", "") + path, status_code=303, headers={"vary": "Accept"}
    )
