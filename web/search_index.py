"""The one index that pages and the API search: the one of the session over the server's store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .sessions import session

if TYPE_CHECKING:
    from ..graph.search import Index
    from ..graph.store import Store


def index(store: Store) -> Index:
    """The index of a store's content, made once for each version of it."""
    return session(store).index
