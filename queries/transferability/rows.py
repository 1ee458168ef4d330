"""The rows that the method works on, fetched by the query files beside this module, one query each."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..catalogue import Catalogue
from ..run import prepared
from .criteria import Criterion, Reply
from .distance import Contexts
from .gate import Row
from .mechanism import Causes, Claim

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...graph.store import Store

_CATALOGUE = Catalogue(Path(__file__).parent)
_NAMED = {"Held", "Shared", "NotHeld", "NotStated"}


class Region(NamedTuple):
    """A region and the life of its authority: days as YYYY-MM-DD, None where no source states one."""

    iri: str
    label: str
    start: str | None
    end: str | None
    expected: str | None
    successors: tuple[str, ...]


class Intervention(NamedTuple):
    """An intervention, the regions where it takes place, and its first and last year."""

    iri: str
    label: str
    regions: tuple[str, ...]
    start: str | None
    end: str | None


class Finding(NamedTuple):
    """One finding of an evaluation; the rank of its strength is 4 for strong to 1 for insufficient."""

    finding: str
    direction: str
    strength: str
    rank: int
    equity: str | None


def fetch(store: Store, name: str, **params: object) -> Iterator[tuple[str | None, ...]]:
    """Run one of the query files; terms come as their text, unbound variables as None."""
    text = prepared(store, _CATALOGUE.get(name), params)
    for solution in store.query(text):  # type: ignore[union-attr]
        yield tuple(None if term is None else term.value for term in solution)


def options(store: Store, region: str, as_of: str, intervention: str | None = None) -> list[Row]:
    """Every alternative of every requirement, with the region's claims about it."""
    return [
        Row(
            row[0] or "",
            row[1] or "",
            row[2] == "true",
            row[3] or "",
            row[4] == "true",
            row[5] is not None,
            row[6] if row[7] else None,
            row[7],
            local(row[8]),
            row[9] if row[7] else None,
            *row[10:],
        )
        for row in fetch(store, "options", region=region, asOf=as_of, intervention=intervention)
    ]


def regions(store: Store) -> dict[str, Region]:
    """Every region by IRI."""
    found: dict[str, Region] = {}
    for iri, label, start, end, expected, successor in fetch(store, "regions"):
        before = found[iri].successors if iri in found else ()
        after = (*before, successor) if successor else before
        found[iri or ""] = Region(iri or "", label or "", start, end, expected, after)
    return found


def interventions(store: Store) -> dict[str, Intervention]:
    """Every intervention by IRI."""
    found: dict[str, Intervention] = {}
    for iri, label, region, start, end in fetch(store, "interventions"):
        before = found[iri].regions if iri in found else ()
        where = (*before, region) if region else before
        found[iri or ""] = Intervention(iri or "", label or "", where, start, end)
    return found


def actions(store: Store) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The levers that every intervention uses, and the things it acts on."""
    uses: dict[str, list[str]] = {}
    acts: dict[str, list[str]] = {}
    for intervention, relation, thing in fetch(store, "actions"):
        (uses if relation == "uses" else acts).setdefault(intervention or "", []).append(thing or "")
    return uses, acts


def findings(store: Store) -> dict[str, list[Finding]]:
    """The findings about every intervention that has some."""
    found: dict[str, list[Finding]] = {}
    for intervention, finding, direction, strength, rank, equity in fetch(store, "findings"):
        row = Finding(
            finding or "", local(direction) or "", local(strength) or "", int(rank or 0), local(equity)
        )
        found.setdefault(intervention or "", []).append(row)
    return found


def causes(store: Store) -> Causes:
    """Every step that the claims know."""
    return Causes(
        Claim(claim or "", cause or "", target or "", int(rank or 0), local(polarity) or "", local(health))
        for claim, cause, target, rank, polarity, health in fetch(store, "steps")
    )


def context(store: Store, as_of: str) -> list[tuple[str, str, str, str]]:
    """Rows of region, feature, period and value; of a lever the value is its status, by its local name."""
    found = []
    for region, feature, period, value in fetch(store, "context", asOf=as_of):
        status = local(value)
        found.append((region or "", feature or "", period or "", status if status in _NAMED else value or ""))
    return found


def contexts(store: Store, as_of: str) -> Contexts:
    """What is known of every region's context, ready to compare any two."""
    return Contexts(context(store, as_of))


def determinants(store: Store) -> list[str]:
    """Every determinant."""
    return [row[0] or "" for row in fetch(store, "things", kind="lg:Determinant")]


def soft_levers(store: Store) -> frozenset[str]:
    """The soft powers, open to every region."""
    return frozenset(row[0] or "" for row in fetch(store, "things", kind="lg:SoftPower"))


def criteria(store: Store) -> list[Criterion]:
    """Every criterion of transferability, by group."""
    found: dict[str, Criterion] = {}
    for iri, label, group, question, source in fetch(store, "criteria"):
        before = found[iri].sources if iri in found else ()
        sources = (*before, source) if source else before
        found[iri or ""] = Criterion(iri or "", label or "", group or "", question or "", sources)
    return list(found.values())


def replies(store: Store, region: str) -> dict[str, list[Reply]]:
    """What a region's team answered about every intervention."""
    found: dict[str, list[Reply]] = {}
    for intervention, criterion, score, who, as_of, comment in fetch(store, "answers", region=region):
        reply = Reply(criterion or "", Decimal(score) if score else None, who, as_of, comment)
        found.setdefault(intervention or "", []).append(reply)
    return found


def outcomes(store: Store) -> list[str]:
    """Every outcome."""
    return [row[0] or "" for row in fetch(store, "things", kind="lg:Outcome")]


def narrower(store: Store, thing: str) -> frozenset[str]:
    """A determinant and all that are narrower."""
    return frozenset({thing, *(row[0] or "" for row in fetch(store, "narrower", broad=thing))})


def labels(store: Store) -> Mapping[str, str]:
    """The name of everything that has one."""
    return dict(_labels(store))


def _labels(store: Store) -> Iterator[tuple[str, str]]:
    text = "SELECT ?thing ?label WHERE { ?thing skos:prefLabel ?label } ORDER BY ?thing"
    for solution in store.query(text):  # type: ignore[union-attr]
        yield solution[0].value, solution[1].value


@cache
def local(iri: str | None) -> str | None:
    """The last part of an IRI: the name of a term, the slug of a thing."""
    return None if iri is None else iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
