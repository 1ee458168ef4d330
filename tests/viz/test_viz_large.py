"""Large graphs open with an overview and show one neighbourhood at a time."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from levergraph.viz import explore


def synthetic(size: int) -> Any:
    """A made-up graph of our shape: the same as the benchmark's, which goes on to 20,000 nodes."""
    path = Path(__file__).parents[2] / "bench" / "explorer.py"
    spec = importlib.util.spec_from_file_location("bench_explorer", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.synthetic(size)


@pytest.mark.parametrize("size", [1_000, 5_000])
def test_a_large_graph_opens_readable_and_stays_usable(visit: Any, tmp_path: Path, size: int) -> None:
    visit = visit(explore(synthetic(size), tmp_path / "large.html"))
    page = visit.open()
    assert f"of {size:,} things" in page.locator("#counts").inner_text()
    assert page.locator("#things tbody tr").count() <= 40
    page.locator("#search").fill("domain number 3")
    page.locator("#search-list [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Made-up domain number 3"
    page.get_by_role("button", name="Show only its neighbours").click()
    page.locator("#depth").select_option("2")
    shown = page.locator("#things tbody tr").count()
    assert 3 < shown <= 6 * 14
    assert "behind “more”" in page.locator("#counts").inner_text()
    page.locator("#things tfoot button").first.click()
    assert page.locator("#things tbody tr").count() > shown
    page.locator("#from").fill("lever number 5")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("#to").fill("outcome number 5")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("#scene-title", has_text="Paths from “Made-up lever number 5”").wait_for()
    assert visit.is_alone()
