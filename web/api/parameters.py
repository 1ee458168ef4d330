"""The parameters of the JSON API: what each one takes, and how a request's are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ...errors import UsageError
from ...graph.spelling import alike
from ...queries.dates import day

LONGEST = 300
NAME = r"^[^\u0000-\u001f]+$"
"""A text without control characters."""
TRUE, FALSE = ("1", "true", "yes"), ("0", "false", "no")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its name, what it means, what it takes, and an example that gives an answer."""

    name: str
    meaning: str
    example: str = ""
    type: str = "string"
    """Its type in JSON Schema: string, integer, boolean, or date."""
    required: bool = False
    several: bool = False
    """Whether it may be given more than once."""
    default: Any = None
    most: int = 100
    """The largest number that makes sense."""
    choices: tuple[str, ...] = field(default=())

    def schema(self) -> dict[str, Any]:
        """The values that it takes, as JSON Schema."""
        if self.type == "date":
            schema: dict[str, Any] = {"type": "string", "format": "date"}
        elif self.type == "integer":
            schema = {"type": "integer", "minimum": 1, "maximum": self.most}
        elif self.type == "boolean":
            schema = {"type": "boolean"}
        else:
            schema = {"type": "string", "maxLength": LONGEST, "pattern": NAME}
        if self.choices:
            schema["enum"] = list(self.choices)
        if self.default is not None:
            schema["default"] = self.default
        return {"type": "array", "items": schema, "minItems": 2, "maxItems": 10} if self.several else schema

    def described(self, where: str = "query") -> dict[str, Any]:
        """As a parameter of OpenAPI."""
        return {
            "name": self.name,
            "in": where,
            "description": self.meaning,
            "required": self.required or where == "path",
            "schema": self.schema(),
            **(
                {"example": self.example.split(",") if self.several else self._value()}
                if self.example
                else {}
            ),
        }

    def _value(self) -> Any:
        return int(self.example) if self.type == "integer" else self.example


def read(pairs: Sequence[tuple[str, str]], known: Sequence[Parameter]) -> dict[str, Any]:
    """The values of a request by the names of their parameters, checked as far as the store is not needed.

    What is left out has its default. Raises UsageError for what is unknown, missing or ill-formed.
    """
    by_name = {param.name: param for param in known}
    texts_of: dict[str, list[str]] = {}
    for name, text in pairs:
        name = name.replace("_", "-")
        if name not in by_name:
            raise UsageError(_unknown(name, list(by_name)))
        if not text.strip():
            raise UsageError(f"The parameter {name} is empty: leave it out, or give {by_name[name].meaning}.")
        texts_of.setdefault(name, []).append(text.strip(" "))
    values: dict[str, Any] = {}
    for name, param in by_name.items():
        texts = texts_of.get(name, [])
        if param.required and not texts:
            raise UsageError(f"The parameter {name} is missing: {param.meaning}, such as {param.example}.")
        if len(texts) > 1 and not param.several:
            raise UsageError(f"{name} is given {len(texts)} times: once was expected.")
        if param.several and len(texts) > 10:
            raise UsageError(f"{name} is given {len(texts)} times: at most 10 make sense.")
        read_ones = [_value(param, text) for text in texts]
        values[name] = read_ones if param.several else read_ones[0] if read_ones else param.default
    return values


def _value(param: Parameter, text: str) -> Any:
    if len(text) > LONGEST:
        raise UsageError(f"{param.name} has {len(text):,} characters: at most {LONGEST} make sense.")
    if any(ord(letter) < 32 for letter in text):
        raise UsageError(f"{param.name} has a control character in it: plain text was expected.")
    if param.choices and text not in param.choices:
        raise UsageError(f"{param.name}={text}: one of {', '.join(param.choices)} was expected.")
    if param.type == "integer":
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not 1 <= int(text) <= param.most:
            raise UsageError(f"{param.name}={text}: a whole number from 1 to {param.most} was expected.")
        return int(text)
    if param.type == "boolean":
        if text.lower() not in TRUE + FALSE:
            raise UsageError(f"{param.name}={text}: true or false was expected.")
        return text.lower() in TRUE
    if param.type == "date":
        return _day(param.name, text)
    return text


def _day(name: str, text: str) -> str:
    try:
        return day(text)
    except ValueError:
        raise UsageError(
            f"{name}={text}: a date was expected, such as 2023-05-01, 2023-05 or 2023."
        ) from None


def _unknown(name: str, known: list[str]) -> str:
    near = alike(name[:100], known, limit=1)
    there_is = f"There are: {', '.join(known)}." if known else "There are none."
    return f"There is no parameter {name[:100]!r}. " + (f"Did you mean {near[0]}?" if near else there_is)
