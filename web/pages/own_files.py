"""A visitor's own sheets: checked, marked and turned into Turtle in memory, and never kept."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error
from typing import TYPE_CHECKING

from starlette.responses import Response

from ...errors import DataError, UsageError
from ...graph.cache import opened
from ...graph.importing import Imported, import_files
from ...graph.sheets.columns import SHEETS
from ...graph.sheets.marking import marked
from ...graph.sheets.template import template
from ...graph.store import LocalStore
from ...queries.dates import day
from .support import download
from .support.posted_form import Upload
from .support.rendering import View

if TYPE_CHECKING:
    import pyoxigraph

    from .support.page_request import Visit
    from .support.posted_form import PostedForm

FORMS = ("xlsx",)
FILES = 4
"""So many files are checked together."""
CARRIED = 600_000
"""A file of at most so many bytes is sent along in the page, so that it need not be chosen again."""
SHOWN = 200
"""So many findings are listed; the marked sheet has all."""
TITLE = "Bring your own"


def page(visit: Visit) -> View | Response:
    """Answer `/check` and `/import`: the form; with `format=xlsx`, the template to fill in."""
    if download.wanted(visit, FORMS):
        return download.file(template("template.xlsx", _graph(visit))[0], "xlsx", "levergraph-template")
    return _view(visit, {"imported": None, "problem": ""})


def posted(visit: Visit, form: PostedForm) -> View | Response:
    """Answer files that were sent: what must be mended, their Turtle, or the sheet with its faults marked."""
    uploads = _uploads(form)
    by, on = " ".join(form.text("by").split())[:200], form.text("on")
    try:
        on = day(on) if on else ""
    except ValueError:
        raise UsageError(f"{on} is no day: write it like 2026-05-07.") from None
    given = {upload.name: upload.data for upload in uploads}
    try:
        imported = import_files(list(given), by=by, on=on, given=given, packaged=_graph(visit))
    except DataError as error:
        return _view(visit, {"imported": None, "problem": str(error), "by": by, "on": on})
    wanted = form.text("do")
    if wanted == "turtle" and imported.turtle:
        return download.file(imported.turtle, "turtle", uploads[0].name.rpartition(".")[0] or "ours")
    if wanted == "marked":
        first = uploads[0]
        return download.file(
            marked(first.name, first.data, imported.report.findings), "xlsx", f"{first.name}-marked"
        )
    return _view(visit, _result(uploads, imported) | {"by": by, "on": on})


def _graph(visit: Visit) -> pyoxigraph.Store:
    """The graph around the files: this server's, or the packaged one where an endpoint is served."""
    return visit.store.oxigraph if isinstance(visit.store, LocalStore) else opened(())[0]


def _uploads(form: PostedForm) -> list[Upload]:
    """The files that were chosen, or else those that the page sent along."""
    uploads = [_named(upload) for upload in form.uploads("file")] or list(_carried(form))
    if not uploads:
        raise UsageError("Choose a file: a filled-in template, CSV or RDF.")
    if len(uploads) > FILES:
        raise UsageError(f"{len(uploads)} files are too many at once: at most {FILES}.")
    if len({upload.name for upload in uploads}) < len(uploads):
        raise UsageError("Two files have the same name: rename one.")
    return uploads


def _named(upload: Upload) -> Upload:
    """An upload by the last part of its name, without what no name of a file has."""
    name = re.sub(r"[\x00-\x1f/\\\\:]", "-", re.split(r"[/\\\\]", upload.name)[-1])[-120:]
    if "." not in name.strip("."):
        raise UsageError(
            f"{name or 'The file'} has no suffix: it must end in .xlsx, .ods, .csv, .zip or .ttl."
        )
    return Upload(name, upload.data)


def _carried(form: PostedForm) -> list[Upload]:
    names = [value for name, value in form.fields if name == "name"]
    texts = [value for name, value in form.fields if name == "content"]
    try:
        return [
            _named(Upload(name, b64decode(text, validate=True)))
            for name, text in zip(names, texts, strict=True)
        ]
    except (Error, ValueError):
        raise UsageError("The page's copy of the file is damaged: choose the file again.") from None


def _result(uploads: list[Upload], imported: Imported) -> dict[str, object]:
    report = imported.report
    size = sum(len(upload.data) for upload in uploads)
    kept = [(upload.name, b64encode(upload.data).decode()) for upload in uploads] if size <= CARRIED else []
    findings = [*report.violations, *report.warnings, *report.infos]
    return {
        "imported": imported,
        "problem": "",
        "findings": findings[:SHOWN],
        "more": max(0, len(findings) - SHOWN),
        "carried": kept,
        "names": [upload.name for upload in uploads],
        "markable": uploads[0].name.lower().endswith(".xlsx"),
    }


def _view(visit: Visit, data: dict[str, object]) -> View:
    empty = {"findings": [], "more": 0, "carried": [], "names": [], "markable": False, "by": "", "on": ""}
    return View(
        "own-files.html.jinja",
        TITLE,
        (("Home", "/"), (TITLE, "")),
        {**empty, "sheets": SHEETS, "status": data.get("status", 200), **data},
        status=422 if data["problem"] else 200,
    )
