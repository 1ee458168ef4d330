"""The evidence map as a table: a line for each cell; of opened cells a line for each finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....results.table import Table
from ....wording import day, listed
from ..answers.evidence_map import DIRECTIONS
from .source import SOURCE, several

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..answers.evidence_map import EvidenceMap

CELLS = (
    *("row", "rowLabel", "column", "columnLabel", "state", "findings"),
    *("beneficial", "mixed", "null", "harmful", "notAssessed"),  # in the order of DIRECTIONS
    *("strongestBenefit", "interventions", "searched"),
)
FINDINGS = (
    *("row", "column", "finding", "findingLabel", "direction", "strength", "design", "year"),
    *("intervention", "interventionLabel", "regions", "measured", *SOURCE),
)


def table(answer: EvidenceMap) -> Table:
    """One line for each cell, row by row; where cells are opened, one for each of their findings."""
    title = f"Evidence map, powers as of {day(answer.as_of)}"
    if answer.opened:
        return Table(FINDINGS, _findings(answer), title, answer)
    return Table(CELLS, _cells(answer), title, answer)


def _cells(answer: EvidenceMap) -> Iterator[tuple[object, ...]]:
    for row, cells in answer.lines():
        for column, cell in zip(answer.columns, cells, strict=True):
            bubbles = {bubble.direction.name: bubble for bubble in cell.bubbles}
            best = bubbles.get("beneficial")
            yield (
                row.thing.iri or row.thing.slug,
                row.thing.label,
                column.thing.iri or column.thing.slug,
                column.thing.label,
                cell.state.label,
                cell.findings,
                *(bubbles[name].findings if name in bubbles else 0 for name in DIRECTIONS),
                best.strength.label if best and best.strength else None,
                cell.interventions,
                cell.searched,
            )


def _findings(answer: EvidenceMap) -> Iterator[tuple[object, ...]]:
    for opened in answer.opened:
        for finding in opened.findings:
            yield (
                opened.row.thing.label,
                opened.column.thing.label,
                finding.iri,
                finding.summary,
                finding.direction.label,
                finding.strength.label if finding.strength else None,
                finding.design.label if finding.design else None,
                finding.year,
                finding.intervention.iri,
                finding.intervention.label,
                listed(region.label for region in finding.regions),
                listed(thing.label for thing in finding.measured),
                *several(finding.sources),
            )
