"""The search: things and words of ours whose names or definitions have all the words asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import Response

from ...errors import UnresolvedName
from ...graph.names import SECOND, THIRD, plain, resolve
from ...ontology.terms import ID, LG, slug
from ...queries.catalogue import Catalogue
from ...queries.results.table import Table
from .support import download
from .support.cache import kept
from .support.labels import plural
from .support.rendering import View
from .support.table import paged

if TYPE_CHECKING:
    from ...graph.store import Store
    from ...queries.catalogue import NamedQuery
    from .support.page_request import Visit

FORMS = ("csv", "xlsx", "json", "turtle")
FIRST = (
    *("region", "lever", "intervention", "determinant", "outcome", "domain", "indicator"),
    *("challenge", "approach", "mission", "deal"),
)
OTHERS = {"term": "Words used", "queries": "Questions"}
RECORDS = THIRD - {"lesson", "source", "finding"}


class Entry(NamedTuple):
    """Something that can be found."""

    iri: str
    kind: str
    label: str
    words: str
    names: str
    every: str


class Hit(NamedTuple):
    """Something that was found."""

    iri: str
    label: str
    href: str
    kind: str
    words: str


def page(visit: Visit) -> View | Response:
    """Answer `/search`."""
    form = download.wanted(visit, FORMS)
    wanted = visit.text("q")
    kind = visit.text("kind")
    hits = found(visit, wanted) if wanted else []
    kinds: dict[str, int] = {}
    for hit in hits:
        kinds[hit.kind] = kinds.get(hit.kind, 0) + 1
    fit = [hit for hit in hits if not kind or hit.kind == kind]
    if form:
        return download.result(_taken(fit), form, f"search-{wanted}", visit)
    part, pages = paged(visit, fit, 40)
    return View(
        "search.html.jinja",
        f"Search: {wanted}" if wanted else "Search",
        (("Home", "/"), ("Search", "")),
        {
            "wanted": wanted,
            "hits": part,
            "total": len(fit),
            "kinds": [
                (OTHERS.get(each) or plural(each), number, visit.here(kind=each, page=None), each == kind)
                for each, number in kinds.items()
            ],
            "every": visit.here(kind=None, page=None),
            "kind": kind,
            "count": len(hits),
            "near": _near(visit, wanted) if wanted and not hits else [],
            "pages": pages,
            "offers": download.offers(visit, FORMS),
        },
    )


def _taken(hits: list[Hit]) -> Table:
    """What was found as a table to take away, and as records."""
    return Table(
        ("thing", "thingLabel", "kind", "definition"),
        [(hit.iri, hit.label, hit.kind, hit.words or None) for hit in hits],
        records=lambda: [
            {"iri": hit.iri, "label": hit.label, "kind": hit.kind, "definition": hit.words or None}
            for hit in hits
        ],
    )


def found(visit: Visit, wanted: str) -> list[Hit]:
    """What fits, best first."""
    words = plain(wanted).split()
    whole = " ".join(words)
    ranked = []
    for entry in kept(visit.store, "search", _entries):
        if words and all(word in entry.every for word in words):
            ranked.append((_rank(entry, whole, words), entry))
    ranked.sort(key=lambda pair: (pair[0], pair[1].label.casefold(), pair[1].iri))
    return [
        Hit(entry.iri, entry.label, visit.at.thing(entry.iri), entry.kind, entry.words) for _, entry in ranked
    ]


def _rank(entry: Entry, whole: str, words: list[str]) -> tuple[int, int]:
    names = entry.names.split("\n")
    if whole in names:
        rank = 0
    elif any(name.startswith(whole) for name in names):
        rank = 1
    elif all(any(word == part for part in entry.names.split()) for word in words):
        rank = 2
    elif all(word in entry.names for word in words):
        rank = 3
    else:
        rank = 4
    place = FIRST.index(entry.kind) if entry.kind in FIRST else len(FIRST) + (entry.kind in SECOND)
    return (rank, place)


def _entries(store: Store) -> list[Entry]:
    asked = """SELECT ?thing ?name ?main ?definition WHERE {
        VALUES (?naming ?main) { (skos:prefLabel true) (rdfs:label true) (skos:altLabel false) }
        ?thing ?naming ?name .
        OPTIONAL { ?thing skos:definition ?said } OPTIONAL { ?thing dcterms:description ?told }
        BIND(COALESCE(?said, ?told, "") AS ?definition) } ORDER BY ?thing ?name"""
    gathered: dict[str, tuple[list[str], list[str], str]] = {}
    for row in store.select(asked):
        iri, name, main, definition = (term.value for term in row)
        kind = iri.removeprefix(ID).partition("/")[0] if iri.startswith(ID) else "term"
        if kind in RECORDS or not iri.startswith((ID, LG)):
            continue
        names, second, _ = gathered.setdefault(iri, ([], [], definition))
        (names if main == "true" else second).append(name)
    return [
        *(_entry(iri, *each) for iri, each in gathered.items()),
        *(_question(query) for query in Catalogue()),
    ]


def _entry(iri: str, main: list[str], second: list[str], definition: str) -> Entry:
    kind = iri.removeprefix(ID).partition("/")[0] if iri.startswith(ID) else "term"
    names = "\n".join(plain(each) for each in [*main, *second, slug(iri)])
    return Entry(iri, kind, (main or second)[0], definition, names, f"{names} {plain(definition)}")


def _question(query: NamedQuery) -> Entry:
    names = f"{plain(query.title)}\n{plain(query.name)}"
    every = f"{names} {plain(query.description)}"
    return Entry(f"{ID}query/{query.name}", "queries", query.title, query.description, names, every)


def _near(visit: Visit, wanted: str) -> list[tuple[str, str]]:
    """The things (label and address of the page) nearest to a name that nothing has."""
    try:
        iri = resolve(visit.store, wanted[:100])
    except UnresolvedName as error:
        return [(label, visit.at.thing(near)) for near, _, label in error.nearest]
    return [(visit.names.of(iri), visit.at.thing(iri))]
