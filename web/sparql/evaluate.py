"""One SPARQL query evaluated where it may be killed: from its text to the bytes of the answer, in bounds."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import QueryBoolean, QueryResultsFormat, QueryTriples, RdfFormat, serialize

from ...errors import LevergraphError, Refused, StoreUnreachable, UsageError
from ...graph.store import Store
from ...queries.results.result import used_prefixes
from .truncate import cut_graph, cut_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...graph.guard import Graphs
    from ...graph.store import Answer

ANSWER, MISTAKE, REFUSED, UNREACHABLE, UNFIT, TOO_LARGE, BROKEN = range(7)
"""How it ended: answered; a mistake of the asker; refused; the store is away; no form wanted; too large."""

TABLE_FORMS = {each: getattr(QueryResultsFormat, each) for each in ("JSON", "XML", "CSV", "TSV")}
HEAD = re.compile(
    r"(?:\s++|#[^\n\r]*+|PREFIX\s*[^\s:]*:\s*<[^<>]*>|BASE\s*<[^<>]*>)*+SELECT\b", re.IGNORECASE
)
LIMIT = re.compile(r"LIMIT\s*(\d{1,18})\s*(?:OFFSET\s*\d+\s*)?\Z", re.IGNORECASE)
IRI = re.compile(r"<[^<>\"{}|^`\\\s]*>")
NUMBER = re.compile(r"[A-Z]*\s*(\d{1,18})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """A query with the forms in which its answer is wanted, as the engine calls them; empty for none."""

    text: str
    table: str = "JSON"
    graph: str = "TURTLE"
    graphs: Graphs | None = None

    def packed(self) -> bytes:
        """As bytes, for another process."""
        head = f"{self.table} {self.graph} {json.dumps(self.graphs) if self.graphs else ''}\n"
        return f"{head}{self.text}".encode()

    @classmethod
    def unpacked(cls, data: bytes) -> Question:
        """From such bytes."""
        head, _, text = data.decode().partition("\n")
        table, graph, graphs = head.split(" ", 2)
        return cls(text, table, graph, json.loads(graphs) if graphs else None)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a question ended: the outcome, whether it is a graph, whether rows were cut off, and the body."""

    outcome: int
    body: bytes
    graph: bool = False
    cut: bool = False


def evaluate(store: Store, question: Question, rows: int, size: int) -> Ended:
    """Answer a question with at most so many rows or triples and so many bytes; never raises."""
    try:
        ended = _answered(store, question, rows)
    except Refused as error:
        return Ended(REFUSED, str(error).encode())
    except StoreUnreachable as error:
        return Ended(UNREACHABLE, str(error).encode())
    except LevergraphError as error:
        return Ended(MISTAKE, str(error).encode("utf-8", "replace"))
    except (ValueError, RuntimeError, OSError) as error:  # what the engine finds while it evaluates
        return Ended(MISTAKE, f"The query cannot be evaluated: {error}".encode("utf-8", "replace"))
    except MemoryError:
        return Ended(TOO_LARGE, b"")
    except Exception:
        return Ended(BROKEN, b"")
    return ended if len(ended.body) <= size else Ended(TOO_LARGE, b"")


def _answered(store: Store, question: Question, rows: int) -> Ended:
    answer, bounded = _asked(store, question, rows + 1)
    if isinstance(answer, QueryTriples):
        return _graph(answer, question, rows)
    if not question.table:
        return Ended(UNFIT, b"table")
    body = answer.serialize(format=TABLE_FORMS[question.table]) or b""
    if bounded or len(body) < rows or isinstance(answer, QueryBoolean):
        return Ended(ANSWER, body)
    body, was_cut = cut_table(body, question.table, rows)
    return Ended(ANSWER, body, cut=was_cut)


def _asked(store: Store, question: Question, most: int) -> tuple[Answer, bool]:
    """Ask for no more rows than that; tell whether the query bounds them by itself."""
    text, bounded = question.text, True
    if _is_select(text):
        text, bounded = _with_limit(text, most)
    if text != question.text:
        with suppress(UsageError):  # a mistake is told of the query as it was written
            return store.query(text, graphs=question.graphs), bounded
    return store.query(question.text, graphs=question.graphs), bounded and text == question.text


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


def _graph(answer: object, question: Question, rows: int) -> Ended:
    if not question.graph:
        return Ended(UNFIT, b"graph", graph=True)
    triples = list(islice(answer, rows + 1))  # type: ignore[call-overload]
    form = getattr(RdfFormat, question.graph)
    more = len(triples) > rows
    prefixes = used_prefixes(triples[:rows]) if question.graph in ("TURTLE", "TRIG", "RDF_XML") else None
    body = serialize(triples[:rows], format=form, prefixes=prefixes) or b""
    return Ended(ANSWER, cut_graph(body, question.graph, rows) if more else body, graph=True, cut=more)
