"""An answer as CSV (SPARQL 1.1), with quotes around an IRI that has a comma, which the engine leaves out."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from pyoxigraph import QuerySolutions

QUOTED = re.compile(rb'"[^"]*"')
"""A quoted value, or a part of one that has quotes in it."""


def csv_bytes(answer: QuerySolutions, again: Callable[[], Any]) -> bytes:
    """An answer as CSV in UTF-8; `again` asks once more, where what the engine has written is wrong."""
    from pyoxigraph import QueryResultsFormat

    names = [variable.value for variable in answer.variables]
    body = answer.serialize(format=QueryResultsFormat.CSV) or b""
    return body if is_table(body, len(names)) else _written(names, again())


def is_table(body: bytes, columns: int) -> bool:
    """Whether every row of a CSV text has so many columns, where none has fewer."""
    plain = QUOTED.sub(b"", body) if b'"' in body else body
    return columns == 0 or plain.count(b",") == plain.count(b"\r\n") * (columns - 1)


def _written(names: list[str], rows: Iterable[Any]) -> bytes:
    import csv
    from io import StringIO

    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([_cell(term) for term in row] for row in rows)
    return text.getvalue().encode()


def _cell(term: Any) -> str:
    if term is None:
        return ""
    value = getattr(term, "value", None)
    if value is None:  # a statement as a term
        return " ".join(map(_cell, (term.subject, term.predicate, term.object)))
    return f"_:{value}" if type(term).__name__ == "BlankNode" else str(value)
