"""A reading for people: told in words, and as the page and the command that answer it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from ..wording import listed, small

if TYPE_CHECKING:
    from .answers import Answer, Slot
    from .contract import NamedThing

_BRACES = re.compile(r"\{(\w+)\}")
_PROPER = frozenset(["region", "intervention", "deal"])
"""Kinds whose labels are names, with their large letters."""
BY_PATH = ("needs", "show")
"""Answers that are the page of the thing itself."""
POSITIONAL = ("compare", "show")
"""Commands that take their things without an option."""


def told(answer: Answer, things: list[NamedThing]) -> str:
    """An answer in words, with the things in it; what is missing is told as `a region`."""
    left = list(things)

    def named(match: re.Match[str]) -> str:
        of_slot = [thing for thing in left if thing.parameter == match[1]]
        for thing in of_slot:
            left.remove(thing)
        article = "an" if match[1][0] in "aeiou" else "a"
        return listed(_called(thing) for thing in of_slot) if of_slot else f"{article} {match[1]}"

    words = _BRACES.sub(named, answer.words)
    return f"{words} ({listed(_called(thing) for thing in left)})" if left else words


def page(answer: Answer, things: list[NamedThing]) -> str:
    """The address of the answer without its host: a form where a parameter is missing."""
    if answer.name in BY_PATH and things:
        return f"/{things[0].kind}/{things[0].slug}"
    options = _options(answer, things)
    return answer.page + (f"?{urlencode(options, safe='/')}" if options else "")


def command(answer: Answer, things: list[NamedThing], missing: list[Slot]) -> str:
    """The command that gives the answer; a missing parameter stands in capitals."""
    options = _options(answer, things) + [(slot.key or slot.name, slot.name.upper()) for slot in missing]
    if answer.name in POSITIONAL:
        parts = [value for _, value in options]
    elif answer.command.startswith("query"):
        parts = [f"-p {key}={value}" for key, value in options]
    else:
        parts = [f"--{key} {value}" for key, value in options]
    return " ".join(["levergraph", answer.command, *parts])


def _called(thing: NamedThing) -> str:
    return thing.label if thing.kind in _PROPER else small(thing.label)


def _options(answer: Answer, things: list[NamedThing]) -> list[tuple[str, str]]:
    """Each thing by the name of its parameter; with its kind where the parameter takes several."""
    slots = {slot.name: slot for slot in answer.slots}
    options = []
    for thing in things:
        slot = slots[thing.parameter]
        several = bool(slot.key) and slot.kinds != (thing.kind,)
        options.append((slot.key or thing.kind, f"{thing.kind}/{thing.slug}" if several else thing.slug))
    return options
