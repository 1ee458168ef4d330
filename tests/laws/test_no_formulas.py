"""The law of workbooks: no cell that we write is a formula, whatever a label or an answer begins with."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from levergraph import Session
from levergraph.graph import LocalStore, Store
from levergraph.queries.results.result import Result
from openpyxl import load_workbook

HOSTILE = st.sampled_from(["=", "+", "-", "@", "\t=", " ="]).flatmap(
    lambda first: st.sampled_from(["1+1", "cmd|' /C calc'!A1", 'HYPERLINK("https://example.org")', ""]).map(
        lambda rest: first + rest
    )
)


def formulas(workbook: bytes) -> list[Any]:
    """The cells of a workbook that are formulas."""
    book = load_workbook(io.BytesIO(workbook))
    return [
        cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]


def written(result: Result) -> bytes:
    output = io.BytesIO()
    result.write(output, "xlsx")
    return output.getvalue()


@given(HOSTILE, HOSTILE)
@settings(max_examples=30, deadline=None)
def test_no_cell_of_an_answer_is_a_formula(value: str, name: str) -> None:
    import json

    import pyoxigraph as ox

    store = LocalStore(ox.Store(), "an empty graph", "1")
    with Session(store) as session:
        text = f"SELECT (?x AS ?answer) WHERE {{ VALUES ?x {{ {json.dumps(value)} {json.dumps(name)} }} }}"
        assert not formulas(written(session.query(text)))


@pytest.mark.parametrize("verb", ["transfer", "asks", "gaps", "timeline", "paths", "compare"])
def test_no_cell_of_a_table_of_the_method_is_a_formula(
    packaged: Store, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    """Every name of the packaged graph is made a formula first."""
    import pyoxigraph as ox

    assert isinstance(packaged, LocalStore)
    store = ox.Store()
    store.bulk_extend(
        ox.Quad(
            quad.subject,
            quad.predicate,
            ox.Literal("=" + quad.object.value, language="en"),
            quad.graph_name,
        )
        if isinstance(quad.object, ox.Literal) and quad.object.language
        else quad
        for quad in packaged.oxigraph
    )
    with Session(LocalStore(store, "a hostile graph", f"hostile {verb}")) as session:
        table = {
            "transfer": lambda: session.transfer("west-yorkshire"),
            "asks": lambda: session.asks("tees-valley"),
            "gaps": lambda: session.gaps("west-yorkshire"),
            "timeline": lambda: session.timeline("west-yorkshire"),
            "paths": lambda: session.paths("bus-franchising", "respiratory-disease", region="west-yorkshire"),
            "compare": lambda: session.compare("west-yorkshire", "tees-valley"),
        }[verb]()
        assert not formulas(written(table))


def test_no_cell_of_the_exported_workbook_is_a_formula(packaged: Store, tmp_path: Path) -> None:
    import pyoxigraph as ox
    from levergraph.graph.export import export

    assert isinstance(packaged, LocalStore)
    store = ox.Store()
    store.bulk_extend(
        ox.Quad(quad.subject, quad.predicate, ox.Literal("=1+1", language="en"), quad.graph_name)
        if isinstance(quad.object, ox.Literal) and quad.object.language
        else quad
        for quad in packaged.oxigraph
    )
    path = tmp_path / "graph.xlsx"
    export(LocalStore(store, "a hostile graph", "hostile"), str(path))
    assert not formulas(path.read_bytes())
