"""The text of a query as tokens: which prefixes it lacks, and where and what its mistake is."""

from __future__ import annotations

import re

from ..errors import LevergraphError, Refused, UsageError
from .typography import odd_sign

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

IRI = r"<(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>"
LOCAL = r"(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.)"
TOKEN = re.compile(
    rf"""(?P<iri>{IRI})
    | (?P<comment>\#[^\n\r]*)
    | (?P<text>\"\"\"(?:\"{{0,2}}(?:[^"\\]|\\.))*\"\"\" | '''(?:'{{0,2}}(?:[^'\\]|\\.))*'''
             | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<blank>_:\w(?:[\w.-]*[\w-])?)
    | (?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:{LOCAL}(?:(?:\.|{LOCAL})*{LOCAL})?)?)
    | (?P<word>[A-Za-z]\w*)
    | (?P<sign>\S)""",
    re.VERBOSE | re.DOTALL,
)
QUOTED = ("text", "comment", "iri")
"""The tokens in which any sign may stand."""
UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"])
CLASSES = re.compile(r"\['?[^\]]*'?\]")
PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def unreadable(text: str, error: str) -> LevergraphError:
    """The error for a text that the engine could not read: an update is refused, a mistake is pointed at."""
    for kind, token in tokens(text):
        if kind == "word" and token.upper() in UPDATES:
            return Refused(f"{token.upper()} is refused: a query may read the graph, not change it.")
        if kind == "word" and token.upper() not in ("PREFIX", "BASE"):
            break
    quoted = (each.span() for each in TOKEN.finditer(text) if each.lastgroup in QUOTED)
    odd = odd_sign(text, quoted)
    if odd:
        line, column, words = odd
        return UsageError(
            f"The query cannot be read at line {line}, column {column}: {words}."
            f"{_shown(text.split(chr(10))[line - 1], column)}"
        )
    found = PLACE.fullmatch(error)
    if not found:
        return UsageError(f"The query cannot be read: {error}")
    line, column = int(found[1]), int(found[2])
    lines = text.splitlines() or [""]
    hint = _hint(text, found[3])
    at_end = not "".join(lines[line - 1 :])[column - 1 :].strip()
    nearer = _nearer(text) if at_end and _balanced(text) else None
    if nearer:
        line, column = nearer
        hint = ""
    if at_end and not nearer and not hint.startswith(" (The"):
        where = f"The query ends too early, at line {line}, column {column}"
    else:
        where = f"The query cannot be read at line {line}, column {column}"
    return UsageError(f"{where}{hint}:{_shown(lines[min(line, len(lines)) - 1], column)}")


def _shown(line: str, column: int) -> str:
    """A line with a mark under a column of it, both on lines of their own."""
    start = max(0, column - 60)
    caret = " " * (column - 1 - start) + "^"
    return f"\n  {line[start : start + 100]}\n  {caret}"


def _balanced(text: str) -> bool:
    """Whether every bracket is closed, so that a text cannot just end too early."""
    signs = [token for kind, token in tokens(text) if kind == "sign"]
    return bool(signs) and all(signs.count(left) == signs.count(right) for left, right in ("{}", "()", "[]"))


def _nearer(text: str) -> tuple[int, int] | None:
    """Where rdflib stops: Oxigraph names the furthest place that it looked at, at times the very end."""
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parseQuery(text)
    except ParseBaseException as error:
        return error.lineno, error.column
    except Exception:  # whatever else it stumbles over, the place that we have must do
        return None
    return None


def prefixes_missing(text: str) -> list[str]:
    """The usual prefixes that a query uses and does not declare, for an engine that must be told."""
    from ..ontology.terms import PREFIXES

    used: dict[str, None] = {}
    declared = set()
    word = ""
    for kind, token in tokens(text):
        if kind == "name":
            prefix = token.partition(":")[0]
            if word == "PREFIX":
                declared.add(prefix)
            elif prefix in PREFIXES:
                used[prefix] = None
        word = token.upper()
    return [prefix for prefix in used if prefix not in declared]


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """The tokens of a query, each with its kind, a group of TOKEN; comments are left out."""
    for found in TOKEN.finditer(text):
        kind = found.lastgroup or ""
        if kind != "comment":
            yield kind, found[0]


def _hint(text: str, expected: str) -> str:
    """The mistake in words: a prefix that is not declared, the engine's message, or nothing."""
    from ..ontology.terms import PREFIXES

    declared = {name[:-1] for kind, name in tokens(text) if kind == "name" and name.endswith(":")}
    for kind, name in tokens(text):
        prefix = name.partition(":")[0]
        if kind == "name" and prefix not in PREFIXES and prefix not in declared:
            return f" (the prefix {prefix}: is not declared)"
    words = CLASSES.sub("", expected.removeprefix("expected ").removeprefix("one of "))
    sentence = re.search(r"[A-Z][^,]* [a-z][^,]*", words)
    if sentence:
        return f" ({sentence[0].strip()})"
    signs = re.findall(r'"([^"]{1,2})"', words)
    return f" (expected {' or '.join(signs)})" if 0 < len(signs) <= 3 else ""
