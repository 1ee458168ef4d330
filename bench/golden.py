"""Measures the order of the options against experts' lists: the share acceptable in the first ten.

`python bench/golden.py` prints, for each list of tests/golden and each outcome, over every region with an
authority, how many of the first ten options an expert would accept, and how many should never stand there.
Lists are for reading only: thresholds are the method's and are never set to a list.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import levergraph
from levergraph.queries.authority import Region

LISTS = Path(__file__).parent.parent / "tests" / "golden"
FIRST = 10


class Measured(NamedTuple):
    """One region and outcome: the acceptable share of its first options, and what should never be there."""

    file: str
    outcome: str
    region: str
    share: float
    judged: float | None
    """The acceptable share of those of the first ten that either list names."""
    listed: int
    absurd: tuple[str, ...]
    neither: tuple[str, ...]


def measure(day: date | None = None) -> Iterator[Measured]:
    """Measure every list for every region that has an authority on the day (today unless given).

    Of an outcome with fewer than ten acceptable schemes, only as many places are measured.
    """
    with levergraph.open() as graph:
        today = day or date.today()
        known = {row.intervention for row in graph.query(_KNOWN)}
        regions = [region.slug for region in graph.transferability.regions() if _operates(region, today)]
        for path in sorted(LISTS.glob("*.json")):
            for outcome, lists in json.loads(path.read_text()).items():
                accept, never = set(lists["accept"]) & known, set(lists["never"])
                places = min(FIRST, len(accept))
                for slug in regions:
                    first = [
                        option.intervention.iri.rsplit("/", 1)[1]
                        for option in graph.transferability.ranking(
                            slug, outcome=outcome, as_of=today, everything=True
                        ).candidates
                    ]
                    best, shown = first[:places], first[:FIRST]
                    yield Measured(
                        path.stem,
                        outcome,
                        slug,
                        sum(scheme in accept for scheme in best) / max(1, len(best)),
                        _judged(best, accept, never),
                        len(first),
                        tuple(scheme for scheme in shown if scheme in never),
                        tuple(scheme for scheme in best if scheme not in accept | never),
                    )


def _judged(best: Sequence[str], accept: set[str], never: set[str]) -> float | None:
    named = [scheme in accept for scheme in best if scheme in accept | never]
    return sum(named) / len(named) if named else None


def _operates(region: Region, day: date) -> bool:
    """Whether the region has an authority on the day; one whose start no source states has none."""
    return bool(region.start) and (region.start or "") <= day.isoformat() <= (region.end or "9999")


_KNOWN = """PREFIX lg: <https://w3id.org/levergraph/ontology#>
SELECT (REPLACE(STR(?iri), ".*/", "") AS ?intervention) WHERE { ?iri a lg:Intervention }"""


def main() -> int:
    """Print the shares; 1 where a list falls under the bound of --least."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--least", type=float, default=0.0, help="the least mean share of each file")
    parser.add_argument("--each", action="store_true", help="a line for every region")
    args = parser.parse_args()
    measured = list(measure())
    fell = False
    for file in sorted({row.file for row in measured}):
        rows = [row for row in measured if row.file == file]
        for outcome in dict.fromkeys(row.outcome for row in rows):
            of = [row for row in rows if row.outcome == outcome]
            absurd = sum(len(row.absurd) for row in of)
            print(
                f"{file:9} {outcome:32} mean {statistics.mean(row.share for row in of):.3f} "
                f"least {min(row.share for row in of):.2f} never {absurd} "
                f"judged {statistics.mean(row.judged for row in of if row.judged is not None):.3f} "
                f"listed {min(row.listed for row in of)}-{max(row.listed for row in of)}"
            )
            for row in of if args.each else ():
                print(f"    {row.region:36} {row.share:.2f} {' '.join(row.absurd)} | {' '.join(row.neither)}")
        mean = statistics.mean(row.share for row in rows)
        print(f"{file:9} ALL mean {mean:.3f} never {sum(len(row.absurd) for row in rows)}")
        fell = fell or mean < args.least
    return int(fell)


if __name__ == "__main__":
    sys.exit(main())
