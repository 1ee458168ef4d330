"""The records of the API that no command has: the catalogue, and errors."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from ...queries.record import Record


class ParameterRecord(Record):
    """A parameter of a named query: the kinds of value that it takes, and an example."""

    name: str
    kinds: list[str]
    meaning: str
    required: bool
    example: str


class QueryRecord(Record):
    """A named query of the catalogue, with its text."""

    name: str
    title: str
    description: str
    group: str
    tags: list[str]
    parameters: list[ParameterRecord]
    text: str


class Problem(Record):
    """An error (RFC 9457): `line` and `column` are there where a query's text is wrong."""

    title: str
    status: int
    detail: str
    line: int | UnsetType = UNSET
    column: int | UnsetType = UNSET
