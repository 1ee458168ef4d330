"""How a lever reaches an outcome: a line for each claim of a path, a record for each path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ....results.table import Table
from ...facts.facts import NONE, local
from ...method.causal_paths import RANKS, Told
from ...method.gate import Requirement
from ..wording import listed
from .requirement import requirement_record
from .source import SOURCE, deciding, joined, several, source
from .standing import stands

if TYPE_CHECKING:
    from ....results.table import Record
    from ...facts.facts import Intervention, Names, Sources
    from ...method.causal_paths import Path, Paths, Step
    from ...method.gate import Option


def paths_table(
    found: Paths,
    names: Names,
    told: Mapping[str, Told] = NONE,
    sources: Sources = NONE,
    title: str = "",
    done: Mapping[tuple[str, str], list[Intervention]] = NONE,
    there: Option | None = None,
    place: str = "",
    nearest: Iterable[str] = (),
) -> Table:
    """One line for each claim of each step of each path.

    `done` tells what was done with a lever to act on a thing, `there` how a region stands to the lever,
    `nearest` what is to be said where there is no path.
    """
    columns: tuple[str, ...] = (
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
        "mechanism",
        "claim",
        *SOURCE,
        "doneBy",
        "search",
    )
    looks = found.stopped_after
    search = f"stopped after {looks} looks" if looks is not None else "complete"
    lines: list[tuple[object, ...]] = []
    for number, path in enumerate(found.paths, 1):
        for place_, step in enumerate(path.steps, 1):
            cases = "; ".join(_case(each, names) for each in done.get((step.cause, step.target), ()))
            for claim in step.claims:
                said = told.get(claim.claim, Told(None, None))
                lines.append(
                    (
                        number,
                        RANKS[path.weakest.rank],
                        place_,
                        step.cause,
                        names.get(step.cause, step.cause),
                        step.target,
                        names.get(step.target, step.target),
                        _turn(claim.polarity),
                        RANKS[claim.rank],
                        "yes" if step.disputed else None,
                        said.mechanism,
                        claim.claim,
                        *source(said.source, sources),
                        cases or None,
                        search,
                    )
                )
    notes = [*_path_notes(found, nearest), *([stands(place, there, names, sources)] if there else [])]
    if there is not None:
        columns += ("inRegion", "inRegionBasis", "inRegionSource", "inRegionSourceLabel", "inRegionSourceUrl")
        said_ = deciding(there)
        basis = joined(row.legal_basis for row in said_)
        stand = (there.state, basis, *several((row.source for row in said_), sources))
        lines = [(*line, *stand) for line in lines]
    return Table(
        columns,
        lines,
        title,
        found=found,
        records=lambda: paths_record(found, told, done, there),
        notes=notes,
    )


def _turn(polarity: str) -> str:
    return polarity.removesuffix("Polarity").lower()


def _case(each: Intervention, names: Names) -> str:
    where = listed(names.get(region, region) for region in each.regions)
    return f"{each.label} ({where})" if where else each.label


def _path_notes(found: Paths, nearest: Iterable[str]) -> Iterator[str]:
    if not found.paths:
        yield "No path in the graph leads there."
        yield from nearest
    if found.stopped_after is not None:
        yield f"The search stopped after {found.stopped_after:,} looks: there may be more paths, and better."


def paths_record(
    found: Paths,
    told: Mapping[str, Told],
    done: Mapping[tuple[str, str], list[Intervention]],
    there: Option | None = None,
) -> list[Record]:
    """A record for each path; `in_region` is there where a region was named."""
    return [
        {
            "weakest_edge": RANKS[path.weakest.rank],
            "nodes": [local(node) for node in path.nodes],
            "steps": [_step_record(step, told) for step in path.steps],
            "done_by": _done_record(path, done),
            **({"in_region": _in_region(there)} if there else {}),
            **({} if found.stopped_after is None else {"stopped_after": found.stopped_after}),
        }
        for path in found.paths
    ]


def _in_region(there: Option) -> Record:
    """How the region stands to the lever; `sources` is there where several claims contradict each other."""
    said = requirement_record(Requirement("", False, there.state, (there,)))
    claims = deciding(there)
    return said if len(claims) < 2 else {**said, "sources": [row.source for row in claims if row.source]}


def _step_record(step: Step, told: Mapping[str, Told]) -> Record:
    return {
        "cause": local(step.cause),
        "target": local(step.target),
        "strength": RANKS[step.rank],
        "disputed": step.disputed,
        "claims": [
            {
                "claim": claim.claim,
                "polarity": _turn(claim.polarity),
                "strength": RANKS[claim.rank],
                "mechanism": said.mechanism,
                "source": said.source,
            }
            for claim in step.claims
            for said in (told.get(claim.claim, Told(None, None)),)
        ],
    }


def _done_record(path: Path, done: Mapping[tuple[str, str], list[Intervention]]) -> list[Record]:
    first = path.steps[0]
    return [
        {"intervention": local(each.iri), "regions": [local(region) for region in each.regions]}
        for each in done.get((first.cause, first.target), ())
    ]
