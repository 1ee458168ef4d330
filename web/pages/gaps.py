"""Gaps: what a region leaves unused and cannot reach, and what the record lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from ...queries.transferability import table
from .support import download
from .support.region_choice import choose_region
from .support.rendering import View

if TYPE_CHECKING:
    from .support.page_request import Visit

FORMS = ("csv", "xlsx", "json", "turtle")
CRUMBS = (("Home", "/"), ("What is left unused", "/gaps"))
HEADINGS = {
    "out-of-reach": (
        "Determinants out of reach",
        "No lever that the region holds, and no soft power, leads to these by steps on record.",
    ),
    "without-intervention": (
        "Outcomes that no intervention reaches",
        "Nothing on record, in any region, leads to these.",
    ),
    "without-evidence": (
        "Interventions whose evaluation was looked for in vain",
        "A dated search found none; that does not mean that they do not work.",
    ),
    "not-searched": (
        "Interventions whose evaluation nobody looked for",
        "No finding is on record, and no search.",
    ),
    "without-indicator": (
        "Interventions without an indicator",
        "No indicator on record measures what these act on.",
    ),
}
"""The heading of each kind of gap, and a sentence on it."""


def page(visit: Visit) -> View | Response:
    """Answer `/gaps`."""
    region = visit.text("region")
    form = download.wanted(visit, FORMS)
    if not region:
        return choose_region(
            visit,
            "What is left unused, and what is out of reach?",
            CRUMBS,
            "Levers that a region holds and others used for health; determinants out of its "
            "reach; outcomes that nothing reaches; interventions without evidence or an indicator.",
        )
    answer = visit.transferability.gaps(region, as_of=visit.as_of)
    if form:
        return download.result(table(answer), form, f"gaps-{answer.region.slug}", visit)
    return View(
        "gaps.html.jinja",
        f"What does {answer.region.label} leave unused?",
        (*CRUMBS, (answer.region.label, "")),
        {
            "answer": answer,
            "headings": HEADINGS,
            "regions": visit.names.choices("region"),
            "offers": download.offers(visit, FORMS),
        },
    )
