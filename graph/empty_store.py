"""A store that answers, but does not hold the graph."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .store import Store


def without_graph(store: Store) -> str:
    """Say that a store holds no region, hence not the graph, and how to load it; nothing where it holds one.

    It costs a question, so it is asked only when an answer has no rows or a name is unknown.
    """
    if store.query("ASK { ?region a lg:Region }"):
        return ""
    return (
        f"The store {store.name} does not hold the graph: there is no region in it. "
        f"To load it: levergraph load --store {store.name}"
    )
