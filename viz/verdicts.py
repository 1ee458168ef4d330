"""What each region could take up on the day of the edition, by the method of transfer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from ..errors import NoAuthority
from ..queries.transferability.facts import facts as rows
from ..queries.transferability.method.gate import VERDICTS, Option, Requirement
from ..queries.transferability.method.ranking import Answer, standing, transfer

if TYPE_CHECKING:
    from ..graph.store import Store

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
    """Judge every region on a day (YYYY-MM-DD), reading what they share from the store only once."""
    memory = cast("Store", _Memory(store))
    places = rows.regions(memory)
    found = []
    for iri, region in places.items():
        life = (iri, region.start, region.end)
        try:
            standing(places, iri, day, named=False)
        except NoAuthority as error:
            found.append(Judgement(*life, silent=error.message))
            continue
        found.append(_judgement(life, transfer(memory, iri, as_of=day, everything=True)))
    return found


def _judgement(life: tuple[str, str | None, str | None], answer: Answer) -> Judgement:
    each = answer.candidates
    return Judgement(
        *life,
        tuple(candidate.intervention for candidate in each),
        tuple(VERDICTS.index(candidate.verdict.verdict) for candidate in each),
        tuple(candidate.intervention for candidate in each if candidate.runs_here),
        tuple(
            (requirement.requirement, STATES[requirement.state], tuple(_claims(requirement)))
            for candidate in each
            for requirement in candidate.verdict.requirements
        ),
    )


def _claims(requirement: Requirement) -> Iterator[str]:
    """The claims behind a state: of the alternative that meets it, or of every one that does not."""
    if requirement.state in ("held", "shared", "contradictory"):
        yield from _of(requirement.best, requirement.best.met_by)
    elif requirement.state == "not-held":
        for option in requirement.options:
            yield from _of(option, option.lever)


def _of(option: Option, lever: str | None) -> list[str]:
    return sorted(
        {row.claim for row in option.rows if row.claim and row.met == lever and row.when != "later"}
    )


class _Memory:
    """A store that answers from memory what it was asked before, as it is for most regions."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.answers: dict[str, list[Any]] = {}

    def query(self, text: str) -> Iterator[Any]:
        if text not in self.answers:
            self.answers[text] = list(self.store.query(text))  # type: ignore[arg-type]
        return iter(self.answers[text])

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)
