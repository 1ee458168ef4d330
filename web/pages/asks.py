"""Asks: which further powers would open most to a region."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import Response

from ...ontology.terms import slug
from ...queries.transferability.facts import facts as rows
from ...queries.transferability.method.further_powers import Ask, Asks, further
from ...queries.transferability.method.gate import verdicts
from ...queries.transferability.method.ranking import standing
from ...queries.transferability.report.tables.asks import among, asks_record, asks_table, elsewhere
from .support import download
from .support.filters import when
from .support.page_request import today
from .support.rendering import View
from .support.table import paged

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .support.page_request import Visit

FORMS = ("csv", "xlsx", "json", "turtle")
LARGEST = 3


class Line(NamedTuple):
    """One ask: its levers, how each stands today, what it opens, who holds them, under what."""

    levers: list[tuple[str, str]]
    today: list[tuple[str, str]]
    closed: int
    opens: list[tuple[str, str]]
    held_by: list[tuple[str, str]]
    shared_by: list[tuple[str, str]]
    granted_by: list[str]


def page(visit: Visit) -> View | Response:
    """Answer `/asks`."""
    region, size = visit.thing("region", "region"), visit.number("size", 1, 1, LARGEST)
    form = download.wanted(visit, FORMS)
    crumbs = (("Home", "/"), ("Which powers to ask for", "/asks"))
    if not region:
        return View(
            "choose-region.html.jinja",
            "Which powers to ask for next?",
            crumbs,
            {
                "regions": visit.names.choices("region"),
                "lead": "For each power that a region lacks: the interventions that would become possible if "
                "it gained it, who holds it elsewhere, and under which act, order or deal.",
            },
        )
    on = visit.day() or today()
    place = standing(rows.regions(visit.store), region, on, named=visit.day() is not None)
    judged = verdicts(rows.options(visit.store, region, on))
    found = further(judged, size)
    if form == "json":
        return download.record(
            asks_record(visit.store, found.asks, on, region=region), f"asks-{slug(region)}"
        )
    if form:
        things = [each for ask in found.asks for each in (*ask.levers, *ask.unlocks)]
        table = asks_table(
            visit.store,
            found.asks,
            on,
            visit.names.labels,
            rows.cited(visit.store),
            region=region,
            states=found.states,
            closed=found.closed,
            exact=found.exact,
            size=size,
        )
        return download.result(table, form, f"asks-{slug(region)}", visit, *things)
    part, pages = paged(visit, found.asks, 25)
    return View(
        "asks.html.jinja",
        f"Which powers could {place.label} ask for next?",
        (*crumbs, (place.label, "")),
        {
            "region": slug(region),
            "label": place.label,
            "on": on,
            "size": size,
            "sizes": [(each, visit.here(size=each if each > 1 else None, page=None)) for each in (1, 2, 3)],
            "exact": found.exact,
            "lines": _lines(visit, part, found, on, region),
            "pages": pages,
            "regions": visit.names.choices("region"),
            "as_of": visit.day() or "",
            "offers": download.offers(visit, FORMS),
        },
    )


def _lines(visit: Visit, chosen: Sequence[Ask], found: Asks, on: str, region: str) -> list[Line]:
    by_lever = elsewhere(visit.store, on, region)

    def named(iris: Iterable[str]) -> list[tuple[str, str]]:
        return [(visit.names.of(iri), visit.at.thing(iri)) for iri in iris]

    def line(ask: Ask) -> Line:
        others = among(ask, by_lever)
        return Line(
            named(ask.levers),
            [_state(found.states.get(lever, "")) for lever in ask.levers],
            sum(each in found.closed for each in ask.unlocks),
            named(ask.unlocks),
            named(sorted({each.region for each in others if each.status == "Held"})),
            named(sorted({each.region for each in others if each.status == "Shared"})),
            sorted({each.legal_basis for each in others if each.legal_basis}),
        )

    return [line(ask) for ask in chosen]


def _state(said: str) -> tuple[str, str]:
    """How a region stands to a power: the state, and the words for it."""
    state, _, until = said.partition(" ")
    return state or "not-stated", f"Ended {when(until)}" if until else ""
