"""A thing's place in the graph: what is directly beside it, as a picture drawn here and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ....ontology.terms import ID

if TYPE_CHECKING:
    from ....queries.entity import Thing
    from .page_request import Visit

EXPLORED = frozenset(
    ("region", "challenge", "domain", "lever", "intervention", "determinant", "outcome", "indicator")
)
"""The kinds that the explorer draws."""
DRAWN = EXPLORED | {
    *("approach", "mission", "deal", "authority", "framework", "indicator-set", "fund", "priority", "council")
}
SIDE = 7
"""So many neighbours are drawn on each side; the table has all."""
ROW, BOX, WIDTH = 46, 250, 860
ORDER = (
    *(
        "deal",
        "authority",
        "council",
        "fund",
        "mission",
        "challenge",
        "framework",
        "indicator-set",
        "priority",
    ),
    *("approach", "region", "domain", "lever", "intervention", "determinant", "outcome", "indicator"),
)
"""From what gives powers to what they change: what comes earlier is drawn on the left."""


class Neighbour(NamedTuple):
    """A thing beside another: what links them, and on which side it stands."""

    iri: str
    label: str
    kind: str
    relation: str
    left: bool


class Box(NamedTuple):
    """A drawn neighbour."""

    x: int
    y: int
    line: str
    label: str
    kind: str
    relation: str
    href: str


class Picture(NamedTuple):
    """The drawing: its size, its boxes, where the thing itself stands."""

    width: int
    height: int
    middle: int
    boxes: list[Box]
    hidden: int


def neighbours(thing: Thing, kind: str) -> list[Neighbour]:
    """Everything directly beside a thing, each once, in the order of what is most worth seeing."""
    found: dict[str, Neighbour] = {}

    def add(iri: str, label: str, relation: str, left: bool | None = None) -> None:
        its = iri.removeprefix(ID).partition("/")[0] if iri.startswith(ID) else ""
        if its in DRAWN and iri != thing.iri and iri not in found:
            side = _before(its, kind) if left is None else left
            found[iri] = Neighbour(iri, label, its, relation, side)

    for link in thing.claims:
        left = (
            True if link.property.endswith("#target") else False if link.property.endswith("#cause") else None
        )
        for property, label, value in link.details:
            if value.iri and property.rpartition("#")[2] != "source":
                add(value.iri, value.text, link.kind or label, left)
    for fact in thing.facts:
        if fact.stated != "inferred":
            for value in fact.values:
                if value.iri:
                    add(value.iri, value.text, fact.label)
    for link in thing.incoming:
        if link.stated != "inferred":
            add(link.iri, link.label, link.property_label)
    return list(found.values())


def _before(its: str, kind: str) -> bool:
    mine = ORDER.index(kind) if kind in ORDER else len(ORDER)
    return its in ORDER and ORDER.index(its) < mine


def picture(visit: Visit, beside: list[Neighbour]) -> Picture | None:
    """Draw some of the neighbours on both sides of the thing; None where there is nothing to draw."""
    if not beside:
        return None
    left, right = (_some([each for each in beside if each.left is side]) for side in (True, False))
    rows = max(len(left), len(right), 1)
    height = rows * ROW + 24
    middle = height // 2
    boxes = []
    for side, x, edge in ((left, 0, BOX), (right, WIDTH - BOX, WIDTH - BOX)):
        top = middle - len(side) * ROW // 2
        for index, each in enumerate(side):
            y = top + index * ROW + ROW // 2
            inner = WIDTH // 2 - 88 if edge == BOX else WIDTH // 2 + 88
            bend = (edge + inner) // 2
            line = f"M{edge} {y}C{bend} {y} {bend} {middle} {inner} {middle}"
            boxes.append(Box(x, y - 19, line, each.label, each.kind, each.relation, visit.at.thing(each.iri)))
    return Picture(WIDTH, height, middle, boxes, len(beside) - len(boxes))


def _some(side: list[Neighbour]) -> list[Neighbour]:
    """A few of many, taking turns between the kinds so that each is seen."""
    groups: dict[str, list[Neighbour]] = {}
    for each in side:
        groups.setdefault(each.kind, []).append(each)
    chosen: list[Neighbour] = []
    while len(chosen) < SIDE and any(groups.values()):
        for group in groups.values():
            if group and len(chosen) < SIDE:
                chosen.append(group.pop(0))
    return sorted(chosen, key=lambda each: (each.kind, each.label.casefold()))
