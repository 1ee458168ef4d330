"""The matrix: what every region holds, shares or lacks in each power domain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.responses import Response

from ...queries.authority import regions
from ...queries.dates import asked_day
from ...queries.execution import ask
from ..store_cache import kept
from .support import download
from .support.filters import slugged
from .support.rendering import View
from .support.urls import outside

if TYPE_CHECKING:
    from .support.page_request import Visit

FORMS = ("csv", "xlsx", "json", "turtle")
STATES = ("held", "shared", "not held", "not stated")


class Square(NamedTuple):
    """One cell of the matrix."""

    state: str
    words: str
    rests_on: str
    power: str
    basis: str
    since: str
    ended: str
    held: int
    shared: int
    levers: int
    source: str
    url: str
    claim: str


class Line(NamedTuple):
    """A region, the day on which its authority ended, and its cells in the order of the domains."""

    label: str
    href: str
    slug: str
    ended: str
    cells: list[Square | None]


def page(visit: Visit) -> View | Response:
    """Answer `/matrix`."""
    day = asked_day(visit.as_of)
    on = day.iso
    form = download.wanted(visit, FORMS)
    only = visit.choice("state", ("held", "shared", "not-held", "not-stated"))
    answer = ask(visit.store, "power-matrix", {"asOf": on})
    if form:
        return download.result(answer, form, f"power-matrix-{on}", visit)
    domains: dict[str, str] = {}
    lines: dict[str, tuple[str, dict[str, Square]]] = {}
    ends = {
        each.iri: each.end
        for each in kept(visit.store, "regions", regions).values()
        if each.end and each.end < on
    }
    rows: Iterable[Any] = answer
    for row in rows:
        domains.setdefault(row.domain, row.domainLabel)
        cells = lines.setdefault(row.region, (row.regionLabel, {}))[1]
        cells[row.domain] = _square(visit, row)
    return View(
        "matrix.html.jinja",
        "Who holds which powers?",
        (("Home", "/"), ("Powers", "/matrix")),
        {
            "domains": [(label, visit.at.thing(iri)) for iri, label in domains.items()],
            "lines": [
                Line(
                    label,
                    visit.at.thing(iri),
                    iri.rpartition("/")[2],
                    ends.get(iri, ""),
                    [cells.get(domain) for domain in domains],
                )
                for iri, (label, cells) in lines.items()
            ],
            "on": on,
            "as_of": on if day.named else "",
            "only": only,
            "states": [(slugged(each), each, visit.here(state=slugged(each))) for each in STATES],
            "every": visit.here(state=None),
            "offers": download.offers(visit, FORMS, "state"),
        },
    )


def _square(visit: Visit, row: Any) -> Square:
    def text(name: str) -> str:
        value = getattr(row, name, None)
        return "" if value is None else str(value)

    claim = text("claim")
    return Square(
        slugged(text("state")),
        text("state"),
        text("restsOn"),
        text("power"),
        text("legalBasis"),
        text("since"),
        text("ended"),
        int(text("heldLevers") or 0),
        int(text("sharedLevers") or 0),
        int(text("levers") or 0),
        text("sourceLabel"),
        outside(text("sourceUrl")),
        visit.at.thing(claim) if "/id/" in claim else "",
    )
