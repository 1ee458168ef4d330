"""The columns of a table that tell the source of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..rows import Sources

SOURCE = ("source", "sourceLabel", "sourceUrl")
"""The columns that a table of a query has for a source; a reader sees them as one link."""


def source(iri: str | None, sources: Sources) -> tuple[str | None, str | None, str | None]:
    """Fill these columns: the source's IRI, title and address."""
    cited = sources.get(iri or "")
    return iri, cited.title if cited else None, cited.url if cited else None
