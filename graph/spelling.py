"""How texts are compared: folded to plain words, and by likeness where one is misspelt."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeVar

    Key = TypeVar("Key")

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+")

ALIKE = 0.55
"""How like a text a name must be to come near it: 0 nothing in common, 1 the same."""
ALIKE_TERM = 0.75
"""The same for the terms of a vocabulary: there are many short ones."""


def plain(text: str) -> str:
    """A text as it is compared: small letters, no accents, no punctuation, `and` for `&`."""
    if not text.isascii():
        from unicodedata import combining, normalize

        text = "".join(char for char in normalize("NFKD", text) if not combining(char))
    text = text.casefold().replace("&", " and ").replace("'", "").replace("\u2019", "")
    return " ".join(_WORD.findall(text))


def nearest(
    text: str, names: Iterable[tuple[Key, str]], *, limit: int = 5, alike: float = ALIKE
) -> list[tuple[Key, str]]:
    """The names nearest to a text, best first, each with what it names; of equals, the first given.

    A name that has all words of the text is near; else likeness decides, from 0 (nothing in common) to 1.
    A thing that has several names is given once, with its nearest.
    """
    from difflib import SequenceMatcher

    text = plain(text)
    words = set(text.split())
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(text)
    best: dict[Key, tuple[float, str]] = {}
    for key, name in names:
        folded = plain(name)
        matcher.set_seq1(folded)
        likeness = 0.75 if words and words <= set(folded.split()) else 0.0
        if matcher.real_quick_ratio() > 0.5 and matcher.quick_ratio() > 0.5:
            likeness += matcher.ratio() * (0.25 if likeness else 1)
        if likeness > alike and likeness > best.get(key, (0.0, ""))[0]:
            best[key] = (likeness, name)
    ranked = sorted(best.items(), key=lambda item: -item[1][0])
    return [(key, name) for key, (_, name) in ranked[:limit]]


def alike(word: str, words: Iterable[str], *, limit: int, likeness: float = ALIKE) -> list[str]:
    """The words nearest to one, best first: a name without blanks is compared part by part.

    `leverHoldng` and `lever-holdng` both come near `LeverHolding`.
    """
    return [
        name
        for name, _ in nearest(
            _parted(word), ((each, _parted(each)) for each in words), limit=limit, alike=likeness
        )
    ]


def _parted(word: str) -> str:
    """A name in camel case as words."""
    return _HUMP.sub(" ", word)
