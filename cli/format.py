"""`levergraph format`: Turtle files in their one written form."""

from __future__ import annotations

import argparse
from pathlib import Path


def run(args: argparse.Namespace) -> int:
    """Write the files in their form, or only name those that are not in it, and then end with 1."""
    from ..graph.turtle import format_files

    package = Path(__file__).parent.parent
    files = [Path(file) for file in args.files] or [package / "ontology", package / "graph" / "data"]
    changed = False
    for path in format_files(files, check=args.check):
        changed = True
        print(f"{path}: {'not in the one written form' if args.check else 'rewritten'}")
    return int(args.check and changed)
