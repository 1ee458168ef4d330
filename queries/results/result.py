"""The answer to a question: rows to walk through, and every form in which people take them away."""

from __future__ import annotations

from functools import cached_property

from ...errors import UsageError
from .evaluation import Evaluation
from .values import plain, plain_term, value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import IO, Any

    import pandas
    from pyoxigraph import QueryResultsFormat

    from .cells import Cell
    from .evaluation import Answer
    from .values import Node

TABLE_FORMATS = ("table", "csv", "tsv", "json", "jsonl", "markdown", "xlsx")
GRAPH_FORMATS = ("turtle", "ntriples", "jsonld")
HTML_ROWS = 200
NO_ROWS = "No rows."
"""The words for a table without rows."""


class Result:
    """One answer; machine formats are written by the engine's own serialiser, straight from it.

    CSV stays standard (RFC 4180, SPARQL 1.1): a value that begins with `=`, `+`, `-` or `@` is written as it
    is, so that a program reads back what the graph says. In a spreadsheet file (`to_xlsx`) every text is a
    text cell, never a formula.
    """

    def __init__(
        self,
        run: Callable[[], Answer],
        title: str = "",
        description: str = "",
        seconds: float | None = None,
        hints: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        """Ask the engine; any thread may read the result. After so many seconds Refused is raised.

        `hints` makes sentences on what is amiss with the question though it has an answer.
        """
        self._hints = hints
        self._run = run
        self._seconds = seconds
        self._fresh: Evaluation | None = (
            self._ask()
        )  # so a mistake shows when it is asked, not when it is read
        self._rows: list[tuple[Any, ...]] | None = None
        self._terms: list[tuple[Node | None, ...]] | None = None
        self.title = title
        self.description = description
        self.kind = self._fresh.kind
        self.columns: tuple[str, ...] = self._fresh.columns

    def _ask(self) -> Evaluation:
        return Evaluation(self._run, self._seconds)

    def _read(self, job: Callable[[Any], Any]) -> Any:
        """Do a job with the engine's answer: the first one, or one asked anew when that has been read."""
        fresh, self._fresh = self._fresh, None
        return (fresh or self._ask()).read(job)

    def terms(self) -> list[tuple[Node | None, ...]]:
        """The rows as RDF terms; of a graph its triples. A statement as a term is given as a text."""
        if self._terms is None:
            if self.kind == "boolean":
                raise UsageError("the answer is yes or no, not a table")
            self._terms = self._read(_triples if self.kind == "graph" else _rows)
        return self._terms

    @cached_property
    def hints(self) -> tuple[str, ...]:
        """Sentences on what is amiss with the question, such as a misspelt name, beside the answer."""
        return tuple(self._hints())

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Walk through the rows as named tuples of Python values; of a graph, through its triples."""
        if self._rows is None:
            from collections import namedtuple

            names = ("subject", "predicate", "object") if self.kind == "graph" else self.columns
            row = namedtuple("Row", names, rename=True)  # type: ignore[misc]  # names known when asked
            self._rows = [row(*map(value, terms)) for terms in self.terms()]
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self.terms())

    def __bool__(self) -> bool:
        """Of a yes-or-no question the answer; otherwise whether there is a row."""
        return bool(self._read(bool)) if self.kind == "boolean" else len(self) > 0

    def __repr__(self) -> str:
        if self.kind == "boolean":
            return f"<Result: {'yes' if self else 'no'}>"
        columns = ", ".join(self.columns) or "no columns"
        what = "triples" if self.kind == "graph" else f"rows of {columns}"
        return f"<Result: {len(self)} {what}>"

    def write(self, output: IO[bytes], format: str = "csv") -> None:
        """Write the answer to a binary file; machine formats go straight from the engine into it."""
        if format in (GRAPH_FORMATS if self.kind == "graph" else ("csv", "tsv", "json")):
            self._native(format, output)
        elif format == "xlsx" and self.kind == "table":
            output.write(self.to_xlsx())
        elif format == "jsonl" and self.kind == "table":
            for line in self._json_lines():
                output.write(line.encode("utf-8"))
        elif format == "markdown" and self.kind == "table":
            output.write(self.to_markdown().encode("utf-8"))
        elif format == "table" and self.kind == "table":
            output.write(self.to_table().encode("utf-8"))
        elif self.kind == "boolean" and format in ("table", "markdown"):
            output.write(b"yes\n" if self else b"no\n")
        else:
            raise UsageError(self._refusal(format))

    def _refusal(self, format: str) -> str:
        if self.kind == "boolean":
            return f"a yes-or-no answer has no {format} form: use table, csv, tsv or json."
        allowed = GRAPH_FORMATS if self.kind == "graph" else TABLE_FORMATS
        return f"the answer is a {self.kind}, which has no {format} form: use {', '.join(allowed)}."

    def rowless(self, format: str, size: int) -> bool:
        """Whether what was written, of so many bytes, has no row; told without asking again."""
        if self.kind != "table" or self._terms is not None:
            return self.kind == "table" and not self._terms
        from pyoxigraph import parse_query_results

        names = ",".join(f'"{name}"' for name in self.columns)
        none = f'{{"head":{{"vars":[{names}]}},"results":{{"bindings":[]}}}}'
        return size == len(
            parse_query_results(none, _machine("json")).serialize(format=_machine(format)) or b""
        )

    def _native(self, format: str, output: IO[bytes] | None) -> bytes:
        run = self._run
        written: bytes = self._read(lambda answer: _serialized(answer, self.kind, format, output, run))
        return written

    def _text(self, format: str) -> str:
        if (format in GRAPH_FORMATS) != (self.kind == "graph"):
            raise UsageError(self._refusal(format))
        return self._native(format, None).decode("utf-8")

    def to_csv(self) -> str:
        """As CSV (SPARQL 1.1 Query Results)."""
        return self._text("csv")

    def to_tsv(self) -> str:
        """As tab-separated RDF terms (SPARQL 1.1 Query Results)."""
        return self._text("tsv")

    def to_json(self) -> str:
        """As SPARQL 1.1 Query Results JSON."""
        return self._text("json")

    def to_turtle(self) -> str:
        """A graph as Turtle."""
        return self._text("turtle")

    def to_ntriples(self) -> str:
        """A graph as N-Triples."""
        return self._text("ntriples")

    def to_jsonld(self) -> str:
        """A graph as JSON-LD."""
        return self._text("jsonld")

    def to_jsonl(self) -> str:
        """One JSON object a row: plain values, every column in every row."""
        return "".join(self._json_lines())

    def _json_lines(self) -> Iterator[str]:
        import json

        self._demand_table("jsonl")
        for row in self:
            record = {name: plain(cell) for name, cell in zip(self.columns, row, strict=True)}
            yield json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n"

    def readable(self) -> tuple[list[str], list[list[Cell]]]:
        """Headings and cells as people read them: a thing by its name, a source as a link.

        Left out are the columns `claim`, which are for machines, and columns in which no row has a value.
        """
        from .cells import readable

        self._demand_table("readable")
        return readable(self.columns, self.terms())

    def to_table(self, width: int | None = None, colour: bool = False) -> str:
        """A table for a terminal; the sources stand below it, numbered."""
        from .terminal import table

        heads, rows = self.readable()
        return table(heads, rows, width, colour) if rows and heads else self._without_cells()

    def to_markdown(self) -> str:
        """A Markdown table to paste into a paper; sources are links."""
        from .markup import markdown

        heads, rows = self.readable()
        return markdown(heads, rows) if rows and heads else self._without_cells()

    def _without_cells(self) -> str:
        """The words for a table without rows, or for one whose rows have nothing to show."""
        if not len(self):
            return "No answer.\n"
        rows = "1 row" if len(self) == 1 else f"{len(self):,} rows"
        return f"{rows} without a value.\n"

    def to_html(self, limit: int | None = None) -> str:
        """An HTML table, everything in it escaped; only http addresses become links."""
        from .markup import html

        heads, rows = self.readable()
        return html(heads, rows, limit) if heads or not rows else f"<p>{self._without_cells().strip()}</p>"

    def _repr_html_(self) -> str:
        if self.kind == "boolean":
            return "<p>yes</p>" if self else "<p>no</p>"
        if self.kind == "graph":
            from html import escape

            return f"<pre>{escape(self.to_turtle())}</pre>"
        from html import escape

        caption = ""
        if self.title:
            caption = f"<p><strong>{escape(self.title)}</strong></p>"
        if not len(self):
            caption += f"<p>{escape(NO_ROWS)}</p>"
        return caption + self._hints_html() + self.to_html(HTML_ROWS)

    def _hints_html(self) -> str:
        from html import escape

        return "".join(f"<p>{escape(hint)}</p>" for hint in self.hints)

    def to_pandas(self) -> pandas.DataFrame:
        """As a pandas data frame: numbers, truth values and days in columns of their own kind.

        A column of numbers is Int64 or float64, one of truth values boolean; a column of dates, written as
        days, months or years, stays as it is written, and beside it stands NAMEDay, the first day of each
        as a datetime64. A column of several kinds holds Python values.
        """
        self._demand_table("pandas")
        try:
            import pandas
        except ImportError:
            raise UsageError("data frames need pandas: pip install pandas") from None
        from .data_frame import series

        columns: dict[str, Any] = {}
        for place, name in enumerate(self.columns):
            columns |= series(name, [row[place] for row in self.terms()], taken=self.columns)
        return pandas.DataFrame(columns, index=pandas.RangeIndex(len(self)))

    def to_xlsx(self) -> bytes:
        """A spreadsheet: numbers, days and links are such, every text is a text cell and never a formula.

        Raises UsageError where there are more rows than a sheet holds.
        """
        from .spreadsheet import workbook

        self._demand_table("xlsx")
        return workbook(self.columns, list(self))

    def _demand_table(self, format: str) -> None:
        if self.kind != "table":
            raise UsageError(self._refusal(format))


def _machine(format: str) -> QueryResultsFormat:
    from pyoxigraph import QueryResultsFormat

    return {
        "csv": QueryResultsFormat.CSV,
        "tsv": QueryResultsFormat.TSV,
        "json": QueryResultsFormat.JSON,
    }[format]


def _serialized(
    answer: Any, kind: str, format: str, output: IO[bytes] | None, again: Callable[[], Answer]
) -> bytes:
    """An answer in a form for machines, returned or written to an output; `again` asks once more."""
    from pyoxigraph import RdfFormat

    if kind == "graph":
        if format == "turtle":
            from .turtle import turtle

            return turtle(list(answer), output)
        if format == "jsonld":
            from ...graph.rdf_writing import write_rdf

            return write_rdf(list(answer), RdfFormat.JSON_LD, output)
        return answer.serialize(output, format=RdfFormat.N_TRIPLES) or b""
    if kind == "boolean" and format != "json":
        data = b"true\n" if answer else b"false\n"
        if output is None:
            return data
        output.write(data)
        return b""
    if format == "csv":
        from ...graph.csv_writing import csv_bytes

        data = csv_bytes(answer, again)
        if output is None:
            return data
        output.write(data)
        return b""
    return answer.serialize(output, format=_machine(format)) or b""


def _triples(answer: Any) -> list[tuple[Node | None, ...]]:
    return [(triple.subject, triple.predicate, plain_term(triple.object)) for triple in answer]


def _rows(answer: Any) -> list[tuple[Node | None, ...]]:
    return [tuple(map(plain_term, solution)) for solution in answer]
