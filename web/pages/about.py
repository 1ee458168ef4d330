"""The pages about levergraph: the product, its method, its accessibility."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..store_cache import kept
from .support.edition import edition
from .support.rendering import View

if TYPE_CHECKING:
    from ...graph.store import Store
    from .support.page_request import Visit

VERDICT_REASONS = {
    "ready": "The region holds every power that this needs, or soft powers are enough.",
    "with-partners": "A power is shared with others, or a partner can bring it.",
    "contradictory": "The sources contradict each other, so no verdict is given.",
    "undecided": "No source says whether the region holds a power that this needs.",
    "blocked": "Sources say that the region lacks a power that this needs.",
}
"""When each verdict is given, best first."""


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
    words = visit.transferability.words()
    return View(
        "method.html.jinja",
        "How it judges",
        (("Home", "/"), ("Method", "/method")),
        {
            "verdicts": [(words.verdict(name), reason) for name, reason in VERDICT_REASONS.items()],
            "strengths": kept(visit.store, "strengths", _strengths),
        },
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
        ?strength lg:rank ?rank ; lg:name ?label .
        OPTIONAL { ?strength lg:summary ?definition } } ORDER BY DESC(?rank) ?label"""
    return [
        (row[0].value, row[1].value, "" if row[2] is None else row[2].value) for row in store.select(asked)
    ]
