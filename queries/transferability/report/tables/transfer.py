"""What a region can take up: a line and a record for each candidate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....results.table import Table
from ...facts.facts import NONE, local
from ...method.causal_paths import RANKS
from ...method.ranking import CAVEAT
from ..team_total import total_cells, total_record, weighed
from ..wording import day
from .reason import because, options, told
from .requirement import requirement_record
from .source import SOURCE, deciding, joined, several

if TYPE_CHECKING:
    from ....results.table import Record
    from ...facts.facts import Names, Sources
    from ...method.causal_paths import Step
    from ...method.gate import Row
    from ...method.ranking import Answer, Candidate

_DIRECTIONS = {
    "Beneficial": "beneficial",
    "MixedFinding": "mixed",
    "NullFinding": "null",
    "HarmfulFinding": "harmful",
}
_EQUITY = {"Narrows": "narrows", "Widens": "widens", "NoEquityEffect": "none", "EquityUnknown": "unknown"}


def transfer_table(found: Answer, names: Names, sources: Sources = NONE) -> Table:
    """One line for each candidate: its verdict, what decided it with its source, and what orders it."""
    columns: tuple[str, ...] = (
        "intervention",
        "interventionLabel",
        "from",
        "verdict",
        "because",
        "legalBasis",
        *SOURCE,
        "helpful",
        "evidence",
        "direction",
        "equity",
        "weakestStep",
        "weakestStrength",
        "distance",
        "compared",
    )
    lines = [_candidate_line(each, names, sources) for each in found.candidates]
    if found.weighing:
        columns += ("total", "scored", "weights", "weighedBy", "weighed", "answeredBy", "answered")
        lines = [
            (*line, *total_cells(each.total)) for line, each in zip(lines, found.candidates, strict=True)
        ]
    title = f"What {found.region_label} can take up, as of {day(found.as_of)}"
    return Table(
        columns, lines, title, found=found, records=lambda: transfer_record(found), notes=_notes(found, names)
    )


def _notes(found: Answer, names: Names) -> Iterator[str]:
    if not found.candidates:
        yield f"Nothing in the record is left for {found.region_label} to take up."
    if run := found.already - found.own:
        yield f"Left out: {'one runs' if run == 1 else f'{run} run'} in {found.region_label} already."
    if found.own:
        only = "one that" if found.own == 1 else f"{found.own} that"
        yield f"Left out: {only} {found.region_label} alone tried or planned."
    order = ["verdict", "evidence", "weakest step", "effect on inequality", "distance"]
    if not (found.outcome or found.determinant):
        order.remove("weakest step")
    if found.weighing:
        order.insert(1, "the team's total")
        yield weighed(found.weighing, names)
    yield f"Order: {', '.join(order)}."
    yield CAVEAT


def _candidate_line(each: Candidate, names: Names, sources: Sources) -> tuple[object, ...]:
    claims = list(_claims(each))
    helpful = (options(need, names) for need in each.verdict.requirements if need.helpful)
    return (
        each.intervention,
        each.label,
        ", ".join(names.get(region, region) for region in each.regions) or None,
        each.verdict.verdict,
        because(each, names),
        joined(said.legal_basis if said else None for said in claims),
        *several((said.source if said else None for said in claims), sources),
        "; ".join(helpful) or None,
        (each.evidence.best or "").lower() or None,
        _DIRECTIONS.get(each.evidence.direction or ""),
        _EQUITY.get(each.evidence.equity or "") or ("unknown" if each.evidence.findings else None),
        _arrow(each.paths[0].weakest, names) if each.paths else None,
        RANKS.get(each.weakest or 0),
        each.distance.distance if each.distance else None,
        each.distance.share if each.distance else None,
    )


def _claims(each: Candidate) -> Iterator[Row | None]:
    """The claims behind what is told as the reason, in its order; None where no claim says anything."""
    for need in told(each):
        claims = deciding(need.best)
        yield from claims
        if not claims:
            yield None


def _arrow(step: Step, names: Names) -> str:
    return f"{names.get(step.cause, step.cause)} → {names.get(step.target, step.target)}"


def transfer_record(found: Answer) -> list[Record]:
    """The JSON contract of `transfer`; `total` is there where weights were set.

    `requirements` are those that decide: a lever that only helps is in the table and the explanation.
    """
    return [
        {
            "intervention": each.intervention,
            "label": each.label,
            "from": [local(region) for region in each.regions],
            "to": local(found.region),
            "as_of": found.as_of,
            "verdict": each.verdict.verdict,
            "requirements": [requirement_record(need) for need in each.verdict.needed],
            "evidence": {
                "best": (each.evidence.best or "").lower() or None,
                "direction": _DIRECTIONS.get(each.evidence.direction or ""),
                "findings": each.evidence.findings,
            },
            "weakest_edge": RANKS.get(each.weakest or 0),
            "equity": _EQUITY.get(each.evidence.equity or "", "unknown"),
            "distance": None
            if each.distance is None or each.distance.distance is None
            else round(each.distance.distance, 4),
            "indicators_compared": each.distance.share if each.distance else None,
            **({"total": total_record(each.total)} if each.total else {}),
        }
        for each in found.candidates
    ]
