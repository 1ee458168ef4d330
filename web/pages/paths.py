"""Paths: the best evidenced ways from a lever to an outcome, each with its weakest step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from ...queries.transferability import table
from .support import download
from .support.rendering import View

if TYPE_CHECKING:
    from .support.page_request import Visit

FORMS = ("csv", "xlsx", "json", "turtle")
MOST = 50
TURNS = {"increases": "raises", "decreases": "lowers"}
"""The verb for each direction in which a cause moves its target; any other acts on it."""
HEALTH = {"ImprovesHealth": "good for health", "WorsensHealth": "bad for health"}


def page(visit: Visit) -> View | Response:
    """Answer `/paths`."""
    lever, outcome = visit.text("from"), visit.text("to")
    number = visit.number("k", 5, 1, MOST)
    form = download.wanted(visit, FORMS)
    data: dict[str, object] = {
        "levers": visit.names.choices("lever"),
        "outcomes": visit.names.choices("outcome"),
    }
    crumbs = (("Home", "/"), ("Paths", "/paths"))
    if not lever or not outcome:
        chosen = visit.thing("from", "lever"), visit.thing("to", "outcome", "determinant")
        data |= {name: iri.rpartition("/")[2] for name, iri in zip(("lever", "outcome"), chosen, strict=True)}
        return View("paths-start.html.jinja", "How does a lever reach an outcome?", crumbs, data)
    answer = visit.transferability.paths(lever, outcome, k=number)
    if form:
        name = f"paths-{answer.lever.slug}-{answer.outcome.slug}"
        return download.result(table(answer), form, name, visit)
    ends = f"{answer.lever.label} to {answer.outcome.label}"
    kind = answer.outcome.iri.split("/")[-2]
    return View(
        "paths.html.jinja",
        f"From {ends}",
        (*crumbs, (ends, "")),
        {
            **data,
            "lever": answer.lever.slug,
            "outcome": answer.outcome.slug,
            "answer": answer,
            "turns": TURNS,
            "health": HEALTH,
            "more": visit.here(k=min(number * 2, MOST))
            if len(answer.paths) == number and number < MOST
            else "",
            "explored": f"view=paths&from=lever/{answer.lever.slug}&to={kind}/{answer.outcome.slug}",
            "offers": download.offers(visit, FORMS),
        },
    )
