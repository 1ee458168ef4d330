"""The page of one thing: what it is, what the sources say of it, and what links to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.responses import RedirectResponse, Response

from ...errors import UnknownName
from ...ontology.terms import ID, LG, slug
from ...queries.entity import LONG, show
from .brief import choices
from .indicator import figures, small, standing
from .region import briefing
from .support import download, holders, schema_org as structured
from .support.filters import DOUBTS, slugged, when
from .support.labels import plural, singular
from .support.lanes import lanes
from .support.neighbourhood import EXPLORED, neighbours, picture
from .support.rendering import View
from .support.urls import LAW, outside, page_of

if TYPE_CHECKING:
    from ...queries.entity import Fact, Link, Thing, Value
    from .support.page_request import Visit

LEGISLATION = re.compile(r"https?://(?:www\.)?legislation\.gov\.uk/(?:id/)?([a-z]+/\d+/\d+)(?:/|$)")
"""The address of an Act or order at the publisher, or of a part of it; the group names the whole."""
FORMS = ("json", "markdown")
ASKED_OF_A_REGION = ("intervention", "outcome", "determinant")
"""The kinds whose pages ask for a region to go on with."""
SHOWN = 8
"""So many claims of a group are open to the eye; the rest one click away."""

MAIN = ("lever", "domain", "target", "cause", "intervention", "indicator", "council", "region", "authority")
"""The properties that lead from a claim to its subject; the first that it has counts."""

WORDY = frozenset(
    (
        *("note", "rationale", "mechanism", "powerLabel", "effectSize", "outcomeMeasured", "description"),
        *("definition", "strengthNote"),
    )
)
"""Properties whose values are sentences."""

FIRST_GROUPS = (
    "lever holdings",
    "domain holdings",
    "specific powers",
    "findings",
    "lever effects",
    "causal links",
    "lever uses",
    "observations",
)
FIGURES = tuple(f"{ID}{kind}/" for kind in ("observation", "indicator", "comparator"))
"""Kinds that rest on files of figures: one file has several indicators, so its own name may be another's."""

UNTOLD = LONG - {LG + "status"}


class Source(NamedTuple):
    """A source: its title, our page about it, and its own address."""

    title: str
    href: str
    url: str


class Trust(NamedTuple):
    """Where a statement comes from and how far it can be trusted."""

    sources: list[Source]
    place: str
    flags: list[str]
    notes: list[str]


class Said(NamedTuple):
    """A value and where it leads."""

    text: str
    href: str = ""
    state: str = ""


class Row(NamedTuple):
    """A claim in a table: what it is about, its short values by column, its sentences, its trust."""

    about: Said
    href: str
    cells: list[list[Said]]
    notes: list[tuple[str, str]]
    trust: Trust


class Group(NamedTuple):
    """Claims of one sort in a table."""

    title: str
    anchor: str
    first: str
    columns: list[str]
    rows: list[Row]
    noted: bool


class Links(NamedTuple):
    """Things of one sort that link here."""

    title: str
    anchor: str
    rule: str
    inferred: bool
    items: list[Said]


def page(visit: Visit) -> View | Response:
    """Answer `/KIND/SLUG`; a name that is not quite the slug leads to it."""
    kind, name = visit.part("kind"), visit.part("slug")
    iri = _named(visit, kind, name)
    place = page_of(iri)
    if place != f"/{kind}/{name}":
        return RedirectResponse(visit.at(place), 302)
    thing = show(visit.store, iri)
    form = download.wanted(visit, FORMS)
    if form == "json":
        return download.file(thing.to_json(), "json", f"{kind}-{name}")
    if form == "markdown":
        return download.file(thing.to_markdown(), "markdown", f"{kind}-{name}")
    url = str(visit.request.base_url).rstrip("/") + place
    address = next((fact.values[0].text for fact in thing.facts if fact.property == LG + "url"), "")
    return View(
        "thing.html.jinja",
        thing.label,
        (("Home", "/"), (plural(kind), f"/{kind}"), (thing.label, place)),
        {**described(visit, thing, kind), "slug": name},
        (structured.thing(iri, thing.label, thing.definition, url, outside(address)),),
    )


def _named(visit: Visit, kind: str, name: str) -> str:
    """The IRI of a thing by its slug, whatever letters that has, or else by what people call it."""
    if kind == "scheme":  # no prefix of our own: only its IRI names it
        return visit.known(f"{ID}{kind}/{name}", "")
    if not _plain(name):
        with suppress(UnknownName):
            return visit.known(f"{kind}/{name}", "", kind)
        return visit.known(name, "", kind)
    return visit.known(f"{kind}/{name}", "", kind)


def _plain(slug: str) -> bool:
    return slug.isascii() and slug == slug.lower() and slug.replace("-", "").isalnum()


def described(visit: Visit, thing: Thing, kind: str) -> dict[str, Any]:
    """All that the template shows of a thing."""
    beside = neighbours(thing, kind)
    return {
        "thing": thing,
        "ours": thing.iri.startswith(ID),
        "briefing": briefing(visit, thing.iri) if kind == "region" else None,
        "lanes": lanes(visit.transferability.timeline(f"<{thing.iri}>")) if kind == "region" else None,
        **(choices(visit.store) if kind == "region" else {}),
        "kind": kind,
        "kind_words": singular(kind),
        "facts": [(fact, _values(visit, fact)) for fact in thing.facts if fact.stated != "inferred"],
        "inferred": [(fact, _values(visit, fact)) for fact in thing.facts if fact.stated == "inferred"],
        "trust": trust(visit, thing.iri, thing.provenance, thing.addresses),
        "groups": [
            _group(visit, title, links, thing)
            for title, links in sorted(thing.groups(thing.claims).items(), key=_first)
        ],
        "links": [_links(visit, title, links) for title, links in thing.groups(thing.incoming).items()],
        "beside": beside,
        "picture": picture(visit, beside),
        "explored": _explored(thing, kind),
        **_charts(visit, thing, kind),
        "offers": _offers(visit, thing),
        "shown": SHOWN,
        "holders": _holders(visit, thing) if kind == "lever" else None,
        "law": _law(visit, thing) if kind == "source" else "",
        "regions": visit.names.choices("region") if kind in ASKED_OF_A_REGION else [],
    }


def _holders(visit: Visit, thing: Thing) -> dict[str, list[holders.Holder]] | None:
    """Who has a power by law; None where it is soft, open to all."""
    soft = visit.store.select(f"SELECT ?is WHERE {{ <{thing.iri}> a lg:SoftPower . BIND(true AS ?is) }}")
    if next(iter(soft), None):
        return None
    name = f"<{thing.iri}>"
    return {"regions": holders.regions(visit, name), "classes": holders.classes(visit, name)}


def _law(visit: Visit, thing: Thing) -> str:
    """The address of the page of the Act or order that a source is, where the graph knows it."""
    address = next((fact.values[0].text for fact in thing.facts if fact.property == LG + "url"), "")
    found = LEGISLATION.match(address)
    if not found:
        return ""
    iri = LAW + found[1]
    known = visit.store.select(f"SELECT ?type WHERE {{ <{iri}> a ?type }}")
    return visit.at.thing(iri) if next(iter(known), None) else ""


def _explored(thing: Thing, kind: str) -> str:
    """The view of the explorer that shows the thing, as a fragment; nothing where it draws no such things."""
    name = f"{kind}/{slug(thing.iri)}"
    return f"view=around&focus={name}&show={name}" if kind in EXPLORED else ""


def _charts(visit: Visit, thing: Thing, kind: str) -> dict[str, Any]:
    """The figures of an indicator over areas, or of a region over indicators."""
    if kind == "indicator":
        found = figures(visit, indicator=thing.iri)
        return {"standing": standing(visit, found), "smalls": small(visit, found, "area"), "figured": found}
    if kind == "region":
        found = figures(visit, area=thing.iri)
        return {"standing": None, "smalls": small(visit, found, "indicator"), "figured": found}
    return {"standing": None, "smalls": [], "figured": []}


def _offers(visit: Visit, thing: Thing) -> list[download.Offer]:
    offers = download.offers(visit, FORMS)
    if thing.iri.startswith(ID):
        place = "/id/" + thing.iri.removeprefix(ID)
        offers += [
            download.Offer("Turtle", visit.at(f"{place}.ttl"), "turtle"),
            download.Offer("JSON-LD", visit.at(f"{place}.jsonld"), "jsonld"),
        ]
    return offers


def trust(
    visit: Visit, iri: str, provenance: Iterable[tuple[str, Value]], addresses: dict[str, str]
) -> Trust:
    """Where a statement comes from, from what it says of it."""
    sources, flags, notes, places = [], [], [], []
    cited = ""
    for label, value in provenance:
        if label == "source" and value.iri:
            sources.append(
                Source(value.text, visit.at.thing(value.iri), outside(addresses.get(value.iri, "")))
            )
        elif label == "cited as" and iri.startswith(FIGURES):
            cited = value.text
        elif label in ("cited as", "locator"):
            places.append(value.text)
        elif label == "source date":
            places.append(f"dated {when(value.text)}")
        elif label in ("basis", "verification", "confidence"):
            flags.append(value.text)
        else:
            notes.append(value.text)
    if cited and len(sources) == 1:
        sources = [sources[0]._replace(title=cited)]
    doubts = [flag for flag in flags if flag in DOUBTS or "recall" in flag or "not " in flag]
    return Trust(sources, "; ".join(places), doubts, notes)


def _values(visit: Visit, fact: Fact) -> list[Said]:
    return [_said(visit, fact.property, value) for value in fact.values]


def _said(visit: Visit, property: str, value: Value) -> Said:
    name = property.rpartition("#")[2]
    href = visit.at.thing(value.iri) if value.iri else outside(value.text) if " " not in value.text else ""
    if name == "status":
        return Said(value.text, state=slugged(value.text))
    text = f"{int(value.text):,}" if name.startswith("population") and value.text.isdigit() else value.text
    return Said(when(text), href)


def _first(group: tuple[str, list[Link]]) -> tuple[int, str]:
    title = group[0].casefold()
    places = [place for place, start in enumerate(FIRST_GROUPS) if title.startswith(start)]
    return (places[0] if places else len(FIRST_GROUPS), title)


def _group(visit: Visit, title: str, links: list[Link], thing: Thing) -> Group:
    names = {
        property.rpartition("#")[2]
        for link in links
        for property, _, value in link.details
        if value.iri and value.iri != thing.iri
    }
    main = next((name for name in MAIN if name in names), "")
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for link in links:
        for property, label, _ in link.details:
            name = property.rpartition("#")[2]
            if name != main and name not in WORDY and property not in UNTOLD:
                counts[property] += 1
                labels[property] = label
    columns = sorted(counts, key=lambda property: _column(property.rpartition("#")[2]))[:6]
    rows = [_row(visit, link, main, columns, thing) for link in links]
    rows.sort(key=lambda row: row.about.text.casefold())
    return Group(
        title[:1].upper() + title[1:],
        slugged(title.replace(",", "")),
        labels_of(links, main) or singular("claim"),
        [labels[property] for property in columns],
        rows,
        any(row.notes for row in rows),
    )


def labels_of(links: list[Link], main: str) -> str:
    """The words of the ontology for the property that a table begins with."""
    for link in links:
        for property, label, _ in link.details:
            if property.rpartition("#")[2] == main:
                return label[:1].upper() + label[1:]
    return ""


def _column(name: str) -> int:
    order = (
        *("status", "useStatus", "polarity", "healthDirection", "direction", "strength", "directness"),
        *("period", "value", "lowerLimit95", "upperLimit95", "unit", "validFrom"),
        *("validUntil", "legalBasis", "role"),
    )
    return order.index(name) if name in order else len(order)


def _row(visit: Visit, link: Link, main: str, columns: list[str], thing: Thing) -> Row:
    about = Said(link.label, visit.at.thing(link.iri))
    cells: dict[str, list[Said]] = {column: [] for column in columns}
    notes = []
    found = False
    for property, label, value in link.details:
        name = property.rpartition("#")[2]
        if name == main and not found:
            about, found = _said(visit, property, value), True
        elif property in cells:
            cells[property].append(_said(visit, property, value))
        elif property not in UNTOLD:
            notes.append((label, value.text))
    return Row(
        about,
        visit.at.thing(link.iri),
        [cells[column] for column in columns],
        notes,
        trust(visit, link.iri, link.provenance, thing.addresses),
    )


def _links(visit: Visit, title: str, links: list[Link]) -> Links:
    return Links(
        title[:1].upper() + title[1:],
        "links-" + slugged(title.replace(",", "")),
        links[0].rule,
        links[0].stated == "inferred",
        [Said(link.label, visit.at.thing(link.iri)) for link in links],
    )
