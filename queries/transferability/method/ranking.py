"""Which interventions a region can take up on a date, in the method's order, each with what decided it.

The steps are those of the OECD transferability framework (gate and distance), of mechanism mapping (the
weakest step) and of PIET-T (what people must judge). Transferability is anticipated, not measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ....errors import NoAuthority, NothingReaches, UsageError
from ....graph.names import resolve
from ...background import Ahead
from ...dates import today
from ..facts import facts as rows
from .causal_paths import Path
from .criteria import Criterion, Reply, Total, Weighing, judge, total, weigh
from .distance import Contexts, Distance
from .gate import BLOCKED, CONTRADICTORY, NOT_HELD, UNDECIDED, VERDICTS, Verdict, verdicts
from .reach import Reach
from .run_status import runs

if TYPE_CHECKING:
    from ....graph.store import Store

Answers = Mapping[str, Sequence[Reply]]
"""What a team answered, by intervention."""

ANTICIPATED = (
    "Transferability is anticipated here, not measured: only an evaluation in the new place can show it."
)
LAWFUL = (
    "This says what the law allows, not what can be afforded: money, staff and political will are for people "
    "to judge."
)
CAVEAT = f"{ANTICIPATED} {LAWFUL}"
"""What is to be said beside every verdict."""
_EQUITY = {"Narrows": 0, None: 1, "EquityUnknown": 1, "NoEquityEffect": 1, "Widens": 2}


class Evidence(NamedTuple):
    """What evaluations found: the strongest beneficial finding, the direction of all, how many."""

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


class Answer(NamedTuple):
    """The candidates in the method's order, and what was asked."""

    region: str
    region_label: str
    as_of: str
    outcome: str | None
    determinant: str | None
    candidates: list[Candidate]
    already: int
    """How many were left out: they run in the region already, or are its own."""
    own: int
    """How many of these do not run: the region alone tried or planned them."""
    weighing: Weighing | None


def transfer(
    store: Store,
    to: str,
    *,
    as_of: str | None = None,
    outcome: str | None = None,
    determinant: str | None = None,
    intervention: str | None = None,
    everything: bool = False,
    weights: Mapping[str, int] | None = None,
    weighed_by: str | None = None,
    answers: Answers | None = None,
) -> Answer:
    """Judge every intervention for a region, best first.

    All names are IRIs; `as_of` is YYYY-MM-DD (default: today). With `weights` (criterion to 1 … 5) each
    candidate has a total of the team's own scores, and within a verdict the highest total comes first. The
    scores are the answers in the graph and those given in `answers`.

    Left out are those that run in the region already or that it alone tried or planned (`everything` keeps
    both), and, with `outcome` or `determinant`, those that do not act on it; with `intervention` it alone is
    judged, whatever it acts on.
    Raises NoAuthority where the region had none on the date, and NothingReaches where no path leads to the
    outcome.
    """
    day = as_of or today()
    with Ahead(lambda: rows.surroundings(store, day)) as surroundings:
        judged = verdicts(rows.options(store, to, day, intervention))
        places, known, found, contexts = surroundings()
    region = standing(places, to, day, named=as_of is not None)
    if intervention and intervention not in known:
        resolve(store, intervention, ["intervention"])  # says which are nearest, if it is not there at all
    said = {each.intervention for each in judged}
    asked = [intervention] if intervention else known
    judged += [
        Verdict(each, UNDECIDED, ()) for each in asked if each not in said
    ]  # nothing says what it needs
    reach = Reach(store, outcome, determinant) if outcome or determinant else None
    reached = reach.interventions() if reach else known.keys()
    if not reached and not intervention:
        raise _unreached(store, outcome, determinant)
    same = lineage(places, to)
    candidates: list[Candidate] = []
    already = own = 0
    for verdict in judged:
        about = known.get(verdict.intervention)
        if about is None:  # it has needs, but no name or no class: somebody's own data
            continue
        if about.iri not in reached and not intervention:
            continue
        here = _runs(about, same, day) and not _ended(about, verdict)
        if not intervention and not everything and (here or _own(about, same)):
            already += 1
            own += not here
            continue
        if here and verdict.verdict == BLOCKED:  # the sources say that it runs here, and that it cannot
            verdict = verdict._replace(verdict=CONTRADICTORY)
        apart, near = _nearest(contexts, to, [each for each in about.regions if each not in same])
        candidates.append(
            Candidate(
                about.iri,
                about.label,
                about.regions,
                here,
                verdict,
                evidence(found.get(about.iri, ())),
                reach.paths(about.iri) if reach else (),
                apart,
                near,
            )
        )
    candidates.sort(key=_order)
    weighing = None
    if weights:
        criteria = rows.criteria(store)
        weighing = weigh(weights, criteria, weighed_by, today())
        candidates = _weighed(candidates, criteria, given(store, to, answers), weighing)
    return Answer(to, region.label, day, outcome, determinant, candidates, already, own, weighing)


def given(store: Store, region: str, answers: Answers | None) -> Answers:
    """What the region's team answered: in the graph, and beside it."""
    kept = rows.replies(store, region)
    return {name: [*kept.get(name, ()), *(answers or {}).get(name, ())] for name in {*kept, *(answers or {})}}


def _nearest(contexts: Contexts, to: str, owners: Iterable[str]) -> tuple[Distance | None, str | None]:
    """The least distance from an owner's context, and whose it is; what cannot be compared comes last."""
    apart = [(contexts.distance(to, each), each) for each in owners]
    return min(
        apart,
        key=lambda pair: (pair[0].distance is None, pair[0].distance or 0.0, pair[1]),
        default=(None, None),
    )


def _weighed(
    candidates: list[Candidate], criteria: list[Criterion], answers: Answers, weighing: Weighing
) -> list[Candidate]:
    """Add the totals; order by verdict, then total, then as before; what nobody scored comes last."""
    weighed = []
    for each in candidates:
        replies = answers.get(each.intervention, ())
        judged = judge(criteria, replies, each.verdict, each.distance, each.evidence.findings)
        weighed.append(each._replace(total=total(judged, weighing)))
    return sorted(weighed, key=_by_total)


def _by_total(each: Candidate) -> tuple[int, bool, Decimal]:
    sum_ = each.total.total if each.total else None
    return (VERDICTS.index(each.verdict.verdict), sum_ is None, -(sum_ or Decimal()))


def _order(each: Candidate) -> tuple[int, int, int, int, bool, float, str, str]:
    """The method's order: verdict, evidence, weakest step, equity, distance; then the name: it is total."""
    apart = each.distance.distance if each.distance else None
    return (
        VERDICTS.index(each.verdict.verdict),
        -each.evidence.rank,
        -(each.weakest or 0),
        _EQUITY[each.evidence.equity],
        apart is None,
        apart or 0.0,
        each.label.casefold(),
        each.intervention,
    )


def evidence(found: Iterable[rows.Finding]) -> Evidence:
    """Sum up the findings about one intervention; mixed and null ones count as plainly as good ones."""
    every = list(found)
    good = max(
        (each for each in every if each.direction == "Beneficial"), key=lambda each: each.rank, default=None
    )
    directions = {each.direction for each in every}
    equities = {each.equity for each in every}
    equity = next((name for name in ("Widens", "Narrows", "NoEquityEffect") if name in equities), None)
    return Evidence(
        good.strength if good else None,
        good.rank if good else 0,
        None if not directions else directions.pop() if len(directions) == 1 else "MixedFinding",
        len(every),
        equity,
    )


def standing(places: dict[str, rows.Region], iri: str, day: str, *, named: bool) -> rows.Region:
    """The region, if it has an authority on the day, or is to have one and a day was named."""
    region = places.get(iri)
    if region is None:
        slugs = ", ".join(sorted(str(rows.local(each)) for each in places))
        raise UsageError(f"{iri} is no region of the graph. The regions are: {slugs}.")
    instead: list[rows.Region] = []
    if region.end and day > region.end:
        instead = [places[heir] for heir in region.successors if heir in places]
    elif region.start and day < region.start:
        followed = [place for place in places.values() if iri in place.successors]
        instead = [place for place in followed if (place.start or "") <= day <= (place.end or "9999")]
    elif region.start or not region.expected or named:
        return region
    raise NoAuthority(
        (iri, region.label),
        day,
        region.start,
        region.end,
        region.expected,
        [(place.iri, place.label) for place in instead],
    )


def lineage(places: dict[str, rows.Region], iri: str) -> frozenset[str]:
    """The region and those that it followed."""
    return frozenset({iri, *(each.iri for each in places.values() if iri in each.successors)})


def _runs(about: rows.Intervention, same: frozenset[str], day: str) -> bool:
    return not same.isdisjoint(about.regions) and runs(about.status, about.start, about.end, day[:4])


def _own(about: rows.Intervention, same: frozenset[str]) -> bool:
    """Whether it is the region's alone: there is nobody to take it over from."""
    return bool(about.regions) and same.issuperset(about.regions)


def _ended(about: rows.Intervention, verdict: Verdict) -> bool:
    """Whether it has ended with the powers that it needed.

    Of its end only the year is recorded: where every power that is lacking ended within that year, the two
    records agree.
    """
    lacking = [need.options for need in verdict.needed if need.state == NOT_HELD]
    return bool(lacking) and all(
        any(option.ended and option.ended[:4] == about.end for option in options) for options in lacking
    )


def _unreached(store: Store, outcome: str | None, determinant: str | None) -> NothingReaches:
    labels = rows.names(store)

    def labelled(iri: str) -> tuple[str, str]:
        return iri, labels.get(iri, iri)

    target = outcome or determinant or ""
    causes = rows.causes(store)
    near = map(labelled, {*causes.steps.get(target, {}), *causes.before(target)})
    return NothingReaches(
        labelled(target),
        labelled(determinant) if outcome and determinant else None,
        sorted(near, key=lambda thing: thing[1])[:5],
    )
