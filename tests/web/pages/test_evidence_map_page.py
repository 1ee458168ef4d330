"""The evidence map as a page: links without a script, arrows with one, files to take away."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest

HTML = {"accept": "text/html"}


def test_a_cell_is_a_link_to_its_findings_that_needs_no_script(client: httpx.Client) -> None:
    text = client.get("/evidence-map", headers=HTML).text
    href = re.search(r'<td[^>]*><a href="([^"#]*cell=transport%3Amorbidity)#([^"]*)"', text)
    assert href
    opened = client.get(href[1].replace("&amp;", "&"), headers=HTML).text
    assert f'id="{href[2]}"' in opened
    findings = re.search(r">Transport, Morbidity: (\d+) findings", text)
    assert findings
    assert opened.count('<p class="found">') == int(findings[1]) > 5
    assert "Which regions hold the powers" in opened


@pytest.mark.parametrize(("form", "start"), [("svg", "<svg "), ("page", "<!DOCTYPE html>"), ("csv", "row,")])
def test_the_map_can_be_taken_away(client: httpx.Client, form: str, start: str) -> None:
    answer = client.get("/evidence-map", params={"format": form, "kind": "fire"})
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith(start)
    assert "attachment" in answer.headers["content-disposition"]
    assert "Fire service Safe and Well" in answer.text


def test_the_map_is_one_stop_for_tab_and_walked_by_arrows(visit: Any) -> None:
    page = visit().open("/evidence-map?cell=transport:morbidity")
    cells = page.locator("#map td a")
    assert page.locator("#map td a[tabindex='0']").count() == 1
    current = page.locator("#map [aria-current]")
    current.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    focused = "document.activeElement.textContent"
    assert page.evaluate(focused).split(":")[0].endswith("Policing and crime, Inequality gap")
    page.keyboard.press("Control+Home")
    assert cells.first.evaluate("cell => cell === document.activeElement")
    page.keyboard.press("ArrowUp")
    assert cells.first.evaluate("cell => cell === document.activeElement")
