"""A plan as plain text, for a terminal: prompts with what the record knows, answers, options, references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..queries.wording import day
from . import plan_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..queries.transferability import Plan, PlanPrompt, Statement


def plan_text(plan: Plan) -> str:
    """The plan as plain text."""
    return "\n".join(_lines(plan)) + "\n"


def prompt_text(plan: Plan, prompt: PlanPrompt) -> str:
    """One prompt with what the record knows beside it and what was answered."""
    return "\n".join(_prompt(plan, prompt)) + "\n"


def _lines(plan: Plan) -> Iterator[str]:
    yield plan.title
    yield f"As of {day(plan.as_of)}."
    yield from plan.summary
    for section in plan.sections:
        yield from ("", section.heading.label.upper())
        for prompt in section.prompts:
            yield from _prompt(plan, prompt)
    yield from ("", "OPTIONS BY CRITERION, IN THE ORDER OF THEIR NAMES", plan.chosen)
    for option in plan.options:
        yield from ("", f"{option.intervention.label} (may we? {option.may})")
        for cell in option.cells:
            yield f"  {cell.criterion.label}: {plan_words.scores(plan, cell)}"
            for said in (*cell.known, *cell.silent):
                yield f"    - {_marked(plan, said)}"
            yield from (f"    = {reason}" for reason in plan_words.reasons(cell))
        yield from (f"  Cost: {_marked(plan, cost)}" for cost in option.cost)
        yield from (f"  Money in findings: {_marked(plan, found)}" for found in option.money)
        yield f"  Payback: {option.payback.text} Cashability: {option.cashability.text}"
        if any(option.sums):
            yield f"  Weighted sum: {'; '.join(plan_words.sums(plan, option))}"
    if any(plan.weights):
        yield from ("", "WEIGHTS", *(f"  {line}" for line in plan_words.weights(plan)))
    yield from ("", *plan.notes, "", "References")
    for number, reference in enumerate(plan.references, 1):
        issued = day(reference.issued) if reference.issued else "date not stated"
        yield f"  [{number}] {reference.source.title}, {issued} <{reference.source.url}>"


def _prompt(plan: Plan, prompt: PlanPrompt) -> Iterator[str]:
    yield from ("", f"{prompt.topic}: {prompt.question}")
    for said in (*prompt.known, *prompt.silent):
        yield f"  - {_marked(plan, said)}"
    yield from (f"  = {answer}" for answer in plan_words.answers(prompt))
    if prompt.differ:
        yield "  ! The answers differ."


def _marked(plan: Plan, statement: Statement) -> str:
    return statement.text + "".join(f" [{number}]" for number in plan.numbers(statement))
