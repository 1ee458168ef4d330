"""The method's answers as tables, with every form that a query's answer has, and as the JSON contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ..result import Result
from . import rows
from .gate import HELD, Requirement

if TYPE_CHECKING:
    from ...graph.store import Store
    from .asks import Ask
    from .comparison import Comparison
    from .criteria import Total
    from .gaps import Gaps
    from .mechanism import Paths
    from .transfer import Answer, Candidate

Record = dict[str, object]
Names = Mapping[str, str]
_RANKS = {4: "strong", 3: "moderate", 2: "weak", 1: "insufficient"}
_DIRECTIONS = {
    "Beneficial": "beneficial",
    "MixedFinding": "mixed",
    "NullFinding": "null",
    "HarmfulFinding": "harmful",
}
_EQUITY = {"Narrows": "narrows", "Widens": "widens", "NoEquityEffect": "none", "EquityUnknown": "unknown"}


def table(columns: Sequence[str], lines: Iterable[Sequence[object]], title: str = "") -> Result:
    """Lines of values as an answer; a text that begins with the address of a thing names that thing."""
    import json

    from pyoxigraph import QueryResultsFormat, parse_query_results

    bindings = [
        {name: _binding(value) for name, value in zip(columns, line, strict=True) if value is not None}
        for line in lines
    ]
    data = json.dumps({"head": {"vars": list(columns)}, "results": {"bindings": bindings}}).encode()
    return Result(lambda: parse_query_results(data, QueryResultsFormat.JSON), title)


def _binding(value: object) -> dict[str, str]:
    from ...ontology.terms import ID

    xsd = "http://www.w3.org/2001/XMLSchema#"
    if isinstance(value, bool):
        return {"type": "literal", "value": str(value).lower(), "datatype": xsd + "boolean"}
    if isinstance(value, int):
        return {"type": "literal", "value": str(value), "datatype": xsd + "integer"}
    if isinstance(value, float):
        return {"type": "literal", "value": f"{value:.3f}", "datatype": xsd + "decimal"}
    text = str(value)
    thing = text.startswith(ID) and " " not in text  # several, where they have no name, are a text
    return {"type": "uri" if thing else "literal", "value": text}


def transfer_table(answer: Answer, labels: Names) -> Result:
    """One line for each candidate: its verdict, what decided it, and what orders it."""
    columns: tuple[str, ...] = (
        "intervention",
        "interventionLabel",
        "from",
        "verdict",
        "because",
        "evidence",
        "direction",
        "equity",
        "weakestStep",
        "distance",
        "compared",
    )
    lines = [_candidate_line(each, labels) for each in answer.candidates]
    if any(each.total for each in answer.candidates):
        columns += ("total", "scored", "weights", "answeredBy", "answered")
        lines = [
            (*line, *_total_cells(each.total)) for line, each in zip(lines, answer.candidates, strict=True)
        ]
    return table(columns, lines)


def _total_cells(total: Total | None) -> tuple[object, ...]:
    if total is None:
        return (None,) * 5
    return (
        None if total.total is None else float(total.total),
        f"{total.scored}/{len(total.weights)}",
        "; ".join(f"{rows.local(criterion)} {weight}" for criterion, weight in total.weights),
        ", ".join(total.who) or None,
        ", ".join(total.when) or None,
    )


def _candidate_line(each: Candidate, labels: Names) -> tuple[object, ...]:
    return (
        each.intervention,
        each.label,
        ", ".join(labels.get(region, region) for region in each.regions) or None,
        each.verdict.verdict,
        because(each, labels),
        (each.evidence.best or "").lower() or None,
        _DIRECTIONS.get(each.evidence.direction or ""),
        _EQUITY.get(each.evidence.equity or "") or ("unknown" if each.evidence.findings else None),
        _RANKS.get(each.weakest or 0),
        each.distance.distance if each.distance else None,
        each.distance.share if each.distance else None,
    )


def because(each: Candidate, labels: Names) -> str:
    """What decided a verdict, in a few words."""
    worst = [need for need in each.verdict.needed if need.state != HELD]
    if not worst:
        hard = [need.best for need in each.verdict.needed if not need.best.rows[0].soft]
        held = [labels.get(option.met_by or option.lever, option.lever) for option in hard]
        return f"holds {'; '.join(held)}" if held else "needs soft powers alone"
    return "; ".join(_short(need, labels) for need in worst)


def _short(need: Requirement, labels: Names) -> str:
    names = " or ".join(labels.get(option.lever, option.lever) for option in need.options)
    ended = max((option.ended for option in need.options if option.ended), default=None)
    words = {
        "shared": "shared: ",
        "partner": "through a partner: ",
        "contradictory": "sources disagree: ",
        "not-stated": "not stated: ",
        "not-held": f"ended {ended}: " if ended else "not held: ",
    }
    return words[need.state] + names


def transfer_record(answer: Answer) -> list[Record]:
    """The JSON contract of `transfer`."""
    return [
        {
            "intervention": each.intervention,
            "label": each.label,
            "from": [rows.local(region) for region in each.regions],
            "to": rows.local(answer.region),
            "as_of": answer.as_of,
            "runs_here": each.runs_here,
            "verdict": each.verdict.verdict,
            "requirements": [_requirement(need) for need in each.verdict.requirements],
            "evidence": {
                "best": (each.evidence.best or "").lower() or None,
                "direction": _DIRECTIONS.get(each.evidence.direction or ""),
                "findings": each.evidence.findings,
            },
            "weakest_edge": _RANKS.get(each.weakest or 0),
            "equity": _EQUITY.get(each.evidence.equity or "", "unknown"),
            "distance": None
            if each.distance is None or each.distance.distance is None
            else round(each.distance.distance, 4),
            "indicators_compared": each.distance.share if each.distance else None,
            **({"total": _total(each.total)} if each.total else {}),
        }
        for each in answer.candidates
    ]


def _total(total: Total) -> Record:
    """The team's total and its record; an unknown total is null."""
    return {
        "score": None if total.total is None else float(total.total),
        "scored": total.scored,
        "weights": {str(rows.local(criterion)): weight for criterion, weight in total.weights},
        "answered_by": list(total.who),
        "answered": list(total.when),
    }


def _requirement(need: Requirement) -> Record:
    best = need.best
    said = next((row for row in best.rows if row.met == (best.met_by or best.lever) and row.claim), None)
    return {
        "alternatives": [rows.local(option.lever) for option in need.options],
        "helpful": need.helpful,
        "state": need.state,
        "met_by": rows.local(best.met_by),
        "legal_basis": said.legal_basis if said else None,
        "source": said.source if said else None,
    }


def asks_record(store: Store, asks: Iterable[Ask], as_of: str) -> list[Record]:
    """The JSON contract of `asks`, with who holds every lever elsewhere and by which act, order or deal."""
    holders: dict[str, list[tuple[str, str | None]]] = {}
    for lever, region, status, _, basis, _ in rows.fetch(store, "holders", asOf=as_of):
        if rows.local(status) == "Held":
            holders.setdefault(lever or "", []).append((region or "", basis))
    return [
        {
            "levers": [rows.local(lever) for lever in ask.levers],
            "unlocks": [rows.local(each) for each in ask.unlocks],
            "held_elsewhere_by": sorted(
                {rows.local(region) or "" for lever in ask.levers for region, _ in holders.get(lever, ())}
            ),
            "granted_by": sorted(
                {basis for lever in ask.levers for _, basis in holders.get(lever, ()) if basis}
            ),
        }
        for ask in asks
    ]


def asks_table(store: Store, asks: Iterable[Ask], as_of: str, labels: Names) -> Result:
    """One line for each ask."""
    chosen = list(asks)
    lines = (
        (
            "; ".join(labels.get(lever, lever) for lever in ask.levers),
            len(ask.unlocks),
            "; ".join(labels.get(each, each) for each in ask.unlocks),
            ", ".join(map(str, record["held_elsewhere_by"])) or "no region in the record",  # type: ignore[call-overload]
            "; ".join(map(str, record["granted_by"])) or None,  # type: ignore[call-overload]
        )
        for ask, record in zip(chosen, asks_record(store, chosen, as_of), strict=True)
    )
    return table(("levers", "opens", "interventions", "heldElsewhereBy", "grantedBy"), lines)


def paths_table(found: Paths, labels: Names) -> Result:
    """One line for each claim of each step of each path."""
    lines = (
        (
            number,
            _RANKS[path.weakest.rank],
            place,
            step.cause,
            labels.get(step.cause, step.cause),
            step.target,
            labels.get(step.target, step.target),
            claim.polarity.removesuffix("Polarity").lower(),
            _RANKS[claim.rank],
            "yes" if step.disputed else None,
            claim.claim,
            labels.get(claim.claim, claim.claim),
        )
        for number, path in enumerate(found.paths, 1)
        for place, step in enumerate(path.steps, 1)
        for claim in step.claims
    )
    columns = (
        "path",
        "weakestStep",
        "step",
        "cause",
        "causeLabel",
        "target",
        "targetLabel",
        "polarity",
        "strength",
        "disputed",
        "effect",
        "effectLabel",
    )
    return table(columns, lines)


def gaps_table(found: Gaps, labels: Names) -> Result:
    """One line for each gap, grouped by its kind."""
    groups: list[tuple[str, list[tuple[str, str | None]]]] = [
        (
            "held, used elsewhere, not here",
            [(each.lever, f"{len(each.used_elsewhere)} interventions") for each in found.untapped],
        ),
        ("determinant out of reach", [(each, None) for each in found.out_of_reach]),
        ("outcome that no intervention reaches", [(each, None) for each in found.without_intervention]),
        ("intervention without a finding", [(each, None) for each in found.without_evidence]),
        ("intervention without an indicator", [(each, None) for each in found.without_indicator]),
    ]
    lines = ((gap, thing, labels.get(thing, thing), more) for gap, things in groups for thing, more in things)
    return table(("gap", "thing", "thingLabel", "usedElsewhereIn"), lines)


def comparison_table(found: Comparison, labels: Names) -> Result:
    """One line for each lever and figure; what differs comes first."""
    lines = (
        (line.thing, labels.get(line.thing, rows.local(line.thing)), line.period or None, *line.values)
        for line in found.lines
    )
    names = [str(rows.local(region)).replace("-", "_") for region in found.regions]
    return table(("thing", "thingLabel", "period", *names), lines)
