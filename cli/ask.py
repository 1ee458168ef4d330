"""`levergraph ask`: a sentence read as one of the answers, shown first and run when confirmed."""

from __future__ import annotations

import argparse
import shlex
import sys
from typing import TYPE_CHECKING

from ..errors import UsageError
from .output import paint, sink

if TYPE_CHECKING:
    from ..queries.asking import Question, Reading


def run(args: argparse.Namespace) -> int:
    """Tell how the sentence is read; run the command with --run, or on `y` at a terminal."""
    from ..session import open

    with open(args.store, data=args.data) as graph:
        question = graph.ask(" ".join(args.sentence))
    if args.format == "json":
        from msgspec import json

        with sink(None) as output:
            output.write(json.format(json.encode(question)) + b"\n")
        return 0
    _tell(question)
    if args.run_it:
        return _run(_runnable(question), args)
    if question.reading and not question.reading.missing and _confirmed():
        return _run(question.reading, args)
    return 0


def _tell(question: Question) -> None:
    """The reading and the next nearest, on standard error: standard output is the answer's."""
    if question.reading:
        _line("Read as:", question.reading)
    else:
        print("Not sure what is asked. The nearest readings:", file=sys.stderr)
    for reading in question.others:
        _line("Or:" if question.reading else "-", reading)


def _line(lead: str, reading: Reading) -> None:
    print(f"{paint(lead, '1', sys.stderr)} {reading.words}\n    {reading.command}", file=sys.stderr)


def _runnable(question: Question) -> Reading:
    if question.reading is None:
        raise UsageError("nothing was run: no reading is sure. Run one of those above, or say it otherwise.")
    if question.reading.missing:
        lacking = " and ".join(question.reading.missing)
        raise UsageError(f"nothing was run: the sentence does not say which {lacking}.")
    return question.reading


def _confirmed() -> bool:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print("Run it? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def _run(reading: Reading, args: argparse.Namespace) -> int:
    """Run a reading's command over the same graph."""
    from . import main

    graph = ["--store", args.store] if args.store else []
    for file in args.data:
        graph += ["--data", file]
    return main([*graph, *shlex.split(reading.command)[1:]])
