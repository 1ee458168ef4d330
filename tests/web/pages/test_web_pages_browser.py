"""The pages in a browser: every type, in light and dark, from 320 pixels up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import levergraph
import pytest
from accessibility import assert_accessible
from page_types import CHARTED, ERRORS, PAGES, TEMPLATES, TYPES

WEB_TEMPLATES = Path(levergraph.__file__).parent / "web" / "templates"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _axe(page: Any) -> None:
    assert_accessible(page, runOnly=RULES)


def test_every_template_is_looked_at() -> None:
    pages = (path for path in WEB_TEMPLATES.glob("*.jinja") if "{% extends" in path.read_text("utf-8"))
    assert {path.name.partition(".")[0] for path in pages} == TEMPLATES.keys()


@pytest.mark.parametrize("path", [*TEMPLATES.values(), *CHARTED])
def test_axe_finds_nothing_to_complain_of(visit: Any, path: str) -> None:
    """Once in light on a screen, once in dark on a phone."""
    page = visit(bypass_csp=True).open(path)
    _axe(page)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 800})
    _axe(page)


@pytest.mark.parametrize(
    "path", ["/intervention/gm-fire-safe-and-well", "/transfer?to=south-yorkshire", "/sparql"]
)
def test_axe_finds_nothing_with_everything_open(visit: Any, path: str) -> None:
    page = visit(bypass_csp=True).open(path)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    if path == "/sparql":
        page.locator("#query").focus()
        page.keyboard.press("Control+Space")
        page.locator("#suggestions [role=option]").first.wait_for()
        page.keyboard.press("ArrowDown")
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        _axe(page)


@pytest.mark.parametrize("path", [*TYPES, *ERRORS])
def test_a_page_fits_every_width_and_asks_nothing_of_others(visit: Any, path: str) -> None:
    opened = visit()
    page = opened.open(path)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    for width in (1280, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
    opened.complaints = [words for words in opened.complaints if "status of 40" not in words]
    assert opened.is_alone()


@pytest.mark.parametrize("path", [path for path in PAGES if path.startswith("/sparql")])
def test_an_answer_is_the_same_without_javascript(visit: Any, path: str) -> None:
    with_it, without = visit().open(path), visit(java_script_enabled=False).open(path)
    assert without.locator("#result").inner_text() == with_it.locator("#result").inner_text()


def test_words_are_suggested_by_the_search_and_nothing_else_needs_javascript(visit: Any) -> None:
    path = "/search?q=obesity+in+South+Yorkshire%3F"
    with_it, without = visit().open(path), visit(java_script_enabled=False).open(path)
    assert without.locator("#content").inner_text() == with_it.locator("#content").inner_text()
    field = with_it.locator("#q")
    field.fill("")
    field.press_sequentially("obes")
    with_it.wait_for_selector("#q-suggestions option[value='Adult overweight and obesity']", state="attached")


@pytest.mark.parametrize("path", ["/indicator/male-healthy-life-expectancy", "/region/south-yorkshire"])
def test_a_chart_over_time_is_drawn_in_the_colours_of_the_page_and_whole(visit: Any, path: str) -> None:
    page = visit(scheme="dark").open(path)
    accent = "rgb(122, 184, 240)"
    assert page.evaluate("getComputedStyle(document.querySelector('.smalls .dot')).fill") == accent
    assert page.evaluate("getComputedStyle(document.querySelector('.smalls .trend')).stroke") == accent
    assert page.evaluate("getComputedStyle(document.querySelector('.smalls .limits')).stroke") != "none"
    cut = """[...document.querySelectorAll('.smalls text')].filter((each) => {
        const box = each.getBBox(), all = each.ownerSVGElement.viewBox.baseVal;
        return box.x < 0 || box.x + box.width > all.width;
    }).map((each) => each.textContent)"""
    assert page.evaluate(cut) == []
    assert "year" not in " ".join(page.locator(".smalls .tick").all_text_contents())


def test_the_matrix_fits_a_common_screen_and_fades_on_a_smaller_one(visit: Any) -> None:
    page = visit().open("/matrix")
    box = "document.querySelector('.scroll')"
    beyond = f"{box}.scrollWidth - {box}.clientWidth"
    fade = f"getComputedStyle({box}).getPropertyValue('--fade')"
    assert page.evaluate(beyond) == 0
    assert page.evaluate(fade) == "0px"
    left = "document.querySelector(css).getBoundingClientRect().left"
    assert page.evaluate(f"(css) => {left}", "h1") == page.evaluate(f"(css) => {left}", ".brand")
    page.set_viewport_size({"width": 900, "height": 800})
    assert page.evaluate(beyond) > 0
    assert page.evaluate(fade) == "56px"
    page.evaluate(f"{box}.scrollLeft = 10000")
    page.wait_for_function(f"{fade} === '0px'")


def test_a_printed_page_leaves_the_furniture_out(visit: Any) -> None:
    page = visit().open("/transfer/south-yorkshire/gm-fire-safe-and-well")
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert not page.locator(".find").is_visible()
    assert page.locator("h1").is_visible()


def test_the_explorer_opens_at_the_place_that_a_page_links_to(visit: Any) -> None:
    opened = visit()
    page = opened.open("/lever/bus-franchising")
    with page.expect_navigation():  # till it has loaded: to look again later, its policy forbids
        page.get_by_role("link", name="Open it in the explorer").click()
    page.wait_for_function("performance.getEntriesByName('first-picture').length > 0")
    assert "Bus franchising" in page.locator("#panel-body").inner_text()
    page.get_by_role("link", name="Back to the home page").click()
    page.wait_for_url("**/")
    assert "Your region. Your problem." in page.locator("h1").inner_text()
    assert opened.is_alone()


def test_axe_finds_nothing_in_the_explorer_with_its_way_back(visit: Any) -> None:
    page = visit(bypass_csp=True).open("/explore")
    page.wait_for_function("performance.getEntriesByName('first-picture').length > 0")
    _axe(page)


def test_a_query_too_long_for_an_address_is_answered_in_the_editor_and_stays(visit: Any) -> None:
    text = "# " + "x" * 17_000 + "\nASK {}"
    page = visit().open("/sparql")
    page.locator("#query").fill(text)
    page.locator("form.editor button.go").click()
    page.locator("#result .lead", has_text="Yes").wait_for(timeout=60_000)
    with page.expect_download() as taken:
        page.locator("#result button", has_text="CSV").click(no_wait_after=True)
    assert taken.value.path().read_text().strip() == "true"
    assert page.locator("#query").input_value() == text
    page.go_back()
    assert page.locator("#query").input_value() == text
    page.reload()
    assert page.locator("#query").input_value() == text


def test_a_misspelt_name_is_told_in_the_editor(visit: Any) -> None:
    page = visit().open("/sparql")
    page.locator("#query").fill("SELECT ?x { ?x a lg:Regoin }")
    page.locator("form.editor button.go").click()
    page.locator("#result", has_text="lg:Regoin: no such class. Did you mean lg:Region?").wait_for()
    assert "A gap in the record" not in page.locator("#result").inner_text()
