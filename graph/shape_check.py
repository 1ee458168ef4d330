"""Validates a graph against the shapes, all of it or the things that are asked about."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from ..ontology.terms import FILES, GRAPH_FACTS, GRAPH_ONTOLOGY, GRAPH_YOURS, PREFIXES, curie
from .findings import Finding
from .surroundings import around

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

    from .store import LocalStore

BATCH = 5_000
"""So many things are validated at a time: what lies around them is all that is in memory."""
SH = PREFIXES["sh"]
LEVELS = {SH + "Violation": "violation", SH + "Warning": "warning", SH + "Info": "info"}


def shape_findings(store: LocalStore, about: Collection[str] | None) -> Iterator[Finding]:
    """The shapes' findings on facts and the user's statements; with no `about`, on the ontology's style too.

    `about` holds the IRIs and blank node names of the things to validate. All statements that lie around
    them are at hand for that, so that the value of a property is judged by what the whole
    graph says of it.
    """
    if about is None:
        yield from _validate(_plain(store, [GRAPH_ONTOLOGY]), _shapes("style"))
    graphs, shapes = [GRAPH_FACTS, GRAPH_ONTOLOGY, GRAPH_YOURS], _shapes("shapes")
    if about is None:
        yield from _validate(_plain(store, graphs), shapes)
        return
    things = sorted(about)
    for start in range(0, len(things), BATCH):
        batch = things[start : start + BATCH]
        data = _plain(store, graphs, batch)
        yield from _validate(data, aimed(shapes, data, batch))


@cache
def single_properties() -> frozenset[str]:
    """The IRIs of the properties of which some shape allows a thing at most one value."""
    from rdflib import URIRef

    shapes = _shapes("shapes")
    limited = (shape for shape, limit in shapes.subject_objects(URIRef(SH + "maxCount")) if str(limit) == "1")
    paths = (shapes.value(shape, URIRef(SH + "path")) for shape in limited)
    return frozenset(str(path) for path in paths if isinstance(path, URIRef))


def aimed(shapes: rdflib.Graph, data: rdflib.Graph, about: Collection[str]) -> rdflib.Graph:
    """The same shapes aimed at those of their own targets that are in `about`, and at nothing else.

    pySHACL's `focus_nodes` would do this too, but filters the values of nested shapes by the same list: every
    sh:or, sh:not and sh:qualifiedValueShape over a value outside it then conforms without a look.
    """
    from rdflib import RDF, RDFS, BNode, Graph, URIRef

    nodes = [URIRef(name) if ":" in name else BNode(name) for name in sorted(about)]
    kinds: dict[Any, set[Any]] = {}
    for node in nodes:
        for direct in data.objects(node, RDF.type):
            for kind in data.transitive_objects(direct, RDFS.subClassOf):
                kinds.setdefault(kind, set()).add(node)
    chosen: dict[str, Callable[[Any], set[Any]]] = {
        "targetClass": lambda aim: kinds.get(aim, set()),
        "targetSubjectsOf": lambda aim: {node for node in nodes if (node, aim, None) in data},
        "targetObjectsOf": lambda aim: {node for node in nodes if (None, aim, node) in data},
        "targetNode": lambda aim: {aim} & set(nodes),
    }
    own = Graph(bind_namespaces="none")
    for shape, predicate, value in shapes:
        choice = chosen.get(str(predicate).removeprefix(SH))
        if choice is None:
            own.add((shape, predicate, value))
            continue
        for node in choice(value):
            own.add((shape, URIRef(SH + "targetNode"), node))
    return own


def _shapes(name: str) -> rdflib.Graph:
    from rdflib import Graph

    return Graph().parse(FILES[name], format="turtle")


def _plain(store: LocalStore, graphs: Sequence[str], about: Collection[str] | None = None) -> rdflib.Graph:
    """A plain rdflib graph of all statements, or of those around some things.

    pySHACL misreads `sh:in` over an Oxigraph store.

    rdflib holds no triple terms: statements about statements stay out.
    """
    from oxrdflib._converter import from_ox
    from pyoxigraph import Triple
    from rdflib import Graph

    plain = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        plain.bind(prefix, namespace)
    known: dict[Any, Any] = {}

    def term(ox: Any) -> Any:
        if ox not in known:
            known[ox] = from_ox(ox)
        return known[ox]

    with _quiet():
        quads = _all(store, graphs) if about is None else around(store.oxigraph, graphs, about)
        for quad in quads:
            if not isinstance(quad.object, Triple):
                plain.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return plain


def _all(store: LocalStore, graphs: Iterable[str]) -> Iterator[pyoxigraph.Quad]:
    for graph in graphs:
        yield from store.quads(graph)


def _validate(data: rdflib.Graph, shapes: rdflib.Graph) -> Iterator[Finding]:
    from pyshacl import validate
    from rdflib import RDF, BNode, URIRef

    with _quiet():
        _, results, _ = validate(data, shacl_graph=shapes, inplace=True, advanced=False, meta_shacl=False)
    for result in results.subjects(RDF.type, URIRef(SH + "ValidationResult")):
        said = {str(p).removeprefix(SH): o for p, o in results.predicate_objects(result)}
        path = said.get("resultPath")
        value = said.get("value")
        words = str(said.get("resultMessage") or "does not fit its shape")
        about_itself = value is None or value == said["focusNode"] or isinstance(value, BNode)
        if not about_itself and str(value) not in words:
            words += f" (it says {_shown(value)})"
        yield Finding(
            LEVELS.get(str(said.get("resultSeverity")), "violation"),
            "shape",
            str(said["focusNode"]),
            "",
            "" if path is None else curie(str(path)) if isinstance(path, URIRef) else "a path",
            words,
            constraint=str(said["sourceConstraintComponent"]).removeprefix(SH),
        )


def _shown(value: Any) -> str:
    from rdflib import URIRef

    text = str(value)
    return curie(text) if isinstance(value, URIRef) else repr(text if len(text) < 80 else text[:80] + "…")


@contextmanager
def _quiet() -> Iterator[None]:
    """rdflib logs every literal that it cannot convert; the shapes say it better."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
