"""The home page: choose your region, search everything, see what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...ontology.terms import slug
from ...queries.authority import regions
from ...queries.catalogue import Catalogue
from ...queries.dates import today
from ..store_cache import kept
from .support import schema_org as structured
from .support.edition import edition
from .support.release_notes import latest
from .support.rendering import View

if TYPE_CHECKING:
    from ...graph.store import Store
    from ...queries.authority import Region
    from .support.page_request import Visit

COUNTED = (
    ("region", "regions"),
    ("lever", "levers"),
    ("intervention", "interventions"),
    ("determinant", "determinants of health"),
    ("outcome", "outcomes"),
    ("source", "sources"),
)


def page(visit: Visit) -> View:
    """Answer `/`."""
    day = today()
    now, later, before = [], [], []
    for each in sorted(kept(visit.store, "regions", regions).values(), key=lambda each: each.label):
        if each.end and each.end < day:
            before.append(each)
        elif each.start and each.start <= day:
            now.append(each)
        else:
            later.append(each)
    facts = edition(visit.store)
    home = str(visit.request.base_url).rstrip("/")
    return View(
        "home.html.jinja",
        "Levergraph",
        (("Home", "/"),),
        {
            "now": [_card(visit, each) for each in now],
            "later": [(each.label, visit.at.thing(each.iri), each.expected) for each in later],
            "before": [(each.label, visit.at.thing(each.iri), each.end) for each in before],
            "counts": [
                (len(visit.names.choices(kind)), words, visit.at(f"/{kind}")) for kind, words in COUNTED
            ],
            "powers": kept(visit.store, "powers", _powers),
            "questions": len(Catalogue()),
            "edition": facts,
            "news": latest(2),
        },
        (
            structured.site(home),
            structured.dataset(home, facts.title, facts.description, facts.issued, ""),
        ),
    )


def _card(visit: Visit, each: Region) -> tuple[str, str, str]:
    return (each.label, visit.at.thing(each.iri), slug(each.iri))


def _powers(store: Store) -> dict[str, tuple[int, int]]:
    """How many levers each region holds and shares, by its slug, as the rules of inference have it."""
    found: dict[str, tuple[int, int]] = {}
    asked = """SELECT ?region (COUNT(DISTINCT ?held) AS ?holds) (COUNT(DISTINCT ?shared) AS ?shares) WHERE {
        ?region a lg:Region . { ?region lg:holds ?held } UNION { ?region lg:shares ?shared } }
        GROUP BY ?region"""
    for row in store.select(asked):
        found[slug(row[0].value)] = (int(row[1].value), int(row[2].value))
    return found
