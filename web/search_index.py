"""The one index that the search page and the API search: the graph's entries and the named questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.search import Entry, Index, entries
from ..ontology.terms import ID
from ..queries.catalogue import Catalogue
from .store_cache import kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph.store import Store

QUESTIONS = "queries"
"""The kind of the entries that are named questions."""


def index(store: Store) -> Index:
    """The index of a store's content, made once for each version of it."""
    return kept(store, "search", lambda store: Index([*entries(store), *_questions()]))


def _questions() -> Iterator[Entry]:
    for query in Catalogue():
        names = (query.title, query.name)
        yield Entry(f"{ID}query/{query.name}", QUESTIONS, query.title, query.description, names)
