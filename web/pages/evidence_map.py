"""The evidence map: kinds of intervention by what was measured, each cell a link to its findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from ...queries.transferability import table
from ...viz.evidence_map import Links, drawn, picture, title, web_page
from .support import download
from .support.labels import Named
from .support.rendering import View

if TYPE_CHECKING:
    from ...queries.transferability import EvidenceMap
    from .support.page_request import Visit

FORMS = ("csv", "xlsx", "json", "svg", "page")


def page(visit: Visit) -> View | Response:
    """Answer `/evidence-map`."""
    form = download.wanted(visit, FORMS)
    answer = visit.transferability.evidence_map(
        region=visit.text("region") or None,
        group=visit.text("group") or None,
        kind=visit.text("kind") or None,
        cell=visit.text("cell") or ("all" if form == "page" else None),
        as_of=visit.as_of,
    )
    if form:
        return _file(visit, answer, form)
    narrowed = any((answer.region, answer.group, answer.kind))
    links = Links(
        lambda row, column: visit.here(cell=f"{row}:{column}") + f"#cell-{row}-{column}",
        lambda row: visit.here(kind=row, cell=None),
        lambda column: visit.here(group=column, cell=None),
        visit.at.thing,
    )
    return View(
        "evidence-map.html.jinja",
        title(answer) if narrowed else "What was found to work, and where nobody knows",
        (("Home", "/"), ("Evidence map", "/evidence-map")) + (((title(answer), ""),) if narrowed else ()),
        {
            "answer": answer,
            "parts": drawn(answer, links),
            "regions": visit.names.choices("region"),
            "kinds": visit.names.choices("domain"),
            "groups": [Named(group.slug, group.label) for group in visit.transferability.outcome_groups()],
            "whole": visit.here(region=None, group=None, kind=None, cell=None),
            "narrowed": narrowed,
            "offers": download.offers(visit, FORMS),
        },
    )


def _file(visit: Visit, answer: EvidenceMap, form: str) -> Response:
    """The map as a file: its cells, the findings of an opened one, its picture, or all on one page."""
    name = "-".join(
        ["evidence-map", *(part.slug for part in (answer.kind, answer.group, answer.region) if part)]
    )
    if form == "svg":
        return download.file(picture(answer), form, name)
    if form == "page":
        address = str(visit.request.base_url).rstrip("/") + visit.here(format=None).removeprefix(
            visit.at.root
        )
        return download.file(web_page(answer, address), form, name)
    return download.result(table(answer), form, name, visit)
