"""The position of every node: levers left, outcomes right, related things level with one another.

Nothing here is random: the order in a column follows from the edges, and from the labels where those leave
it open, so that the same graph is always drawn the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

COLUMN = {
    "region": 0,
    "challenge": 0,
    "domain": 1,
    "lever": 1,
    "intervention": 2,
    "determinant": 3,
    "outcome": 4,
    "indicator": 5,
}
WIDTH, HEIGHT = 320, 44
SWEEPS = 12

Weights = Mapping[str, Mapping[str, int]]
"""The number of edges, either way round, between a node and each root or what stands under it."""


def lay_out(graph: networkx.MultiDiGraph[str]) -> None:
    """Write each node's `x` and `y`, in pixels of the picture in which every heading is open.

    The nodes have a `kind`, a `label` and a `parent`, a node or None.
    """
    columns = {node: COLUMN[kind] for node, kind in graph.nodes(data="kind")}
    ranks = _ranks(graph, columns)
    for node, attributes in graph.nodes(data=True):
        attributes["x"] = columns[node] * WIDTH
        attributes["y"] = ranks[node] * HEIGHT


def _ranks(graph: networkx.MultiDiGraph[str], columns: dict[str, int]) -> dict[str, int]:
    """Order each column so that what is joined stands level: roots by repeated averages, then children."""
    labels = dict(graph.nodes(data="label"))
    roots = {node: _root(graph, node) for node in graph}
    by_column: dict[int, list[str]] = defaultdict(list)
    for node in graph:
        if roots[node] == node:
            by_column[columns[node]].append(node)
    height = _settled(by_column, _between(graph, roots, columns), labels)
    near = _near(graph, roots)
    children: dict[str, list[str]] = defaultdict(list)
    for node, parent in graph.nodes(data="parent"):
        if parent is not None:
            children[parent].append(node)
    for siblings in children.values():
        siblings.sort(key=lambda child: (round(_mean(near[child], height), 6), labels[child], child))
    return {
        node: rank
        for column in by_column.values()
        for rank, node in enumerate(_depth_first(column, children))
    }


def _settled(
    by_column: Mapping[int, list[str]], between: Weights, labels: Mapping[str, str]
) -> dict[str, float]:
    """Sort the roots of each column in place, sweep after sweep; their heights from 0, the top, to 1."""
    height: dict[str, float] = {}
    for nodes in by_column.values():
        nodes.sort(key=lambda node: (labels[node], node))
        height.update(_spread(nodes))
    for sweep in range(SWEEPS):
        for column in sorted(by_column, reverse=bool(sweep % 2)):
            nodes = by_column[column]
            nodes.sort(key=lambda node: (round(_mean(between[node], height), 6), labels[node], node))
            height.update(_spread(nodes))
    return height


def _between(
    graph: networkx.MultiDiGraph[str], roots: Mapping[str, str], columns: Mapping[str, int]
) -> Weights:
    between: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for left, right in graph.edges():
        start, end = roots[left], roots[right]
        if columns[start] != columns[end]:
            between[start][end] += 1
            between[end][start] += 1
    return between


def _near(graph: networkx.MultiDiGraph[str], roots: Mapping[str, str]) -> Weights:
    near: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for left, right in graph.edges():
        near[left][roots[right]] += 1
        near[right][roots[left]] += 1
    return near


def _depth_first(tops: Iterable[str], children: Mapping[str, list[str]]) -> Iterable[str]:
    stack = list(tops)[::-1]
    while stack:
        node = stack.pop()
        yield node
        stack += reversed(children.get(node, []))


def _root(graph: networkx.MultiDiGraph[str], node: str) -> str:
    while (parent := graph.nodes[node]["parent"]) is not None:
        node = parent
    return node


def _spread(nodes: list[str]) -> dict[str, float]:
    return {node: (place + 0.5) / len(nodes) for place, node in enumerate(nodes)}


def _mean(weights: Mapping[str, int], height: Mapping[str, float]) -> float:
    total = sum(weights.values())
    return sum(height[node] * weight for node, weight in weights.items()) / total if total else 0.5
