"""The network that pyvis hands to vis-network: made from the graph, its nodes where the layout put them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "hoverConnectedEdges": False,
        "keyboard": False,
        "multiselect": False,
        "navigationButtons": False,
        "selectable": False,
        "selectConnectedEdges": False,
        "zoomView": False,
    },
    "nodes": {"shape": "box", "borderWidth": 0, "chosen": False, "opacity": 0},
    "edges": {"arrows": {"to": {"enabled": True, "scaleFactor": 0.5}}, "chosen": False},
}
"""The options of vis-network for the whole picture, in its own words."""

SAID_FOR_ALL = ("shape", "arrows")
"""Fields that pyvis writes into every node or edge, and that the options say once for all of them."""


class _Ids(set[int]):
    """The ids of nodes, quick to look up: pyvis looks for both ends of every edge in a list."""

    append = set.add


def draw(graph: networkx.MultiDiGraph[str], claims: Mapping[str, int]) -> dict[str, Any]:
    """Make pyvis's network from a graph that was laid out; its nodes, edges and options as plain data.

    Nodes are numbered in the graph's order, and carry `label`, `group` (their kind), `x`, `y` and, by number,
    their `parent`. Edges carry the number of their `claim`, or a `link`, the property, with the number of its
    `subject`. Parallel edges stay apart.
    """
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.node_ids = _Ids()
    network.set_options(json.dumps(OPTIONS))
    numbers = {node: number for number, node in enumerate(graph)}
    for node, attributes in graph.nodes(data=True):
        _add_node(network, numbers, node, attributes)
    for start, end, key, attributes in graph.edges(keys=True, data=True):
        if "claim" in attributes:
            network.add_edge(numbers[start], numbers[end], claim=claims[key])
        else:
            subject = numbers[attributes["subject"]]
            network.add_edge(numbers[start], numbers[end], link=key, subject=subject)
    return {
        "nodes": [_own(node) for node in network.nodes],
        "edges": [_own(edge) for edge in network.edges],
        "options": network.options,
    }


def _add_node(network: Any, numbers: dict[str, int], node: str, attributes: dict[str, Any]) -> None:
    parent = attributes["parent"]
    place = {"x": attributes["x"], "y": attributes["y"]}
    under = {} if parent is None else {"parent": numbers[parent]}
    network.add_node(numbers[node], label=attributes["label"], group=attributes["kind"], **place, **under)
    network.nodes[-1]["label"] = attributes["label"]  # pyvis writes the number for an empty name


def _own(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in SAID_FOR_ALL}
