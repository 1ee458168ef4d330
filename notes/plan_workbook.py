"""A plan as a workbook: sheets to fill in, with drop-down lists, and the options and references to read."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from ..graph.sheet import fill
from ..queries.transferability import CHOICES, SHEETS
from ..queries.wording import day
from . import plan_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..queries.transferability import Plan, Statement

BLUE, YELLOW, LINE = "FF16324A", "FFFFF6D6", "FFB8B2A0"
"""The colours of headings, of cells to fill in, and of the lines around these."""
HELP = (
    "Fill in the yellow cells. Leave a row empty where you have no answer yet.",
    f"Answer: {'; '.join(CHOICES.values())}. All but 'confirmed' and 'not known' need words.",
    "Your name and the day may stand here once, or in a row of their own beside an answer.",
    "Scores: 1 does not meet the criterion, 5 meets it fully. Weights: 1 counts least, 5 most.",
    "Nothing is ranked. A sum appears only where you give weights, with your name beside it.",
    "Read it back: levergraph plan --region REGION --answers THIS-FILE.xlsx, or on the page /plan.",
)


def workbook(plan: Plan, side: int = 0) -> bytes:
    """The plan as a workbook to fill in, with the answers of one file already in it, where there are some."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    _about(book, plan)
    _answers(book, plan, side)
    _scores(book, plan, side)
    _weights(book, plan, side)
    _sides(book, plan)
    _references(book, plan)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _about(book: Any, plan: Plan) -> None:
    problem = plan.problem.slug if plan.problem else ""
    sheet = _sheet(book, "about")
    rows = [
        ("Region", plan.region.slug),
        ("Outcome", problem if plan.kind == "outcome" else ""),
        ("Determinant", problem if plan.kind == "determinant" else ""),
        ("Filled in by", ""),
        ("Filled in on", ""),
        *(("How", line) for line in HELP),
        ("As of", day(plan.as_of)),
        *(("Note", note) for note in plan.notes),
        ("Options", plan.chosen),
    ]
    for row in rows:
        _row(sheet, row, [place == 1 and row[0].startswith("Filled") for place in range(2)])


def _answers(book: Any, plan: Plan, side: int) -> None:
    sheet = _sheet(book, "answers")
    for section in plan.sections:
        for prompt in section.prompts:
            given = prompt.given[side] if side < plan.files else None
            _row(
                sheet,
                (
                    section.heading.label,
                    prompt.prompt.slug,
                    f"{prompt.topic}: {prompt.question}",
                    _said(plan, (*prompt.known, *prompt.silent)),
                    given.choice.label if given else "",
                    *_signed(given),
                ),
                _filled("answers"),
            )
    _choices(sheet, "answers", "answer", CHOICES.values())


def _scores(book: Any, plan: Plan, side: int) -> None:
    sheet = _sheet(book, "scores")
    for option in plan.options:
        for cell in option.cells:
            score = cell.scores[side] if side < plan.files else None
            _row(
                sheet,
                (
                    option.intervention.slug,
                    option.intervention.label,
                    cell.criterion.slug,
                    _said(plan, (*cell.known, *cell.silent)),
                    score.value if score else "",
                    *_signed(score),
                ),
                _filled("scores"),
            )
    _choices(sheet, "scores", "score", "12345")


def _weights(book: Any, plan: Plan, side: int) -> None:
    sheet = _sheet(book, "weights")
    given = plan.weights[side] if side < plan.files else ()
    known = {weight.criterion.slug: weight for weight in given}
    for criterion in plan.criteria:
        weight = known.get(criterion.slug)
        _row(
            sheet,
            (criterion.slug, criterion.label, weight.weight if weight else "", *_signed(weight)),
            _filled("weights"),
        )
    _choices(sheet, "weights", "weight", "12345")


def _sides(book: Any, plan: Plan) -> None:
    """What people answered and scored side by side, and what is stated of cost; to read only."""
    if plan.answered:
        sheet = _plain(book, "Side by side", {"Question": 50, "Answers": 80, "Do they differ?": 16})
        for prompt in plan.prompts():
            if prompt.answered:
                _row(
                    sheet,
                    (
                        prompt.question,
                        "\n".join(plan_words.answers(prompt)),
                        "yes" if prompt.differ else "no",
                    ),
                )
    heads = {"Option": 34, **{criterion.label: 24 for criterion in plan.criteria}}
    heads |= {"Cost": 34, "Money in findings": 50, "Payback": 22, "Cashability": 30}
    if plan.agreed:
        heads["Weighted sum"] = 24
    sheet = _plain(book, "By criterion", heads)
    for option in plan.options:
        row = [
            option.intervention.label,
            *(plan_words.scores(plan, cell) for cell in option.cells),
            _said(plan, option.cost),
            _said(plan, option.money) or "None on record.",
            option.payback.text,
            option.cashability.text,
        ]
        _row(sheet, [*row, "; ".join(plan_words.sums(plan, option))] if plan.agreed else row)


def _references(book: Any, plan: Plan) -> None:
    sheet = _plain(book, "References", {"Number": 10, "Title": 80, "Issued": 16, "Address": 60})
    for number, reference in enumerate(plan.references, 1):
        issued = day(reference.issued) if reference.issued else "date not stated"
        _row(sheet, (number, reference.source.title, issued, reference.source.url))


def _sheet(book: Any, kind: str) -> Any:
    sheet = SHEETS[kind]
    return _plain(book, sheet.name, {column.heading: column.width for column in sheet.columns.values()})


def _plain(book: Any, name: str, heads: dict[str, int]) -> Any:
    """A sheet with headings that stay in sight, each column of a width in characters."""
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    for place, (heading, width) in enumerate(heads.items(), 1):
        cell = sheet.cell(1, place)
        fill(cell, heading)
        cell.font = Font(bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", start_color=BLUE)
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = (
        "landscape",
        1,
        0,
    )
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    return sheet


def _row(sheet: Any, values: Sequence[str | int], to_fill: Sequence[bool] = ()) -> None:
    """One more row, wrapped; the cells that somebody is to fill in are yellow."""
    from openpyxl.styles import Alignment, Border, PatternFill, Side

    number = sheet.max_row + 1
    for place, value in enumerate(values):
        cell = sheet.cell(number, place + 1)
        if value != "":
            fill(cell, value)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if place < len(to_fill) and to_fill[place]:
            cell.fill = PatternFill("solid", start_color=YELLOW)
            edge = Side("thin", LINE)
            cell.border = Border(edge, edge, edge, edge)


def _filled(kind: str) -> list[bool]:
    return [column.fill for column in SHEETS[kind].columns.values()]


def _choices(sheet: Any, kind: str, key: str, choices: Iterable[str]) -> None:
    """A drop-down list on a column, from the second row to the last that is filled."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(list(SHEETS[kind].columns).index(key) + 1)
    listed = ",".join(choices)
    rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=True)
    rule.error, rule.errorTitle = "Choose from the list, or leave the cell empty.", "Not in the list"
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{max(sheet.max_row, 2)}")


def _signed(given: Any) -> tuple[str, str, str]:
    return (given.words, given.by, given.on) if given else ("", "", "")


def _said(plan: Plan, statements: Iterable[Statement]) -> str:
    """Statements one below the other, with the numbers of their references."""
    return "\n".join(
        f"{said.text}{''.join(f' [{number}]' for number in plan.numbers(said))}" for said in statements
    )
