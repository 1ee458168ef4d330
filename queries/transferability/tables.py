"""The method's findings as tables with their notes, and as the records of the JSON contract."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ..result import Result
from . import asks as asking
from . import rows
from .gate import HELD, STATES, Option, Requirement
from .mechanism import Told
from .rows import Cited, local
from .table import Record, Table, solutions
from .transfer import CAVEAT
from .wording import basis, day, listed

if TYPE_CHECKING:
    from ...graph.store import Store
    from .asks import Ask
    from .comparison import Comparison
    from .criteria import Total, Weighing
    from .gaps import Gaps
    from .mechanism import Path, Paths, Step
    from .rows import Holder, Intervention
    from .transfer import Answer, Candidate

Names = Mapping[str, str]
Sources = Mapping[str, Cited]
NONE: Mapping[Any, Any] = MappingProxyType({})
"""What is not known here: no sources, no mechanisms, no cases."""
RANKS = {4: "strong", 3: "moderate", 2: "weak", 1: "insufficient"}
_DIRECTIONS = {
    "Beneficial": "beneficial",
    "MixedFinding": "mixed",
    "NullFinding": "null",
    "HarmfulFinding": "harmful",
}
_EQUITY = {"Narrows": "narrows", "Widens": "widens", "NoEquityEffect": "none", "EquityUnknown": "unknown"}
SOURCE = ("source", "sourceLabel", "sourceUrl")
"""The columns that a table of a query has for a source; a reader sees them as one link."""


def table(columns: Sequence[str], lines: Iterable[Sequence[object]], title: str = "") -> Result:
    """Lines of values as an answer; a text that begins with the address of a thing names that thing."""
    return Result(solutions(columns, lines), title)


def _source(iri: str | None, sources: Sources) -> tuple[str | None, str | None, str | None]:
    cited = sources.get(iri or "")
    return iri, cited.title if cited else None, cited.url if cited else None


# transfer


def transfer_table(found: Answer, names: Names, sources: Sources = NONE) -> Table:
    """One line for each candidate: its verdict, what decided it with its source, and what orders it."""
    columns: tuple[str, ...] = (
        "intervention",
        "interventionLabel",
        "from",
        "verdict",
        "because",
        "legalBasis",
        *SOURCE,
        "helpful",
        "evidence",
        "direction",
        "equity",
        "weakestStep",
        "weakestStrength",
        "distance",
        "compared",
    )
    lines = [_candidate_line(each, names, sources) for each in found.candidates]
    if found.weighing:
        columns += ("total", "scored", "weights", "weighedBy", "weighed", "answeredBy", "answered")
        lines = [
            (*line, *_total_cells(each.total)) for line, each in zip(lines, found.candidates, strict=True)
        ]
    title = f"What {found.region_label} can take up, as of {day(found.as_of)}"
    return Table(
        columns, lines, title, found=found, records=lambda: transfer_record(found), notes=_notes(found, names)
    )


def _notes(found: Answer, names: Names) -> Iterator[str]:
    if found.already:
        runs = "one runs" if found.already == 1 else f"{found.already} run"
        yield f"Left out: {runs} in {found.region_label} already."
    order = ["verdict", "evidence", "weakest step", "effect on inequality", "distance"]
    if not (found.outcome or found.determinant):
        order.remove("weakest step")
    if found.weighing:
        order.insert(1, "the team's total")
        yield weighed(found.weighing, names)
    yield f"Order: {', '.join(order)}."
    yield CAVEAT


def weighed(weighing: Weighing, names: Names) -> str:
    """Say which weights were set, by whom and when."""
    weights = listed(f"{names.get(each, local(each))} {weight}" for each, weight in weighing.weights)
    return f"Weights of 1 to 5 set by {weighing.by or 'a team not named'} on {day(weighing.on)}: {weights}."


def _total_cells(total: Total | None) -> tuple[object, ...]:
    if total is None:
        return (None,) * 7
    return (
        None if total.total is None else float(total.total),
        f"{total.scored}/{len(total.weighing.weights)}",
        "; ".join(f"{local(criterion)} {weight}" for criterion, weight in total.weighing.weights),
        total.weighing.by,
        total.weighing.on,
        ", ".join(total.who) or None,
        ", ".join(total.when) or None,
    )


def _candidate_line(each: Candidate, names: Names, sources: Sources) -> tuple[object, ...]:
    said = _decisive(each).said if each.verdict.needed else None
    helpful = (_options(need, names) for need in each.verdict.requirements if need.helpful)
    return (
        each.intervention,
        each.label,
        ", ".join(names.get(region, region) for region in each.regions) or None,
        each.verdict.verdict,
        because(each, names),
        said.legal_basis if said else None,
        *_source(said.source if said else None, sources),
        "; ".join(helpful) or None,
        (each.evidence.best or "").lower() or None,
        _DIRECTIONS.get(each.evidence.direction or ""),
        _EQUITY.get(each.evidence.equity or "") or ("unknown" if each.evidence.findings else None),
        _arrow(each.paths[0].weakest, names) if each.paths else None,
        RANKS.get(each.weakest or 0),
        each.distance.distance if each.distance else None,
        each.distance.share if each.distance else None,
    )


def _decisive(each: Candidate) -> Option:
    """The alternative that decides: of the worst requirement, a hard one before a soft one."""
    return max(each.verdict.needed, key=lambda need: (STATES.index(need.state), not need.soft)).best


def _arrow(step: Step, names: Names) -> str:
    return f"{names.get(step.cause, step.cause)} → {names.get(step.target, step.target)}"


def because(each: Candidate, names: Names) -> str:
    """What decided a verdict, in a few words."""
    if not each.verdict.needed:
        return "what it needs is not stated"
    worst = [need for need in each.verdict.needed if need.state != HELD]
    if not worst:
        hard = [need.best for need in each.verdict.needed if not need.soft]
        held = [names.get(best.met_by or best.lever, best.lever) for best in hard]
        return f"holds {'; '.join(held)}" if held else "needs soft powers alone"
    return "; ".join(_short(need, names) for need in worst)


def _short(need: Requirement, names: Names) -> str:
    ended = max((option.ended for option in need.options if option.ended), default=None)
    words = {
        "shared": "shared: ",
        "partner": "through a partner: ",
        "contradictory": "sources disagree: ",
        "not-stated": "not stated: ",
        "not-held": f"ended {ended}: " if ended else "not held: ",
    }
    return words[need.state] + _options(need, names)


def _options(need: Requirement, names: Names) -> str:
    return " or ".join(names.get(option.lever, option.lever) for option in need.options)


def transfer_record(found: Answer) -> list[Record]:
    """The JSON contract of `transfer`; `total` is there where weights were set.

    `requirements` are those that decide: a lever that only helps is in the table and the explanation.
    """
    return [
        {
            "intervention": each.intervention,
            "label": each.label,
            "from": [local(region) for region in each.regions],
            "to": local(found.region),
            "as_of": found.as_of,
            "verdict": each.verdict.verdict,
            "requirements": [_requirement(need) for need in each.verdict.needed],
            "evidence": {
                "best": (each.evidence.best or "").lower() or None,
                "direction": _DIRECTIONS.get(each.evidence.direction or ""),
                "findings": each.evidence.findings,
            },
            "weakest_edge": RANKS.get(each.weakest or 0),
            "equity": _EQUITY.get(each.evidence.equity or "", "unknown"),
            "distance": None
            if each.distance is None or each.distance.distance is None
            else round(each.distance.distance, 4),
            "indicators_compared": each.distance.share if each.distance else None,
            **({"total": total_record(each.total)} if each.total else {}),
        }
        for each in found.candidates
    ]


def total_record(total: Total) -> Record:
    """The team's total and its record; an unknown total is null."""
    return {
        "score": None if total.total is None else float(total.total),
        "scored": total.scored,
        "weights": {str(local(criterion)): weight for criterion, weight in total.weighing.weights},
        "weighed_by": total.weighing.by,
        "weighed": total.weighing.on,
        "answered_by": list(total.who),
        "answered": list(total.when),
    }


def _requirement(need: Requirement) -> Record:
    said = None if need.soft else need.best.said
    return {
        "alternatives": [local(option.lever) for option in need.options],
        "state": need.state,
        "met_by": local(need.best.met_by),
        "legal_basis": said.legal_basis if said else None,
        "source": said.source if said else None,
    }


# asks

ASKING = (
    "Opened is what becomes ready, with no partner needed; closed today is what of it cannot be taken up now "
    "even with partners, as far as the sources say."
)


def asks_table(
    store: Store,
    asks: Iterable[Ask],
    as_of: str,
    names: Names,
    sources: Sources = NONE,
    *,
    states: Mapping[str, str] = NONE,
    closed: Collection[str] = (),
    exact: bool = True,
    size: int = 1,
    title: str = "",
) -> Table:
    """One line for each ask: what it opens, how the lever stands today, and who got it how elsewhere.

    `states` tells how the region stands to each lever, `closed` what it cannot take up today even with
    partners, `exact` whether all sets were looked at.
    """
    chosen = list(asks)
    by_lever = _by_lever(rows.holders(store, as_of))
    lines = []
    for ask in chosen:
        elsewhere = [each for lever in ask.levers for each in by_lever.get(lever, ())]
        lines.append(
            (
                "; ".join(names.get(lever, lever) for lever in ask.levers),
                "; ".join(states.get(lever, "") for lever in ask.levers),
                len(ask.unlocks),
                sum(each in closed for each in ask.unlocks),
                "; ".join(names.get(each, each) for each in ask.unlocks),
                "; ".join(_held(each, names) for each in elsewhere) or "no region in the record",
                *_source(next((each.source for each in elsewhere if each.source), None), sources),
                "exact" if exact else "greedy",
            )
        )
    said = ("levers", "today", "opens", "closedToday", "interventions", "heldElsewhereBy")
    notes = [ASKING] if lines else ["No such set of levers opens anything that a smaller one does not."]
    if not exact:
        notes.append(
            f"There are more than {asking.EXACT:,} sets of {size} levers, too many to look at each: this "
            "one was put together greedily, lever by lever, so a better one may exist."
        )
    columns = (*said, *SOURCE, "search")
    return Table(
        columns, lines, title, found=chosen, records=lambda: _asks(chosen, by_lever, exact), notes=notes
    )


def _by_lever(holders: list[Holder]) -> dict[str, list[Holder]]:
    """The regions that hold every lever, not those that share it."""
    found: dict[str, list[Holder]] = {}
    for each in holders:
        if each.status == "Held":
            found.setdefault(each.lever, []).append(each)
    return found


def _held(holder: Holder, names: Names) -> str:
    region = names.get(holder.region, holder.region)
    return region + basis(holder.legal_basis)


def asks_record(store: Store, asks: Iterable[Ask], as_of: str, *, exact: bool = True) -> list[Record]:
    """The JSON contract of `asks`; `exact` is there, and false, where the search was greedy."""
    return _asks(asks, _by_lever(rows.holders(store, as_of)), exact)


def _asks(asks: Iterable[Ask], by_lever: Mapping[str, list[Holder]], exact: bool) -> list[Record]:
    return [
        {
            "levers": [local(lever) for lever in ask.levers],
            "unlocks": [local(each) for each in ask.unlocks],
            "held_elsewhere_by": sorted(
                {str(local(each.region)) for lever in ask.levers for each in by_lever.get(lever, ())}
            ),
            "granted_by": sorted(
                {
                    each.legal_basis
                    for lever in ask.levers
                    for each in by_lever.get(lever, ())
                    if each.legal_basis
                }
            ),
            **({} if exact else {"exact": False}),
        }
        for ask in asks
    ]


# paths


def paths_table(
    found: Paths,
    names: Names,
    told: Mapping[str, Told] = NONE,
    sources: Sources = NONE,
    title: str = "",
    done: Mapping[tuple[str, str], list[Intervention]] = NONE,
    there: Option | None = None,
    place: str = "",
) -> Table:
    """One line for each claim of each step of each path.

    `done` tells what was done with a lever to act on a thing, `there` how a region stands to the lever.
    """
    columns: tuple[str, ...] = (
        "path",
        "weakestStep",
        "step",
        "cause",
        "causeLabel",
        "target",
        "targetLabel",
        "polarity",
        "strength",
        "disputed",
        "mechanism",
        "claim",
        *SOURCE,
        "doneBy",
        "search",
    )
    looks = found.stopped_after
    search = f"stopped after {looks} looks" if looks is not None else "complete"
    lines: list[tuple[object, ...]] = []
    for number, path in enumerate(found.paths, 1):
        for place_, step in enumerate(path.steps, 1):
            cases = "; ".join(_case(each, names) for each in done.get((step.cause, step.target), ()))
            for claim in step.claims:
                said = told.get(claim.claim, Told(None, None))
                lines.append(
                    (
                        number,
                        RANKS[path.weakest.rank],
                        place_,
                        step.cause,
                        names.get(step.cause, step.cause),
                        step.target,
                        names.get(step.target, step.target),
                        _turn(claim.polarity),
                        RANKS[claim.rank],
                        "yes" if step.disputed else None,
                        said.mechanism,
                        claim.claim,
                        *_source(said.source, sources),
                        cases or None,
                        search,
                    )
                )
    notes = list(_path_notes(found, names, there, place, sources))
    if there is not None:
        said_ = there.said
        columns += ("inRegion", "inRegionBasis", "inRegionSource")
        stand = (there.state, said_.legal_basis if said_ else None, said_.source if said_ else None)
        lines = [(*line, *stand) for line in lines]
    return Table(
        columns,
        lines,
        title,
        found=found,
        records=lambda: paths_record(found, told, done, there),
        notes=notes,
    )


def _turn(polarity: str) -> str:
    return polarity.removesuffix("Polarity").lower()


def _case(each: Intervention, names: Names) -> str:
    where = listed(names.get(region, region) for region in each.regions)
    return f"{each.label} ({where})" if where else each.label


def _path_notes(
    found: Paths, names: Names, there: Option | None, place: str, sources: Sources
) -> Iterator[str]:
    if not found.paths:
        yield "No path in the graph leads there."
    if found.stopped_after is not None:
        yield f"The search stopped after {found.stopped_after:,} looks: there may be more paths, and better."
    if there is not None:
        yield stands(place, there, names, sources)


def stands(place: str, option: Option, names: Names, sources: Sources) -> str:
    """Say how a region stands to a lever, by which law and source."""
    lever = names.get(option.lever, option.lever)
    said = option.said
    words = {
        "held": f"{place} holds {lever}",
        "shared": f"{place} shares {lever} with others",
        "contradictory": f"The sources contradict each other on whether {place} holds {lever}",
        "not-held": f"{place} does not hold {lever}",
        "not-stated": f"No source in the graph states whether {place} holds {lever}",
    }[option.state]
    if option.rows[0].soft:
        return f"{lever} is a soft power, open to every region."
    if option.ended:
        words = f"{place} had {lever} until {day(option.ended)}; nothing later is recorded"
    if option.met_by not in (None, option.lever):
        words += f", by way of {names.get(option.met_by or '', option.met_by)}"
    if said and option.state != "not-stated":
        words += basis(said.legal_basis)
        cited = sources.get(said.source or "")
        words += f" ({cited.title} <{cited.url}>)" if cited else ""
    return f"{words}."


def paths_record(
    found: Paths,
    told: Mapping[str, Told],
    done: Mapping[tuple[str, str], list[Intervention]],
    there: Option | None = None,
) -> list[Record]:
    """A record for each path; `in_region` is there where a region was named."""
    return [
        {
            "weakest_edge": RANKS[path.weakest.rank],
            "nodes": [local(node) for node in path.nodes],
            "steps": [_step_record(step, told) for step in path.steps],
            "done_by": _done_record(path, done),
            **({"in_region": _requirement(Requirement("", False, there.state, (there,)))} if there else {}),
            **({} if found.stopped_after is None else {"stopped_after": found.stopped_after}),
        }
        for path in found.paths
    ]


def _step_record(step: Step, told: Mapping[str, Told]) -> Record:
    return {
        "cause": local(step.cause),
        "target": local(step.target),
        "strength": RANKS[step.rank],
        "disputed": step.disputed,
        "claims": [
            {
                "claim": claim.claim,
                "polarity": _turn(claim.polarity),
                "strength": RANKS[claim.rank],
                "mechanism": said.mechanism,
                "source": said.source,
            }
            for claim in step.claims
            for said in (told.get(claim.claim, Told(None, None)),)
        ],
    }


def _done_record(path: Path, done: Mapping[tuple[str, str], list[Intervention]]) -> list[Record]:
    first = path.steps[0]
    return [
        {"intervention": local(each.iri), "regions": [local(region) for region in each.regions]}
        for each in done.get((first.cause, first.target), ())
    ]


# gaps


def gaps_table(found: Gaps, names: Names, sources: Sources = NONE, title: str = "") -> Table:
    """One line for each gap, grouped by its kind."""
    lines = [
        (
            "held, used elsewhere, not here",
            each.lever,
            names.get(each.lever, each.lever),
            "; ".join(names.get(iri, iri) for iri in each.used_elsewhere),
            each.legal_basis,
            *_source(each.source, sources),
        )
        for each in found.untapped
    ] + [
        (words, thing, names.get(thing, thing), None, None, None, None, None)
        for words, _, things in found.others
        for thing in things
    ]
    columns = ("gap", "thing", "thingLabel", "usedElsewhereIn", "legalBasis", *SOURCE)
    return Table(columns, lines, title, found=found, records=lambda: gaps_record(found))


def gaps_record(found: Gaps) -> list[Record]:
    """A record for each gap."""
    untapped: list[Record] = [
        {
            "gap": "untapped",
            "thing": local(each.lever),
            "used_elsewhere_in": [local(iri) for iri in each.used_elsewhere],
            "legal_basis": each.legal_basis,
            "source": each.source,
        }
        for each in found.untapped
    ]
    return untapped + [
        {"gap": kind, "thing": local(thing)} for _, kind, things in found.others for thing in things
    ]


# compare


def comparison_table(found: Comparison, names: Names) -> Table:
    """One line for each lever and figure; what differs comes first."""
    lines = [
        (line.thing, names.get(line.thing, local(line.thing)), line.period or None, *line.values)
        for line in found.lines
    ]
    regions = [str(local(region)).replace("-", "_") for region in found.regions]
    notes = []
    for (here, there), apart in found.distances.items():
        far = "not known" if apart.distance is None else f"{apart.distance:.2f}"
        pair = f"{names.get(here, here)} and {names.get(there, there)}"
        notes.append(f"Distance of {pair}: {far} (0 alike, 1 apart; {apart.share} features compared).")
    return Table(
        ("thing", "thingLabel", "period", *regions),
        lines,
        f"{listed(names.get(region, region) for region in found.regions)}, as of {day(found.as_of)}",
        found=found,
        records=lambda: comparison_record(found),
        notes=notes,
    )


def comparison_record(found: Comparison) -> list[Record]:
    """A record for each lever and figure; what a region has stands under its slug."""
    return [
        {
            "thing": local(line.thing),
            "period": line.period or None,
            "values": dict(zip(map(local, found.regions), line.values, strict=True)),
        }
        for line in found.lines
    ]
