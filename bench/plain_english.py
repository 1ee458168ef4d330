"""Measures how plain sentences are read: first right, right in five, right abstention, and the time of one.

python bench/plain_english.py             the half that may be looked at, with what was read wrongly
python bench/plain_english.py untouched   the other half, figures alone
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

import levergraph
from levergraph.queries.asking import Reader, Reading

SENTENCES = Path(__file__).parent.parent / "tests" / "plain_english"
ABSTAIN = "abstain"


class Sentence(NamedTuple):
    """A sentence and what would serve it; see the README beside the sentences."""

    text: str
    answers: frozenset[str]
    regions: str
    things: str

    def fits(self, reading: Reading) -> bool:
        """Whether a reading has one of the answers, the regions and the things."""
        regions = {thing.slug for thing in reading.things if thing.kind == "region"}
        others = [thing.slug for thing in reading.things if thing.kind != "region"]
        if reading.answer == "show" and regions and self.regions:
            others = []
        wanted = set(self.regions.rstrip("|").split())
        placed = regions == wanted or (self.regions.endswith("|") and not regions)
        return _asked(reading) in self.answers and placed and self._about(others)

    def _about(self, others: list[str]) -> bool:
        """Whether the things are one of the sets that would do."""
        for choice in self.things.split("|"):
            wanted = choice.split()
            if "*" in wanted or sorted(wanted) == sorted(others):
                return True
        return False


class Score(NamedTuple):
    """Shares from 0 to 1 of a set of sentences, and the usual and longest time of one in milliseconds."""

    first: float
    five: float
    abstained: float
    usual: float
    slowest: float
    wrong: list[tuple[str, str]]


def sentences(half: str) -> list[Sentence]:
    """The sentences of a half: `tuning` or `untouched`."""
    with (SENTENCES / f"{half}.csv").open(encoding="utf-8", newline="") as file:
        return [
            Sentence(row["sentence"], frozenset(row["answers"].split("|")), row["regions"], row["things"])
            for row in csv.DictReader(file)
        ]


def measured(reader: Reader, half: str) -> Score:
    """Read every sentence of a half, and count."""
    first = five = abstained = 0
    times: list[float] = []
    wrong: list[tuple[str, str]] = []
    every = sentences(half)
    strangers = [sentence for sentence in every if sentence.answers == {ABSTAIN}]
    for sentence in every:
        begun = perf_counter()
        question = reader.read(sentence.text, others=5)
        times.append((perf_counter() - begun) * 1000)
        if sentence.answers == {ABSTAIN}:
            abstained += question.reading is None
            right = question.reading is None
        else:
            readings = ([question.reading] if question.reading else []) + question.others
            right = sentence.fits(question.reading) if question.reading else ABSTAIN in sentence.answers
            first += right
            five += right or any(sentence.fits(reading) for reading in readings[:5])
        if not right:
            told = question.reading or (question.others[0] if question.others else None)
            mark = "" if question.reading else "abstained: "
            wrong.append((sentence.text, f"{mark}{told.answer} {told.score} {told.words}" if told else mark))
    asked = len(every) - len(strangers)
    return Score(first / asked, five / asked, abstained / len(strangers), median(times), max(times), wrong)


def _asked(reading: Reading) -> str:
    return "transfer" if reading.answer == "explanation" else reading.answer


def main() -> None:
    """Print the figures of a half."""
    half = sys.argv[1] if len(sys.argv) > 1 else "tuning"
    with levergraph.open() as graph:
        opened = perf_counter()
        reader = Reader(graph.store)
        ready = perf_counter()
        score = measured(reader, half)
    if half == "tuning":
        for text, told in score.wrong:
            print(f"{text}\n    {told}")
    print(
        f"{half}: first {score.first:.1%}, in five {score.five:.1%}, abstained {score.abstained:.1%}; "
        f"median {score.usual:.1f} ms, slowest {score.slowest:.0f} ms; ready in {ready - opened:.2f} s"
    )


if __name__ == "__main__":
    main()
