"""The search: things and words of ours whose names or definitions have all the words asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from ...queries.results.table import Table
from ..api.records import FoundRecord
from ..search_index import QUESTIONS, index
from .support import download
from .support.labels import plural
from .support.rendering import View
from .support.table import paged

if TYPE_CHECKING:
    from ...graph.search import Hit
    from .support.page_request import Visit

FORMS = ("csv", "xlsx", "json", "turtle")
OTHERS = {"term": "Glossary", QUESTIONS: "Questions"}


def page(visit: Visit) -> View | Response:
    """Answer `/search`."""
    form = download.wanted(visit, FORMS)
    wanted = visit.text("q")
    kind = visit.text("kind")
    entries = index(visit.store)
    hits = entries.search(wanted)
    kinds: dict[str, int] = {}
    for hit in hits:
        kinds[hit.kind] = kinds.get(hit.kind, 0) + 1
    fit = entries.search(wanted, kind) if kind else hits
    if form:
        return download.result(_taken(fit), form, f"search-{wanted}", visit)
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
            "near": [(entry.label, visit.at.thing(entry.iri)) for entry in entries.nearest(wanted[:100])]
            if wanted and not hits
            else [],
            "pages": pages,
            "offers": download.offers(visit, FORMS),
        },
    )


class _Found:
    """The hits as the JSON of the API has them."""

    notes = ()

    def __init__(self, hits: list[Hit]) -> None:
        self.hits = hits

    def record(self) -> list[FoundRecord]:
        """The hits in their order."""
        return [FoundRecord(hit.iri, hit.label, hit.kind, hit.slug) for hit in self.hits]


def _taken(hits: list[Hit]) -> Table:
    """The hits as a table to take away."""
    return Table(
        ("thing", "thingLabel", "kind", "definition"),
        [(hit.iri, hit.label, hit.kind, hit.definition or None) for hit in hits],
        "Found",
        _Found(hits),
    )
