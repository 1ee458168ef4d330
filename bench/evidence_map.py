"""Measures how long the evidence map takes to its first picture, on a seeded graph of many findings.

`python bench/evidence_map.py --findings 10000` prints the seconds, on the clock and of the processor, for the
answer with its page, the picture and the file with every finding, with their sizes; first for a store that no
question was asked of yet.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator

import pyoxigraph
from levergraph.graph.store import LocalStore
from levergraph.ontology import GRAPH_FACTS, ID, LG
from levergraph.queries.transferability import Transferability
from levergraph.viz.evidence_map import Links, drawn, picture, web_page

SEED = 2026
DOMAINS, REGIONS, LEVERS, OUTCOMES, GROUPS = 13, 24, 100, 40, 5
DIRECTIONS = ("Beneficial", "MixedFinding", "NullFinding", "HarmfulFinding", "NotAssessed")
STRENGTHS = ("Insufficient", "Weak", "Moderate", "Strong")
LINKS = Links(
    lambda row, column: f"?cell={row}:{column}",
    lambda row: f"?kind={row}",
    lambda column: f"?group={column}",
    lambda iri: iri,
)


def turtle(findings: int) -> Iterator[str]:
    """The lines of a graph with so many findings, about a third as many interventions."""
    chance = random.Random(SEED)  # noqa: S311 - the same graph each time
    yield f"@prefix lg: <{LG}> . @base <{ID}> ."
    for number, strength in enumerate(STRENGTHS, 1):
        yield f"lg:{strength} lg:rank {number} ."
    for number in range(DOMAINS):
        yield f'<domain/d{number}> a lg:PowerDomain ; lg:name "Kind of power {number}" .'
    for number in range(REGIONS):
        yield f'<region/r{number}> a lg:Region ; lg:name "Region {number}" .'
    for number in range(LEVERS):
        yield f'<lever/l{number}> a lg:Lever ; lg:name "Power {number}" .'
        for region in chance.sample(range(REGIONS), 8):
            yield (
                f"<holding/h{number}-{region}> a lg:LeverHolding ; lg:lever <lever/l{number}> ; "
                f"lg:region <region/r{region}> ; lg:status lg:Held ."
            )
    for number in range(OUTCOMES):
        yield (
            f'<outcome/o{number}> a lg:Outcome ; lg:name "Outcome {number}" ; '
            f"lg:outcomeKind lg:Group{number % GROUPS} ."
        )
    interventions = max(1, findings // 3)
    for number in range(interventions):
        yield (
            f'<intervention/i{number}> a lg:Intervention ; lg:name "Intervention {number}" ; '
            f"lg:domain <domain/d{chance.randrange(DOMAINS)}> ; "
            f"lg:takesPlaceIn <region/r{chance.randrange(REGIONS)}> ; "
            f"lg:usesLever <lever/l{chance.randrange(LEVERS)}> ; "
            f"lg:actsOn <outcome/o{chance.randrange(OUTCOMES)}> ."
        )
    for number in range(findings):
        yield (
            f"<finding/f{number}> a lg:Finding ; "
            f"lg:intervention <intervention/i{chance.randrange(interventions)}> ; "
            f"lg:direction lg:{chance.choice(DIRECTIONS)} ; lg:strength lg:{chance.choice(STRENGTHS)} ; "
            f"lg:findingOn <outcome/o{chance.randrange(OUTCOMES)}> ; "
            f'lg:summary "What evaluation {number} found." .'
        )


def measure(findings: int) -> None:
    """Print the seconds and sizes, cold and warm."""
    memory = pyoxigraph.Store()
    memory.bulk_load(
        "\n".join(turtle(findings)).encode(),
        format=pyoxigraph.RdfFormat.TURTLE,
        to_graph=pyoxigraph.NamedNode(GRAPH_FACTS),
    )
    method = Transferability(LocalStore(memory, "a seeded graph", "1"))
    _timed("answer and page, cold", lambda: "".join(drawn(method.evidence_map(), LINKS)))
    _timed("answer and page, warm", lambda: "".join(drawn(method.evidence_map(), LINKS)))
    _timed("one cell opened", lambda: "".join(drawn(method.evidence_map(cell="d0:group0"), LINKS)))
    _timed("picture (SVG)", lambda: picture(method.evidence_map()))
    _timed("file with every finding", lambda: web_page(method.evidence_map(cell="all")))


def _timed(words: str, work: Callable[[], str]) -> None:
    begun, used = time.perf_counter(), time.process_time()
    text = work()
    print(
        f"{words:26} {time.perf_counter() - begun:6.3f} s, "
        f"of the processor {time.process_time() - used:6.3f} s {len(text.encode()) / 1000:8,.0f} kB"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--findings", type=int, default=10_000)
    measure(parser.parse_args().findings)
