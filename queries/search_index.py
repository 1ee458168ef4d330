"""The search over a graph's things, the words of its ontology and the named questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.search import Entry, Index, entries
from ..ontology.terms import ID
from .catalogue import Catalogue
from .record import Record
from .results.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph.search import Hit
    from ..graph.store import Store

QUESTIONS = "queries"
"""The kind of the entries that are named questions."""


class FoundRecord(Record):
    """A thing found by its name; a list of them is best first."""

    iri: str
    label: str
    kind: str
    slug: str


class Found:
    """Hits as the JSON of every face has them."""

    notes = ()

    def __init__(self, hits: list[Hit]) -> None:
        self.hits = hits

    def record(self) -> list[FoundRecord]:
        """The hits in their order."""
        return [FoundRecord(hit.iri, hit.label, hit.kind, hit.slug) for hit in self.hits]


def index(store: Store) -> Index:
    """The index of a store's content, made anew."""
    return Index([*entries(store), *_questions()])


def table(hits: list[Hit]) -> Table:
    """Hits as a table, one row each."""
    return Table(
        ("thing", "thingLabel", "kind", "definition"),
        [(hit.iri, hit.label, hit.kind, hit.definition or None) for hit in hits],
        "Found",
        Found(hits),
    )


def _questions() -> Iterator[Entry]:
    for query in Catalogue():
        names = (query.title, query.name)
        yield Entry(f"{ID}query/{query.name}", QUESTIONS, query.title, query.description, names)
