"""`levergraph check`: shapes, vocabulary and contradictions, in the packaged graph or in one's own files."""

from __future__ import annotations

import argparse
import os

from ..errors import UsageError


def run(args: argparse.Namespace) -> int:
    """Check, print what was found, and end with 1 when something must be mended."""
    from ..graph.check import check

    if args.store and args.store != os.environ.get("LEVERGRAPH_STORE"):
        raise UsageError("check looks at the packaged graph and at files, not at a store: name the files.")
    report = check([*args.data, *args.files], reasoner=args.reasoner)
    print(report)
    return 0 if report.conforms else 1
