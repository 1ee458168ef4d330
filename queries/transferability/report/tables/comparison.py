"""Regions side by side: a line for each lever and figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....results.table import Table
from ....wording import day, listed

if TYPE_CHECKING:
    from ..answers.comparison import Comparison, Line


def table(answer: Comparison) -> Table:
    """One line for each lever and figure, with the sources by region; what differs comes first."""
    lines = [
        (
            line.thing.iri,
            line.thing.label,
            line.period,
            *(value.text for value in line.values),
            line.group,
            line.domain,
            _cited(answer, line) or None,
        )
        for line in answer.lines
    ]
    regions = [region.slug.replace("-", "_") for region in answer.regions]
    title = f"{listed(region.label for region in answer.regions)}, as of {day(answer.as_of)}"
    return Table(
        ("thing", "thingLabel", "period", *regions, "group", "domain", "sources"), lines, title, answer
    )


def _cited(answer: Comparison, line: Line) -> str:
    """The sources of a line, region by region."""
    parts = []
    for region, value in zip(answer.regions, line.values, strict=True):
        cited = [f"{source.title} <{source.url}>" for source in value.sources if source.title]
        if cited:
            parts.append(f"{region.label}: {'; '.join(cited)}")
    return "; ".join(parts)
