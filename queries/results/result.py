"""The answer to a question: rows to walk through, and every form in which people take them away."""

from __future__ import annotations

import re

from ...errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import IO, Any, TypeGuard

    import pandas
    from pyoxigraph import (
        BlankNode,
        Literal,
        NamedNode,
        QueryBoolean,
        QueryResultsFormat,
        QuerySolutions,
        QueryTriples,
        Triple,
    )
    from rich.console import RenderableType

    Answer = QuerySolutions | QueryTriples | QueryBoolean
    Node = NamedNode | BlankNode | Literal

TABLE_FORMATS = ("table", "csv", "tsv", "json", "jsonl", "markdown", "xlsx")
GRAPH_FORMATS = ("turtle", "ntriples", "jsonld")
HTML_ROWS = 200
LONGEST = 16
"""A longer word may be broken in a narrow column."""
SEVERAL = "; "
"""Between several things in one cell."""
MISSING = "none stated"
"""What stands in the place of a missing one among several."""
GAP = 2
"""Between two columns of a table."""

XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = frozenset(
    XSD + name
    for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")
)
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_")


class IRI(str):
    """A value that names a thing."""

    __slots__ = ()


class Cell:
    """What a person reads in one cell, and where it leads."""

    __slots__ = ("link", "text")

    def __init__(self, text: str, link: str = "") -> None:
        self.text = text
        self.link = link

    def parts(self) -> list[Cell]:
        """Each of several things with its own link, where a cell names more than one."""
        links = self.link.split(SEVERAL)
        if len(links) == 1:
            return [self]
        texts = self.text.split(SEVERAL)
        if len(texts) != len(links):  # a title has the sign in it: say all of them, and then link each
            texts = [self.text, *[""] * len(links)]
            links = ["", *links]
        return [Cell(text, link) for text, link in zip(texts, links, strict=True)]


class Result:
    """One answer; machine formats are written by the engine's own serialiser, straight from it.

    CSV stays standard (RFC 4180, SPARQL 1.1): a value that begins with `=`, `+`, `-` or `@` is written as it
    is, so that a program reads back what the graph says. In a spreadsheet file (`to_xlsx`) every text is a
    text cell, never a formula.
    """

    def __init__(self, run: Callable[[], Answer], title: str = "", description: str = "") -> None:
        self._run = run
        self._fresh: Answer | None = run()  # so a mistake shows when it is asked, not when it is read
        self._rows: list[tuple[Any, ...]] | None = None
        self._terms: list[tuple[Node | None, ...]] | None = None
        self.title = title
        self.description = description
        names = getattr(self._fresh, "variables", None)
        self.kind = "table" if names is not None else "graph" if _is_graph(self._fresh) else "boolean"
        self.columns: tuple[str, ...] = tuple(name.value for name in names or ())

    def _answer(self) -> Any:
        """The engine's answer, unread: the first one, or asked again when that has been read."""
        answer, self._fresh = self._fresh, None
        return self._run() if answer is None else answer

    def terms(self) -> list[tuple[Node | None, ...]]:
        """The rows as RDF terms; of a graph its triples."""
        if self._terms is None:
            if self.kind == "boolean":
                raise UsageError("the answer is yes or no, not a table")
            if self.kind == "graph":
                self._terms = [(t.subject, t.predicate, t.object) for t in self._answer()]
            else:
                self._terms = [tuple(solution) for solution in self._answer()]
        return self._terms

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Walk through the rows as named tuples of Python values; of a graph, through its triples."""
        if self._rows is None:
            from collections import namedtuple

            names = self.columns or ("subject", "predicate", "object")
            row = namedtuple("Row", names, rename=True)  # type: ignore[misc]  # names known when asked
            self._rows = [row(*map(value, terms)) for terms in self.terms()]
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self.terms())

    def __bool__(self) -> bool:
        """Of a yes-or-no question the answer; otherwise whether there is a row."""
        return bool(self._answer()) if self.kind == "boolean" else len(self) > 0

    def __repr__(self) -> str:
        if self.kind == "boolean":
            return f"<Result: {'yes' if self else 'no'}>"
        what = "triples" if self.kind == "graph" else f"rows of {', '.join(self.columns)}"
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
        from pyoxigraph import RdfFormat

        answer = self._answer()
        if self.kind == "graph":
            chosen = {
                "turtle": RdfFormat.TURTLE,
                "ntriples": RdfFormat.N_TRIPLES,
                "jsonld": RdfFormat.JSON_LD,
            }[format]
            if format == "turtle":
                return _turtle(list(answer), output)
            return answer.serialize(output, format=chosen) or b""
        if self.kind == "boolean" and format != "json":
            data = b"true\n" if answer else b"false\n"
            if output is None:
                return data
            output.write(data)
            return b""
        return answer.serialize(output, format=_machine(format)) or b""

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
            plain = {name: _plain(cell) for name, cell in zip(self.columns, row, strict=True)}
            yield json.dumps(plain, ensure_ascii=False) + "\n"

    def readable(self) -> tuple[list[str], list[list[Cell]]]:
        """Headings and cells as people read them: a thing by its name, a source as a link.

        Left out are the columns `claim`, which are for machines, and columns in which no row has a value.
        """
        self._demand_table("readable")
        columns = self.columns
        place = {name: index for index, name in enumerate(columns)}
        heads: list[str] = []
        picks: list[tuple[int, int | None, int | None]] = []  # the text's column, the thing's, the address's
        used = [any(terms[index] is not None for terms in self.terms()) for index in range(len(columns))]
        for index, name in enumerate(columns):
            if re.fullmatch(r"claim\d*", name) or not used[index]:
                continue
            base = name[: -len("Label")] if name.endswith("Label") else None
            if (f"{name}Label" in place and used[place[f"{name}Label"]]) or (
                name.endswith("Url") and name[:-3] + "Label" in place
            ):
                continue  # shown as the name or as the link of another column
            if base and base in place:
                picks.append((index, place[base], place.get(f"{base}Url")))
                heads.append(heading(base))
            else:
                picks.append((index, None, None))
                heads.append(heading(base or name))
        cells = [[_cell(terms, *pick) for pick in picks] for terms in self.terms()]
        return heads, cells

    def to_table(self, width: int | None = None, colour: bool = False) -> str:
        """A table for a terminal; the sources stand below it, numbered.

        Where the columns would be too narrow to read, each row becomes a block of lines.
        """
        from io import StringIO

        from rich.console import Console
        from rich.text import Text

        heads, rows = self.readable()
        if not rows:
            return "No answer.\n"
        notes: dict[tuple[str, str], int] = {}
        numbered = [index for index, head in enumerate(heads) if re.search(r"source\d*$", head)]
        cells = [[cell.text for cell in row] for row in rows]
        for row, texts in zip(rows, cells, strict=True):
            for index in numbered:
                texts[index] = SEVERAL.join(_mark(part, notes) for part in row[index].parts())
        buffer = StringIO()
        console = Console(
            file=buffer, width=width, no_color=not colour, force_terminal=colour, highlight=False
        )
        widths = column_widths([heads, *cells], console.width)
        console.print(_columns(heads, cells, widths) if widths else _blocks(heads, cells, console.width))
        if notes:
            console.print(Text("Sources", style="bold"))
            for (text, link), number in notes.items():
                console.print(Text(f"[{number}] {text}{'  ' if text and link else ''}{link}"), soft_wrap=True)
        return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"

    def to_markdown(self) -> str:
        """A Markdown table to paste into a paper; sources are links."""
        heads, rows = self.readable()
        if not rows:
            return "No answer.\n"
        lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
        lines += ["| " + " | ".join(_markdown(cell) for cell in row) + " |" for row in rows]
        return "\n".join(lines) + "\n"

    def to_html(self, limit: int | None = None) -> str:
        """An HTML table, everything in it escaped; only http addresses become links."""
        from html import escape

        heads, rows = self.readable()
        shown = rows if limit is None else rows[:limit]
        parts = [
            "<table><thead><tr>",
            *(f"<th>{escape(head)}</th>" for head in heads),
            "</tr></thead><tbody>",
        ]
        for row in shown:
            parts.append("<tr>")
            parts += [f"<td>{SEVERAL.join(map(_anchor, cell.parts()))}</td>" for cell in row]
            parts.append("</tr>")
        parts.append("</tbody></table>")
        if len(shown) < len(rows):
            parts.append(f"<p>The first {len(shown)} of {len(rows)} rows.</p>")
        return "".join(parts)

    def _repr_html_(self) -> str:
        if self.kind == "boolean":
            return "<p>yes</p>" if self else "<p>no</p>"
        if self.kind == "graph":
            from html import escape

            return f"<pre>{escape(self.to_turtle())}</pre>"
        caption = ""
        if self.title:
            from html import escape

            caption = f"<p><strong>{escape(self.title)}</strong></p>"
        return caption + self.to_html(HTML_ROWS)

    def to_pandas(self) -> pandas.DataFrame:
        """As a pandas data frame of Python values."""
        self._demand_table("pandas")
        try:
            import pandas
        except ImportError:
            raise UsageError("data frames need pandas: pip install 'levergraph[pandas]'") from None
        return pandas.DataFrame([tuple(row) for row in self], columns=list(self.columns))

    def to_xlsx(self) -> bytes:
        """As a spreadsheet: numbers are numbers, every text is a text cell and never a formula."""
        self._demand_table("xlsx")
        from io import BytesIO

        from openpyxl import Workbook
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
        from openpyxl.styles import Font

        book = Workbook()
        sheet = book.active
        sheet.title = "Answer"
        rows: list[Sequence[Any]] = [self.columns, *self]
        for number, row in enumerate(rows, start=1):
            for column, content in enumerate(row, start=1):
                cell = sheet.cell(row=number, column=column)
                plain = _plain(content)
                if isinstance(plain, str):
                    cell.value = ILLEGAL_CHARACTERS_RE.sub("", plain)[:32767]
                    cell.data_type = "s"
                else:
                    cell.value = plain
                if number == 1:
                    cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
        buffer = BytesIO()
        book.save(buffer)
        return buffer.getvalue()

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


def column_widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """How wide each column may be so that no word of usual length breaks; none where that cannot be."""
    columns = list(zip(*rows, strict=True))
    wide = [max(len(text) for text in column) for column in columns]
    widths = [
        min(LONGEST, max((len(word) for text in column for word in text.split()), default=1))
        for column in columns
    ]
    spare = width - sum(widths) - GAP * len(columns) - 1
    if spare < 0:
        return []
    while spare:  # to the column whose cells would be the tallest
        tallest = max(range(len(columns)), key=lambda index: wide[index] / widths[index])
        if wide[tallest] <= widths[tallest]:
            break
        widths[tallest] += 1
        spare -= 1
    return widths


def _columns(heads: list[str], rows: list[list[str]], widths: list[int]) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for index, head in enumerate(heads):
        numeric = all(_is_number(row[index]) for row in rows)
        table.add_column(head, justify="right" if numeric else "left", overflow="fold", width=widths[index])
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _blocks(heads: list[str], rows: list[list[str]], width: int) -> RenderableType:
    """Each row as a block: its first cell as a heading, below it what else is known, a line or more each."""
    from textwrap import fill

    from rich.text import Text

    margin = max(map(len, heads)) + 4
    text = Text()
    for first, *rest in rows:
        text.append(f"\n{first}\n", style="bold")
        for head, cell in zip(heads[1:], rest, strict=True):
            if cell:
                begin = f"  {head}".ljust(margin)
                text.append(
                    fill(cell, max(width, margin + 20), initial_indent=begin, subsequent_indent=" " * margin)
                )
                text.append("\n")
    return text


def _turtle(triples: list[Triple], output: IO[bytes] | None) -> bytes:
    """Turtle with the prefixes that these triples use, and no others."""
    from pyoxigraph import RdfFormat, serialize

    prefixes = used_prefixes(triples)
    if output is None:
        return serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b""
    serialize(triples, output, format=RdfFormat.TURTLE, prefixes=prefixes)
    return b""


def used_prefixes(triples: list[Triple]) -> dict[str, str]:
    """The usual prefixes of the names in these triples."""
    from ...ontology.terms import PREFIXES

    names = {node.value for t in triples for node in (t.predicate, t.subject, t.object) if _is_iri(node)}
    starts = {name[: max(name.rfind("/"), name.rfind("#")) + 1] for name in names}
    return {prefix: space for prefix, space in PREFIXES.items() if space in starts}


def _is_iri(node: object) -> TypeGuard[NamedNode]:
    return type(node).__name__ == "NamedNode"


def value(node: Node | None) -> Any:
    """A term as a Python value: an IRI, a number, a truth value, a date, or a text."""
    if node is None:
        return None
    datatype = getattr(node, "datatype", None)
    if datatype is None:
        return IRI(node.value)
    text, kind = node.value, datatype.value
    try:
        if kind in _INTEGERS:
            return int(text)
        if kind == XSD + "decimal":
            from decimal import Decimal

            return Decimal(text)
        if kind in (XSD + "double", XSD + "float"):
            return float(text)
        if kind == XSD + "boolean":
            return text in ("true", "1")
        if kind == XSD + "date":
            from datetime import date

            return date.fromisoformat(text)
    except (ValueError, ArithmeticError):
        pass
    return text


def _plain(cell: Any) -> str | int | float | bool | None:
    if cell is None or isinstance(cell, bool | int | float):
        return cell
    if type(cell).__name__ == "Decimal":
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    return str(cell)


def short(iri: str) -> str:
    """A long IRI as people read it: `lever/bus-franchising`, `lg:Held`, `source/…`."""
    from ...ontology.terms import ID, LG

    if iri.startswith(ID):
        return iri[len(ID) :]
    return f"lg:{iri[len(LG) :]}" if iri.startswith(LG) else iri


def heading(name: str) -> str:
    """A column's name as words: `effectSize` as `effect size`."""
    return _WORDS.sub(" ", name).lower()


def _is_graph(answer: object) -> bool:
    return type(answer).__name__ == "QueryTriples"


def _cell(
    terms: tuple[Node | None, ...], text: int, thing: int | None = None, address: int | None = None
) -> Cell:
    node = terms[text]
    if node is None and thing is not None:
        node = terms[thing]
    if node is None:
        return Cell("", _links(terms[address]) if address is not None else "")
    shown = _shown(node)
    link = _links(terms[address]) if address is not None else ""
    return Cell(
        {"true": "yes", "false": "no"}.get(shown, shown), link or ("" if thing is not None else _link(node))
    )


def _shown(node: Node) -> str:
    """A term's words; a number with more digits than anybody measured, with three of them."""
    datatype = getattr(node, "datatype", None)
    if datatype is None:
        return short(node.value)
    text: str = node.value
    long = datatype.value == XSD + "decimal" and len(text.partition(".")[2]) > 6
    return f"{float(text):.3f}" if long else text


def _links(node: Node | None) -> str:
    """The addresses of a column that is there for them: one, or several each in its place."""
    links = [_outside(each) for each in ("" if node is None else node.value).split(SEVERAL)]
    return SEVERAL.join(links) if any(links) else ""


def _link(node: Node | None) -> str:
    return _outside("" if node is None else node.value)


def _outside(text: str) -> str:
    ours = text.startswith("https://w3id.org/levergraph/")
    return text if text.startswith(("http://", "https://")) and not ours else ""


def _mark(source: Cell, notes: dict[tuple[str, str], int]) -> str:
    """The number of a source among the notes; that one is missing is said in its place."""
    if not source.text and not source.link:
        return ""
    if source.text == MISSING:
        return MISSING
    return f"[{notes.setdefault((source.text, source.link), len(notes) + 1)}]"


def _anchor(cell: Cell) -> str:
    from html import escape

    text = escape(cell.text)
    return f'<a href="{escape(cell.link)}" rel="noopener">{text or "source"}</a>' if cell.link else text


def _markdown(cell: Cell) -> str:
    if len(cell.parts()) > 1:
        return SEVERAL.join(map(_markdown, cell.parts()))
    text = re.sub(r"([\\|\[\]<>`*_])", r"\\\1", cell.text).replace("\r", " ").replace("\n", " ")
    if cell.link:
        address = cell.link.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("|", "%7C")
        return f"[{text or 'source'}]({address})"
    return text


def _is_number(text: str) -> bool:
    return not text or re.fullmatch(r"-?\d+(\.\d+)?", text) is not None
