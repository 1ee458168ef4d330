"""A team's answers to a plan: what they are made of, and what makes them fit to be shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta, Struct

from ....errors import DataError, LevergraphError
from ....graph.names import resolve
from ....ontology.terms import slug
from ...dates import day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ....graph.store import Store

FORMAT = "levergraph-plan-1"
"""The mark of the file, with the version of its form."""
LONGEST_TEXT = 4_000
"""The characters that an answer in words may have."""
CHOICES = {
    "confirmed": "confirmed",
    "in-part": "confirmed in part",
    "not-right": "not right",
    "own": "our own answer",
    "not-known": "not known",
}
"""The answers that a prompt may be given, and how people read them."""
WORDED = ("in-part", "not-right", "own")
"""The answers that mean nothing without words."""
Choice: TypeAlias = Literal["confirmed", "in-part", "not-right", "own", "not-known"]
Mark = Annotated[int, Meta(ge=1, le=5)]
Text = Annotated[str, Meta(max_length=LONGEST_TEXT)]
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class TeamAnswer(Struct, frozen=True, forbid_unknown_fields=True):
    """What a named person answered to a prompt (a slug), on a day as precise as it was given."""

    prompt: Text
    answer: Choice
    words: Text
    by: Text
    on: Text


class TeamScore(Struct, frozen=True, forbid_unknown_fields=True):
    """How well an intervention meets a criterion of the framework (slugs): 1 not at all, 5 fully, and why."""

    intervention: Text
    criterion: Text
    score: Mark
    words: Text
    by: Text
    on: Text


class TeamWeight(Struct, frozen=True, forbid_unknown_fields=True):
    """How much a criterion (a slug) counts for the team: 1 least, 5 most, and why."""

    criterion: Text
    weight: Mark
    words: Text
    by: Text
    on: Text


class TeamAnswers(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The answers of one file: about one region, and about an outcome or a determinant where one is named."""

    format: Literal["levergraph-plan-1"] = "levergraph-plan-1"
    region: Text
    outcome: Text | None = None
    determinant: Text | None = None
    answers: tuple[TeamAnswer, ...] = ()
    scores: tuple[TeamScore, ...] = ()
    weights: tuple[TeamWeight, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who is named, each once, in the order of the file."""
        names = [answer.by for answer in self.answers]
        names += [score.by for score in self.scores]
        return tuple(dict.fromkeys([*names, *(weight.by for weight in self.weights)]))

    def to_json(self) -> str:
        """The answers as the file keeps them."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2).decode() + "\n"


def checked(store: Store, given: TeamAnswers, where: Callable[[str], str]) -> TeamAnswers:
    """The answers with every name resolved to a slug, each answer given once and signed by somebody.

    `where` turns a place such as `answers[2]` into what messages call it. Raises DataError.
    """
    if given.outcome and given.determinant:
        raise DataError(f"{where('the start')}: a plan is about an outcome or a determinant, not both.")

    def named(name: str, kind: str, place: str) -> str:
        try:
            return slug(resolve(store, name, (kind,)))
        except LevergraphError as error:
            raise DataError(f"{where(place)}: {error}") from None

    answers, scores, weights = [], [], []
    for place, answer in _placed("answers", given.answers):
        signed = _signed(answer.by, answer.on, answer.words, where(place))
        if answer.answer in WORDED and not signed["words"]:
            raise DataError(
                f"{where(place)}: {CHOICES[answer.answer]!r} says nothing without words: write what is so."
            )
        answers.append(
            TeamAnswer(prompt=named(answer.prompt, "prompt", place), answer=answer.answer, **signed)
        )
    for place, score in _placed("scores", given.scores):
        scores.append(
            TeamScore(
                intervention=named(score.intervention, "intervention", place),
                criterion=named(score.criterion, "prompt", place),
                score=score.score,
                **_signed(score.by, score.on, score.words, where(place)),
            )
        )
    for place, weight in _placed("weights", given.weights):
        weights.append(
            TeamWeight(
                criterion=named(weight.criterion, "prompt", place),
                weight=weight.weight,
                **_signed(weight.by, weight.on, weight.words, where(place)),
            )
        )
    _demand_once((answer.prompt for answer in answers), "answers", where)
    _demand_once((f"{score.intervention} by {score.criterion}" for score in scores), "scores", where)
    _demand_once((weight.criterion for weight in weights), "weights", where)
    return TeamAnswers(
        region=named(given.region, "region", "region"),
        outcome=named(given.outcome, "outcome", "outcome") if given.outcome else None,
        determinant=named(given.determinant, "determinant", "determinant") if given.determinant else None,
        answers=tuple(answers),
        scores=tuple(scores),
        weights=tuple(weights),
    )


def _placed(name: str, parts: Iterable[_Part]) -> Iterable[tuple[str, _Part]]:
    """Each part with its place, such as `answers[2]`."""
    return ((f"{name}[{place}]", part) for place, part in enumerate(parts))


def _signed(by: str, on: str, words: str, where: str) -> dict[str, str]:
    """Who, when and the words, without blanks around them; DataError where nobody is named or no day."""
    who = " ".join(by.split())
    if not who:
        raise DataError(f"{where}: who says so? An answer needs a name.")
    for text in (who, words):
        if found := _CONTROL.search(text):
            raise DataError(f"{where}: there is a character that no text has (U+{ord(found[0]):04X}).")
    try:
        full = day(on)
    except ValueError:
        raise DataError(f"{where}: {on!r} is no date, such as 2026-10-05, 2026-10 or 2026.") from None
    return {"by": who, "on": on if full.startswith(on) else full, "words": words.strip()}


def _demand_once(keys: Iterable[str], name: str, where: Callable[[str], str]) -> None:
    seen: set[str] = set()
    for place, key in enumerate(keys):
        if key in seen:
            raise DataError(f"{where(f'{name}[{place}]')}: {key} is there twice; leave one.")
        seen.add(key)


if TYPE_CHECKING:
    from typing import TypeVar

    _Part = TypeVar("_Part", TeamAnswer, TeamScore, TeamWeight)
