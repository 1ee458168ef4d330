"""The verbs of the method: names and days in, answers out; the commands and the Python methods are these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING

from ...errors import UsageError
from ...graph.names import resolve
from ..dates import day as read_day, today
from ..results.table import Table
from .facts import facts as rows
from .facts.team_scores import read as read_replies
from .method import ranking as method
from .method.comparison import compare as side_by_side
from .method.criteria import Reply
from .method.further_powers import fewest, further
from .method.gaps import gaps as find_gaps
from .method.gate import READY, Option, option, verdicts
from .report.nearest import near
from .report.wording import day as words

if TYPE_CHECKING:
    from datetime import date

    from ...graph.store import Store
    from .method.ranking import Answers
    from .report.explanation.explanation import Explanation

    Day = str | date | None
    Weights = Mapping[str, int]
    Given = str | PathLike[str] | Mapping[str, Sequence[Reply]] | None

MOST = 1000
"""The most paths that may be asked for."""


def transfer(
    store: Store,
    to: str,
    *,
    outcome: str | None = None,
    determinant: str | None = None,
    as_of: Day = None,
    everything: bool = False,
    weights: Weights | None = None,
    weighed_by: str | None = None,
    answers: Given = None,
) -> Table:
    """What a region can take up, best first."""
    from .report.tables.transfer import transfer_table

    if answers is not None and not weights:
        raise UsageError(
            "a list shows scores through their weights: weigh one criterion or more, from 1 to 5."
        )
    _demand_weights(weights, weighed_by)
    region = _region(store, to)
    found = method.transfer(
        store,
        region,
        as_of=_day(as_of),
        outcome=_named(store, outcome, "outcome"),
        determinant=_named(store, determinant, "determinant"),
        everything=everything,
        weights=_weights(store, weights),
        weighed_by=weighed_by,
        answers=_answers(store, region, answers),
    )
    names = rows.names(store)
    if found.weighing:
        names |= {each.criterion: each.label for each in rows.criteria(store)}
    return transfer_table(found, names, rows.cited(store))


def explain(
    store: Store,
    intervention: str,
    to: str,
    *,
    outcome: str | None = None,
    determinant: str | None = None,
    as_of: Day = None,
    weights: Weights | None = None,
    weighed_by: str | None = None,
    answers: Given = None,
) -> Explanation:
    """Why a region can or cannot take one intervention up, in words, each with its source."""
    from .report.explanation.explanation import explain as tell

    _demand_weights(weights, weighed_by)
    region = _region(store, to)
    return tell(
        store,
        resolve(store, intervention, ("intervention",)),
        region,
        as_of=_day(as_of),
        outcome=_named(store, outcome, "outcome"),
        determinant=_named(store, determinant, "determinant"),
        weights=_weights(store, weights),
        weighed_by=weighed_by,
        answers=_answers(store, region, answers),
    )


def asks(store: Store, region: str, *, size: int = 1, opens: int | None = None, as_of: Day = None) -> Table:
    """Which further powers would open most to a region."""
    from .report.tables.asks import asks_table

    if size < 1:
        raise UsageError(f"size {size}: a set has one lever or more.")
    if opens is not None and opens < 1:
        raise UsageError(f"opens {opens}: a set opens one intervention or more.")
    if opens is not None and size != 1:
        raise UsageError("give the size of the sets or how many they are to open, not both.")
    iri, label, on = _standing(store, region, as_of)
    judged = verdicts(rows.options(store, iri, on))
    found = fewest(judged, opens) if opens is not None else further(judged, size)
    title = f"Further powers that would open most to {label}, as of {words(on)}"
    table = asks_table(
        store,
        found.asks,
        on,
        rows.names(store),
        rows.cited(store),
        region=iri,
        states=found.states,
        closed=found.closed,
        exact=found.exact,
        size=size,
        title=title,
    )
    most = sum(bool(each.needed) and each.verdict != READY for each in judged)
    if opens is not None and opens > most:  # all that it lacks, taken together, opens so many
        table.notes = (
            f"No set of levers opens {opens}: all that {label} lacks, together, would open {most}.",
        )
    return table


def gaps(store: Store, region: str, *, as_of: Day = None) -> Table:
    """What a region leaves unused and cannot reach, and what the record lacks."""
    from .report.tables.gaps import gaps_table

    iri, label, on = _standing(store, region, as_of)
    title = f"Untapped levers and blind spots of {label}, as of {words(on)}"
    found = find_gaps(store, iri, as_of=on)
    return gaps_table(found, rows.names(store), rows.cited(store), title)


def paths(
    store: Store,
    from_lever: str,
    to_outcome: str,
    *,
    region: str | None = None,
    k: int = 10,
    as_of: Day = None,
) -> Table:
    """The best evidenced paths from a lever to an outcome; with a region, how it stands to the lever."""
    from .report.tables.paths import paths_table

    if not 1 <= k <= MOST:
        raise UsageError(f"k {k}: ask for 1 to {MOST:,} paths.")
    if as_of is not None and region is None:
        raise UsageError("a day says on which day a region's powers count: name the region too.")
    lever = resolve(store, from_lever, ("lever",))
    outcome = resolve(store, to_outcome, ("outcome", "determinant"))
    causes = rows.causes(store)
    found = causes.paths(lever, outcome, k=k)
    names = rows.names(store)
    there: Option | None = None
    place = ""
    if region is not None:
        iri, place, on = _standing(store, region, as_of)
        there = option(rows.holding(store, iri, lever, on))
    title = f"From {names.get(lever, lever)} to {names.get(outcome, outcome)}"
    nearest = () if found.paths else near(causes, lever, outcome, rows.outcomes(store), names)
    done = _done(store, lever)
    return paths_table(found, names, rows.told(store), rows.cited(store), title, done, there, place, nearest)


def _done(store: Store, lever: str) -> dict[tuple[str, str], list[rows.Intervention]]:
    """What used a lever and acted on a thing, by the two."""
    uses, acts = rows.actions(store)
    found: dict[tuple[str, str], list[rows.Intervention]] = {}
    for iri, each in rows.interventions(store).items():
        if lever in uses.get(iri, ()):
            for thing in acts.get(iri, ()):
                found.setdefault((lever, thing), []).append(each)
    return found


def compare(store: Store, regions: Sequence[str], *, as_of: Day = None) -> Table:
    """Regions side by side, with the distance between each pair."""
    from .report.tables.comparison import comparison_table

    iris = list(dict.fromkeys(_region(store, name) for name in regions))
    if len(iris) < 2:
        raise UsageError("name two regions or more, such as west-yorkshire south-yorkshire.")
    on = _day(as_of)
    found = side_by_side(store, iris, as_of=on or today(), named=on is not None)
    return comparison_table(found, rows.names(store), rows.cited(store))


def _standing(store: Store, region: str, as_of: Day) -> tuple[str, str, str]:
    """The region's IRI and name, and the day asked about, on which it has an authority."""
    iri = _region(store, region)
    on = _day(as_of)
    place = method.standing(rows.regions(store), iri, on or today(), named=on is not None)
    return iri, place.label, on or today()


def _region(store: Store, name: str) -> str:
    return resolve(store, name, ("region",))


def _named(store: Store, name: str | None, kind: str) -> str | None:
    return None if name is None else resolve(store, name, (kind,))


def _day(given: Day) -> str | None:
    if given is None:
        return None
    try:
        return read_day(given)
    except ValueError:
        raise UsageError(
            f"{given} is no date: a day was expected, such as 2023-05-01, 2023-05 or 2023."
        ) from None


def _demand_weights(weights: Weights | None, weighed_by: str | None) -> None:
    if weighed_by is not None and not weights:
        raise UsageError(
            "who set the weights is told, but no weight: weigh one criterion or more, from 1 to 5."
        )


def _weights(store: Store, weights: Weights | None) -> dict[str, int] | None:
    if not weights:
        return None
    return {resolve(store, name, ("criterion",)): weight for name, weight in weights.items()}


def _answers(store: Store, region: str, given: Given) -> Answers | None:
    return read_replies(store, region, given) if isinstance(given, str | PathLike) else given
