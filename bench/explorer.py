"""Measures the explorer beside pyvis's own page of the same graph: size, load, first stable picture, dragging.

Graphs of our shape with 1,000, 5,000 and 20,000 nodes are made up for this; the packaged graph is measured too.
Both pages are opened in the same run by the same headless Chromium, without a network and without a graphics card.
Alone: `python bench/explorer.py`.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

TITLE = "The explorer beside pyvis"
SIZES = (1_000, 5_000, 20_000)
PATIENCE = 60.0
"""Seconds after which a page that shows no stable picture is closed and reported as such."""
DRAG = 2.0
"""Seconds for which the picture is dragged about."""
Row = dict[str, Any]

# Of every hundred nodes in the packaged graph.
SHARES = {
    "region": 4,
    "domain": 2,
    "lever": 16,
    "intervention": 27,
    "determinant": 14,
    "outcome": 7,
    "indicator": 30,
}
CLASSES = {
    "region": "Region",
    "domain": "PowerDomain",
    "lever": "StatutoryFunction",
    "intervention": "Intervention",
    "determinant": "Determinant",
    "outcome": "Outcome",
    "indicator": "Indicator",
}
# Claims for every hundred nodes: class, the properties of its two ends, the kinds at them.
CLAIMS = (
    (59, "LeverEffect", "cause", "lever", "target", "determinant"),
    (56, "CausalLink", "cause", "determinant", "target", "outcome"),
    (15, "DomainEffect", "cause", "domain", "target", "determinant"),
    (105, "LeverHolding", "region", "region", "lever", "lever"),
    (66, "LeverUse", "intervention", "intervention", "lever", "lever"),
    (14, "Participation", "region", "region", "intervention", "intervention"),
)
STRENGTHS = ("Strong", "Moderate", "Weak", "Insufficient")


def measure(runs: int = 3) -> Row:
    """Measure every size `runs` times, the two pages in turn; medians. Needs Playwright and a Chromium."""
    with tempfile.TemporaryDirectory() as folder, _driver() as driver:
        return {
            "nodes": {name: _one(driver, Path(folder), name, store, runs) for name, store in _graphs()}
        }


def _graphs() -> Iterator[tuple[str, Any]]:
    from levergraph.graph.store import open_store

    with open_store() as store:
        yield "packaged", store
    for size in SIZES:
        yield f"{size:,}", synthetic(size)


def _one(driver: Any, folder: Path, name: str, store: Any, runs: int) -> Row:
    print(f"  {name} nodes: writing both pages", file=sys.stderr)
    ours, theirs = folder / "ours.html", folder / "theirs.html"
    began = time.perf_counter()
    nodes, edges = write_ours(store, ours)
    wrote = time.perf_counter() - began
    began = time.perf_counter()
    write_pyvis(store, theirs)
    found: Row = {
        "nodes": nodes,
        "edges": edges,
        "explorer": {"written_s": round(wrote, 2), "bytes": ours.stat().st_size},
        "pyvis": {"written_s": round(time.perf_counter() - began, 2), "bytes": theirs.stat().st_size},
    }
    times: dict[str, list[Row]] = {"explorer": [], "pyvis": []}
    for run in range(runs):
        print(f"  {name} nodes: run {run + 1} of {runs}", file=sys.stderr)
        times["explorer"].append(_opened(driver, ours, "explorer"))
        if not any(row["stable_ms"] is None for row in times["pyvis"]):  # frozen once is enough
            times["pyvis"].append(_opened(driver, theirs, "pyvis"))
    for page, rows in times.items():
        for key in rows[0]:
            values = [row[key] for row in rows if row[key] is not None]
            whole = len(values) == len(rows)
            found[page][key] = round(statistics.median(values), 1) if values and whole else None
    return found


# The two pages of one graph


def synthetic(size: int) -> Any:
    """Make up a graph of our shape with this many nodes, the same each time, in a store in memory."""
    import random

    import pyoxigraph
    from levergraph.graph.store import LocalStore
    from levergraph.ontology import DATASET, GRAPH_FACTS, ID, LG

    chance = random.Random(size)  # noqa: S311 - made-up data, not a secret
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    lines = [
        f"<{ID}source/s> a <{LG}Source> ; {label} \"A made-up source\"@en .",
        f'<{DATASET}> <http://purl.org/dc/terms/issued> "2026-11-24"^^<http://www.w3.org/2001/XMLSchema#date> .',
    ]
    counts = {kind: max(2, round(size * share / 100)) for kind, share in SHARES.items()}
    counts["intervention"] += size - sum(counts.values())
    counts.update(region=24, domain=13)  # a country has no more of these when its record grows
    counts["intervention"] += size - sum(counts.values())
    for kind, count in counts.items():
        for place in range(count):
            more = ""
            if kind == "lever":
                more = f"; <{LG}domain> <{ID}domain/{place % counts['domain']}> "
            elif kind == "determinant" and place >= 7:
                above = place % 7 if place < 100 else chance.randrange(7, place)
                more = f"; <http://www.w3.org/2004/02/skos/core#broader> <{ID}determinant/{above}> "
            elif kind == "outcome":
                more = f"; <{LG}outcomeKind> <{LG}{('Morbidity', 'Mortality', 'Wellbeing')[place % 3]}> "
            elif kind == "indicator":
                more = f"; <{LG}measures> <{ID}determinant/{chance.randrange(counts['determinant'])}> "
            lines.append(
                f"<{ID}{kind}/{place}> a <{LG}{CLASSES[kind]}> ; "
                f'{label} "Made-up {kind} number {place}"@en {more}; <{LG}source> <{ID}source/s> .'
            )
    for share, name, left, left_kind, right, right_kind in CLAIMS:
        for place in range(round(size * share / 100)):
            start, end = chance.randrange(counts[left_kind]), chance.randrange(counts[right_kind])
            said = (
                f"; <{LG}status> <{LG}Held> "
                if name == "LeverHolding"
                else f"; <{LG}polarity> <{LG}Increases> ; <{LG}healthDirection> <{LG}ImprovesHealth> "
                f"; <{LG}strength> <{LG}{STRENGTHS[place % 4]}> ; <{LG}mechanism> \"A made-up reason.\"@en "
                if name in ("LeverEffect", "CausalLink", "DomainEffect")
                else ""
            )
            lines.append(
                f"<{ID}claim/{name}-{place}> a <{LG}{name}> ; <{LG}{left}> <{ID}{left_kind}/{start}> ; "
                f"<{LG}{right}> <{ID}{right_kind}/{end}> {said}; <{LG}source> <{ID}source/s> ."
            )
    memory = pyoxigraph.Store()
    memory.bulk_load(
        "\n".join(lines).encode(),
        format=pyoxigraph.RdfFormat.TURTLE,
        to_graph=pyoxigraph.NamedNode(GRAPH_FACTS),
    )
    return LocalStore(memory, f"a made-up graph of {size} nodes", str(size))


def write_ours(store: Any, path: Path) -> tuple[int, int]:
    """Write the explorer's page; the number of its nodes and edges."""
    from levergraph.viz import explore

    text = explore(store, path).read_text(encoding="utf-8")
    data = json.loads(re.search(r'id="data">(.*?)</script>', text, re.DOTALL)[1])  # type: ignore[index]
    return len(data["things"]), len(data["lines"])


def write_pyvis(store: Any, path: Path) -> None:
    """Write pyvis's page of the same things and lines as it comes, with what it would fetch left out or inside."""
    from levergraph.viz.layout import lay_out
    from levergraph.viz.reader import read
    from pyvis.network import Network

    atlas = read(store)
    network = Network(directed=True, cdn_resources="in_line")
    for place, thing in enumerate(atlas.things):
        network.add_node(place, label=thing.label, group=thing.kind)
    network.node_ids = range(len(atlas.things))  # it looks through its list for both ends of every edge
    for edge in lay_out(atlas).edges:
        network.add_edge(edge.start, edge.end)
    text = network.generate_html(notebook=False)
    text = re.sub(r"<link[^>]*https?://[^>]*>", "", text)
    text = re.sub(r"<script[^>]*src=[^>]*https?://[^>]*>\s*</script>", "", text)
    told = (
        "<script>network.once('stabilized', () => requestAnimationFrame(() => "
        "console.log('stable ' + performance.now())));</script></body>"
    )
    path.write_text(text.replace("</body>", told), encoding="utf-8")


# In the browser


@contextmanager
def _driver() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise SystemExit("the explorer's benchmark needs Playwright for Python (pip install -e '.[test]')") from None
    path = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
    if path is None:
        raise SystemExit("the explorer's benchmark needs Chromium (for example: apt install chromium)")
    with sync_playwright() as playwright:
        yield lambda: playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])


def _opened(driver: Any, path: Path, page: str) -> Row:
    """Open one page in a browser of its own: milliseconds to load and to a stable picture, frames a second."""
    from playwright.sync_api import TimeoutError as TooLong

    browser = driver()
    try:
        tab = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True).new_page()
        tab.set_default_timeout(PATIENCE * 1000)
        try:
            stable = _until_stable(tab, path, page)
        except TooLong:
            return {"load_ms": None, "stable_ms": None, "frames": None, "neighbours_ms": None}
        return {
            "load_ms": tab.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"),
            "stable_ms": stable,
            "frames": _dragged(tab),
            "neighbours_ms": _neighbours(tab) if page == "explorer" else None,
        }
    finally:
        browser.close()


def _until_stable(tab: Any, path: Path, page: str) -> float:
    if page == "explorer":
        tab.goto(path.as_uri())
        while not (marks := tab.evaluate("performance.getEntriesByName('first-picture').map(m => m.startTime)")):
            time.sleep(0.01)
        return float(marks[0])
    with tab.expect_event("console", lambda line: line.text.startswith("stable ")) as told:
        tab.goto(path.as_uri(), wait_until="commit")
    return float(told.value.text.split()[1])


COUNT = """() => {
  window.frames_ = 0;
  window.began_ = performance.now();
  const next = () => { window.frames_ += 1; window.asked_ = requestAnimationFrame(next); };
  window.asked_ = requestAnimationFrame(next);
}"""


def _dragged(tab: Any) -> float | None:
    """Frames a second while the picture is dragged about; None where the page does not answer in time."""
    from playwright.sync_api import TimeoutError as TooLong

    box = tab.locator("canvas").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + min(box["height"], 700) / 2
    try:
        tab.mouse.move(x - 8, y)
        tab.mouse.down()
        tab.evaluate(COUNT)
        until = time.perf_counter() + DRAG
        step = 0
        while time.perf_counter() < until:
            step += 1
            tab.mouse.move(x + (step % 40) * 3, y + (step % 25) * 2)
        frames = tab.evaluate("() => window.frames_ * 1000 / (performance.now() - window.began_)")
        tab.mouse.up()
    except TooLong:
        return None
    return float(frames)


NEIGHBOURS = """name => new Promise((done) => {
  const began = performance.now();
  addEventListener('hashchange', () =>
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - began))), { once: true });
  location.hash = `view=around&focus=${name}&depth=2&show=${name}`;
})"""


def _neighbours(tab: Any) -> float:
    """Milliseconds from choosing a determinant to its neighbours, two steps out, in the picture."""
    data = "JSON.parse(document.querySelector('#data').textContent)"
    name = tab.evaluate(f"{data}.things.find((thing) => thing.kind === 'determinant').id")
    return float(tab.evaluate(NEIGHBOURS, name))


# What was found


def summary(found: Row) -> list[tuple[str, str, str]]:
    """What was measured, found and asked for: one row for each bound."""
    packaged = found["nodes"]["packaged"]["explorer"]
    largest = found["nodes"][f"{SIZES[-1]:,}"]["explorer"]
    return [
        (
            "first stable picture of the packaged graph",
            f"{packaged['stable_ms'] / 1000:.2f} s",
            "at most 1 s",
        ),
        (
            f"first stable picture of {SIZES[-1]:,} nodes, and frames a second while dragging",
            f"{largest['stable_ms'] / 1000:.2f} s, {largest['frames']:.0f}",
            "opens and stays usable",
        ),
    ]


def markdown(found: Row) -> list[str]:
    """The table of sizes."""
    lines = [
        f"### {TITLE}",
        "",
        "| nodes, edges | page | file | load | first stable picture | frames a second, dragging | neighbours shown |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, row in found["nodes"].items():
        size = f"{_called(name, row)}, {row['edges']:,}"
        lines += [
            f"| {size} | {page} | {row[page]['bytes'] / 1e6:.1f} MB | {_seconds(row[page]['load_ms'])} | "
            f"{_seconds(row[page]['stable_ms'])} | {_frames(row[page])} | "
            f"{_seconds(row[page]['neighbours_ms']) if page == 'explorer' else ''} |"
            for page in ("explorer", "pyvis")
        ]
    return [
        *lines,
        "",
        f"Headless Chromium, drawing in software; medians; the same things and lines in both pages. A page without a "
        f"stable picture after {PATIENCE:.0f} s was closed: > {PATIENCE:.0f} s. Pyvis is as it comes, its scripts "
        "inside the file and its style sheet from the network left out; it draws all nodes at once, the explorer "
        "begins with an overview and shows neighbourhoods.",
    ]


def _called(name: str, row: Row) -> str:
    return f"packaged: {row['nodes']:,}" if name == "packaged" else name


def _seconds(milliseconds: float | None) -> str:
    return f"> {PATIENCE:.0f} s" if milliseconds is None else f"{milliseconds / 1000:.2f} s"


def _frames(row: Row) -> str:
    if row["stable_ms"] is None:
        return "not reached"
    return "no answer" if row["frames"] is None else f"{row['frames']:.0f}"


def main(argv: list[str] | None = None) -> int:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, help="runs of each page (default: 3)")
    args = parser.parse_args(argv)
    found = measure(args.runs)
    print("\n".join(markdown(found)))
    for measured, value, bound in summary(found):
        print(f"{measured}: {value} (bound: {bound})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
