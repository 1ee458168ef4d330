"""A brief for one region and one problem, put together from its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ....wording import big, listed, small
from ..answers.brief import OPTIONS, Brief, Reference, Statement
from ..answers.ranking import CAVEAT
from .asks import asks
from .need import figures, need
from .options import MEASURED, done, option
from .silence import gaps, unknown
from .subject import Subject
from .theory_of_change import theory

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...method.model import Model
    from ...method.ranking import Question, Ranking
    from ..answers.brief import Ask, Figure, Option
    from ..labels import Labels


def compose(model: Model, labels: Labels, asked: Question, ranked: Ranking | None) -> Brief:
    """Put the brief together; `ranked` has also what runs in the region, None where nothing is on record."""
    subject = Subject(model, labels, asked, ranked)
    found = figures(subject)
    said = need(subject, found)
    options = tuple(option(subject, candidate) for candidate in subject.candidates[:OPTIONS])
    wanted = asks(subject)
    silent = unknown(subject, options, found)
    brief = Brief(
        labels.resource(subject.region),
        labels.resource(subject.problem),
        "outcome" if subject.is_outcome else "determinant",
        asked.as_of,
        asked.named,
        f"What could {subject.place} do about {subject.topic}?",
        tuple(_summary(subject, found, said, options, wanted, silent)),
        found,
        said,
        options,
        len(subject.candidates),
        tuple(_running(subject)),
        wanted,
        *theory(subject),
        gaps(subject),
        silent,
        (),
        CAVEAT,
        subject.model.cited_graph(),
    )
    return replace(brief, references=references(subject, brief.statements()))


def _running(subject: Subject) -> Iterable[Statement]:
    """The interventions that act on the problem and run in the region already."""
    for candidate in subject.running:
        where = done(subject, candidate)
        yield Statement(f"{candidate.label}: {where.text}", where.claims, where.sources)


def _summary(
    subject: Subject,
    found: tuple[Figure, ...],
    said: tuple[Statement, ...],
    options: tuple[Option, ...],
    wanted: tuple[Ask, ...],
    silent: tuple[Statement, ...],
) -> Iterable[Statement]:
    """The answer in five lines: best evidence, options, need, the power to ask for, the unknown."""
    yield from _answer(subject, options)
    yield next((each.says for each in found if each.itself), said[0] if said else Statement("Not stated."))
    if not options:
        return
    if wanted:
        first = wanted[0]
        names = listed([each.label for each in (first.unlocks or first.eases)[:2]])
        text = f"The power to ask for first: {first.lever.label}, which {names} would need."
        yield Statement(text, first.opens.claims, first.opens.sources)
    else:
        yield Statement("No single further power would open more of these options.")
    if told := [each for each in silent if each.text.startswith("For ")]:
        told.sort(key=lambda each: not each.text.startswith("For all"))
        yield Statement(f"Not known: {'; '.join(small(each.text.rstrip('.')) for each in told[:3])}.")


def _answer(subject: Subject, options: tuple[Option, ...]) -> Iterable[Statement]:
    """The best evidenced option, and how many options there are with which powers."""
    if not options:
        yield Statement(f"No option on record acts on {subject.topic} directly or nearly.")
        return
    good = [option for option in options if option.rank > 1]
    if good:
        best = min(good, key=lambda each: (MEASURED.index(each.measured), -each.rank))
        says = f"Best evidenced: {best.intervention.label}. {best.words}. May we? {best.may}."
        yield Statement(says, best.evidence.claims, best.evidence.sources)
    else:
        some = any(option.rank for option in options)
        than = "more than insufficient evidence" if some else "a finding"
        yield Statement(f"None of the options shown has {than} of benefit on record.")
    every = subject.candidates
    able = sum(each.verdict.verdict == "ready" for each in every)
    shared = sum(each.verdict.verdict == "with-partners" for each in every)
    kinds = (
        (able, f"with powers that {subject.place} holds"),
        (shared, "together with partners"),
        (len(every) - able - shared, "not today or not stated"),
    )
    told = listed(f"{number} {words}" for number, words in kinds if number)
    one = "option" if len(every) == 1 else "options"
    acts = "acts" if len(every) == 1 else "act"
    yield Statement(
        f"{len(every)} {one} tried elsewhere {acts} on {subject.topic} directly or nearly: {told}."
    )


def references(subject: Subject, statements: Iterable[Statement]) -> tuple[Reference, ...]:
    """Every source that a statement cites, each once, in the order of the statements."""
    publishers = {
        each.source: each.publisher for each in subject.measurements if each.source and each.publisher
    }
    sources = dict.fromkeys(source for each in statements for source in each.sources)
    cited = []
    for source in sources:
        entry = subject.bibliography.get(source.iri)
        cited.append(
            Reference(
                source,
                publishers.get(source.iri),
                entry.issued if entry else None,
                big(entry.kind) if entry and entry.kind else None,
            )
        )
    return tuple(cited)
