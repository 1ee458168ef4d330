"""A note says what the brief says, in a form that a board can be handed: on A4, dated, readable by ear."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from itertools import pairwise
from typing import Any

import levergraph as lg
import pytest
from levergraph.graph import Store
from levergraph.notes import document, plain_text, slides, web_page
from levergraph.queries.transferability import Brief
from levergraph.queries.wording import day

docx = pytest.importorskip("docx", reason="python-docx is not installed")
pptx = pytest.importorskip("pptx", reason="python-pptx is not installed")
DAY = "2026-11-24"
ADDRESS = "https://levergraph.example/brief?region=south-yorkshire&outcome=obesity"
MILLIMETRE = 36_000
"""English metric units, in which Office files measure."""


@pytest.fixture(scope="module")
def brief(packaged: Store) -> Brief:
    return lg.Session(packaged).brief("south-yorkshire", outcome="obesity", as_of=DAY)


@pytest.fixture(scope="module")
def book(brief: Brief) -> Any:
    return docx.Document(BytesIO(document(brief, ADDRESS)))


@pytest.fixture(scope="module")
def slide(brief: Brief) -> Any:
    shown = pptx.Presentation(BytesIO(slides(brief, ADDRESS))).slides
    assert len(shown) == 1
    return shown[0]


def _words(book: Any) -> str:
    lines = [line.text for line in book.paragraphs]
    lines += [cell.text for table in book.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def test_every_form_says_every_sentence(brief: Brief, book: Any) -> None:
    page = _squeezed(unescape(re.sub("<[^>]+>", "", web_page(brief))))
    forms = {"Word": _squeezed(_words(book)), "HTML": page, "text": _squeezed(plain_text(brief))}
    told = {each.says for each in (*brief.levers, *brief.steps)}  # the slide's, not the note's
    for form, text in forms.items():
        for said in brief.statements():
            if said not in told:
                assert _squeezed(said.text) in text, form


def test_the_document_is_a4_dated_and_titled(brief: Brief, book: Any) -> None:
    section = book.sections[0]
    size = round(section.page_width / MILLIMETRE), round(section.page_height / MILLIMETRE)
    assert size == (210, 297)
    assert book.core_properties.title == brief.title
    assert book.core_properties.created.date().isoformat() == DAY
    assert book.core_properties.language == "en-GB"
    assert day(DAY) in book.paragraphs[1].text


def test_the_footer_counts_the_pages(book: Any) -> None:
    footer = book.sections[0].footer._element.xml
    assert 'w:instr="PAGE"' in footer
    assert 'w:instr="NUMPAGES"' in footer


def test_the_table_of_options_has_a_header_row_a_title_and_a_row_for_each(brief: Brief, book: Any) -> None:
    (table,) = book.tables
    assert len(table.rows) == 1 + len(brief.options)
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert brief.question in table._tbl.tblPr.xml
    shown = [row.cells[0].text.partition(". ")[2] for row in table.rows[1:]]
    assert shown == [option.intervention.label for option in brief.options]


def test_every_reference_has_its_title_date_and_address(brief: Brief, book: Any) -> None:
    lines = [line.text for line in book.paragraphs]
    below = lines[lines.index("References") + 1 :]
    for reference, line in zip(brief.references, below, strict=False):
        assert reference.source.title in line
        assert (day(reference.issued) if reference.issued else "date not stated") in line
        assert line.endswith(reference.source.url)
        assert not reference.publisher or reference.publisher in line


def test_headings_of_the_document_skip_no_level(book: Any) -> None:
    levels = [
        0 if line.style.name == "Title" else int(line.style.name[-1])
        for line in book.paragraphs
        if line.style.name == "Title" or line.style.name.startswith("Heading")
    ]
    assert levels[0] == 0
    assert levels.count(0) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_loads_nothing_and_shows_where_each_number_leads(brief: Brief) -> None:
    page = web_page(brief, ADDRESS)
    assert not re.search(r"<(script|img|link|iframe)\b", page)
    assert set(re.findall(r'href="#(r\d+)"', page)) <= set(re.findall(r'id="(r\d+)"', page))
    assert unescape(page).count(ADDRESS) == 2


def test_the_theory_of_change_is_boxes_and_glued_arrows_with_the_sources_in_its_notes(
    brief: Brief, slide: Any
) -> None:
    things = {thing.label for step in brief.steps for thing in (step.cause, step.target)}
    shapes = list(slide.shapes)
    boxes = {shape.name.partition(": ")[2]: shape for shape in shapes if ": " in shape.name}
    assert boxes.keys() == things
    arrows = [shape for shape in shapes if type(shape).__name__ == "Connector"]
    assert len(arrows) == len(brief.steps)
    assert all("stCxn" in arrow._element.xml and "endCxn" in arrow._element.xml for arrow in arrows)
    notes = slide.notes_slide.notes_text_frame.text
    for said in (*(each.says for each in brief.levers), *(each.says for each in brief.steps)):
        assert said.text in notes
        assert all(f"[{number}]" in notes for number in brief.numbers(said))


def test_no_two_boxes_of_the_theory_of_change_overlap(slide: Any) -> None:
    boxes = [shape for shape in slide.shapes if ": " in shape.name]
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            apart = one.left + one.width <= other.left or other.left + other.width <= one.left
            assert apart or one.top + one.height <= other.top or other.top + other.height <= one.top
