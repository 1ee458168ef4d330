"""Asks: which further powers would open most to a region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from ...queries.transferability import table
from .support import download
from .support.region_choice import choose_region
from .support.rendering import View
from .support.table import paged

if TYPE_CHECKING:
    from .support.page_request import Visit

FORMS = ("csv", "xlsx", "json", "turtle")
LARGEST = 3
CRUMBS = (("Home", "/"), ("Which powers to ask for", "/asks"))


def page(visit: Visit) -> View | Response:
    """Answer `/asks`."""
    region, size = visit.text("region"), visit.number("size", 1, 1, LARGEST)
    form = download.wanted(visit, FORMS)
    if not region:
        return choose_region(
            visit,
            "Which powers to ask for next?",
            CRUMBS,
            "For each power that a region lacks: the interventions that would become possible if "
            "it gained it, who holds it elsewhere, and under which act, order or deal.",
        )
    outcome = visit.text("outcome") or None
    answer = visit.transferability.further_powers(region, size=size, outcome=outcome, as_of=visit.as_of)
    if form:
        return download.result(table(answer), form, f"asks-{answer.region.slug}", visit)
    asks, pages = paged(visit, answer.asks, 25)
    return View(
        "asks.html.jinja",
        f"Which powers could {answer.region.label} ask for next?",
        (*CRUMBS, (answer.region.label, "")),
        {
            "answer": answer,
            "asks": asks,
            "sizes": [
                (number, visit.here(size=number if number > 1 else None, page=None))
                for number in range(1, LARGEST + 1)
            ],
            "pages": pages,
            "regions": visit.names.choices("region"),
            "outcomes": visit.names.choices("outcome"),
            "offers": download.offers(visit, FORMS),
        },
    )
