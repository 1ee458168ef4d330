"""The page of an Act, an order or a part of one: what it gave, shared, left with others and ended."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import Response

from ...errors import UnknownName
from ...queries.execution import ask
from .support import download
from .support.rendering import View
from .support.urls import LAW, page_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from .support.page_request import Visit

FORMS = ("csv", "xlsx", "json", "turtle")
CRUMBS = (("Home", "/"), ("What laws changed", "/law"))
QUESTION = "what-legislation-changed"
CHANGES = {
    "gives": ("Gives", "These regions hold the power by it."),
    "gives a share": ("Gives a share", "These regions have the power together with others by it."),
    "ended": ("Ended", "It took away what these regions held or shared under another law."),
    "puts into a class": (
        "Puts authorities into a class",
        "What general law says of every authority of the class follows from it.",
    ),
    "leaves with others": ("Leaves with others", "By it somebody else has the function, not these regions."),
    "not verified": ("Not verified", "Nobody has seen it come into force, or its source is a poor one."),
}
"""Each change by the question's word for it: its heading and a sentence, in the order of the page."""


class Named(NamedTuple):
    """A thing by its label and the address of its page."""

    label: str
    href: str


class Group(NamedTuple):
    """Regions for which the same is said, since and until the same day, by the same part of the law."""

    regions: list[Named]
    since: str
    until: str
    by_class: Named | None
    provisions: list[Named]


class Line(NamedTuple):
    """A power, or a class of authority, and what is said of it."""

    about: Named
    groups: list[Group]


class Section(NamedTuple):
    """A kind of change with its lines."""

    title: str
    words: str
    anchor: str
    lines: list[Line]


class Instrument(NamedTuple):
    """An Act or order on record: its name, its page, and how many claims rest on it."""

    label: str
    href: str
    claims: int


def index(visit: Visit) -> View | Response:
    """Answer `/law`: every Act and order on which a claim rests."""
    asked = """SELECT ?whole ?name (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
        { ?claim lg:provision ?whole } UNION { ?claim lg:endedBy ?whole }
        UNION { ?part dcterms:isPartOf ?whole . ?claim lg:provision ?part }
        UNION { ?part dcterms:isPartOf ?whole . ?claim lg:endedBy ?part }
        ?whole a lg:LegalProvision ; lg:name ?name .
        FILTER NOT EXISTS { ?whole dcterms:isPartOf ?any } } GROUP BY ?whole ?name"""
    found = [
        Instrument(row["name"].value, visit.at.thing(row["whole"].value), int(row["claims"].value))
        for row in visit.store.select(asked)
    ]
    return View(
        "law-index.html.jinja",
        "What did each Act and order change?",
        CRUMBS,
        {"instruments": sorted(found, key=lambda each: each.label.casefold())},
    )


def page(visit: Visit) -> View | Response:
    """Answer `/law/TYPE/YEAR/NUMBER/…`, as the legislation site names an Act or order, or a part of it."""
    iri = LAW + visit.part("part").strip("/")
    if not page_of(iri):
        raise UnknownName(visit.part("part")[:100], (), ())
    iri = visit.known(f"<{iri}>", "")
    form = download.wanted(visit, FORMS)
    answer = ask(visit.store, QUESTION, {"legislation": iri})
    if form:
        return download.result(answer, form, "law-" + iri.removeprefix(LAW), visit)
    whole, parts = _whole(visit, iri), _parts(visit, iri)
    label = _label(visit, iri)
    crumbs = (*CRUMBS, *(((whole.label, page_of(whole.href)),) if whole else ()), (label, ""))
    return View(
        "law.html.jinja",
        label,
        crumbs,
        {
            "official": iri,
            "whole": Named(whole.label, visit.at.thing(whole.href)) if whole else None,
            "parts": parts,
            "sections": list(_sections(visit, answer)),
            "question": visit.at(f"/queries/{QUESTION}", legislation=iri),
            "offers": download.offers(visit, FORMS),
        },
    )


def _label(visit: Visit, iri: str) -> str:
    rows = visit.store.select(f"SELECT ?name WHERE {{ <{iri}> lg:name ?name }}")
    return next((row["name"].value for row in rows), iri.removeprefix(LAW))


def _whole(visit: Visit, iri: str) -> Named | None:
    """The Act or order of which it is a part, with its IRI."""
    asked = f"SELECT ?whole WHERE {{ <{iri}> dcterms:isPartOf ?whole }}"
    wholes = sorted(row["whole"].value for row in visit.store.select(asked))
    return Named(_label(visit, wholes[0]), wholes[0]) if wholes else None


def _parts(visit: Visit, iri: str) -> list[Named]:
    asked = f"SELECT ?part ?name WHERE {{ ?part dcterms:isPartOf <{iri}> ; lg:name ?name }}"
    parts = [(row["name"].value, row["part"].value) for row in visit.store.select(asked)]
    return [Named(label, visit.at.thing(part)) for label, part in sorted(parts, key=_in_law)]


def _in_law(part: tuple[str, str]) -> list[tuple[int, str]]:
    """The place of a part in its law: article 9 before article 10."""
    return [(int(word) if word.isdigit() else 0, word) for word in part[1].split("/")]


def _sections(visit: Visit, answer: Iterable[Any]) -> Iterator[Section]:
    rows = list(answer)
    for change, (title, words) in CHANGES.items():
        of_change = [row for row in rows if row.change == change]
        if of_change:
            yield Section(title, words, change.replace(" ", "-"), _lines(visit, of_change))


def _lines(visit: Visit, rows: list[Any]) -> list[Line]:
    """The rows by power, or by class where no power is named; those that say the same are one group."""

    def about(row: Any) -> tuple[str, str]:
        return (row.leverLabel or "", row.lever) if row.lever else (row.byClassLabel or "", row.byClass or "")

    return [
        Line(Named(label, visit.at.thing(iri)), _groups(visit, list(same)))
        for (label, iri), same in groupby(sorted(rows, key=about), about)
    ]


def _groups(visit: Visit, rows: list[Any]) -> list[Group]:
    claims: dict[str, list[Any]] = {}
    for row in rows:
        claims.setdefault(row.claim, []).append(row)
    groups: dict[tuple[object, ...], Group] = {}
    for of_claim in claims.values():
        first = of_claim[0]
        provisions = sorted({(row.provision, row.provisionLabel or row.provision) for row in of_claim})
        key = (str(first.since or ""), str(first.until or ""), first.byClass if first.lever else None)
        found = groups.get((*key, *provisions)) or Group(
            [],
            key[0],
            key[1],
            Named(first.byClassLabel, visit.at.thing(first.byClass))
            if first.lever and first.byClass
            else None,
            [Named(label, visit.at.thing(iri)) for iri, label in provisions],
        )
        found.regions.append(Named(first.regionLabel or "", visit.at.thing(first.region)))
        groups[(*key, *provisions)] = found
    return sorted(groups.values(), key=lambda group: (group.since, group.until, group.regions[0].label))
