"""The brief as a Word document: the answer and a table of options first, then parts and references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..queries.wording import day
from .explanation import web
from .word_parts import clean, document as blank, linked, row, saved, table
from .word_references import lines, marked, references

if TYPE_CHECKING:
    from ..queries.transferability import Brief

HEADS = ["Option", "Does it work?", "May we?", "Done in", "Cost"]
WIDTHS = [46, 36, 30, 30, 28]


def document(brief: Brief, address: str = "") -> bytes:
    """The brief as a Word document; `address` is that of the page that says the same."""
    book = blank(brief.title, brief.question, brief.as_of)
    book.add_heading(clean(brief.question), 0)
    book.add_paragraph(clean(f"{brief.region.label}, as of {day(brief.as_of)}"))
    book.add_heading("In short", 1)
    lines(book, brief, brief.summary, "List Number")
    if brief.options:
        book.add_heading("Options", 1)
        _options(book, brief)
    book.add_heading("Risks, and what we do not know", 1)
    book.add_paragraph(clean(brief.caveat), style="List Bullet")
    book.add_paragraph(clean(brief.graph.sentence), style="List Bullet")
    lines(book, brief, brief.unknown)
    book.add_page_break()
    book.add_heading("The need", 1)
    lines(book, brief, brief.need)
    lines(book, brief, brief.measured())
    if brief.options:
        book.add_heading("The options one by one", 1)
        _details(book, brief)
    if brief.running:
        book.add_heading("What runs there already", 1)
        lines(book, brief, brief.running)
    book.add_heading("Powers to ask for", 1)
    _asks(book, brief)
    if brief.gaps:
        book.add_heading("Powers held, with no use for health on record", 1)
        lines(book, brief, brief.gaps)
    book.add_heading("References", 1)
    references(book, brief)
    if address:
        linked(book.add_paragraph("This note was made from the page "), address, web(address))
    return saved(book)


def _options(book: Any, brief: Brief) -> None:
    """The options side by side."""
    from docx.shared import Pt

    if brief.available > len(brief.options):
        told = f"The first {len(brief.options)} of {brief.available}, best first."
        book.add_paragraph(told)
    made = table(book, HEADS, WIDTHS, f"Options: {brief.question}")
    for place, option in enumerate(brief.options, 1):
        texts = (
            f"{place}. {option.intervention.label}",
            option.words,
            option.may,
            marked(brief, option.done),
            "; ".join(marked(brief, cost) for cost in option.cost),
        )
        for cell, text in zip(row(made, WIDTHS), texts, strict=True):
            cell.paragraphs[0].add_run(clean(text))
    for line in (line for each in made.rows for cell in each.cells for line in cell.paragraphs):
        line.paragraph_format.space_after = Pt(1)
        for run in line.runs:
            run.font.size = Pt(8)


def _details(book: Any, brief: Brief) -> None:
    """Of each option what it is, what was found, and what the law says."""
    for place, option in enumerate(brief.options, 1):
        book.add_heading(clean(f"{place}. {option.intervention.label}"), 2)
        book.add_paragraph(marked(brief, option.what))
        _worded(book, "What was found", [marked(brief, option.evidence)])
        _worded(book, "The law", [marked(brief, each) for each in option.law])
        _worded(book, "How close", [marked(brief, option.path)])


def _worded(book: Any, head: str, texts: list[str]) -> None:
    line = book.add_paragraph()
    line.add_run(f"{head}: ").bold = True
    line.add_run(" ".join(texts))


def _asks(book: Any, brief: Brief) -> None:
    if not brief.asks:
        book.add_paragraph("No single further power that others have would open more of these options.")
    for ask in brief.asks:
        book.add_heading(clean(f"{ask.lever.label} (today: {ask.today.label})"), 2)
        lines(book, brief, (ask.opens, *ask.held))
