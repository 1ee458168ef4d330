"""Evidence: the findings about one intervention summed up, alone and for what was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..facts.records import Finding
    from .relevance import Proximity

BENEFICIAL, NULL, HARMFUL, NOT_ASSESSED = "Beneficial", "NullFinding", "HarmfulFinding", "NotAssessed"
INSUFFICIENT = 1
"""The rank of evidence from which nobody can tell whether there is an effect."""
SOUND = 3
"""The least rank of a finding that shows that there is no effect; a weaker one may have missed it."""


class Evidence(NamedTuple):
    """The findings of evaluations: the strongest beneficial one, the direction of all, how many."""

    best: str | None
    rank: int
    direction: str | None
    findings: int
    equity: str | None


class Proof(NamedTuple):
    """The strength of beneficial findings on what was asked for: 4 strong to 1 insufficient, 0 none.

    `end` is of findings that measured the outcome or determinant itself, `cause` of those that measured a
    thing one step before it, worth no more than that step, `other` of all. `harmful` says that those closest
    to what was asked for show harm and no benefit; `null` that they soundly show no effect and no benefit.
    """

    end: int
    cause: int
    other: int
    harmful: bool
    null: bool = False

    def order(self, *, aimed: bool) -> tuple[bool, bool, int, bool, int, int]:
        """The place in the method's order: harmful findings last, null ones before them, then by strength.

        Findings on the end come first. What is `aimed` at the end itself stands before what only has findings
        on a cause of it. Insufficient evidence cannot show an effect: it counts no more than none.
        """
        end, cause, other = map(counted, (self.end, self.cause, self.other))
        return (self.harmful, self.null, -end, not aimed, -cause, -other)


def counted(rank: int) -> int:
    """The rank that counts in the order: insufficient evidence counts no more than none."""
    return rank if rank > INSUFFICIENT else 0


def evidence(about: Iterable[Finding]) -> Evidence:
    """Sum up the findings about one intervention; mixed and null ones count as plainly as good ones.

    A finding that assessed no effect (NotAssessed) has no part in the direction where another one did.
    """
    findings = list(about)
    good = max(
        (finding for finding in findings if finding.direction == BENEFICIAL),
        key=lambda finding: finding.rank,
        default=None,
    )
    directions = {finding.direction for finding in findings}
    if len(directions) > 1:
        directions.discard(NOT_ASSESSED)
    equities = {finding.equity for finding in findings}
    equity = next((name for name in ("Widens", "Narrows", "NoEquityEffect") if name in equities), None)
    return Evidence(
        good.strength if good else None,
        good.rank if good else 0,
        None if not directions else directions.pop() if len(directions) == 1 else "MixedFinding",
        len(findings),
        equity,
    )


def proof(about: Iterable[Finding], proximity: Proximity) -> Proof:
    """Sort the findings by how close what they measured is to what was asked for."""
    findings = list(about)
    on_end = [finding for finding in findings if not proximity.ends.isdisjoint(finding.on)]
    on_cause = [capped for finding in findings if (capped := _through(finding, proximity.steps))]
    closest = next(filter(None, (_assessed(on_end), _assessed(on_cause))), {})
    harmful = HARMFUL in closest and BENEFICIAL not in closest
    return Proof(
        _strongest(on_end),
        _strongest(on_cause),
        _strongest(findings),
        harmful,
        not harmful and BENEFICIAL not in closest and closest.get(NULL, 0) >= SOUND,
    )


def _through(finding: Finding, steps: Mapping[str, int]) -> Finding | None:
    """A finding on a cause, worth no more than the step from that cause; None where it is on no cause."""
    ranks = [steps[thing] for thing in finding.on if thing in steps]
    return finding._replace(rank=min(finding.rank, max(ranks))) if ranks else None


def _assessed(findings: Iterable[Finding]) -> dict[str, int]:
    """The directions of findings that assessed an effect, each with the rank of its strongest."""
    ranks: dict[str, int] = {}
    for finding in findings:
        if finding.direction != NOT_ASSESSED:
            ranks[finding.direction] = max(finding.rank, ranks.get(finding.direction, 0))
    return ranks


def _strongest(findings: Iterable[Finding]) -> int:
    return max((finding.rank for finding in findings if finding.direction == BENEFICIAL), default=0)
