"""A second language changes nothing that is shown: no row of any question, no name, no definition."""

from __future__ import annotations

from pathlib import Path

import pytest
from levergraph.graph import LocalStore, Store, materialise
from levergraph.graph.names import label
from levergraph.graph.tables import SEPARATOR, Records, Table, by_kind, claims
from levergraph.ontology import FILES, GRAPH_FACTS, GRAPH_INFERRED, GRAPH_ONTOLOGY, ID, PREFIXES
from levergraph.queries.catalogue import Catalogue, NamedQuery
from levergraph.queries.entity import show
from levergraph.queries.execution import ask
from levergraph.viz.reader import read
from pyoxigraph import Literal, NamedNode, Quad, Store as Oxigraph

SKOS, RDFS, DCTERMS = (PREFIXES[name] for name in ("skos", "rdfs", "dcterms"))
SPOKEN = {SKOS + "prefLabel", RDFS + "label", SKOS + "definition", DCTERMS + "description"}
QUERIES = {query.name: query for query in Catalogue()}
FACTS = sorted((FILES["levergraph"].parents[1] / "queries" / "transferability" / "facts").glob("*.rq"))
ACTIVE_TRAVEL = f"{ID}determinant/active-travel"


@pytest.fixture(scope="module")
def welsh(packaged: Store) -> LocalStore:
    """The packaged graph in which whatever has a label or definition has one more, which sorts first."""
    store = Oxigraph()
    for graph in (GRAPH_ONTOLOGY, GRAPH_FACTS):
        for quad in packaged.quads(graph):
            store.add(quad)
            if quad.predicate.value in SPOKEN:
                words = Literal(f"A yn Gymraeg: {quad.object.value}", language="cy")
                store.add(Quad(quad.subject, quad.predicate, words, NamedNode(graph)))
    materialise(store)
    return LocalStore(store, "the graph in two languages", "welsh")


def rows(store: Store, query: NamedQuery) -> list[list[list[str]]]:
    """The rows of a question's example, sorted: engines order equals, and words in a cell, as they like."""
    answer = ask(store, query.name, {param.name: param.example for param in query.params})
    return sorted(
        [sorted(str(getattr(term, "value", None)).split("; ")) for term in row] for row in answer.terms()
    )


def cells(table: Table) -> list[list[list[str]]]:
    """The cells of a table, the words in each sorted."""
    return [[sorted(str(cell).split(SEPARATOR)) for cell in row] for row in table.rows]


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_named_question_gives_the_same_rows(query: NamedQuery, packaged: Store, welsh: Store) -> None:
    assert rows(welsh, query) == rows(packaged, query)


@pytest.mark.parametrize("path", FACTS, ids=lambda path: path.stem)
def test_a_question_of_the_method_gives_the_same_rows(path: Path, packaged: Store, welsh: Store) -> None:
    text = path.read_text(encoding="utf-8")
    assert sorted(map(str, welsh.select(text))) == sorted(map(str, packaged.select(text)))


def test_every_thing_and_every_term_keeps_its_one_name(packaged: Store, welsh: Store) -> None:
    asked = "SELECT ?thing ?name WHERE { ?thing lg:name ?name }"
    names = [(row["thing"].value, str(row["name"])) for row in packaged.select(asked)]
    assert sorted((row["thing"].value, str(row["name"])) for row in welsh.select(asked)) == sorted(names)
    assert len(names) == len({thing for thing, _ in names})


def test_every_shown_description_is_the_same(packaged: Store, welsh: Store) -> None:
    asked = "SELECT ?thing ?words WHERE { ?thing lg:summary ?words }"
    assert sorted(map(str, welsh.select(asked))) == sorted(map(str, packaged.select(asked)))


def test_tables_and_pictures_call_things_what_they_called_them(packaged: Store, welsh: Store) -> None:
    one, two = Records(packaged), Records(welsh)
    assert two.labels == one.labels
    assert cells(claims(two)) == cells(claims(one))
    assert [len(table.rows) for table in by_kind(two)] == [len(table.rows) for table in by_kind(one)]
    assert [thing.name for thing in read(welsh).things] == [thing.name for thing in read(packaged).things]


@pytest.mark.parametrize("iri", [f"{ID}region/west-yorkshire", ACTIVE_TRAVEL, f"{ID}lever/bus-franchising"])
def test_what_is_shown_of_a_thing_names_everything_as_before(iri: str, packaged: Store, welsh: Store) -> None:
    one, two = show(packaged, iri), show(welsh, iri)
    assert (two.label, two.kind, two.definition) == (one.label, one.kind, one.definition)
    assert [(link.label, link.kind) for link in two.claims] == [
        (link.label, link.kind) for link in one.claims
    ]


@pytest.mark.parametrize(
    ("labels", "shown"),
    [
        ('"Teithio llesol"@cy , "Active travel"@en', "Active travel"),
        ('"Actif"@cy , "Walking"', "Walking"),
        ('"Walking" , "Active travel"@en-GB', "Active travel"),
        ('"Teithio llesol"@cy', "Teithio llesol"),
        ('"b"@cy , "a"@fr , "a"@cy', "a"),
        ('"b"@en , "a"@en', "a"),
    ],
)
def test_english_goes_before_no_language_and_that_before_any(labels: str, shown: str) -> None:
    store = Oxigraph()
    insert = f"INSERT DATA {{ GRAPH <{GRAPH_FACTS}> {{ <urn:x> <{SKOS}prefLabel> {labels} }} }}"
    store.update(insert)
    materialise(store)
    assert label(LocalStore(store, "one thing", "1"), "urn:x") == shown
    named = store.quads_for_pattern(None, None, None, NamedNode(GRAPH_INFERRED))
    assert [quad.object.value for quad in named] == [shown]


def test_the_packaged_graph_speaks_welsh_and_shows_english(packaged: Store) -> None:
    asked = f'SELECT ?label WHERE {{ <{ACTIVE_TRAVEL}> skos:prefLabel ?label FILTER(LANG(?label) = "cy") }}'
    assert [row["label"].value for row in packaged.select(asked)] == ["Teithio llesol"]
    assert label(packaged, ACTIVE_TRAVEL) == "Active travel"
