"""The needs of a region as a table: a line for each indicator, with the options for what it measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....results.table import Table
from ....wording import day
from .source import SOURCE, source

if TYPE_CHECKING:
    from ..answers.needs import Needs

COLUMNS = (
    "need",
    "needLabel",
    "figure",
    "period",
    "value",
    "lower95",
    "upper95",
    "england",
    "place",
    "behind",
    "options",
    *SOURCE,
)


def table(answer: Needs) -> Table:
    """One line for each figure, grouped by need."""
    lines: list[tuple[object, ...]] = [
        (
            need.thing.iri,
            need.thing.label,
            figure.sentence,
            figure.period,
            figure.value,
            figure.lower,
            figure.upper,
            figure.england,
            f"{figure.place}/{figure.places}",
            "; ".join(cause.label for cause in need.behind) or None,
            "; ".join(option.intervention.label for option in need.options) or None,
            *source(figure.source),
        )
        for need in answer.needs
        for figure in need.figures
    ]
    return Table(COLUMNS, lines, f"What {answer.region.label} needs, as of {day(answer.as_of)}", answer)
