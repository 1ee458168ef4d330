"""Reads a sentence in plain English as one of the answers, with the things that it is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...errors import UsageError
from ...ontology.terms import ID, slug
from ..record import Record
from .answers import ELSEWHERE, answers
from .likeness import Likeness
from .mentions import gazetteer
from .words import words

if TYPE_CHECKING:
    from ...graph.store import Store
    from .answers import Answer, Slot
    from .mentions import Candidate, Mention

LONGEST = 300
"""Letters of a sentence that are read."""
SURE = 0.42
"""The score from which a reading is offered as the one that is meant."""
OTHERS = 3
"""So many other readings stand beside it, or instead of it."""

FILLED, MISSING, UNUSED = 0.10, 0.12, 0.10
"""What a filled parameter adds to the score, a missing one and a thing without a place in it take away."""

_BRACES = re.compile(r"\{(\w+)\}")


class NamedThing(Record):
    """A thing that a sentence names: the parameter that it fills, and what it is."""

    parameter: str
    iri: str
    kind: str
    slug: str
    label: str


class Reading(Record):
    """One way to understand a sentence: an answer and its parameters.

    `missing` names the required parameters that the sentence does not give; `page` is the address of the
    answer without its host, and leads to a form where something is missing.
    """

    answer: str
    words: str
    things: list[NamedThing]
    missing: list[str]
    page: str
    command: str
    score: float


class Question(Record):
    """A sentence with its reading; None where none is sure. `others` are the next nearest, best first."""

    sentence: str
    reading: Reading | None
    others: list[Reading]


class Reader:
    """Reads sentences about the content of one store."""

    def __init__(self, store: Store) -> None:
        """Make the names and the stored phrasings ready to be compared."""
        self._answers = answers()
        self._likeness = Likeness(
            {answer.name: [_masked(text) for text in answer.phrasings] for answer in self._answers}
        )
        spelt = frozenset(
            word for answer in self._answers for text in answer.phrasings for word in _masked(text)
        )
        self._names = gazetteer(store, spelt)

    def read(self, sentence: str, others: int = OTHERS) -> Question:
        """Read a sentence.

        Raises UsageError for one without words, or of more than LONGEST letters.
        """
        readings = self.readings(sentence)
        first, sure = readings[0], readings[0].score >= SURE and readings[0].answer != ELSEWHERE
        rest = [reading for reading in readings[sure:] if reading.answer != ELSEWHERE]
        return Question(sentence.strip(), first if sure else None, rest[:others])

    def readings(self, sentence: str) -> list[Reading]:
        """Every way to understand a sentence, the likeliest first, ELSEWHERE among them."""
        if len(sentence) > LONGEST:
            raise UsageError(f"{len(sentence):,} letters are more than a question: at most {LONGEST}.")
        text, mentions = self._names.mentions(sentence)
        if not text:
            raise UsageError("There is no word in it: ask in a sentence, such as “obesity in Leeds”.")
        found = [self._reading(answer, text, mentions) for answer in self._answers]
        return sorted(found, key=lambda reading: -reading.score)

    def _reading(self, answer: Answer, text: list[str], mentions: list[Mention]) -> Reading:
        filled = _filled(answer.slots, mentions)
        given = {slot.name for _, slot, _ in filled}
        missing = [slot.name for slot in answer.slots if slot.required and not _complete(slot, filled)]
        score = self._likeness.of(answer.name, _masked_by(text, filled))
        score += FILLED * len(given) - MISSING * len(missing) - UNUSED * (len(mentions) - len(filled))
        things = [
            NamedThing(slot.name, thing.iri, thing.kind, slug(thing.iri), thing.label)
            for _, slot, thing in filled
        ]
        return Reading(
            answer.name,
            _told(answer, things),
            things,
            missing,
            _page(answer, things),
            _command(answer, things, missing),
            round(score, 4),
        )


Filled = tuple["Mention", "Slot", "Candidate"]


def _filled(slots: tuple[Slot, ...], mentions: list[Mention]) -> list[Filled]:
    """Which mention fills which slot; of several regions for one slot the last, who is to act, is taken."""
    free = list(mentions)
    found: list[Filled] = []
    for slot in slots:
        fitting = [(mention, thing) for mention in free if (thing := mention.of(slot.kinds))]
        if slot.kinds == ("region",) and not slot.many:
            alone = sum(other.kinds == ("region",) for other in slots) == 1
            fitting = fitting[-1:] if alone else fitting[:1]
        elif not slot.many:
            fitting = sorted(fitting, key=lambda pair: (pair[1].fit, pair[0].start - pair[0].end))
            best = fitting[:1]
            if sum(bool(set(other.kinds) & set(slot.kinds)) for other in slots) > 1:
                best = sorted(fitting, key=lambda pair: pair[0].start)[:1]
            fitting = best
        for mention, thing in fitting:
            found.append((mention, slot, thing))
            free.remove(mention)
    return sorted(found, key=lambda each: each[0].start)


def _complete(slot: Slot, filled: list[Filled]) -> bool:
    number = len({thing.iri for _, other, thing in filled if other == slot})
    return number >= (2 if slot.many else 1)


def _masked(phrasing: str) -> tuple[str, ...]:
    """A stored phrasing as it is compared: a parameter as the kind of mark that a mention gets."""
    parts = _BRACES.split(phrasing)
    found: list[str] = []
    for place, part in enumerate(parts):
        found += [_mark(part)] if place % 2 else words(part)
    return tuple(found)


def _masked_by(text: list[str], filled: list[Filled]) -> list[str]:
    """A sentence as it is compared with the phrasings of one answer: what fills a slot is a mark."""
    marks = {mention.start: (mention.end, _mark(slot.name)) for mention, slot, _ in filled}
    found: list[str] = []
    place = 0
    while place < len(text):
        end, word = marks.get(place, (place + 1, text[place]))
        found.append(word)
        place = end
    return found


def _mark(parameter: str) -> str:
    return "<region>" if parameter in ("region", "regions", "other") else "<thing>"


def _told(answer: Answer, things: list[NamedThing]) -> str:
    """The reading in words; what is missing is told as `a region`."""
    from ..wording import listed

    def named(match: re.Match[str]) -> str:
        labels = [thing.label for thing in things if thing.parameter == match[1]]
        return (
            listed(labels) if labels else f"a {match[1]}" if match[1][0] not in "aeiou" else f"an {match[1]}"
        )

    return _BRACES.sub(named, answer.words)


def _options(answer: Answer, things: list[NamedThing]) -> list[tuple[str, str]]:
    keys = {slot.name: slot for slot in answer.slots}
    return [
        (
            keys[thing.parameter].key or thing.kind,
            thing.slug
            if len(keys[thing.parameter].kinds) == 1 or not keys[thing.parameter].key
            else f"{thing.kind}/{thing.slug}",
        )
        for thing in things
    ]


def _page(answer: Answer, things: list[NamedThing]) -> str:
    from urllib.parse import urlencode

    if answer.name in ("needs", "show") and things:
        return f"/{things[0].iri.removeprefix(ID)}"
    options = _options(answer, things)
    return answer.page + (f"?{urlencode(options, safe='/')}" if options else "")


def _command(answer: Answer, things: list[NamedThing], missing: list[str]) -> str:
    given = _options(answer, things)
    if answer.name == "show":
        given = [("thing", thing.iri.removeprefix(ID)) for thing in things]
    keys = {slot.name: slot.key or slot.name for slot in answer.slots}
    given += [(keys[name], name.upper()) for name in missing]
    if answer.name in ("compare", "show"):
        parts = [value for _, value in given]
    elif answer.command.startswith("query"):
        parts = [f"-p {key}={value}" for key, value in given]
    else:
        parts = [f"--{key} {value}" for key, value in given]
    return " ".join(["levergraph", answer.command, *parts])
