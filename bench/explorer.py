"""Measures the explorer beside pyvis's own pages: size, load, first stable picture, dragging.

Graphs of our shape with 1,000, 5,000 and 20,000 nodes are made up for this; the packaged graph is measured
too. All pages are opened in the same run by the same headless Chromium, without a network and without a
graphics card.
Alone: `python bench/explorer.py`.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TITLE = "The explorer beside pyvis"
XSD = "http://www.w3.org/2001/XMLSchema#"
SIZES = (1_000, 5_000, 20_000)
PATIENCE = 60.0
"""Seconds after which a page that shows no stable picture is closed and reported as such."""
DRAG = 2.0
"""Seconds for which the picture is dragged about."""
PAGES = {
    "explorer": "explorer",
    "pyvis": "pyvis as it comes",
    "still": "pyvis, places given, physics off",
}
MEASURED = ("load_ms", "stable_ms", "frames", "neighbours_ms")
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
    """Measure every size `runs` times, the pages in turn; medians. Needs Playwright and a Chromium."""
    _chromium()
    with tempfile.TemporaryDirectory() as folder:
        return {"nodes": {name: _one(Path(folder), name, store, runs) for name, store in _graphs()}}


def _graphs() -> Iterator[tuple[str, Any]]:
    from levergraph.graph.opening import open_store

    with open_store() as store:
        yield "packaged", store
    for size in SIZES:
        yield f"{size:,}", synthetic(size)


def _one(folder: Path, name: str, store: Any, runs: int) -> Row:
    print(f"  {name} nodes: writing the pages", file=sys.stderr)
    files = {page: folder / f"{page}.html" for page in PAGES}
    found: Row = {"explorer": {}, "pyvis": {}, "still": {}}
    for page, path in files.items():
        began = time.perf_counter()
        if page == "explorer":
            found["nodes"], found["edges"] = write_ours(store, path)
        else:
            write_pyvis(store, path, still=page == "still")
        found[page] |= {
            "written_s": round(time.perf_counter() - began, 2),
            "bytes": path.stat().st_size,
        }
    times: dict[str, list[Row]] = {page: [] for page in PAGES}
    for run in range(runs):
        print(f"  {name} nodes: run {run + 1} of {runs}", file=sys.stderr)
        for page, path in files.items():
            if not any(row["stable_ms"] is None for row in times[page]):  # too slow once is enough
                times[page].append(_opened(path, page))
    for page, rows in times.items():
        for key in MEASURED:
            values = [row[key] for row in rows]
            found[page][key] = None if None in values else round(statistics.median(values), 1)
    return found


# The pages of one graph


def synthetic(size: int) -> Any:
    """Make up a graph of our shape with this many nodes, the same each time, in a store in memory."""
    import random

    import pyoxigraph
    from levergraph.graph.store import LocalStore
    from levergraph.ontology import DATASET, GRAPH_FACTS, ID, LG

    chance = random.Random(size)  # noqa: S311 - made-up data, not a secret
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    lines = [
        f'<{ID}source/s> a <{LG}Source> ; {label} "A made-up source"@en .',
        f'<{DATASET}> <http://purl.org/dc/terms/issued> "2026-11-24"^^<{XSD}date> .',
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
                f'; <{LG}strength> <{LG}{STRENGTHS[place % 4]}> ; <{LG}mechanism> "A made-up reason."@en '
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
    return len(data["things"]), len(data["network"]["edges"])


def write_pyvis(store: Any, path: Path, *, still: bool) -> None:
    """Write pyvis's page of the same things and lines, with what it would fetch left out or inside.

    As it comes, or `still`: at the explorer's places, with physics off.
    """
    from levergraph.viz.hierarchy import add_hierarchy
    from levergraph.viz.layout import lay_out
    from levergraph.viz.multigraph import drawn_network
    from levergraph.viz.reader import read
    from pyvis.network import Network

    atlas = read(store)
    graph = drawn_network(atlas)
    things = list(graph)
    add_hierarchy(graph, atlas)
    lay_out(graph)
    network = Network(directed=True, cdn_resources="in_line")
    for iri in things:
        x, y, label, kind = (graph.nodes[iri][name] for name in ("x", "y", "label", "kind"))
        network.add_node(iri, label=label, group=kind, **({"x": x, "y": y} if still else {}))
    network.node_ids = set(things)  # it looks through its list for both ends of every edge
    for start, end in graph.edges():
        network.add_edge(start, end)
    if still:
        network.set_options('{"physics": {"enabled": false}, "layout": {"improvedLayout": false}}')
    told = TELL.replace("stabilized", "afterDrawing") + "network.redraw();" if still else TELL
    text = network.generate_html(notebook=False)
    text = re.sub(r"<link[^>]*https?://[^>]*>", "", text)
    text = re.sub(r"<script[^>]*src=[^>]*https?://[^>]*>\s*</script>", "", text)
    path.write_text(text.replace("</body>", f"<script>{told}</script></body>"), encoding="utf-8")


TELL = """
addEventListener('load', () => setTimeout(() => console.log('load_ms ' + performance.now())));
network.once('stabilized', () => requestAnimationFrame(() => console.log('stable_ms ' + performance.now())));
"""


# In the browser


def _chromium() -> str:
    try:
        import playwright  # noqa: F401 - only whether it is there
    except ImportError:
        raise SystemExit(
            "the explorer's benchmark needs Playwright for Python (pip install -e '.[test]')"
        ) from None
    path = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
    if path is None:
        raise SystemExit("the explorer's benchmark needs Chromium (for example: apt install chromium)")
    return path


def _opened(path: Path, page: str) -> Row:
    """Open a page in a process that can be killed; None stands for what was not reached in time."""
    command = [sys.executable, __file__, "--open", str(path), page]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        told, _ = process.communicate(timeout=1.5 * PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        told, _ = process.communicate()
    row: Row = dict.fromkeys(MEASURED)
    for line in told.splitlines():
        name, _, value = line.partition(" ")
        row[name] = float(value)
    return row


def open_page(path: Path, page: str) -> None:
    """Open one page and print what is measured as it is known: a name and a number a line."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        tab = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True).new_page()
        tab.set_default_timeout(PATIENCE * 1000)
        if page == "explorer":
            _wait_for_ours(tab, path)
        else:
            _wait_for_pyvis(tab, path)
        _tell("frames", _dragged(tab))
        if page == "explorer":
            _tell("neighbours_ms", _neighbours(tab))
        browser.close()


def _tell(name: str, value: float) -> None:
    print(name, value, flush=True)


def _wait_for_ours(tab: Any, path: Path) -> None:
    tab.goto(path.as_uri())
    mark = "performance.getEntriesByName('first-picture').map(m => m.startTime)"
    while not (marks := tab.evaluate(mark)):
        time.sleep(0.01)
    _tell("load_ms", tab.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
    _tell("stable_ms", marks[0])


def _wait_for_pyvis(tab: Any, path: Path) -> None:
    """Until its picture is stable, or patience ends: a picture that still moves can be dragged too."""
    from playwright.sync_api import TimeoutError as TooLong

    def heard(line: Any) -> None:
        name, _, value = line.text.partition(" ")
        if name in MEASURED:
            _tell(name, float(value))

    tab.on("console", heard)
    try:
        with tab.expect_event("console", lambda line: line.text.startswith("stable_ms ")):
            tab.goto(path.as_uri(), wait_until="commit")
    except TooLong:
        pass


COUNT = """() => {
  window.frames_ = 0;
  window.began_ = performance.now();
  const next = () => { window.frames_ += 1; window.asked_ = requestAnimationFrame(next); };
  window.asked_ = requestAnimationFrame(next);
}"""


def _dragged(tab: Any) -> float:
    """Frames a second while the picture is dragged about."""
    box = tab.locator("canvas").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + min(box["height"], 700) / 2
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
    name = tab.evaluate(f"{data}.things.find((thing) => thing.id.startsWith('determinant/')).id")
    return float(tab.evaluate(NEIGHBOURS, name))


# What was found


def summary(found: Row) -> list[tuple[str, str, str]]:
    """The measurements with their bounds: one row for each bound."""
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
        "| nodes, edges | page | file | load | first stable picture | frames a second, dragging "
        "| neighbours shown |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, row in found["nodes"].items():
        lines += [
            f"| {_called(name, row)}, {row['edges']:,} | {label} | {row[page]['bytes'] / 1e6:.1f} MB | "
            f"{_seconds(row[page]['load_ms'])} | {_seconds(row[page]['stable_ms'])} | {_frames(row[page])} | "
            f"{_seconds(row[page]['neighbours_ms']) if page == 'explorer' else ''} |"
            for page, label in PAGES.items()
        ]
    return [*lines, "", NOTE]


NOTE = (
    "Headless Chromium, drawing in software; medians; the same things and lines in all pages. What was not "
    f"there after {PATIENCE:.0f} s is given as > {PATIENCE:.0f} s; the frames are then of a picture that "
    "still moves. In pyvis's pages the scripts are inside the file and the style sheet from the network is "
    "left out; they draw all nodes at once, the explorer begins with an overview and shows neighbourhoods."
)


def _called(name: str, row: Row) -> str:
    return f"packaged: {row['nodes']:,}" if name == "packaged" else name


def _seconds(milliseconds: float | None) -> str:
    return f"> {PATIENCE:.0f} s" if milliseconds is None else f"{milliseconds / 1000:.2f} s"


def _frames(row: Row) -> str:
    return "no answer" if row["frames"] is None else f"{row['frames']:.1f}"


def main(argv: list[str] | None = None) -> int:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, help="runs of each page (default: 3)")
    parser.add_argument("--open", nargs=2, metavar=("FILE", "PAGE"), help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.open:
        open_page(Path(args.open[0]), args.open[1])
        return 0
    found = measure(args.runs)
    print("\n".join([f"## {TITLE}", "", *markdown(found)]))
    for measured, value, bound in summary(found):
        print(f"{measured}: {value} (bound: {bound})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
