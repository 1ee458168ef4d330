"""A check finds what does not fit, says where it stands, and passes over what is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from levergraph.cli import main
from levergraph.errors import DataError, LevergraphError
from levergraph.graph.check import Finding, Report, check
from levergraph.graph.source_locations import Places
from levergraph.graph.store import Store
from levergraph.graph.vocabulary_check import CLAIMS
from levergraph.ontology import ID, slug

HEAD = """\
@prefix determinant: <https://w3id.org/levergraph/id/determinant/> .
@prefix effect: <https://w3id.org/levergraph/id/effect/> .
@prefix holding: <https://w3id.org/levergraph/id/holding/> .
@prefix lever: <https://w3id.org/levergraph/id/lever/> .
@prefix lg: <https://w3id.org/levergraph/ontology#> .
@prefix region: <https://w3id.org/levergraph/id/region/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix source: <https://w3id.org/levergraph/id/source/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""
FIRST = HEAD.count("\n") + 1
"""The line in which the record of a file begins."""
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
    hits = [finding for finding in report.findings if finding.check == check and words in str(finding)]
    assert hits, f"{words!r} is not in\n{report}"
    return hits[0]


def test_the_packaged_graph_conforms(
    packaged: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reports: list[Report] = []

    def kept(*files: object, **options: bool) -> Report:
        reports.append(check(*files, **options))  # type: ignore[arg-type]
        return reports[0]

    monkeypatch.setattr("levergraph.graph.check.check", kept)
    assert main(["check"]) == 0
    [report] = reports
    assert capsys.readouterr().out == f"{report}\n"
    assert {finding.level for finding in report.findings} <= {"info"}
    assert report.conforms
    assert str(report).endswith(f"({report.seconds:.1f} s).")
    for finding in report.infos:
        assert Path(finding.file).read_text(encoding="utf-8").splitlines()[finding.line - 1]


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
    assert (Path(finding.file).resolve(), finding.line) == (own, FIRST)
    assert {other.focus for other in report.findings} == {finding.focus}, "others' things are not reported"


VALID_FROM = "    lg:validFrom"
ORIENTED = "determinant:activity lg:orientation lg:HigherIsBetter .\n"
EFFECT = """\
effect:mine
    a lg:CausalLink ;
    skos:prefLabel "Access to buses increases physical activity, again"@en ;
    lg:cause determinant:bus-access ;
    lg:healthDirection lg:ImprovesHealth ;
    lg:polarity lg:Increases ;
    lg:source source:act ;
    lg:target determinant:activity ;
.
"""


@pytest.mark.parametrize(
    ("record", "right", "wrong", "level", "check_name", "words"),
    [
        (GOOD, VALID_FROM, '    lg:validUntil "2024-04"^^xsd:gYearMonth ;\n    lg:validFrom', "violation",
         "contradiction", "it ends (2024-04-30) before it starts (2024-05-01): correct one of the two"),
        (EFFECT, "lg:ImprovesHealth", "lg:WorsensHealth", "violation", "contradiction",
         "lg:Increases of determinant:activity (lg:HigherIsBetter) gives lg:ImprovesHealth, not lg:Worsens"),
        (EFFECT, "lg:Increases", "lg:MixedPolarity", "violation",
         "contradiction", "gives lg:MixedForHealth, not"),
        (EFFECT, "determinant:bus-access", "determinant:activity", "violation",
         "shape", "two different things"),
        (GOOD, "a lg:LeverHolding ;", 'skos:note "Ours"@en ;', "warning",
         "vocabulary", "say of which it is, like a lg:LeverHolding"),
        (GOOD, "lg:StatedBySource", "lg:CodedByUs", "warning", "shape", "say in lg:basisNote"),
        (GOOD, VALID_FROM, '    lg:startDay "2024-05-01"^^xsd:date ;\n    lg:validFrom', "warning",
         "short-cut", "lg:startDay is inferred, not written by hand"),
        (GOOD, "holding:mine", "holding:northshire--bus-franchising", "violation", "address",
         "this address is taken: the packaged graph describes “Bus franchising in Northshire: held” there, "
         "and says lg:lever lever:bus-franchising where this file says lever:convening. Give yours an"),
    ],
)  # fmt: skip
def test_what_single_statements_cannot_show_is_found_with_its_line(
    own: Path, record: str, right: str, wrong: str, level: str, check_name: str, words: str
) -> None:
    assert right in record
    own.write_text(HEAD + record + ORIENTED)
    assert not [finding for finding in check([own]).findings if words in str(finding)]
    own.write_text(HEAD + record.replace(right, wrong, 1) + ORIENTED)
    finding = found(check([own]), check_name, words)
    assert finding.level == level
    assert (Path(finding.file).resolve(), finding.line) == (own, FIRST)


@pytest.mark.parametrize(
    ("statement", "instead"),
    [
        (
            "region:northshire lg:holds lever:convening",
            "write a lg:LeverHolding with lg:status lg:Held instead",
        ),
        ("lever:convening lg:influences determinant:activity", "write a lg:LeverEffect instead"),
        (
            "determinant:activity lg:leadsTo determinant:housing",
            "write a lg:CausalLink for each step instead",
        ),
        ("lever:convening a lg:CrossDomainIntervention", "write the statements that it follows from instead"),
    ],
)
def test_a_short_cut_written_by_hand_is_told_which_claim_to_write(
    own: Path, statement: str, instead: str
) -> None:
    own.write_text(f"{HEAD}{statement} .\n")
    assert instead in found(check([own]), "short-cut", "is inferred, not written by hand").message


def test_every_short_cut_that_has_words_of_its_own_is_an_inferred_term(packaged: Store) -> None:
    inferred = packaged.select("SELECT ?term WHERE { ?term lg:inferredBy ?rule }")
    assert set(CLAIMS) <= {slug(row["term"].value) for row in inferred}


def test_a_claim_may_be_repeated_or_named_in_another_language(own: Path) -> None:
    northshire = "holding:northshire--bus-franchising"
    own.write_text(
        HEAD + f"{northshire} lg:lever lever:bus-franchising ; skos:prefLabel 'Breinio bysiau'@cy ;"
        " lg:source source:act , source:other . source:other a lg:Source ; skos:prefLabel 'Other'@en ."
    )
    assert [finding for finding in check([own]).findings if finding.check == "address"] == []


def test_an_address_is_taken_by_an_earlier_file_too(own: Path, tmp_path: Path) -> None:
    own.write_text(HEAD + GOOD)
    second = tmp_path / "second.ttl"
    second.write_text(HEAD + GOOD.replace("lever:convening", "lever:bus-franchising"))
    report = check([own, second])
    assert (
        f"{own} describes “Convening in Northshire: held” there" in found(report, "address", "taken").message
    )
    assert not [finding for finding in report.findings if finding.path == "lg:lever"], (
        "the address is the mistake"
    )


def test_statements_about_statements_are_read_and_said_to_be_passed_over(own: Path) -> None:
    about = '{| <http://purl.org/dc/terms/source> <https://example.org/minutes/7> ; lg:staus "x" |}'
    own.write_text(f'{HEAD}lever:convening skos:note "Often"@en {about} .\n')
    report = check([own])
    assert (
        "no shape looks at statements about statements" in found(report, "unread", "lever:convening").message
    )
    found(report, "vocabulary", "lg:staus does not exist")


@pytest.mark.parametrize(
    ("value", "count"),
    [("2023", 1), ('"2023-02-30"^^xsd:date', 1), ('"2024"^^xsd:date', 1), ('"2024"^^xsd:gYear', 0)],
)
def test_a_date_is_checked_though_no_thing_of_the_file_is_called_so(
    own: Path, value: str, count: int
) -> None:
    own.write_text(HEAD + GOOD.replace('"2024-05"^^xsd:gYearMonth', value))
    assert len(check([own]).violations) == count


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
    assert not [finding for finding in check([own]).findings if finding.check == "contradiction"]


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


@pytest.fixture
def java() -> None:
    from levergraph.ontology.reasoner import find_java

    try:
        find_java()
    except LevergraphError as error:
        pytest.skip(str(error))


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


def test_the_reasoner_knows_of_a_named_thing_what_the_graph_says(own: Path, java: None) -> None:
    own.write_text(HEAD + "region:northshire lg:holds region:south-coast .\n")
    finding = found(check([own], reasoner=True), "reasoner", "cannot all be true")
    assert (Path(finding.file).resolve(), finding.line) == (own, FIRST)
    assert "South Coast & Isles is a region" in finding.message


def test_what_lies_around_a_file_is_all_that_its_check_needs(packaged: object) -> None:
    folder = Path(__file__).parents[1] / "ontology" / "fixtures" / "shapes"
    files = [str(path) for path in sorted(folder.glob("*.ttl"))]
    whole = check(files)
    small = check(files, given={path: Path(path).read_bytes() for path in files})
    assert set(small.findings) == set(whole.findings)
    assert len(whole.findings) > len(files)
