from __future__ import annotations

import re

import pytest
from levergraph.errors import UnknownQuery
from levergraph.graph import Store
from levergraph.ontology import ID, LG
from levergraph.queries.binding import blocks
from levergraph.queries.catalogue import GROUPS, Catalogue, NamedQuery, catalogue_graph
from levergraph.queries.execution import ask, prepared
from levergraph.queries.results.result import Result

QUERIES = {query.name: query for query in Catalogue()}
EMPTY_WITHOUT_ANSWERS = {"compare-options"}
"""A question that only a team's own answers can answer."""

every_query = pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)


def bare(query: NamedQuery) -> str:
    """The query without comments, texts and addresses, in which words of the language are looked for."""
    return re.sub(r"#[^\n]*|<[^<>\s]*>|\"[^\"\n]*\"", " ", query.text)


def test_every_competency_question_is_asked_by_a_named_query() -> None:
    assert {number for query in QUERIES.values() for number in query.numbers} == {*range(1, 40), 42, 43}


@every_query
def test_a_header_says_what_is_asked(query: NamedQuery) -> None:
    assert query.title
    assert query.description.endswith(".")
    assert query.tags
    assert query.numbers
    assert query.group in GROUPS


@every_query
def test_a_question_that_needs_an_authority_names_the_region_and_the_day(query: NamedQuery) -> None:
    assert set(query.needs) <= {"authority"}
    if query.needs:
        assert {"region", "asOf"} <= {param.name for param in query.params}


@every_query
def test_a_parameter_is_declared_and_stands_in_a_values_block(query: NamedQuery) -> None:
    constant = {"step", "sourceKind", "class"}  # VALUES blocks of a query's own
    assert {name for name, _, _ in blocks(query.text)} - constant == {param.name for param in query.params}
    assert all(param.meaning for param in query.params)


@every_query
def test_no_parameter_is_projected(query: NamedQuery) -> None:
    head = bare(query).split("SELECT", 1)[1].split("WHERE", 1)[0]
    projected = set(re.findall(r"\?(\w+)", head))
    optional = {param.name for param in query.params if not param.required}
    assert not projected & ({param.name for param in query.params} - optional)


@every_query
def test_it_speaks_the_portable_dialect(query: NamedQuery) -> None:
    text = bare(query)
    assert re.search(r"\bORDER BY\b", text)
    for banned in (
        r"\bSERVICE\b",
        r"\bLOAD\b",
        r"\bASK\b",
        r"\bFROM\b",
        r"SELECT\s+(DISTINCT\s+)?\*",
        r"GRAPH\s+\?",
    ):
        assert not re.search(banned, text), banned
    assert not re.search(r"\w:[\w-]+\s*\)?[+*](?!\w)", text)  # paths of any length


def test_the_terms_of_all_are_in_the_ontology(packaged: Store) -> None:
    rows = packaged.select(f'SELECT DISTINCT ?t WHERE {{ ?t a ?c FILTER(STRSTARTS(STR(?t), "{LG}")) }}')
    known = {row["t"].value.removeprefix(LG) for row in rows}
    used = {query.name: set(re.findall(r"\blg:(\w+)", bare(query))) for query in QUERIES.values()}
    assert {name: terms - known for name, terms in used.items() if terms - known} == {}


@every_query
def test_rdflib_reads_it_too(query: NamedQuery) -> None:
    from rdflib.plugins.sparql import prepareQuery

    prepareQuery(query.text)


@pytest.fixture(scope="module")
def answers(packaged: Store) -> dict[str, Result]:
    """What each question has answered to its example; filled as it is asked."""
    return {}


@pytest.fixture
def answer(query: NamedQuery, packaged: Store, answers: dict[str, Result]) -> Result:
    """The answer to the example of a question, asked once."""
    if query.name not in answers:
        answers[query.name] = ask(packaged, query.name, query.example())
    return answers[query.name]


@every_query
def test_the_facts_hold_an_answer_to_its_example(query: NamedQuery, answer: Result) -> None:
    assert bool(len(answer)) != (query.name in EMPTY_WITHOUT_ANSWERS)
    assert len(set(answer.terms())) == len(answer), "a row stands twice"


@every_query
def test_every_row_that_rests_on_a_claim_has_its_source(query: NamedQuery, answer: Result) -> None:
    if "claim" not in answer.columns or "source" not in answer.columns:
        return
    claim, source = answer.columns.index("claim"), answer.columns.index("source")
    without = [row for row in answer.terms() if row[claim] is not None and row[source] is None]
    assert not [row for row in without if ID in str(row[claim])]


@every_query
def test_the_file_answers_as_it_stands(query: NamedQuery, packaged: Store) -> None:
    """A reader can run a file elsewhere: its VALUES hold an example of every parameter."""
    packaged.query(query.text)


@every_query
def test_binding_changes_nothing_but_the_values(query: NamedQuery, packaged: Store) -> None:
    bound = prepared(packaged, query, query.example())
    hollow = re.compile(r"(VALUES \?\w+ \{)[^}]*\}")
    body = re.sub(r"(?m)^#\+.*", "", query.text)  # the header is for people; lines keep their numbers
    assert hollow.sub(r"\1}", bound) == hollow.sub(r"\1}", body)


@every_query
def test_every_example_names_something_that_is_there(query: NamedQuery, packaged: Store) -> None:
    ask(packaged, query.name, {param.name: param.example for param in query.params})


def test_a_name_longer_than_any_is_unknown() -> None:
    with pytest.raises(UnknownQuery, match="No named query"):
        Catalogue().get("a" * 5000)


@every_query
def test_it_says_the_same_each_time(query: NamedQuery, packaged: Store, answer: Result) -> None:
    assert ask(packaged, query.name, query.example()).to_csv() == answer.to_csv()


def test_the_catalogue_is_published_as_executables() -> None:
    from rdflib import RDF, Graph, URIRef

    graph = Graph().parse(data=catalogue_graph(), format="turtle")
    executable = URIRef("http://www.w3.org/ns/shacl#SPARQLExecutable")
    assert len(set(graph.subjects(RDF.type, executable))) == len(QUERIES)
