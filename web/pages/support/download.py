"""Answers as files to take away: CSV, spreadsheet, JSON, Markdown, Turtle."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, json
from starlette.responses import Response

from ....errors import UsageError
from ....queries.results.table import Table
from .turtle_download import named, turtle

if TYPE_CHECKING:
    from ....queries.results.result import Result
    from .page_request import Visit

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
TYPES = {
    "csv": ("text/csv; charset=utf-8", "csv", "CSV"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "Spreadsheet"),
    "json": ("application/json", "json", "JSON"),
    "tsv": ("text/tab-separated-values; charset=utf-8", "tsv", "TSV"),
    "markdown": ("text/markdown; charset=utf-8", "md", "Markdown"),
    "turtle": ("text/turtle; charset=utf-8", "ttl", "Turtle"),
    "ntriples": ("application/n-triples; charset=utf-8", "nt", "N-Triples"),
    "jsonld": ("application/ld+json", "jsonld", "JSON-LD"),
    "text": ("text/plain; charset=utf-8", "txt", "Plain text"),
    "html": ("text/html; charset=utf-8", "html", "HTML"),
    "docx": (DOCX, "docx", "Word"),
    "pptx": (PPTX, "pptx", "PowerPoint: theory of change"),
    "svg": ("image/svg+xml", "svg", "Picture (SVG)"),
    "page": ("text/html; charset=utf-8", "html", "One HTML page"),
}
ALIASES = {"ttl": "turtle", "nt": "ntriples", "md": "markdown", "txt": "text", "excel": "xlsx"}


class Offer(NamedTuple):
    """A form that an answer can be taken away in, and where."""

    label: str
    href: str
    kind: str


def offers(visit: Visit, forms: tuple[str, ...], *but: str) -> list[Offer]:
    """The downloads of this page, without the parameters that only its look depends on."""
    without = dict.fromkeys(but)
    return [Offer(TYPES[form][2], visit.here(**without, format=form, page=None), form) for form in forms]


def wanted(visit: Visit, forms: tuple[str, ...]) -> str:
    """The form asked for by `format`, or nothing."""
    given = visit.text("format").lower()
    form = ALIASES.get(given, given)
    if form and form != "html" and form not in forms:
        raise UsageError(f"format={given}: this page can be had as {', '.join(forms)}.")
    return "" if form == "html" and "html" not in forms else form


def file(content: bytes | str, form: str, name: str) -> Response:
    """Content as a file with a name that every system takes."""
    kind, suffix, _ = TYPES[form]
    safe = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:100] or "levergraph"
    return Response(
        content,
        media_type=kind,
        headers={"content-disposition": f'attachment; filename="{safe}.{suffix}"'},
    )


def result(answer: Result, form: str, name: str, visit: Visit) -> Response:
    """An answer in one of its forms; as Turtle, what the graph says of the things that it names."""
    if form == "turtle" and answer.kind == "table":
        return file(turtle(visit.store, _named(answer)), form, name)
    buffer = BytesIO()
    answer.write(buffer, form)
    return file(buffer.getvalue(), form, name)


def _named(answer: Result) -> list[str]:
    """The IRIs of the things that an answer names: all of a typed answer, else those in its cells."""
    if isinstance(answer, Table) and isinstance(answer.answer, Struct):
        return named(json.encode(answer.answer).decode())
    buffer = BytesIO()
    answer.write(buffer, "csv")
    return named(buffer.getvalue().decode())
