"""The causal network: what acts on what, one edge per claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..ontology import LG
from .page_model import local
from .vocabulary import CAUSAL, KIND_OF_CLASS

if TYPE_CHECKING:
    import networkx

    from ..graph.store import Store

SAID = ("polarity", "healthDirection", "strength", "directness", "mechanism", "basis", "source")


def network(store: Store) -> networkx.MultiDiGraph:
    """Make the graph of levers, determinants and outcomes; each edge's key is the IRI of its claim.

    Nodes carry `label` and `kind`; edges carry `claim` (the class of the claim) and, where it says so,
    `polarity`, `healthDirection`, `strength`, `directness`, `mechanism`, `basis` and `source`.
    """
    import networkx

    graph = networkx.MultiDiGraph()
    for claim, kind, cause, target in sorted(_rows(store, _ENDS), key=str):
        graph.add_edge(cause.value, target.value, key=claim.value, claim=local(kind.value))
    said: dict[str, dict[str, str]] = {}
    for claim, prop, value in sorted(_rows(store, _SAID), key=str):
        word = local(value.value) if value.value.startswith(LG) else value.value
        said.setdefault(claim.value, {}).setdefault(local(prop.value), word)
    for _, _, key, attributes in graph.edges(keys=True, data=True):
        attributes.update(said.get(key, {}))
    for node in graph:
        graph.nodes[node].update(label=node, kind="")
    for node, kind, label in sorted(_rows(store, _NODES), key=str):
        if node.value in graph:
            graph.nodes[node.value].update(label=label.value, kind=KIND_OF_CLASS[local(kind.value)])
    return graph


def _rows(store: Store, text: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in store.select(text)]


def _values(names: tuple[str, ...]) -> str:
    return " ".join(f"<{LG}{name}>" for name in names)


_ENDS = f"""SELECT ?claim ?kind ?cause ?target WHERE {{
  VALUES ?kind {{ {_values(CAUSAL)} }}
  ?claim a ?kind ; <{LG}cause> ?cause ; <{LG}target> ?target }}"""
_SAID = f"""SELECT ?claim ?property ?value WHERE {{
  VALUES ?kind {{ {_values(CAUSAL)} }}
  VALUES ?property {{ {_values(SAID)} }}
  ?claim a ?kind ; ?property ?value }}"""
_NODES = f"""SELECT ?node ?kind ?label WHERE {{
  VALUES ?kind {{ {_values(tuple(KIND_OF_CLASS))} }}
  ?node a ?kind ; <http://www.w3.org/2004/02/skos/core#prefLabel> ?label }}"""
