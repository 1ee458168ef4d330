"""Signs that word processors put in the place of plain ones, which no syntax of ours knows."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_BLANK = "use a plain one"
_NOTHING = "it is invisible: remove it"
SIGNS = {
    "\u00a0": ("a no-break space", _BLANK),
    "\u00ad": ("a soft hyphen", _NOTHING),
    "\u180e": ("a Mongolian vowel separator", _NOTHING),
    **dict.fromkeys(
        "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f",
        ("a special space", _BLANK),
    ),
    "\u2007": ("a figure space", _BLANK),
    "\u202f": ("a narrow no-break space", _BLANK),
    "\u3000": ("a wide space", _BLANK),
    "\u200b": ("a zero-width space", _NOTHING),
    "\u200c": ("a zero-width non-joiner", _NOTHING),
    "\u200d": ("a zero-width joiner", _NOTHING),
    "\u200e": ("a mark of direction", _NOTHING),
    "\u200f": ("a mark of direction", _NOTHING),
    **dict.fromkeys(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", ("a mark of direction", _NOTHING)
    ),
    "\u2060": ("a word joiner", _NOTHING),
    "\ufeff": ("a byte order mark", _NOTHING),
    "\u2028": ("a line separator", "use a plain line end"),
    "\u2029": ("a paragraph separator", "use a plain line end"),
    "\u0085": ("a next-line sign", "use a plain line end"),
    "\u000b": ("a vertical tab, as Word breaks a line", "use a plain line end"),
    "\u000c": ("a form feed", _BLANK),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", ("a curly quotation mark", 'use "')),
    **dict.fromkeys("\u2018\u2019\u201a\u201b", ("a curly quotation mark", "use '")),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", ("a dash", "use -")),
    "\u2026": ("an ellipsis", "use three dots, or remove it"),
    "\uff1f": ("a wide question mark", "use ?"),
}
"""Each sign with its name and what to do about it."""
_ANY = re.compile("[" + "".join(SIGNS) + "]")


def odd_sign(text: str, inside: Iterable[tuple[int, int]]) -> tuple[int, int, str] | None:
    """The first such sign outside the places given (strings, comments): its line, its column, the words.

    Lines and columns count from 1; the places are pairs of where each begins and ends. None where there is
    no such sign.
    """
    if not _ANY.search(text):
        return None
    places = iter(inside)
    begin, end = next(places, (len(text), len(text)))
    for found in _ANY.finditer(text):
        at = found.start()
        while end <= at:
            begin, end = next(places, (len(text) + 1, len(text) + 1))
        if begin <= at:
            continue
        name, advice = SIGNS[found[0]]
        line = text.count("\n", 0, at) + 1
        column = at - text.rfind("\n", 0, at)
        words = f"{name} (U+{ord(found[0]):04X}), as Word, Teams and web pages put it: {advice}"
        return line, column, words
    return None
