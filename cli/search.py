"""`levergraph search`: things found by words of their names, an acronym, a code or a misspelt name."""

from __future__ import annotations

import argparse

from .formats import give


def run(args: argparse.Namespace) -> int:
    """Find, and write what was found as a table."""
    from ..session import open

    with open(args.store, data=args.data) as graph:
        return give(args, graph.search(" ".join(args.words), kind=args.kind or "", limit=args.limit))
