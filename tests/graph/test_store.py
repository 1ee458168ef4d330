"""A store answers over the union of its graphs, says where a query is wrong, and lets nothing out or in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from levergraph.errors import DataError, Refused, StoreUnreachable, UsageError
from levergraph.graph import LocalStore, Store, open_store
from levergraph.ontology import GRAPH_FACTS, GRAPH_INFERRED, GRAPH_YOURS, ID, LG

REGIONS = "SELECT ?region WHERE { ?region a lg:Region } ORDER BY ?region"
HEAVY = {
    "rdflib",
    "networkx",
    "rich",
    "asyncio",
    "urllib.request",
    "dataclasses",
    "inspect",
    "hashlib",
    "json",
}


def values(store: Store, query: str) -> list[str]:
    return [row[0].value for row in store.select(query)]


def test_a_query_sees_facts_ontology_and_inferred_statements_together(small: LocalStore) -> None:
    asked = (
        "SELECT ?name WHERE { region:northshire lg:holds ?lever . ?lever a ?class . ?class rdfs:label ?name }"
    )
    assert "statutory function" in [name.lower() for name in values(small, asked)]


def test_no_statement_of_the_packaged_graph_stands_in_two_graphs(packaged: Store) -> None:
    quads = list(packaged.quads())
    assert len(quads) == len({quad.triple for quad in quads})


def test_graph_and_from_ask_one_graph_alone(small: LocalStore) -> None:
    named = f"SELECT ?s WHERE {{ GRAPH <{GRAPH_INFERRED}> {{ ?s lg:holds ?o }} }}"
    assert values(small, named) == values(
        small, f"SELECT ?s FROM <{GRAPH_INFERRED}> WHERE {{ ?s lg:holds ?o }}"
    )
    assert values(small, named)
    assert values(small, f"SELECT ?s FROM <{GRAPH_FACTS}> WHERE {{ ?s lg:holds ?o }}") == []


@pytest.mark.parametrize(
    ("query", "line", "column", "words"),
    [
        ("SELECT ?s WHERE { ?s ?p ?o", 1, 27, "ends too early"),
        ("SELECT ?s WHERE {\n  ?s ?p ?o .\n  nonsense here }", 3, 11, "nonsense here }"),
        ("SELECT * { ?s foo:bar ?o }", 1, 22, "foo: is not declared"),
        ("SELECT ?a (COUNT(*) AS ?n) { ?a ?b ?c }", 1, 40, "unbound"),
        ("SELECT * WHERE ?s", 1, 16, "expected {"),
        ("", 1, 1, "ends too early"),
        ("SELECT * { ?s a 'éé' ; foo:bar ?o }", 1, 32, "foo: is not declared"),
    ],
)
def test_a_mistake_in_a_query_is_pointed_at(
    small: LocalStore, query: str, line: int, column: int, words: str
) -> None:
    with pytest.raises(UsageError) as told:
        small.query(query)
    message = str(told.value)
    assert f"line {line}, column {column}" in message
    assert words in message
    shown, caret = message.splitlines()[-2:]
    assert caret.index("^") - 2 == min(column - 1, 59)
    assert shown.strip() in (query.splitlines() or [""])[line - 1]


@pytest.mark.parametrize(
    "verb", ["INSERT DATA { <a:a> <a:b> <a:c> }", "DROP ALL", "DELETE WHERE { ?s ?p ?o }"]
)
def test_an_update_is_refused_with_a_reason(small: LocalStore, verb: str) -> None:
    with pytest.raises(Refused, match="not change it"):
        small.query(f"PREFIX ex: <https://example.org/>\n# a remark\n{verb}")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <https://example.org/sparql> { ?s ?p ?o } }",
        "select * { service silent ?where { ?s ?p ?o } }",
        "SELECT * FROM <https://example.org/data.ttl> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        "PREFIX g: <https://example.org/> SELECT * FROM g:data { ?s ?p ?o }",
        'SELECT * { BIND("\\"" AS ?x) SERVICE <https://example.org/> { ?s ?p ?o } }',
        "SELECT * { ?a ?b trueSERVICE <https://example.org/> { ?s ?p ?o } }",
        "SELECT * { ?a ?b 1e5SERVICE <https://example.org/> { ?s ?p ?o } }",
    ],
)
def test_what_reaches_outside_is_refused_before_it_runs(small: LocalStore, query: str) -> None:
    with pytest.raises(Refused):
        small.query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (1 AS ?fromService) {}",
        'SELECT ("SERVICE FROM <x>" AS ?a) { } # SERVICE <https://example.org/> FROM',
        "PREFIX service: <https://example.org/> SELECT * { ?s service:from ?o }",
        "SELECT * { ?s <https://example.org/service/from> ?o }",
    ],
)
def test_the_words_alone_are_harmless(small: LocalStore, query: str) -> None:
    small.query(query)


JUNK = st.lists(
    st.sampled_from(
        [
            '# it\'s a "remark" <\n',
            'BIND("it\'s # \\" SERVICE" AS ?x{})',
            "BIND('''\"' # \\'''' AS ?x{})",
            'BIND("""a "" \' # """ AS ?x{})',
            "FILTER(?a <?b && ?b> ?a)",
            "FILTER(1<2)",
            "?s <https://example.org/#a> ?o .",
            "?s <https://example.org/\\u0041#b> ?o .",
            "?s lg:a\\#b ?o .",
            "?s lg:%23 'x'@en-gb .",
            "_:a.b ?p $o .",
            "?s ?p 1.5e3",
            "?s ?p true",
        ]
    ),
    max_size=4,
)


@given(JUNK, JUNK, st.sampled_from(["SERVICE", "service", "Service silent"]))
def test_no_text_around_it_hides_a_service(
    small: LocalStore, before: list[str], after: list[str], word: str
) -> None:
    parts = [
        each.replace("{}", str(n))
        for n, each in enumerate([*before, f"{word}<http://a.invalid/>{{}}", *after])
    ]
    with pytest.raises(Refused, match="SERVICE"):
        small.query(f"SELECT * {{ {' '.join(parts)} }}")


def test_files_of_the_users_lie_over_the_graph_and_rules_apply_to_them(package: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        f"@prefix lg: <{LG}> . @prefix id: <{ID}> .\n"
        f"<{ID}holding/mine> a lg:LeverHolding ; lg:status lg:Held ;\n"
        f"  lg:region <{ID}region/south-coast> ; lg:lever <{ID}lever/convening> .\n"
        f"<{ID}region/northshire> a lg:Region .\n"
    )
    with open_store(data=[own]) as store:
        assert values(store, "SELECT ?l { region:south-coast lg:holds ?l }") == [f"{ID}lever/convening"]
        yours = [quad.triple for quad in store.quads(GRAPH_YOURS)]
        assert len(yours) == 4, "what the packaged graph says already is not said twice"
        assert values(store, REGIONS) == values(open_store(), REGIONS)
        assert "own.ttl" in store.name


def test_a_data_file_that_is_no_rdf_is_told_with_its_place(package: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text("@prefix a: <https://example.org/> .\na:b a:c\n  nonsense .\n")
    with pytest.raises(DataError, match=r"own\.ttl:3:3: this is not Turtle"):
        open_store(data=[own])


def test_a_folder_without_a_store_cannot_be_reached(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "missing"):
        with pytest.raises(StoreUnreachable, match="levergraph load --store") as told:
            open_store(str(place))
        assert told.value.exit_code == 3


def test_data_goes_over_the_packaged_graph_only(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"levergraph load own\.ttl --store somewhere"):
        open_store("somewhere", data=["own.ttl"])


def test_the_rdflib_view_has_the_same_statements_and_answers(small: LocalStore) -> None:
    view = small.dataset()
    assert len(view) == len(small.oxigraph)
    assert [str(row[0]) for row in view.query(REGIONS)] == values(small, REGIONS)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns of itself
def test_the_rdflib_view_cannot_be_written_and_lets_nothing_out(small: LocalStore) -> None:
    from rdflib import RDF, URIRef

    view = small.dataset()
    with pytest.raises(Refused):
        view.add((URIRef("a:a"), RDF.type, URIRef("a:b")))
    with pytest.raises(Refused):
        view.update("DROP ALL")
    with pytest.raises(Refused):
        view.query("SELECT * { SERVICE <http://a.invalid/> { ?s ?p ?o } }")


def test_a_question_loads_nothing_that_it_does_not_need(cache: Path, packaged: Store) -> None:
    program = (
        "import sys\nfrom levergraph.graph import open_store, resolve\n"
        "store = open_store(); resolve(store, 'west-yorkshire', ['region'])\n"
        f"assert len(list(store.query({REGIONS!r}))) > 9\n"
        "print(*sys.modules)"
    )
    open_store()  # other tests may have pushed the graph out of the cache
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stdout.split())
