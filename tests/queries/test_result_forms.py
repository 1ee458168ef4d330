"""Every form of an answer takes every shape of it: right, or refused in words."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime

import pyoxigraph as ox
import pytest
from levergraph import Session
from levergraph.errors import UsageError
from levergraph.graph import LocalStore
from levergraph.queries.results.result import GRAPH_FORMATS, TABLE_FORMATS, Result
from levergraph.queries.results.table import table
from openpyxl import load_workbook

SHAPES = {
    "one row": ('SELECT ("x" AS ?a) ("y" AS ?b) {}', 1),
    "no row": ("SELECT ?a ?b { ?a ?b <x:none> }", 0),
    "a row without columns": ("SELECT * { <x:s> <x:p> 1 }", 1),
    "no row and no column": ("SELECT * { <x:s> <x:p> 2 }", 0),
    "rows without a value": ("SELECT ?a { VALUES ?a { UNDEF UNDEF } }", 2),
    "no numbers": ('SELECT ("NaN"^^xsd:double AS ?a) (1e0/0 AS ?b) (-1e0/0 AS ?c) {}', 1),
    "huge numbers": (f"SELECT (1{'0' * 400} AS ?a) (12345678901234567890 AS ?b) (1.5E300 AS ?c) {{}}", 1),
    "ill-typed values": ('SELECT ("x"^^xsd:integer AS ?a) ("2023-02-30"^^xsd:date AS ?b) {}', 1),
    "dates": (
        'SELECT ("2023-05-06"^^xsd:date AS ?a) ("2023"^^xsd:gYear AS ?b) ("1066-10-14"^^xsd:date AS ?c) {}',
        1,
    ),
    "a statement": ('SELECT (TRIPLE(<x:s>, <x:p>, "o"@en) AS ?a) {}', 1),
    "a nested statement": ("SELECT (TRIPLE(<x:s>, <x:p>, TRIPLE(<x:s>, <x:p>, 1)) AS ?a) {}", 1),
    "a blank node": ("SELECT ?a { ?a <x:q> 1 }", 1),
    "an IRI with commas": ("SELECT ?a ?b { ?a <x:r> ?b }", 1),
    "signs": ('SELECT ("\\u0001\\u0085\\uFFFE\\r\\n\\",;|<&>" AS ?a) {}', 1),
    "another script": ('SELECT ("ŷ \u2014 日本 𐐀 \u202e" AS ?a) {}', 1),
}


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    store = ox.Store()
    turtle = b"<x:s> <x:p> 1 . [] <x:q> 1 . <x:a,b;c> <x:r> <x:d,e> ."
    store.load(turtle, ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("x:g"))
    with Session(LocalStore(store, "a small store", "1")) as opened:
        yield opened


def written(result: Result, form: str) -> bytes:
    output = io.BytesIO()
    result.write(output, form)
    return output.getvalue()


@pytest.mark.parametrize("form", TABLE_FORMATS)
@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_a_table_in_every_form(session: Session, shape: str, form: str) -> None:
    query, rows = SHAPES[shape]
    result = session.query(query)
    data = written(result, form)
    columns = len(result.columns)
    if form == "csv":
        lines = list(csv.reader(io.StringIO(data.decode(), newline="")))
        assert len(lines) == rows + 1
        assert all(len(line) == columns or columns <= 1 for line in lines)
    elif form == "json":
        assert len(json.loads(data)["results"]["bindings"]) == rows
    elif form == "jsonl":
        lines = [json.loads(line, parse_constant=pytest.fail) for line in data.decode().split("\n")[:-1]]
        assert [len(line) for line in lines] == [columns] * rows
    elif form == "tsv":
        assert len(data.decode().split("\n")) == rows + 2
    elif form == "xlsx":
        sheet = load_workbook(io.BytesIO(data)).active
        filled = rows if any(any(row) for row in result) else 0  # a sheet has no rows without a value
        assert sheet.max_row == 1 + filled * bool(columns)
        assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)
    else:
        text = data.decode()
        assert text == ("No answer.\n" if not rows else text)
        assert text.strip()
    assert len(result) == rows
    assert result.rowless(form, len(data)) == (rows == 0)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_notebook_shows_every_shape(session: Session, shape: str) -> None:
    query, rows = SHAPES[shape]
    result = session.query(query)
    shown = result._repr_html_()
    assert ("No rows." in shown) == (rows == 0)
    assert str(rows) in repr(result)
    assert len(result.to_pandas()) == rows


def test_what_is_no_number_is_a_text_in_json_and_in_a_sheet(session: Session) -> None:
    result = session.query(SHAPES["no numbers"][0])
    assert json.loads(result.to_jsonl()) == {"a": "NaN", "b": "INF", "c": "-INF"}
    sheet = load_workbook(io.BytesIO(result.to_xlsx())).active
    assert [cell.value for cell in sheet[2]] == ["NaN", "INF", "-INF"]


def test_a_statement_is_shown_as_sparql_writes_it(session: Session) -> None:
    (row,) = session.query(SHAPES["a nested statement"][0])
    inner = '<<( <x:s> <x:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> )>>'
    assert row.a == f"<<( <x:s> <x:p> {inner} )>>"


def test_in_a_sheet_days_are_dates_and_addresses_links(session: Session) -> None:
    days = '("2023-05-06"^^xsd:date AS ?day) ("1066-10-14"^^xsd:date AS ?old)'
    query = f"SELECT {days} (<https://e.org/a> AS ?at) {{}}"
    day, old, at = load_workbook(io.BytesIO(session.query(query).to_xlsx())).active[2]
    assert (day.value, day.is_date) == (datetime(2023, 5, 6), True)
    assert old.value == "1066-10-14"  # before the first day of Excel's calendar
    assert (at.value, at.hyperlink.target) == ("https://e.org/a", "https://e.org/a")


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("levergraph.graph.sheet.ROWS", 3)
    assert table(["a"], [[1], [2]]).to_xlsx()
    with pytest.raises(UsageError, match="3 rows of 1 columns do not fit into a sheet"):
        table(["a"], [[1], [2], [3]]).to_xlsx()


@pytest.mark.parametrize("form", GRAPH_FORMATS)
@pytest.mark.parametrize("object", ["1", '"x\\u0001"', "<<( <x:s> <x:p> 1 )>>", "<x:a,b;c>", "[]"])
def test_every_shape_of_a_graph_in_every_form(session: Session, object: str, form: str) -> None:
    result = session.query(f"CONSTRUCT {{ <x:s> <https://e.org/2023> {object} }} WHERE {{}}")
    if form == "jsonld" and object.startswith("<<"):
        with pytest.raises(UsageError, match="JSON-LD cannot say"):
            written(result, form)
        return
    assert written(result, form)
    assert len(result) == 1
    assert "2023" in result._repr_html_()


FRAME = """SELECT * { VALUES (?whole ?part ?mixed ?yes ?date ?since ?text ?thing) {
  (1 1.5 2 true "2023-05-06"^^xsd:date "2023"^^xsd:gYear "a" <x:a>)
  (UNDEF UNDEF 2.5 UNDEF UNDEF "2021-03"^^xsd:gYearMonth UNDEF UNDEF)
  (3 2e0 3.5 false "2020-01-02"^^xsd:date "2022-04-01"^^xsd:date "b" <x:b>) } }"""


def test_a_data_frame_has_columns_of_one_kind(session: Session) -> None:
    import pandas

    frame = session.query(FRAME).to_pandas()
    assert {
        name: str(kind) for name, kind in frame.dtypes.items() if name in ("whole", "part", "mixed", "yes")
    } == {
        "whole": "Int64",
        "part": "float64",
        "mixed": "float64",
        "yes": "boolean",
    }
    assert frame.part.mean() == 1.75
    assert frame.sort_values("sinceDay").since.tolist() == ["2021-03", "2022-04-01", "2023"]
    assert (frame.dateDay > pandas.Timestamp("2021-01-01")).tolist() == [True, False, False]
    assert frame.text.tolist()[0] == "a"
    assert frame.thing.tolist()[2] == "x:b"
