"""A team's total of its own scores, with the record of who set and answered what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ....wording import day, listed
from ...contract import TotalRecord
from ..resource import Resource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...method import criteria
    from ..labels import Labels


class Weighing(Struct, frozen=True):
    """The weights, 1 to 5, that a team gave to criteria; by whom, and on which day (YYYY-MM-DD)."""

    weights: tuple[tuple[Resource, int], ...]
    by: str | None
    on: str

    def __str__(self) -> str:
        """Say which weights were set, by whom and when."""
        weights = listed(f"{criterion.label} {weight}" for criterion, weight in self.weights)
        return f"Weights of 1 to 5 set by {self.by or 'a team not named'} on {day(self.on)}: {weights}."


class Total(Struct, frozen=True):
    """Score times weight, summed over the criteria both weighed and scored; None where none was scored.

    `who` answered `when`, as precise as they said.
    """

    value: float | None
    scored: int
    weighing: Weighing
    who: tuple[str, ...]
    when: tuple[str, ...]

    def record(self) -> TotalRecord:
        """As the JSON contract has it."""
        return TotalRecord(
            self.value,
            self.scored,
            {criterion.slug: weight for criterion, weight in self.weighing.weights},
            self.weighing.by,
            self.weighing.on,
            list(self.who),
            list(self.when),
        )


def weighing(weighed: criteria.Weighing, names: Mapping[str, str], labels: Labels) -> Weighing:
    """The record of the weights; criteria are called by the names given."""
    weights = []
    for criterion, weight in weighed.weights:
        resource = labels.resource(criterion)
        name = names.get(criterion, resource.label)
        weights.append((Resource(resource.iri, resource.slug, name), weight))
    return Weighing(tuple(weights), weighed.by, weighed.on)


def total(summed: criteria.Total, record: Weighing) -> Total:
    """The total of one candidate, with the record of its weights."""
    value = None if summed.total is None else float(summed.total)
    return Total(value, summed.scored, record, summed.who, summed.when)
