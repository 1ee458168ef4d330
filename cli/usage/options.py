"""The parser of the command line, and the options that many commands share."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

from ...errors import UsageError
from ...queries.results.result import TABLE_FORMATS
from ..output import columns

STORE = (
    "where the graph is: a folder is a store on disk, http(s)://… any SPARQL 1.1 endpoint, release:0.2.0 the "
    "facts of that release "
    "(default: $LEVERGRAPH_STORE, or else the packaged graph)"
)
DATA = (
    "lay a file of your own over the graph: a filled-in template (see `levergraph template`), CSV or RDF; "
    "may be given more than once (default: the files in $LEVERGRAPH_DATA, separated like those of $PATH)"
)
Commands = Any  # argparse names the type of add_subparsers() only in its private parts


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal, up to 110 columns, found without importing shutil."""

    def __init__(self, prog: str, **options: Any) -> None:
        """Measure the terminal."""
        options.setdefault("width", min(columns(), 110) - 2)
        options.setdefault("max_help_position", 30)
        super().__init__(prog, **options)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        """Fill paragraphs, and leave indented lines (the examples) as they are."""
        from textwrap import fill

        return "\n".join(line if line.startswith("  ") else fill(line, width) for line in text.splitlines())


class Parser(argparse.ArgumentParser):
    """A parser that says wrong usage in one message, with the nearest word where one was misspelt."""

    def __init__(self, **options: Any) -> None:
        """Take full option names only: a shortened one would stop working with the next option."""
        super().__init__(formatter_class=Formatter, allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing the usage and leaving."""
        raise UsageError(f"{message}\nSee: {self.prog} --help")

    def _print_message(self, message: str, file: Any = None) -> None:
        """Write help without hiding that it could not be written."""
        (file or sys.stderr).write(message)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            what = "command" if action.dest == "command" else str(action.metavar or action.dest).lower()
            raise argparse.ArgumentError(None, f"no {what} {value!r}.{nearest(str(value), action.choices)}")


def command_of(
    commands: Commands, name: str, summary: str, description: str, *examples: str, module: str = ""
) -> Parser:
    """Add a command: its name, a line on it, what it does, and examples that run as they stand."""
    command: Parser = commands.add_parser(
        name, help=summary, description=description, epilog=shown_examples(*examples)
    )
    command.set_defaults(run=module or name)
    return command


def region(command: Parser) -> None:
    """Add the region that an answer is about."""
    command.add_argument("--region", metavar="R", required=True, help="the region asked about")


def day(command: Parser) -> None:
    """Add the day on which powers count."""
    command.add_argument(
        "--as-of", metavar="DATE", help="the day on which powers count, such as 2023-05-01 (default: today)"
    )


def table(command: Parser) -> None:
    """Add the formats of a table, the file to write, and where the graph is."""
    command.add_argument(
        "--format",
        metavar="FORMAT",
        choices=TABLE_FORMATS,
        help=f"{', '.join(TABLE_FORMATS)} (default: by the suffix of -o, or else table on a terminal and csv "
        "in a pipe)",
    )
    command.add_argument("-o", "--output", metavar="FILE", help="write it to a file, whole or not at all")
    where(command)


def where(command: Parser) -> None:
    """Add where the graph is, and the files that lie over it."""
    command.add_argument("--store", metavar="STORE", default=argparse.SUPPRESS, help=STORE)
    command.add_argument("--data", metavar="FILE", action="append", default=[], help=DATA)


def shown_examples(*lines: str) -> str:
    """The examples at the end of a help text."""
    return "examples:\n" + "\n".join(f"  {line}" for line in lines)


def nearest(word: str, known: Iterable[str]) -> str:
    """Advice for a word that is not known: the nearest known ones, or else all."""
    from ...graph.spelling import alike

    known = sorted(known)
    close = alike(word, known, limit=3)
    return f" Did you mean {' or '.join(close)}?" if close else f" There are: {', '.join(known)}."


def whole(text: str) -> int:
    """Read a whole number."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number") from None


def number(text: str) -> float:
    """Read a number."""
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no number") from None
