"""Reads a sentence in plain English as one of the answers, with the things that it is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ...errors import UsageError
from ...ontology.terms import slug
from .address import command, page, told
from .answers import ELSEWHERE, answers
from .contract import NamedThing, Question, Reading
from .filling import fill, missing
from .likeness import Likeness
from .mentions import gazetteer
from .words import words

if TYPE_CHECKING:
    from ...graph.store import Store
    from .answers import Answer, Slot
    from .filling import Filled
    from .mentions import Mention

LONGEST = 300
"""Letters of a sentence that are read."""
SURE = 0.42
"""The score from which a reading is the one that is meant."""
LEAST = 0.1
"""The score below which a reading is not worth showing."""
CERTAIN = 9.0
"""The score of ELSEWHERE where a sentence names a place that no region of the record has."""
OTHERS = 3
"""So many other readings stand beside it, or instead of it."""
FILLED = 0.10
"""What a filled parameter adds to the score of a reading."""
MISSING = 0.12
"""What a required parameter that is missing takes away."""
UNUSED = 0.10
"""What a thing that fills no parameter takes away."""

_BRACES = re.compile(r"\{(\w+)\}")
_REGIONS = ("region", "regions", "other", "place")
"""Parameters that take regions."""


class Reader:
    """Reads sentences about the content of one store; it never changes."""

    def __init__(self, store: Store) -> None:
        """Make the names and the stored phrasings ready to be compared."""
        self._answers = answers()
        stored = {answer.name: [_masked(text) for text in answer.phrasings] for answer in self._answers}
        self._likeness = Likeness(stored)
        spelt = {word for texts in stored.values() for text in texts for word in text}
        self._names = gazetteer(store, frozenset(spelt))

    def read(self, sentence: str, others: int = OTHERS) -> Question:
        """Read a sentence; `others` says how many other readings stand beside it.

        Raises UsageError for a sentence without words, or of more than LONGEST letters.
        """
        fits = self._fits(sentence)
        sure = fits[0].score >= SURE and fits[0].answer.name != ELSEWHERE
        rest = [fit for fit in fits[sure:] if fit.answer.name != ELSEWHERE and fit.score >= LEAST]
        return Question(
            sentence.strip(), _reading(fits[0]) if sure else None, [_reading(fit) for fit in rest[:others]]
        )

    def _fits(self, sentence: str) -> list[_Fit]:
        """How well every answer fits a sentence, the best first, ELSEWHERE among them."""
        if len(sentence) > LONGEST:
            raise UsageError(f"{len(sentence):,} letters are more than a question: at most {LONGEST}.")
        text, mentions = self._names.mentions(sentence)
        if not text:
            raise UsageError("There is no word in it: ask in a sentence, such as “obesity in Leeds”.")
        ours = [mention for mention in mentions if mention.candidates[0].kind != ELSEWHERE]
        fits = [self._fit(answer, text, ours) for answer in self._answers]
        if ours != mentions:
            fits[-1] = fits[-1]._replace(score=CERTAIN)
        return sorted(fits, key=lambda fit: -fit.score)

    def _fit(self, answer: Answer, text: list[str], mentions: list[Mention]) -> _Fit:
        filled = fill(answer, mentions)
        lacking = missing(answer, filled)
        score = self._likeness.of(answer.name, _masked_by(text, filled))
        if answer.name != ELSEWHERE:
            full = len({entry.slot for entry in filled})
            score += FILLED * full - MISSING * len(lacking) - UNUSED * (len(mentions) - len(filled))
        return _Fit(answer, filled, lacking, score)


class _Fit(NamedTuple):
    """How well an answer fits a sentence."""

    answer: Answer
    filled: list[Filled]
    lacking: list[Slot]
    score: float


def _reading(fit: _Fit) -> Reading:
    things = list({(entry.slot.name, entry.thing.iri): _thing(entry) for entry in fit.filled}.values())
    return Reading(
        fit.answer.name,
        told(fit.answer, things),
        things,
        [slot.name for slot in fit.lacking],
        page(fit.answer, things),
        command(fit.answer, things, fit.lacking),
        round(fit.score, 4),
    )


def _thing(entry: Filled) -> NamedThing:
    thing = entry.thing
    return NamedThing(entry.slot.name, thing.iri, thing.kind, slug(thing.iri), thing.label)


def _masked(phrasing: str) -> tuple[str, ...]:
    """A stored phrasing as it is compared: each parameter is a mark."""
    masked: list[str] = []
    for place, part in enumerate(_BRACES.split(phrasing)):  # text and names by turns
        masked += [_mark(part)] if place % 2 else words(part)
    return tuple(masked)


def _masked_by(text: list[str], filled: list[Filled]) -> list[str]:
    """A sentence as it is compared with the phrasings of one answer: what fills a parameter is a mark."""
    marks = {entry.mention.start: (entry.mention.end, _mark(entry.slot.name)) for entry in filled}
    masked: list[str] = []
    place = 0
    while place < len(text):
        place, word = marks.get(place, (place + 1, text[place]))
        masked.append(word)
    return masked


def _mark(parameter: str) -> str:
    return "<region>" if parameter in _REGIONS else "<thing>"
