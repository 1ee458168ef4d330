"""The best evidenced paths from a lever to an outcome, each step with its claims and their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET, Struct

from ....wording import small
from ...contract import CaseRecord, ClaimRecord, PathRecord, StepRecord
from ...facts.records import ClaimText, Source
from ..resource import Resource, Word
from .requirement import Alternative, alternative

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ...facts import records
    from ...method import causal_paths as method
    from ...method.gate import Option
    from ...method.model import Model
    from ..labels import Labels


class Claim(Struct, frozen=True):
    """A causal claim: in which direction, how strong its evidence is (rank 4 to 1), by which mechanism."""

    iri: str
    polarity: Word
    strength: Word
    rank: int
    health: Word | None
    mechanism: str | None
    source: Source | None


class Case(Struct, frozen=True):
    """An intervention that used the lever to act on the thing, and where."""

    intervention: Resource
    regions: tuple[Resource, ...]


class Step(Struct, frozen=True):
    """One step of a path: its claims, the strongest first; `disputed` where they disagree in direction."""

    cause: Resource
    target: Resource
    strength: Word
    rank: int
    weakest: bool
    """Whether no step of its path has weaker evidence."""
    disputed: bool
    claims: tuple[Claim, ...]
    cases: tuple[Case, ...]


class Path(Struct, frozen=True):
    """A chain of steps; it is as strong as its weakest. `net_effect` is what it comes to, in one sentence."""

    strength: Word
    rank: int
    steps: tuple[Step, ...]
    net_effect: str

    @property
    def nodes(self) -> tuple[Resource, ...]:
        """The things that it passes, both ends included."""
        return (self.steps[0].cause, *(step.target for step in self.steps))


class Standing(Struct, frozen=True):
    """The state of the lever in a region on a day (YYYY-MM-DD), as a sentence and as the gate judges it."""

    region: Resource
    as_of: str
    named: bool
    lever: Alternative
    sentence: str


class Paths(Struct, frozen=True):
    """The k best paths, best first (the order is that of `method.causal_paths`).

    `stopped_after` tells after how many looks the search was cut short. `nearest` says what can be reached
    where no path leads there.
    """

    lever: Resource
    outcome: Resource
    k: int
    paths: tuple[Path, ...]
    stopped_after: int | None
    standing: Standing | None
    nearest: tuple[str, ...]
    notes: tuple[str, ...]

    def record(self) -> list[PathRecord]:
        """As the JSON contract has it: a record for each path, in order."""
        return [
            PathRecord(
                path.strength.name,  # type: ignore[arg-type]  # names of words are those of the contract
                [node.slug for node in path.nodes],
                path.net_effect,
                [_step_record(step) for step in path.steps],
                [
                    CaseRecord(case.intervention.slug, [region.slug for region in case.regions])
                    for case in path.steps[0].cases
                ],
                self.standing.lever.record() if self.standing else UNSET,
                UNSET if self.stopped_after is None else self.stopped_after,
            )
            for path in self.paths
        ]


def _step_record(step: Step) -> StepRecord:
    return StepRecord(
        step.cause.slug,
        step.target.slug,
        step.strength.name,  # type: ignore[arg-type]
        step.disputed,
        [
            ClaimRecord(
                claim.iri,
                claim.polarity.name,
                claim.strength.name,  # type: ignore[arg-type]
                claim.mechanism,
                claim.source.iri if claim.source else None,
            )
            for claim in step.claims
        ],
    )


def paths(
    found: method.Paths,
    model: Model,
    labels: Labels,
    *,
    lever: str,
    outcome: str,
    k: int,
    standing: Standing | None,
    nearest: Iterable[str],
) -> Paths:
    """The method's paths with labels, mechanisms, sources and what was done along them."""
    texts, cases = model.claim_texts(), _cases(model, lever, labels)
    shown = tuple(nearest)
    return Paths(
        labels.resource(lever),
        labels.resource(outcome),
        k,
        tuple(_path(path, texts, cases, labels) for path in found.paths),
        found.stopped_after,
        standing,
        shown,
        tuple(_notes(found, shown, standing)),
    )


def standing(
    option: Option, sentence: str, labels: Labels, *, region: str, as_of: str, named: bool
) -> Standing:
    """The state of a lever in a region, with labels and sources."""
    return Standing(labels.resource(region), as_of, named, alternative(option, labels), sentence)


def _path(
    path: method.Path,
    texts: Mapping[str, ClaimText],
    cases: Mapping[tuple[str, str], tuple[Case, ...]],
    labels: Labels,
) -> Path:
    weakest = path.weakest.rank
    return Path(
        _strength(weakest, labels),
        weakest,
        tuple(
            Step(
                labels.resource(step.cause),
                labels.resource(step.target),
                _strength(step.rank, labels),
                step.rank,
                step.rank == weakest,
                step.disputed,
                tuple(_claim(claim, texts.get(claim.claim), labels) for claim in step.claims),
                cases.get((step.cause, step.target), ()),
            )
            for step in path.steps
        ),
        net_effect(path, labels),
    )


def net_effect(path: method.Path, labels: Labels) -> str:
    """What the steps come to, taken together: `Bus franchising: more bus travel, less car traffic.`

    The sign of each step is that of its claims. From a step whose claims do not agree, or whose direction is
    mixed, the direction of all that follows is not settled.
    """
    more = True
    effects: list[str] = []
    for step in path.steps:
        polarities = {claim.polarity for claim in step.claims}
        if polarities not in ({"Increases"}, {"Decreases"}):
            settled = f": {', '.join(effects)}; after that" if effects else ":"
            unclear = small(labels.name(step.target))
            return f"{labels.name(path.steps[0].cause)}{settled} the direction is not settled at {unclear}."
        more = more if "Increases" in polarities else not more
        effects.append(f"{'more' if more else 'less'} {small(labels.name(step.target))}")
    return f"{labels.name(path.steps[0].cause)}: {', '.join(effects)}."


def _claim(claim: records.CausalClaim, text: ClaimText | None, labels: Labels) -> Claim:
    return Claim(
        claim.claim,
        labels.words.polarity(claim.polarity),
        _strength(claim.rank, labels),
        claim.rank,
        labels.words.health(claim.health),
        text.mechanism if text else None,
        labels.source(text.source) if text else None,
    )


def _strength(rank: int, labels: Labels) -> Word:
    return labels.words.strength(rank) or Word("not-graded", "not graded")


def _cases(model: Model, lever: str, labels: Labels) -> dict[tuple[str, str], tuple[Case, ...]]:
    """The interventions that used the lever, by the lever and the thing that they acted on."""
    uses, targets = model.uses(), model.targets()
    found: dict[tuple[str, str], tuple[Case, ...]] = {}
    for iri, intervention in model.interventions().items():
        if lever in uses.get(iri, ()):
            case = Case(labels.resource(iri), labels.resources(intervention.regions))
            for thing in targets.get(iri, ()):
                found[lever, thing] = (*found.get((lever, thing), ()), case)
    return found


def _notes(found: method.Paths, nearest: tuple[str, ...], stands: Standing | None) -> Iterator[str]:
    if not found.paths:
        yield "No path in the graph leads there."
        yield from nearest
    if found.stopped_after is not None:
        yield f"The search stopped after {found.stopped_after:,} looks: there may be more paths, and better."
    if stands:
        yield stands.sentence
