"""Turtle has one written form: the same graph is always the same text, and the text is the same graph."""

from __future__ import annotations

import random
from pathlib import Path

import levergraph.graph
import pytest
from hypothesis import given, settings, strategies as st
from levergraph.cli import main
from levergraph.errors import DataError
from levergraph.graph.turtle import canonical, format_files, is_canonical, rewrite
from rdflib import RDF, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic

EX = Namespace("https://example.org/thing/")
DATA = Path(levergraph.graph.__file__).with_name("data")
ONTOLOGY = DATA.parents[1] / "ontology"
FILES = sorted(DATA.rglob("*.ttl"))

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
NAMES = st.text("ab1.-_%/#é", max_size=5)
IRIS = st.builds(lambda name: URIRef(EX + name), NAMES) | st.sampled_from([RDF.nil, XSD.date, RDF.first])
LITERALS = st.one_of(
    st.builds(Literal, TEXTS),
    st.builds(Literal, TEXTS, lang=st.sampled_from(["en", "en-gb", "cy"])),
    st.builds(Literal, st.integers()),
    st.builds(Literal, st.booleans()),
    st.builds(
        lambda number: Literal(str(number), datatype=XSD.decimal),
        st.decimals(allow_nan=False, allow_infinity=False, places=2),
    ),
    st.builds(Literal, TEXTS, datatype=st.sampled_from([EX.code, XSD.anyURI])),
)
BLANKS = st.sampled_from([BNode(f"n{n}") for n in range(5)])


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    graph = Graph()
    graph.bind("ex", EX)
    for triple in draw(st.lists(st.tuples(IRIS | BLANKS, IRIS, IRIS | BLANKS | LITERALS), max_size=12)):
        graph.add(triple)
    if draw(st.booleans()):
        items = draw(st.lists(IRIS | LITERALS, max_size=4))
        graph.add((EX.owner, EX.list, Collection(graph, BNode(), items).uri if items else RDF.nil))
    return graph


def parse(text: str) -> Graph:
    return Graph().parse(data=text, format="turtle")


@given(graphs())
@settings(deadline=None, max_examples=150)
def test_the_text_says_the_same_as_the_graph(graph: Graph) -> None:
    assert isomorphic(parse(canonical(graph)), graph)


@given(graphs())
@settings(deadline=None, max_examples=150)
def test_writing_what_was_written_changes_nothing(graph: Graph) -> None:
    text = canonical(graph)
    assert canonical(parse(text)) == text


@given(graphs(), st.randoms())
@settings(deadline=None, max_examples=50)
def test_the_order_of_the_triples_and_the_names_of_blank_nodes_do_not_matter(
    graph: Graph, chance: random.Random
) -> None:
    triples = list(graph)
    chance.shuffle(triples)
    other = Graph()
    other.bind("ex", EX)
    renamed: dict[object, BNode] = {BNode(f"n{n}"): BNode() for n in range(5)}
    for triple in triples:
        other.add(tuple(renamed.get(term, term) for term in triple))  # type: ignore[arg-type]
    assert canonical(other) == canonical(graph)


def test_a_record_is_readable() -> None:
    graph = parse(
        """
        @prefix lg: <https://w3id.org/levergraph/ontology#> . @prefix ex: <https://example.org/thing/> .
        @prefix unused: <https://example.org/unused/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <https://w3id.org/levergraph/id/mission/mission-10> lg:number 10 ; a lg:Mission .
        <https://w3id.org/levergraph/id/mission/mission-2>  # the comment does not survive
            lg:value 60.90 ; lg:holds ex:b, ex:a ; skos:prefLabel "Two"@en ; a lg:Mission ;
            ex:part [ ex:list (ex:a "b") ] ; lg:weight "30"^^<http://www.w3.org/2001/XMLSchema#decimal> .
        """
    )
    assert canonical(graph) == (
        "@prefix ex: <https://example.org/thing/> .\n"
        "@prefix lg: <https://w3id.org/levergraph/ontology#> .\n"
        "@prefix mission: <https://w3id.org/levergraph/id/mission/> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        "\n"
        "mission:mission-2\n"
        "    a lg:Mission ;\n"
        '    skos:prefLabel "Two"@en ;\n'
        "    ex:part [\n"
        '        ex:list ( ex:a "b" ) ;\n'
        "    ] ;\n"
        "    lg:holds\n"
        "        ex:a ,\n"
        "        ex:b ;\n"
        "    lg:value 60.90 ;\n"
        '    lg:weight "30"^^xsd:decimal ;\n'
        ".\n"
        "\n"
        "mission:mission-10\n"
        "    a lg:Mission ;\n"
        "    lg:number 10 ;\n"
        ".\n"
    )


def test_blank_nodes_that_are_shared_or_go_in_circles_keep_a_name() -> None:
    graph = parse(
        "@prefix ex: <https://example.org/thing/> . _:x ex:to _:y . _:y ex:to _:x . ex:a ex:to _:x ."
    )
    text = canonical(graph)
    assert isomorphic(parse(text), graph)
    assert "_:b1" in text


def test_the_house_names_its_prefixes_whatever_a_file_calls_them() -> None:
    graph = parse("@prefix l: <https://w3id.org/levergraph/ontology#> . l:a a l:Region .")
    assert canonical(graph).startswith("@prefix lg: <https://w3id.org/levergraph/ontology#> .\n\nlg:a\n")


def test_a_file_is_rewritten_whole_and_only_when_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text("<https://example.org/a> a <https://example.org/B> .")
    assert not is_canonical(file)
    assert rewrite(file)
    assert is_canonical(file)
    assert not rewrite(file)
    assert list(tmp_path.iterdir()) == [file]


def test_what_is_not_turtle_is_refused_by_name_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text("this is not Turtle")
    with pytest.raises(DataError, match=r"a\.ttl"):
        rewrite(file)
    assert file.read_text() == "this is not Turtle"


def test_a_folder_is_written_and_what_would_change_is_named(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    plain, written = tmp_path / "deep" / "a.ttl", tmp_path / "b.ttl"
    plain.write_text("<https://example.org/a> a <https://example.org/B> .")
    written.write_text(canonical(parse("<https://example.org/b> a <https://example.org/B> .")))
    before = plain.read_text()
    assert list(format_files([tmp_path], check=True)) == [plain]
    assert plain.read_text() == before
    assert list(format_files([tmp_path])) == [plain]
    assert list(format_files([tmp_path, plain], check=True)) == []


def test_the_command_writes_and_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.ttl"
    file.write_text("<https://example.org/a> a <https://example.org/B> .")
    assert main(["format", "--check", str(file)]) == 1
    assert capsys.readouterr().out == f"{file}: not in the one written form\n"
    assert main(["format", str(file)]) == 0
    assert capsys.readouterr().out == f"{file}: rewritten\n"
    assert main(["format", "--check", str(file)]) == 0
    assert capsys.readouterr().out == ""


def test_there_are_facts() -> None:
    assert len(FILES) > 300


@pytest.mark.parametrize(
    "folder", [ONTOLOGY, *sorted({path.parent for path in FILES})], ids=lambda path: path.name
)
def test_facts_and_ontology_are_written_in_the_one_form(folder: Path) -> None:
    assert [path.name for path in sorted(folder.glob("*.ttl")) if not is_canonical(path)] == []


def test_the_facts_have_no_blank_node_and_every_thing_has_one_english_name() -> None:
    from pyoxigraph import BlankNode, RdfFormat, parse as read

    names: dict[object, int] = {}
    for path in FILES:
        for quad in read(path=str(path), format=RdfFormat.TURTLE):
            assert not isinstance(quad.subject, BlankNode), path
            assert not isinstance(quad.object, BlankNode), path
            names.setdefault(quad.subject, 0)
            if quad.predicate.value.endswith("#prefLabel"):
                assert quad.object.language, quad
                names[quad.subject] += quad.object.language == "en"
    assert {str(thing): count for thing, count in names.items() if count != 1} == {}


def test_a_thing_is_told_in_one_file() -> None:
    from pyoxigraph import RdfFormat, parse as read

    home: dict[object, Path] = {}
    for path in FILES:
        for quad in read(path=str(path), format=RdfFormat.TURTLE):
            assert home.setdefault(quad.subject, path) == path, f"{quad.subject} is told in two files"
