"""What a region leaves unused and cannot reach: untapped levers, blind spots, and gaps in what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..facts import facts as rows
from .ranking import lineage

if TYPE_CHECKING:
    from ....graph.store import Store


class Untapped(NamedTuple):
    """A lever that the region holds or shares, that others used, and that it used in no case on record.

    A soft lever is open to all, without a law or a source.
    """

    lever: str
    status: str
    """Held, Shared, or Soft."""
    used_elsewhere: tuple[str, ...]
    legal_basis: str | None
    source: str | None


class Gaps(NamedTuple):
    """The gaps of one region on one day; each list holds IRIs."""

    untapped: list[Untapped]
    out_of_reach: list[str]
    without_intervention: list[str]
    without_evidence: list[str]
    without_indicator: list[str]

    @property
    def others(self) -> tuple[tuple[str, str, list[str]], ...]:
        """What is lacking, beside untapped levers: in words, by its kind, and of which things."""
        return (
            ("determinant out of reach", "out-of-reach", self.out_of_reach),
            ("outcome that no intervention reaches", "without-intervention", self.without_intervention),
            ("intervention without a finding", "without-evidence", self.without_evidence),
            ("intervention without an indicator", "without-indicator", self.without_indicator),
        )


def gaps(store: Store, region: str, *, as_of: str) -> Gaps:
    """Find the gaps; a lever counts as held only where a claim valid on the day says so."""
    here = rows.interventions(store)
    uses, acts = rows.actions(store)
    causes = rows.causes(store)
    soft = rows.soft_levers(store)
    same = lineage(rows.regions(store), region)
    held = {each.lever: each for each in reversed(rows.holders(store, as_of)) if each.region == region}
    own: set[str] = set()
    others: dict[str, list[str]] = {}
    for iri, each in here.items():
        for lever in uses.get(iri, ()):
            if same.isdisjoint(each.regions):
                others.setdefault(lever, []).append(iri)
            else:
                own.add(lever)
    able = held.keys() | soft
    reached = causes.reached(able)
    acted = causes.reached({thing for things in acts.values() for thing in things})
    found = rows.findings(store)
    measured = {row[0] for row in rows.fetch(store, "measured")}
    untapped = [
        Untapped(
            lever,
            held[lever].status if lever in held else "Soft",
            tuple(others[lever]),
            held[lever].legal_basis if lever in held else None,
            held[lever].source if lever in held else None,
        )
        for lever in able - own
        if lever in others
    ]
    return Gaps(
        sorted(untapped, key=lambda each: (each.lever in soft, -len(each.used_elsewhere), each.lever)),
        sorted(set(rows.determinants(store)) - reached),
        sorted(set(rows.outcomes(store)) - acted),
        sorted(set(here) - set(found)),
        sorted(iri for iri in here if not measured.intersection(acts.get(iri, ()))),
    )
