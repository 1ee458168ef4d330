"""A region's powers over time as a table: a line for each span."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....results.table import Table
from .source import SOURCE, source

if TYPE_CHECKING:
    from ..answers.timeline import Timeline

COLUMNS = (
    *("lever", "leverLabel", "domain", "state", "since", "until", "now", "heldBy", "heldByLabel"),
    *("byClass", "legalBasis", "locator", "endedBy", *SOURCE, "claim"),
)


def table(answer: Timeline) -> Table:
    """One line for each span, by domain and lever, the oldest first."""
    lines = [
        (
            span.lever.iri,
            span.lever.label,
            span.domain,
            span.state.label,
            span.since,
            span.until,
            span.now.replace("-", " "),
            span.region.iri,
            span.region.label,
            span.authority_class.label if span.authority_class else None,
            span.legal_basis,
            span.locator,
            "; ".join(provision.label for provision in span.ended_by) or None,
            *source(span.source),
            span.claim,
        )
        for span in answer.spans
    ]
    return Table(COLUMNS, lines, f"The powers of {answer.region.label} over time", answer)
