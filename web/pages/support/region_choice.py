"""The page that asks for a region where an answer needs one and none was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .rendering import View

if TYPE_CHECKING:
    from .page_request import Visit


def choose_region(visit: Visit, title: str, crumbs: tuple[tuple[str, str], ...], lead: str) -> View:
    """Ask for a region under the title of the page; `lead` says in a sentence what it then tells."""
    return View(
        "choose-region.html.jinja", title, crumbs, {"regions": visit.names.choices("region"), "lead": lead}
    )
