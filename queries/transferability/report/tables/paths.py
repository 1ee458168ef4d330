"""The paths from a lever to an outcome as a table: a line for each claim of each step of each path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....results.table import Table
from ....wording import listed
from .source import SOURCE, joined, several, source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..answers.paths import Case, Path, Paths, Standing

COLUMNS: tuple[str, ...] = (
    "path",
    "weakestStep",
    "netEffect",
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
STANDING = ("inRegion", "inRegionBasis", "inRegionSource", "inRegionSourceLabel", "inRegionSourceUrl")


def table(answer: Paths) -> Table:
    """One line for each claim; with a region, how it stands to the lever, in every line."""
    looks = answer.stopped_after
    search = f"stopped after {looks} looks" if looks is not None else "complete"
    columns, last = COLUMNS, (search,)
    if answer.standing:
        columns += STANDING
        last += _standing(answer.standing)  # type: ignore[assignment]
    lines = [(number, *line, *last) for number, path in enumerate(answer.paths, 1) for line in _lines(path)]
    return Table(columns, lines, f"From {answer.lever.label} to {answer.outcome.label}", answer)


def _lines(path: Path) -> Iterator[tuple[object, ...]]:
    for place, step in enumerate(path.steps, 1):
        cases = "; ".join(map(_case, step.cases))
        for claim in step.claims:
            yield (
                path.strength.name,
                path.net_effect,
                place,
                step.cause.iri,
                step.cause.label,
                step.target.iri,
                step.target.label,
                claim.polarity.name,
                claim.strength.name,
                "yes" if step.disputed else None,
                claim.mechanism,
                claim.iri,
                *source(claim.source),
                cases or None,
            )


def _case(case: Case) -> str:
    where = listed(region.label for region in case.regions)
    return f"{case.intervention.label} ({where})" if where else case.intervention.label


def _standing(standing: Standing) -> tuple[str | None, ...]:
    claims = standing.lever.deciding
    return (
        standing.lever.state.name,
        joined(claim.legal_basis for claim in claims),
        *several(claim.source for claim in claims),
    )
