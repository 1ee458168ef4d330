"""The pages for people: server-rendered, each with a permanent address, working without JavaScript."""

from __future__ import annotations

from starlette.convertors import Convertor, register_url_convertor
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from ...graph.store import Store
from ...queries.authority import regions
from ..context import State
from ..sessions import session
from ..store_cache import kept
from . import (
    about,
    asks,
    brief,
    compare,
    correct,
    evidence_map,
    explanation,
    explore,
    feed,
    gaps,
    home,
    law,
    listing,
    llms,
    matrix,
    own_files,
    paths,
    plan,
    quality,
    questions,
    search,
    term,
    thing,
    timeline,
    transfer,
    what_if,
)
from .editor import completions, editor
from .support import tile_map
from .support.edition import edition
from .support.labels import names
from .support.rendering import STATIC, Page, endpoint, environment, form_endpoint, problem
from .support.urls import PAGED

__all__ = ["editor", "problem", "routes"]

PAGES: dict[str, Page] = {
    "/": home.page,
    "/brief": brief.page,
    "/plan": plan.page,
    "/check": own_files.page,
    "/import": own_files.page,
    "/search": search.page,
    "/matrix": matrix.page,
    "/transfer": transfer.page,
    "/transfer/{region}/{intervention}": explanation.page,
    "/asks": asks.page,
    "/gaps": gaps.page,
    "/correct": correct.page,
    "/feed.atom": feed.page,
    "/evidence-map": evidence_map.page,
    "/compare": compare.page,
    "/timeline": timeline.page,
    "/what-if": what_if.page,
    "/paths": paths.page,
    "/law": law.index,
    "/law/{part:path}": law.page,
    "/queries": questions.catalogue,
    "/queries/{name}": questions.page,
    "/term": term.glossary,
    "/term/{name}": term.page,
    "/explore": explore.page,
    "/llms.txt": llms.page,
    "/quality": quality.page,
    "/about": about.about,
    "/method": about.method,
    "/accessibility": about.accessibility,
    "/sparql-terms": completions,
    "/{kind:kind}": listing.page,
    "/{kind:kind}/{slug}": thing.page,
}
"""The handler of each path; the first that fits."""


class _Kind(Convertor[str]):
    """A part of a path that is a kind of thing."""

    regex = "|".join(sorted(PAGED, key=len, reverse=True))

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("kind", _Kind())


def routes(state: State) -> list[BaseRoute]:
    """Every route of the pages, with the style sheet and the scripts."""
    found: list[BaseRoute] = [
        Route(path, endpoint(state, page, keep=page is explore.page), methods=["GET"])
        for path, page in PAGES.items()
    ]
    found.append(Route("/plan", form_endpoint(state, plan.posted), methods=["POST"]))
    found += [
        Route(path, form_endpoint(state, own_files.posted), methods=["POST"])
        for path in ("/check", "/import")
    ]
    found.append(
        Mount("/static", StaticFiles(directory=STATIC, packages=[("levergraph.viz", "css")]), name="static")
    )
    return found


def warm(store: Store) -> None:
    """Fill the caches that every visit needs: the names of things, the home page's words, templates."""
    names(store)
    kept(store, "regions", regions)
    edition(store)
    brief.choices(store)
    tile_map.figures(store)
    session(store).reader.read("warm homes in Leeds")
    session(store).index.find("warm homes")
    for template in environment().list_templates(extensions=["jinja"]):
        environment().get_template(template)
