"""The timeline: what a region held or shared, from when until when, and what changed on which day."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from starlette.responses import Response

from ...queries.transferability import table
from .support import download
from .support.lanes import lanes
from .support.region_choice import choose_region
from .support.rendering import View

if TYPE_CHECKING:
    from ...queries.transferability import PowerChange
    from .support.page_request import Visit

FORMS = ("csv", "xlsx", "json", "turtle")
CRUMBS = (("Home", "/"), ("Powers over time", "/timeline"))


def page(visit: Visit) -> View | Response:
    """Answer `/timeline`."""
    region = visit.text("region")
    form = download.wanted(visit, FORMS)
    if not region:
        return choose_region(
            visit,
            "Which powers, since when?",
            CRUMBS,
            "What a region and those that it followed held or shared, from when until when, by "
            "which section, article or deal, and what changed on which day.",
        )
    answer = visit.transferability.timeline(region, as_of=visit.as_of)
    if form:
        return download.result(table(answer), form, f"timeline-{answer.region.slug}", visit)
    return View(
        "timeline.html.jinja",
        f"The powers of {answer.region.label} over time",
        (*CRUMBS, (answer.region.label, "")),
        {
            "answer": answer,
            "lanes": lanes(answer),
            "days": by_day(answer.changes),
            "regions": visit.names.choices("region"),
            "offers": download.offers(visit, FORMS),
        },
    )


def by_day(changes: tuple[PowerChange, ...]) -> list[tuple[str, list[tuple[str, list[PowerChange]]]]]:
    """The changes of each day (as precise as its source), the latest first, and of each kind."""
    return [
        (
            day,
            [(kind, list(same)) for kind, same in groupby(of_day, lambda change: change.kind.label)],
        )
        for day, of_day in groupby(_latest_first(changes), lambda change: change.when)
    ]


def _latest_first(changes: tuple[PowerChange, ...]) -> list[PowerChange]:
    kinds = sorted(changes, key=lambda change: (change.when, change.kind.label))
    return sorted(kinds, key=lambda change: change.day, reverse=True)
