"""Sheets are read as what they say, and what they cannot say is told with sheet, row, column and a remedy."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from levergraph.errors import DataError
from levergraph.graph.sheets.columns import SHEETS
from levergraph.graph.sheets.raw import letters
from levergraph.graph.sheets.reading import Reading, read_sheets
from levergraph.graph.store import LocalStore
from openpyxl import Workbook, load_workbook

HEADINGS = ["ID", "Name", "Description", "Region", "Acts on", "Levers used", "Start year", "Source"]
ROW: list[Any] = [
    None,
    "Day buses",
    "Buses by day.",
    "Northshire",
    "Access to buses",
    "Bus franchising",
    2024,
    "The Act",
]
POWERS = ["Region", "Lever", "Status", "From", "Source"]
FIGURES = ["Indicator", "Area", "Period", "Value", "Unit", "Source"]

Read = Callable[..., Reading]


def book(rows: list[list[Any]], name: str = "Interventions", headings: list[str] = HEADINGS) -> Workbook:
    made = Workbook()
    sheet = made.active
    sheet.title = name
    for row in [headings, *rows]:
        sheet.append(row)
    return made


def saved(workbook: Workbook) -> bytes:
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()


@pytest.fixture
def read(small: LocalStore) -> Read:
    def call(data: bytes | Workbook | str, name: str = "own.xlsx") -> Reading:
        content = data.encode() if isinstance(data, str) else data if isinstance(data, bytes) else saved(data)
        return read_sheets([(name, content)], small.oxigraph)

    return call


def words(reading: Reading, level: str = "violation") -> str:
    return "\n".join(str(finding) for finding in reading.findings if finding.level == level)


def values(reading: Reading, property: str) -> list[str]:
    statements = [triple for triples in reading.statements.values() for triple in triples]
    return [str(t.object) for t in statements if t.predicate.value.endswith(property)]


def with_cell(place: int, value: Any) -> list[Any]:
    return [*ROW[:place], value, *ROW[place + 1 :]]


def test_a_row_becomes_its_records_with_file_sheet_and_row(read: Read) -> None:
    reading = read(book([ROW]))
    assert not reading.findings
    assert reading.rows == 1
    assert values(reading, "#startYear") == ['"2024"^^<http://www.w3.org/2001/XMLSchema#gYear>']
    assert '"own.xlsx, Interventions, row 2"@en' in values(reading, "prefLabel")
    assert '"Day buses: uses bus franchising"@en' in values(reading, "prefLabel")
    origins = values(reading, "wasDerivedFrom")
    assert set(origins) == {
        "<https://w3id.org/levergraph/graph/yours/own.xlsx#interventions-row-2>",
    }


def test_the_same_sheet_gives_the_same_statements_and_another_name_another_origin(read: Read) -> None:
    data = saved(book([ROW]))
    assert read(data).statements == read(data).statements
    assert read(data).statements["own.xlsx"] != read(data, "other.xlsx").statements["other.xlsx"]


def test_rows_may_name_what_later_sheets_and_other_files_describe(small: LocalStore) -> None:
    made = book(
        [[None, "Day buses", "They ran.", "bus journeys", "Our report"]],
        "Evidence",
        ["ID", "Intervention", "Finding", "Outcome measured", "Source"],
    )
    sources = "Name,Address\nOur report,https://example.org/ours\n"
    files = [("a.xlsx", saved(made)), ("b.csv", sources.encode()), ("c.xlsx", saved(book([ROW])))]
    reading = read_sheets(files, small.oxigraph)
    assert not reading.findings
    assert reading.rows == 3


def test_a_row_that_must_be_mended_can_be_named_by_others_without_a_second_complaint(
    small: LocalStore,
) -> None:
    made = book(
        [[None, "Day buses", "They ran.", "bus journeys", "Our report"]],
        "Evidence",
        ["ID", "Intervention", "Finding", "Outcome measured", "Source"],
    )
    sources = "Name,Address\nOur report,https://example.org/ours\n"
    files = [("a.xlsx", saved(made)), ("b.csv", sources.encode())]
    reading = read_sheets([*files, ("c.xlsx", saved(book([with_cell(3, "Northshir")])))], small.oxigraph)
    assert [finding.cell for finding in reading.findings] == ["D2"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Northshire", "northshire"),
        ("  north\u00a0shire".replace("\u00a0s", "s"), "northshire"),
        ("NORTHSHIRE", "northshire"),
        ("region/northshire", "northshire"),
        ("https://w3id.org/levergraph/id/region/northshire", "northshire"),
        ("The Coast", "south-coast"),
        ("South Coast and Isles", "south-coast"),
        ("south-coast", "south-coast"),
        ("south\u00a0coast", "south-coast"),
    ],
)
def test_a_thing_is_named_by_label_other_label_slug_or_address(read: Read, name: str, meant: str) -> None:
    reading = read(book([with_cell(3, name)]))
    assert not reading.findings
    assert values(reading, "#region") == [f"<https://w3id.org/levergraph/id/region/{meant}>"]


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        (
            3,
            "Northshir",
            "row 2, column “Region” (D2): violation: nothing here is called “Northshir”. Did you mean",
        ),
        (3, None, "column “Region” (D2): violation: it is empty. Where it runs."),
        (3, "Northshire, Oldshire", "nothing here is called “Northshire, Oldshire”"),
        (4, "Heart", "Did you mean “Heart disease”?"),
        (6, "spring 2024", "“spring 2024” is no year: write it like 2024."),
        (6, date(2024, 5, 1), "it holds the day 2024-05-01: write the year alone, like 2024"),
        (7, "https://example.org/nowhere", "Add it on the sheet Sources."),
        (0, "Our ID", "“Our ID” is no ID: write small letters, digits and hyphens"),
    ],
)
def test_a_cell_that_says_nothing_known_is_told_with_its_place(
    read: Read, place: int, value: Any, told: str
) -> None:
    reading = read(book([with_cell(place, value)]))
    assert told in words(reading)
    assert reading.rows == 0


def test_several_values_stand_in_one_cell_where_the_column_allows_it(read: Read) -> None:
    reading = read(book([with_cell(3, "Northshire; Oldshire;")]))
    assert sorted(slug.rpartition("/")[2] for slug in values(reading, "#region")) == [
        "northshire>",
        "oldshire>",
    ]
    one = read(book([["Northshire; Oldshire", "Convening", "held", None, "The Act"]], "Powers", POWERS))
    assert "column “Region” (A2)" in words(one)


@pytest.mark.parametrize(
    ("value", "literal"),
    [
        ("2021", '"2021"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
        (2021, '"2021"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
        ("2021-05", '"2021-05"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'),
        ("May 2021", '"2021-05"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'),
        ("2021-05-09", '"2021-05-09"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("09/05/2021", '"2021-05-09"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("9th May 2021", '"2021-05-09"^^<http://www.w3.org/2001/XMLSchema#date>'),
        (datetime(2021, 5, 9, 10, 30), '"2021-05-09"^^<http://www.w3.org/2001/XMLSchema#date>'),
        (date(2021, 5, 9), '"2021-05-09"^^<http://www.w3.org/2001/XMLSchema#date>'),
    ],
)
def test_dates_are_read_as_people_and_programs_write_them(read: Read, value: Any, literal: str) -> None:
    reading = read(book([["Northshire", "Convening", "held", value, "The Act"]], "Powers", POWERS))
    assert not reading.violations
    assert values(reading, "#validFrom") == [literal]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (44325, "it is a number of Excel's calendar (2021-05-09): give the cell the format of a date"),
        ("31/02/2021", "“31/02/2021” is no day of the calendar."),
        ("soon", "“soon” is no date: write a day like 2024-05-07"),
        ("0001", "no date"),
    ],
)
def test_what_is_no_date_is_told(read: Read, value: Any, told: str) -> None:
    assert told in words(
        read(book([["Northshire", "Convening", "held", value, "The Act"]], "Powers", POWERS))
    )


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("12%", "Write the sign % into the unit."),
        ("1,5", "“1,5” is no number: write it like 27.4. Write 1.5."),
        ("n/a", "no number"),
        (float("inf"), "no number"),
        (True, "no number"),
    ],
)
def test_what_is_no_number_is_told(small: LocalStore, value: Any, told: str) -> None:
    from levergraph.graph.sheets import cells
    from levergraph.graph.sheets.columns import VALUES
    from levergraph.graph.sheets.name_index import NameIndex, UnknownValue

    with pytest.raises(UnknownValue) as error:
        cells.values(VALUES.column("Value"), value, NameIndex([small.oxigraph], ["region"]))
    assert told in str(error.value)


def test_the_example_row_and_empty_rows_are_passed_over(read: Read) -> None:
    reading = read(book([["example", *ROW[1:]], [None] * 8, [" ", "\u00a0"], ROW]))
    assert not reading.findings
    assert reading.rows == 1


def test_unknown_columns_are_told_and_columns_of_ones_own_begin_with_a_hash(read: Read) -> None:
    reading = read(book([[*ROW, "x", "y"]], headings=[*HEADINGS, "Regoin", "# mine"]))
    assert "row 1, (I1): violation: no column is called “Regoin”: did you mean “Region”?" in words(reading)
    assert "mine" not in words(reading)
    missing = read(book([ROW[:3]], headings=HEADINGS[:3]))
    assert "there is no column “Region”, “Acts on”, “Source”, which every row needs." in words(missing)


def test_a_second_column_of_one_name_is_told(read: Read) -> None:
    reading = read(book([[*ROW, "Oldshire"]], headings=[*HEADINGS, "region"]))
    assert "a second column is called “region”" in words(reading)


def test_unknown_and_hidden_sheets_are_told(read: Read) -> None:
    made = book([ROW])
    made.create_sheet("Intervention").append(["x"])
    made.create_sheet("My notes").append(["x"])
    powers = made.create_sheet("Powers")
    powers.append(POWERS)
    powers.sheet_state = "hidden"
    reading = read(made)
    assert (
        "Intervention: violation: no sheet of the template is called so: did you mean “Interventions”?"
        in (words(reading))
    )
    assert "My notes: info: it is no sheet of the template and was not read." in words(reading, "info")
    assert "Powers: violation: it is hidden, so nobody sees what it says" in words(reading)


def test_headings_may_stand_below_a_title(read: Read) -> None:
    made = Workbook()
    made.active.title = "Interventions"
    for row in (["Our schemes"], [], HEADINGS, ROW):
        made.active.append(row)
    reading = read(made)
    assert not reading.findings
    assert reading.places["https://w3id.org/levergraph/id/intervention/northshire-day-buses"].row == 4


def test_merged_cells_are_told(read: Read) -> None:
    made = book([ROW, with_cell(1, "Late buses")])
    made.active.merge_cells("D2:D3")
    assert "Interventions, row 2, (D2): violation: D2:D3 are merged cells: unmerge them" in words(read(made))


def test_two_rows_under_one_address_are_told(read: Read) -> None:
    reading = read(book([ROW, with_cell(2, "Other words."), with_cell(0, "mine"), with_cell(0, "mine")]))
    assert "it has the address of row 2 (intervention:northshire-day-buses)" in words(reading)
    assert "row 5, (A5): warning: it says the same as row 4" in words(reading, "warning")


def test_a_formula_counts_by_its_last_result_or_is_told(read: Read) -> None:
    made = book([with_cell(6, "=2000+24")])
    assert "column “Start year” (G2): violation: it holds a formula whose result was never saved" in (
        words(read(made))
    )
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(made))) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, text.replace(b"<f>2000+24</f><v></v>", b"<f>2000+24</f><v>2024</v>"))
    reading = read(data.getvalue())
    assert not reading.findings
    assert values(reading, "#startYear") == ['"2024"^^<http://www.w3.org/2001/XMLSchema#gYear>']


def test_an_error_of_a_formula_is_told(read: Read) -> None:
    assert "it says #N/A, an error of a formula" in words(read(book([with_cell(3, "#N/A")])))


def test_a_text_that_begins_like_a_formula_stays_a_text(read: Read) -> None:
    made = book([ROW])
    made.active["C2"].value = "=cmd|' /C calc'!A1"
    made.active["C2"].data_type = "s"
    assert "\"=cmd|' /C calc'!A1\"@en" in values(read(made), "description")


def changed(data: bytes, more: dict[str, bytes]) -> bytes:
    output = io.BytesIO(data)
    with zipfile.ZipFile(output, "a") as archive:
        for name, content in more.items():
            archive.writestr(name, content)
    return output.getvalue()


BOMB = {"xl/media/bomb.bin": bytes(30 << 20)}


def bomb(data: bytes) -> bytes:
    output = io.BytesIO(data)
    with zipfile.ZipFile(output, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/bomb.xml", bytes(60 << 20))
    return output.getvalue()


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda data: data[: len(data) // 2], "is damaged or is no workbook"),
        (lambda data: data[:-100], "is damaged or is no workbook"),
        (
            lambda data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data,
            "has a password, or is a workbook of the old",
        ),
        (lambda data: b"", "is damaged or is no workbook"),
        (lambda data: b"<html>not a workbook</html>", "is damaged or is no workbook"),
        (lambda data: changed(data, {"xl/vbaProject.bin": b"x"}), "holds macros, which are never run here"),
        (
            lambda data: changed(data, {"xl/evil.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "declares entities in xl/evil.xml",
        ),
        (bomb, "more than any sheet needs"),
        (lambda data: bytes(101 << 20), "has 101 MB; a sheet may have 100"),
    ],
    ids=["half", "end", "password", "empty", "html", "macros", "entities", "bomb", "large"],
)
def test_a_file_that_is_no_honest_workbook_is_refused_in_words(
    read: Read, damage: Callable[[bytes], bytes], told: str
) -> None:
    with pytest.raises(DataError) as error:
        read(damage(saved(book([ROW]))))
    assert told in str(error.value)
    assert str(error.value).startswith("own.xlsx")


def test_links_to_other_workbooks_are_remarked_and_never_followed(read: Read) -> None:
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    reading = read(changed(saved(book([ROW])), {"xl/externalLinks/externalLink1.xml": link}))
    assert reading.rows == 1
    assert "It links to other files: nothing was fetched" in words(reading, "info")


def test_a_cell_far_out_and_many_empty_rows_cost_little(read: Read) -> None:
    made = book([ROW])
    made.active["XFD1048576"] = "far"
    made.active["A900000"] = " "
    reading = read(made)
    assert reading.rows == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_in_any_common_encoding_and_delimiter(read: Read, encoding: str, delimiter: str) -> None:
    text = "\r\n".join(
        delimiter.join(f'"{cell or ""}"' for cell in row) for row in (HEADINGS, with_cell(1, "Café buses £1"))
    )
    reading = read(text.encode(encoding), "own.csv")
    assert not reading.violations
    assert '"Café buses £1"@en' in values(reading, "prefLabel")
    told = words(reading, "info")
    assert ("Windows-1252" in told) == (encoding == "cp1252")


def test_csv_with_the_word_of_excel_for_its_delimiter(read: Read) -> None:
    text = "sep=;\r\n" + ";".join(HEADINGS) + "\r\n" + ";".join(str(cell or "") for cell in ROW)
    reading = read(text, "own.csv")
    assert not reading.findings
    assert reading.places["https://w3id.org/levergraph/id/intervention/northshire-day-buses"].row == 3


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(100), "is no text: a CSV file was expected"),
        (b'Name,Region\n"' + b"x" * (2 << 20), "this is no CSV"),
    ],
)
def test_what_is_no_csv_is_refused(read: Read, data: bytes, told: str) -> None:
    with pytest.raises(DataError, match=told):
        read(b"Name,Description,Region,Acts on,Source\n" + data if b"PNG" not in data else data, "own.csv")


def test_a_csv_file_whose_headings_are_of_no_sheet_is_told(read: Read) -> None:
    assert "its headings are those of no sheet" in words(read("a,b\n1,2\n", "own.csv"))


def test_fifty_megabytes_of_anything_are_told_in_seconds(read: Read) -> None:
    assert "its headings are those of no sheet" in words(read(b"x,y\n" * (50 << 18), "own.csv"))


OPEN = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
 <office:automatic-styles><style:style style:name="hid"><style:table-properties table:display="false"/>
 </style:style></office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>
</office:document-content>"""


def open_document(tables: str, more: dict[str, bytes] | None = None) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("content.xml", OPEN.format(tables=tables))
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return output.getvalue()


def row(*values: Any, repeated: int = 1) -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        if isinstance(value, int)
        else value
        if str(value).startswith("<")
        else f'<table:table-cell office:value-type="string"><text:p>{value or ""}</text:p></table:table-cell>'
        for value in values
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def sheet(rows: str, style: str = "") -> str:
    return f'<table:table table:name="Interventions" table:style-name="{style}">{rows}</table:table>'


def test_an_open_document_is_read_like_a_workbook(read: Read) -> None:
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    day = '<table:table-cell office:value-type="date" office:date-value="2024-05-01"/>'
    reading = read(open_document(sheet(row(*HEADINGS) + row(*ROW) + empty)), "own.ods")
    assert not reading.findings
    assert reading.rows == 1
    assert "it holds the day 2024-05-01" in words(
        read(open_document(sheet(row(*HEADINGS) + row(*with_cell(6, day)))), "own.ods")
    )


@pytest.mark.parametrize(
    ("rows", "style", "told"),
    [
        (row(*with_cell(6, '<table:table-cell table:formula="of:=1"/>')), "", "it holds a formula"),
        (row(*ROW), "hid", "it is hidden"),
        (
            row(
                *with_cell(
                    1, '<table:table-cell table:number-columns-spanned="2"><text:p/></table:table-cell>'
                )
            ),
            "",
            "are merged cells",
        ),
    ],
)
def test_what_an_open_document_hides_is_told(read: Read, rows: str, style: str, told: str) -> None:
    assert told in words(read(open_document(sheet(row(*HEADINGS) + rows, style)), "own.ods"))


def test_a_row_repeated_for_ever_costs_little(read: Read) -> None:
    reading = read(open_document(sheet(row(*HEADINGS) + row(*ROW, repeated=1_000_000))), "own.ods")
    assert "it says the same as row 2" in words(reading, "warning")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (open_document("", {"META-INF/manifest.xml": b"<encryption-data/>"}), "has a password"),
        (open_document("", {"x.xml": b'<!DOCTYPE a [<!ENTITY b "c">]>'}), "declares entities"),
        (open_document("<table:table>"), "is damaged"),
        (saved(book([ROW])), "is an Excel workbook: name it .xlsx"),
    ],
)
def test_an_open_document_that_cannot_be_read_is_refused(read: Read, data: bytes, told: str) -> None:
    with pytest.raises(DataError, match=told):
        read(data, "own.ods")


def test_a_zip_of_csv_files_is_read_and_one_of_anything_else_is_not(read: Read) -> None:
    text = ",".join(HEADINGS) + "\n" + ",".join(str(cell or "") for cell in ROW)
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("folder/Interventions.csv", text)
    assert read(output.getvalue(), "own.zip").rows == 1
    with zipfile.ZipFile(output, "a") as archive:
        archive.writestr("run.exe", b"x")
    with pytest.raises(DataError, match=r"holds run.exe, which is no CSV file"):
        read(output.getvalue(), "own.zip")


def test_the_first_sheet_says_who_and_when(read: Read) -> None:
    made = book([ROW])
    start = made.create_sheet("Start")
    start.append(["Filled in by", "Policy team"])
    start.append(["Filled in on", date(2026, 5, 7)])
    reading = read(made)
    assert '"Policy team"@en' in values(reading, "prefLabel")
    assert values(reading, "terms/date") == ['"2026-05-07"^^<http://www.w3.org/2001/XMLSchema#date>']


@pytest.mark.parametrize(("number", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_letters(number: int, name: str) -> None:
    assert letters(number) == name


def test_every_column_names_a_property_of_the_ontology() -> None:
    from levergraph.graph.vocabulary_check import STANDARD, standard_terms
    from levergraph.ontology.lint import known_terms
    from levergraph.ontology.terms import expand

    known = set(known_terms()).union(*(standard_terms(prefix) for prefix in STANDARD))
    for sheet_ in SHEETS:
        for column in sheet_.columns:
            for name in filter(None, (column.property, *(each for each in column.of if ":" in each))):
                assert expand(name) in known, f"{sheet_.name}, {column.heading}: {name}"


def test_a_broken_sheet_given_as_data_is_told_with_its_first_faults(package: Path, tmp_path: Path) -> None:
    from levergraph.graph import open_store

    path = tmp_path / "own.xlsx"
    path.write_bytes(saved(book([with_cell(3, "Nowhere")])))
    with pytest.raises(DataError, match=r"own.xlsx, Interventions, row 2, column “Region” \(D2\)"):
        open_store(data=[path])
    book([ROW]).save(path)
    with open_store(data=[path]) as store:
        own = "GRAPH <https://w3id.org/levergraph/graph/yours>"
        assert store.query(f"ASK {{ {own} {{ intervention:northshire-day-buses a ?kind }} }}")


def test_the_template_keeps_its_lists_and_notes_when_it_is_saved_again(packaged: Any) -> None:
    from levergraph.graph.sheets.template import template

    made, _ = template("my.xlsx", packaged.oxigraph)
    once = load_workbook(io.BytesIO(made))
    again = load_workbook(io.BytesIO(saved(once)))
    for name in (sheet_.name for sheet_ in SHEETS):
        rules = again[name].data_validations.dataValidation
        assert rules
        assert {str(rule.sqref) for rule in rules} == {
            str(rule.sqref) for rule in once[name].data_validations.dataValidation
        }
        for rule in rules:
            assert rule.formula1.startswith('"') or rule.formula1 in again.defined_names
        assert all(cell.comment for cell in again[name][1])
    assert again["Lists"].sheet_state == "hidden"
