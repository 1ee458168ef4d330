"""A check finds what does not fit, says where it stands, and passes over what is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from levergraph.errors import DataError, LevergraphError
from levergraph.graph.check import Finding, Report, check
from levergraph.graph.source_locations import Places
from levergraph.ontology import ID

HEAD = """\
@prefix holding: <https://w3id.org/levergraph/id/holding/> .
@prefix lever: <https://w3id.org/levergraph/id/lever/> .
@prefix lg: <https://w3id.org/levergraph/ontology#> .
@prefix region: <https://w3id.org/levergraph/id/region/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix source: <https://w3id.org/levergraph/id/source/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""
GOOD = """\
holding:mine
    a lg:LeverHolding ;
    skos:prefLabel "Convening in Northshire: held"@en ;
    lg:basis lg:StatedBySource ;
    lg:confidence lg:HighConfidence ;
    lg:lever lever:convening ;
    lg:region region:northshire ;
    lg:source source:act ;
    lg:sourceDate "2024"^^xsd:gYear ;
    lg:status lg:Held ;
    lg:validFrom "2024-05"^^xsd:gYearMonth ;
.
"""


@pytest.fixture
def own(tmp_path: Path, package: Path) -> Path:
    return tmp_path / "own.ttl"


def found(report: Report, check: str, words: str) -> Finding:
    hits = [each for each in report.findings if each.check == check and words in str(each)]
    assert hits, f"{words!r} is not in\n{report}"
    return hits[0]


def test_the_packaged_graph_conforms(packaged: object) -> None:
    report = check()
    assert report.violations == []
    assert report.conforms
    assert str(report).endswith(f"({report.seconds:.1f} s).")
    for each in report.infos:
        assert Path(each.file).read_text(encoding="utf-8").splitlines()[each.line - 1]


def test_a_good_file_has_nothing_against_it(own: Path) -> None:
    own.write_text(HEAD + GOOD)
    report = check([own])
    assert report.findings == []
    assert str(report).startswith(f"{own}: 0 violations, 0 warnings, 0 remarks (")


@pytest.mark.parametrize(
    ("right", "wrong", "kind", "words"),
    [
        ("lg:status lg:Held", "lg:status lg:StatutoryFunction", "shape", "lg:status"),
        ("    lg:status lg:Held ;\n", "", "shape", "lg:status"),
        ("region:northshire", "region:atlantis", "shape", "region:atlantis"),
        ('"2024-05"^^xsd:gYearMonth', '"May 2024"', "shape", "lg:validFrom"),
        ('"2024-05"^^xsd:gYearMonth', '"2024-13"^^xsd:gYearMonth', "shape", "lg:validFrom"),
        ("lg:source source:act", "lg:source <https://example.org/>", "shape", "lg:source"),
        ("lg:status", "lg:staus", "vocabulary", "lg:staus does not exist. Did you mean lg:status"),
        ("skos:prefLabel", "skos:preflabel", "vocabulary", "Did you mean skos:prefLabel"),
        ("xsd:gYearMonth", "xsd:yearMonth", "vocabulary", "xsd:yearMonth does not exist"),
        ("a lg:LeverHolding", "a lg:LeverHoldings", "vocabulary", "Did you mean lg:LeverHolding"),
    ],
)
def test_what_is_wrong_with_a_file_is_found_with_its_line(
    own: Path, right: str, wrong: str, kind: str, words: str
) -> None:
    assert right in GOOD
    own.write_text(HEAD + GOOD.replace(right, wrong))
    report = check([own])
    assert not report.conforms
    finding = found(report, kind, words)
    assert finding.level == "violation"
    assert finding.focus == f"{ID}holding/mine"
    assert (Path(finding.file).resolve(), finding.line) == (own, 9)
    assert all(each.focus == finding.focus for each in report.findings), "others' things are not reported"


def test_two_claims_that_disagree_at_one_time_are_found(own: Path) -> None:
    other = GOOD.replace("holding:mine", "holding:theirs").replace("lg:Held", "lg:NotHeld")
    own.write_text(HEAD + GOOD + other)
    assert (
        "lg:Held here and lg:NotHeld in holding:theirs"
        in found(check([own]), "contradiction", "disagree").message
    )
    own.write_text(HEAD + GOOD + other.replace('"2024-05"', '"2025-05"'))
    found(check([own]), "contradiction", "disagree")
    before = other.replace(
        'lg:validFrom "2024-05"^^xsd:gYearMonth', 'lg:validUntil "2024-04"^^xsd:gYearMonth'
    )
    own.write_text(HEAD + GOOD + before)
    assert check([own]).findings == []
    own.write_text(HEAD + GOOD + other.replace("lg:NotHeld", "lg:NotStated"))
    assert not [each for each in check([own]).findings if each.check == "contradiction"]


def test_a_file_that_contradicts_the_packaged_graph_is_found_in_the_file(own: Path) -> None:
    own.write_text(HEAD + GOOD.replace("lever:convening", "lever:housing-fund"))
    finding = found(check([own]), "contradiction", "lg:NotHeld in holding:northshire--housing-fund")
    assert finding.focus == f"{ID}holding/mine"


def test_a_thing_without_a_name_is_found_and_its_file_told(own: Path) -> None:
    own.write_text(HEAD + GOOD.replace("holding:mine", "[]"))
    finding = found(check([own]), "shape", "a thing without a name")
    assert Path(finding.file).resolve() == own


def test_a_file_that_cannot_be_read_is_bad_input(own: Path) -> None:
    for text, words in (
        ("nonsense", r"own\.ttl:1:1: this is not Turtle"),
        ("# nothing\n", "holds no statement"),
    ):
        own.write_text(text)
        with pytest.raises(DataError, match=words):
            check([own])


def test_the_reasoner_judges_the_users_statements_too(own: Path) -> None:
    from levergraph.ontology.reasoner import find_java

    try:
        find_java()
    except LevergraphError as error:
        pytest.skip(str(error))
    own.write_text(HEAD + GOOD + "lever:mine a lg:StatutoryFunction , lg:SoftPower .\n")
    finding = found(check([own], reasoner=True), "reasoner", "cannot all be true")
    assert "soft power" in finding.message.lower()


def test_a_place_is_found_however_a_file_writes_a_name(tmp_path: Path) -> None:
    iri = "https://example.org/a/b"
    texts = {
        "a.ttl": f"# {iri}\n@prefix a: <https://example.org/a/> .\na:bc a a:c .\na:b a a:c .",
        "b.nt": f"<https://example.org/x> <https://example.org/y> <{iri}> .\n<{iri}> <a:a> <a:b> .",
        "c.rdf": f'<rdf:RDF\n xmlns="a:a">\n<x rdf:about="{iri}"/>',
        "d.jsonld": f'{{\n "@type": "a:b",\n "@id": "{iri}"}}',
        "e.ttl": f"@prefix a: <https://example.org/a/> .\na:c a:d\n  a:bc,\n  <{iri}> .",
    }
    lines = {"a.ttl": 4, "b.nt": 2, "c.rdf": 3, "d.jsonld": 3, "e.ttl": 4}
    for name, text in texts.items():
        path = tmp_path / name
        path.write_text(text)
        assert Places([path]).find(iri) == (str(path), lines[name])
    assert Places([path]).find("https://example.org/nowhere") is None


def test_many_equal_remarks_are_told_as_one() -> None:
    remarks = [Finding("info", "shape", f"{ID}source/s{n}", "", "", "Look again.") for n in range(9)]
    report = Report([*remarks, Finding("info", "shape", f"{ID}source/x", "", "", "Other.")], "It", 1.0)
    assert str(report).splitlines() == [
        "info: 9 things, such as source:s0: Look again.",
        "info: source:x: Other.",
        "It: 0 violations, 0 warnings, 10 remarks (1.0 s).",
    ]
