"""The explorer in a frame without an address of its own, as Streamlit, Gradio and Jupyter show a page."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize("sandbox", [None, "allow-scripts", "allow-scripts allow-same-origin allow-popups"])
def test_the_skip_link_leads_to_the_tables_and_not_out_of_the_frame(
    visit: Any, small: Path, tmp_path: Path, sandbox: str | None
) -> None:
    outer = tmp_path / "outer.html"
    held = "" if sandbox is None else f'sandbox="{sandbox}"'
    source = escape(small.read_text(encoding="utf-8"))
    outer.write_text(
        f'<!doctype html><meta charset="utf-8"><iframe {held} srcdoc="{source}"></iframe>', encoding="utf-8"
    )
    page = visit(outer).page
    page.goto(outer.as_uri())
    frame = page.frame_locator("iframe")
    skip = frame.locator("a.skip")
    skip.focus()
    skip.press("Enter")
    frame.locator("#tables:focus").wait_for(timeout=10_000)
    assert page.frames[1].url == "about:srcdoc"
    assert page.url == outer.as_uri()
