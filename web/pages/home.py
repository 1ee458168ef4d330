"""The home page: name your region and your problem; examples, other ways in, what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...queries.authority import regions
from ...queries.catalogue import Catalogue
from ...queries.dates import today
from ..store_cache import kept
from .brief import choices
from .support import schema_org as structured
from .support.edition import edition
from .support.release_notes import latest
from .support.rendering import View
from .support.tile_map import STANDINGS, tile_map

if TYPE_CHECKING:
    from .support.page_request import Visit

COUNTED = (
    ("region", "regions"),
    ("lever", "levers"),
    ("intervention", "interventions"),
    ("determinant", "determinants of health"),
    ("outcome", "outcomes"),
    ("source", "sources"),
)


EXAMPLES = (
    ("Respiratory disease in South Yorkshire", "south-yorkshire", "outcome", "respiratory-disease"),
    ("Obesity in the West Midlands", "west-midlands", "outcome", "obesity"),
    ("Rough sleeping in Greater Manchester", "greater-manchester", "determinant", "homelessness"),
)
"""Worked examples: words, region, kind of problem, problem."""


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
            "map": tile_map(visit, now),
            "standings": STANDINGS,
            "later": [(each.label, visit.at.thing(each.iri), each.expected) for each in later],
            "before": [(each.label, visit.at.thing(each.iri), each.end) for each in before],
            "counts": [
                (len(visit.names.choices(kind)), words, visit.at(f"/{kind}")) for kind, words in COUNTED
            ],
            "examples": [
                (words, visit.at("/brief", region=region, **{kind: problem}))
                for words, region, kind, problem in EXAMPLES
            ],
            **choices(visit.store),
            "questions": len(Catalogue()),
            "edition": facts,
            "news": latest(2),
        },
        (
            structured.site(home),
            structured.dataset(home, facts.title, facts.description, facts.issued, ""),
        ),
    )
