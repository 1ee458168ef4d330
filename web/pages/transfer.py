"""The transfer finder: what a region could take up, filtered by links, in the method's order or another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.responses import RedirectResponse, Response

from ...errors import NothingReaches
from ...ontology.terms import slug
from ...queries.transferability.facts import facts as rows
from ...queries.transferability.method.gate import VERDICTS
from ...queries.transferability.method.ranking import transfer
from ...queries.transferability.report.tables.reason import because
from ...queries.transferability.report.tables.transfer import transfer_record, transfer_table
from .support import download
from .support.rendering import View
from .support.table import Head, paged

if TYPE_CHECKING:
    from ...queries.transferability.method.distance import Distance
    from ...queries.transferability.method.ranking import Answer, Candidate
    from .support.page_request import Visit

FORMS = ("csv", "xlsx", "json", "turtle")
SORTS = ("evidence", "distance", "equity", "name")
SIZE = 20
_EQUITY = {"Narrows": 0, "Widens": 2}


class Line(NamedTuple):
    """One intervention as the list shows it."""

    slug: str
    label: str
    href: str
    regions: list[tuple[str, str]]
    verdict: str
    because: str
    evidence: str
    direction: str
    findings: int
    equity: str
    weakest: str
    distance: float | None
    nearest: str
    share: str
    few: bool
    here: bool


class Facet(NamedTuple):
    """A filter as a link: its words, how many it leaves, where it leads, and whether it is on."""

    words: str
    number: int
    href: str
    on: bool


def page(visit: Visit) -> View | Response:
    """Answer `/transfer`."""
    to = visit.thing("to", "region")
    intervention = visit.thing("intervention", "intervention")
    if to and intervention:
        place = f"/transfer/{slug(to)}/{slug(intervention)}"
        return RedirectResponse(
            visit.at(place, as_of=visit.text("as-of"), outcome=visit.text("outcome")), 302
        )
    form = download.wanted(visit, FORMS)
    if not to:
        return View(
            "transfer-start.html.jinja",
            "What could we do?",
            (("Home", "/"), ("What could we do?", "/transfer")),
            {"regions": visit.names.choices("region"), "outcomes": visit.names.choices("outcome")},
        )
    answer, instead = _judged(visit, to)
    verdict = visit.choice("verdict", VERDICTS)
    sort = visit.choice("sort", SORTS)
    fit = answer._replace(candidates=_sorted(answer.candidates, verdict, sort))
    name = f"transfer-{slug(to)}"
    if form == "json":
        return download.record(transfer_record(fit), name)
    if form:
        return download.result(
            transfer_table(fit, visit.names.labels, rows.cited(visit.store)), form, name, visit
        )
    return _listed(visit, answer, fit, verdict, sort, instead)


def _judged(visit: Visit, to: str) -> tuple[Answer, list[Facet]]:
    """What the region could take up; where nothing reaches the outcome through the determinant, what else.

    Each may be reached well without the other, so an empty list says that, not a trouble.
    """
    outcome = visit.thing("outcome", "outcome") or None
    determinant = visit.thing("determinant", "determinant") or None
    everything = visit.choice("show", ["all"]) == "all"
    asked = partial(transfer, visit.store, to, as_of=visit.day(), everything=everything)
    try:
        return asked(outcome=outcome, determinant=determinant), []
    except NothingReaches:
        if not outcome or not determinant:
            raise
    wider = asked(outcome=outcome)
    instead = [Facet(visit.names.of(outcome), len(wider.candidates), visit.here(determinant=None), False)]
    with suppress(NothingReaches):
        found = len(asked(determinant=determinant).candidates)
        instead.append(Facet(visit.names.of(determinant), found, visit.here(outcome=None), False))
    return wider._replace(determinant=determinant, candidates=[], already=0, own=0), instead


def _sorted(candidates: list[Candidate], verdict: str, sort: str) -> list[Candidate]:
    """Those with the verdict, in the method's order or another: page and downloads alike."""
    fit = [each for each in candidates if not verdict or each.verdict.verdict == verdict]
    return sorted(fit, key=_KEYS[sort]) if sort else fit


def _listed(visit: Visit, answer: Answer, fit: Answer, verdict: str, sort: str, instead: list[Facet]) -> View:
    part, pages = paged(visit, fit.candidates, SIZE)
    counts = Counter(each.verdict.verdict for each in answer.candidates)
    facets = [Facet("All", len(answer.candidates), visit.here(verdict=None, page=None), not verdict)]
    facets += [
        Facet(each, counts[each], visit.here(verdict=each, page=None), verdict == each)
        for each in VERDICTS
        if counts[each] or verdict == each
    ]
    heads = {
        each: Head(each, visit.here(sort=each, page=None), each if sort == each else "") for each in SORTS
    }
    return View(
        "transfer.html.jinja",
        f"What could {answer.region_label} take up?",
        (("Home", "/"), ("What could we do?", "/transfer"), (answer.region_label, "")),
        {
            "answer": answer,
            "region": slug(answer.region),
            "lines": [_line(visit, each, answer) for each in part],
            "total": len(fit.candidates),
            "pages": pages,
            "facets": facets,
            "instead": instead,
            "through": visit.names.of(answer.determinant) if answer.determinant else "",
            "verdict": verdict,
            "sorts": heads,
            "method": Head("the method's order", visit.here(sort=None, page=None), "" if sort else "on"),
            "offers": download.offers(visit, FORMS),
            "chosen": {
                each: slug(visit.thing(each, each)) if visit.text(each) else ""
                for each in ("outcome", "determinant")
            },
            "as_of": visit.day() or "",
            "everything": visit.text("show") == "all",
            "all_href": visit.here(show="all", page=None),
            "less_href": visit.here(show=None, page=None),
            "regions": visit.names.choices("region"),
            "outcomes": visit.names.choices("outcome"),
            "determinants": visit.names.choices("determinant"),
        },
    )


def _line(visit: Visit, each: Candidate, answer: Answer) -> Line:
    said = transfer_record(answer._replace(candidates=[each]))[0]
    evidence = said["evidence"]
    assert isinstance(evidence, dict)  # noqa: S101 - the JSON contract says so
    return Line(
        slug(each.intervention),
        each.label,
        visit.at(
            f"/transfer/{slug(answer.region)}/{slug(each.intervention)}",
            as_of=visit.text("as-of"),
            outcome=visit.text("outcome"),
        ),
        [(visit.names.of(region), visit.at.thing(region)) for region in each.regions],
        each.verdict.verdict,
        because(each, visit.names.labels),
        evidence["best"] or "",
        evidence["direction"] or "",
        each.evidence.findings,
        str(said["equity"]) if each.evidence.findings else "",
        str(said["weakest_edge"] or ""),
        each.distance.distance if each.distance else None,
        visit.names.of(each.nearest) if each.nearest else "",
        each.distance.share if each.distance else "",
        _few(each.distance),
        each.runs_here,
    )


def _few(apart: Distance | None) -> bool:
    """Whether under half of the features could be compared: too few to say how alike two places are."""
    return apart is not None and 2 * len(apart.compared) < apart.features


def _by_distance(each: Candidate) -> tuple[bool, bool, float]:
    apart = each.distance.distance if each.distance else None
    return (apart is None, _few(each.distance), apart or 0.0)


_KEYS: dict[str, Callable[[Candidate], Any]] = {
    "evidence": lambda each: -each.evidence.rank,
    "distance": _by_distance,
    "equity": lambda each: _EQUITY.get(each.evidence.equity or "", 1),
    "name": lambda each: each.label.casefold(),
}
