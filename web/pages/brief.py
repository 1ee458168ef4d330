"""The brief: one region and one problem, answered on a page and as a note to hand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from ...errors import UsageError
from ...graph.search import entries
from ...notes import document, slides, web_page
from ...ontology.terms import ID, slug
from ...queries.wording import listed
from ..store_cache import kept
from .support import chart, download, reading
from .support.chart import Chart, Point
from .support.rendering import View

if TYPE_CHECKING:
    from ...graph.store import Store
    from ...queries.transferability import Brief
    from .support.page_request import Visit

FORMS = ("docx", "page", "pptx", "json")
PROBLEMS = ("outcome", "determinant")


def page(visit: Visit) -> View | Response:
    """Answer `/brief`; words that name a region or a problem lead to the address with their slugs."""
    region, problem = _region(visit), _problem(visit)
    if len(region.things) != 1 or len(problem.things) != 1:
        return _start(visit, region, problem)
    place = _address(visit, region.thing, problem.thing)
    if place != visit.here():
        return RedirectResponse(place, 302)
    form = download.wanted(visit, FORMS)
    kind = _kind(problem.thing)
    brief = visit.transferability.brief(
        slug(region.thing),
        outcome=slug(problem.thing) if kind == "outcome" else None,
        determinant=slug(problem.thing) if kind == "determinant" else None,
        as_of=visit.as_of,
    )
    if form:
        return _file(visit, brief, form)
    return View(
        "brief.html.jinja",
        brief.title,
        (
            ("Home", "/"),
            ("What could we do?", "/brief"),
            (brief.region.label, f"/region/{brief.region.slug}"),
            (brief.problem.label, ""),
        ),
        {
            "brief": brief,
            "charts": [_chart(brief, place) for place in range(len(brief.figures))],
            "offers": download.offers(visit, FORMS),
            "asked": {"as_of": visit.text("as-of"), kind: brief.problem.slug},
            **choices(visit.store),
        },
    )


def choices(store: Store) -> dict[str, object]:
    """The words that the two fields suggest: regions and councils, problems by every name."""
    return {
        "places": kept(store, "places of briefs", _places),
        "problems": kept(store, "problems of briefs", _problems),
    }


def _region(visit: Visit) -> reading.Reading:
    given = visit.text("region")
    return reading.place(visit, given) if given else reading.Reading(())


def _problem(visit: Visit) -> reading.Reading:
    """The problem asked for, by its kind or by any word."""
    named = [(kind, given) for kind in PROBLEMS if (given := visit.text(kind))]
    if len(named) > 1 or (named and visit.text("problem")):
        raise UsageError("a brief is about one problem: give an outcome or a determinant, not both.")
    if named:
        kind, given = named[0]
        return reading.Reading((visit.known(given, kind, kind),))
    given = visit.text("problem")
    return reading.problem(visit, given) if given else reading.Reading(())


def _start(visit: Visit, region: reading.Reading, problem: reading.Reading) -> View:
    """The two fields, with the readings of what was typed."""
    asked = visit.text("problem") or next((visit.text(kind) for kind in PROBLEMS if visit.text(kind)), "")
    if not asked and len(problem.things) == 1:
        asked = visit.names.of(problem.thing)
    return View(
        "brief-start.html.jinja",
        "What could we do?",
        (("Home", "/"), ("What could we do?", "/brief")),
        {
            "region": visit.text("region"),
            "problem": asked,
            "regions_meant": [(visit.names.of(iri), visit.here(region=slug(iri))) for iri in region.things],
            "problems_meant": [
                (
                    visit.names.of(iri),
                    visit.here(**_named(iri)),
                )
                for iri in problem.things
            ],
            **choices(visit.store),
        },
    )


def _address(visit: Visit, region: str, problem: str) -> str:
    """The permanent address of a brief."""
    if visit.text("region") == slug(region) and visit.text(_kind(problem)) == slug(problem):
        return visit.here()
    return visit.here(region=slug(region), **_named(problem))


def _named(problem: str) -> dict[str, str | None]:
    """The parameters that name a problem by its slug, and no other way."""
    others: dict[str, str | None] = dict.fromkeys(("problem", *PROBLEMS))
    return others | {_kind(problem): slug(problem)}


def _kind(iri: str) -> str:
    return iri.removeprefix(ID).partition("/")[0]


def _chart(brief: Brief, place: int) -> Chart:
    """The region and England on one scale, with their limits."""
    figure = brief.figures[place]
    pairs = [(brief.region.label, figure.here, True), ("England", figure.england, False)]
    points = [
        Point(label, quantity.value, quantity.lower, quantity.upper, chosen=chosen)
        for label, quantity, chosen in pairs
        if quantity
    ]
    return chart.across(points)


def _file(visit: Visit, brief: Brief, form: str) -> Response:
    """The brief as a file, with the address of this page in it."""
    address = str(visit.request.base_url).rstrip("/") + visit.here(format=None).removeprefix(visit.at.root)
    if form in ("docx", "pptx"):
        content: bytes | str = (document if form == "docx" else slides)(brief, address)
    else:
        content = brief.to_json() if form == "json" else web_page(brief, address)
    return download.file(content, form, f"{brief.problem.slug}-{brief.region.slug}")


def _places(store: Store) -> list[tuple[str, str]]:
    """Regions, and councils with their region, by name."""
    named = {entry.iri: entry.label for entry in entries(store) if entry.kind in ("region", "council")}
    places = {(label, "") for iri, label in named.items() if _kind(iri) == "region"}
    for council, regions in reading.councils(store).items():
        within = listed(named[region] for region in regions if region in named)
        if within and council in named:
            places.add((named[council], f"council in {within}"))
    return sorted(places)


def _problems(store: Store) -> list[tuple[str, str]]:
    """Every name of an outcome or determinant, with the label where it is another."""
    found: dict[str, str] = {}
    for entry in entries(store):
        if entry.kind in PROBLEMS:
            for name in entry.names:
                if name == entry.label:
                    found[name] = ""
                elif name != slug(entry.iri):
                    found.setdefault(name, entry.label)
    return sorted(found.items(), key=lambda pair: pair[0].casefold())
