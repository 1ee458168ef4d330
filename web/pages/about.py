"""What it is, how it judges, and how far everybody can use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..store_cache import kept
from .support.edition import edition
from .support.filters import VERDICTS
from .support.rendering import View

if TYPE_CHECKING:
    from ...graph.store import Store
    from .support.page_request import Visit


def about(visit: Visit) -> View:
    """Answer `/about`."""
    return View(
        "about.html.jinja",
        "About Levergraph",
        (("Home", "/"), ("About", "/about")),
        {"edition": edition(visit.store)},
    )


def method(visit: Visit) -> View:
    """Answer `/method`."""
    return View(
        "method.html.jinja",
        "How it judges",
        (("Home", "/"), ("Method", "/method")),
        {"verdicts": VERDICTS, "strengths": kept(visit.store, "strengths", _strengths)},
    )


def accessibility(visit: Visit) -> View:
    """Answer `/accessibility`."""
    return View(
        "accessibility.html.jinja",
        "Accessibility statement",
        (("Home", "/"), ("Accessibility", "/accessibility")),
    )


def _strengths(store: Store) -> list[tuple[str, str, str]]:
    """The published table of strengths: rank, label, definition."""
    asked = """SELECT ?rank ?label ?definition WHERE {
        ?strength lg:rank ?rank ; rdfs:label|skos:prefLabel ?label .
        OPTIONAL { ?strength skos:definition ?definition } } ORDER BY DESC(?rank) ?label"""
    return [
        (row[0].value, row[1].value, "" if row[2] is None else row[2].value) for row in store.select(asked)
    ]
