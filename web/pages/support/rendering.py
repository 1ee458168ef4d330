"""Page rendering: from a view to a response, and the page of an error."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ....errors import LevergraphError
from ...page_parts import Parts, parts_of, response_of, scope_of
from ...problem_details import headers_of, status_of
from ...sparql.http_message import matches
from .labels import plural
from .page_request import PageAddress, Visit
from .posted_form import PostedForm, posted_form
from .suggestions import suggestions
from .urls import PAGED, Address

if TYPE_CHECKING:
    import jinja2

    from ....graph.store import Store
    from ...context import State

WEB = Path(__file__).parents[2]
TEMPLATES = WEB / "templates"
STATIC = WEB / "static"

NAVIGATION = (
    ("/brief", "What could we do?"),
    ("/region", "Regions"),
    ("/matrix", "Powers"),
    ("/evidence-map", "Evidence"),
    ("/asks", "What to ask for"),
    ("/compare", "Compare"),
    ("/plan", "Plan"),
    ("/challenge", "Challenges"),
    ("/explore", "Explore"),
)
DEVELOPERS = (("/queries", "Questions"), ("/sparql", "SPARQL"), ("/api", "API"), ("/term", "Glossary"))
"""Ways in for people who write queries, at the foot of every page."""
HEADINGS = {
    400: "Could not be answered",
    404: "Not found",
    406: "Not available in that form",
    **dict.fromkeys((413, 414, 429, 431), "Too large a request"),
}
"""The heading of an error's page by status; any other is something that went wrong."""


@dataclass(frozen=True)
class View:
    """A template and what it shows; crumbs are label and path, from the home page down."""

    template: str
    title: str
    crumbs: tuple[tuple[str, str], ...] = ()
    data: dict[str, Any] = field(default_factory=dict)
    structured: tuple[dict[str, Any], ...] = ()
    status: int = 200


Page = Callable[[Visit], "View | Response"]
FormPage = Callable[[Visit, PostedForm], "View | Response"]


def endpoint(state: State, page: Page, keep: bool = False) -> Callable[[Request], Any]:
    """The endpoint of a page: made in a worker; an error that the visitor caused becomes a page of words.

    One that takes long and depends on nothing but the graph and the root path can be kept by the server.
    """

    async def answer(request: Request) -> Response:
        tag = etag(state, request)
        condition = request.headers.get("if-none-match", "").strip()
        if condition != "*" and matches(condition.encode(), tag.encode()):
            return Response(status_code=304, headers={"etag": tag, "cache-control": "no-cache"})
        try:
            parts = await (state.kept if keep else state.run)(request, make, page, scope_of(request))
        except LevergraphError as error:
            return error_page(request, error)
        response = response_of(parts)
        if response.status_code == 200 and condition == "*":
            return Response(status_code=304, headers={"etag": tag, "cache-control": "no-cache"})
        if response.status_code == 200:
            response.headers.setdefault("etag", tag)
            response.headers.setdefault("cache-control", "no-cache")
        return response

    return answer


def form_endpoint(state: State, page: FormPage) -> Callable[[Request], Any]:
    """The endpoint of a form: made in a worker from what was posted; nothing of it is kept."""

    async def answer(request: Request) -> Response:
        body, kind = await request.body(), request.headers.get("content-type", "")
        try:
            parts = await state.run(request, make_posted, page, scope_of(request), body, kind)
        except LevergraphError as error:
            return error_page(request, error)
        response = response_of(parts)
        response.headers["cache-control"] = "no-store"
        return response

    return answer


def make_posted(store: Store, page: FormPage, scope: dict[str, Any], body: bytes, kind: str) -> Parts:
    """Make the page of a form that was posted, in a worker; `kind` is the media type of the body."""
    request = Request(scope)
    made = page(Visit(request, store), posted_form(body, kind))
    return parts_of(made if isinstance(made, Response) else shown(request, made))


def make(store: Store, page: Page, scope: dict[str, Any]) -> Parts:
    """Make a page, in a worker."""
    request = Request(scope)
    made = page(Visit(request, store))
    return parts_of(made if isinstance(made, Response) else shown(request, made))


def shown(request: Request, view: View) -> HTMLResponse:
    """A view as an HTML response."""
    at = Address(request.scope.get("root_path", ""))
    path = request.url.path.removeprefix(at.root) or "/"
    home = str(request.base_url).rstrip("/")
    text = (
        environment()
        .get_template(view.template)
        .render(
            at=at,
            path=path,
            title=view.title,
            crumbs=view.crumbs,
            navigation=NAVIGATION,
            developers=DEVELOPERS,
            assets=assets(),
            structured=[as_json(each) for each in (*view.structured, *_crumb_list(view, home))],
            home=home,
            query=request.query_params,
            **view.data,
        )
    )
    return HTMLResponse(text, status_code=view.status)


def error_page(request: Request, error: LevergraphError) -> Response:
    """An error as a page of words and links, with the status that fits."""
    status = status_of(error)
    response = problem(request, status, str(error), error)
    response.headers.update(headers_of(status))
    return response


def problem(request: Request, status: int, words: str, error: LevergraphError | None = None) -> HTMLResponse:
    """A page that says what went wrong and what to do instead: of an error's advice, links."""
    address = PageAddress(request)
    links = suggestions(error, address) if error else []
    if error and links:
        words = error.message
    kind = address.path.split("/")[1]
    if status == 404 and kind in PAGED:
        links.append((f"All {plural(kind).lower()}", address.at(f"/{kind}")))
    heading = HEADINGS.get(status, "Something went wrong")
    data = {
        "heading": heading,
        "status": status,
        "words": words.strip().splitlines() or [heading],
        "near": links,
    }
    view = View("problem.html.jinja", heading, (("Home", "/"), (heading, "")), data, status=status)
    return shown(request, view)


def etag(state: State, request: Request) -> str:
    """The entity tag's parts: content, program, day and address; they change when the page would."""
    words = (
        state.store.version,
        assets(),
        date.today().isoformat(),
        request.scope.get("root_path", ""),
        request.headers.get("host", ""),
        str(request.url),
    )
    return f'W/"{hashlib.sha256("|".join(words).encode("utf-8", "replace")).hexdigest()[:24]}"'


@cache
def assets() -> str:
    """A word that changes when a template, a style or a script does."""
    digest = hashlib.sha256()
    for folder in (TEMPLATES, STATIC, WEB.parent / "viz", WEB.parent / "viz" / "css"):
        for path in sorted(folder.iterdir()):
            if path.is_file():
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def environment() -> jinja2.Environment:
    """The templates, autoescaped; a name that is not given is a mistake."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from . import filters as words

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(words.FILTERS)
    return made


def as_json(data: dict[str, Any]) -> Any:
    """JSON that can stand in a script block: nothing in it can end the block."""
    from markupsafe import Markup

    escapes = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(escapes))  # noqa: S704 - every character that HTML minds has been escaped


def _crumb_list(view: View, home: str) -> list[dict[str, Any]]:
    if len(view.crumbs) < 2:
        return []
    items = [
        {
            "@type": "ListItem",
            "position": place,
            "name": label,
            **({"item": home + path} if path else {}),
        }
        for place, (label, path) in enumerate(view.crumbs, 1)
    ]
    return [{"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}]
