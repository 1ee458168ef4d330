"""Measures every part and writes what was found: `make bench`.

Writes results.json and RESULTS.md beside itself. All numbers are medians of interleaved runs on one machine
in one sitting; read the ratios, not the milliseconds. Each part is a file of its own beside this one, with
`measure`, `summary` and `markdown`, and runs alone too: `python bench/questions.py`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).parent
PARTS = {"questions": 21, "transfer": 9, "explorer": 3, "web": 3, "changes": 3, "scale": 1}
"""The parts, and how often each measures what it compares: what is slow is measured less often."""
PACKAGES = ("levergraph", "pyoxigraph", "rdflib", "oxrdflib", "networkx", "pyvis")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and write what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--only",
        nargs="+",
        metavar="PART",
        choices=PARTS,
        help=f"measure these parts anew and keep what is known of the others: {', '.join(PARTS)}",
    )
    runs = ", ".join(f"{name} {runs}" for name, runs in PARTS.items())
    parser.add_argument("--runs", type=int, help=f"runs of each measurement (default: {runs})")
    parser.add_argument("-o", "--output", type=Path, default=HERE, help="folder to write to")
    args = parser.parse_args(argv)
    known = args.output / "results.json"
    results = json.loads(known.read_text("utf-8")) if known.exists() and args.only else {}
    for name in args.only or PARTS:
        print(f"Measuring: {name}", file=sys.stderr)
        results[name] = {"machine": machine(), "found": part(name).measure(args.runs or PARTS[name])}
    results = {name: results[name] for name in PARTS if name in results}
    args.output.mkdir(parents=True, exist_ok=True)
    known.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    (args.output / "RESULTS.md").write_text(markdown(results), encoding="utf-8")
    print("\n".join(summary_table(results)))
    print(f"\nWrote {args.output / 'RESULTS.md'}", file=sys.stderr)
    return 0


def part(name: str) -> ModuleType:
    """One part of the benchmark, from the file beside this one."""
    spec = importlib.util.spec_from_file_location(f"levergraph_bench_{name}", HERE / f"{name}.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"bench/{name}.py is missing")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def machine() -> dict[str, str]:
    """The machine and the versions of a measurement."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        **{name: version(name) for name in PACKAGES},
    }


def summary_table(results: Mapping[str, Any]) -> list[str]:
    """The measurements that have bounds, as the lines of a Markdown table."""
    rows = [row for name in results for row in part(name).summary(results[name]["found"])]
    return [
        "| measured | found | bound |",
        "| --- | --- | --- |",
        *(f"| {measured} | {found} | {bound} |" for measured, found, bound in rows),
    ]


def markdown(results: Mapping[str, Any]) -> str:
    """All results as Markdown."""
    lines = [
        "# Benchmark",
        "",
        "Written by `make bench`; do not edit. Medians of interleaved runs. Figures of one part belong",
        "together: compare ratios, not milliseconds.",
        "",
        *summary_table(results),
    ]
    for name, each in results.items():
        about = each["machine"]
        versions = ", ".join(f"{package} {about[package]}" for package in PACKAGES)
        lines += ["", f"## {part(name).TITLE}", "", *part(name).markdown(each["found"]), ""]
        lines += [f"Measured with Python {about['python']} on {about['system']}; {versions}."]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
