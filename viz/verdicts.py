"""The verdict on every intervention for each region on the day of the edition, by the method of transfer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import NoAuthority
from ..queries.authority import demand_authority
from ..queries.transferability import VERDICTS, Transferability

if TYPE_CHECKING:
    from ..graph.store import Store
    from ..queries.transferability import Alternative, Ranking, Requirement

STATES = {
    "held": "h",
    "shared": "s",
    "partner": "p",
    "contradictory": "c",
    "not-stated": "?",
    "not-held": "n",
}
"""A letter for each state of a requirement."""


@dataclass(frozen=True)
class Judgement:
    """One region: its interventions in the method's order, each with its verdict, and what decides them.

    `silent` says why a region without an authority is not judged; `begun` and `ended` are the days of its
    authority, where they are stated.
    """

    region: str
    begun: str | None = None
    ended: str | None = None
    order: tuple[str, ...] = ()
    verdicts: tuple[int, ...] = ()
    """Places in `gate.VERDICTS`, in the same order."""
    runs: tuple[str, ...] = ()
    """The interventions that run in the region already."""
    states: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    """Each requirement, the letter of its state, and the claims that decide it."""
    silent: str = ""


def judge(store: Store, day: str) -> list[Judgement]:
    """Judge every region on a day (YYYY-MM-DD)."""
    service = Transferability(store)
    regions = {region.iri: region for region in service.regions()}
    judgements = []
    for region in regions.values():
        life = (region.iri, region.start, region.end)
        try:
            demand_authority(regions, region.iri, day, named=False)  # nobody named the day
            ranking = service.ranking(f"<{region.iri}>", as_of=day, everything=True)
        except NoAuthority as error:
            judgements.append(Judgement(*life, silent=error.message))
            continue
        judgements.append(_judgement(life, ranking))
    return judgements


def _judgement(life: tuple[str, str | None, str | None], ranking: Ranking) -> Judgement:
    candidates = ranking.candidates
    return Judgement(
        *life,
        tuple(candidate.intervention.iri for candidate in candidates),
        tuple(VERDICTS.index(candidate.verdict.name) for candidate in candidates),
        tuple(candidate.intervention.iri for candidate in candidates if candidate.runs_here),
        tuple(
            (requirement.iri, STATES[requirement.state.name], tuple(_claims(requirement)))
            for candidate in candidates
            for requirement in candidate.requirements
        ),
    )


def _claims(requirement: Requirement) -> Iterator[str]:
    """The claims behind a state: of the alternative that meets it, or of every one that does not."""
    state = requirement.state.name
    if state in ("held", "shared", "contradictory") and requirement.met_by:
        yield from _of(requirement.best, requirement.met_by.iri)
    elif state == "not-held":
        for alternative in requirement.alternatives:
            yield from _of(alternative, alternative.lever.iri)


def _of(alternative: Alternative, lever: str) -> list[str]:
    return sorted(
        {claim.iri for claim in alternative.claims if claim.lever.iri == lever and claim.when != "later"}
    )
