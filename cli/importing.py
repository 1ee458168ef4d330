"""`levergraph import`: spreadsheets, CSV and RDF files of the user's own to one Turtle file of claims."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from ..errors import UsageError


def run(args: argparse.Namespace) -> int:
    """Import, say what must be mended, and write the Turtle only when nothing must be."""
    if bool(args.output) == args.dry_run:
        raise UsageError("say where to write it, with -o FILE.ttl; or only look, with --dry-run.")
    if args.output and not args.output.lower().endswith(".ttl"):
        raise UsageError(f"{args.output}: it is written as Turtle, so its name ends in .ttl.")
    from ..graph.importing import import_files
    from ..queries.dates import day

    try:
        on = day(args.on) if args.on else ""
    except ValueError:
        raise UsageError(f"--on {args.on}: write a day like 2026-05-07.") from None
    files = [file for path in args.files for file in _files(path)]
    if args.output and os.path.realpath(args.output) in map(os.path.realpath, files):
        raise UsageError(f"{args.output} is one of the files to read: write to another, so that it stays.")
    imported = import_files(files, by=" ".join((args.by or "").split()), on=on)
    if imported.report.findings:
        print(imported.report)
    if imported.report.violations:
        print("Nothing was written: mend what is called a violation, and import again.", file=sys.stderr)
        return 1
    said = f"{imported.rows:,} row{'' if imported.rows == 1 else 's'}, {imported.statements:,} statements"
    if args.dry_run:
        print(f"{said}: nothing stands against it, and nothing was written.", file=sys.stderr)
        return 0
    from ..graph.atomic_file import whole

    with whole(args.output) as file:
        file.write(imported.turtle)
    print(f"Wrote {args.output}: {said}.", file=sys.stderr)
    return 0


def _files(path: str) -> list[str]:
    """A file, or the CSV files of a folder."""
    folder = Path(path)
    if not folder.is_dir():
        return [path]
    files = sorted(str(file) for file in folder.iterdir() if file.suffix.lower() in (".csv", ".tsv"))
    if not files:
        raise UsageError(f"{path} is a folder without CSV files.")
    return files
