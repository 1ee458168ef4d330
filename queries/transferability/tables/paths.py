"""How a lever reaches an outcome: a line for each claim of a path, a record for each path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ..gate import Requirement
from ..mechanism import RANKS, Told
from ..rows import NONE, local
from ..table import Table
from ..wording import listed
from .requirement import requirement_record
from .source import SOURCE, source
from .standing import stands

if TYPE_CHECKING:
    from ..gate import Option
    from ..mechanism import Path, Paths, Step
    from ..rows import Intervention, Names, Sources
    from ..table import Record


def paths_table(
    found: Paths,
    names: Names,
    told: Mapping[str, Told] = NONE,
    sources: Sources = NONE,
    title: str = "",
    done: Mapping[tuple[str, str], list[Intervention]] = NONE,
    there: Option | None = None,
    place: str = "",
) -> Table:
    """One line for each claim of each step of each path.

    `done` tells what was done with a lever to act on a thing, `there` how a region stands to the lever.
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
    notes = list(_path_notes(found, names, there, place, sources))
    if there is not None:
        said_ = there.said
        columns += ("inRegion", "inRegionBasis", "inRegionSource")
        stand = (there.state, said_.legal_basis if said_ else None, said_.source if said_ else None)
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


def _path_notes(
    found: Paths, names: Names, there: Option | None, place: str, sources: Sources
) -> Iterator[str]:
    if not found.paths:
        yield "No path in the graph leads there."
    if found.stopped_after is not None:
        yield f"The search stopped after {found.stopped_after:,} looks: there may be more paths, and better."
    if there is not None:
        yield stands(place, there, names, sources)


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
    return requirement_record(Requirement("", False, there.state, (there,)))


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
