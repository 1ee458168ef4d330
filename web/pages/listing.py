"""The list of all things of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import Response

from ...graph.names import plain
from ...ontology.terms import ID, KINDS, LG
from ...queries.results.table import Records, Table
from ..store_cache import kept
from .support import download
from .support.labels import plural, singular
from .support.rendering import View
from .support.table import paged

if TYPE_CHECKING:
    from ...graph.store import Store
    from .support.page_request import Visit

FORMS = ("csv", "xlsx", "json", "turtle")
BESIDE = {
    "lever": ("domain", "Power domain"),
    "intervention": ("region", "Region"),
    "determinant": ("broader", "Broader"),
    "outcome": ("broader", "Broader"),
    "indicator": ("measures", "Measures"),
    "council": ("", ""),
    "source": ("sourceKind", "Kind of source"),
    "deal": ("date", "Date"),
    "authority": ("governs", "Region"),
    "lesson": ("approach", "Approach"),
    "framework-member": ("framework", "Framework"),
    "holding": ("status", "Status"),
    "power": ("status", "Status"),
    "effect": ("strength", "Strength"),
}
"""The further columns of a kind's list: a property, and its heading."""


class Entry(NamedTuple):
    """One thing in the list."""

    iri: str
    label: str
    definition: str
    beside: tuple[str, ...]


def page(visit: Visit) -> View | Response:
    """Answer `/KIND`."""
    kind = visit.part("kind")
    form = download.wanted(visit, FORMS)
    entries = kept(visit.store, f"list {kind}", lambda store: _entries(store, kind))
    wanted = visit.text("q")
    if wanted:
        words = plain(wanted).split()
        entries = [
            each
            for each in entries
            if all(word in plain(f"{each.label} {each.definition}") for word in words)
        ]
    if form:
        return download.result(_taken(kind, entries), form, plural(kind), visit)
    part, pages = paged(visit, entries, 200)
    return View(
        "listing.html.jinja",
        plural(kind),
        (("Home", "/"), (plural(kind), f"/{kind}")),
        {
            "kind": kind,
            "words": (singular(kind), plural(kind)),
            "class_name": KINDS.get(kind, ""),
            "definition": kept(visit.store, f"meaning {kind}", lambda store: _meaning(store, kind)),
            "entries": part,
            "total": len(entries),
            "wanted": wanted,
            "beside": BESIDE.get(kind, ("", ""))[1] if any(each.beside for each in entries) else "",
            "defined": any(each.definition for each in entries),
            "pages": pages,
            "offers": download.offers(visit, FORMS),
        },
    )


def _taken(kind: str, entries: list[Entry]) -> Table:
    """The list as a table to take away."""
    name = kind.replace("-", "_")
    return Table(
        (name, f"{name}Label", "definition", "beside"),
        [
            (entry.iri, entry.label, entry.definition or None, "; ".join(entry.beside) or None)
            for entry in entries
        ],
        plural(kind),
        Records(entry._asdict() | {"definition": entry.definition or None} for entry in entries),
    )


def _entries(store: Store, kind: str) -> list[Entry]:
    property = BESIDE.get(kind, ("", ""))[0]
    path = {"broader": "skos:broader", "governs": "^lg:governedBy"}.get(property, f"lg:{property}")
    beside = f"OPTIONAL {{ ?thing {path} ?other OPTIONAL {{ ?other lg:name ?name }} }}" if property else ""
    scheme = "skos:ConceptScheme" if kind == "scheme" else f"lg:{KINDS[kind]}"
    asked = f"""SELECT ?thing ?label ?summary ?other ?name WHERE {{
        ?thing a {scheme} ; lg:name ?label .
        OPTIONAL {{ ?thing lg:summary ?summary }}
        {beside} }} ORDER BY ?label ?thing ?name"""
    found: dict[str, Entry] = {}
    for row in store.select(asked):
        iri, label, summary, *rest = (None if term is None else term.value for term in row)
        if not iri or not iri.startswith(ID):
            continue
        extra = tuple(_short(each) for each in (rest[1] or rest[0],) if each) if property else ()
        if iri in found:
            more = tuple(each for each in extra if each not in found[iri].beside)
            found[iri] = found[iri]._replace(beside=(*found[iri].beside, *more))
        else:
            found[iri] = Entry(iri, label or "", summary or "", extra)
    return sorted(found.values(), key=lambda each: (each.label.casefold(), each.iri))


def _short(text: str) -> str:
    return (
        "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in text[len(LG) :]).strip()
        if (text.startswith(LG))
        else text
    )


def _meaning(store: Store, kind: str) -> str:
    if kind not in KINDS:
        return ""
    for row in store.select(f"SELECT ?words WHERE {{ lg:{KINDS[kind]} lg:summary ?words }}"):
        return str(row[0].value)
    return ""
