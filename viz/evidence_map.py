"""The evidence map drawn: as a grid of links for a page, as one SVG picture, and as one HTML file."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..queries.wording import big, day, small
from .bubbles import HIGH, SHAPES, WIDE, bubbles, shape

if TYPE_CHECKING:
    import jinja2
    from markupsafe import Markup

    from ..queries.transferability import EvidenceMap

STYLE = "evidence-map.css"
LEFT, TOP, FOOT, RIGHT = 190, 178, 92, 110
"""The room of the picture for the rows' labels, the columns' labels, the legend, the last label's end."""
STRENGTHS = {"strong": "strong", "moderate": "moderate", "weak": "weak", "insufficient": "insufficient"}


class Links(NamedTuple):
    """Where the parts of the map lead: a cell by row and column, a row, a column, and a thing by its IRI."""

    cell: Callable[[str, str], str]
    row: Callable[[str], str]
    column: Callable[[str], str]
    thing: Callable[[str], str]


class Drawn(NamedTuple):
    """The parts of the map as HTML: grid and legend, the cells opened, and the table of numbers."""

    grid: Markup
    opened: Markup
    twin: Markup


def drawn(answer: EvidenceMap, links: Links) -> Drawn:
    """Draw the parts of a page around the map."""
    module = _environment().get_template("evidence-map-parts.html.jinja").module
    return Drawn(
        module.grid(answer, links),  # type: ignore[attr-defined]  # macros of the template
        module.opened(answer, links),  # type: ignore[attr-defined]
        module.twin(answer),  # type: ignore[attr-defined]
    )


def picture(answer: EvidenceMap) -> str:
    """The map as one SVG picture with its labels, legend and description, for a report or a slide."""
    return (
        _environment()
        .get_template("evidence-map.svg.jinja")
        .render(
            answer=answer,
            title=title(answer),
            width=LEFT + WIDE * len(answer.columns) + RIGHT,
            height=TOP + HIGH * len(answer.rows) + FOOT,
            left=LEFT,
            top=TOP,
            style=_style(),
        )
    )


def web_page(answer: EvidenceMap, address: str = "") -> str:
    """The map with all its opened cells as one HTML page that loads nothing; `address` is of the page served.

    The findings of a cell that is not in `opened` are not in the file.
    """
    links = Links(lambda row, column: f"#cell-{row}-{column}", lambda _: "", lambda _: "", lambda iri: iri)
    tokens = (Path(__file__).parent / "css" / "tokens.css").read_text(encoding="utf-8")
    return (
        _environment()
        .get_template("evidence-map.html.jinja")
        .render(
            answer=answer,
            title=title(answer),
            parts=drawn(answer, links),
            style=tokens + _style(),
            address=address if address.startswith(("https://", "http://")) else "",
        )
    )


def title(answer: EvidenceMap) -> str:
    """The map's title, which names what it is narrowed to."""
    narrowed = [thing.label for thing in (answer.kind, answer.group) if thing]
    about = f": {', '.join(narrowed)}" if narrowed else ""
    return f"Evidence map{about}{f', done in {answer.region.label}' if answer.region else ''}"


@cache
def _style() -> str:
    return (Path(__file__).parent / "css" / STYLE).read_text(encoding="utf-8")


@cache
def _environment() -> jinja2.Environment:
    from textwrap import wrap

    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        {"big": big, "small": small, "day": day, "bubbles": bubbles, "wrapped": wrap, "web": _web}
    )
    made.globals.update(
        {"shape": shape, "wide": WIDE, "high": HIGH, "shapes": SHAPES, "strengths": STRENGTHS}
    )
    made.globals["directions"] = _directions()
    return made


def _directions() -> dict[str, str]:
    from ..queries.transferability import DIRECTIONS

    return DIRECTIONS


def _web(url: str) -> str:
    """An address that may be linked to, or nothing."""
    return url if url.startswith(("https://", "http://")) else ""
