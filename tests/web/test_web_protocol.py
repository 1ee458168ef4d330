"""The SPARQL 1.1 Protocol, query operation: each of its rules, asked over a real connection."""

from __future__ import annotations

import json
from urllib.parse import quote
from xml.etree import ElementTree

import httpx
import pytest
from levergraph.ontology import GRAPH_FACTS, GRAPH_INFERRED, GRAPH_ONTOLOGY
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
ASK = "ASK { ?region a lg:Region }"
SELECT = "SELECT ?region WHERE { ?region a lg:Region } ORDER BY ?region"
CONSTRUCT = "CONSTRUCT { ?region a lg:Region } WHERE { ?region a lg:Region }"
DESCRIBE = "DESCRIBE region:west-yorkshire"
JSON = "application/sparql-results+json"


def get(client: httpx.Client, **params: object) -> httpx.Response:
    return client.get("/sparql", params=params)  # type: ignore[arg-type]


def regions(response: httpx.Response) -> list[str]:
    assert response.status_code == 200, response.text
    return [row["region"]["value"] for row in response.json()["results"]["bindings"]]


# 2.1.1 to 2.1.3: the three ways to send a query


def test_a_query_may_be_sent_by_get(client: httpx.Client) -> None:
    assert get(client, query=ASK).json()["boolean"] is True


def test_a_query_may_be_sent_as_a_form(client: httpx.Client) -> None:
    assert client.post("/sparql", data={"query": ASK}).json()["boolean"] is True


def test_a_query_may_be_sent_as_the_body(client: httpx.Client) -> None:
    response = client.post("/sparql", content=ASK, headers={"content-type": DIRECT})
    assert response.json()["boolean"] is True


def test_the_three_ways_give_the_same_answer(client: httpx.Client) -> None:
    one = get(client, query=SELECT)
    two = client.post("/sparql", data={"query": SELECT})
    three = client.post("/sparql", content=SELECT, headers={"content-type": f"{DIRECT}; charset=UTF-8"})
    assert one.content == two.content == three.content
    assert len(regions(one)) > 10


@pytest.mark.parametrize("text", ["é ü ß", "𝄞", "a+b", "100%", "a&b=c", "#;?", '"', "\\u00e9"])
def test_every_character_arrives_in_each_of_the_three_ways(client: httpx.Client, text: str) -> None:
    query = f"SELECT (?x AS ?said) WHERE {{ VALUES ?x {{ '''{text}''' }} }}"
    told = [
        get(client, query=query),
        client.get(f"/sparql?query={quote(query, safe='')}"),
        client.post("/sparql", data={"query": query}),
        client.post("/sparql", content=query.encode(), headers={"content-type": DIRECT}),
    ]
    expected = text.encode().decode("unicode_escape") if text.startswith("\\") else text
    values = [response.json()["results"]["bindings"][0]["said"]["value"] for response in told]
    assert values == [expected] * 4


# What is no query operation


def test_two_queries_are_refused_by_get_and_by_post(client: httpx.Client) -> None:
    twice = f"query={quote(ASK)}&query={quote(SELECT)}"
    assert client.get(f"/sparql?{twice}").status_code == 400
    assert client.post("/sparql", content=twice, headers={"content-type": FORM}).status_code == 400
    for body, status in ((SELECT, 400), (ASK, 200)):  # the same one counts once
        both = client.post(f"/sparql?query={quote(ASK)}", content=body, headers={"content-type": DIRECT})
        assert both.status_code == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "PROPFIND", "TRACE"])
def test_another_method_is_not_possible(client: httpx.Client, method: str) -> None:
    response = client.request(method, "/sparql", params={"query": ASK})
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD, POST, OPTIONS"


@pytest.mark.parametrize("kind", [None, "text/plain", "application/json", "multipart/form-data"])
def test_a_body_of_another_type_is_refused(client: httpx.Client, kind: str | None) -> None:
    headers = {"content-type": kind} if kind else {}
    response = client.post("/sparql", content=ASK, headers=headers)
    assert response.status_code == 415
    assert DIRECT in response.text


def test_a_form_without_its_type_is_refused(client: httpx.Client) -> None:
    assert client.post("/sparql", content=f"query={quote(ASK)}").status_code == 415


def test_a_body_that_is_not_in_utf_8_is_refused(client: httpx.Client) -> None:
    content = "ASK { ?s ?p 'é' }".encode("latin-1")
    assert client.post("/sparql", content=content, headers={"content-type": DIRECT}).status_code == 400
    declared = {"content-type": f"{DIRECT}; charset=iso-8859-1"}
    assert client.post("/sparql", content=content, headers=declared).status_code == 415
    assert client.get("/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%22%E9%22%20%7D").status_code == 400


def test_an_empty_form_and_a_request_with_other_parameters_lack_a_query(client: httpx.Client) -> None:
    empty = client.post("/sparql", content="", headers={"content-type": FORM})
    other = get(client, format="csv")
    assert empty.status_code == other.status_code == 400
    assert "`query` is missing" in empty.text
    assert "`query` is missing" in other.text


def test_head_gives_the_headers_of_get_without_the_body(client: httpx.Client) -> None:
    whole, head = get(client, query=SELECT), client.head("/sparql", params={"query": SELECT})
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == str(len(whole.content))
    assert head.headers["content-type"] == whole.headers["content-type"]


def test_options_says_what_is_possible(client: httpx.Client) -> None:
    response = client.options("/sparql")
    assert response.status_code == 204
    assert response.headers["allow"] == "GET, HEAD, POST, OPTIONS"


# 2.1.4: the dataset


def count(client: httpx.Client, query: str, **params: object) -> int:
    response = get(client, query=query, **params)
    assert response.status_code == 200, response.text
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
COUNT_NAMED = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"


def test_the_default_graph_may_be_one_or_several_of_ours(client: httpx.Client) -> None:
    facts = count(client, COUNT, **{"default-graph-uri": GRAPH_FACTS})
    inferred = count(client, COUNT, **{"default-graph-uri": GRAPH_INFERRED})
    both = count(client, COUNT, **{"default-graph-uri": [GRAPH_FACTS, GRAPH_INFERRED]})
    assert 0 < facts < both == facts + inferred < count(client, COUNT)


def test_the_named_graphs_may_be_chosen_and_then_there_is_no_default_graph(client: httpx.Client) -> None:
    chosen = {"named-graph-uri": [GRAPH_FACTS, GRAPH_ONTOLOGY]}
    assert 0 < count(client, COUNT_NAMED, **chosen) < count(client, COUNT_NAMED)
    assert count(client, COUNT, **chosen) == 0


def test_default_and_named_graphs_may_be_chosen_together(client: httpx.Client) -> None:
    chosen = {"default-graph-uri": GRAPH_FACTS, "named-graph-uri": GRAPH_INFERRED}
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?region a lg:Region . GRAPH ?g { ?region lg:holds ?lever } }"
    assert count(client, query, **chosen) > 0
    assert count(client, query, **{"default-graph-uri": GRAPH_FACTS, "named-graph-uri": GRAPH_FACTS}) == 0


def test_the_dataset_of_the_protocol_goes_before_that_of_the_query(client: httpx.Client) -> None:
    query = COUNT.replace("WHERE", f"FROM <{GRAPH_INFERRED}> WHERE")
    chosen = {"default-graph-uri": GRAPH_FACTS}
    assert count(client, query, **chosen) == count(client, COUNT, **chosen) != count(client, query)


def test_the_dataset_may_be_chosen_in_each_of_the_three_ways(client: httpx.Client) -> None:
    expected = get(client, query=COUNT, **{"default-graph-uri": GRAPH_FACTS}).json()
    form = client.post("/sparql", data={"query": COUNT, "default-graph-uri": GRAPH_FACTS})
    direct = client.post(
        "/sparql",
        params={"default-graph-uri": GRAPH_FACTS},
        content=COUNT,
        headers={"content-type": DIRECT},
    )
    assert form.json() == direct.json() == expected


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("graph", ["http://example.org/elsewhere", "file:///etc/passwd", "no iri", ""])
def test_a_graph_that_is_not_ours_is_refused_in_words(client: httpx.Client, name: str, graph: str) -> None:
    response = get(client, query=ASK, **{name: graph})
    assert response.status_code in (400, 403)
    assert "graph" in response.text


# 2.1.5 and 2.1.6: the form of the answer, and troubles


TABLES = {
    JSON: QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-quads": RdfFormat.N_QUADS,
    "application/trig": RdfFormat.TRIG,
}


def asked(client: httpx.Client, query: str, accept: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query}, headers={"accept": accept})


@pytest.mark.parametrize("media", TABLES)
def test_select_answers_in_every_table_format(client: httpx.Client, media: str) -> None:
    response = asked(client, SELECT, media)
    assert response.headers["content-type"].partition(";")[0] == media
    answer = parse_query_results(response.content, TABLES[media])
    assert isinstance(answer, QuerySolutions)
    found = [row["region"].value for row in answer]  # type: ignore[union-attr]
    assert found == regions(get(client, query=SELECT))


def test_select_answers_as_csv(client: httpx.Client) -> None:
    response = asked(client, SELECT, "text/csv")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.text.splitlines() == ["region", *regions(get(client, query=SELECT))]


def test_ask_answers_as_json_and_xml(client: httpx.Client) -> None:
    assert asked(client, ASK, JSON).json() == {"head": {}, "boolean": True}
    root = ElementTree.fromstring(asked(client, ASK, "application/sparql-results+xml").content)  # noqa: S314
    assert root.findtext("{http://www.w3.org/2005/sparql-results#}boolean") == "true"


@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
@pytest.mark.parametrize("media", GRAPHS)
def test_construct_and_describe_answer_in_every_graph_format(
    client: httpx.Client, query: str, media: str
) -> None:
    response = asked(client, query, media)
    assert response.headers["content-type"].partition(";")[0] == media
    triples = {quad.triple for quad in parse(response.content, GRAPHS[media])}
    usual = {quad.triple for quad in parse(get(client, query=query).content, RdfFormat.TURTLE)}
    assert triples == usual
    assert triples


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("text/*", "text/csv"),
        ("application/json", "application/json"),
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.4", "text/csv"),
        ("image/png, */*;q=0.1", JSON),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("TEXT/CSV", "text/csv"),
        ("text/turtle, text/csv;q=0.1", "text/csv"),
    ],
)
def test_the_form_is_what_the_client_prefers(client: httpx.Client, accept: str, expected: str) -> None:
    assert asked(client, SELECT, accept).headers["content-type"].partition(";")[0] == expected


@pytest.mark.parametrize(
    ("query", "accept", "there_is"),
    [
        (SELECT, "image/png", JSON),
        (SELECT, "text/turtle", JSON),
        (CONSTRUCT, "text/csv", "text/turtle"),
        (SELECT, "text/csv;q=0", JSON),
    ],
)
def test_a_form_that_there_is_not_is_answered_with_what_there_is(
    client: httpx.Client, query: str, accept: str, there_is: str
) -> None:
    response = asked(client, query, accept)
    assert response.status_code == 406
    assert there_is in response.text


@pytest.mark.parametrize(
    ("name", "media"),
    [
        ("csv", "text/csv"),
        ("tsv", "text/tab-separated-values"),
        ("xml", "application/sparql-results+xml"),
        ("json", JSON),
        ("text/csv", "text/csv"),
    ],
)
@pytest.mark.parametrize("parameter", ["format", "output"])
def test_format_in_the_address_goes_before_the_accept_header(
    client: httpx.Client, parameter: str, name: str, media: str
) -> None:
    response = client.get(
        "/sparql", params={"query": SELECT, parameter: name}, headers={"accept": "text/html"}
    )
    assert response.headers["content-type"].partition(";")[0] == media


def test_an_unknown_format_is_answered_with_the_known_ones(client: httpx.Client) -> None:
    response = get(client, query=SELECT, format="pdf")
    assert response.status_code == 400
    assert "json, xml, csv" in response.text


def test_a_mistake_is_placed_at_line_and_column(client: httpx.Client) -> None:
    response = asked(client, "SELECT ?s WHERE {\n  ?s ?p ?o .\n  nonsense here }", JSON)
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    told = response.json()
    assert (told["status"], told["line"]) == (400, 3)
    assert "line 3, column" in told["detail"]
    plain = get(client, query="SELECT ?s WHERE {\n  ?s ?p ?o .\n  nonsense here }")
    assert plain.headers["content-type"] == "text/plain; charset=utf-8"
    assert "line 3" in plain.text


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "INSERT"),
        ("LOAD <http://example.org/>", "LOAD"),
        ("CLEAR ALL", "CLEAR"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { SERVICE SILENT ?where { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM"),
        ("SELECT * FROM NAMED <http://example.org/> { GRAPH ?g { ?s ?p ?o } }", "FROM"),
    ],
)
def test_what_writes_or_reaches_outside_is_refused_in_words(
    client: httpx.Client, query: str, word: str
) -> None:
    for response in (get(client, query=query), client.post("/sparql", data={"query": query})):
        assert response.status_code == 403
        assert f"{word} " in response.text
        assert "refused" in response.text


def test_an_update_operation_is_refused(client: httpx.Client) -> None:
    form = client.post("/sparql", data={"update": "CLEAR ALL"})
    direct = client.post(
        "/sparql", content="CLEAR ALL", headers={"content-type": "application/sparql-update"}
    )
    assert form.status_code == direct.status_code == 403
    assert "not change it" in form.text


# Beyond the protocol


def test_the_usual_prefixes_need_not_be_declared(client: httpx.Client) -> None:
    assert get(client, query="ASK { region:west-yorkshire skos:prefLabel ?name }").json()["boolean"] is True


def test_what_has_not_changed_is_not_sent_again(client: httpx.Client) -> None:
    first = get(client, query=SELECT)
    again = client.get("/sparql", params={"query": SELECT}, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = asked(client, SELECT, "text/csv")
    assert other.headers["etag"] != first.headers["etag"]
    assert "etag" not in get(client, query="SELECT (NOW() AS ?now) {}").headers


def test_an_answer_says_that_it_depends_on_accept(client: httpx.Client) -> None:
    assert "accept" in get(client, query=ASK).headers["vary"].lower()


def test_a_problem_is_valid_json_whatever_the_query_says(client: httpx.Client) -> None:
    response = asked(client, 'SELECT "\\" \u2028 </script> {', JSON)
    assert json.loads(response.content)["status"] == 400
