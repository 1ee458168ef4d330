"""The page's search for paths gives the paths of the method, in the method's order."""

from __future__ import annotations

import json
import random
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import levergraph.viz
import networkx
import pytest
from levergraph.graph.opening import open_store
from levergraph.ontology import ID
from levergraph.queries.transferability import STEPS, Transferability

SCRIPTS = Path(levergraph.viz.__file__).parent / "js"
SEARCH = """([lines, from, to, limits]) => {
  const DATA = { search: { steps: limits.steps, looks: limits.bound } };
  const PATH_STEPS = new Set(['CausalLink']);
  const LINES = lines.map(([from, to, rank], index) => ({ from, to, rank, index }));
  const lineClaim = (line) => ({ kind: 'CausalLink', rank: line.rank, index: line.index });
  const strength = (claim) => claim.rank;
  const fact = () => '';
  %s
  const search = bestPaths(from, to, () => true, limits);
  return { ...search, paths: search.paths.map((path) => [path.weakest, path.steps.map((step) => step.to)]) };
}"""
EVERY_PAIR = """() => {
  %s
  const ofKind = (kind) => NODES.filter((node) => node.kind === kind && !node.heading);
  const best = {};
  for (const lever of ofKind('lever')) for (const outcome of ofKind('outcome')) {
    const { paths } = bestPaths(lever.index, outcome.index, () => true);
    if (paths.length) best[`${lever.id} ${outcome.id}`] = paths.map(
      (path) => [path.weakest, netEffect(path), lever.id, ...path.steps.map((step) => NODES[step.to].id)]);
  }
  return best;
}"""

Line = tuple[int, int, int]


@pytest.fixture(scope="module")
def blank(browser: Any) -> Any:
    return browser.new_page()


def script(*names: str) -> str:
    return "\n".join((SCRIPTS / f"{name}.js").read_text(encoding="utf-8") for name in names)


def search(page: Any, lines: list[Line], start: int, goal: int, **limits: int) -> dict[str, Any]:
    given = {"wanted": 10, "steps": STEPS, "bound": 20000} | limits
    return dict(page.evaluate(SEARCH % script("paths"), [lines, start, goal, given]))


def slowly(lines: list[Line], start: int, goal: int, steps: int) -> list[tuple[int, list[int]]]:
    """Weakest step and nodes of every path, best first."""
    graph = networkx.DiGraph()
    graph.add_nodes_from([start, goal])
    for left, right, rank in lines:
        known = graph.get_edge_data(left, right, {"rank": 0})["rank"]
        graph.add_edge(left, right, rank=max(rank, known))
    paths = [
        (min(graph[a][b]["rank"] for a, b in pairwise(path)), path[1:])
        for path in networkx.all_simple_paths(graph, start, goal, cutoff=steps)
    ]
    return sorted(paths, key=lambda path: (-path[0], len(path[1]), path[1]))


@pytest.mark.parametrize("seed", range(40))
def test_the_best_paths_are_those_that_looking_at_all_of_them_finds(blank: Any, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - a test's graph, not a secret
    nodes = draw.randint(3, 9)
    pairs = [(a, b) for a in range(nodes) for b in range(nodes) if a != b and draw.random() < 0.4]
    lines = [(a, b, draw.randint(1, 4)) for a, b in pairs] + [(a, b, 2) for a, b in pairs[:2]]
    result = search(blank, lines, 0, nodes - 1)
    expected = slowly(lines, 0, nodes - 1, STEPS)
    assert [(weakest, steps) for weakest, steps in result["paths"]] == expected[:10]
    assert not result["stopped"]
    assert result["more"] is (len(expected) > 10)


def test_every_lever_and_outcome_of_the_packaged_graph_have_the_paths_of_the_method(
    blank: Any, packaged: Path
) -> None:
    block = re.search(
        r'<script type="application/json" id="data">.*?</script>', packaged.read_text("utf-8"), re.S
    )
    assert block
    blank.set_content(block[0])
    shown = blank.evaluate(EVERY_PAIR % script("dom", "model", "facts", "paths"))
    data = json.loads(block[0].partition(">")[2].removesuffix("</script>"))
    ends = {
        kind: [thing["id"] for thing in data["things"] if thing["id"].startswith(f"{kind}/")]
        for kind in ("lever", "outcome")
    }
    with open_store() as store:
        service = Transferability(store)
        expected = {
            f"{lever} {outcome}": [
                [path.rank, path.net_effect, *(node.iri.removeprefix(ID) for node in path.nodes)]
                for path in paths
            ]
            for lever in ends["lever"]
            for outcome in ends["outcome"]
            if (paths := service.paths(f"<{ID}{lever}>", f"<{ID}{outcome}>").paths)
        }
    assert len(expected) > 1000
    assert shown == expected


def test_a_claim_without_a_strength_is_no_step(blank: Any) -> None:
    assert search(blank, [(0, 1, 0), (0, 2, 1), (2, 1, 1)], 0, 1)["paths"] == [[1, [2, 1]]]


def test_a_layered_graph_with_a_million_paths_is_searched_at_once(blank: Any) -> None:
    lines = [
        (layer * 10 + left, layer * 10 + 10 + right, 3)
        for layer in range(9)
        for left in range(6)
        for right in range(6)
    ]
    result = search(blank, lines, 0, 90, steps=9)
    assert len(result["paths"]) == 10
    assert result["looked"] < 1000


def test_a_search_that_reaches_its_bound_says_so(blank: Any) -> None:
    lines = [(a, b, 3) for a in range(12) for b in range(12) if a != b]
    result = search(blank, lines, 0, 11, wanted=1000, bound=50)
    assert result["stopped"]
    assert result["looked"] == 50


def test_from_a_place_to_itself_or_to_nowhere_there_is_nothing_to_walk(blank: Any) -> None:
    assert search(blank, [(0, 1, 3)], 1, 0)["paths"] == []
    assert search(blank, [(0, 1, 3), (1, 0, 3)], 0, 0)["paths"] == []


def test_an_address_opens_the_path_that_it_counts_to(visit: Any, packaged: Path) -> None:
    """The thirteenth path is drawn too, though ten are listed at first."""
    lever, outcome = "lever/adult-skills-fund", "outcome/healthy-life-expectancy"
    with open_store() as store:
        answer = Transferability(store).paths(ID + lever, ID + outcome, k=13)
    for number in (1, 13):
        page = visit(packaged).open(f"view=paths&from={lever}&to={outcome}&path={number}")
        open_path = page.locator(".path.chosen")
        assert page.locator(".path").count() == (10 if number == 1 else 20)
        assert open_path.locator(".step").count() >= len(answer.paths[number - 1].steps)
        assert page.locator(".path").nth(number - 1).get_attribute("class") == "path chosen"


CLOSE = """([outcomes, regions]) => {
  %s
  const shown = ({ node, tier, judged }) => [node.id, tier, judged.verdict.name];
  return outcomes.map((outcome) => regions.map((region) =>
    closeTo(NODE_BY_ID.get(outcome), NODE_BY_ID.get(region)).map(shown)));
}"""


def test_what_is_close_to_an_outcome_is_ordered_for_a_region_as_the_method_orders_it(
    blank: Any, packaged: Path
) -> None:
    block = re.search(
        r'<script type="application/json" id="data">.*?</script>', packaged.read_text("utf-8"), re.S
    )
    assert block
    edition = json.loads(block[0].partition(">")[2].removesuffix("</script>"))["edition"]
    outcomes = ["outcome/respiratory-disease", "outcome/suicide", "outcome/child-obesity"]
    regions = ["region/south-yorkshire", "region/cumbria", "region/greater-london"]
    blank.set_content(block[0])
    shown = blank.evaluate(CLOSE % script("dom", "model", "marks", "verdicts"), [outcomes, regions])
    with open_store() as store:
        service = Transferability(store)
        expected = [
            [
                [
                    [
                        each.intervention.iri.removeprefix(ID),
                        each.relevance.tier.name if each.relevance else "",
                        each.verdict.name,
                    ]
                    for each in service.ranking(
                        f"<{ID}{region}>", outcome=f"<{ID}{outcome}>", as_of=edition, everything=True
                    ).candidates
                ]
                for region in regions
            ]
            for outcome in outcomes
        ]
    assert shown == expected
    assert all(len(rows) > 10 for row in shown for rows in row)


def test_a_region_and_an_outcome_open_the_paths_from_what_the_region_has(visit: Any, packaged: Path) -> None:
    visit = visit(packaged, bypass_csp=True)
    page = visit.page
    page.goto(f"{packaged.as_uri()}?region=south-yorkshire&outcome=respiratory-disease")
    page.wait_for_function("performance.getEntriesByName('first-picture').length > 0")
    assert page.locator("#scene-title").inner_text().startswith("What South Yorkshire could move")
    chosen = page.locator(".path.chosen")
    assert chosen.count() == 1
    assert chosen.locator(".chain").inner_text().endswith("less respiratory disease.")
    assert "South Yorkshire:" in chosen.inner_text()
    assert visit.is_alone()
    visit.axe()
    visit.open("view=towards&region=region/south-yorkshire&to=outcome/respiratory-disease")
    assert page.locator("#scene-title").inner_text().startswith("What South Yorkshire could move")
