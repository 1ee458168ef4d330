"""What the commands of the method share: names to things, a day, and an answer in the form that is wanted."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..errors import UsageError
from .output import colourful, columns, sink

if TYPE_CHECKING:
    from ..graph.store import Store
    from ..queries.result import Result

SUFFIXES = {"json": "json", "jsonl": "jsonl", "md": "markdown", "tsv": "tsv", "txt": "table", "xlsx": "xlsx"}


def thing(store: Store, name: str | None, *kinds: str) -> str | None:
    """The IRI of what a name means, if one was given."""
    from ..graph.names import resolve

    return None if name is None else resolve(store, name, kinds)


def day(given: str | None) -> str:
    """The day asked about: as given, a year or a month as its first day, or today."""
    from datetime import date

    if given is None:
        return date.today().isoformat()
    full = given + {4: "-01-01", 7: "-01"}.get(len(given), "")
    try:
        return date.fromisoformat(full).isoformat()
    except ValueError:
        raise UsageError(
            f"--as-of {given}: a date was expected, such as 2023-05-01, 2023-05 or 2023."
        ) from None


def form(args: argparse.Namespace, usual: str | None = None) -> str:
    """The form asked for, by name or by the suffix of the file."""
    if args.format:
        return str(args.format)
    suffix = (args.output or "").rpartition(".")[2].lower()
    return SUFFIXES.get(suffix) or usual or ("table" if sys.stdout.isatty() and not args.output else "csv")


def give(args: argparse.Namespace, result: Result, record: Callable[[], object] | None = None) -> int:
    """Write a table in the form asked for; `record` gives the values of the JSON contract."""
    wanted = form(args)
    with sink(args.output) as output:
        if wanted == "json" and record is not None:
            output.write(json.dumps(record(), ensure_ascii=False, indent=2).encode() + b"\n")
        elif wanted == "table" and args.output in (None, "-"):
            output.write(result.to_table(columns(), colourful()).encode())
        else:
            result.write(output, wanted)
    return 0


def say(words: str) -> None:
    """Tell the person at the terminal, beside the answer."""
    print(words, file=sys.stderr)
