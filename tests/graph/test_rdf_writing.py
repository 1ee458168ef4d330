"""RDF in a form is read back as it was, or was refused in words."""

from __future__ import annotations

import pytest
from levergraph.errors import UsageError
from levergraph.graph.csv_writing import is_table
from levergraph.graph.rdf_writing import legal_xml, write_rdf
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from rdflib import Graph

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
GOOD = ["a", "_", "a2", "2-a", "a-b", "\u0175", "a.b", "p/x#y", "1999/a", "caf\u00e9"]
BAD = ["2023", "a/", "a#", "-", "%41", "a%20", "(x)", "a:", "1.2", "~"]
RESERVED = ["li", "Description", "about", "ID", "parseType", "bagID", "aboutEach"]


def triple(predicate: str, value: object = "x") -> Triple:
    return Triple(NamedNode("urn:s"), NamedNode(predicate), Literal(value))


@pytest.mark.parametrize("prefixes", [None, {"e": "https://e.org/"}], ids=["plain", "prefixed"])
@pytest.mark.parametrize("end", GOOD)
def test_a_property_that_xml_can_name_is_read_back(end: str, prefixes: dict[str, str] | None) -> None:
    data = write_rdf([triple(f"https://e.org/{end}")], RdfFormat.RDF_XML, prefixes=prefixes)
    assert [str(each) for each in Graph().parse(data=data, format="xml").predicates()] == [
        f"https://e.org/{end}"
    ]


@pytest.mark.parametrize("prefixes", [None, {"e": "https://e.org/"}], ids=["plain", "prefixed"])
@pytest.mark.parametrize(
    "predicate", [*(f"https://e.org/{end}" for end in BAD), *(RDF + end for end in RESERVED)]
)
def test_a_property_that_xml_cannot_name_is_refused(predicate: str, prefixes: dict[str, str] | None) -> None:
    statements = [triple("https://e.org/a"), triple(predicate)]
    with pytest.raises(UsageError, match="RDF/XML cannot say the property"):
        write_rdf(statements, RdfFormat.RDF_XML, prefixes=prefixes)
    for form in (RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.JSON_LD):
        read = parse(write_rdf(statements, form, prefixes=prefixes), form)
        assert {quad.triple for quad in read} == set(statements)


def test_a_literal_has_no_sign_that_xml_cannot_hold() -> None:
    data = write_rdf([triple("urn:a:p", "x\x01\x0by\ufffe")], RdfFormat.RDF_XML)
    assert [str(each) for each in Graph().parse(data=data, format="xml").objects()] == [
        "x\ufffd\ufffdy\ufffd"
    ]
    assert legal_xml(b"<a>\x01\xef\xbf\xbf\t</a>").decode() == "<a>\ufffd\ufffd\t</a>"


def test_a_statement_about_a_statement_is_written_or_refused() -> None:
    about = Triple(NamedNode("urn:s"), NamedNode("urn:a:p"), triple("urn:a:p"))
    with pytest.raises(UsageError, match="JSON-LD cannot say"):
        write_rdf([about], RdfFormat.JSON_LD)
    for form in (RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.N_QUADS, RdfFormat.TRIG):
        assert [quad.triple for quad in parse(write_rdf([about], form), form)] == [about]
    assert write_rdf([about], RdfFormat.RDF_XML)


@pytest.mark.parametrize(
    ("body", "columns", "table"),
    [
        (b"a,b\r\n1,2\r\n", 2, True),
        (b'a,b\r\n"1,1",2\r\n', 2, True),
        (b'a,b\r\n"1"",\r\n1",2\r\n', 2, True),
        (b"a,b\r\nx:1,1,2\r\n", 2, False),
        (b"a\r\nx:1,1\r\n", 1, False),
        (b"\r\n\r\n", 0, True),
    ],
)
def test_a_table_has_as_many_values_in_each_row(body: bytes, columns: int, table: bool) -> None:
    assert is_table(body, columns) is table
