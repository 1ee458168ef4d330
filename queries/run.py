"""Asking: from a query's name or text and its parameters to the answer."""

from __future__ import annotations

import re

from ..errors import UsageError
from .binding import bind
from .catalogue import Catalogue, NamedQuery, parse
from .result import Result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..graph.store import Store

_PLACE = re.compile(r"error at (\d+):(\d+)", re.IGNORECASE)


def ask(
    store: Store,
    name_or_text: str,
    params: Mapping[str, object] | None = None,
    *,
    catalogue: Catalogue | None = None,
    timeout: float | None = None,
) -> Result:
    """Ask the store a named question, or any SPARQL query, with parameters bound as terms."""
    query = find(name_or_text, catalogue)
    text = prepared(store, query, params or {})
    try:
        return Result(lambda: store.query(text, timeout=timeout), query.title, query.description)
    except SyntaxError as why:
        raise UsageError(f"{query.name}: {syntax_message(text, str(why))}") from None


def find(name_or_text: str, catalogue: Catalogue | None = None) -> NamedQuery:
    """The named query, or, for what is plainly SPARQL, the text itself with what its header says."""
    if re.search(r"[{}\n]|\s\S+\s", name_or_text.strip()):
        return parse(name_or_text)
    return (catalogue or Catalogue()).get(name_or_text)


def prepared(store: Store, query: NamedQuery, params: Mapping[str, object]) -> str:
    """The query's text with its parameters bound, names looked up in the store."""

    def resolver(text: str, kinds: Sequence[str] | None) -> str:
        from ..graph.names import resolve

        return resolve(store, text, kinds)

    return bind(query, params, resolver)


def syntax_message(text: str, why: str) -> str:
    """Where SPARQL stops making sense, with the line and a mark under the place."""
    found = _PLACE.search(why)
    if found is None:
        return f"this is not valid SPARQL: {why.splitlines()[0]}"
    line, column = int(found[1]), int(found[2])
    lines = text.splitlines() or [""]
    shown = lines[line - 1] if 0 < line <= len(lines) else ""
    return f"not valid SPARQL at line {line}, column {column}:\n  {shown}\n  {' ' * (column - 1)}^"
