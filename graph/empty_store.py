"""The test whether a store that answers holds the graph."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .store import Store


def without_graph(store: Store) -> bool:
    """Whether a store holds no region, hence not the graph.

    It costs a question, so it is asked only when an answer has no rows or a name is unknown.
    """
    return not store.query("ASK { ?region a lg:Region }")
