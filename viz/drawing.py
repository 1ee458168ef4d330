"""The network that pyvis draws: every thing as a node in its place, every claim as an edge."""

from __future__ import annotations

import json
from typing import Any

from .layout import Layout
from .page_model import Atlas

SHAPES = {
    "region": "hexagon",
    "challenge": "triangleDown",
    "domain": "square",
    "lever": "triangle",
    "intervention": "diamond",
    "determinant": "dot",
    "outcome": "star",
    "indicator": "box",
}
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "keyboard": False,
        "multiselect": False,
        "navigationButtons": False,
        "selectConnectedEdges": False,
        "zoomSpeed": 0.6,
    },
    "nodes": {"shape": "box", "borderWidth": 1, "borderWidthSelected": 2},
    "edges": {"arrows": {"to": {"enabled": True, "scaleFactor": 0.5}}},
}


def draw(atlas: Atlas, layout: Layout) -> dict[str, Any]:
    """Build pyvis's network and hand over its nodes, edges and options."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.set_options(json.dumps(OPTIONS))
    kinds = [thing.kind for thing in atlas.things] + [group.kind for group in layout.groups]
    for node, kind in enumerate(kinds):
        x, y = layout.position(node)
        network.add_node(node, label=" ", shape=SHAPES[kind], group=kind, x=x, y=y)
    network.node_ids = range(len(kinds))  # the same ids: pyvis looks through its list for each end of an edge
    for place, edge in enumerate(layout.edges):
        network.add_edge(edge.start, edge.end, id=place)
    return {"nodes": network.nodes, "edges": network.edges, "options": network.options}
