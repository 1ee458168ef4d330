"""The words of a sentence as they are compared: folded, without possessives, in the singular."""

from __future__ import annotations

import re

from ...graph.spelling import plain

_POSSESSIVE = re.compile(r"['\u2019]s\b")
_SIBILANT = ("ches", "shes", "sses", "xes", "zes", "uses")
"""Endings where the plural is `es`."""


def words(text: str) -> list[str]:
    """The plain words of a text, each in the singular."""
    return [stem(word) for word in plain(_POSSESSIVE.sub("", text)).split()]


def stem(word: str) -> str:
    """A plain word in the singular, as English forms it mostly; short words stay as they are."""
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(_SIBILANT):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word
