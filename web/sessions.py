"""The session over the server's store, made once for each version of its content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..session import Session
from .store_cache import kept

if TYPE_CHECKING:
    from ..graph.store import Store


def session(store: Store) -> Session:
    """The session over a store; its service of the method keeps the facts that it has fetched."""
    return kept(store, "session", Session)
