"""Import takes files whole or not at all, the same files give the same bytes, and the way back is open."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from levergraph.cli import main
from levergraph.errors import DataError
from levergraph.graph.cache import opened
from levergraph.graph.check import check
from levergraph.graph.importing import import_files
from levergraph.graph.rdf_files import read
from levergraph.graph.report_forms import FORMS
from levergraph.graph.sheets.columns import EXAMPLES
from levergraph.graph.sheets.template import template
from levergraph.graph.turtle import is_canonical
from openpyxl import load_workbook
from pyoxigraph import Triple

PROVENANCE = ("prov#", "graph/yours/")
ROWS = {
    "Sources": {
        "Name": "Our report",
        "Address": "https://example.org/ours",
        "Kind": "news",
        "Issued": "2025-03",
    },
    "Interventions": {
        "Name": "Day buses",
        "Description": "=Buses by day; +2 in each town.",
        "Region": "Northshire; South Coast & Isles",
        "Acts on": "Access to buses",
        "Levers used": "Bus franchising; Convening",
        "Status": "running",
        "Start year": 2024,
        "Source": "Our report; The Act",
        "Source date": "2025-03-01",
    },
    "Requirements": {
        "Intervention": "Day buses",
        "Number": 1,
        "Necessity": "required",
        "Lever": "Bus franchising",
        "Through a partner": "no",
        "Basis": "coded by us",
        "What was judged": "The lever was chosen from our list.",
        "Source": "The Act",
    },
    "Evidence": {
        "Intervention": "Day buses",
        "Finding": "-3% fewer cars.",
        "Outcome measured": "Cars",
        "Finding on": "Access to buses; people reached",
        "Direction": "beneficial",
        "Strength": "weak evidence",
        "Study design": "before and after study",
        "Effect on inequality": "unknown effect on equity",
        "Value": -3.5,
        "Unit": "percent",
        "Sample": 1200,
        "Basis": "stated by the source",
        "Source": "Our report",
    },
    "Powers": {
        "Region": "Northshire",
        "Lever": "Convening",
        "Status": "held",
        "From": "2021-05",
        "Confidence": "high confidence",
        "Note": "Limits; and conditions.",
        "Basis": "stated by the source",
        "Source": "The Act",
    },
    "Lessons": {
        "Lesson": "Ask the riders first.",
        "Kind": "what was learnt",
        "Interventions": "Day buses",
        "Basis": "stated by the source",
        "Source": "Our report",
    },
}


@pytest.fixture
def empty(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The template over the small graph, which has none of the records that the examples show."""
    for name in list(EXAMPLES):
        monkeypatch.delitem(EXAMPLES, name)
    path = tmp_path / "own.xlsx"
    path.write_bytes(template(path, opened(())[0])[0])
    return path


@pytest.fixture
def own(empty: Path) -> Path:
    fill(empty, ROWS)
    return empty


def fill(path: Path, rows: dict[str, dict[str, object]], number: int = 3) -> None:
    book = load_workbook(path)
    for name, row in rows.items():
        places = {cell.value: cell.column for cell in book[name][1]}
        for heading, value in row.items():
            cell = book[name].cell(number, places[heading])
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    book["Start"]["B13"] = "Policy team"
    book.save(path)


def triples(turtle: bytes, *, claims: bool = False) -> set[Triple]:
    found = {quad.triple for quad in read("own.ttl", turtle)}
    return {t for t in found if not claims or not any(word in str(t) for word in PROVENANCE)}


def test_the_same_sheet_gives_the_same_bytes_in_the_one_form_of_turtle(own: Path, tmp_path: Path) -> None:
    first = import_files([own], by="Us", on="2026-05-07")
    assert first.report.conforms, first.report
    assert first.rows == len(ROWS)
    assert import_files([own], by="Us", on="2026-05-07").turtle == first.turtle
    path = tmp_path / "ours.ttl"
    path.write_bytes(first.turtle)
    assert is_canonical(path)


@pytest.mark.parametrize("name", ["own.xlsx", "own.zip"])
def test_export_to_the_template_and_import_again_gives_the_same_graph(
    own: Path, tmp_path: Path, name: str
) -> None:
    turtle = import_files([own]).turtle
    claims = triples(turtle)
    folder = tmp_path / "again"
    folder.mkdir()
    again = folder / name
    content, filled = template(again, opened(())[0], claims)
    again.write_bytes(content)
    assert filled is not None
    assert filled.left_out == []
    result = import_files([again], by=filled.by)
    assert result.report.conforms, result.report
    assert triples(result.turtle, claims=True) == triples(turtle, claims=True)
    if name == own.name:
        assert result.turtle == turtle


def test_importing_what_was_imported_changes_nothing(own: Path, tmp_path: Path) -> None:
    path = tmp_path / "ours.ttl"
    path.write_bytes(import_files([own]).turtle)
    assert import_files([path]).turtle == path.read_bytes()


def test_rdf_files_get_the_file_as_their_origin(package: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.nt"
    path.write_text('<https://example.org/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "A"@en .\n')
    turtle = import_files([path], by="Us").turtle.decode()
    assert "prov:wasDerivedFrom <https://w3id.org/levergraph/graph/yours/own.nt>" in turtle
    assert 'skos:prefLabel "Us"@en' in turtle


def test_blank_nodes_nested_beyond_reading_are_refused_in_words(package: Path, tmp_path: Path) -> None:
    deep = tmp_path / "deep.ttl"
    deep.write_text(f"<http://x/a> <http://x/b> {'[<http://x/b> ' * 90}1{']' * 90} .")
    with pytest.raises(DataError, match="nested more than 60 deep"):
        import_files([str(deep)])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--on", "2026-99-99"], "--on 2026-99-99: write a day like 2026-05-07."),
        (["-o", "own.ttl"], "is one of the files to read"),
    ],
)
def test_what_an_import_cannot_mean_is_told_and_the_file_stays(
    package: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    own = tmp_path / "own.ttl"
    own.write_text("<http://x/a> <http://x/b> 1 .")
    assert main(["import", "own.ttl", *(words if "-o" in words else [*words, "--dry-run"])]) == 2
    assert told in capsys.readouterr().err
    assert own.read_text() == "<http://x/a> <http://x/b> 1 ."


def test_one_fault_and_nothing_is_taken_over(own: Path) -> None:
    fill(own, {"Powers": {**ROWS["Powers"], "Region": "Nowhere"}}, 4)
    result = import_files([own])
    assert result.turtle == b""
    assert "own.xlsx, Powers, row 4, column “Region” (B4)" in str(result.report)


def test_an_empty_template_says_that_nothing_is_filled_in(empty: Path) -> None:
    with pytest.raises(DataError, match="no row is filled in"):
        import_files([empty])


def test_a_contradiction_is_told_side_by_side_with_its_cell(own: Path) -> None:
    clash = {**ROWS["Powers"], "Lever": "Bus franchising", "Status": "not held"}
    fill(own, {"Powers": clash}, 4)
    report = check([own])
    finding = next(each for each in report.violations if each.check == "contradiction")
    assert finding.place.endswith("own.xlsx, Powers, row 4, column “Status” (D4)")
    assert "“not held” here and “held” in “Bus franchising in Northshire: held”" in finding.message
    assert "(holding/northshire--bus-franchising)" in finding.message


def test_a_report_is_told_to_people_and_to_programs(own: Path) -> None:
    fill(own, {"Powers": {**ROWS["Powers"], "Region": "Nowhere"}}, 4)
    report = check([own])
    found = json.loads(FORMS["json"](report))
    wrong = next(each for each in found["findings"] if each["level"] == "violation")
    assert (wrong["sheet"], wrong["row"], wrong["column"], wrong["cell"]) == ("Powers", 4, "Region", "B4")
    assert not found["conforms"]
    sarif = json.loads(FORMS["sarif"](report))
    results = sarif["runs"][0]["results"]
    assert len(results) == len(report.findings)
    places = [result["locations"][0] for result in results if result["level"] == "error"]
    assert places[0]["physicalLocation"]["region"] == {"startLine": 4}
    assert places[0]["logicalLocations"] == [{"fullyQualifiedName": "Powers!B4"}]
    lines = FORMS["github"](report).splitlines()
    assert len(lines) == len(report.findings)
    assert any(line.startswith("::error file=") and ",line=4," in line for line in lines)


def test_rdf_files_and_sheets_are_checked_together(own: Path, tmp_path: Path) -> None:
    turtle = tmp_path / "more.ttl"
    turtle.write_text(
        "@prefix source: <https://w3id.org/levergraph/id/source/> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        'source:minutes skos:prefLabel "Our minutes"@en .\n'
    )
    fill(own, {"Powers": {**ROWS["Powers"], "Lever": "Housing fund", "Source": "Our minutes"}}, 4)
    report = check([own, turtle])
    assert any(finding.line == 3 and not finding.sheet for finding in report.findings)
    assert not [finding for finding in report.violations if finding.check == "sheet"]


KILLS = """
import os, random, signal, sys, time
from levergraph.graph.atomic_file import whole
path = sys.argv[1]
texts = [bytes([65 + n]) * 400_000 for n in range(2)]
torn = 0
random.seed(7)
for attempt in range(200):
    child = os.fork()
    if child == 0:
        while True:
            for text in texts:
                with whole(path) as file:
                    for start in range(0, len(text), 50_000):
                        file.write(text[start:start + 50_000])
    time.sleep(random.random() * 0.006)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    if os.path.exists(path):
        torn += open(path, "rb").read() not in texts
print(torn, os.path.exists(path))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="it forks")
def test_two_hundred_kills_while_writing_leave_the_old_file_or_the_new(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLS, str(tmp_path / "ours.ttl")], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["0", "True"]
