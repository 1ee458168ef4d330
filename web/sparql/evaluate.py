"""One SPARQL query evaluated in a worker: from its text to the bytes of the answer, in bounds."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import QueryBoolean, QueryResultsFormat, QueryTriples, RdfFormat

from ...errors import UsageError
from ...graph.csv_writing import csv_bytes
from ...graph.rdf_writing import legal_xml, write_rdf
from ...graph.store import Store
from ...queries.results.turtle import used_prefixes
from ..negotiation import GRAPHS, TABLES, NotAcceptable, there_is
from .truncate import cut_graph, cut_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...graph.guard import Graphs
    from ...graph.store import Answer
    from ..negotiation import Form

TABLE_FORMS = {each: getattr(QueryResultsFormat, each) for each in ("JSON", "XML", "CSV", "TSV")}
HEAD = re.compile(
    r"(?:\s++|#[^\n\r]*+|PREFIX\s*[^\s:]*:\s*<[^<>]*>|BASE\s*<[^<>]*>)*+SELECT\b", re.IGNORECASE
)
LIMIT = re.compile(r"LIMIT\s*(\d{1,18})\s*(?:OFFSET\s*\d+\s*)?\Z", re.IGNORECASE)
IRI = re.compile(r"<[^<>\"{}|^`\\\s]*>")
NUMBER = re.compile(r"[A-Z]*\s*(\d{1,18})", re.IGNORECASE)


class Query(NamedTuple):
    """A query with the forms in which its answer is wanted, as the engine calls them; empty for none."""

    text: str
    table: str = "JSON"
    graph: str = "TURTLE"
    graphs: Graphs | None = None


class Evaluated(NamedTuple):
    """The answer to a query: its bytes, whether it is a graph, and whether rows or triples were cut off."""

    body: bytes
    graph: bool = False
    cut: bool = False


def evaluate(store: Store, query: Query, rows: int) -> Evaluated:
    """The answer with at most so many rows or triples.

    Raises what Store.query raises, UsageError for what the engine finds only while it evaluates, and
    NotAcceptable where the answer has none of the forms wanted.
    """
    try:
        answer, bounded = _asked(store, query, rows + 1)
        if isinstance(answer, QueryTriples):
            return _graph(answer, query, rows)
        if not query.table:
            raise NotAcceptable(_none_of("table or yes and no", TABLES))
        if query.table == "CSV" and not isinstance(answer, QueryBoolean):
            body = csv_bytes(answer, lambda: _asked(store, query, rows + 1)[0])
        else:
            body = answer.serialize(format=TABLE_FORMS[query.table]) or b""
        if query.table == "XML":
            body = legal_xml(body)
    except (ValueError, RuntimeError, OSError) as error:
        raise UsageError(f"The query cannot be evaluated: {error}") from None
    if bounded or len(body) < rows or isinstance(answer, QueryBoolean):
        return Evaluated(body)
    body, was_cut = cut_table(body, query.table, rows)
    return Evaluated(body, cut=was_cut)


def _none_of(kind: str, forms: tuple[Form, ...]) -> str:
    return f"The answer is a {kind}, and none of its forms is wanted. There is {there_is(forms)}."


def _asked(store: Store, query: Query, most: int) -> tuple[Answer, bool]:
    """Ask for no more rows than that; tell whether the query bounds them by itself."""
    text, bounded = query.text, True
    if _is_select(text):
        text, bounded = _with_limit(text, most)
    if text != query.text:
        with suppress(UsageError):  # a mistake is told of the query as it was written
            return store.query(text, graphs=query.graphs), bounded
    return store.query(query.text, graphs=query.graphs), bounded and text == query.text


def _is_select(text: str) -> bool:
    """Whether it may be bounded by LIMIT: to ASK, too, that does no harm, but triples are not solutions."""
    upper = text.upper()
    return ("CONSTRUCT" not in upper and "DESCRIBE" not in upper) or HEAD.match(text) is not None


def _with_limit(text: str, most: int) -> tuple[str, bool]:
    """The query with a limit of at most so many rows, and whether its own limit is smaller."""
    own = LIMIT.match(text, max(text.rfind("LIMIT"), 0))
    if own and int(own[1]) < most and not _in_comment(text, own.start()):
        return text, True
    upper = text.upper()
    if "LIMIT" in upper or "VALUES" in upper:
        for start, word in _outermost(text):
            if word.startswith("LIMIT"):
                number = NUMBER.match(text, start)
                if number and int(number[1]) >= most:
                    return f"{text[:start]}LIMIT {most}{text[number.end() :]}", False
                return text, number is not None
            if word == "VALUES":
                return f"{text[:start]}LIMIT {most} {text[start:]}", False
    return f"{text}\nLIMIT {most}", False


def _in_comment(text: str, place: int) -> bool:
    start = max(text.rfind("\n", 0, place), text.rfind("\r", 0, place), 0)
    return "#" in IRI.sub("", text[start:place])


def _outermost(text: str) -> Iterator[tuple[int, str]]:
    """The words that stand in no bracket, with where they begin."""
    from ...graph.query_text import TOKEN

    depth = 0
    for found in TOKEN.finditer(text):
        if found.lastgroup == "sign":
            depth += (found[0] in "{([") - (found[0] in "})]")
        elif found.lastgroup == "word" and depth == 0:
            yield found.start(), found[0].upper()


def _graph(answer: object, query: Query, rows: int) -> Evaluated:
    if not query.graph:
        raise NotAcceptable(_none_of("graph", GRAPHS))
    triples = list(islice(answer, rows + 1))  # type: ignore[call-overload]
    form = getattr(RdfFormat, query.graph)
    more = len(triples) > rows
    prefixes = used_prefixes(triples[:rows]) if query.graph in ("TURTLE", "TRIG", "RDF_XML") else None
    body = write_rdf(triples[:rows], form, prefixes=prefixes)
    return Evaluated(cut_graph(body, query.graph, rows) if more else body, graph=True, cut=more)
