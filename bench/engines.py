"""Asks every engine of this machine every named question, and writes what came of it to docs/engines.md.

`python bench/engines.py` in the environment of `make bench`. An engine that is not installed is left out and
named. The table is written by this command; do not edit it.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "engines.md"
BEGIN, END = "<!-- written by bench/engines.py -->\n", "<!-- end -->\n"
sys.path.insert(0, str(ROOT / "tests" / "shared"))


def main() -> int:
    """Ask, and write the table between the marks of the page."""
    reports = asked()
    text = PAGE.read_text("utf-8")
    start, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    PAGE.write_text(text[:start] + "\n".join(table(reports)) + "\n" + text[end:], "utf-8")
    return 0


def asked() -> dict[str, Any]:
    """The report of each engine by its name and version; none for one that is not here."""
    from engines import ENGINES, Missing, version
    from levergraph.graph import RemoteStore, open_store
    from levergraph.queries.store_check import store_check
    from pyoxigraph import Store

    reports: dict[str, Any] = {}
    with open_store() as packaged, ExitStack() as stack:
        embedded = packaged.oxigraph  # type: ignore[attr-defined]  # the packaged graph is local
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        disk = Store(folder)
        disk.bulk_extend(embedded)
        disk.flush()
        del disk
        with open_store(folder) as store:
            reports[f"folder on disk (pyoxigraph {version('folder')})"] = store_check(store, packaged)
        for name, start in ENGINES.items():
            try:
                address = stack.enter_context(start(embedded))
            except Missing as missing:
                print(f"Left out: {missing}", file=sys.stderr)
                continue
            with RemoteStore(address, timeout=20) as store:
                print(f"Asking {name}", file=sys.stderr)
                reports[f"{name} {version(name)}"] = store_check(store, packaged)
    return reports


def table(reports: dict[str, Any]) -> list[str]:
    """Engines by questions: seconds where the rows are the same, else what differs."""
    names = list(reports)
    lines = [
        f"| question | {' | '.join(names)} |",
        f"| --- |{' ---: |' * len(names)}",
    ]
    counts = {
        name: f"{sum(check.verdict == 'same' for check in report.checks)} of {len(report.checks)}"
        for name, report in reports.items()
    }
    lines.append(f"| **answered alike** | {' | '.join(f'**{counts[name]}**' for name in names)} |")
    for place, check in enumerate(next(iter(reports.values())).checks):
        cells = []
        for report in reports.values():
            found = report.checks[place]
            cells.append(
                f"{found.seconds * 1000:.0f} ms" if found.verdict == "same" else f"**{found.verdict}**"
            )
        again = place and next(iter(reports.values())).checks[place - 1].question == check.question
        lines.append(f"| {check.question}{', optional given' if again else ''} | {' | '.join(cells)} |")
    return lines


if __name__ == "__main__":
    sys.exit(main())
