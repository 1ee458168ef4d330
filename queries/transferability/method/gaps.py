"""Gaps of a region: untapped levers, blind spots, and gaps in the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...authority import lineage
from .evidence import evidence

if TYPE_CHECKING:
    from .model import Model


class Untapped(NamedTuple):
    """A lever that the region can use, that others used with benefit, and that no case on record uses here.

    `idle` says that the region's own record states that it is not in use; otherwise its use is not stated. A
    soft lever is open to all, without a law or a source. `used_elsewhere` have a beneficial finding.
    """

    lever: str
    status: str
    """Held, Shared, or Soft."""
    used_elsewhere: tuple[str, ...]
    legal_basis: str | None
    source: str | None
    idle: bool


class Gaps(NamedTuple):
    """The gaps of one region on one day; each list holds IRIs.

    `without_evidence` were looked for in vain, `not_searched` nobody looked for.
    """

    untapped: list[Untapped]
    out_of_reach: list[str]
    without_intervention: list[str]
    without_evidence: list[str]
    not_searched: list[str]
    without_indicator: list[str]


def gaps(model: Model, region: str, *, as_of: str) -> Gaps:
    """Find the gaps; a lever counts as held only where a claim valid on the day says so.

    A lever that the region's own record says is in use is no gap, whatever it is used for.
    """
    interventions, targets = model.interventions(), model.targets()
    soft = model.soft_levers()
    held = {holder.lever: holder for holder in reversed(model.holders(as_of)) if holder.region == region}
    own, elsewhere = _used(model, lineage(model.regions(), region))
    able = held.keys() | soft
    use = model.in_use(region, as_of)
    causes = model.causes()
    reached = causes.reached(able)
    acted_on = causes.reached({thing for things in targets.values() for thing in things})
    untapped = [
        Untapped(
            lever,
            held[lever].status if lever in held else "Soft",
            tuple(elsewhere[lever]),
            held[lever].legal_basis if lever in held else None,
            held[lever].source if lever in held else None,
            use.get(lever, frozenset()) == {"NotInUse"},
        )
        for lever in able - own
        if lever in elsewhere and "InUse" not in use.get(lever, frozenset())
    ]
    unproved = set(interventions) - set(model.findings())
    return Gaps(
        sorted(
            untapped, key=lambda gap: (not gap.idle, gap.lever in soft, -len(gap.used_elsewhere), gap.lever)
        ),
        sorted(set(model.determinants()) - reached),
        sorted(set(model.outcomes()) - acted_on),
        sorted(unproved & model.searched()),
        sorted(unproved - model.searched()),
        sorted(iri for iri in interventions if not model.measured().intersection(targets.get(iri, ()))),
    )


def _used(model: Model, places: frozenset[str]) -> tuple[set[str], dict[str, list[str]]]:
    """The levers used in these regions, and the interventions elsewhere with benefit found, by lever."""
    own: set[str] = set()
    elsewhere: dict[str, list[str]] = {}
    for iri, intervention in model.interventions().items():
        for lever in model.uses().get(iri, ()):
            if not places.isdisjoint(intervention.regions):
                own.add(lever)
            elif evidence(model.findings().get(iri, ())).rank:
                elsewhere.setdefault(lever, []).append(iri)
    return own, elsewhere
