"""The regions as a map of tiles, each about where it lies, with healthy life expectancy against England."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ....ontology.terms import ID, slug
from ...store_cache import kept

if TYPE_CHECKING:
    from ....graph.store import Store
    from ....queries.authority import Region
    from .page_request import Visit

INDICATOR = f"{ID}indicator/female-healthy-life-expectancy"
"""The figure that the tiles show."""
PLACES = {
    "north-east": (4, 0),
    "cumbria": (2, 1),
    "tees-valley": (4, 1),
    "lancashire": (2, 2),
    "york-and-north-yorkshire": (4, 2),
    "liverpool-city-region": (1, 3),
    "greater-manchester": (2, 3),
    "west-yorkshire": (3, 3),
    "hull-and-east-yorkshire": (5, 3),
    "cheshire-and-warrington": (2, 4),
    "south-yorkshire": (3, 4),
    "greater-lincolnshire": (5, 4),
    "west-midlands": (2, 5),
    "east-midlands": (4, 5),
    "cambridgeshire-and-peterborough": (5, 5),
    "west-of-england": (1, 6),
    "greater-london": (5, 6),
    "devon-and-torbay": (0, 7),
    "hampshire-and-the-solent": (3, 7),
    "sussex-and-brighton": (5, 7),
}
"""The column and the row of each region, in our own drawing; one without a place is in the table alone."""
WIDE, HIGH, GAP = 128, 58, 6
STANDINGS = {
    "worse": "lower",
    "similar": "not clearly different",
    "better": "higher",
    "none": "no figure on record",
}


class Tile(NamedTuple):
    """A region: its place on the map (None where it has none), its figure in words, how it stands."""

    label: str
    href: str
    place: tuple[int, int] | None
    value: str
    standing: str


class Figure(NamedTuple):
    """A value with its 95 % limits."""

    value: float
    lower: float
    upper: float


class TileMap(NamedTuple):
    """The tiles, what they show, and the size of the drawing."""

    tiles: list[Tile]
    indicator: str
    href: str
    period: str
    england: str
    width: int
    height: int


def figures(store: Store) -> tuple[str, dict[str, Figure], Figure | None]:
    """The latest period with its figure of each region, and England's; fetched once."""
    return kept(store, "tiles", _figures)


def tile_map(visit: Visit, regions: list[Region]) -> TileMap:
    """The map of these regions, by name."""
    period, of_regions, england = figures(visit.store)
    tiles = [_tile(visit, region, of_regions.get(region.iri), england) for region in regions]
    columns, rows = (max(place) + 1 for place in zip(*PLACES.values(), strict=True))
    return TileMap(
        tiles,
        visit.names.of(INDICATOR),
        visit.at.thing(INDICATOR),
        period,
        f"{england.value:g}" if england else "",
        columns * (WIDE + GAP),
        rows * (HIGH + GAP),
    )


def _tile(visit: Visit, region: Region, figure: Figure | None, england: Figure | None) -> Tile:
    spot = PLACES.get(slug(region.iri))
    place = (spot[0] * (WIDE + GAP), spot[1] * (HIGH + GAP)) if spot else None
    value = f"{figure.value:g}" if figure else ""
    return Tile(region.label, visit.at.thing(region.iri), place, value, _standing(figure, england))


def _standing(figure: Figure | None, england: Figure | None) -> str:
    """How two values stand; they differ where their limits do not overlap."""
    if figure is None or england is None:
        return "none"
    if figure.upper < england.lower:
        return "worse"
    return "better" if figure.lower > england.upper else "similar"


def _figures(store: Store) -> tuple[str, dict[str, Figure], Figure | None]:
    """The latest period of the indicator, every region's figure in it, and England's."""
    asked = f"""SELECT ?area ?period ?start ?value ?lower ?upper ?england WHERE {{
        ?observation lg:indicator <{INDICATOR}> ; lg:area ?area ; lg:period ?period ; lg:periodStart ?start ;
            lg:value ?value ; lg:lowerLimit95 ?lower ; lg:upperLimit95 ?upper .
        BIND (EXISTS {{ ?area a lg:Comparator }} AS ?england) }}"""
    rows = [[term.value for term in row] for row in store.select(asked)]
    if not rows:
        return "", {}, None
    start, period = max((row[2], row[1]) for row in rows)
    latest = [row for row in rows if row[1:3] == [period, start]]
    figures = {row[0]: Figure(*map(float, row[3:6])) for row in latest}
    england = next((figures[row[0]] for row in latest if row[6] == "true"), None)
    return period, figures, england
