"""The canonical form of a graph (RDFC-1.0): one text for all graphs that differ in names of blank nodes only.

A canonical name depends on the whole graph: one statement more may rename every blank node. To compare
two graphs, `anchored` names each blank node by its own component: all that statements join to it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from ..errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Quad

EASY = 6
"""A component of so many blank nodes is named at once; a larger one may take for ever: it has a limit."""
LIMIT = 20.0
"""Seconds until blank nodes that are too much alike are refused: the worst case grows beyond any bound."""
_IN_A_PROCESS = """
import sys
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse, serialize
dataset = Dataset(parse(sys.stdin.buffer, RdfFormat.N_QUADS))
dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
serialize(dataset, sys.stdout.buffer, RdfFormat.N_QUADS)
"""


def canonical(quads: Iterable[Quad]) -> bytes:
    """The canonical N-Quads of statements, in UTF-8, in code point order.

    Raises Refused where its blank nodes are so much alike that naming them takes longer than LIMIT seconds.
    """
    plain, joined = _parted(quads)
    if joined:
        hard = any(len(nodes) > EASY for nodes, _ in _components(joined))
        joined = _canonicalized_with_limit(joined) if hard else _canonicalized(joined)
    return b"".join(_lines((*plain, *joined)))


def digest(data: bytes) -> str:
    """The SHA-256 of a canonical form, in hexadecimal digits."""
    return sha256(data).hexdigest()


def anchored(quads: Iterable[Quad]) -> list[Quad]:
    """The statements with each blank node named by its own component, whatever else the graph says.

    Components that say the same are numbered, so that none is lost. Raises Refused as `canonical` does.
    """
    result, joined = _parted(quads)
    alike: Counter[str] = Counter()
    for nodes, component in _components(joined):
        form = _canonicalized(component) if len(nodes) <= EASY else _canonicalized_with_limit(component)
        mark = digest(b"".join(_lines(form)))[:24]
        alike[mark] += 1
        result += [_renamed(quad, f"{mark}x{alike[mark]}x") for quad in form]
    return result


def _components(quads: Sequence[Quad]) -> list[tuple[set[Any], list[Quad]]]:
    """The blank nodes that statements join, component by component, with their statements."""
    parent: dict[Any, Any] = {}

    def root(node: Any) -> Any:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]  # halve the way for the next time
            node = parent[node]
        return node

    for quad in quads:
        first, *others = _blank_nodes(quad)
        for other in others:
            parent[root(other)] = root(first)
        root(first)
    members: defaultdict[Any, tuple[set[Any], list[Quad]]] = defaultdict(lambda: (set(), []))
    for quad in quads:
        nodes = _blank_nodes(quad)
        known, statements = members[root(nodes[0])]
        known.update(nodes)
        statements.append(quad)
    return list(members.values())


def _parted(quads: Iterable[Quad]) -> tuple[list[Quad], list[Quad]]:
    """The statements without blank nodes, and those with one or more."""
    plain: list[Quad] = []
    joined: list[Quad] = []
    for quad in quads:
        (joined if _blank_nodes(quad) else plain).append(quad)
    return plain, joined


def _blank_nodes(quad: Quad) -> list[Any]:
    from pyoxigraph import BlankNode

    subject, _, value, graph = quad
    return [term for term in (subject, value, graph) if isinstance(term, BlankNode)]


def _canonicalized(quads: Sequence[Quad]) -> list[Quad]:
    from pyoxigraph import CanonicalizationAlgorithm, Dataset

    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return list(dataset)


def _canonicalized_with_limit(quads: Sequence[Quad]) -> list[Quad]:
    """The same, in a process of its own: nothing else can stop the engine."""
    import subprocess
    import sys

    from pyoxigraph import RdfFormat, parse, serialize

    data = serialize(quads, format=RdfFormat.N_QUADS)
    try:
        done = subprocess.run(  # noqa: S603  (our own program, given data only on its standard input)
            [sys.executable, "-c", _IN_A_PROCESS], input=data, capture_output=True, check=True, timeout=LIMIT
        )
    except subprocess.TimeoutExpired:
        raise Refused(
            f"The blank nodes of this graph are so much alike that they cannot be told apart in {LIMIT:g} "
            "seconds. Give some of them an IRI."
        ) from None
    return list(parse(done.stdout, RdfFormat.N_QUADS))


def _renamed(quad: Quad, mark: str) -> Quad:
    from pyoxigraph import BlankNode, Quad

    def named(term: Any) -> Any:
        return BlankNode(mark + term.value) if isinstance(term, BlankNode) else term

    return Quad(named(quad.subject), quad.predicate, named(quad.object), named(quad.graph_name))


def _lines(quads: Iterable[Quad]) -> list[bytes]:
    """One line of N-Quads for each statement, in code point order (that of UTF-8 too)."""
    from pyoxigraph import RdfFormat, serialize

    data = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return sorted({line + b"\n" for line in data.split(b"\n") if line})
