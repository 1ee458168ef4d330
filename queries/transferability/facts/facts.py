"""The facts that the method works on, fetched by the query files beside this module, one query each.

Rows are streamed; or they come whole, as CSV, which the engine writes without holding the interpreter: so
come the facts about every region and intervention.

A subselect in such a file makes the engine read one property of everything in a single sweep and join by
hash; looked up subject by subject the same takes three to five times as long. Rows are sorted in Python:
sorting in the engine reads every term once more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache, lru_cache, partial, wraps
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

from ...authority import Region, regions
from ...binding import bind
from ...catalogue import Catalogue
from ...cited_graph import CitedGraph, cited_graph
from ...corrections import Correction, corrections
from .records import (
    AreaFigure,
    CausalClaim,
    ClaimText,
    ContextFact,
    Cost,
    Criterion,
    Description,
    Figure,
    Finding,
    FindingText,
    GateRow,
    Holder,
    HoldingNote,
    HoldingSpan,
    Intervention,
    Member,
    Reason,
    Reply,
    Route,
    Source,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ....graph.store import Store

_CATALOGUE = Catalogue(Path(__file__).parent)
_BLANK = "_:"
"""The mark of a blank node in CSV."""
KEPT = 64
"""So many answers of one kind are kept: of the last regions, days or interventions that were asked about."""

P = ParamSpec("P")
T = TypeVar("T")
F = TypeVar("F", bound="Facts")


def kept(fetch: Callable[Concatenate[F, P], T]) -> Callable[Concatenate[F, P], T]:
    """Decorate a method of Facts: it fetches once for the same arguments, the last KEPT of them."""
    name = f"_kept_{fetch.__name__}"

    @wraps(fetch)
    def once(self: F, *args: P.args, **named: P.kwargs) -> T:
        fetched = self.__dict__.get(name)
        if fetched is None:
            fetched = self.__dict__.setdefault(name, lru_cache(maxsize=KEPT)(partial(fetch, self)))
        return cast("T", fetched(*args, **named))

    return cast("Callable[Concatenate[F, P], T]", once)


class Facts:
    """The facts of one store as records, each kind fetched when it is first needed and then kept.

    Whoever holds one shares the records and changes none of them. Days are YYYY-MM-DD, things IRIs. The
    content of the store is taken not to change: where it has, make new Facts.
    """

    def __init__(self, store: Store) -> None:
        """Take an open store; nothing is fetched yet."""
        self.store = store

    @kept
    def cited_graph(self) -> CitedGraph:
        """The program and the facts that every answer is made from."""
        return cited_graph(self.store)

    @kept
    def corrections(self) -> tuple[Correction, ...]:
        """Every correction that the store heeds."""
        return corrections(self.store)

    @kept
    def regions(self) -> dict[str, Region]:
        """Every region by IRI, in that order."""
        return regions(self.store)

    @kept
    def interventions(self) -> dict[str, Intervention]:
        """Every intervention by IRI, in that order."""
        interventions: dict[str, Intervention] = {}
        for written, label, region, start, end, status, nationwide in _whole(self.store, "interventions"):
            iri = written.removeprefix(_BLANK)
            before = interventions.get(iri)
            where = (region,) if region else ()
            if before:
                where = tuple(sorted({*before.regions, *where}))
                label = min(before.label, label)
            interventions[iri] = Intervention(
                iri, label, where, start or None, end or None, status or None, nationwide == "true"
            )
        return dict(sorted(interventions.items()))

    @kept
    def findings(self) -> dict[str, list[Finding]]:
        """The findings about every intervention that has some."""
        rows: dict[tuple[str, ...], set[str]] = {}
        for *row, on in _whole(self.store, "findings"):
            rows.setdefault(tuple(row), set()).add(on)
        findings: dict[str, list[Finding]] = {}
        for (iri, intervention, direction, strength, rank, equity), measured in sorted(rows.items()):
            finding = Finding(
                local(direction) or "",
                local(strength) or "",
                int(rank or 0),
                local(equity or None),
                tuple(sorted(measured - {""})),
                iri,
            )
            findings.setdefault(intervention.removeprefix(_BLANK), []).append(finding)
        return findings

    @kept
    def uses(self) -> dict[str, list[str]]:
        """The levers that every intervention uses."""
        return self._actions()[0]

    @kept
    def targets(self) -> dict[str, list[str]]:
        """The determinants and outcomes that every intervention acts on."""
        return self._actions()[1]

    @kept
    def _actions(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        uses: dict[str, list[str]] = {}
        targets: dict[str, list[str]] = {}
        for intervention, relation, thing in sorted(self._rows("actions"), key=str):
            (uses if relation == "uses" else targets).setdefault(intervention or "", []).append(thing or "")
        return uses, targets

    @kept
    def causal_claims(self) -> list[CausalClaim]:
        """Every claim that a lever or a determinant acts on something."""
        return [
            CausalClaim(
                claim or "", cause or "", target or "", int(rank or 0), local(polarity) or "", local(health)
            )
            for claim, cause, target, rank, polarity, health in self._rows("steps")
        ]

    @kept
    def claim_texts(self) -> dict[str, ClaimText]:
        """Every causal claim in words, by its IRI; of several sources the first by name."""
        texts: dict[str, ClaimText] = {}
        for claim, mechanism, source in sorted(self._rows("claims"), key=str):
            texts.setdefault(claim or "", ClaimText(mechanism, source))
        return texts

    @kept
    def sources(self) -> dict[str, Source]:
        """Every source by IRI; of several titles and addresses the first."""
        sources: dict[str, Source] = {}
        for iri, title, url in self._rows("sources"):
            source = Source(iri or "", title or "", url or "")
            sources[source.iri] = min(source, sources.get(source.iri, source))
        return sources

    @kept
    def names(self) -> dict[str, str]:
        """The label of every region, lever, intervention, cause, outcome and indicator."""
        return self._first("names")

    @kept
    def terms(self) -> dict[str, str]:
        """The label of every term of the vocabulary, such as a status or a strength, by its local name."""
        return {local(term) or "": label or "" for term, label in sorted(self._rows("terms"), key=str)}

    @kept
    def criteria(self) -> list[Criterion]:
        """Every criterion of transferability, by group."""
        criteria: dict[str, Criterion] = {}
        for iri, label, group, question, source in self._rows("criteria"):
            before = criteria[iri].sources if iri in criteria else ()
            sources = (*before, source) if source else before
            criteria[iri or ""] = Criterion(iri or "", label or "", group or "", question or "", sources)
        return list(criteria.values())

    @kept
    def determinants(self) -> list[str]:
        """Every determinant."""
        return self._things("lg:Determinant")

    @kept
    def outcomes(self) -> list[str]:
        """Every outcome."""
        return self._things("lg:Outcome")

    @kept
    def soft_levers(self) -> frozenset[str]:
        """The soft powers, open to every region."""
        return frozenset(self._things("lg:SoftPower"))

    @kept
    def measured(self) -> frozenset[str]:
        """The determinants and outcomes that some indicator measures."""
        return frozenset(row[0] or "" for row in self._rows("measured"))

    @kept
    def narrower(self, determinant: str) -> frozenset[str]:
        """A determinant and all that are narrower."""
        return frozenset({determinant, *(row[0] or "" for row in self._rows("narrower", broad=determinant))})

    @kept
    def structural(self) -> frozenset[str]:
        """The structural determinants of the WHO framework: they act through other determinants."""
        return frozenset(row[0] or "" for row in self._rows("structural"))

    @kept
    def life_stages(self) -> dict[str, frozenset[str]]:
        """The stages of life, such as Childhood, of interventions and outcomes of some ages alone."""
        stages: dict[str, frozenset[str]] = {}
        for thing, stage in self._rows("stages"):
            stages[thing or ""] = stages.get(thing or "", frozenset()) | {local(stage) or ""}
        return stages

    @kept
    def context(self, as_of: str) -> list[ContextFact]:
        """The figures of every region, and the status of its levers on the day, in order."""
        return sorted(map(ContextFact._make, _whole(self.store, "context", asOf=as_of)))

    @kept
    def holders(self, as_of: str) -> list[Holder]:
        """Who holds or shares every lever on a day, and how they got it; by lever, holders before sharers."""
        holders = [
            Holder(lever or "", local(status) or "", region or "", since, basis, source)
            for lever, region, status, since, basis, source in self._rows("holders", asOf=as_of)
        ]
        return sorted(holders, key=lambda holder: tuple(part or "" for part in holder))

    @kept
    def options(self, region: str, as_of: str, intervention: str | None = None) -> list[GateRow]:
        """Every alternative of every requirement, with the region's claims about it, in the gate's order."""
        same: dict[Any, Any] = {}
        closed = self.closed(as_of)
        share = same.setdefault  # one text for all rows that have it: of levers and claims there are few
        rows = [
            GateRow(
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
                share(until, until),
                share(basis, basis),
                share(source, source),
                local(vested),
                lever in closed,
            )
            for (
                made,
                need,
                helpful,
                lever,
                partner,
                soft,
                met,
                claim,
                status,
                when,
                until,
                basis,
                source,
                vested,
            ) in self._rows("options", region=region, asOf=as_of, intervention=intervention)
            if made and need and lever
        ]
        rows.sort(key=lambda row: (row.intervention, row.requirement, row.lever, row.claim or ""))
        return rows

    @kept
    def universal(self, region: str, as_of: str) -> frozenset[str]:
        """The levers that the law gives to a whole class of authority, the region's own, begun or not."""
        return frozenset(row[0] or "" for row in self._rows("universal", region=region, asOf=as_of))

    @kept
    def class_regions(self, authority_class: str, as_of: str) -> tuple[str, ...]:
        """The regions whose authority belongs to a class on the day, in order."""
        rows = self._rows("class-regions", authorityClass=authority_class, asOf=as_of)
        return tuple(sorted(row[0] or "" for row in rows))

    @kept
    def broader_levers(self, lever: str) -> frozenset[str]:
        """The broader levers that holding this one meets, where a requirement names them."""
        return frozenset(row[0] or "" for row in self._rows("broader", lever=lever))

    @kept
    def routes(self, as_of: str) -> list[Route]:
        """The rules of law that give a lever to a class of authority, in order."""
        routes = [
            Route(
                lever or "", local(status) or "", name or "", local(force) == "InForce", since, basis, source
            )
            for lever, status, name, force, since, basis, source in self._rows("routes", asOf=as_of)
        ]
        return sorted(routes, key=lambda route: tuple(str(part or "") for part in route))

    @kept
    def lever_domains(self) -> dict[str, str]:
        """The label of the domain of every lever; of several the first."""
        return self._first("domains")

    @kept
    def in_use(self, region: str, as_of: str) -> dict[str, frozenset[str]]:
        """The use of each lever by the region's claims: InUse, NotInUse, UseUnknown."""
        said: dict[str, frozenset[str]] = {}
        for lever, use in self._rows("use", region=region, asOf=as_of):
            said[lever or ""] = said.get(lever or "", frozenset()) | {local(use) or ""}
        return said

    @kept
    def searched(self) -> frozenset[str]:
        """The interventions for which evidence was looked for and none found."""
        return frozenset(row[0] or "" for row in self._rows("searched"))

    @kept
    def closed(self, as_of: str) -> frozenset[str]:
        """The levers that are closed for everybody on the day: funds that have ended."""
        return frozenset(row[0] or "" for row in self._rows("closed", asOf=as_of))

    @kept
    def holding(self, region: str, lever: str, as_of: str) -> list[GateRow]:
        """The region's claims about one lever, as rows of the gate."""
        closed = lever in self.closed(as_of)
        rows = [
            GateRow(
                *("", "", False),
                lever=lever,
                partner=False,
                soft=soft is not None,
                met=met,
                claim=claim,
                status=local(status),
                when=when,
                until=until,
                legal_basis=basis,
                source=source,
                vested=local(vested),
                closed=closed,
            )
            for _, soft, met, claim, status, when, until, basis, source, vested in self._rows(
                "holding", region=region, lever=lever, asOf=as_of
            )
        ]
        return sorted(rows, key=lambda row: row.claim or "")

    @kept
    def holdings(self, region: str, as_of: str) -> dict[str, list[GateRow]]:
        """The region's claims about every lever that they name, as rows of the gate, by lever."""
        rows: dict[str, list[GateRow]] = {}
        for lever, claim, status, when, until, basis, source, vested in sorted(
            self._rows("stood", region=region, asOf=as_of), key=str
        ):
            row = GateRow(
                *("", "", False),
                lever=lever or "",
                partner=False,
                soft=False,
                met=lever,
                claim=claim,
                status=local(status),
                when=when,
                until=until,
                legal_basis=basis,
                source=source,
                vested=local(vested),
            )
            rows.setdefault(row.lever, []).append(row)
        return rows

    @kept
    def holding_notes(self, region: str) -> dict[str, HoldingNote]:
        """The region's claims about levers in words, by the claim's IRI."""
        return {
            claim or "": HoldingNote(since, as_of, note, local(exercised_by))
            for claim, since, as_of, note, exercised_by in self._rows("said", region=region)
        }

    @kept
    def spans(self, region: str) -> list[HoldingSpan]:
        """The region's claims that it holds or shares a hard lever, at whatever time; by lever and start."""
        rows: dict[str, list[tuple[str | None, ...]]] = {}
        for row in self._rows("spans", region=region):
            rows.setdefault(row[0] or "", []).append(row)
        spans = []
        for claim, of_claim in sorted(rows.items()):
            _, lever, status, since, until, start, end, kind, kind_label, basis, _, _, locator, *_ = min(
                of_claim, key=str
            )
            spans.append(
                HoldingSpan(
                    claim,
                    lever or "",
                    local(status) or "",
                    since,
                    until,
                    start,
                    end,
                    (kind, kind_label or "") if kind else None,
                    basis,
                    _named_things(of_claim, 10),
                    locator,
                    _named_things(of_claim, 13),
                    min((row[15] for row in of_claim if row[15]), default=None),
                )
            )
        return sorted(spans, key=lambda span: (span.lever, span.start or "", span.claim))

    @kept
    def figure_sources(self, region: str) -> dict[tuple[str, str], tuple[str, ...]]:
        """The sources of the region's figures, by indicator and period."""
        sources: dict[tuple[str, str], tuple[str, ...]] = {}
        for indicator, period, source in sorted(self._rows("observed", region=region), key=str):
            key = indicator or "", period or ""
            sources[key] = (*sources.get(key, ()), source or "")
        return sources

    @kept
    def figures(self, region: str) -> list[Figure]:
        """The unit and source of each of the region's figures."""
        return [
            Figure(indicator or "", period or "", unit, source)
            for indicator, period, unit, source in self._rows("figures", region=region)
        ]

    @kept
    def area_figures(self) -> list[AreaFigure]:
        """Every figure of a region and of England on an indicator with a better way, in order."""
        things: dict[tuple[str | None, ...], set[str]] = {}
        for *row, thing, source, published in self._rows("compared"):
            things.setdefault((*row, source, published), set()).add(thing or "")
        return sorted(
            AreaFigure(
                area or "",
                indicator or "",
                period or "",
                start or "",
                float(value or 0),
                None if lower is None else float(lower),
                None if upper is None else float(upper),
                unit,
                local(better) == "HigherIsBetter",
                source,
                published,
                tuple(sorted(measured)),
            )
            for (
                area,
                indicator,
                period,
                start,
                value,
                lower,
                upper,
                unit,
                better,
                source,
                published,
            ), measured in things.items()
        )

    @kept
    def members(self, region: str, as_of: str) -> list[Member]:
        """The councils that belong to the region on a day."""
        return [
            Member(council or "", role, source)
            for council, role, source in sorted(self._rows("members", region=region, asOf=as_of), key=str)
        ]

    @kept
    def replies(self, region: str) -> dict[str, list[Reply]]:
        """The scores that the region's team gave, by intervention."""
        replies: dict[str, list[Reply]] = {}
        for intervention, criterion, score, who, as_of, comment in self._rows("answers", region=region):
            reply = Reply(criterion or "", Decimal(score) if score else None, who, as_of, comment)
            replies.setdefault(intervention or "", []).append(reply)
        return replies

    @kept
    def descriptions(self, intervention: str) -> list[Description]:
        """An intervention as each of its sources describes it."""
        rows = sorted(self._rows("about", intervention=intervention), key=str)
        return [Description(*row) for row in rows]

    @kept
    def reasons(self, intervention: str) -> list[Reason]:
        """Why the intervention needs each lever."""
        return [
            Reason(requirement or "", lever or "", reason, source)
            for requirement, lever, reason, source in self._rows("reasons", intervention=intervention)
        ]

    @kept
    def finding_texts(self, intervention: str) -> list[FindingText]:
        """The findings about the intervention, in words."""
        rows: dict[tuple[str | None, ...], set[str]] = {}
        for *row, on in self._rows("results", intervention=intervention):
            rows.setdefault(tuple(row), set()).add(on or "")
        return [
            FindingText(
                finding or "",
                text or "",
                local(direction) or "",
                strength,
                local(equity),
                local(design),
                source,
                who,
                tuple(sorted(measured - {""})),
            )
            for (finding, text, direction, strength, equity, design, source, who), measured in rows.items()
        ]

    @kept
    def costs(self) -> dict[str, list[Cost]]:
        """The stated costs of interventions, by intervention, in the order of their IRIs."""
        costs: dict[str, list[Cost]] = {}
        for cost, intervention, amount, *more in sorted(self._rows("costs"), key=str):
            costs.setdefault(intervention or "", []).append(Cost(cost or "", float(amount or 0), *more))
        return costs

    @kept
    def own(self) -> frozenset[str]:
        """The interventions that the user's own files describe."""
        return frozenset(row[0] or "" for row in self._rows("own"))

    def _first(self, name: str) -> dict[str, str]:
        """The label of each thing in rows of a thing and a label; of several the first."""
        labels: dict[str, str] = {}
        for thing, label in self._rows(name):
            labels[thing or ""] = min(label or "", labels.get(thing or "", label or ""))
        return labels

    def _things(self, kind: str) -> list[str]:
        return [row[0] or "" for row in self._rows("things", kind=kind)]

    def _rows(self, name: str, **params: object) -> Iterator[tuple[str | None, ...]]:
        return rows(self.store, name, **params)


def rows(store: Store, name: str, **params: object) -> Iterator[tuple[str | None, ...]]:
    """The rows of one of the query files; terms come as their text, unbound variables as None."""
    for solution in store.select(query_text(name, params)):
        yield tuple([None if term is None else term.value for term in solution])


def _whole(store: Store, name: str, **params: object) -> Iterable[list[str]]:
    """All rows of one of the query files, read at once; unbound variables come as the empty text."""
    from ....graph.csv_writing import csv_bytes

    asked = query_text(name, params)
    text = csv_bytes(store.select(asked), lambda: store.select(asked)).decode()
    if '"' not in text:  # as long as nothing is quoted, a comma is a comma
        return [line.split(",") for line in text.split("\r\n")[1:-1]]
    import csv

    csv.field_size_limit(2**31 - 1)
    return list(csv.reader(StringIO(text, newline="")))[1:]


def query_text(name: str, params: Mapping[str, object]) -> str:
    """One of the query files with its parameters bound; things are named by IRI."""
    return bind(_CATALOGUE.get(name), params, lambda iri, _: iri)


@cache
def local(iri: str | None) -> str | None:
    """The last part of an IRI: the name of a term, the slug of a thing."""
    return None if iri is None else iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _named_things(rows: Iterable[tuple[str | None, ...]], place: int) -> tuple[tuple[str, str], ...]:
    """The things in a column with the labels in the next, each once, in order."""
    return tuple(sorted({(row[place] or "", row[place + 1] or "") for row in rows if row[place]}))
