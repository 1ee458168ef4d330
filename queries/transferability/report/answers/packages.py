"""Packages for a region: the fewest interventions and further powers that reach the most of what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ....wording import listed, small
from ...contract import PackageRecord
from ...method import packages as method
from ..resource import Resource
from .ranking import CAVEAT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..labels import Labels


class Package(Struct, frozen=True):
    """Interventions taken together, the further powers that they take, and the needs that they reach."""

    interventions: tuple[Resource, ...]
    powers: tuple[Resource, ...]
    reached: tuple[Resource, ...]


class Packages(Struct, frozen=True):
    """The packages that no other betters, for a region on a day (YYYY-MM-DD), those that reach least first.

    `needed` is all that is to be reached: what the region needs, or what leads to the outcome asked for;
    `beyond` are those of it that nothing reaches directly. `exact` is false where the search was cut short.
    """

    region: Resource
    as_of: str
    named: bool
    outcome: Resource | None
    needed: tuple[Resource, ...]
    beyond: tuple[Resource, ...]
    packages: tuple[Package, ...]
    exact: bool
    notes: tuple[str, ...]

    def record(self) -> list[PackageRecord]:
        """As the JSON contract has it: a record for each package, in order."""
        return [
            PackageRecord(
                [thing.slug for thing in package.interventions],
                [lever.slug for lever in package.powers],
                [need.slug for need in package.reached],
                len(self.needed),
                self.exact,
            )
            for package in self.packages
        ]


def packages(
    found: method.Front,
    needed: Sequence[str],
    reachable: frozenset[str],
    labels: Labels,
    *,
    region: str,
    as_of: str,
    named: bool,
    outcome: str | None,
) -> Packages:
    """The method's front with labels."""
    beyond = labels.resources(thing for thing in needed if thing not in reachable)
    return Packages(
        labels.resource(region),
        as_of,
        named,
        labels.resource(outcome) if outcome else None,
        labels.resources(needed),
        beyond,
        tuple(
            Package(
                labels.resources(package.interventions),
                labels.resources(package.powers),
                labels.resources(package.reached),
            )
            for package in found.packages
        ),
        found.exact,
        tuple(_notes(found, needed, beyond)),
    )


def _notes(found: method.Front, needed: Sequence[str], beyond: Sequence[Resource]) -> list[str]:
    if not needed:
        return ["No need is on record to be reached: see the needs of the region.", CAVEAT]
    notes = [
        f"To be reached: {len(needed)}. No package betters another of these: each reaches more, or takes "
        f"fewer interventions or fewer further powers (up to {method.POWERS}). Nothing is weighed."
    ]
    if beyond:
        notes.append(f"No intervention acts directly on {listed(small(thing.label) for thing in beyond)}.")
    if not found.exact:
        notes.append("The search was cut short: a better one may exist.")
    return [*notes, CAVEAT]
