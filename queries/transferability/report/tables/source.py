"""The columns of a table that give the source of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....results.cells import MISSING, SEVERAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...facts.records import Source

    Columns = tuple[str | None, str | None, str | None]

SOURCE = ("source", "sourceLabel", "sourceUrl")
"""The columns that a table of a query has for a source; a reader sees them as one link."""


def source(cited: Source | None) -> Columns:
    """Fill these columns: the source's IRI, title and address."""
    return (cited.iri, cited.title or None, cited.url or None) if cited else (None, None, None)


def several(cited: Iterable[Source | None]) -> Columns:
    """Fill these columns with several sources, in their order."""
    columns = [source(each) for each in cited]
    iris, titles, urls = zip(*columns, strict=True) if columns else ((), (), ())
    return joined(iris), joined(titles), joined(urls)


def joined(values: Iterable[str | None]) -> str | None:
    """Put several values into one cell, each in its place; None where all are missing."""
    every = list(values)
    return SEVERAL.join(value or MISSING for value in every) if any(every) else None
