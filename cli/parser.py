"""The words of one call: which command it means, and what its options say."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from ..errors import UsageError
from .usage.options import DATA, STORE, Parser, nearest, shown_examples

LAYING = frozenset(
    (
        *("query", "show", "trace", "explore", "export", "check", "transfer", "brief", "asks", "needs"),
        *("packages", "gaps", "paths", "compare", "serve", "plan"),
        *("ask", "search", "evidence-map", "timeline"),
    )
)
"""The commands that lay the user's own files over the packaged graph."""

COMMANDS = {
    "query": "questions",
    "ask": "questions",
    "search": "questions",
    "show": "questions",
    "trace": "questions",
    "explore": "programs",
    "export": "facts",
    "load": "facts",
    "check": "facts",
    "template": "facts",
    "import": "facts",
    "format": "facts",
    "diff": "facts",
    "transfer": "answers",
    "brief": "answers",
    "plan": "answers",
    "asks": "answers",
    "needs": "answers",
    "packages": "answers",
    "gaps": "answers",
    "evidence-map": "answers",
    "timeline": "answers",
    "paths": "answers",
    "compare": "answers",
    "serve": "programs",
    "completion": "programs",
}
"""Every command with the module of its usage, in the order in which help lists them."""


def read(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the words of one call."""
    argv = sys.argv[1:] if argv is None else list(argv)
    parser = build(_meant(argv))
    args, rest = parser.parse_known_args(argv)
    if rest:
        known = {
            option
            for action in parsers(parser)[args.command or ""]._actions
            for option in action.option_strings
        }
        name = rest[0].partition("=")[0]
        advice = nearest(name, known) if name.startswith("-") else ""
        raise UsageError(
            f"not understood: {' '.join(rest)}.{advice}\nSee: levergraph {args.command or ''} --help"
        )
    args.store = args.store or os.environ.get("LEVERGRAPH_STORE") or None
    args.data = [*args.data_before, *args.data] or own_files(args)
    return args


def own_files(args: argparse.Namespace) -> list[str]:
    """The files in LEVERGRAPH_DATA, for commands that lay files over the packaged graph."""
    if args.store or args.command not in LAYING:
        return []
    return [path for path in os.environ.get("LEVERGRAPH_DATA", "").split(os.pathsep) if path]


def parsers(parser: Parser) -> dict[str, Parser]:
    """Every parser by the name of its command; the whole program's under the empty name."""
    found: dict[str, Parser] = {"": parser}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            found.update(action.choices)
    return found


def _meant(argv: Sequence[str]) -> str | None:
    """The command that a call means, if it is plain: then no other command's options need be built."""
    words = iter(argv)
    for word in words:
        if word in ("--store", "--data"):
            next(words, None)
        elif not word.startswith("--"):
            return word if word in COMMANDS else None
    return None


def build(only: str | None = None) -> Parser:
    """Build the parser of the whole program, or of one command of it."""
    parser = Parser(
        prog="levergraph",
        description="What England's mayoral regions can do about the causes of ill health: their powers, "
        "what was tried, what works, and the source of every statement.",
        epilog=shown_examples(
            "levergraph query --list",
            "levergraph query levers-of-region -p region=greater-manchester",
            'levergraph show "West Yorkshire"',
            "levergraph transfer --to west-yorkshire",
            "levergraph serve",
        )
        + "\n\nexit codes: 0 done; 1 the check found violations; 2 wrong usage or bad input; 3 the store "
        "cannot be reached; 4 refused or over a limit; 70 our mistake; 130 stopped by Ctrl-C.\n"
        "Help on one command: levergraph COMMAND --help",
    )
    parser.set_defaults(run=None, store=None, data=[])
    parser.add_argument(
        "--version", action="version", version=f"levergraph {_version()}", help="say the version and stop"
    )
    parser.add_argument("--store", metavar="STORE", help=STORE)
    parser.add_argument("--data", metavar="FILE", dest="data_before", action="append", default=[], help=DATA)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands", parser_class=Parser)
    for name in [only] if only else COMMANDS:
        usage = import_module(f".usage.{COMMANDS[name]}", __package__)
        usage.COMMANDS[name](commands)
    return parser


def _version() -> str:
    from ..version import __version__

    return __version__
