"""Open problems of the facts: how many of each kind, and which things have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from ...queries.content import flaws, open_problems
from ...queries.results.table import Records, Table
from ..store_cache import kept
from .support import download
from .support.filters import slugged
from .support.rendering import View
from .support.table import paged

if TYPE_CHECKING:
    from ...queries.content import Flaw
    from .support.page_request import Visit

FORMS = ("csv", "xlsx", "json")
MEANING = {
    "claim on a copy, a news report or a reference work alone": (
        "It may be right, but it rests on no instrument, statistic, paper or official page."
    ),
    "claim that nobody has verified": "Taken over from a list; its source has not been read.",
    "effect of a lever that is our inference": (
        "A source speaks of the whole field of power, not of this lever. The effect is weaker for it, and "
        "never counts as strong."
    ),
    "finding graded by one coder alone": "A second hand has not graded it yet.",
    "indicator without a figure": "A framework names it, and no figure is here.",
    "scheme said to run by a source from before 2021": "It may have ended since.",
    "study read only as others tell of it": "The authors' own summary was not read.",
}
"""A sentence for each kind of problem that the facts have today; a kind without one needs none."""


def page(visit: Visit) -> View | Response:
    """Answer `/quality`: all kinds, or with `problem` or `about` the things that have them."""
    about = visit.text("about")
    iri = visit.known(about, "") if about else ""
    every = kept(visit.store, "flaws", flaws)
    kinds = open_problems(every)
    addresses = {slugged(problem.kind): problem.kind for problem in kinds}
    chosen = visit.choice("problem", list(addresses))
    shown = [
        flaw
        for flaw in every
        if (not chosen or flaw.kind == addresses[chosen]) and (not iri or iri in (flaw.about, flaw.thing))
    ]
    form = download.wanted(visit, FORMS)
    if form:
        return download.result(_table(shown), form, "open-problems", visit)
    part, pages = paged(visit, shown) if chosen or iri else ([], None)
    return View(
        "quality.html.jinja",
        "Open problems",
        (("Home", "/"), ("Open problems", "/quality")),
        {
            "kinds": [
                (problem, address, MEANING.get(problem.kind, ""))
                for address, problem in zip(addresses, kinds, strict=True)
                if problem.things
            ],
            "total": len(every),
            "chosen": addresses.get(chosen, ""),
            "about": (iri, visit.names.labels.get(iri, about)) if iri else None,
            "listed": bool(chosen or iri),
            "flaws": part,
            "found": len(shown),
            "pages": pages,
            "offers": download.offers(visit, FORMS),
        },
    )


def _table(rows: list[Flaw]) -> Table:
    """The problems as a table to take away."""
    heads = ("problem", "thing", "thingLabel", "about", "aboutLabel")
    return Table(
        heads, [tuple(flaw) for flaw in rows], "Open problems", Records(flaw._asdict() for flaw in rows)
    )
