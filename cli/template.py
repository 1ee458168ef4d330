"""`levergraph template`: the spreadsheet to fill in, empty or with claims that were imported before."""

from __future__ import annotations

import argparse
import sys

from ..errors import UsageError


def run(args: argparse.Namespace) -> int:
    """Write the template, or list its sheets and columns."""
    if args.list:
        print(_listed())
        return 0
    if not args.file:
        raise UsageError("which file? Name one, like my.xlsx; or see its sheets with --list.")
    from ..graph.atomic_file import whole
    from ..graph.cache import opened
    from ..graph.rdf_files import read
    from ..graph.sheets.template import template

    claims = [quad.triple for path in args.claims for quad in read(path)]
    store, _ = opened(())
    content, filled = template(args.file, store, claims)
    with whole(args.file) as file:
        file.write(content)
    print(f"Wrote {args.file}.", file=sys.stderr)
    if filled and filled.left_out:
        things = ", ".join(filled.left_out[:5])
        more = f" and {len(filled.left_out) - 5} more" if len(filled.left_out) > 5 else ""
        words = f"Not all of it has a column; keep the Turtle of {things}{more}."
        print(words, file=sys.stderr)
    return 0


def _listed() -> str:
    """The sheets with their columns, the properties that they give, and what is needed."""
    from ..graph.sheets.columns import SHEETS

    lines = []
    for sheet in SHEETS:
        lines += ["", f"{sheet.name}: {sheet.words}"]
        for column in sheet.columns:
            needed = " (needed)" if column.required else ""
            lines.append(f"  {column.heading}{needed}  {column.property or 'the address'}  {column.note}")
    return "\n".join(lines[1:])
