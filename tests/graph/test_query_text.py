"""A sign from a word processor and a misspelt name in a query are told, where they stand."""

from __future__ import annotations

import pytest
from levergraph.errors import UsageError
from levergraph.graph import LocalStore
from levergraph.graph.query_terms import misspelt
from levergraph.graph.query_text import unreadable
from levergraph.graph.typography import SIGNS
from pyoxigraph import Store as Oxigraph

PLAIN = "SELECT ?r WHERE {\n  ?r a lg:Region .\n}"


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: f"{ord(sign):04X}")
def test_a_sign_of_a_word_processor_is_named_with_its_place(sign: str) -> None:
    text = PLAIN.replace("?r a lg:Region", f"?r {sign} a lg:Region")
    told = str(unreadable(text, "error at 2:6: expected something"))
    assert f"line 2, column 6: {SIGNS[sign][0]} (U+{ord(sign):04X})" in told
    assert SIGNS[sign][1] in told


def test_where_any_sign_may_stand_none_is_told(small: LocalStore) -> None:
    for sign in SIGNS:
        if sign in "\u2028\u2029\u0085\u000b\u000c":
            continue
        with pytest.raises(UsageError) as told:
            small.query(f'SELECT ?r {{ ?r lg:note "{sign}" ; # {sign}\n lg:name ?x ?y }}')
        assert "U+" not in str(told.value)


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("?x a lg:Regoin", "lg:Regoin: no such class. Did you mean lg:Region?"),
        ("?x lg:holdss ?y", "lg:holdss: no such property. Did you mean lg:holds?"),
        (
            "?x <https://w3id.org/levergraph/ontology#levr> ?y",
            "lg:levr: no such property. Did you mean lg:lever",
        ),
        (
            "?x skos:prefLable ?y",
            "skos:prefLable: no such term in that vocabulary. Did you mean skos:prefLabel",
        ),
        (
            "region:northshir lg:holds ?x",
            "region:northshir: no region is called so. Did you mean region:northshire",
        ),
        ("?x a lg:Qqqqq", "lg:Qqqqq: no such class."),
        ("?x lg:status lg:NotHel", "lg:NotHel: no such class. Did you mean lg:NotHeld"),
    ],
)
def test_a_name_that_nothing_bears_is_told_with_the_nearest(
    small: LocalStore, pattern: str, said: str
) -> None:
    (words,) = misspelt(small, f"SELECT * {{ {pattern} }}")
    assert words.startswith(said)


def test_of_a_store_without_the_ontology_no_name_is_told() -> None:
    assert misspelt(LocalStore(Oxigraph(), "an empty store", "1"), "SELECT * { ?x a lg:Region }") == []


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?x a lg:Region ; skos:altLabel ?y ; rdfs:seeAlso ?z }",
        'SELECT * { ?x lg:name "lg:Regoin" } # lg:Regoin',
        "PREFIX lg: <https://example.org/> SELECT * { ?x a lg:Regoin }",
        "SELECT * { ?x a <https://example.org/Regoin> ; foaf:nmae ?y }",
        "ASK { ?s ?p ?o }",
    ],
)
def test_names_that_are_right_or_another_s_are_passed_over(small: LocalStore, text: str) -> None:
    assert misspelt(small, text) == []
