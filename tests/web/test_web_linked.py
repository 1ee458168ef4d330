"""Linked data: a name leads to a page or to data, and the endpoint and the graph describe themselves."""

from __future__ import annotations

import httpx
import pytest
from levergraph.graph import Store
from levergraph.ontology import ID, PREFIXES
from levergraph.ontology.terms import DATASET
from levergraph.queries import Catalogue
from pyoxigraph import Literal, NamedNode, RdfFormat, Store as Oxigraph, parse

SUFFIXES = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "nq": "application/n-quads",
    "trig": "application/trig",
}
FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
}
YORKSHIRE = "region/west-yorkshire"


def graph(response: httpx.Response) -> Oxigraph:
    assert response.status_code == 200, response.text
    form = RdfFormat.from_media_type(response.headers["content-type"])
    assert form
    store = Oxigraph()
    store.extend(parse(response.content, form))
    return store


def rows(store: Oxigraph, query: str) -> list[list[str]]:
    return [[term.value for term in row] for row in store.query(query, prefixes=PREFIXES)]  # type: ignore[union-attr]


def test_a_name_leads_a_browser_to_the_page(client: httpx.Client) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    response = client.get(f"/id/{YORKSHIRE}", headers={"accept": browser})
    assert (response.status_code, response.headers["location"]) == (303, f"/{YORKSHIRE}")
    assert "accept" in response.headers["vary"].lower()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_name_leads_by_accept_or_suffix_to_the_data(client: httpx.Client, suffix: str) -> None:
    place = f"/data/{YORKSHIRE}.{suffix}"
    accept = {"accept": SUFFIXES[suffix]}
    assert client.get(f"/id/{YORKSHIRE}", headers=accept).headers["location"] == place
    assert client.get(f"/id/{YORKSHIRE}.{suffix}").headers["location"] == place
    response = client.get(place)
    assert response.headers["content-type"].partition(";")[0] == SUFFIXES[suffix]
    triples = {quad.triple for quad in parse(response.content, FORMATS[suffix])}
    again = client.get(f"/data/{YORKSHIRE}", headers=accept)
    assert {quad.triple for quad in parse(again.content, FORMATS[suffix])} == triples


def test_the_data_of_a_thing_are_all_that_it_says_and_all_that_names_it(
    client: httpx.Client, packaged: Store
) -> None:
    found = {quad.triple for quad in graph(client.get(f"/data/{YORKSHIRE}.nt"))}
    node = NamedNode(ID + YORKSHIRE)
    known = {quad.triple for quad in packaged.quads()}
    about = {triple for triple in known if node in (triple.subject, triple.object)}
    assert about <= found <= known
    names = {triple.predicate.value for triple in found - about}
    assert names == {PREFIXES["skos"] + "prefLabel"}


def test_the_page_and_the_name_of_data_are_linked_from_it(client: httpx.Client) -> None:
    link = client.get(f"/data/{YORKSHIRE}.ttl").headers["link"]
    assert f'<{ID}{YORKSHIRE}>; rel="about"' in link
    assert f'</{YORKSHIRE}>; rel="alternate"; type="text/html"' in link


@pytest.mark.parametrize("start", ["/id", "/data"])
def test_an_unknown_name_is_answered_with_what_comes_near(client: httpx.Client, start: str) -> None:
    response = client.get(f"{start}/region/west-yorkshir")
    assert response.status_code == 404
    assert YORKSHIRE in response.text


@pytest.mark.parametrize(
    "path",
    [
        "region/",
        "region",
        "nothing/x",
        "region/a%20b",
        "region/%3Cscript%3E",
        "region/..%2F..",
        "x" * 2000,
        "region/%00",
        "region/west-yorkshire.exe",
        "region/%22%3E",
        "query/none",
        "region/west-yorkshire/more",
    ],
)
def test_no_name_breaks_the_server(client: httpx.Client, path: str) -> None:
    for start in ("/id", "/data"):
        assert client.get(f"{start}/{path}").status_code == 404


@pytest.mark.parametrize(
    "path", [f"/id/{YORKSHIRE}", f"/data/{YORKSHIRE}", "/void", "/examples", "/ontology"]
)
def test_a_form_that_there_is_not_is_answered_with_what_there_is(client: httpx.Client, path: str) -> None:
    response = client.get(path, headers={"accept": "image/png"})
    assert response.status_code == 406
    assert "text/turtle" in response.text


def test_the_bare_endpoint_describes_itself(client: httpx.Client, server: object) -> None:
    store = graph(client.get("/sparql", headers={"accept": "text/turtle"}))
    sd = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
    [[endpoint, language]] = rows(
        store, sd + "SELECT ?e ?l { ?s a sd:Service ; sd:endpoint ?e ; sd:supportedLanguage ?l }"
    )
    assert endpoint == f"{client.base_url}sparql"
    assert language.endswith("SPARQL11Query")
    named = rows(store, sd + "SELECT ?name { ?s sd:defaultDataset/sd:namedGraph/sd:name ?name }")
    asked = client.get("/sparql", params={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"}).json()
    assert {name for [name] in named} == {row["g"]["value"] for row in asked["results"]["bindings"]}
    assert len(rows(store, sd + "SELECT ?f { ?s sd:resultFormat ?f }")) == 10


@pytest.mark.parametrize("media", SUFFIXES.values())
def test_the_service_description_comes_in_every_graph_format(client: httpx.Client, media: str) -> None:
    assert len(graph(client.get("/sparql", headers={"accept": media}))) > 10


def test_void_counts_what_the_graph_has(client: httpx.Client, packaged: Store) -> None:
    store = graph(client.get("/void"))
    [[triples]] = rows(store, f"SELECT ?n {{ <{DATASET}> void:triples ?n }}")
    assert int(triples) == len(list(packaged.quads()))
    classes = dict(
        rows(
            store, f"SELECT ?c ?n {{ <{DATASET}> void:classPartition [ void:class ?c ; void:entities ?n ] }}"
        )
    )
    asked = packaged.select("SELECT ?c (STR(COUNT(?s)) AS ?n) { ?s a ?c FILTER(ISIRI(?c)) } GROUP BY ?c")
    assert classes == {row[0].value: row[1].value for row in asked}
    holds = rows(
        store,
        f"""SELECT ?n ?m {{ <{DATASET}> void:propertyPartition [ void:property lg:holds ; void:triples ?n ] ;
          void:classPartition [ void:class lg:Region ; void:propertyPartition [ void:property lg:holds ;
            void:triples ?m ; void:classPartition [ void:class lg:Lever ] ] ] }}""",
    )
    expected = packaged.select("SELECT (STR(COUNT(*)) AS ?n) { ?s lg:holds ?o }")
    count = next(iter(expected))[0].value
    assert holds == [[count, count]]


def test_void_is_where_clients_look_for_it(client: httpx.Client) -> None:
    response = client.get("/.well-known/void")
    assert (response.status_code, response.headers["location"]) == (303, "/void")


def test_the_examples_are_the_catalogue_as_executables(client: httpx.Client) -> None:
    store = graph(client.get("/examples.ttl"))
    found = rows(store, "SELECT ?name { ?q a sh:SPARQLExecutable ; dcterms:identifier ?name }")
    assert {name for [name] in found} == set(Catalogue().names())
    declared = dict(
        rows(store, f"SELECT ?p ?n {{ <{DATASET}> sh:declare [ sh:prefix ?p ; sh:namespace ?n ] }}")
    )
    assert declared == PREFIXES
    response = client.get("/id/query/power-matrix", headers={"accept": "text/turtle"})
    assert response.headers["location"] == "/examples.ttl"


def test_the_ontology_has_its_address(client: httpx.Client) -> None:
    store = graph(client.get("/ontology.ttl"))
    assert rows(store, "SELECT ?l { lg:Region rdfs:label ?l }") == [["region"]]
    page = client.get("/ontology", headers={"accept": "text/html"})
    assert page.status_code == 303


def test_numbers_in_descriptions_are_integers(client: httpx.Client) -> None:
    store = graph(client.get("/void"))
    numbers = [
        quad.object for quad in store.quads_for_pattern(None, NamedNode(PREFIXES["void"] + "triples"), None)
    ]
    assert numbers
    assert all(isinstance(each, Literal) and each.datatype.value.endswith("#integer") for each in numbers)
