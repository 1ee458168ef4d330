"""The page's search for paths, against networkx on the same small graphs."""

from __future__ import annotations

import json
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import levergraph.viz
import networkx
import pytest
from levergraph.viz.page_data import STEPS

SCRIPT = (Path(levergraph.viz.__file__).parent / "paths.js").read_text(encoding="utf-8")
SEARCH = """([lines, from, to, limits]) => {
  const DATA = { steps: limits.steps };
  const PATH_STEPS = new Set(['CausalLink']);
  const LINES = lines.map(([from, to, rank], index) => ({ from, to, rank, index }));
  const lineClaim = (line) => ({ kind: 'CausalLink', rank: line.rank, index: line.index });
  const strength = (claim) => claim.rank;
  const fact = () => '';
  %s
  const found = bestPaths(from, to, () => true, limits);
  return { ...found, paths: found.paths.map((path) => [path.weakest, path.steps.map((step) => step.to)]) };
}"""

Line = tuple[int, int, int]


@pytest.fixture(scope="module")
def blank(browser: Any) -> Any:
    return browser.new_page()


def search(page: Any, lines: list[Line], start: int, goal: int, **limits: int) -> dict[str, Any]:
    given = {"wanted": 10, "steps": STEPS, "bound": 20000} | limits
    return dict(page.evaluate(SEARCH % SCRIPT, [lines, start, goal, given]))


def slowly(lines: list[Line], start: int, goal: int, steps: int) -> list[tuple[int, int]]:
    """Weakest step and length of every path, best first."""
    graph = networkx.DiGraph()
    graph.add_nodes_from([start, goal])
    for left, right, rank in lines:
        known = graph.get_edge_data(left, right, {"rank": 0})["rank"]
        graph.add_edge(left, right, rank=max(rank, known))
    found = [
        (min(graph[a][b]["rank"] for a, b in pairwise(path)), len(path) - 1)
        for path in networkx.all_simple_paths(graph, start, goal, cutoff=steps)
    ]
    return sorted(found, key=lambda path: (-path[0], path[1]))


@pytest.mark.parametrize("seed", range(40))
def test_the_best_paths_are_those_that_looking_at_all_of_them_finds(blank: Any, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - a test's graph, not a secret
    nodes = draw.randint(3, 9)
    pairs = [(a, b) for a in range(nodes) for b in range(nodes) if a != b and draw.random() < 0.4]
    lines = [(a, b, draw.randint(0, 4)) for a, b in pairs] + [(a, b, 2) for a, b in pairs[:2]]
    found = search(blank, lines, 0, nodes - 1)
    expected = slowly(lines, 0, nodes - 1, STEPS)
    assert [(weakest, len(steps)) for weakest, steps in found["paths"]] == expected[:10]
    assert len({json.dumps(path) for path in found["paths"]}) == len(found["paths"])
    assert not found["stopped"]


def test_a_layered_graph_with_a_million_paths_is_searched_at_once(blank: Any) -> None:
    lines = [
        (layer * 10 + left, layer * 10 + 10 + right, 3)
        for layer in range(9)
        for left in range(6)
        for right in range(6)
    ]
    found = search(blank, lines, 0, 90, steps=9)
    assert len(found["paths"]) == 10
    assert found["looked"] < 1000


def test_a_search_that_reaches_its_bound_says_so(blank: Any) -> None:
    lines = [(a, b, 3) for a in range(12) for b in range(12) if a != b]
    found = search(blank, lines, 0, 11, wanted=1000, bound=50)
    assert found["stopped"]
    assert found["looked"] == 50


def test_from_a_place_to_itself_or_to_nowhere_there_is_nothing_to_walk(blank: Any) -> None:
    assert search(blank, [(0, 1, 3)], 1, 0)["paths"] == []
