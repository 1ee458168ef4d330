"""What a region leaves unused and cannot reach: untapped levers, blind spots, and gaps in what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from . import rows

if TYPE_CHECKING:
    from ...graph.store import Store


class Untapped(NamedTuple):
    """A lever that the region holds, that others used for health, and that it has not used in any record."""

    lever: str
    used_elsewhere: tuple[str, ...]


class Gaps(NamedTuple):
    """The gaps of one region on one day; each list holds IRIs."""

    untapped: list[Untapped]
    out_of_reach: list[str]
    without_intervention: list[str]
    without_evidence: list[str]
    without_indicator: list[str]


def gaps(store: Store, region: str, *, as_of: str) -> Gaps:
    """Find the gaps; a lever counts as held only where a claim valid on the day says so."""
    here = rows.interventions(store)
    uses, acts = rows.actions(store)
    causes = rows.causes(store)
    soft = rows.soft_levers(store)
    held = {row[0] for row in rows.fetch(store, "holders", asOf=as_of) if row[1] == region and row[2]}
    own = {lever for iri, each in here.items() if region in each.regions for lever in uses.get(iri, ())}
    others: dict[str, set[str]] = {}
    for iri, each in here.items():
        if region not in each.regions:
            for lever in uses.get(iri, ()):
                others.setdefault(lever, set()).add(iri)
    able = {lever for lever in held if lever} | soft
    reached = causes.reached(able)
    acted = causes.reached({thing for things in acts.values() for thing in things})
    found = rows.findings(store)
    measured = {row[0] for row in rows.fetch(store, "measured")}
    return Gaps(
        sorted(
            (Untapped(lever, tuple(sorted(others[lever]))) for lever in able - own if lever in others),
            key=lambda each: (each.lever in soft, -len(each.used_elsewhere), each.lever),
        ),
        sorted(set(rows.determinants(store)) - reached),
        sorted(set(rows.outcomes(store)) - acted),
        sorted(set(here) - set(found)),
        sorted(iri for iri in here if not measured.intersection(acts.get(iri, ()))),
    )
