"""Counts what the states of the levers rest on, and lists those that rest on a secondary source."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from .execution import ask

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..graph.store import Store

_LEVERS = "SELECT (COUNT(DISTINCT ?lever) AS ?levers) WHERE { ?lever a lg:HardPower }"


@dataclass(frozen=True)
class Claim:
    """A claim that decides the state of one lever in one region; names as people read them."""

    region: str
    lever: str
    state: str
    since: str
    """Empty where no source states a start; so are the next two where there is none."""
    locator: str
    footing: str
    """The IRI of a provision of law, or of the code that says what stands in its place."""
    source: str
    kind: str
    """The kind of its source, such as news."""
    secondary: bool


@dataclass(frozen=True)
class Footing:
    """The grounds of the states of all hard levers, for every region with a mayor on a day (YYYY-MM-DD)."""

    day: str
    cells: int
    """Regions times hard levers."""
    claims: tuple[Claim, ...]
    """The claims that decide a state, by region and lever."""

    def __str__(self) -> str:
        """The claims that rest on a secondary source, by region, then the shares of all stated cells."""
        lines = []
        for region, claims in groupby((claim for claim in self.claims if claim.secondary), _region):
            weak = list(claims)
            lines.append(f"{region}: {len(weak)} on a secondary source")
            lines += [f"  {claim.lever}, {claim.state}: {claim.source} ({claim.kind})" for claim in weak]
        return "\n".join([*lines, f"On {self.day}:", *self._shares()])

    def _shares(self) -> list[str]:
        cells = [
            list(claims) for _, claims in groupby(self.claims, lambda claim: (claim.region, claim.lever))
        ]
        having = {
            "a provision of law, or what stands in its place": sum(
                any(claim.footing for claim in cell) for cell in cells
            ),
            "a start": sum(any(claim.since for claim in cell) for cell in cells),
            "a place in the source": sum(any(claim.locator for claim in cell) for cell in cells),
            "secondary sources alone": sum(all(claim.secondary for claim in cell) for cell in cells),
        }
        stated = _share("cells stated", len(cells), self.cells)
        return [stated, *(_share(f"  with {words}", count, len(cells)) for words, count in having.items())]


def footing(store: Store, day: str) -> Footing:
    """Ask the store what every state rests on, on a day as YYYY-MM-DD."""
    rows: list[Any] = list(ask(store, "footing-of-states", {"asOf": day}))
    claims = tuple(
        Claim(
            region=_text(row.placeLabel),
            lever=_text(row.leverLabel),
            state=_text(row.statusLabel),
            since=_text(row.since),
            locator=_text(row.locator),
            footing=_text(row.footing),
            source=_text(row.sourceLabel),
            kind=_text(row.sourceKindLabel),
            secondary=row.secondary,
        )
        for row in rows
    )
    levers = int(next(store.select(_LEVERS))["levers"].value)
    return Footing(day, levers * len({row.place for row in rows}), claims)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _region(claim: Claim) -> str:
    return claim.region


def _share(words: str, part: int, whole: int) -> str:
    return f"{words}: {part} of {whole} ({part / whole:.1%})" if whole else f"{words}: none"
