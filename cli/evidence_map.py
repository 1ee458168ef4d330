"""`levergraph evidence-map`: what was evaluated and what was not, as a table, a picture or one HTML page."""

from __future__ import annotations

import argparse

from .formats import SUFFIXES, form, give
from .output import sink

DRAWN = {"svg": "svg", "html": "html", "htm": "html"}
"""The drawn forms, by the suffix of a file."""


def run(args: argparse.Namespace) -> int:
    """Write the map in the form asked for; the page has every cell opened unless one is asked for."""
    from ..session import open

    wanted = form(args, suffixes=SUFFIXES | DRAWN)
    cell = args.cell or ("all" if wanted == "html" else None)
    with open(args.store, data=args.data) as graph:
        answer = graph.evidence_map(
            region=args.region, group=args.group, kind=args.kind, cell=cell, as_of=args.as_of
        )
        if wanted not in DRAWN.values():
            from ..queries.transferability import table

            args.format = wanted
            return give(args, table(answer))
    from ..viz.evidence_map import picture, web_page

    with sink(args.output) as output:
        output.write((picture if wanted == "svg" else web_page)(answer).encode())
    return 0
