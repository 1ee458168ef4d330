"""Which interventions a region can take up on a date, in the method's order, each with what decided it.

The steps are those of the OECD transferability framework (gate and distance), of mechanism mapping (the
weakest step) and of PIET-T (what people must judge). Transferability is anticipated, not measured.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ....errors import NothingKnown, NothingReaches
from ....graph.names import resolve
from ...authority import demand_authority, lineage
from ...dates import today
from .criteria import judge, total, weigh
from .gate import BLOCKED, CONTRADICTORY, NOT_HELD, UNDECIDED, VERDICTS, Verdict
from .reach import Reach
from .run_status import runs

if TYPE_CHECKING:
    from ..facts.records import Criterion, Finding, Intervention, Reply
    from .causal_paths import Path
    from .criteria import Total, Weighing
    from .distance import Contexts, Distance
    from .model import Model

Replies: TypeAlias = "Mapping[str, Sequence[Reply]]"
"""The scores that a team gave, by intervention."""

_EQUITY = {"Narrows": 0, None: 1, "EquityUnknown": 1, "NoEquityEffect": 1, "Widens": 2}


class Evidence(NamedTuple):
    """The findings of evaluations: the strongest beneficial one, the direction of all, how many."""

    best: str | None
    rank: int
    direction: str | None
    findings: int
    equity: str | None


class Candidate(NamedTuple):
    """An intervention as seen from one region: its verdict, and what else decides its place in the order.

    `paths` are the best of each lever that it uses to the outcome or determinant asked for, best first; none
    where none was asked for, or where no claim leads there.
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
    total: Total | None = None

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


class Question(NamedTuple):
    """The region, the day and the filters of a ranking; names are IRIs, the day is YYYY-MM-DD.

    `named` says that somebody named the day: an authority not yet formed is judged only then. `everything`
    keeps the interventions that run in the region already; `intervention` judges it alone, whatever it acts
    on; `weights` (criterion to 1 … 5) give each candidate a total of the team's own scores, which are those
    in the graph and `replies`.
    """

    region: str
    as_of: str
    named: bool = True
    outcome: str | None = None
    determinant: str | None = None
    intervention: str | None = None
    everything: bool = False
    weights: Mapping[str, int] | None = None
    weighed_by: str | None = None
    replies: Replies | None = None


def rank(model: Model, asked: Question) -> Ranking:
    """Judge every intervention for a region, best first; with weights, within a verdict the highest total.

    Left out are those that run in the region already or that it alone tried or planned, unless `everything`
    is asked for, and those that do not act on the outcome or determinant.
    Raises NoAuthority where the region had none on the day, and NothingReaches where no path leads to the
    outcome or determinant.
    """
    region = demand_authority(model.regions(), asked.region, asked.as_of, named=asked.named)
    reach = Reach(model, asked.outcome, asked.determinant) if asked.outcome or asked.determinant else None
    reached = _reached(model, asked, reach)
    if not reached:
        raise _unreached(model, asked.outcome, asked.determinant)
    same = lineage(model.regions(), asked.region)
    candidates: list[Candidate] = []
    already = own = 0
    for intervention, verdict in _judged(model, asked, reached):
        runs_here = _runs(intervention, same, asked.as_of) and not _ended(intervention, verdict)
        if not asked.intervention and not asked.everything and (runs_here or _own(intervention, same)):
            already += 1
            own += not runs_here
            continue
        if runs_here and verdict.verdict == BLOCKED:  # the sources say that it runs here, and that it cannot
            verdict = verdict._replace(verdict=CONTRADICTORY)
        owners = [owner for owner in intervention.regions if owner not in same]
        candidates.append(
            Candidate(
                intervention.iri,
                intervention.label,
                intervention.regions,
                runs_here,
                verdict,
                evidence(model.findings().get(intervention.iri, ())),
                reach.paths(intervention.iri) if reach else (),
                *_nearest(model.contexts(asked.as_of), asked.region, owners),
            )
        )
    candidates.sort(key=_order)
    weighing = None
    if asked.weights:
        criteria = model.criteria()
        weighing = weigh(asked.weights, criteria, asked.weighed_by, today())
        candidates = _weighed(candidates, criteria, all_replies(model, asked), weighing)
    return Ranking(
        asked.region,
        region.label,
        asked.as_of,
        asked.outcome,
        asked.determinant,
        candidates,
        already,
        own,
        weighing,
    )


def _reached(model: Model, asked: Question, reach: Reach | None) -> Collection[str]:
    """The interventions to be ranked: the one asked about, or all that act on what is asked for.

    Raises UnknownName where there is no intervention of that name, with the nearest.
    """
    known = model.interventions()
    if asked.intervention is None:
        return reach.interventions() if reach else known.keys()
    if asked.intervention not in known:
        resolve(model.store, asked.intervention, ["intervention"])
        raise NothingKnown(asked.intervention)  # it has needs, but no name or no class
    return {asked.intervention}


def _judged(
    model: Model, asked: Question, reached: Collection[str]
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
    """Add the totals; order by verdict, then total, then as before; what nobody scored comes last."""
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
    return (VERDICTS.index(candidate.verdict.verdict), sum_ is None, -(sum_ or Decimal()))


def _order(candidate: Candidate) -> tuple[int, int, int, int, bool, float, str, str]:
    """The method's order: verdict, evidence, weakest step, equity, distance; then the name: it is total."""
    distance = candidate.distance.distance if candidate.distance else None
    return (
        VERDICTS.index(candidate.verdict.verdict),
        -candidate.evidence.rank,
        -(candidate.weakest or 0),
        _EQUITY[candidate.evidence.equity],
        distance is None,
        distance or 0.0,
        candidate.label.casefold(),
        candidate.intervention,
    )


def evidence(about: Iterable[Finding]) -> Evidence:
    """Sum up the findings about one intervention; mixed and null ones count as plainly as good ones.

    A finding that assessed no effect (NotAssessed) has no part in the direction where another one did.
    """
    findings = list(about)
    good = max(
        (finding for finding in findings if finding.direction == "Beneficial"),
        key=lambda finding: finding.rank,
        default=None,
    )
    directions = {finding.direction for finding in findings}
    if len(directions) > 1:
        directions.discard("NotAssessed")
    equities = {finding.equity for finding in findings}
    equity = next((name for name in ("Widens", "Narrows", "NoEquityEffect") if name in equities), None)
    return Evidence(
        good.strength if good else None,
        good.rank if good else 0,
        None if not directions else directions.pop() if len(directions) == 1 else "MixedFinding",
        len(findings),
        equity,
    )


def _runs(about: Intervention, same: frozenset[str], day: str) -> bool:
    return not same.isdisjoint(about.regions) and runs(about.status, about.start, about.end, day[:4])


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
