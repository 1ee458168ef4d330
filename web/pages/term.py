"""The glossary: every term of the ontology with its definition, one click from where it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import RedirectResponse, Response

from ...ontology.terms import LG
from ...queries.entity import show
from ..store_cache import kept
from .support import download, schema_org as structured
from .support.rendering import View
from .thing import described

if TYPE_CHECKING:
    from ...graph.store import Store
    from .support.page_request import Visit

FORMS = ("json", "markdown")
GROUPS = {
    "Class": "Kinds of thing",
    "ObjectProperty": "How things are linked",
    "DatatypeProperty": "What is said of things",
    "NamedIndividual": "Values to choose from",
}


class Word(NamedTuple):
    """A term: its name, its label, its definition, and the group that it stands in."""

    name: str
    label: str
    definition: str
    group: str


def page(visit: Visit) -> View | Response:
    """Answer `/term/NAME`."""
    name = visit.part("name")
    if not name.isascii() or not name.isalnum():
        name = visit.known(f"lg:{name}"[:200], "", "").removeprefix(LG)
    iri = visit.known(f"lg:{name}", "")
    if iri != f"{LG}{name}":
        return RedirectResponse(visit.at.thing(iri), 302)
    thing = show(visit.store, iri)
    form = download.wanted(visit, FORMS)
    if form:
        content = thing.to_json() if form == "json" else thing.to_markdown()
        return download.file(content, form, f"term-{name}")
    url = str(visit.request.base_url).rstrip("/") + f"/term/{name}"
    return View(
        "thing.html.jinja",
        thing.label,
        (("Home", "/"), ("Glossary", "/term"), (thing.label, "")),
        {**described(visit, thing, "term"), "kind_words": "Term", "slug": name},
        (structured.thing(iri, thing.label, thing.definition, url),),
    )


def glossary(visit: Visit) -> View:
    """Answer `/term`."""
    every = kept(visit.store, "words", words)
    return View(
        "glossary.html.jinja",
        "Glossary",
        (("Home", "/"), ("Glossary", "/term")),
        {
            "groups": [
                (title, [each for each in every if each.group == title])
                for title in (*GROUPS.values(), "Others")
                if any(each.group == title for each in every)
            ]
        },
    )


def words(store: Store) -> list[Word]:
    """Every term of the ontology that has a definition."""
    asked = """SELECT ?term ?label ?definition ?type WHERE {
        ?term lg:name ?label ; lg:summary ?definition ; a ?type
        FILTER(STRSTARTS(STR(?term), STR(lg:))) } ORDER BY ?label ?term ?type"""
    found: dict[str, Word] = {}
    for row in store.select(asked):
        iri, label, definition, kind = (term.value for term in row)
        group = GROUPS.get(kind.rpartition("#")[2], "")
        name = iri[len(LG) :]
        before = found.get(name)
        if before is None or (not before.group and group):
            found[name] = Word(name, label, definition, group)
    return [each if each.group else each._replace(group="Values to choose from") for each in found.values()]
