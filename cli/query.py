"""`levergraph query`: a named question or any SPARQL query, answered in the form that is wanted."""

from __future__ import annotations

import argparse
import os
import sys

from ..errors import UsageError
from .output import NOTHING, Tally, by_suffix, colourful, columns, paint, sink

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..graph.store import Store
    from ..queries.catalogue import NamedQuery

SUFFIXES = {
    "csv": "csv",
    "json": "json",
    "jsonl": "jsonl",
    "jsonld": "jsonld",
    "md": "markdown",
    "nt": "ntriples",
    "srj": "json",
    "tsv": "tsv",
    "ttl": "turtle",
    "txt": "table",
    "xlsx": "xlsx",
}
"""The format that a file's name asks for."""


def run(args: argparse.Namespace) -> int:
    """Answer, list the questions, or show the text of one."""
    if args.list:
        if args.format or args.output:
            raise UsageError("--list has no --format and no -o: it lists the questions, and stops.")
        return _list()
    if args.show:
        return _show(args.show)
    return _answer(args)


def _answer(args: argparse.Namespace) -> int:
    from ..graph.opening import open_store
    from ..queries.execution import ask

    question = _question(args)
    values = _values(args.params)
    wanted = _wanted(args)
    with open_store(args.store, data=args.data) as store:
        result = ask(store, question, values, seconds=_seconds(args.timeout))
        form = wanted or ("turtle" if result.kind == "graph" else _usual())
        with sink(args.output) as output:
            tally: Any = Tally(output)  # as much of a file as a writer needs
            if form == "table" and result.kind == "table" and _to_terminal(args):
                tally.write(result.to_table(columns(), colourful()).encode())
            else:
                result.write(tally, form)
        rowless = result.rowless(form, tally.size)
        hints = result.hints if rowless or not _is_named(question) else ()
        for hint in hints:
            print(hint, file=sys.stderr)
        if rowless and not hints:
            _say_nothing(store if args.store else None, form)
    return 0


def _seconds(given: float | None) -> float | None:
    if given is not None and not 0 < given < 1e9:
        raise UsageError(f"--timeout {given:g}: a number of seconds above 0 was expected.")
    return given


def _say_nothing(store: Store | None, form: str) -> None:
    """Say that there are no rows, where the form does not, and what is amiss where the graph is not there."""
    if form not in ("markdown", "table"):
        print(NOTHING, file=sys.stderr)
    if store:
        from ..graph.empty_store import half_loaded, without_graph
        from .advice import store_half_loaded, store_without_graph

        if without_graph(store):
            print(store_without_graph(store.name), file=sys.stderr)
        elif half_loaded(store):
            print(store_half_loaded(store.name), file=sys.stderr)


def _is_named(question: str | NamedQuery) -> bool:
    """Whether a question is one of the catalogue, whose names are all known."""
    return isinstance(question, str) and question.replace("-", "").isalnum()


def _question(args: argparse.Namespace) -> str | NamedQuery:
    """The question's name or the text of the query; what a file holds is a query, whatever it looks like."""
    if args.file and args.question:
        raise UsageError("give either a question or -f FILE.rq, not both.")
    if args.file:
        text = _read(args.file)
        if not text.strip():
            raise UsageError(f"{args.file} is empty: a SPARQL query was expected.")
        from ..queries.catalogue import parse

        return parse(text)
    if not args.question:
        raise UsageError(
            "which question? `levergraph query --list` shows the named ones; a SPARQL query goes in quotes."
        )
    question: str = args.question
    if question.endswith(".rq") and os.path.exists(question):  # noqa: PTH110  (pathlib costs start-up time)
        raise UsageError(f"{question} is a file: levergraph query -f {question}")
    return question


def _read(path: str) -> str:
    from ..graph.text_encoding import decoded

    if path == "-":
        return decoded(sys.stdin.buffer.read(), "standard input", "a SPARQL query")
    with open(path, "rb") as file:  # noqa: PTH123  (pathlib costs start-up time)
        return decoded(file.read(), path, "a SPARQL query")


def _values(params: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for each in params:
        name, equals, value = each.partition("=")
        name = name.strip().lstrip("?$")
        if not equals or not name:
            raise UsageError(
                f"-p {each}: a parameter is given as NAME=VALUE, such as -p region=west-yorkshire."
            )
        if name in values:
            raise UsageError(f"-p {each}: the parameter {name} is given twice.")
        values[name] = value
    return values


def _wanted(args: argparse.Namespace) -> str | None:
    """The format that was asked for, by name or by the suffix of the file."""
    wanted: str | None = args.format or by_suffix(args.output, SUFFIXES)
    if wanted == "xlsx" and _to_terminal(args) and sys.stdout.isatty():
        raise UsageError("a spreadsheet cannot be shown on a terminal: add -o FILE.xlsx.")
    return wanted


def _usual() -> str:
    return "table" if sys.stdout.isatty() else "csv"


def _to_terminal(args: argparse.Namespace) -> bool:
    return args.output in (None, "-")


def _list() -> int:
    from ..queries.catalogue import Catalogue

    groups = Catalogue().by_group()
    width = max((len(query.name) for queries in groups.values() for query in queries), default=0)
    for title, queries in groups.items():
        print(paint(title, "1"))
        for query in queries:
            needs = "".join(f"  -p {param.name}=…" for param in query.required)
            print(f"  {query.name:{width}}  {query.title}{paint(needs, '2')}")
        print()
    print("levergraph query --show NAME tells more; levergraph query NAME asks.")
    return 0


def _show(name: str) -> int:
    from ..queries.catalogue import Catalogue

    print(Catalogue().get(name).text, end="")
    return 0
