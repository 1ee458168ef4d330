"""`levergraph import`: spreadsheets, CSV and RDF files of the user's own to one Turtle file of claims."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from ..errors import UsageError


def run(args: argparse.Namespace) -> int:
    """Import, say what must be mended, and write the Turtle only when nothing must be."""
    if bool(args.output) == args.dry_run:
        raise UsageError("say where to write it, with -o FILE.ttl; or only look, with --dry-run.")
    if args.output and not args.output.lower().endswith(".ttl"):
        raise UsageError(f"{args.output}: it is written as Turtle, so its name ends in .ttl.")
    if args.on and not re.fullmatch(r"\d{4}-\d\d-\d\d", args.on):
        raise UsageError(f"--on {args.on}: write a day like 2026-05-07.")
    from ..graph.importing import import_files

    files = [file for path in args.files for file in _files(path)]
    imported = import_files(files, by=args.by or "", on=args.on or "")
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
