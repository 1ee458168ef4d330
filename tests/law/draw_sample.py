"""Stratified sample of the cells that the second hand codes: regions by hard levers, seeded.

A shuffled deck of all levers is dealt round the regions: each region gets as many cells as any other, and the
levers come about equally often. Run once, on the 77 hard levers of November 2026: a lever added later
changes the deal, so second_coding.csv keeps the cells dealt then.

    python tests/law/draw_sample.py < NAMES   # the regions one a line, then --, then the levers
"""

import random
import sys
from collections.abc import Sequence

SEED = 12
CELLS_A_REGION = 16


def deal(regions: Sequence[str], levers: Sequence[str], cells: int = CELLS_A_REGION) -> list[tuple[str, str]]:
    """Deal cells (region, lever), in that order; ValueError if a region cannot have so many."""
    if cells > len(levers):
        raise ValueError(f"{cells} cells a region are more than the {len(levers)} levers")
    rng = random.Random(SEED)  # noqa: S311 - a draw that anybody can repeat, not a secret
    deck: list[str] = []
    dealt: list[tuple[str, str]] = []
    for _ in range(cells):
        for region in regions:
            lever = next((lever for lever in deck if (region, lever) not in dealt), None)
            if lever is None:
                deck = sorted(levers)
                rng.shuffle(deck)
                lever = next(lever for lever in deck if (region, lever) not in dealt)
            deck.remove(lever)
            dealt.append((region, lever))
    return dealt


if __name__ == "__main__":
    names = [name.strip() for name in sys.stdin if name.strip()]
    divider = names.index("--")
    for region, lever in deal(names[:divider], names[divider + 1 :]):
        print(region, lever, sep="\t")
