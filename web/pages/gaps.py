"""Gaps: what a region leaves unused and cannot reach, and what the record lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from ...ontology.terms import slug
from ...queries.transferability.facts import facts as rows
from ...queries.transferability.method.gaps import gaps
from ...queries.transferability.method.ranking import standing
from ...queries.transferability.report.tables.gaps import gaps_record, gaps_table
from .support import download
from .support.page_request import today
from .support.rendering import View

if TYPE_CHECKING:
    from .support.page_request import Visit

FORMS = ("csv", "xlsx", "json", "turtle")


def page(visit: Visit) -> View | Response:
    """Answer `/gaps`."""
    region = visit.thing("region", "region")
    form = download.wanted(visit, FORMS)
    crumbs = (("Home", "/"), ("What is left unused", "/gaps"))
    if not region:
        return View(
            "choose-region.html.jinja",
            "What is left unused, and what is out of reach?",
            crumbs,
            {
                "regions": visit.names.choices("region"),
                "lead": "Levers that a region holds and others used for health; determinants out of its "
                "reach; outcomes that nothing reaches; interventions without evidence or an indicator.",
            },
        )
    on = visit.day() or today()
    place = standing(rows.regions(visit.store), region, on, named=visit.day() is not None)
    found = gaps(visit.store, region, as_of=on)
    if form == "json":
        return download.record(gaps_record(found), f"gaps-{slug(region)}")
    if form:
        return download.result(gaps_table(found, visit.names.labels), form, f"gaps-{slug(region)}", visit)

    def named(iris: list[str]) -> list[tuple[str, str]]:
        pairs = [(visit.names.of(iri), visit.at.thing(iri)) for iri in iris]
        return sorted(pairs, key=lambda pair: pair[0].casefold())

    return View(
        "gaps.html.jinja",
        f"What does {place.label} leave unused?",
        (*crumbs, (place.label, "")),
        {
            "region": slug(region),
            "label": place.label,
            "on": on,
            "untapped": [
                (
                    visit.names.of(each.lever),
                    visit.at.thing(each.lever),
                    each.status,
                    named(list(each.used_elsewhere)),
                )
                for each in found.untapped
            ],
            "lists": [
                (
                    "Determinants out of reach",
                    "No lever that the region holds, and no soft power, leads to these by steps on record.",
                    named(found.out_of_reach),
                ),
                (
                    "Outcomes that no intervention reaches",
                    "Nothing on record, in any region, leads to these.",
                    named(found.without_intervention),
                ),
                (
                    "Interventions without a finding",
                    "No evaluation is on record; that does not mean that they do not work.",
                    named(found.without_evidence),
                ),
                (
                    "Interventions without an indicator",
                    "No indicator on record measures what these act on.",
                    named(found.without_indicator),
                ),
            ],
            "regions": visit.names.choices("region"),
            "as_of": visit.day() or "",
            "offers": download.offers(visit, FORMS),
        },
    )
