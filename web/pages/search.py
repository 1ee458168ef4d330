"""The search: things and words of ours whose names or definitions have all the words asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from ...graph.search import Rank
from ...graph.spelling import plain
from ...queries.asking import LONGEST, Question
from ...queries.search_index import QUESTIONS, table
from ..search_index import index
from ..sessions import session
from .support import download
from .support.labels import plural
from .support.rendering import View
from .support.table import paged

if TYPE_CHECKING:
    from .support.page_request import Visit

FORMS = ("csv", "xlsx", "json", "turtle")
SENTENCE = 3
"""Words from which a text may be a sentence."""
OTHERS = {"term": "Glossary", QUESTIONS: "Questions"}


def page(visit: Visit) -> View | Response:
    """Answer `/search`."""
    form = download.wanted(visit, FORMS)
    wanted = visit.text("q")
    kind = visit.text("kind")
    entries = index(visit.store)
    hits = entries.find(wanted)
    kinds: dict[str, int] = {}
    for hit in hits:
        kinds[hit.kind] = kinds.get(hit.kind, 0) + 1
    fit = entries.find(wanted, kind) if kind else hits
    if form:
        return download.result(table(fit), form, f"search-{wanted}", visit)
    part, pages = paged(visit, fit, 40)
    return View(
        "search.html.jinja",
        f"Search: {wanted}" if wanted else "Search",
        (("Home", "/"), ("Search", "")),
        {
            "wanted": wanted,
            "hits": [(hit, visit.at.thing(hit.iri)) for hit in part],
            "total": len(fit),
            "kinds": [
                (OTHERS.get(each) or plural(each), number, visit.here(kind=each, page=None), each == kind)
                for each, number in kinds.items()
            ],
            "every": visit.here(kind=None, page=None),
            "kind": kind,
            "count": len(hits),
            "near": [(hit.label, visit.at.thing(hit.iri)) for hit in fit if hit.rank is Rank.NEAR],
            "asked": _read(visit, wanted),
            "pages": pages,
            "offers": download.offers(visit, FORMS),
        },
    )


def _read(visit: Visit, wanted: str) -> Question | None:
    """The reading of a sentence; None for a name alone, which the hits answer."""
    if not plain(wanted) or len(wanted) > LONGEST:
        return None
    question = session(visit.store).ask(wanted)
    named = question.reading is not None and question.reading.answer == "show"
    return None if named or len(wanted.split()) < SENTENCE else question
