"""The shapes: each can fail, and each says what to do; that the facts fit them is a test of `check`."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from levergraph.graph.shape_check import aimed
from levergraph.ontology import FILES, LG, PREFIXES, aimless_shapes, misspelt_shacl, slug, unknown_terms
from pyshacl import validate
from rdflib import RDF, RDFS, SH, XSD, Graph, Literal, URIRef

HERE = Path(__file__).parent
ROOT = FILES["levergraph"].parents[1]
FIXTURES = sorted((HERE / "fixtures" / "shapes").glob("*.ttl"))
STYLE_FIXTURES = sorted((HERE / "fixtures" / "style").glob("*.ttl"))
SHAPES = Graph().parse(FILES["shapes"])
STYLE = Graph().parse(FILES["style"])


class Result(NamedTuple):
    focus: str
    severity: str
    message: str


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "rdflib.term")


def ontology() -> Graph:
    return Graph().parse(FILES["levergraph"]).parse(FILES["alignments"])


def results(data: Graph, shapes: Graph) -> Iterator[Result]:
    _, report, _ = validate(data, shacl_graph=shapes, inplace=True)
    for node in report.subjects(RDF.type, SH.ValidationResult):
        one = {slug(str(predicate)): str(value) for predicate, value in report.predicate_objects(node)}
        yield Result(one["focusNode"], slug(one["resultSeverity"]), one["resultMessage"])


def expected(fixture: Path) -> tuple[str, str]:
    """The severity and the beginning of the message, as the first line of a fixture says."""
    severity, _, message = fixture.read_text().splitlines()[0].removeprefix("# ").partition(": ")
    return severity, message


@pytest.fixture(scope="module")
def broken() -> list[Result]:
    """What the shapes say of all fixtures at once."""
    data = ontology()
    for path in FIXTURES:
        data.parse(path)
    return list(results(data, SHAPES))


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_a_broken_record_is_told_what_to_do(fixture: Path, broken: list[Result]) -> None:
    severity, message = expected(fixture)
    said = [result for result in broken if result.focus == f"https://example.org/{fixture.stem}"]
    assert [
        result for result in said if result.severity == severity and result.message.startswith(message)
    ], said


def test_every_shape_has_a_fixture_that_fails_it() -> None:
    kinds = (SH.NodeShape, SH.PropertyShape)
    shapes = {
        slug(shape)
        for kind in kinds
        for shape in SHAPES.subjects(RDF.type, kind)
        if isinstance(shape, URIRef)
    }
    assert shapes == {path.stem for path in FIXTURES}


def wrong_values() -> tuple[Graph, set[tuple[str, str]]]:
    """A thing for each constraint on a property, with two values it forbids; what the shapes should say."""
    wrong = [Literal("ff", datatype=XSD.hexBinary), Literal("fe", datatype=XSD.hexBinary)]
    data, asked = ontology(), set()
    for number, (shape, inner) in enumerate(sorted(SHAPES.subject_objects(SH.property))):
        target, path = SHAPES.value(shape, SH.targetClass), SHAPES.value(inner, SH.path)
        if target is None or not isinstance(path, URIRef) or SHAPES.value(inner, SH.lessThanOrEquals):
            continue
        node = URIRef(f"https://example.org/{number}")
        data.add((node, RDF.type, target))
        for value in wrong:
            data.add((node, path, value))
        asked.add((str(node), str(SHAPES.value(inner, SH.message))))
    return data, asked


def test_every_constraint_on_a_property_bites() -> None:
    data, asked = wrong_values()
    assert len(asked) > 200
    assert asked <= {(result.focus, result.message) for result in results(data, SHAPES)}


def test_every_constraint_bites_when_only_some_things_are_asked_about() -> None:
    data, asked = wrong_values()
    about = {focus for focus, _ in asked}
    alone = set(results(data, aimed(SHAPES, data, about)))
    assert asked <= {(result.focus, result.message) for result in alone}
    assert {result.focus for result in alone} == about


def test_shapes_aimed_at_some_things_say_of_them_what_all_shapes_say(broken: list[Result]) -> None:
    data = ontology()
    for path in FIXTURES:
        data.parse(path)
    about = {f"https://example.org/{path.stem}" for path in FIXTURES}
    others = {str(subject) for subject in data.subjects(RDF.type)} - about
    alone = list(results(data, aimed(SHAPES, data, about)))
    assert sorted(alone) == sorted(result for result in broken if result.focus in about)
    assert not others & {result.focus for result in alone}


def test_shapes_find_their_things_only_in_ways_that_can_be_aimed() -> None:
    ways = {SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode}
    for shapes in (SHAPES, STYLE):
        assert {word for word in shapes.predicates() if slug(str(word)).startswith("target")} <= ways
        assert not list(shapes.subjects(RDF.type, RDFS.Class))


def test_every_class_of_things_has_a_shape() -> None:
    shaped = {slug(str(target)) for target in SHAPES.objects(None, SH.targetClass)}
    unshaped = {"Area", "HardPower", "Rule", "Code", "SoftOnlyIntervention", "CrossDomainIntervention"}
    unshaped.add("WithdrawnClaim")  # made by the program alone
    graph = ontology()
    codes = {
        slug(str(c)) for c in graph.subjects(URIRef(PREFIXES["rdfs"] + "subClassOf"), URIRef(LG + "Code"))
    }
    classes = {
        slug(str(c))
        for c in graph.subjects(RDF.type, URIRef(PREFIXES["owl"] + "Class"))
        if str(c).startswith(LG)
    }
    assert classes - codes - unshaped == shaped


def test_the_ontology_keeps_its_style() -> None:
    assert list(results(ontology(), STYLE)) == []


@pytest.mark.parametrize("fixture", STYLE_FIXTURES, ids=lambda path: path.stem)
def test_a_term_out_of_style_is_told_what_to_do(fixture: Path) -> None:
    severity, message = expected(fixture)
    said = list(results(Graph().parse(fixture), STYLE))
    assert [
        result for result in said if result.severity == severity and result.message.startswith(message)
    ], said


def test_every_style_shape_has_a_fixture_that_fails_it() -> None:
    assert {slug(str(s)) for s in STYLE.subjects(RDF.type, SH.NodeShape)} == {
        path.stem for path in STYLE_FIXTURES
    }


@pytest.mark.parametrize("name", ["shapes", "style"])
def test_every_shape_aims_at_something_and_every_word_of_it_exists(name: str) -> None:
    text = FILES[name].read_text()
    assert aimless_shapes(text) == []
    assert misspelt_shacl({name: text}) == []
    assert unknown_terms({name: text}) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SELECT ?x\nWHERE { ?x lg:holdz ?y }", [("it", 2, LG + "holdz")]),
        (f"PREFIX our: <{LG}>\nSELECT * {{ ?x our:nope ?y ; our:holds ?z }}", [("it", 2, LG + "nope")]),
        (f"<{LG}Regio> <{LG}holds> 1", [("it", 1, LG + "Regio")]),
        ('LG + "nope", f"{LG}holds", f"<{LG}nay>"', [("it", 1, LG + "nope"), ("it", 1, LG + "nay")]),
        ("lg:holds, lg:Held; (lg:Region)", []),
    ],
)
def test_a_term_that_nobody_defined_is_found_where_it_stands(text: str, found: list[object]) -> None:
    assert unknown_terms({"it": text}) == found


def test_a_misspelt_constraint_is_found() -> None:
    assert misspelt_shacl({"it": "[] sh:propety [ sh:path lg:holds ]"}) == [
        ("it", 1, PREFIXES["sh"] + "propety")
    ]


@pytest.mark.parametrize("target", ["", "sh:targetClass lg:Regin ;"])
def test_a_shape_that_aims_at_nothing_is_found(target: str) -> None:
    head = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("sh", "lg", "shape"))
    assert aimless_shapes(f"{head}shape:x {target} a sh:NodeShape .") == [PREFIXES["shape"] + "x"]


def test_every_term_in_facts_queries_rules_and_code_exists() -> None:
    folders = [(ROOT / name).rglob("*") for name in ("graph", "queries", "ontology", "viz", "cli")]
    kinds = {".ttl", ".rq", ".ru", ".py", ".js"}
    files = [path for folder in folders for path in folder if path.suffix in kinds]
    assert (
        unknown_terms({str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in files}) == []
    )
