"""The answers of the method as commands, from `transfer` to `compare`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..errors import UsageError
from .formats import form, give
from .output import sink

if TYPE_CHECKING:
    from ..queries.results.table import Table
    from ..queries.transferability import RankingOptions
    from ..session import Session

EXPLAINED = {"txt": "text", "md": "markdown", "html": "html", "json": "json"}
"""The forms of an explanation, by the suffix of a file."""


def run(args: argparse.Namespace) -> int:
    """Answer the command, and write the answer in the form that is wanted."""
    from ..session import open

    written = _explanation_form(args) if args.command == "transfer" else None
    with open(args.store, data=args.data) as graph:
        if written:
            return _explain(args, graph, written)
        return give(args, _TABLES[args.command](graph, args))


def _explain(args: argparse.Namespace, graph: Session, written: str) -> int:
    explained = graph.explain(args.intervention, to=args.to, **_options(args))
    with sink(args.output) as output:
        output.write(getattr(explained, f"to_{written}")().encode())
    return 0


_TABLES: dict[str, Callable[[Session, argparse.Namespace], Table]] = {
    "transfer": lambda graph, args: graph.transfer(
        args.to, everything=args.everything, wider=args.wider, **_options(args)
    ),
    "asks": lambda graph, args: _asks(graph, args),
    "needs": lambda graph, args: graph.needs(args.region, as_of=args.as_of),
    "packages": lambda graph, args: graph.packages(args.region, outcome=args.outcome, as_of=args.as_of),
    "gaps": lambda graph, args: graph.gaps(args.region, as_of=args.as_of),
    "timeline": lambda graph, args: graph.timeline(args.region, as_of=args.as_of),
    "paths": lambda graph, args: graph.paths(
        args.lever, args.outcome, region=args.region, k=args.k, as_of=args.as_of
    ),
    "compare": lambda graph, args: graph.compare(*args.regions, as_of=args.as_of),
}
"""The table of each command."""


def _asks(graph: Session, args: argparse.Namespace) -> Table:
    """The sets of levers; with --if, the verdicts that would change."""
    if args.supposed is None:
        if args.authority_class is not None:
            raise UsageError("--class is for --if: tell which lever is supposed, such as --if LEVER=held.")
        if args.region is None:
            raise UsageError("which region asks? Add --region R.")
        return graph.asks(
            args.region, size=args.size, opens=args.opens, outcome=args.outcome, as_of=args.as_of
        )
    if args.size != 1 or args.opens is not None or args.outcome is not None:
        raise UsageError("--if tells what one lever would change: leave --size, --opens and --outcome out.")
    from ..queries.suppositions import read

    return graph.what_if(
        args.region, read(args.supposed), authority_class=args.authority_class, as_of=args.as_of
    )


def _options(args: argparse.Namespace) -> RankingOptions:
    return {
        "outcome": args.outcome,
        "determinant": args.determinant,
        "as_of": args.as_of,
        "weights": _weights(args.weights),
        "weighed_by": args.by,
        "answers": args.answers,
    }


def _explanation_form(args: argparse.Namespace) -> str | None:
    """The form of an explanation; None for the list. Refuse a form that the other has, not this one."""
    if args.intervention is None:
        if args.format in ("text", "html"):
            raise UsageError(
                f"--format {args.format} is for an explanation: add --intervention, or choose another."
            )
        return None
    if args.everything:
        raise UsageError("--all is for the list; an explanation is of one intervention, wherever it runs.")
    if args.wider:
        raise UsageError("--wider is for the list; an explanation is of one intervention, however far.")
    wanted = form(args, "text", EXPLAINED)
    if wanted not in EXPLAINED.values():
        raise UsageError(f"an explanation has no {wanted} form: use {', '.join(EXPLAINED.values())}.")
    return wanted


def _weights(pairs: list[str]) -> dict[str, int]:
    """The weights by the name of the criterion."""
    weights: dict[str, int] = {}
    for pair in pairs:
        name, equals, weight = pair.rpartition("=")
        if not equals or not name.strip() or weight.strip() not in ("1", "2", "3", "4", "5"):
            raise UsageError(
                f"--weight {pair}: write CRITERION=N with N a whole number from 1 to 5, such as "
                "political-will=4. An explanation (--intervention) names the criteria."
            )
        if name.strip() in weights:
            raise UsageError(f"--weight {name.strip()}: it has two weights.")
        weights[name.strip()] = int(weight)
    return weights
