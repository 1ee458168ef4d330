"""The graph as a networkx network: every drawn thing a node, every claim that joins two of them an edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .page_model import first
from .vocabulary import CAUSAL, ENDS_OF_CLAIM, LEFT_OF_LINK

if TYPE_CHECKING:
    import networkx

    from ..graph.store import Store
    from .page_model import Atlas, Claim

CAUSAL_FACTS = ("polarity", "healthDirection", "strength", "directness", "mechanism")


def network(store: Store) -> networkx.MultiDiGraph[str]:
    """Make the graph of levers, determinants and outcomes; each edge's key is the IRI of its claim.

    Nodes carry `label` and `kind`; edges carry `claim` (the class of the claim) and, where it says so,
    `polarity`, `healthDirection`, `strength`, `directness`, `mechanism`, `basis` and `source`.
    """
    from .reader import read

    graph = drawn_network(read(store))
    edges = graph.edges(keys=True, data="claim")
    return graph.edge_subgraph([(*ends, key) for *ends, key, claim in edges if claim in CAUSAL]).copy()


def drawn_network(atlas: Atlas) -> networkx.MultiDiGraph[str]:
    """Make the graph of all that the page draws, nodes by IRI in the atlas's order; edges run left to right.

    Nodes carry `label` and `kind`. The key of an edge is the IRI of its claim, and it says the claim's class
    as `claim`; or, for a link that a thing itself states, the property, and it names the thing as `subject`.
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    iris = [thing.iri for thing in atlas.things]
    for thing in atlas.things:
        graph.add_node(thing.iri, label=thing.label, kind=thing.kind)
    for claim in atlas.claims:
        if ends := ENDS_OF_CLAIM[claim.kind]:
            facts = _facts(atlas, claim)
            for start in claim.role(ends[0]):
                for end in claim.role(ends[1]):
                    graph.add_edge(iris[start], iris[end], key=claim.iri, claim=claim.kind, **facts)
    for thing in atlas.things:
        for name, other in thing.links:
            if name in LEFT_OF_LINK and not (name == "domain" and thing.kind == "lever"):
                ends_of_link = (thing.iri, iris[other])
                left, right = ends_of_link if LEFT_OF_LINK[name] == "subject" else reversed(ends_of_link)
                graph.add_edge(left, right, key=name, subject=thing.iri)
    return graph


def _facts(atlas: Atlas, claim: Claim) -> dict[str, str]:
    """The attributes of a causal claim's edge; no other edge has any."""
    if claim.kind not in CAUSAL:
        return {}
    facts = {name: first(claim.facts, name) for name in CAUSAL_FACTS}
    facts["basis"] = dict(claim.trust.said).get("basis", "")
    facts["source"] = next((atlas.sources[place].iri for place in claim.trust.sources), "")
    return {name: value for name, value in facts.items() if value}
