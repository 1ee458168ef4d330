"""The clients that people have: each asks the server with the package or program itself."""

from __future__ import annotations

import re
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

REGION = URIRef("https://w3id.org/levergraph/ontology#Region")
SELECT = f"SELECT ?r {{ ?r a <{REGION}> }} ORDER BY ?r LIMIT 3"
QUERIES = {
    "select": (SELECT, ("json", "xml", "csv", "tsv")),
    "ask": (f"ASK {{ ?r a <{REGION}> }}", ("json", "xml", "csv", "tsv")),
    "construct": (
        f"CONSTRUCT WHERE {{ ?r a <{REGION}> }}",
        ("xml", "rdf+xml", "turtle", "n3", "json-ld"),
    ),
    "describe": (
        "DESCRIBE <https://w3id.org/levergraph/id/region/tees-valley>",
        ("xml", "rdf+xml", "turtle", "n3", "json-ld"),
    ),
}
METHODS = {"get": ("GET", "urlencoded"), "form": ("POST", "urlencoded"), "body": ("POST", "postdirectly")}


@pytest.fixture
def endpoint(server: Any) -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # SPARQLWrapper's own, of rdflib's old names
        yield f"{server.url}sparql"


@pytest.mark.parametrize("negotiated", [False, True], ids=["format", "accept"])
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("kind", QUERIES)
def test_sparqlwrapper_reads_every_format_by_every_method(
    endpoint: str, kind: str, method: str, negotiated: bool
) -> None:
    """It sends `format`, `output` and `results` in every request, where it is not told otherwise."""
    from SPARQLWrapper import SPARQLWrapper

    query, formats = QUERIES[kind]
    for format in formats:
        client = SPARQLWrapper(endpoint)
        client.setQuery(query)
        client.setReturnFormat(format)
        client.setMethod(METHODS[method][0])
        client.setRequestMethod(METHODS[method][1])
        client.setOnlyConneg(negotiated)
        answer = client.query().convert()
        if kind in ("construct", "describe"):
            graph = answer if isinstance(answer, Graph) else Graph().parse(data=answer, format=format)
            assert len(graph) >= 3, format
        elif format == "json":
            assert answer.get("boolean") or len(answer["results"]["bindings"]) == 3
        else:
            text = answer.toxml() if format == "xml" else answer.decode()
            assert "true" in text if kind == "ask" else text.count("/id/region/") == 3, format


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("format", ["xml", "json", "csv", "tsv"])
def test_rdflib_reads_the_endpoint_as_a_store(endpoint: str, format: str, method: str) -> None:
    graph = Graph(SPARQLStore(endpoint, returnFormat=format, method=method))
    assert len(list(graph.query(SELECT))) == 3


def test_rdflib_walks_through_triples_and_federates(endpoint: str) -> None:
    graph = Graph(SPARQLStore(endpoint))
    regions = set(graph.subjects(RDF.type, REGION))
    assert len(regions) > 10
    asked = Graph().query(f"SELECT ?r {{ SERVICE <{endpoint}> {{ ?r a <{REGION}> }} }}")
    assert {row.r for row in asked} == regions


@pytest.mark.parametrize(
    "address",
    [
        "queries/levers-of-region?region=west-yorkshire&format=csv",
        "sparql?format=csv&query=SELECT%20%3Fr%20%7B%20%3Fr%20a%20lg%3ARegion%20%7D",
    ],
)
def test_pandas_reads_the_address_of_an_answer(server: Any, address: str) -> None:
    pandas = pytest.importorskip("pandas")
    assert len(pandas.read_csv(server.url + address)) > 10


@pytest.mark.parametrize("suffix", ["", "/"])
def test_curl_and_roqet_read_the_endpoint(endpoint: str, suffix: str) -> None:
    programs = {
        "curl": [
            "-sG",
            f"{endpoint}{suffix}",
            "--data-urlencode",
            f"query={SELECT}",
            "-H",
            "Accept: text/csv",
        ],
        "roqet": ["-q", "-p", f"{endpoint}{suffix}", "-e", SELECT],
    }
    for name, words in programs.items():
        program = which(name)
        if program is None:
            pytest.skip(f"no {name} on this machine")
        done = subprocess.run([program, *words], capture_output=True, text=True, timeout=60, check=True)
        assert done.stdout.count("/id/region/") == 3, name


JARS = Path("/usr/share/java")
"""Where Debian puts Java's libraries."""
OTHER_LOGS = re.compile(r"log4j-over|slf4j-(jcl|jdk14|log4j12|reload|nop)|maven3-slf4j|jul-to|jcl-over")
"""Libraries that each want to be the one that logs."""


def test_jenas_rsparql_reads_the_endpoint(endpoint: str, tmp_path: Path) -> None:
    java = which("java")
    if java is None or not (JARS / "jena-cmds.jar").exists():
        pytest.skip("no Apache Jena on this machine (Debian: libapache-jena-java)")
    messages = tmp_path / "xerces" / "impl" / "xpath" / "regex" / "message.properties"
    messages.parent.mkdir(parents=True)
    messages.touch()  # Debian's jar lacks this list, without which no datatype can be made
    jars = [str(path) for path in sorted(JARS.glob("*.jar")) if not OTHER_LOGS.search(path.name)]
    words = [java, "-cp", ":".join([str(tmp_path), *jars]), "arq.rsparql", "--service", endpoint, SELECT]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.count("/id/region/") == 3, done.stderr
