"""Regions side by side: the state of each lever, and the figures in their latest common period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ...contract import ComparisonRecord, DistanceRecord, LineRecord
from ...facts.records import Source
from ...method.gate import CONTRADICTORY
from ..resource import Resource, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...method import comparison as method
    from ...method.gate import Option
    from ..labels import Labels

NOT_STATED = "not stated"
DIFFER, UNKNOWN, AGREE = "differ", "unknown", "agree"
GROUPS = (DIFFER, UNKNOWN, AGREE)
"""Whether the stated values differ, or one is not stated, or all are the same."""


class Value(Struct, frozen=True):
    """One cell: a state or a figure as text (`not stated` where no source says), and its sources.

    `state` is there for a lever, and `ended` where the region had it until that day (YYYY-MM-DD).
    """

    text: str
    state: Word | None
    ended: str | None
    sources: tuple[Source, ...]


class Line(Struct, frozen=True):
    """One lever, or one figure of a period: the value of each region, in the order of the regions."""

    thing: Resource
    period: str | None
    """The period of a figure; None for a lever."""
    values: tuple[Value, ...]
    domain: str | None = None
    """The domain of a lever, such as Transport."""

    @property
    def group(self) -> str:
        """One of GROUPS: what is not stated is never a difference."""
        stated = {value.text for value in self.values if value.text != NOT_STATED}
        if len(stated) > 1:
            return DIFFER
        return AGREE if all(value.text != NOT_STATED for value in self.values) else UNKNOWN

    @property
    def differs(self) -> bool:
        """Whether sources state different values of two regions."""
        return self.group == DIFFER


class PairDistance(Struct, frozen=True):
    """The distance of two regions: 0 alike to 1, None where nothing could be compared."""

    regions: tuple[Resource, Resource]
    value: float | None
    compared: int
    features: int

    @property
    def share(self) -> str:
        """The number of features compared, out of all that some region has: `9/14`."""
        return f"{self.compared}/{self.features}"


class Comparison(Struct, frozen=True):
    """Regions on a day (YYYY-MM-DD): levers that differ, unknown of one, that agree; then figures."""

    regions: tuple[Resource, ...]
    as_of: str
    named: bool
    lines: tuple[Line, ...]
    distances: tuple[PairDistance, ...]
    notes: tuple[str, ...]

    def record(self) -> ComparisonRecord:
        """As the JSON contract has it."""
        slugs = [region.slug for region in self.regions]
        return ComparisonRecord(
            slugs,
            self.as_of,
            [
                LineRecord(
                    line.thing.slug,
                    line.thing.label,
                    line.period,
                    line.group,  # type: ignore[arg-type]  # one of GROUPS
                    line.domain,
                    {slug: value.text for slug, value in zip(slugs, line.values, strict=True)},
                    {
                        slug: [source.iri for source in value.sources]
                        for slug, value in zip(slugs, line.values, strict=True)
                        if value.sources
                    },
                )
                for line in self.lines
            ],
            [
                DistanceRecord(
                    [region.slug for region in pair.regions],
                    None if pair.value is None else round(pair.value, 4),
                    pair.share,
                )
                for pair in self.distances
            ],
        )


def comparison(
    found: method.Comparison, domains: Mapping[str, str], labels: Labels, *, named: bool
) -> Comparison:
    """The method's comparison with labels and sources, levers by group and domain."""
    lines = [
        *(
            Line(
                labels.resource(line.lever),
                None,
                tuple(_state(option, labels) for option in line.options),
                domains.get(line.lever),
            )
            for line in found.levers
        ),
        *(_figure_line(line, labels) for line in found.figures),
    ]
    lines.sort(
        key=lambda line: (
            bool(line.period),
            GROUPS.index(line.group),
            line.domain or "",
            line.thing.label,
            line.thing.iri,
        )
    )
    distances = tuple(
        PairDistance(
            (labels.resource(here), labels.resource(there)),
            apart.distance,
            len(apart.compared),
            apart.features,
        )
        for (here, there), apart in found.distances.items()
    )
    return Comparison(
        labels.resources(found.regions),
        found.as_of,
        named,
        tuple(lines),
        distances,
        tuple(_notes(distances)),
    )


def _state(option: Option | None, labels: Labels) -> Value:
    """The state of one lever in a region, and the sources of the claims that say so."""
    if option is None:
        return Value(NOT_STATED, labels.words.state("not-stated"), None, ())
    when = "ended" if option.ended else "now"
    sources = tuple(
        dict.fromkeys(
            source
            for row in option.rows
            if row.when == when and (source := labels.source(row.source)) is not None
        )
    )
    state = labels.words.state(option.state)
    if option.state == CONTRADICTORY:
        statuses = {row.status for row in option.rows if row.when == "now"} & {"Held", "Shared", "NotHeld"}
        text = " and ".join(sorted(labels.words.status(status or "").label for status in statuses))
    else:
        text = f"ended {option.ended}" if option.ended else option.state.replace("-", " ")
    return Value(text, state, option.ended, sources)


def _figure_line(line: method.FigureLine, labels: Labels) -> Line:
    values = tuple(
        Value(
            " and ".join(figures) or NOT_STATED,
            None,
            None,
            tuple(source for iri in iris if (source := labels.source(iri)) is not None),
        )
        for figures, iris in zip(line.values, line.sources, strict=True)
    )
    return Line(labels.resource(line.indicator), line.period, values)


def _notes(distances: tuple[PairDistance, ...]) -> Iterator[str]:
    for pair in distances:
        far = "not known" if pair.value is None else f"{pair.value:.2f}"
        here, there = pair.regions
        yield (
            f"Distance of {here.label} and {there.label}: {far} (0 alike, 1 apart; {pair.share} features "
            "compared)."
        )
