"""The brief as plain text, the references at the end by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..queries.wording import day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..queries.transferability import Brief, Statement


def plain_text(brief: Brief) -> str:
    """The brief as plain text."""
    return "\n".join(_lines(brief)) + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    yield brief.question
    yield f"{brief.region.label}, as of {day(brief.as_of)}"
    yield from _part(brief, "In short", brief.summary)
    yield from _part(brief, "The need", (*brief.need, *brief.measured()))
    if brief.options:
        yield from ("", f"Options (the first {len(brief.options)} of {brief.available})")
    for place, option in enumerate(brief.options, 1):
        yield f"  {place}. {option.intervention.label}"
        yield f"     {option.words}. May we? {option.may}."
        for said in (option.what, option.evidence, *option.law, option.path):
            yield f"     - {_marked(brief, said)}"
        yield f"     - Done in: {_marked(brief, option.done)}"
        yield from (f"     - Cost: {_marked(brief, cost)}" for cost in option.cost)
    yield from _part(brief, "What runs there already", brief.running)
    if brief.asks:
        yield from ("", "Powers to ask for")
    for ask in brief.asks:
        yield f"  {ask.lever.label} (today: {ask.today.label})"
        yield from (f"     - {_marked(brief, said)}" for said in (ask.opens, *ask.held))
    yield from _part(brief, "Powers held, with no use for health on record", brief.gaps)
    yield from _part(brief, "What we do not know", brief.unknown)
    yield from ("", brief.caveat, brief.graph.sentence, "", "References")
    for number, reference in enumerate(brief.references, 1):
        issued = day(reference.issued) if reference.issued else "date not stated"
        yield f"  [{number}] {reference.source.title}, {issued} <{reference.source.url}>"


def _part(brief: Brief, title: str, statements: Iterable[Statement]) -> Iterator[str]:
    told = [f"  - {_marked(brief, each)}" for each in statements]
    if told:
        yield from ("", title, *told)


def _marked(brief: Brief, statement: Statement) -> str:
    return statement.text + "".join(f" [{number}]" for number in brief.numbers(statement))
