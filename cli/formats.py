"""The output of the method's commands: an answer in the form asked for, with its notes beside it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from ..errors import UsageError
from .output import NOTHING, by_suffix, colourful, columns, sink

if TYPE_CHECKING:
    from ..queries.results.table import Table

SUFFIXES = {
    "csv": "csv",
    "json": "json",
    "jsonl": "jsonl",
    "md": "markdown",
    "tsv": "tsv",
    "txt": "table",
    "xlsx": "xlsx",
}
"""The form of a table that a file's name asks for."""


def document_form(args: argparse.Namespace, suffixes: Mapping[str, str], binary: Collection[str]) -> str:
    """The form of a document, text unless another is asked for.

    Raises UsageError where a binary one would go to a terminal.
    """
    wanted = form(args, "text", suffixes)
    if wanted in binary and args.output in (None, "-") and sys.stdout.isatty():
        raise UsageError(f"--format {wanted} is no text for a terminal: name a file with -o.")
    return wanted


def form(args: argparse.Namespace, usual: str | None = None, suffixes: Mapping[str, str] = SUFFIXES) -> str:
    """The form asked for, by name or by the suffix of the file."""
    if args.format:
        return str(args.format)
    named = by_suffix(args.output, suffixes)
    return named or usual or ("table" if sys.stdout.isatty() and not args.output else "csv")


def give(args: argparse.Namespace, answer: Table) -> int:
    """Write an answer in the form asked for; what is to be said beside it goes to the person."""
    wanted = form(args)
    with sink(args.output) as output:
        if wanted == "table" and args.output in (None, "-"):
            output.write(answer.to_table(columns(), colourful()).encode())
        else:
            answer.write(output, wanted)
    if wanted != "markdown":  # there they stand below the table
        for note in answer.notes or ([] if len(answer) or wanted == "table" else [NOTHING]):
            print(note, file=sys.stderr)
    return 0
