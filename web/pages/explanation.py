"""The explanation: why a region can or cannot take up one intervention, as a page and as a note to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import RedirectResponse, Response

from ...ontology.terms import slug
from ...queries.transferability.report.explanation import formats as writing
from ...queries.transferability.report.explanation.explanation import explain
from ...queries.transferability.report.explanation.summary import VERDICT_WORDS
from .support import download, word_document as document
from .support.filters import slugged
from .support.rendering import View

if TYPE_CHECKING:
    from ...queries.transferability.facts.facts import Cited
    from ...queries.transferability.method.gate import Requirement
    from ...queries.transferability.report.explanation.explanation import Explanation
    from .support.page_request import Visit

FORMS = ("docx", "markdown", "text", "json")


class Need(NamedTuple):
    """A requirement in a row: what would meet it, its state, what meets it, under which law."""

    levers: list[tuple[str, str]]
    helpful: bool
    state: str
    met_by: str
    basis: str


class Told(NamedTuple):
    """A sentence with the numbers of its sources."""

    text: str
    sources: list[int]


def page(visit: Visit) -> View | Response:
    """Answer `/transfer/REGION/INTERVENTION`."""
    region = visit.known(visit.part("region"), "", "region")
    intervention = visit.known(visit.part("intervention"), "", "intervention")
    place = f"/transfer/{slug(region)}/{slug(intervention)}"
    if visit.path != place:
        return RedirectResponse(visit.at.with_pairs(place, list(visit.others())), 302)
    outcome = visit.thing("outcome", "outcome") or None
    form = download.wanted(visit, FORMS)
    told = explain(visit.store, intervention, region, as_of=visit.day(), outcome=outcome)
    if form:
        return _file(visit, told, form)
    cited: dict[Cited, int] = {}
    sections = [
        (
            section.title,
            [
                Told(each.text, [cited.setdefault(source, len(cited) + 1) for source in each.sources])
                for each in section.sentences
            ],
        )
        for section in told.sections
    ]
    return View(
        "explanation.html.jinja",
        f"{told.label}: for {told.region_label}",
        (
            ("Home", "/"),
            ("What could we do?", "/transfer"),
            (told.region_label, f"/transfer?to={slug(region)}"),
            (told.label, place),
        ),
        {
            "told": told,
            "region": slug(region),
            "intervention": slug(intervention),
            "sections": sections,
            "sources": list(cited),
            "needs": [_need(visit, each) for each in told.requirements],
            "says": VERDICT_WORDS[told.verdict],
            "offers": download.offers(visit, FORMS),
            "as_of": visit.day() or "",
            "outcome": visit.text("outcome"),
            "outcomes": visit.names.choices("outcome"),
            "regions": visit.names.choices("region"),
        },
    )


def _need(visit: Visit, need: Requirement) -> Need:
    best = need.best
    said = next((row for row in best.rows if row.met == (best.met_by or best.lever) and row.claim), None)
    state = "ended" if need.state == "not-held" and best.ended else slugged(need.state)
    return Need(
        [(visit.names.of(option.lever), visit.at.thing(option.lever)) for option in need.options],
        need.helpful,
        state,
        "a soft power, open to every region"
        if best.rows[0].soft
        else visit.names.of(best.met_by)
        if best.met_by
        else "",
        (said.legal_basis or "not stated") if said and best.met_by else "",
    )


def _file(visit: Visit, told: Explanation, form: str) -> Response:
    name = f"{slug(told.intervention)}-for-{slug(told.region)}"
    if form == "json":
        return download.record(writing.record(told), name)
    if form == "docx":
        address = f"{str(visit.request.base_url).rstrip('/')}{visit.path}?as-of={told.as_of}"
        return download.file(document.note(told, address), "docx", name)
    words = writing.markdown(told) if form == "markdown" else writing.text(told)
    return download.file(words, form, name)
