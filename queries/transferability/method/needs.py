"""Needs of a region: the indicators on which it stands worst against England, or gets worse.

Each indicator is judged in the latest period in which both the region and England have a figure. A region
stands worse where its 95% limits leave England's figure out on the bad side; where no limits are stated,
where its figure is on the bad side, and the answer says so. Indicators have no common unit, so they are put
in order by the region's place among all regions that have a figure for the period: a place needs no
weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .relevance import MODERATE

if TYPE_CHECKING:
    from ..facts.records import AreaFigure
    from .model import Model

ENGLAND = "https://w3id.org/levergraph/id/comparator/england"
WORSE, PERHAPS, FALLING = "worse", "worse-without-limits", "gets-worse"
STANDINGS = (WORSE, PERHAPS, FALLING)
"""How a region stands on an indicator that shows a need, the surest first."""


class Need(NamedTuple):
    """One indicator on which a region does badly: its figure, England's, and its place among the regions.

    `place` counts from the best, of `places` regions with a figure for the period; `before` is the region's
    earliest figure, None where it has no other.
    """

    standing: str
    here: AreaFigure
    england: AreaFigure
    place: int
    places: int
    before: AreaFigure | None

    @property
    def things(self) -> tuple[str, ...]:
        """The outcomes or determinants that the indicator measures."""
        return self.here.things


def needs(model: Model, region: str) -> list[Need]:
    """The needs of a region, the surest and worst first."""
    by_indicator: dict[str, list[AreaFigure]] = {}
    for figure in model.area_figures():
        by_indicator.setdefault(figure.indicator, []).append(figure)
    found = [
        need
        for figures in by_indicator.values()
        if (need := _need(figures, region, frozenset(model.regions())))
    ]
    return sorted(found, key=_order)


def needed_things(model: Model, region: str) -> tuple[str, ...]:
    """What the indicators of a region's needs measure, each once, in the order of the needs."""
    return tuple(dict.fromkeys(thing for need in needs(model, region) for thing in need.things))


def _need(figures: Sequence[AreaFigure], region: str, regions: frozenset[str]) -> Need | None:
    own = sorted((figure for figure in figures if figure.area == region), key=_when)
    england = {figure.period: figure for figure in figures if figure.area == ENGLAND}
    both = [figure for figure in own if figure.period in england]
    if not both:
        return None
    here = both[-1]
    before = next((figure for figure in own if _when(figure) < _when(here)), None)
    standing = _standing(here, england[here.period], before)
    if standing is None:
        return None
    same = [figure for figure in figures if figure.area in regions and figure.period == here.period]
    place = 1 + sum(_badness(figure) < _badness(here) for figure in same)
    return Need(standing, here, england[here.period], place, len(same), before)


def _standing(here: AreaFigure, england: AreaFigure, before: AreaFigure | None) -> str | None:
    """How the region stands; None where the figure shows no need."""
    best_case = here.upper if here.higher_is_better else here.lower
    if best_case is None:
        if _badness(here) > _badness(england):
            return PERHAPS
    elif _bad(best_case, here) > _badness(england):
        return WORSE
    if before is not None and _got_worse(before, here):
        return FALLING
    return None


def _got_worse(before: AreaFigure, here: AreaFigure) -> bool:
    """Whether it got worse by more than chance: the limits of the two periods do not meet."""
    then = before.lower if here.higher_is_better else before.upper
    now = here.upper if here.higher_is_better else here.lower
    return then is not None and now is not None and _bad(now, here) > _bad(then, here)


def _bad(value: float, figure: AreaFigure) -> float:
    return -value if figure.higher_is_better else value


def _badness(figure: AreaFigure) -> float:
    return _bad(figure.value, figure)


def _when(figure: AreaFigure) -> tuple[str, str]:
    return figure.start, figure.period


def _order(need: Need) -> tuple[int, float, str]:
    return STANDINGS.index(need.standing), -need.place / need.places, need.here.indicator


def behind(model: Model, thing: str) -> Iterator[str]:
    """The determinants that lead to an outcome or determinant by one step of at least moderate strength."""
    determinants = set(model.determinants())
    steps = [step for step in model.causes().into(thing) if step.rank >= MODERATE]
    for step in sorted(steps, key=lambda step: (-step.rank, step.cause)):
        if step.cause in determinants:
            yield step.cause
