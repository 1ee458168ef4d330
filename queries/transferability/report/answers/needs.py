"""What a region needs: where it stands worst against England, what lies behind, and ten options for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from ....wording import figure as number, flat, listed, measure, small
from ...contract import NeedFigureRecord, NeedRecord
from ...facts.records import Source
from ...method import needs as method
from ..resource import Resource, Word
from .ranking import CAVEAT, Candidate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ...facts.records import AreaFigure
    from ...method.model import Model
    from ..labels import Labels

OPTIONS = 10
"""So many options are given for each need."""
STANDINGS = {
    "worse": "worse than England",
    "worse-without-limits": "worse than England; no limits are stated, so it may be chance",
    "gets-worse": "not worse than England, but it got worse",
}


class NeedFigure(Struct, frozen=True):
    """One indicator: the region's figure with 95% limits, England's, and the place among the regions.

    `place` counts from the best of `places`; limits and `unit` are None where the source states none;
    `published` says when the source put the figure out.
    """

    indicator: Resource
    standing: Word
    period: str
    value: float
    lower: float | None
    upper: float | None
    unit: str | None
    england: float
    place: int
    places: int
    source: Source | None
    published: str | None
    sentence: str


class Need(Struct, frozen=True):
    """An outcome or determinant that a region needs to act on: figures, what lies behind, the best options.

    `options` are the first ten of `available`.
    """

    thing: Resource
    kind: Literal["outcome", "determinant"]
    figures: tuple[NeedFigure, ...]
    behind: tuple[Resource, ...]
    options: tuple[Candidate, ...]
    available: int


class Needs(Struct, frozen=True):
    """The needs of a region on a day (YYYY-MM-DD), the surest and worst first."""

    region: Resource
    as_of: str
    named: bool
    needs: tuple[Need, ...]
    notes: tuple[str, ...]

    def record(self) -> list[NeedRecord]:
        """As the JSON contract has it: a record for each need, in order."""
        return [
            NeedRecord(
                need.thing.slug,
                need.thing.label,
                need.kind,
                [_record(figure) for figure in need.figures],
                [cause.slug for cause in need.behind],
                [option.intervention.slug for option in need.options],
                need.available,
            )
            for need in self.needs
        ]


def _record(figure: NeedFigure) -> NeedFigureRecord:
    return NeedFigureRecord(
        figure.indicator.slug,
        figure.standing.name,  # type: ignore[arg-type]  # names of words are those of the contract
        figure.period,
        figure.value,
        figure.lower,
        figure.upper,
        figure.unit,
        figure.england,
        figure.place,
        figure.places,
        figure.source.iri if figure.source else None,
        figure.published,
    )


def needs(
    found: Sequence[method.Need],
    options: Callable[[str, str], tuple[tuple[Candidate, ...], int]],
    model: Model,
    labels: Labels,
    *,
    region: str,
    as_of: str,
    named: bool,
) -> Needs:
    """The method's needs by what they measure; `options` gives the best for a thing, and of how many."""
    by_thing: dict[str, list[method.Need]] = {}
    for need in found:
        for thing in need.things:
            by_thing.setdefault(thing, []).append(need)
    outcomes = set(model.outcomes())
    here = labels.resource(region)
    answers = []
    for thing, figures in by_thing.items():
        kind: Literal["outcome", "determinant"] = "outcome" if thing in outcomes else "determinant"
        best, available = options(kind, thing)
        answers.append(
            Need(
                labels.resource(thing),
                kind,
                tuple(_figure(need, here, labels) for need in figures),
                labels.resources(method.behind(model, thing)),
                best,
                available,
            )
        )
    return Needs(here, as_of, named, tuple(answers), tuple(_notes(here, model, found)))


def _figure(need: method.Need, region: Resource, labels: Labels) -> NeedFigure:
    here, indicator = need.here, labels.resource(need.here.indicator)
    rank = f"place {need.place} of {need.places} regions, counted from the best"
    sentence = (
        f"{indicator.label}: {_value(here)} in {region.label}, {_plain(need.england)} in England "
        f"({flat(here.period)}); {rank}; {STANDINGS[need.standing]}."
    )
    if need.standing == method.FALLING and need.before:
        sentence = sentence[:-1] + f": {_value(need.before)} in {flat(need.before.period)}."
    return NeedFigure(
        indicator,
        Word(need.standing, STANDINGS[need.standing]),
        here.period,
        here.value,
        here.lower,
        here.upper,
        here.unit,
        need.england.value,
        need.place,
        need.places,
        labels.source(here.source),
        here.published,
        sentence,
    )


def _value(figure: AreaFigure) -> str:
    if figure.lower is None or figure.upper is None:
        return f"{_plain(figure)} (no limits stated)"
    return f"{_plain(figure)} (95% limits {_round(figure.lower)} to {_round(figure.upper)})"


def _plain(figure: AreaFigure) -> str:
    return measure(figure.value, figure.unit)


def _round(value: float) -> str:
    return number(round(value, 1))


def _notes(region: Resource, model: Model, found: Sequence[method.Need]) -> list[str]:
    measured = {figure.indicator for figure in model.area_figures() if figure.area == region.iri}
    if not measured:
        return [f"No figure of {region.label} can be compared with England: its needs are not stated here."]
    notes = [
        f"{len(measured)} indicators have a figure for {region.label} and for England; what none of them "
        "measures may be a need too.",
        "Worse than England: the 95% limits of the region's figure leave England's out. Order: surest first, "
        "then the region's place among all regions with a figure.",
    ]
    if not found:
        notes.insert(0, f"{region.label} stands worse than England on none of them.")
    unsure = [need.here.indicator for need in found if need.standing == method.PERHAPS]
    if unsure:
        names = listed(small(model.names().get(iri, iri)) for iri in unsure)
        notes.append(f"Without limits in the source: {names}.")
    return [*notes, CAVEAT]
