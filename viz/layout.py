"""Where each thing stands: levers left, outcomes right, related things level with one another.

Nothing here is random: the order in a column follows from the claims, and from the labels where those
leave it open, so that the same graph is always drawn the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from .page_model import Atlas, Thing, first
from .vocabulary import ENDS_OF_CLAIM, LEFT_OF_LINK, TREE

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


@dataclass(frozen=True)
class Edge:
    """A line from left to right: for a claim, or for a link that a thing itself states."""

    start: int
    end: int
    claim: int | None = None
    link: str = ""
    subject: int | None = None


@dataclass(frozen=True)
class Group:
    """A heading for things that have no parent of their own in the graph."""

    label: str
    kind: str
    key: str


@dataclass(frozen=True)
class Layout:
    """The lines, the headings, and each thing's parent, column and rank in it (headings after the things)."""

    edges: list[Edge]
    groups: list[Group]
    parents: list[int | None]
    columns: list[int]
    ranks: list[int]

    def position(self, node: int) -> tuple[int, int]:
        """Where a node stands when everything is open."""
        return self.columns[node] * WIDTH, self.ranks[node] * HEIGHT


def lay_out(atlas: Atlas) -> Layout:
    """Give each thing its place."""
    edges = _edges(atlas)
    parents = _parents(atlas)
    groups: list[Group] = []
    _add_groups(atlas, parents, groups)
    kinds = [thing.kind for thing in atlas.things] + [group.kind for group in groups]
    labels = [thing.label for thing in atlas.things] + [group.label for group in groups]
    columns = [COLUMN[kind] for kind in kinds]
    return Layout(edges, groups, parents, columns, _ranks(edges, parents, columns, labels))


def _edges(atlas: Atlas) -> list[Edge]:
    edges = []
    for place, claim in enumerate(atlas.claims):
        if ends := ENDS_OF_CLAIM[claim.kind]:
            for start in claim.role(ends[0]):
                edges += [Edge(start, end, claim=place) for end in claim.role(ends[1])]
    for place, thing in enumerate(atlas.things):
        for name, other in thing.links:
            if name in LEFT_OF_LINK and not (name == "domain" and thing.kind == "lever"):
                start, end = (place, other) if LEFT_OF_LINK[name] == "subject" else (other, place)
                edges.append(Edge(start, end, link=name, subject=place))
    return edges


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
    domains = {other for name, other in thing.links if name == "domain"}
    found = []
    for wanted in TREE:
        for name, other in thing.links:
            above = atlas.things[other]
            same = {place for name, place in above.links if name == "domain"} == domains
            if name == wanted and (name == "domain" or (above.kind == thing.kind and same)):
                found.append(other)
    return found


def _reaches(parents: list[int | None], start: int, goal: int) -> bool:
    node: int | None = start
    while node is not None:
        if node == goal:
            return True
        node = parents[node]
    return False


def _add_groups(atlas: Atlas, parents: list[int | None], groups: list[Group]) -> None:
    """Put a heading over the levers of no one domain and over the outcomes of each kind."""
    places: dict[tuple[str, str, str], int] = {}
    for place, thing in enumerate(atlas.things):
        if parents[place] is not None or thing.kind not in ("lever", "outcome"):
            continue
        label, key = "Across domains", "levers-across-domains"
        if thing.kind == "outcome":
            word = first(thing.facts, "outcomeKind")
            label = atlas.terms.get(word, word) or "Other outcomes"
            label = label[:1].upper() + label[1:]
            key = f"outcomes-{word or 'other'}".lower()
        new = len(atlas.things) + len(groups)
        node = places.setdefault((thing.kind, key, label), new)
        if node == new:
            groups.append(Group(label, thing.kind, key))
        parents[place] = node
    parents += [None] * len(groups)


def _ranks(edges: list[Edge], parents: list[int | None], columns: list[int], labels: list[str]) -> list[int]:
    """Order each column so that what is joined stands level: roots by repeated averages, then children."""
    root = [_root(parents, node) for node in range(len(columns))]
    between: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    near: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for edge in edges:
        start, end = root[edge.start], root[edge.end]
        if columns[start] != columns[end]:
            between[start][end] += 1
            between[end][start] += 1
        near[edge.start][end] += 1
        near[edge.end][start] += 1
    by_column: dict[int, list[int]] = defaultdict(list)
    for node in range(len(columns)):
        if root[node] == node:
            by_column[columns[node]].append(node)
    height = {}
    for nodes in by_column.values():
        nodes.sort(key=lambda node: (labels[node], node))
        height.update(_spread(nodes))
    for sweep in range(SWEEPS):
        for column in sorted(by_column, reverse=bool(sweep % 2)):
            nodes = by_column[column]
            nodes.sort(key=lambda node: (round(_mean(between[node], height), 6), labels[node], node))
            height.update(_spread(nodes))
    children: dict[int, list[int]] = defaultdict(list)
    for node, parent in enumerate(parents):
        if parent is not None:
            children[parent].append(node)
    ranks = [0] * len(columns)
    for nodes in by_column.values():
        stack = list(reversed(nodes))
        count = 0
        while stack:
            node = stack.pop()
            ranks[node] = count
            count += 1
            below = children[node]
            below.sort(key=lambda child: (round(_mean(near[child], height), 6), labels[child], child))
            stack += reversed(below)
    return ranks


def _root(parents: list[int | None], node: int) -> int:
    while (parent := parents[node]) is not None:
        node = parent
    return node


def _spread(nodes: list[int]) -> dict[int, float]:
    return {node: (place + 0.5) / len(nodes) for place, node in enumerate(nodes)}


def _mean(weights: dict[int, int], height: dict[int, float]) -> float:
    total = sum(weights.values())
    return sum(height[node] * weight for node, weight in weights.items()) / total if total else 0.5
