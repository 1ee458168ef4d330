"""The need: how the region stands to England on the problem, or on what causes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....wording import big, figure as written, flat, listed, small
from ...method.relevance import DIRECT
from ..answers.brief import Figure, Quantity, Statement
from ..resource import Word

if TYPE_CHECKING:
    from ...facts.briefing import Measurement
    from .subject import Subject

FIGURES = 4
"""So many figures stand in a brief."""
HEADLINE = "https://w3id.org/levergraph/id/outcome/healthy-life-expectancy"
"""The outcome whose figures stand in for those of a problem, or of its causes, that has none."""
NAMED = 3
"""So many indicators without a figure are named."""
STANDINGS = {
    "worse": "worse than England",
    "better": "better than England",
    "similar": "not clearly different from England",
    "unsure": "no limits are given, so the difference may be chance",
    "alone": "no figure of England to compare",
}


def figures(subject: Subject) -> tuple[Figure, ...]:
    """The latest figures on the problem itself; else on its closest causes; else on health as a whole."""
    ends = subject.model.narrower(subject.problem)
    itself = _latest(subject, ends)
    if itself:
        return tuple(_figure(subject, each, itself=True) for each in itself[:FIGURES])
    near = subject.reach.proximity.things
    causes = frozenset(thing for thing, how in near.items() if how.tier == DIRECT) - ends
    others = _latest(subject, causes) or _latest(subject, frozenset([HEADLINE]))
    return tuple(_figure(subject, each, itself=False) for each in others[:FIGURES])


def need(subject: Subject, found: tuple[Figure, ...]) -> tuple[Statement, ...]:
    """Say that no figure of the problem itself is on record, and which indicators would measure it."""
    if any(each.itself for each in found):
        return ()
    says = [
        Statement(
            f"How {subject.place} stands on {subject.topic} itself is not stated: the record has no figure."
        )
    ]
    known = [
        subject.name(indicator)
        for end in sorted(subject.model.narrower(subject.problem))
        for indicator in subject.indicators.get(end, ())
    ]
    if known:
        says.append(Statement(f"An indicator that would tell: {listed(sorted(set(known))[:NAMED], 'or')}."))
    if found and found[0].about.iri == HEADLINE:
        says.append(Statement(f"The figures shown are of health as a whole, not of {subject.topic}."))
    elif found:
        says.append(
            Statement(
                f"The figures shown are of what leads to {subject.topic} by one step, on at least moderate "
                "evidence."
            )
        )
    return tuple(says)


def _latest(subject: Subject, things: frozenset[str]) -> list[Measurement]:
    """The region's latest figure of every indicator that measures one of the things; outcomes by name."""
    latest: dict[str, Measurement] = {}
    for each in subject.measurements:
        if each.area == subject.region and each.measures in things:
            latest[each.indicator] = each
    return sorted(latest.values(), key=lambda each: (subject.name(each.indicator), each.indicator))


def _figure(subject: Subject, here: Measurement, *, itself: bool) -> Figure:
    there = _england(subject, here)
    standing = _standing(here, there)
    text = f"{subject.name(here.indicator)} in {subject.place}: {_value(here)}{_limits(here)}"
    if there:
        text += f", against {_value(there)}{_limits(there, short=True)} in England"
    text += f", {flat(here.period)}: {STANDINGS[standing]}."
    pair = [each for each in (here, there) if each]
    return Figure(
        subject.labels.resource(here.indicator),
        subject.labels.resource(here.measures),
        itself,
        unit(here.unit),
        here.period,
        Quantity(here.value, here.lower, here.upper),
        Quantity(there.value, there.lower, there.upper) if there else None,
        Word(standing, STANDINGS[standing]),
        _statement(subject, text, pair),
        _trend(subject, here),
    )


def _trend(subject: Subject, latest: Measurement) -> Statement | None:
    """The earliest figure of the same indicator, in the region and in England."""
    earlier = [
        each
        for each in subject.measurements
        if each.area == subject.region
        and (each.indicator, each.measures, each.unit) == (latest.indicator, latest.measures, latest.unit)
        and each.start < latest.start
    ]
    if not earlier:
        return None
    first = earlier[0]
    there = _england(subject, first)
    text = f"In {flat(first.period)} it was {_value(first)}"
    text += f", and {_value(there)} in England." if there else "."
    return _statement(subject, text, [each for each in (first, there) if each])


def _england(subject: Subject, here: Measurement) -> Measurement | None:
    """The comparator's figure of the same indicator and period."""
    return next(
        (
            each
            for each in subject.measurements
            if each.area != subject.region
            and (each.indicator, each.period, each.measures) == (here.indicator, here.period, here.measures)
        ),
        None,
    )


def _statement(subject: Subject, text: str, said: list[Measurement]) -> Statement:
    sources = [
        source._replace(title=each.cited_as or source.title)
        for each in said
        for source in subject.cited(each.source)
    ]
    claims = dict.fromkeys(each.observation for each in said)
    return Statement(big(text), tuple(claims), tuple(dict.fromkeys(sources)))


def _standing(here: Measurement, there: Measurement | None) -> str:
    """How the two compare; a difference counts where the 95 % limits do not overlap."""
    if there is None:
        return "alone"
    if here.lower is None or here.upper is None:
        return "unsure"
    low, high = there.lower or there.value, there.upper or there.value
    if here.lower <= high and low <= here.upper:
        return "similar"
    return "worse" if (here.value > there.value) == (here.orientation == "HigherIsWorse") else "better"


def _value(each: Measurement) -> str:
    number, of = written(each.value), unit(each.unit)
    if of.startswith("£"):
        return f"£{number}{of[1:]}"
    if of.startswith("%"):
        return f"{number}{of}"
    return f"{number} {of}".rstrip()


def _limits(each: Measurement, *, short: bool = False) -> str:
    if each.lower is None or each.upper is None:
        return ""
    words = "" if short else "95% limits "
    return f" ({words}{each.lower:.1f} to {each.upper:.1f})"


def unit(words: str) -> str:
    """A unit as people write it: `% of adults`, `£ per head`, `years`."""
    if words.startswith("percent"):
        return f"%{words.removeprefix('percent')}"
    return f"£{words.removeprefix('GBP')}" if words.startswith("GBP") else small(words)
