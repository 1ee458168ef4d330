"""Relevance of an intervention to an outcome or a determinant: direct, near or far, or an enabler.

The second step of the method (mechanism mapping: Williams 2020): how closely does it act on what was asked
for? The thresholds are these few, the same for every outcome:

- direct: it acts on the outcome itself, or on a determinant that leads there by one step of at least moderate
  strength; or a finding measured the outcome itself;
- near: what it acts on leads there by two steps, neither weaker than moderate, or by one weak step;
- far: any other that has a path;
- enabler: all that it acts on is governance for health equity (a network, a report, a framework).

A structural determinant (income, deprivation, the economy) acts on health through intermediary ones, so says
the framework of the WHO's Commission on Social Determinants of Health (Solar and Irwin 2010): one step from
it to an outcome leaves others out, and counts as near; a weak one, or two, as far.

An intervention for people of one stage of life, asked about an outcome of others (a bus pass for older people
and child obesity), is near at most, and stands behind those that are for everybody or for these people: it
may reach them all the same, by a parent or in later years. A finding that measured the outcome weighs more.

Asked for a determinant, acting on it (or on a narrower one) is direct, and one step of at least moderate
strength before it is near: acting takes the place of the outcome's last step.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..facts.records import Finding
    from .causal_paths import Step
    from .model import Model

DIRECT, NEAR, FAR, ENABLER = "direct", "near", "far", "enabler"
TIERS = (DIRECT, NEAR, FAR, ENABLER)
"""The tiers of relevance, closest first; enablers are listed apart."""

MODERATE, WEAK = 3, 2
"""The least rank of a step that counts as at least moderate, and of one that counts at all alone."""

ITSELF = 5
"""Above the rank of any step: no step is needed."""

GOVERNANCE = "https://w3id.org/levergraph/id/determinant/governance-for-health-equity"
"""The determinant on which enablers act."""


class Relevance(NamedTuple):
    """How closely an intervention acts on what was asked for, and why.

    `acts_on` is what it acts on, and `chain` the steps from there to the end, none where it acts on the end;
    `measured` says that a finding measured the end itself. `made_for` are the stages of life that it is for,
    and `end_of` those that the end is of, where the two have none in common.
    """

    tier: str
    acts_on: str | None = None
    chain: tuple[Step, ...] = ()
    measured: bool = False
    made_for: frozenset[str] = frozenset()
    end_of: frozenset[str] = frozenset()

    @property
    def order(self) -> int:
        """The place of its tier."""
        return TIERS.index(self.tier)

    @property
    def weakest(self) -> int:
        """The rank of the weakest step from what it acts on to the end: 5 where it acts on the end itself."""
        if self.acts_on is None:
            return 0
        return min((step.rank for step in self.chain), default=ITSELF)

    @property
    def aimed(self) -> bool:
        """Whether it set out to change the end itself."""
        return self.acts_on is not None and not self.chain

    @property
    def for_others(self) -> bool:
        """Whether it is for people of other ages than the end is of, and nothing measured the end."""
        return bool(self.made_for) and not self.measured


class Proximity:
    """The things close to an outcome, or to a determinant and those narrower, each with its tier.

    `ends` are the outcome, or the determinant and all narrower ones; `outcome` says which it is.
    """

    def __init__(self, model: Model, ends: frozenset[str], *, outcome: bool) -> None:
        """Find every thing that is direct or near."""
        self.ends = ends
        self.things: dict[str, Relevance] = {end: Relevance(DIRECT, end) for end in sorted(ends)}
        self._enabling = model.narrower(GOVERNANCE) - ends
        self._stages = model.life_stages() if outcome else {}
        self._end_of = frozenset().union(*(self._stages.get(end, frozenset()) for end in ends))
        self.steps: dict[str, int] = {}
        """The rank of the one step from each cause of an end, of those that are close."""
        for relevance in sorted(_close(model, ends, outcome=outcome), key=_closest):
            self.things.setdefault(relevance.acts_on or "", relevance)
            if len(relevance.chain) == 1:
                self.steps.setdefault(relevance.acts_on or "", relevance.weakest)

    def relevance(self, intervention: str, things: list[str], findings: list[Finding]) -> Relevance:
        """The tier of an intervention by what it acts on, whom it is for, and what its findings measured."""
        close = [self.things[thing] for thing in things if thing in self.things]
        best = min(close, key=_closest, default=Relevance(FAR))
        measured = any(
            finding.direction != "NotAssessed" and not self.ends.isdisjoint(finding.on)
            for finding in findings
        )
        if measured:
            return best._replace(tier=DIRECT, measured=True)
        if things and self._enabling.issuperset(things):
            return Relevance(ENABLER)
        made_for = self._stages.get(intervention, frozenset())
        if self._end_of and made_for and self._end_of.isdisjoint(made_for):
            tier = NEAR if best.tier == DIRECT else best.tier
            return best._replace(tier=tier, made_for=made_for, end_of=self._end_of)
        return best


def _close(model: Model, ends: frozenset[str], *, outcome: bool) -> Iterator[Relevance]:
    """Every thing one step before an end, or two: of an outcome two steps are near, of a determinant one."""
    causes = model.causes()
    if not outcome:
        for end in ends:
            for step in causes.into(end):
                if step.rank >= MODERATE:
                    yield Relevance(NEAR, step.cause, (step,))
        return
    structural = model.structural()
    for end in ends:
        for step in causes.into(end):
            if step.cause in structural:
                if step.rank >= MODERATE:
                    yield Relevance(NEAR, step.cause, (step,))
            elif step.rank >= MODERATE:
                yield Relevance(DIRECT, step.cause, (step,))
                for first in causes.into(step.cause):
                    if first.rank >= MODERATE and first.cause not in ends | structural:
                        yield Relevance(NEAR, first.cause, (first, step))
            elif step.rank >= WEAK:
                yield Relevance(NEAR, step.cause, (step,))


def _closest(relevance: Relevance) -> tuple[int, int, int, tuple[str, ...]]:
    """The closest first: by tier, then the weakest step, then the fewest steps, then the name."""
    return (
        relevance.order,
        -relevance.weakest,
        len(relevance.chain),
        (relevance.acts_on or "", *(step.target for step in relevance.chain)),
    )
