"""A table of the method: a result, its values as plain records, and what must be said beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import IO, TYPE_CHECKING, Any, Protocol

from .result import HTML_ROWS, Result

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions


class Answer(Protocol):
    """A typed answer: its record by the JSON contract, and the sentences to be said beside it."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences that go with what people read."""
        raise NotImplementedError

    def record(self) -> object:
        """The answer as the JSON contract has it: msgspec Structs."""
        raise NotImplementedError


class Records:
    """The answer of a plain list: each line as a record, and nothing to be said beside it."""

    notes = ()

    def __init__(self, lines: Iterable[dict[str, object]]) -> None:
        """Take the records in their order."""
        self.lines = list(lines)

    def record(self) -> list[dict[str, object]]:
        """The records as they were given."""
        return self.lines


class Table(Result):
    """A table like that of a query, whose JSON is the contract's and whose notes go with what people read.

    `answer` is the typed answer that it was made from, with labels, IRIs and sources.
    """

    def __init__(
        self, columns: Sequence[str], lines: Iterable[Sequence[object]], title: str, answer: Answer
    ) -> None:
        """Take the lines as values; a text that begins with the address of a thing names that thing."""
        super().__init__(solutions(columns, lines), title)
        self.answer = answer
        self.notes = answer.notes

    @property
    def record(self) -> Any:
        """The answer as plain values, as the JSON contract has it: things by their slugs."""
        from msgspec import to_builtins

        return to_builtins(self.answer.record())

    @property
    def records(self) -> list[dict[str, Any]]:
        """The records of its lines, as the JSON contract has them."""
        record = self.record
        lines: list[dict[str, Any]] = record if isinstance(record, list) else record["lines"]
        return lines

    def to_json(self) -> str:
        """As the JSON contract of the command has it."""
        import json

        return json.dumps(self.record, ensure_ascii=False, indent=2) + "\n"

    def to_markdown(self) -> str:
        """A Markdown table to paste into a paper, with the notes below it."""
        return super().to_markdown() + "".join(f"\n{escaped(note)}\n" for note in self.notes)

    def to_html(self, limit: int | None = None) -> str:
        """An HTML table with the notes below it, everything in it escaped."""
        from html import escape

        return super().to_html(limit) + "".join(f"<p>{escape(note)}</p>" for note in self.notes)

    def write(self, output: IO[bytes], format: str = "csv") -> None:
        """Write the answer to a binary file."""
        if format == "json":
            output.write(self.to_json().encode())
        else:
            super().write(output, format)

    def _repr_html_(self) -> str:
        from html import escape

        return f"<p><strong>{escape(self.title)}</strong></p>{self.to_html(HTML_ROWS)}"


def table(columns: Sequence[str], lines: Iterable[Sequence[object]], title: str = "") -> Result:
    """Lines of values as an answer; a text that begins with the address of a thing names that thing."""
    return Result(solutions(columns, lines), title)


def solutions(columns: Sequence[str], lines: Iterable[Sequence[object]]) -> Callable[[], QuerySolutions]:
    """Lines of values as a query's solutions, so that every form is written by the one writer."""
    import json

    from pyoxigraph import QueryResultsFormat, parse_query_results

    bindings = [
        {name: _binding(value) for name, value in zip(columns, line, strict=True) if value is not None}
        for line in lines
    ]
    data = json.dumps({"head": {"vars": list(columns)}, "results": {"bindings": bindings}}).encode()
    return lambda: parse_query_results(data, QueryResultsFormat.JSON)  # type: ignore[return-value]


def _binding(value: object) -> dict[str, str]:
    from ...ontology.terms import ID

    xsd = "http://www.w3.org/2001/XMLSchema#"
    if isinstance(value, bool):
        return {"type": "literal", "value": str(value).lower(), "datatype": xsd + "boolean"}
    if isinstance(value, int):
        return {"type": "literal", "value": str(value), "datatype": xsd + "integer"}
    if isinstance(value, float):
        return {"type": "literal", "value": f"{value:.3f}", "datatype": xsd + "decimal"}
    text = str(value)
    thing = text.startswith(ID) and " " not in text  # several, where they have no name, are a text
    return {"type": "uri" if thing else "literal", "value": text}


def escaped(words: str) -> str:
    """Escape what Markdown would read as markup."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in words)
