"""The columns of a table that tell the source of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....results.result import MISSING, SEVERAL
from ...method.gate import CONTRADICTORY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...facts.facts import Sources
    from ...method.gate import Option, Row

SOURCE = ("source", "sourceLabel", "sourceUrl")
"""The columns that a table of a query has for a source; a reader sees them as one link."""


def source(iri: str | None, sources: Sources) -> tuple[str | None, str | None, str | None]:
    """Fill these columns: the source's IRI, title and address."""
    cited = sources.get(iri or "")
    return iri, cited.title if cited else None, cited.url if cited else None


def several(iris: Iterable[str | None], sources: Sources) -> tuple[str | None, str | None, str | None]:
    """Fill these columns with several sources, in their order."""
    told = [source(iri, sources) for iri in iris]
    return (
        joined(each[0] for each in told),
        joined(each[1] for each in told),
        joined(each[2] for each in told),
    )


def joined(values: Iterable[str | None]) -> str | None:
    """Put several values into one cell, each in its place; None where all are missing."""
    every = list(values)
    return SEVERAL.join(each or MISSING for each in every) if any(every) else None


def deciding(option: Option) -> list[Row]:
    """The claims that decide the state of a lever: one or none, but all that contradict each other."""
    if option.state != CONTRADICTORY:
        return [option.said] if option.said else []
    return [
        row
        for row in option.rows
        if row.claim and row.met == option.met_by and row.when == "now" and row.status != "NotStated"
    ]
