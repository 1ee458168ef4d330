"""Tab completion: argcomplete knows commands and options, the graph knows questions, parameters and names."""

from __future__ import annotations

import argparse
import os
from typing import Any

from .parser import parsers
from .usage.options import Parser


def complete(parser: Parser) -> None:
    """Answer a shell that asks what could stand here, and leave; called only when a shell asks."""
    import argcomplete

    every = parsers(parser)
    _on(every["query"], "question", _questions)
    _on(every["query"], "show", _questions)
    _on(every["query"], "params", _params)
    _on(every["show"], "thing", _things)
    _on(every["explore"], "region", _of_kind("region"))
    _on(every["explore"], "lever", _of_kind("lever"))
    _on(every["explore"], "outcome", _of_kind("outcome"))
    for command in ("transfer", "brief", "needs", "packages", "asks", "gaps", "timeline", "paths", "compare"):
        for dest, kind in _KINDS.items():
            _on(every[command], dest, _of_kind(kind))
    _on(every["transfer"], "weights", _weights)
    argcomplete.autocomplete(parser, always_complete_options="long")


_KINDS = {
    "to": "region",
    "region": "region",
    "authority_class": "authority-class",
    "regions": "region",
    "lever": "lever",
    "outcome": "outcome",
    "determinant": "determinant",
    "intervention": "intervention",
}
"""The kinds of thing that the options of the method's commands name."""


def run(args: argparse.Namespace) -> int:
    """Print the script that teaches a shell."""
    from argcomplete.shell_integration import shellcode

    print(shellcode(["levergraph"], shell=args.shell))
    return 0


def _on(parser: Parser, dest: str, completer: Any) -> None:
    for action in parser._actions:
        if action.dest == dest:
            action.completer = completer  # type: ignore[attr-defined]


def _questions(prefix: str, **_: Any) -> list[str]:
    from ..queries.catalogue import Catalogue

    return list(Catalogue().names())


def _params(prefix: str, parsed_args: argparse.Namespace, **_: Any) -> list[str]:
    """Names of the question's parameters, and after `NAME=` the values that one may take."""
    from ..errors import UsageError
    from ..queries.catalogue import Catalogue

    try:
        params = {param.name: param for param in Catalogue().get(parsed_args.question or "").params}
    except UsageError:  # no such question yet
        return []
    name, equals, value = prefix.partition("=")
    if not equals:
        return [f"{each}=" for each in params]
    kinds = params[name].kinds if name in params else None
    if kinds and kinds[0] in ("date", "integer", "text"):
        return []
    return [f"{name}={each}" for each in _names(value, parsed_args, kinds)]


def _things(prefix: str, parsed_args: argparse.Namespace, **_: Any) -> list[str]:
    return _names(prefix, parsed_args)


def _weights(prefix: str, parsed_args: argparse.Namespace, **_: Any) -> list[str]:
    """Criteria, and after `CRITERION=` the weights that one may have."""
    name, equals, _weight = prefix.partition("=")
    if equals:
        return [f"{name}={weight}" for weight in range(1, 6)]
    return [f"{each}=" for each in _names(prefix, parsed_args, ("criterion",))]


def _of_kind(kind: str) -> Any:
    return lambda prefix, parsed_args, **_: _names(prefix, parsed_args, (kind,))


def _names(prefix: str, args: argparse.Namespace, kinds: tuple[str, ...] | None = None) -> list[str]:
    from ..errors import LevergraphError
    from ..graph.names import complete as names
    from ..graph.opening import open_store

    if kinds in (("thing",), ("term",), ("property",)):
        kinds = None
    try:
        with open_store(args.store or os.environ.get("LEVERGRAPH_STORE"), data=args.data) as store:
            return list(names(prefix, kinds, store))
    except LevergraphError:  # a shell that completes is no place for messages
        return []
