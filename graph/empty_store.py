"""The tests whether a store that answers holds the graph, and all of it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .store import Store


def without_graph(store: Store) -> bool:
    """Whether a store holds no region, hence not the graph.

    It costs a question, so it is asked only when an answer has no rows or a name is unknown.
    """
    return not store.query("ASK { ?region a lg:Region }")


def half_loaded(store: Store) -> bool:
    """Whether a store lacks the ontology, which `load` writes last."""
    return not store.query("ASK { lg:Region a owl:Class }")
