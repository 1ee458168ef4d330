"""The transfer finder: what a region could take up, filtered by links, in the method's order or another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace
from starlette.responses import RedirectResponse, Response

from ...errors import NothingReaches
from ...ontology.terms import slug
from ...queries.transferability import ORDER, ORDER_OF_ALL, VERDICTS, table
from .about import VERDICT_REASONS
from .support import download
from .support.rendering import View
from .support.table import Head, paged

if TYPE_CHECKING:
    from ...queries.transferability import Candidate, Needs, Ranking
    from .support.page_request import Visit

FORMS = ("csv", "xlsx", "json", "turtle")
SORTS = ("evidence", "distance", "equity", "name")
SIZE = 20
_EQUITY = {"narrows": 0, "widens": 2}


class Facet(NamedTuple):
    """A filter as a link: its words, how many it leaves, where it leads, and whether it is on."""

    words: str
    number: int
    href: str
    on: bool
    mark: str = ""


def page(visit: Visit) -> View | Response:
    """Answer `/transfer`."""
    to, intervention = visit.text("to"), visit.text("intervention")
    if to and intervention:
        region = visit.thing("to", "region")
        place = f"/transfer/{slug(region)}/{slug(visit.thing('intervention', 'intervention'))}"
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
    answer, instead = _ranked(visit, to)
    verdict = visit.choice("verdict", VERDICTS)
    sort = visit.choice("sort", SORTS)
    narrowed = answer.everything or answer.wider or verdict or sort or visit.text("page")
    if narrowed or answer.outcome or answer.determinant or visit.text("determinant"):
        needs = None
    else:  # nothing was asked for: the answer is by what the region needs, and the list a link away
        needs = visit.transferability.needs(to, as_of=visit.as_of)
        needs = needs if needs.needs else None
    shown = replace(answer, candidates=tuple(_sorted(answer.candidates, verdict, sort)))
    if form:
        return download.result(table(shown), form, f"transfer-{answer.region.slug}", visit)
    return _listed(visit, answer, shown, verdict, sort, instead, needs)


def _ranked(visit: Visit, to: str) -> tuple[Ranking, list[Facet]]:
    """The ranking; where nothing reaches the outcome through the determinant, what reaches each alone.

    Each may be reached well without the other, so an empty list says that, not an error.
    """
    outcome, determinant = visit.text("outcome") or None, visit.text("determinant") or None
    everything = visit.choice("show", ["all"]) == "all"
    wider = visit.choice("wider", ["yes"]) == "yes"
    asked = partial(visit.transferability.ranking, to, as_of=visit.as_of, everything=everything, wider=wider)
    try:
        return asked(outcome=outcome, determinant=determinant), []
    except NothingReaches as error:
        if not error.through:
            raise
        (_, target), (_, through) = error.target, error.through
    any_determinant = asked(outcome=outcome)
    instead = [Facet(target, len(any_determinant.candidates), visit.here(determinant=None), False)]
    with suppress(NothingReaches):
        number = len(asked(determinant=determinant).candidates)
        instead.append(Facet(through, number, visit.here(outcome=None), False))
    return replace(any_determinant, candidates=(), already=0, own=0, far=0, enablers=()), instead


def _sorted(candidates: tuple[Candidate, ...], verdict: str, sort: str) -> list[Candidate]:
    """Those with the verdict, in the method's order or another: page and downloads alike."""
    fit = [candidate for candidate in candidates if not verdict or candidate.verdict.name == verdict]
    return sorted(fit, key=_KEYS[sort]) if sort else fit


def _listed(
    visit: Visit,
    answer: Ranking,
    shown: Ranking,
    verdict: str,
    sort: str,
    instead: list[Facet],
    needs: Needs | None,
) -> View:
    part, pages = paged(visit, shown.candidates, SIZE)
    through = visit.thing("determinant", "determinant")
    heads = {
        name: Head(name, visit.here(sort=name, page=None), name if sort == name else "") for name in SORTS
    }
    return View(
        "transfer.html.jinja",
        f"What could {answer.region.label} take up?",
        (("Home", "/"), ("What could we do?", "/transfer"), (answer.region.label, "")),
        {
            "answer": answer,
            "packages": visit.transferability.packages(answer.region.slug, as_of=visit.as_of)
            if needs
            else None,
            "needs": needs,
            "candidates": part,
            "total": len(shown.candidates),
            "pages": pages,
            "facets": _facets(visit, answer, verdict, by_need=needs is not None),
            "reason": VERDICT_REASONS.get(verdict, ""),
            "instead": instead,
            "through": visit.names.of(through) if through else "",
            "sorts": heads,
            "method": Head("best match", visit.here(sort=None, page=None), "" if sort else "on"),
            "offers": download.offers(visit, FORMS),
            "outcome": answer.outcome.slug if answer.outcome else "",
            "determinant": slug(through) if through else "",
            "asked": {"as_of": visit.text("as-of"), "outcome": visit.text("outcome")},
            "all_href": visit.here(show="all", page=None),
            "less_href": visit.here(show=None, page=None),
            "wider_href": visit.here(wider="yes", page=None),
            "closer_href": visit.here(wider=None, page=None),
            "order": ORDER if answer.outcome or answer.determinant else ORDER_OF_ALL,
            "regions": visit.names.choices("region"),
            "outcomes": visit.names.choices("outcome"),
            "determinants": visit.names.choices("determinant"),
        },
    )


def _facets(visit: Visit, answer: Ranking, verdict: str, *, by_need: bool) -> list[Facet]:
    """The list by verdict; where the answer is by need, the whole list is a link too."""
    counts = Counter(candidate.verdict.name for candidate in answer.candidates)
    whole = visit.here(verdict=None, page="1" if by_need else None)
    facets = [Facet("All", len(answer.candidates), whole, not verdict and not by_need)]
    words = visit.transferability.words()
    return facets + [
        Facet(
            words.verdict(name).label,
            counts[name],
            visit.here(verdict=name, page=None),
            verdict == name,
            name,
        )
        for name in VERDICTS
        if counts[name] or verdict == name
    ]


def _by_distance(candidate: Candidate) -> tuple[bool, bool, float]:
    """The nearest first; few compared figures after many, and none at all last."""
    distance = candidate.distance
    if distance is None or distance.value is None:
        return (True, False, 0.0)
    return (False, distance.few, distance.value)


_KEYS: dict[str, Callable[[Candidate], Any]] = {
    "evidence": lambda candidate: -candidate.evidence.rank,
    "distance": _by_distance,
    "equity": lambda candidate: _EQUITY.get(candidate.evidence.equity.name, 1),
    "name": lambda candidate: candidate.intervention.label.casefold(),
}
