"""The Atom feed of releases (RFC 4287): what each one states otherwise, about one region or all."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from msgspec.structs import replace
from starlette.responses import Response

from ...graph.names import label
from ...graph.sheet import ILLEGAL
from ...ontology.terms import HOME, slug
from ...queries.changes.kept import history
from ...queries.changes.report import by_kind, by_region, counted, line
from ...queries.wording import big

if TYPE_CHECKING:
    from ...graph.release import Release
    from ...queries.changes import Changes
    from ...queries.changes.contract import Named
    from .support.page_request import Visit

ATOM = "http://www.w3.org/2005/Atom"
TYPE = "application/atom+xml; charset=utf-8"
TOLD = 100
"""So many changes stand in an entry; the rest are counted."""


def page(visit: Visit) -> Response:
    """Answer `/feed.atom`, with `region` for one region."""
    region = visit.thing("region", "region")
    about = label(visit.store, region) if region else ""
    return Response(feed(str(visit.request.base_url).rstrip("/"), region, about), media_type=TYPE)


def feed(site: str, region: str = "", about: str = "") -> bytes:
    """The feed in UTF-8: `site` is the address of the pages, `region` an IRI, `about` its name."""
    ElementTree.register_namespace("", ATOM)
    place = f"?region={slug(region)}" if region else ""
    entries = list(history())
    root = ElementTree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en-GB"})
    _add(root, "id", f"{HOME}/feed{place}")
    _add(root, "title", f"Levergraph: what changed{f' about {about}' if about else ''}")
    _add(root, "subtitle", "Releases of the facts on powers, schemes and evidence, each with its changes")
    _add(root, "updated", _instant(entries[0][0].issued) if entries else _instant("1970-01-01"))
    _add(_add(root, "author"), "name", "Levergraph")
    _add(root, "rights", "CC BY 4.0")
    _add(root, "link", rel="self", type="application/atom+xml", href=f"{site}/feed.atom{place}")
    _add(
        root,
        "link",
        rel="alternate",
        type="text/html",
        href=f"{site}/region/{slug(region)}" if region else site,
    )
    for release, changes in entries:
        _entry(root, site, release, changes, region, about)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(
    root: ElementTree.Element, site: str, release: Release, changes: Changes | None, region: str, about: str
) -> None:
    place = f"?region={slug(region)}" if region else ""
    narrowed = changes and _narrowed(changes, region, about)
    entry = _add(root, "entry")
    _add(entry, "id", f"{HOME}/release/{release.name}{place}")
    told = "the first release" if narrowed is None else counted(narrowed.changes) or "no fact changed"
    _add(entry, "title", f"Release {release.name}: {told}{f' about {about}' if about and narrowed else ''}")
    _add(entry, "updated", _instant(release.issued))
    _add(entry, "link", rel="alternate", type="text/html", href=f"{site}/about")
    words = "\n".join(_lines(release, narrowed))
    _add(entry, "content", words, type="text")


def _lines(release: Release, changes: Changes | None) -> list[str]:
    """What changed, line by line, the first TOLD of it, and how to see all."""
    lines = []
    if changes is None:
        lines.append(f"{release.statements:,} statements.")
    elif not changes.changes:
        lines.append("It states the same facts as the release before it.")
    else:
        for name, of_region in by_region(changes):
            lines.append(name)
            for kind, of_kind in by_kind(of_region):
                lines += [f"  {big(kind)}: {counted(of_kind)}", *(f"    {line(each)}" for each in of_kind)]
        if len(lines) > TOLD:
            lines = [*lines[:TOLD], f"And {len(lines) - TOLD} lines more."]
        old = changes.old.name.removeprefix("release ")
        lines.append(f"All of it, with what it was: levergraph diff {old} {release.name}")
    return [*lines, f"SHA-256 of the facts: {release.digest}"]


def _narrowed(changes: Changes, region: str, about: str) -> Changes:
    """The changes about one region; all where none is given."""
    if not region:
        return changes
    held = [change for change in changes.changes if region in {each.iri for each in change.regions}]
    named: Named | None = next(
        (each for change in held for each in change.regions if each.iri == region), None
    )
    return replace(changes, changes=held, region=named)


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = ILLEGAL.sub("\ufffd", text) if text else None
    return child


def _instant(day: str) -> str:
    return f"{day}T00:00:00Z"
