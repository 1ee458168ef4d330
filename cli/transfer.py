"""`levergraph transfer`: what a region can take up from others, in order, or the explanation of one."""

from __future__ import annotations

import argparse

from ..errors import UsageError
from .formats import form, give
from .output import sink

EXPLAINED = {"txt": "text", "md": "markdown", "html": "html", "json": "json"}
"""The forms of an explanation, by the suffix of a file."""


def run(args: argparse.Namespace) -> int:
    """Judge every intervention, or explain one."""
    from ..graph.opening import open_store
    from ..queries.transferability.service import explain, transfer

    wanted = _wanted(args)
    said = {
        "outcome": args.outcome,
        "determinant": args.determinant,
        "as_of": args.as_of,
        "weights": _weights(args.weights),
        "weighed_by": args.by,
        "answers": args.answers,
    }
    with open_store(args.store, data=args.data) as store:
        if args.intervention is None:
            return give(args, transfer(store, args.to, everything=args.everything, **said))
        told = explain(store, args.intervention, args.to, **said)
    with sink(args.output) as output:
        output.write(getattr(told, f"to_{wanted}")().encode())
    return 0


def _wanted(args: argparse.Namespace) -> str | None:
    """The form of an explanation; None for the list. Refuse a form that the other has, not this one."""
    if args.intervention is None:
        if args.format in ("text", "html"):
            raise UsageError(
                f"--format {args.format} is for an explanation: add --intervention, or choose another."
            )
        return None
    if args.everything:
        raise UsageError("--all is for the list; an explanation is of one intervention, wherever it runs.")
    wanted = form(args, "text", EXPLAINED)
    if wanted not in EXPLAINED.values():
        raise UsageError(f"an explanation has no {wanted} form: use {', '.join(EXPLAINED.values())}.")
    return wanted


def _weights(given: list[str]) -> dict[str, int]:
    """The weights by the name of the criterion."""
    found: dict[str, int] = {}
    for each in given:
        name, equals, weight = each.rpartition("=")
        if not equals or not name.strip() or weight.strip() not in ("1", "2", "3", "4", "5"):
            raise UsageError(
                f"--weight {each}: write CRITERION=N with N a whole number from 1 to 5, such as "
                "political-will=4. An explanation (--intervention) names the criteria."
            )
        if name.strip() in found:
            raise UsageError(f"--weight {name.strip()}: it has two weights.")
        found[name.strip()] = int(weight)
    return found
