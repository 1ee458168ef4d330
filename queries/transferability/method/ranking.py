"""Which interventions a region can take up on a date, in the method's order, each with what decided it.

The steps are those of the OECD transferability framework (gate and distance), of mechanism mapping (the
weakest step) and of PIET-T (what people must judge). Transferability is anticipated, not measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ....errors import NothingKnown, NothingReaches
from ....graph.names import resolve
from ...authority import demand_authority, lineage
from ...dates import today
from .criteria import judge, total, weigh
from .evidence import Evidence, Proof, counted, evidence, proof
from .gate import BLOCKED, CONTRADICTORY, NOT_HELD, READY, UNDECIDED, VERDICTS, WITH_PARTNERS, Verdict
from .reach import ways_to
from .relevance import ENABLER, FAR, Relevance
from .run_status import runs

if TYPE_CHECKING:
    from ..facts.records import Criterion, Intervention, Reply
    from .causal_paths import Path
    from .criteria import Total, Weighing
    from .distance import Contexts, Distance
    from .model import Model
    from .reach import Reach

Replies: TypeAlias = "Mapping[str, Sequence[Reply]]"
"""The scores that a team gave, by intervention."""

_EQUITY = {"Narrows": 0, None: 1, "EquityUnknown": 1, "NoEquityEffect": 1, "Widens": 2}
_POSSIBLE = {READY: 0, WITH_PARTNERS: 0, CONTRADICTORY: 1, UNDECIDED: 1, BLOCKED: 2}
"""The first step of the order: what is possible before what is undecided before what is blocked."""


class Candidate(NamedTuple):
    """An intervention as seen from one region: its verdict, and what else decides its place in the order.

    `paths` are the best of each lever that it uses to the outcome or determinant asked for, best first; none
    where none was asked for, or where no claim leads there. `relevance` says how closely it acts on that, and
    `proof` what findings showed of it; None where nothing was asked for.
    """

    intervention: str
    label: str
    regions: tuple[str, ...]
    runs_here: bool
    verdict: Verdict
    evidence: Evidence
    paths: tuple[Path, ...]
    distance: Distance | None
    nearest: str | None
    relevance: Relevance | None = None
    proof: Proof | None = None
    total: Total | None = None
    nationwide: bool = False
    """Whether the state brings it to all of England already: there is nothing to take up."""

    @property
    def apart(self) -> bool:
        """Whether it comes last of its tier: for people of other ages, or brought to all of England."""
        return self.relevance is not None and (self.nationwide or self.relevance.for_others)

    @property
    def weakest(self) -> int | None:
        """The rank of the weakest step of its best path."""
        return self.paths[0].weakest.rank if self.paths else None


class Ranking(NamedTuple):
    """The candidates in the method's order, for a region on a day, and what was asked for."""

    region: str
    region_label: str
    as_of: str
    outcome: str | None
    determinant: str | None
    candidates: list[Candidate]
    already: int
    """The number left out: they run in the region already, or are its own."""
    own: int
    """The number of these that do not run: the region alone tried or planned them."""
    weighing: Weighing | None
    far: int = 0
    """The number left out because they have no near path to what was asked for."""
    enablers: tuple[Candidate, ...] = ()
    """Those whose only effect is on governance: listed apart, in the same order."""


class Question(NamedTuple):
    """The region, the day and the filters of a ranking; names are IRIs, the day is YYYY-MM-DD.

    `named` says that somebody named the day: an authority not yet formed is judged only then. `everything`
    keeps the interventions that run in the region already, `wider` those that have only a far path;
    `intervention` judges it alone, whatever it acts on; `weights` (criterion to 1 … 5) give each candidate a
    total of the team's own scores, which are those in the graph and `replies`.
    """

    region: str
    as_of: str
    named: bool = True
    outcome: str | None = None
    determinant: str | None = None
    intervention: str | None = None
    everything: bool = False
    wider: bool = False
    weights: Mapping[str, int] | None = None
    weighed_by: str | None = None
    replies: Replies | None = None


def rank(model: Model, asked: Question) -> Ranking:
    """Judge every intervention for a region, best first; with weights, the highest total among the possible.

    Left out are those that run in the region already or that it alone tried or planned, unless `everything`
    is asked for; those that do not act on the outcome or determinant, or only from afar, unless `wider` is;
    enablers stand apart.
    Raises NoAuthority where the region had none on the day, and NothingReaches where no path leads to the
    outcome or determinant.
    """
    region = demand_authority(model.regions(), asked.region, asked.as_of, named=asked.named)
    reach = ways_to(model, asked.outcome, asked.determinant) if asked.outcome or asked.determinant else None
    reached = _reached(model, asked, reach)
    if not any(relevance is None or relevance.tier != ENABLER for relevance in reached.values()):
        raise _unreached(model, asked.outcome, asked.determinant)
    far = 0
    if not (asked.wider or asked.intervention):
        listed = {iri: why for iri, why in reached.items() if why is None or why.tier != FAR}
        far, reached = len(reached) - len(listed), listed
    candidates, left_out = _candidates(model, asked, reached, reach)
    candidates.sort(key=_order)
    weighing = None
    if asked.weights:
        criteria = model.criteria()
        weighing = weigh(asked.weights, criteria, asked.weighed_by, today())
        candidates = _weighed(candidates, criteria, all_replies(model, asked), weighing)
    apart = [] if asked.intervention else [each for each in candidates if _enables(each)]
    return Ranking(
        asked.region,
        region.label,
        asked.as_of,
        asked.outcome,
        asked.determinant,
        [each for each in candidates if not _enables(each)] if apart else candidates,
        len(left_out),
        sum(not runs_here for runs_here in left_out),
        weighing,
        far,
        tuple(apart),
    )


def _enables(candidate: Candidate) -> bool:
    return candidate.relevance is not None and candidate.relevance.tier == ENABLER


def _candidates(
    model: Model, asked: Question, reached: Mapping[str, Relevance | None], reach: Reach | None
) -> tuple[list[Candidate], list[bool]]:
    """The interventions as candidates; and of each one left out, whether it runs in the region."""
    same = lineage(model.regions(), asked.region)
    contexts, findings = model.contexts(asked.as_of), model.findings()
    candidates: list[Candidate] = []
    left_out: list[bool] = []
    for intervention, verdict in _judged(model, asked, reached):
        relevance = reached[intervention.iri]
        runs_here = _runs(intervention, same, asked.as_of) and not _ended(intervention, verdict)
        if not asked.intervention and not asked.everything and (runs_here or _own(intervention, same)):
            if relevance is None or relevance.tier != ENABLER:
                left_out.append(runs_here)
            continue
        if runs_here and verdict.verdict == BLOCKED:  # the sources say that it runs here, and that it cannot
            verdict = verdict._replace(verdict=CONTRADICTORY)
        about = findings.get(intervention.iri, ())
        candidates.append(
            Candidate(
                intervention.iri,
                intervention.label,
                intervention.regions,
                runs_here,
                verdict,
                evidence(about),
                reach.paths(intervention.iri) if reach else (),
                *_nearest(contexts, asked.region, [own for own in intervention.regions if own not in same]),
                relevance,
                proof(about, reach.proximity) if reach else None,
                nationwide=intervention.nationwide,
            )
        )
    return candidates, left_out


class Close(NamedTuple):
    """An intervention close to an outcome, whatever the region: its tier, and its group in the order.

    Of two of one tier the lower group comes first: by evidence on what was asked for, weakest step and effect
    on inequality. What the region adds to the order is the verdict and the likeness of the places.
    """

    intervention: str
    tier: str
    group: int


def close_to(model: Model, outcome: str) -> list[Close]:
    """The interventions that are direct or near, by tier and group."""
    reach = ways_to(model, outcome)
    keyed: list[tuple[tuple[object, ...], str, str]] = []
    for iri, relevance in reach.interventions().items():
        if reach.close(iri) and iri in model.interventions():
            findings, paths = model.findings().get(iri, ()), reach.paths(iri)
            weakest = paths[0].weakest.rank if paths else 0
            equity = _EQUITY[evidence(findings).equity]
            proved = proof(findings, reach.proximity).order(aimed=relevance.aimed)
            apart = relevance.for_others or model.interventions()[iri].nationwide
            key = (relevance.order, apart, proved, -weakest, -relevance.weakest, equity)
            keyed.append((key, iri, relevance.tier))
    groups = {key: place for place, key in enumerate(sorted({key for key, _, _ in keyed}))}
    return sorted(
        (Close(iri, tier, groups[key]) for key, iri, tier in keyed),
        key=lambda close: (close.group, close.intervention),
    )


def _reached(model: Model, asked: Question, reach: Reach | None) -> Mapping[str, Relevance | None]:
    """The interventions to be ranked: the one asked about, or all that act on what is asked for; how closely.

    Raises UnknownName where there is no intervention of that name, with the nearest.
    """
    known = model.interventions()
    if asked.intervention is None:
        return reach.interventions() if reach else dict.fromkeys(known)
    if asked.intervention not in known:
        resolve(model.store, asked.intervention, ["intervention"])
        raise NothingKnown(asked.intervention)  # it has needs, but no name or no class
    return {asked.intervention: reach.relevance(asked.intervention) if reach else None}


def _judged(
    model: Model, asked: Question, reached: Mapping[str, Relevance | None]
) -> Iterator[tuple[Intervention, Verdict]]:
    """Every intervention reached with its verdict; undecided where nothing says what it needs.

    An intervention that has needs but no name or no class is somebody's own data, and left out.
    """
    verdicts = {
        verdict.intervention: verdict
        for verdict in model.verdicts(asked.region, asked.as_of, asked.intervention)
    }
    for iri, intervention in model.interventions().items():
        if iri in reached:
            yield intervention, verdicts.get(iri) or Verdict(iri, UNDECIDED, ())


def all_replies(model: Model, asked: Question) -> Replies:
    """The scores of the region's team by intervention: those in the graph, then those given beside it."""
    stored, given = model.replies(asked.region), asked.replies or {}
    return {name: [*stored.get(name, ()), *given.get(name, ())] for name in {*stored, *given}}


def _nearest(contexts: Contexts, to: str, owners: Iterable[str]) -> tuple[Distance | None, str | None]:
    """The least distance from an owner's context, and whose it is; what cannot be compared comes last."""
    distances = [(contexts.distance(to, owner), owner) for owner in owners]
    return min(
        distances,
        key=lambda pair: (pair[0].distance is None, pair[0].distance or 0.0, pair[1]),
        default=(None, None),
    )


def _weighed(
    candidates: list[Candidate], criteria: list[Criterion], replies: Replies, weighing: Weighing
) -> list[Candidate]:
    """Add the totals; possible before undecided before blocked, then the highest total, then as before.

    What nobody scored comes after.
    """
    weighed = []
    for candidate in candidates:
        judged = judge(
            criteria,
            replies.get(candidate.intervention, ()),
            candidate.verdict,
            candidate.distance,
            candidate.evidence.findings,
        )
        weighed.append(candidate._replace(total=total(judged, weighing)))
    return sorted(weighed, key=_by_total)


def _by_total(candidate: Candidate) -> tuple[int, bool, Decimal]:
    sum_ = candidate.total.total if candidate.total else None
    return (_POSSIBLE[candidate.verdict.verdict], sum_ is None, -(sum_ or Decimal()))


def _order(candidate: Candidate) -> tuple[object, ...]:
    """The method's order, step by step; the name makes it total.

    1 possible before undecided before blocked; 2 direct before near, and of one tier what is for people of
    other ages, or brought to all of England already, last; 3 the best evidence on what was asked for (what
    set out to change that itself before evidence on a cause), findings of no effect behind what nobody tried,
    harmful findings last; 4 the weakest step of the best path, then of the part of it that no lever takes; 5
    the effect on inequality; 6 the verdict; 7 distance.
    """
    distance = candidate.distance.distance if candidate.distance else None
    aimed = candidate.relevance is not None and candidate.relevance.aimed
    proved = (
        candidate.proof.order(aimed=aimed) if candidate.proof else (False, -counted(candidate.evidence.rank))
    )
    return (
        _POSSIBLE[candidate.verdict.verdict],
        candidate.relevance.order if candidate.relevance else 0,
        candidate.apart,
        proved,
        -(candidate.weakest or 0),
        -(candidate.relevance.weakest if candidate.relevance else 0),
        _EQUITY[candidate.evidence.equity],
        VERDICTS.index(candidate.verdict.verdict),
        distance is None,
        distance or 0.0,
        candidate.label.casefold(),
        candidate.intervention,
    )


def _runs(about: Intervention, same: frozenset[str], day: str) -> bool:
    here = about.nationwide or not same.isdisjoint(about.regions)
    return here and runs(about.status, about.start, about.end, day[:4])


def _own(about: Intervention, same: frozenset[str]) -> bool:
    """Whether it is the region's alone: there is nobody to take it over from."""
    return bool(about.regions) and same.issuperset(about.regions)


def _ended(about: Intervention, verdict: Verdict) -> bool:
    """Whether it has ended with the powers that it needed.

    Of its end only the year is recorded: where every power that is lacking ended within that year, the two
    records agree.
    """
    lacking = [need.options for need in verdict.needed if need.state == NOT_HELD]
    return bool(lacking) and all(
        any(option.ended and option.ended[:4] == about.end for option in options) for options in lacking
    )


def _unreached(model: Model, outcome: str | None, determinant: str | None) -> NothingReaches:
    names, causes = model.names(), model.causes()

    def labelled(iri: str) -> tuple[str, str]:
        return iri, names.get(iri, iri)

    target = outcome or determinant or ""
    next_to = map(labelled, {*causes.steps.get(target, {}), *causes.before(target)})
    return NothingReaches(
        labelled(target),
        labelled(determinant) if outcome and determinant else None,
        sorted(next_to, key=lambda thing: thing[1])[:5],
    )
