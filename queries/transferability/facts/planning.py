"""The facts that a plan needs beside those of a brief: prompts, deals, duties, lessons, rhythm of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .facts import Facts, kept, local, rows
from .team_answers import TeamScore

if TYPE_CHECKING:
    from collections.abc import Iterator


class Prompt(NamedTuple):
    """A prompt of the framework: its topic, its question in our words, and the part that it plays there.

    `element` is the term of the part, such as CriterionElement; `stated` says that the report itself states
    the prompt, and not that we worked it out from the report.
    """

    prompt: str
    topic: str
    question: str
    element: str
    stated: bool
    sources: tuple[str, ...]


class Deal(NamedTuple):
    """A deal, order, act or fund that gave a region something; `kind` is its term, `kind_label` its words.

    `date` is as precise as the source says; `gave` says in words what it gave.
    """

    deal: str
    label: str
    kind: str
    kind_label: str
    date: str | None
    gave: str | None
    sources: tuple[str, ...]


class Duty(NamedTuple):
    """Something that the law requires of a class of authority; `in_force` is true where a source says so."""

    duty: str
    label: str
    words: str | None
    in_force: bool
    authority_class: str
    sources: tuple[str, ...]


class Lesson(NamedTuple):
    """What was learnt about a shared challenge, in our words; `region` is where, None where none is named."""

    lesson: str
    challenge: str
    words: str
    region: str | None
    sources: tuple[str, ...]


@kept
def prompts(facts: Facts) -> list[Prompt]:
    """Every prompt of the Appreciative Enquiry framework, by its IRI."""
    found: dict[str, Prompt] = {}
    for prompt, topic, question, element, basis, source in _sorted(facts, "prompts"):
        known = found.get(prompt or "")
        found[prompt or ""] = Prompt(
            prompt or "",
            topic or question or "",
            question or "",
            local(element) or "",
            local(basis) == "StatedBySource",
            _with(known.sources if known else (), source),
        )
    return list(found.values())


@kept
def deals(facts: Facts, region: str) -> list[Deal]:
    """The deals that gave the region (an IRI) something, the latest first; those without a date last."""
    found: dict[str, Deal] = {}
    for deal, label, kind, kind_label, date, gave, source in _sorted(facts, "deals", region=region):
        known = found.get(deal or "")
        found[deal or ""] = Deal(
            deal or "",
            label or "",
            local(kind) or "",
            kind_label or "",
            date,
            gave,
            _with(known.sources if known else (), source),
        )
    return sorted(found.values(), key=lambda deal: deal.date or "", reverse=True)


@kept
def duties(facts: Facts, region: str, as_of: str) -> list[Duty]:
    """The duties of the classes that the region (an IRI) belongs to on the day (YYYY-MM-DD), by IRI."""
    found: dict[str, Duty] = {}
    for duty, label, words, force, authority_class, source in _sorted(
        facts, "duties", region=region, asOf=as_of
    ):
        known = found.get(duty or "")
        found[duty or ""] = Duty(
            duty or "",
            label or "",
            words,
            local(force) == "InForce",
            authority_class or "",
            _with(known.sources if known else (), source),
        )
    return list(found.values())


@kept
def lessons(facts: Facts) -> dict[str, list[Lesson]]:
    """The lessons about shared challenges, by the label of the challenge."""
    found: dict[tuple[str, str], Lesson] = {}
    for lesson, challenge, words, region, source in _sorted(facts, "lessons"):
        key = (lesson or "", challenge or "")
        known = found.get(key)
        sources = _with(known.sources if known else (), source)
        found[key] = Lesson(lesson or "", challenge or "", words or "", region, sources)
    by_challenge: dict[str, list[Lesson]] = {}
    for lesson_found in found.values():
        by_challenge.setdefault(lesson_found.challenge, []).append(lesson_found)
    return by_challenge


@kept
def addressed(facts: Facts) -> dict[str, frozenset[str]]:
    """The interventions (IRIs) that address each shared challenge, by its label."""
    found: dict[str, frozenset[str]] = {}
    for intervention, challenge in _sorted(facts, "addressed"):
        found[challenge or ""] = found.get(challenge or "", frozenset()) | {intervention or ""}
    return found


@kept
def frequencies(facts: Facts) -> dict[str, tuple[str, tuple[str, ...]]]:
    """How often each indicator (an IRI) is published, in words, with the sources that say so."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for indicator, frequency, source in _sorted(facts, "frequencies"):
        known = found.get(indicator or "", ("", ()))
        found[indicator or ""] = (frequency or "", _with(known[1], source))
    return found


class RecordedScores(NamedTuple):
    """The scores in the graph by person, each with the latest of its own, and how many had to be left out."""

    by_person: dict[str, tuple[TeamScore, ...]]
    left_out: int
    """Those without a name or a day, or that are no whole number from 1 to 5."""


@kept
def recorded_scores(facts: Facts, region: str) -> RecordedScores:
    """The scores that the region's own teams (an IRI) put into the graph, by the framework's criteria."""
    found: dict[str, dict[tuple[str, str], TeamScore]] = {}
    left_out = 0
    scores = sorted(
        rows(facts.store, "scores", region=region),
        key=lambda row: (row[4] or "", [value or "" for value in row]),
    )
    for intervention, prompt, score, who, as_of, comment in scores:
        mark = (score or "").removesuffix(".0")
        if not who or not as_of or mark not in ("1", "2", "3", "4", "5"):
            left_out += 1
            continue
        pair = (local(intervention) or "", local(prompt) or "")
        found.setdefault(who, {})[pair] = TeamScore(*pair, int(mark), comment or "", who, as_of)
    by_person = {who: tuple(theirs.values()) for who, theirs in sorted(found.items())}
    return RecordedScores(by_person, left_out)


def _sorted(facts: Facts, name: str, **params: object) -> Iterator[tuple[str | None, ...]]:
    """The rows of a query file, in an order that no engine decides."""
    yield from sorted(rows(facts.store, name, **params), key=lambda row: [value or "" for value in row])


def _with(sources: tuple[str, ...], source: str | None) -> tuple[str, ...]:
    return sources if source is None or source in sources else (*sources, source)
