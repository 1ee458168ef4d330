"""The frame of every page: templates, the response, and troubles said in words."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ....errors import LevergraphError, UsageError
from ...page_parts import Parts, parts_of, response_of, scope_of
from ...problem_details import headers_of, status_of
from .labels import plural
from .page_request import Misnamed, Visit
from .region_suggestions import advice, without_days
from .urls import PAGED, Address

if TYPE_CHECKING:
    import jinja2

    from ....graph.store import Store
    from ...context import State
    from .region_suggestions import Link

WEB = Path(__file__).parents[2]
TEMPLATES = WEB / "templates"
STATIC = WEB / "static"

NAVIGATION = (
    ("/transfer", "What could we do?"),
    ("/matrix", "Powers"),
    ("/compare", "Compare"),
    ("/paths", "Paths"),
    ("/explore", "Explore"),
    ("/queries", "Questions"),
    ("/sparql", "SPARQL"),
)

NEAR = re.compile(r"  ((?:[a-z-]+/[\w-]+)|(?:lg:\w+))  (.*)")
"""A line of a message that names something near: what it is called without doubt, and its label."""


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


def endpoint(state: State, page: Page, keep: bool = False) -> Callable[[Request], Any]:
    """The endpoint of a page: made in a worker; a trouble that the visitor caused becomes a page of words.

    One that takes long and depends on nothing but the graph and the root path can be kept by the server.
    """

    async def answer(request: Request) -> Response:
        tag = etag(state, request)
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"etag": tag, "cache-control": "no-cache"})
        try:
            parts = await (state.kept if keep else state.run)(request, make, page, scope_of(request))
        except LevergraphError as error:
            return troubled(request, error)
        response = response_of(parts)
        if response.status_code == 200:
            response.headers.setdefault("etag", tag)
            response.headers.setdefault("cache-control", "no-cache")
        return response

    return answer


def make(store: Store, page: Page, scope: dict[str, Any]) -> Parts:
    """Make a page, in a worker."""
    return parts_of(_made(Visit(Request(scope), store), page))


def _made(visit: Visit, page: Page) -> Response:
    request = visit.request
    try:
        made = page(visit)
    except UsageError as error:
        instead = advice(visit, str(error))
        if not instead:
            raise
        return problem(request, status_of(error), without_days(str(error)), instead=instead)
    return made if isinstance(made, Response) else shown(request, made)


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
            assets=assets(),
            structured=[as_json(each) for each in (*view.structured, *_crumb_list(view, home))],
            home=home,
            query=request.query_params,
            **view.data,
        )
    )
    return HTMLResponse(text, status_code=view.status)


def troubled(request: Request, error: LevergraphError) -> Response:
    """A trouble as a page of words, with the status that fits."""
    status = status_of(error)
    response = problem(request, status, str(error), param=error.param if isinstance(error, Misnamed) else "")
    response.headers.update(headers_of(status))
    return response


def problem(
    request: Request, status: int, words: str, *, param: str = "", instead: Sequence[Link] = ()
) -> HTMLResponse:
    """A page that says what went wrong and what to do instead; nearest names become links."""
    found = [(line, NEAR.fullmatch(line)) for line in words.strip().splitlines()]
    at = Address(request.scope.get("root_path", ""))
    place = request.url.path.removeprefix(at.root)
    kept: list[tuple[str, object]] = [
        (key, value) for key, value in request.query_params.multi_items() if key != param
    ]
    near = list(instead)
    for name, label in (match.groups() for _, match in found if match):
        href = at.with_pairs(place, [*kept, (param, name.rpartition("/")[2])]) if param else at(_place(name))
        near.append((label, href))
    kind = place.split("/")[1]
    if status == 404 and kind in PAGED:
        near.append((f"All {plural(kind).lower()}", at(f"/{kind}")))
    heading = {400: "That cannot be asked", 404: "Not found", 406: "Not available in that form"}.get(
        status, "Too much at once" if status in (413, 414, 429, 431) else "Something went wrong"
    )
    data = {
        "heading": heading,
        "status": status,
        "words": [line.replace("--as-of ", "as-of=") for line, match in found if not match] or [heading],
        "near": near,
    }
    view = View("problem.html.jinja", heading, (("Home", "/"), (heading, "")), data, status=status)
    return shown(request, view)


def _place(name: str) -> str:
    """The path of the page about what is called KIND/SLUG or lg:TERM."""
    return f"/term/{name.removeprefix('lg:')}" if name.startswith("lg:") else f"/{name}"


def etag(state: State, request: Request) -> str:
    """What changes when the page would: the content, the program, the day, the address."""
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
    for folder in (TEMPLATES, STATIC):
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
    made.globals["VERDICTS"] = words.VERDICTS
    made.globals["STATES"] = words.STATES
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
