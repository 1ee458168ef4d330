"""What a program reads of a sentence that was asked: the reading and the next nearest."""

from __future__ import annotations

from ..record import Record


class NamedThing(Record):
    """A thing that a sentence names, and the parameter that it fills."""

    parameter: str
    iri: str
    kind: str
    slug: str
    label: str


class Reading(Record):
    """One way to understand a sentence: an answer and its parameters.

    `missing` names the required parameters that the sentence does not give; `page` is the address of the
    answer without its host, and leads to a form where something is missing; `score` is about 0 to 1.2.
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
