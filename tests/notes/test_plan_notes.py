"""A report of a plan says what the plan says and what people answered; nothing in it is a formula."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from typing import Any

import levergraph as lg
import pytest
from levergraph.graph import Store
from levergraph.notes import plan_document, plan_page, plan_text, workbook
from levergraph.queries.transferability import CHOICES, Plan, TeamAnswer, TeamAnswers, TeamScore, TeamWeight
from openpyxl import load_workbook

docx = pytest.importorskip("docx", reason="python-docx is not installed")
DAY = "2026-11-24"
HOSTILE = '=HYPERLINK("https://example.org") <script>alert(1)</script> & Söhne'


def _side(by: str, answer: Any, score: int) -> TeamAnswers:
    return TeamAnswers(
        region="south-yorkshire",
        answers=(TeamAnswer("aef-topic-need", answer, HOSTILE, by, "2026-11-20"),),
        scores=(TeamScore("ulez-london", "aef-crit-impact", score, "=1+1", by, "2026-11"),),
        weights=(TeamWeight("aef-crit-impact", 5, "@board", by, "2026"),),
    )


@pytest.fixture(scope="module")
def plan(packaged: Store) -> Plan:
    sides = [_side("A. Reader", "in-part", 4), _side("-2+3", "own", 2)]
    return lg.Session(packaged).plan("south-yorkshire", answers=sides, as_of=DAY)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def test_every_form_says_every_statement_every_answer_and_every_sum(plan: Plan) -> None:
    book = docx.Document(BytesIO(plan_document(plan)))
    lines = [line.text for line in book.paragraphs]
    lines += [cell.text for table in book.tables for row in table.rows for cell in row.cells]
    page = unescape(re.sub("<[^>]+>", "", re.sub("<style>.*?</style>", "", plan_page(plan), flags=re.S)))
    forms = {"Word": _squeezed("\n".join(lines)), "HTML": _squeezed(page), "text": _squeezed(plan_text(plan))}
    for form, text in forms.items():
        for said in plan.statements():
            if said not in plan.purpose or form != "text":
                assert _squeezed(said.text) in text, (form, said.text)
        for words in ("Our own answer: =HYPERLINK", "A. Reader, 20 November 2026", "weight 5: @board"):
            assert words in text, (form, words)
        assert "A. Reader: 20 (1 of 1 criteria scored); -2+3: 10 (1 of 1 criteria scored)" in text, form
    assert "<script>alert" not in plan_page(plan)


def test_the_report_is_a_document_on_a4_with_headings_and_an_address(plan: Plan) -> None:
    from zipfile import ZipFile

    made = plan_document(plan, "https://levergraph.example/plan?region=south-yorkshire")
    book = docx.Document(BytesIO(made))
    section = book.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    heads = [line.text for line in book.paragraphs if line.style.name == "Heading 1"]
    assert {"Need", "Where answers differ", "Options by criterion", "Invest to save", "References"} <= set(
        heads
    )
    with ZipFile(BytesIO(made)) as archive:
        assert b"levergraph.example/plan" in archive.read("word/_rels/document.xml.rels")


def test_no_cell_of_the_workbook_is_a_formula_and_lists_are_offered(plan: Plan) -> None:
    book = load_workbook(BytesIO(workbook(plan)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert any(cell.value == "=1+1" for cell in cells)
    rules = {sheet.title: [rule.formula1 for rule in sheet.data_validations.dataValidation] for sheet in book}
    assert rules["Answers"] == [f'"{",".join(CHOICES.values())}"']
    assert rules["Options"] == rules["Weights"] == ['"1,2,3,4,5"']
