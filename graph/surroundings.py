"""The part of the graph that lies around some things: all that a check of them can look at."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..ontology.terms import GRAPH_FACTS, GRAPH_ONTOLOGY, GRAPH_YOURS, LG, PREFIXES

if TYPE_CHECKING:
    import pyoxigraph

FARTHEST = 4
"""The steps from a thing within which statements are at hand for its shapes; the longest path has two."""
POWERS = (LG + "lever", LG + "domain")
"""The properties by which two claims are of one power."""


def around(
    store: pyoxigraph.Store, graphs: Iterable[str], about: Collection[str], named: Collection[str] = ()
) -> Iterator[pyoxigraph.Quad]:
    """The statements of some graphs that a shape can look at from some things, and every subclass.

    That is what is said of them, of what they name and of what names them, and so on for FARTHEST steps.
    `about` holds IRIs and names of blank nodes; `named` more things, of which what names them is left out.
    """
    from pyoxigraph import BlankNode, NamedNode

    homes = {NamedNode(graph) for graph in graphs}
    yield from store.quads_for_pattern(None, NamedNode(PREFIXES["rdfs"] + "subClassOf"), None)
    reached: set[Any] = {NamedNode(name) if ":" in name else BlankNode(name) for name in about}
    edge = reached | {NamedNode(name) for name in named}
    for node in list(reached):
        for quad in store.quads_for_pattern(None, None, node):
            if quad.graph_name in homes:  # by which a shape with an inverse path finds it
                yield quad
                edge.add(quad.subject)
    for _ in range(FARTHEST):
        objects: set[Any] = set()
        for node in edge:
            for quad in store.quads_for_pattern(node, None, None):
                if quad.graph_name in homes:
                    yield quad
                    objects.add(quad.object)
        edge = {node for node in objects if isinstance(node, (NamedNode, BlankNode))} - reached
        reached |= edge


def small_graph(packaged: pyoxigraph.Store, own: Collection[pyoxigraph.Quad]) -> pyoxigraph.Store:
    """A graph of the ontology, statements of the user's, the facts around them, and all that follows.

    It has the claims of the same powers too, which may contradict the user's. A check of the statements finds
    in it what it finds in the whole graph, in a fraction of the time and memory.
    """
    from pyoxigraph import NamedNode, Store

    from .rules import materialise

    facts = NamedNode(GRAPH_FACTS)
    store = Store()  # filled by extend: bulk_extend asks for 200 MB at once, more than a worker may have
    store.extend(packaged.quads_for_pattern(None, None, None, NamedNode(GRAPH_ONTOLOGY)))
    store.extend(own)
    about = {quad.subject.value for quad in own}  # type: ignore[union-attr]
    powers = {quad.object for quad in own if quad.predicate.value in POWERS}
    things = {
        quad.subject.value  # type: ignore[union-attr]
        for power in powers
        for name in POWERS
        for quad in packaged.quads_for_pattern(None, NamedNode(name), power, facts)
    }
    named = {quad.object.value for quad in own if isinstance(quad.object, NamedNode)}
    store.extend(around(packaged, [GRAPH_FACTS, GRAPH_YOURS], about, named | things))
    materialise(store)
    return store
