"""Parameters into a query: each value becomes an RDF term and takes the place of a VALUES block's data."""

from __future__ import annotations

import re
from functools import lru_cache

from ..errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from .catalogue import NamedQuery, Parameter

    Resolver = Callable[[str, Sequence[str] | None], str]  # a name and the kinds allowed -> an IRI

XSD = "http://www.w3.org/2001/XMLSchema#"

# Everything in SPARQL that may hide a brace or the word VALUES, then the two things that we look for.
_TOKEN = re.compile(
    r"""(?P<skip>\#[^\n]*|<[^<>"{}|^`\\\s]*>|\"{3}(?:\\.|[^\\])*?\"{3}|'{3}(?:\\.|[^\\])*?'{3}"""
    r"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')"""
    r"""|\bVALUES\s*[?$](?P<name>\w+)\s*\{|(?P<close>\})""",
    re.IGNORECASE | re.DOTALL,
)

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_INTEGER = re.compile(r"[+-]?\d+")
_DECIMAL = re.compile(r"[+-]?\d*\.\d+")

_SAY = {
    "date": "a date such as 2026-11-24 (or a year, a month, or `today`)",
    "integer": "a whole number",
    "text": "a text",
    "thing": "anything that has a name here",
    "property": "a property, such as lg:holds",
    "term": "a name, or a value in quotes",
}


_HEADER = re.compile(r"^#\+.*", re.MULTILINE)


def blocks(text: str) -> Iterator[tuple[str, int, int]]:
    """Find every `VALUES ?name { … }`: the name, and where the data between its braces starts and ends."""
    open_at: tuple[str, int] | None = None
    for token in _TOKEN.finditer(text):
        if token["name"]:
            open_at = (token["name"], token.end())
        elif token["close"] and open_at:
            yield open_at[0], open_at[1], token.start()
            open_at = None


def bind(query: NamedQuery, values: Mapping[str, object], resolver: Resolver) -> str:
    """The query's text with the values in their places; what is optional and not given becomes UNDEF."""
    declared = {param.name: param for param in query.params}
    spelt = {_plain(name): name for name in declared}  # as-of and as_of are asOf
    values = {spelt.get(_plain(name), name): value for name, value in values.items()}
    terms: dict[str, str] = {}
    for name in values:
        if name not in declared and query.title:  # a text without a header declares nothing
            raise UsageError(_unknown(query, name))
    for param in query.params:
        given = values.get(param.name)
        if given is None or given == "":
            if param.required:
                raise UsageError(f"{query.name} needs {explain(param)}.")
            given = param.default
        terms[param.name] = "UNDEF" if given is None else term(param, given, resolver)
    loose = {name: str(value) for name, value in values.items() if name not in declared}
    terms |= {name: guess(name, value, resolver) for name, value in loose.items()}
    return _placed(query.text, terms)


def explain(param: Parameter) -> str:
    """A parameter in words: its name, its kind, what it means, and an example."""
    kinds = " or ".join(_SAY.get(kind, f"a {kind.replace('-', ' ')}") for kind in param.kinds)
    if param.kinds == ("date",):
        kinds = _SAY["date"]
    given = "" if param.example == "today" else _quoted(param.example)
    example = f", for example -p {param.name}={given}" if given else ""
    return f"the parameter {param.name} ({param.meaning}): {kinds}{example}"


def term(param: Parameter, given: object, resolver: Resolver) -> str:
    """One value as an RDF term of the parameter's kind, written as N-Triples."""
    from pyoxigraph import Literal, NamedNode

    text = str(given).strip()
    kind = param.kinds[0]
    if kind == "date":
        return str(Literal(_day(param, text), datatype=NamedNode(XSD + "date")))
    if kind == "integer":
        if not _INTEGER.fullmatch(text):
            raise UsageError(f"{text!r} is no whole number: {explain(param)}.")
        return str(Literal(text, datatype=NamedNode(XSD + "integer")))
    if kind == "text":
        return str(Literal(text))
    if kind in ("property", "term"):
        return guess(param.name, text, resolver)
    kinds = None if kind == "thing" else param.kinds
    return _iri(param.name, resolver(text, kinds))


def guess(name: str, text: str, resolver: Resolver) -> str:
    """A value whose kind nobody declared, as a term: an IRI, a quoted text, a date, a number, or a name."""
    from pyoxigraph import Literal, NamedNode

    text = text.strip()
    if text.startswith("<") and text.endswith(">"):
        return _iri(name, text[1:-1])
    if re.match(r"[a-z][a-z0-9+.-]*://", text):
        return _iri(name, text)
    if text[:1] == '"':
        return _literal(name, text)
    if text in ("true", "false"):
        return str(Literal(text, datatype=NamedNode(XSD + "boolean")))
    for pattern, datatype in ((_DATE, "date"), (_INTEGER, "integer"), (_DECIMAL, "decimal")):
        if pattern.fullmatch(text):
            return str(Literal(text, datatype=NamedNode(XSD + datatype)))
    if ":" in text and " " not in text:
        from ..ontology.terms import PREFIXES, expand

        if text.split(":", 1)[0] in PREFIXES:
            return _iri(name, expand(text))
    return _iri(name, resolver(text, None))


def _literal(name: str, text: str) -> str:
    from pyoxigraph import Literal, RdfFormat, parse

    try:
        triple = next(iter(parse(f"<x:s> <x:p> {text} .".encode(), format=RdfFormat.N_TRIPLES)))
    except (SyntaxError, StopIteration):
        raise UsageError(
            f'{name}: {text} is no RDF literal: write "text", "text"@en or "2019"^^<{XSD}gYear>.'
        ) from None
    if not isinstance(triple.object, Literal):
        raise UsageError(f"{name}: {text} is no RDF literal.")
    return str(triple.object)


def _iri(name: str, text: str) -> str:
    from pyoxigraph import NamedNode

    try:
        return str(NamedNode(text))
    except ValueError as why:
        raise UsageError(f"{name}: <{text}> is no IRI ({why}).") from None


def _day(param: Parameter, text: str) -> str:
    """A date as given, a year or a month as its first day, today as today."""
    from .dates import day

    try:
        return day(text)
    except ValueError:
        raise UsageError(f"{text!r} is no date: {explain(param)}.") from None


def _placed(text: str, terms: Mapping[str, str]) -> str:
    """Put the terms where their VALUES blocks are; those without a block go at the end, as one more block."""
    pieces, rest = _pieces(text)
    parts: list[str] = []
    for before, name, data in pieces:
        parts += [before, f" {terms[name]} " if name in terms else data]
    bound = "".join([*parts, rest])
    placed = {name for _, name, _ in pieces}
    loose = [name for name in terms if name not in placed]
    for name in loose:
        if not re.search(rf"[?$]{re.escape(name)}\b", text):
            raise UsageError(f"the query has no variable ?{name} that -p {name}=… could stand for.")
    if loose:
        names = " ".join(f"?{name}" for name in loose)
        bound += f"\nVALUES ({names}) {{ ({' '.join(terms[name] for name in loose)}) }}\n"
    return bound


@lru_cache(maxsize=128)
def _pieces(text: str) -> tuple[tuple[tuple[str, str, str], ...], str]:
    """A query cut at its VALUES blocks: (text before, name, data) of each, and the text after the last.

    Header lines become empty ones: an engine need not read them, and lines keep their numbers.
    """
    text = _HEADER.sub("", text)
    pieces: list[tuple[str, str, str]] = []
    done = 0
    for name, start, end in blocks(text):
        pieces.append((text[done:start], name, text[start:end]))
        done = end
    return tuple(pieces), text[done:]


def _plain(name: str) -> str:
    return name.replace("-", "").replace("_", "").lower()


def _unknown(query: NamedQuery, name: str) -> str:
    from ..graph.spelling import alike

    known = [param.name for param in query.params]
    near = alike(name, known, limit=2)
    takes = f"it takes {', '.join(known)}." if known else "it takes none."
    hint = f"did you mean {' or '.join(near)}?" if near else takes
    return f"{query.name} has no parameter {name!r}: {hint}"


def _quoted(text: str) -> str:
    return f"'{text}'" if re.search(r"[^\w.,:/#-]", text) else text
