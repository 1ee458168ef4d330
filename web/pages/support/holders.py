"""Who has a power: by the law of which class of authority, and in which region, since when and by what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ....queries.execution import ask
from .filters import slugged
from .urls import outside

if TYPE_CHECKING:
    from .page_request import Visit


class Cited(NamedTuple):
    """A named thing or source by its label and where it leads."""

    label: str
    href: str


class Holder(NamedTuple):
    """A class of authority or a region, how it stands to the power, since when, and by what law or deal.

    `by` are parts of laws, or the law or deal in words where none is named; `through` is who has it where
    the class has not; `doubt` says what is not verified.
    """

    who: Cited
    state: str
    words: str
    since: str
    until: str
    by: list[Cited]
    by_class: Cited | None
    through: list[str]
    doubt: str
    sources: list[Cited]


def classes(visit: Visit, lever: str) -> list[Holder]:
    """The classes of authority to which general law gives the power, or denies it, today."""
    rows: list[Any] = list(ask(visit.store, "classes-holding-lever", {"lever": lever}))
    return [_of_class(visit, of_claim) for of_claim in _by_claim(rows, "authorityClass")]


def regions(visit: Visit, lever: str) -> list[Holder]:
    """Every region with an authority today, and how it stands to the power."""
    rows: list[Any] = list(ask(visit.store, "regions-holding-lever", {"lever": lever}))
    claims = _by_claim(rows, "region")
    laws = _laws(visit, [of_claim[0].claim for of_claim in claims if of_claim[0].claim])
    return [_of_region(visit, of_claim, laws.get(of_claim[0].claim, ([], None))) for of_claim in claims]


def _by_claim(rows: list[Any], who: str) -> list[list[Any]]:
    claims: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        claims.setdefault((getattr(row, who), row.claim or ""), []).append(row)
    return list(claims.values())


def _of_class(visit: Visit, rows: list[Any]) -> Holder:
    first = rows[0]
    verified = first.force != "https://w3id.org/levergraph/ontology#CommencementNotVerified"
    provisions = {row.provision: row.provisionLabel or row.provision for row in rows if row.provision}
    return Holder(
        Cited(first.authorityClassLabel or "", visit.at.thing(first.authorityClass)),
        slugged(first.statusLabel or ""),
        first.statusLabel or "",
        str(first.since or ""),
        str(first.until or ""),
        _by(visit, provisions, first.legalBasis),
        None,
        sorted({row.vestedInLabel for row in rows if row.vestedInLabel})
        if "not" in first.statusLabel
        else [],
        "" if verified else "not seen to have begun",
        _sources(visit, rows),
    )


def _of_region(visit: Visit, rows: list[Any], law: tuple[list[tuple[str, str]], Cited | None]) -> Holder:
    first = rows[0]
    provisions, by_class = law
    return Holder(
        Cited(first.regionLabel or "", visit.at.thing(first.region)),
        slugged(first.state),
        first.state,
        str(first.since or ""),
        str(first.until or ""),
        _by(visit, dict(provisions), first.legalBasis),
        by_class,
        [],
        "low confidence" if (first.confidence or "").endswith("LowConfidence") else "",
        _sources(visit, rows),
    )


def _by(visit: Visit, provisions: dict[str, str], words: str | None) -> list[Cited]:
    if provisions:
        return [Cited(label, visit.at.thing(iri)) for iri, label in sorted(provisions.items())]
    return [Cited(words, "")] if words else []


def _sources(visit: Visit, rows: list[Any]) -> list[Cited]:
    cited = {
        row.source: Cited(row.sourceLabel or "", outside(row.sourceUrl or "") or visit.at.thing(row.source))
        for row in rows
        if row.source
    }
    return list(cited.values())


def _laws(visit: Visit, claims: list[str]) -> dict[str, tuple[list[tuple[str, str]], Cited | None]]:
    """The provisions of each claim, and the class from whose law it follows."""
    values = " ".join(f"<{claim}>" for claim in claims if "://" in claim)  # a blank node has no address
    asked = f"""SELECT DISTINCT ?claim ?provision ?name ?class ?className
        WHERE {{ VALUES ?claim {{ {values} }}
        OPTIONAL {{ ?claim lg:provision ?provision . ?provision lg:name ?name }}
        OPTIONAL {{ ?claim lg:followsFrom ?membership . ?membership a lg:ClassMembership ;
            lg:authorityClass ?class . ?class lg:name ?className }} }}"""
    found: dict[str, tuple[list[tuple[str, str]], Cited | None]] = {}
    for row in visit.store.select(asked):
        claim, provision, name, kind, kind_name = (term.value if term else "" for term in row)
        provisions, by_class = found.get(claim, ([], None))
        if provision and (provision, name) not in provisions:
            provisions.append((provision, name))
        found[claim] = (provisions, Cited(kind_name, visit.at.thing(kind)) if kind else by_class)
    return found
