"""The words of a plan that every form of it shares: answers with who gave them, scores, weights, sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..queries.wording import big, day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..queries.transferability import Plan, PlanCell, PlanOption, PlanPrompt

NOT_ANSWERED = "Not answered yet."


def answers(prompt: PlanPrompt) -> Iterator[str]:
    """What each person answered, in words, with name and day; where nobody did, that."""
    for answer in prompt.given:
        if answer:
            words = f" {answer.words}" if answer.words else ""
            stop = "" if words else "."
            lead = f"{big(answer.choice.label)}{':' if words else stop}{words}"
            yield f"{lead} ({answer.by}, {day(answer.on)})"
    if not prompt.answered:
        yield NOT_ANSWERED


def scores(plan: Plan, cell: PlanCell) -> str:
    """The score of every file by one criterion, in a few words."""
    if not any(cell.scores):
        return "not scored"
    parts = [
        f"{plan.side_by_side(place)}{score.value if score else 'not scored'}"
        for place, score in enumerate(cell.scores)
    ]
    return "; ".join(parts) + (" (they differ)" if cell.differ else "")


def reasons(cell: PlanCell) -> Iterator[str]:
    """Why each score was given, by whom and when."""
    for score in cell.scores:
        if score:
            words = f": {score.words}" if score.words else ", without a reason"
            yield f"Score {score.value}{words} ({score.by}, {day(score.on)})"


def weights(plan: Plan) -> Iterator[str]:
    """The record of the weights of every file: how much, by whom, when and why."""
    for side in plan.weights:
        for weight in side:
            words = f": {weight.words}" if weight.words else ", without a reason"
            yield f"{weight.criterion.label}: weight {weight.weight}{words} ({weight.by}, {day(weight.on)})"


def sums(plan: Plan, option: PlanOption) -> Iterator[str]:
    """The weighted sum of every file for one option, with how many criteria it rests on."""
    for place, total in enumerate(option.sums):
        told = f"{total.value} ({total.scored} of {total.of} criteria scored)" if total else "not scored"
        yield f"{plan.side_by_side(place)}{told}"
