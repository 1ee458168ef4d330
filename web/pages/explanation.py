"""The explanation: why a region can or cannot take up one intervention, as a page and as a note to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from ...notes import note
from .support import download
from .support.rendering import View

if TYPE_CHECKING:
    from ...queries.transferability import Explanation
    from .support.page_request import Visit

FORMS = ("docx", "markdown", "text", "json")


def page(visit: Visit) -> View | Response:
    """Answer `/transfer/REGION/INTERVENTION`."""
    form = download.wanted(visit, FORMS)
    answer = visit.transferability.explanation(
        visit.part("intervention"),
        visit.part("region"),
        as_of=visit.as_of,
        outcome=visit.text("outcome") or None,
    )
    place = f"/transfer/{answer.region.slug}/{answer.intervention.slug}"
    if visit.path != place:
        return RedirectResponse(visit.at.with_pairs(place, list(visit.others())), 302)
    if form:
        return _file(visit, answer, form)
    return View(
        "explanation.html.jinja",
        f"{answer.intervention.label}: for {answer.region.label}",
        (
            ("Home", "/"),
            ("What could we do?", "/transfer"),
            (answer.region.label, f"/transfer?to={answer.region.slug}"),
            (answer.intervention.label, place),
        ),
        {
            "answer": answer,
            "numbers": {source: number for number, source in enumerate(answer.sources, 1)},
            "offers": download.offers(visit, FORMS),
            "outcomes": visit.names.choices("outcome"),
            "regions": visit.names.choices("region"),
        },
    )


def _file(visit: Visit, answer: Explanation, form: str) -> Response:
    name = f"{answer.intervention.slug}-for-{answer.region.slug}"
    if form == "docx":
        address = f"{str(visit.request.base_url).rstrip('/')}{visit.path}?as-of={answer.as_of}"
        return download.file(note(answer, address), form, name)
    written = {"markdown": answer.to_markdown, "text": answer.to_text, "json": answer.to_json}
    return download.file(written[form](), form, name)
