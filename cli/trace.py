"""`levergraph trace`: why a statement is in the graph, down to the claims and their sources."""

from __future__ import annotations

import argparse

from .output import by_suffix, sink


def run(args: argparse.Namespace) -> int:
    """Look the three names up, and tell where the statement comes from; 1 when the graph does not say it."""
    from ..graph.opening import open_store
    from ..queries.provenance import statement, trace

    form = args.format or by_suffix(args.output, {"txt": "text", "json": "json"}) or "text"
    with open_store(args.store, data=args.data) as store:
        answer = trace(store, *statement(store, args.subject, args.property, args.value))
    with sink(args.output) as output:
        output.write((answer.to_json() if form == "json" else answer.to_text()).encode())
    return 0 if answer.stated != "nowhere" else 1
