"""The tree in which things are folded: levers and determinants under their parents, others under headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .page_model import Atlas, Thing, first
from .vocabulary import TREE

if TYPE_CHECKING:
    import networkx

HEADING = "group/"
"""The beginning of a heading's name; no IRI begins so."""


def add_hierarchy(graph: networkx.MultiDiGraph[str], atlas: Atlas) -> None:
    """Write each node's `parent` (a node or None), and add a node for each heading that this needs.

    A heading stands over the levers of no one domain, or over the outcomes of one kind.
    """
    parents = _parents(atlas)
    for thing, place in zip(atlas.things, parents, strict=True):
        parent = None if place is None else atlas.things[place].iri
        if parent is None and (heading := _heading(atlas, thing)):
            key, label = heading
            parent = HEADING + key
            graph.add_node(parent, label=label, kind=thing.kind, parent=None)
        graph.nodes[thing.iri]["parent"] = parent


def _parents(atlas: Atlas) -> list[int | None]:
    """The thing under which each lever and determinant stands, without going round in circles."""
    parents: list[int | None] = [None] * len(atlas.things)
    for place, thing in enumerate(atlas.things):
        for parent in _candidates(atlas, thing):
            if not _reaches(parents, parent, place):
                parents[place] = parent
                break
    return parents


def _candidates(atlas: Atlas, thing: Thing) -> list[int]:
    if thing.kind not in ("lever", "determinant"):
        return []
    domains = _domains(thing)
    candidates = []
    for wanted in TREE:
        for name, other in thing.links:
            above = atlas.things[other]
            same = above.kind == thing.kind and _domains(above) == domains
            if name == wanted and (name == "domain" or same):
                candidates.append(other)
    return candidates


def _domains(thing: Thing) -> set[int]:
    return {other for name, other in thing.links if name == "domain"}


def _reaches(parents: list[int | None], start: int, goal: int) -> bool:
    node: int | None = start
    while node is not None:
        if node == goal:
            return True
        node = parents[node]
    return False


def _heading(atlas: Atlas, thing: Thing) -> tuple[str, str] | None:
    """The key and label of the heading over a thing that has no parent; None where it needs none."""
    if thing.kind == "lever":
        return "levers-across-domains", "Across domains"
    if thing.kind != "outcome":
        return None
    word = first(thing.facts, "outcomeKind")
    label = atlas.terms.get(word, word) or "Other outcomes"
    return f"outcomes-{word or 'other'}".lower(), label[:1].upper() + label[1:]
