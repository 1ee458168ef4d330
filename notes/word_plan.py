"""A plan as a Word document for a board: answers beside what the record knows, options, sums, references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..queries.wording import day
from . import plan_words
from .explanation import web
from .word_parts import clean, document, linked, row, saved, table
from .word_references import lines, marked, references

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..queries.transferability import Plan, PlanOption

OPTION, MAY, CRITERION = 44, 26, 25
"""The widths in millimetres of the columns of the table of scores."""
SAVING = [42, 44, 48, 18, 18]
SAVING_HEADS = ["Option", "Cost", "Money in findings", "Payback", "Is it cash?"]
SMALL = 8
"""The size in points of the words in tables."""


def plan_document(plan: Plan, address: str = "") -> bytes:
    """The plan as a Word document; `address` is that of the page that says the same."""
    book = document(plan.title, plan.title, plan.as_of)
    book.add_heading(clean(plan.title), 0)
    book.add_paragraph(clean(f"{plan.region.label}, as of {day(plan.as_of)}"))
    book.add_heading("In short", 1)
    for line in plan.summary:
        book.add_paragraph(clean(line), style="List Bullet")
    book.add_heading("What this is", 1)
    lines(book, plan, plan.purpose)
    for note in plan.notes:
        book.add_paragraph(clean(note), style="List Bullet")
    if plan.differences():
        book.add_heading("Where answers differ", 1)
        for prompt in plan.differences():
            _answers(book, prompt.question, plan_words.answers(prompt))
    for section in plan.sections:
        book.add_heading(clean(section.heading.label), 1)
        for prompt in section.prompts:
            book.add_heading(clean(f"{prompt.topic}: {prompt.question}"), 2)
            lines(book, plan, (*prompt.known, *prompt.silent))
            _answers(book, "The team" if len(plan.sides) < 2 else "The teams", plan_words.answers(prompt))
    book.add_heading("Options by criterion", 1)
    book.add_paragraph(clean(plan.chosen))
    _scores(book, plan)
    if any(plan.weights):
        _weights(book, plan)
    book.add_heading("Invest to save", 1)
    _saving(book, plan)
    book.add_heading("The options one by one", 1)
    for option in plan.options:
        _option(book, plan, option)
    book.add_heading("References", 1)
    references(book, plan)
    if address:
        linked(book.add_paragraph("This report was made from the page "), address, web(address))
    return saved(book)


def _answers(book: Any, head: str, answers: Iterable[str]) -> None:
    """Answers under a heading in bold, set off from what the record says by an indent."""
    from docx.shared import Mm

    line = book.add_paragraph()
    line.add_run(clean(f"{head}: ")).bold = True
    told = list(answers)
    if told == [plan_words.NOT_ANSWERED]:
        line.add_run(told[0]).italic = True
        return
    for answer in told:
        said = book.add_paragraph(clean(answer))
        said.paragraph_format.left_indent = Mm(8)
    line.paragraph_format.keep_with_next = True


def _scores(book: Any, plan: Plan) -> None:
    """The scores of every file, unweighted, in the order of the names of the options."""
    heads = ["Option", "May we?", *(criterion.label for criterion in plan.criteria)]
    widths = [OPTION, MAY, *(CRITERION for _ in plan.criteria)]
    made = table(book, heads, widths, "Scores by criterion, not weighted")
    for option in plan.options:
        _cells(
            row(made, widths),
            [
                option.intervention.label,
                option.may,
                *(plan_words.scores(plan, cell) for cell in option.cells),
            ],
        )
    _shrink(made)


def _weights(book: Any, plan: Plan) -> None:
    """The record of the weights, and the sums where weights are agreed."""
    book.add_heading("The team's own weights", 1)
    for line in plan_words.weights(plan):
        book.add_paragraph(clean(line), style="List Bullet")
    if not plan.agreed:
        return
    widths = [90, 80]
    made = table(book, ["Option", "Score times weight, summed"], widths, "Weighted sums")
    for option in plan.summed():
        _cells(row(made, widths), [option.intervention.label, "; ".join(plan_words.sums(plan, option))])
    _shrink(made)


def _saving(book: Any, plan: Plan) -> None:
    """The cost and what is known of a saving, option by option."""
    made = table(book, SAVING_HEADS, SAVING, "Invest to save")
    for option in plan.options:
        _cells(
            row(made, SAVING),
            [
                option.intervention.label,
                " ".join(marked(plan, said) for said in option.cost),
                " ".join(marked(plan, said) for said in option.money) or "None on record.",
                option.payback.text,
                option.cashability.text,
            ],
        )
    _shrink(made)


def _option(book: Any, plan: Plan, option: PlanOption) -> None:
    book.add_heading(clean(option.intervention.label), 2)
    for cell in option.cells:
        line = book.add_paragraph()
        line.add_run(f"{cell.criterion.label}: ").bold = True
        line.add_run(" ".join(marked(plan, said) for said in (*cell.known, *cell.silent)))
        for reason in plan_words.reasons(cell):
            book.add_paragraph(clean(reason), style="List Bullet")


def _cells(cells: Sequence[Any], texts: Sequence[str]) -> None:
    for cell, text in zip(cells, texts, strict=True):
        cell.paragraphs[0].add_run(clean(text))


def _shrink(made: Any) -> None:
    """Set the words of a table small, so that it stays a table on A4."""
    from docx.shared import Pt

    for line in (line for each in made.rows for cell in each.cells for line in cell.paragraphs):
        line.paragraph_format.space_after = Pt(1)
        for run in line.runs:
            run.font.size = Pt(SMALL)
