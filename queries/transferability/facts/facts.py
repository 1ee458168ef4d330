"""The rows that the method works on, fetched by the query files beside this module, one query each.

Rows are streamed; or they come whole, as CSV, which the engine writes without holding the interpreter: so
come the surroundings of a question, asked beside it.

A subselect in such a file makes the engine read one property of everything in a single sweep and join by
hash; looked up subject by subject the same takes three to five times as long. What is put in order is put
in order here: an engine reads every term once more to compare it.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from ...binding import bind
from ...catalogue import Catalogue
from ..method.causal_paths import Causes, Claim, Told
from ..method.criteria import Criterion, Reply
from ..method.distance import Contexts, Known
from ..method.gate import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ....graph.store import Store

_CATALOGUE = Catalogue(Path(__file__).parent)


class Region(NamedTuple):
    """A region and the life of its authority: days as YYYY-MM-DD, None where no source states one."""

    iri: str
    label: str
    start: str | None
    end: str | None
    expected: str | None
    successors: tuple[str, ...]


class Intervention(NamedTuple):
    """An intervention, the regions where it takes place, its first and last year, and its status in words."""

    iri: str
    label: str
    regions: tuple[str, ...]
    start: str | None
    end: str | None
    status: str | None = None


class Finding(NamedTuple):
    """One finding of an evaluation; the rank of its strength is 4 for strong to 1 for insufficient."""

    direction: str
    strength: str
    rank: int
    equity: str | None


class Cited(NamedTuple):
    """A source as the reader needs it: its title and its address."""

    title: str
    url: str


Names = Mapping[str, str]
"""What things are called, by IRI."""
Sources = Mapping[str, Cited]
"""Sources by IRI."""
UNNAMED = {"population2019": "Population in 2019"}
"""What is compared, and is no thing of the graph that has a name."""
BLANK = "_:"
"""How CSV marks a blank node."""
NONE: Mapping[Any, Any] = MappingProxyType({})
"""What is not known: no sources, no mechanisms, no cases."""


class Holder(NamedTuple):
    """A region that holds or shares a lever, since when, and by which act, order or deal."""

    lever: str
    status: str
    region: str
    since: str | None
    legal_basis: str | None
    source: str | None


class Surroundings(NamedTuple):
    """What is known of every region and intervention, whichever region asks."""

    regions: dict[str, Region]
    interventions: dict[str, Intervention]
    findings: dict[str, list[Finding]]
    contexts: Contexts


def fetch(store: Store, name: str, **params: object) -> Iterator[tuple[str | None, ...]]:
    """Run one of the query files; terms come as their text, unbound variables as None."""
    for solution in store.select(sent(name, params)):
        yield tuple([None if term is None else term.value for term in solution])


def _whole(store: Store, name: str, **params: object) -> Iterable[list[str]]:
    """Run one of the query files and read all its rows; unbound variables come as the empty text."""
    from pyoxigraph import QueryResultsFormat

    written = store.select(sent(name, params)).serialize(format=QueryResultsFormat.CSV) or b""
    text = written.decode()
    if '"' not in text:  # as long as nothing is quoted, a comma is a comma
        return [line.split(",") for line in text.split("\r\n")[1:-1]]
    import csv

    csv.field_size_limit(2**31 - 1)
    return list(csv.reader(StringIO(text, newline="")))[1:]


def sent(name: str, params: Mapping[str, object]) -> str:
    """One of the query files with its parameters bound; things are named by IRI."""
    return bind(_CATALOGUE.get(name), params, lambda iri, _: iri)


def options(store: Store, region: str, as_of: str, intervention: str | None = None) -> list[Row]:
    """Every alternative of every requirement, with the region's claims about it, in the order of the gate."""
    same: dict[Any, Any] = {}
    share = same.setdefault  # one text for all rows that have it: of levers and claims there are few
    found = [
        Row(
            share(made, made),
            share(need, need),
            helpful == "true",
            share(lever, lever),
            partner == "true",
            soft is not None,
            share(met, met),
            share(claim, claim),
            local(status),
            share(when, when) if claim else None,
            *[share(each, each) for each in more],
        )
        for made, need, helpful, lever, partner, soft, met, claim, status, when, *more in fetch(
            store, "options", region=region, asOf=as_of, intervention=intervention
        )
        if made and need and lever
    ]
    found.sort(key=lambda row: (row.intervention, row.requirement, row.lever, row.claim or ""))
    return found


def holding(store: Store, region: str, lever: str, as_of: str) -> list[Row]:
    """What the region's claims say of one lever, as rows of the gate."""
    found = [
        Row("", "", False, lever, False, soft is not None, met, claim, local(status), when, *more)
        for _, soft, met, claim, status, when, *more in fetch(
            store, "holding", region=region, lever=lever, asOf=as_of
        )
    ]
    return sorted(found, key=lambda row: row.claim or "")


def stood(store: Store, region: str, as_of: str) -> dict[str, list[Row]]:
    """What the region's claims say of every lever that they name, as rows of the gate, by lever."""
    found: dict[str, list[Row]] = {}
    for row in sorted(fetch(store, "stood", region=region, asOf=as_of), key=str):
        lever, claim, status, *more = row
        said = Row("", "", False, lever or "", False, False, lever, claim, local(status), *more)
        found.setdefault(said.lever, []).append(said)
    return found


def observed(store: Store, region: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """The sources of the region's figures, by indicator and period."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for indicator, period, source in sorted(fetch(store, "observed", region=region), key=str):
        key = indicator or "", period or ""
        found[key] = (*found.get(key, ()), source or "")
    return found


def cited(store: Store) -> dict[str, Cited]:
    """Every source by IRI."""
    found: dict[str, Cited] = {}
    for iri, title, url in fetch(store, "sources"):
        one = Cited(title or "", url or "")
        found[iri or ""] = min(one, found.get(iri or "", one))
    return found


def holders(store: Store, as_of: str) -> list[Holder]:
    """Who holds or shares every lever on a day, and how they got it; by lever, holders before sharers."""
    found = [
        Holder(lever or "", local(status) or "", region or "", since, basis, source)
        for lever, region, status, since, basis, source in fetch(store, "holders", asOf=as_of)
    ]
    return sorted(found, key=lambda each: tuple(part or "" for part in each))


def regions(store: Store) -> dict[str, Region]:
    """Every region by IRI, in that order."""
    found: dict[str, Region] = {}
    for iri, label, start, end, expected, successor in sorted(_whole(store, "regions")):
        before = found[iri].successors if iri in found else ()
        after = (*before, successor) if successor else before
        found[iri] = Region(iri, label, start or None, end or None, expected or None, after)
    return found


def interventions(store: Store) -> dict[str, Intervention]:
    """Every intervention by IRI, in that order."""
    found: dict[str, Intervention] = {}
    for written, label, region, start, end, status in _whole(store, "interventions"):
        iri = written.removeprefix(BLANK)
        before = found.get(iri)
        where = (region,) if region else ()
        if before:
            where = tuple(sorted({*before.regions, *where}))
            label = min(before.label, label)
        found[iri] = Intervention(iri, label, where, start or None, end or None, status or None)
    return dict(sorted(found.items()))


def actions(store: Store) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The levers that every intervention uses, and the things it acts on."""
    uses: dict[str, list[str]] = {}
    acts: dict[str, list[str]] = {}
    for intervention, relation, thing in sorted(fetch(store, "actions"), key=str):
        (uses if relation == "uses" else acts).setdefault(intervention or "", []).append(thing or "")
    return uses, acts


def findings(store: Store) -> dict[str, list[Finding]]:
    """The findings about every intervention that has some."""
    found: dict[str, list[Finding]] = {}
    for intervention, direction, strength, rank, equity in _whole(store, "findings"):
        row = Finding(local(direction) or "", local(strength) or "", int(rank or 0), local(equity or None))
        found.setdefault(intervention.removeprefix(BLANK), []).append(row)
    return found


def causes(store: Store) -> Causes:
    """Every step that the claims know."""
    return Causes(
        Claim(claim or "", cause or "", target or "", int(rank or 0), local(polarity) or "", local(health))
        for claim, cause, target, rank, polarity, health in fetch(store, "steps")
    )


def context(store: Store, as_of: str) -> list[Known]:
    """What is known of every region, in order: figures, and what claims say of levers on the day."""
    return sorted(_known(store, as_of))


def contexts(store: Store, as_of: str) -> Contexts:
    """What is known of every region's context, ready to compare any two."""
    return Contexts(_known(store, as_of))


def _known(store: Store, as_of: str) -> Iterator[Known]:
    return map(Known._make, _whole(store, "context", asOf=as_of))


def surroundings(store: Store, as_of: str) -> Surroundings:
    """What is known of all regions and interventions on a day, ready to be compared."""
    return Surroundings(regions(store), interventions(store), findings(store), contexts(store, as_of))


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


def labels(store: Store) -> dict[str, str]:
    """What everything is called."""
    text = "SELECT ?thing ?label WHERE { ?thing skos:prefLabel ?label }"
    return _first((row[0].value, row[1].value) for row in store.query(text))  # type: ignore[union-attr]


def names(store: Store) -> dict[str, str]:
    """What every region, lever, intervention, cause, outcome and indicator is called."""
    return _first((thing or "", name or "") for thing, name in fetch(store, "names"))


def _first(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """One name for each thing: of several the first."""
    found: dict[str, str] = {}
    for thing, name in names:
        found[thing] = min(name, found.get(thing, name))
    return found


def told(store: Store) -> dict[str, Told]:
    """What every claim of a step says in words; of several sources the first by name."""
    found: dict[str, Told] = {}
    for claim, mechanism, source in sorted(fetch(store, "claims"), key=str):
        found.setdefault(claim or "", Told(mechanism, source))
    return found


def called(thing: str, names: Names) -> str:
    """What a thing is called; its local name where it has no other."""
    return names.get(thing) or UNNAMED.get(local(thing) or "") or local(thing) or ""


@cache
def local(iri: str | None) -> str | None:
    """The last part of an IRI: the name of a term, the slug of a thing."""
    return None if iri is None else iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
