"""Journeys walked as a new user would, by mouse and by keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest


def _tab_to(page: Any, wanted: str, most: int = 200) -> None:
    """Press Tab until an element that fits has the focus, and see that the place is marked."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(css) => document.activeElement?.matches(css) ?? false", wanted):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"{wanted} cannot be reached by Tab")


def _note(page: Any, path: Any) -> list[str]:
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    return [line.text for line in docx.Document(str(path)).paragraphs]


def test_an_officer_finds_interventions_reads_why_one_is_blocked_and_takes_the_note(visit: Any) -> None:
    opened = visit()
    page = opened.open("/transfer")
    page.get_by_label("Your region").select_option(label="South Yorkshire")
    page.get_by_label("To change which outcome?").select_option(label="Mental ill health")
    page.get_by_role("button", name="Find interventions").click()
    assert page.locator("h1").inner_text().startswith("What could South Yorkshire")
    assert page.locator(".candidate").count() >= 3
    page.get_by_role("navigation", name="Filter by verdict").get_by_role("link", name="Blocked").click()
    assert "verdict=blocked" in page.url
    page.locator(".candidate h2 a").first.click()
    assert "Could South Yorkshire take this up?" in page.locator("h1").inner_text()
    assert page.locator(".answer").inner_text().startswith("Blocked")
    assert "South Yorkshire does not hold" in page.locator("main").inner_text()
    assert "not what can be afforded" in page.locator(".caveat").first.inner_text()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Word").first.click()
    lines = _note(page, taken.value.path())
    assert taken.value.suggested_filename.endswith("-for-south-yorkshire.docx")
    assert any(line.startswith("Blocked. South Yorkshire lacks a power that this needs") for line in lines)
    assert opened.is_alone()


def test_an_officer_types_a_council_and_an_illness_and_takes_the_note_of_the_brief(visit: Any) -> None:
    opened = visit()
    page = opened.open("/")
    page.get_by_label("Your region or council").fill("Sheffield")
    page.get_by_label("The problem").fill("asthma")
    page.get_by_role("button", name="What could we do?").click()
    assert page.url.endswith("/brief?region=south-yorkshire&outcome=respiratory-disease")
    assert page.locator("h1").inner_text() == "What could South Yorkshire do about respiratory disease?"
    assert page.locator(".short li").first.inner_text().startswith("Best evidenced: ")
    assert page.locator(".option").count() == 10
    page.locator(".option .note").first.click()
    assert page.evaluate("document.querySelector(':target').closest('.references') !== null")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Word").first.click()
    assert taken.value.suggested_filename == "respiratory-disease-south-yorkshire.docx"
    lines = _note(page, taken.value.path())
    assert lines[0] == "What could South Yorkshire do about respiratory disease?"
    shown = page.locator(".options h3").first.inner_text()
    assert any(line.endswith(shown) for line in lines)
    assert opened.is_alone()


def test_the_same_by_keyboard_alone_and_without_javascript(visit: Any) -> None:
    page = visit(java_script_enabled=False).open("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the skip link
    page.get_by_label("Your region or council").focus()
    page.keyboard.type("South Yorkshire")
    page.keyboard.press("Tab")
    page.keyboard.type("COPD")
    page.keyboard.press("Enter")
    page.wait_for_url("**/brief?region=south-yorkshire&outcome=respiratory-disease")
    assert page.locator(".option").count() == 10
    page.locator("a[href*='format=docx']").focus()
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert _note(page, taken.value.path())[1].startswith("South Yorkshire, as of ")


def test_a_query_is_completed_with_the_editors_help_and_its_link_gives_the_same(visit: Any) -> None:
    opened = visit()
    page = opened.open("/sparql")
    area = page.get_by_role("textbox", name="Query")
    area.fill("")
    area.press_sequentially("SELECT ?lever WHERE { region:south-y")
    page.locator("#suggestions [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert area.get_attribute("aria-activedescendant") == "suggestion-0"
    page.keyboard.press("Enter")
    assert area.input_value().endswith("region:south-yorkshire")
    area.press_sequentially(" hold")
    page.locator("#suggestions code", has_text="lg:holds").first.wait_for()
    places = page.locator("#suggestions code").all_inner_texts()
    for _ in range(places.index("lg:holds") + 1):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    area.press_sequentially(" ?lever }")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    page.locator("#result tbody tr").first.wait_for()
    rows = page.locator("#result tbody tr").count()
    assert rows > 10
    assert "Bus franchising" in page.locator("#result").inner_text()
    link = page.locator("#share").get_attribute("href")
    other = visit()
    shared = other.open(link)
    assert (
        shared.get_by_role("textbox", name="Query")
        .input_value()
        .startswith("SELECT ?lever WHERE { region:south-yorkshire")
    )
    assert shared.locator("#result tbody tr").count() == rows
    assert page.url == shared.url
    assert opened.is_alone()
    assert other.is_alone()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("SELECT * WHERE { ?r lg:hol", "lg:holds"),
        ("SELECT * WHERE { ?r a lg:Region ; lg:dom", "lg:domain"),
        ("SELECT * WHERE { ?x lg:lever/lg:dom", "lg:domain"),
        ("SELECT * WHERE { ?x a lg:Holding", "lg:HoldingStatus"),
        ("SELECT * WHERE { ?x a lg:Region . ?x hold", "lg:holds"),
    ],
)
def test_the_completion_likeliest_at_its_place_comes_first(visit: Any, typed: str, first: str) -> None:
    page = visit().open("/sparql")
    area = page.get_by_role("textbox", name="Query")
    area.fill("")
    area.press_sequentially(typed)
    page.locator("#suggestions code", has_text=first).first.wait_for()
    assert page.locator("#suggestions code").first.inner_text() == first


def test_a_mistake_in_a_query_is_shown_at_its_place(visit: Any) -> None:
    page = visit().open("/sparql")
    area = page.get_by_role("textbox", name="Query")
    area.fill("SELECT ?x\nWHERE {\n  ?x lg:holds ?y ;;; wrong }")
    page.get_by_role("button", name="Run").click()
    mistake = page.locator(".mistake")
    mistake.wait_for()
    assert "line 3" in mistake.inner_text().lower()
    line, column = (int(mistake.get_attribute(f"data-{name}")) for name in ("line", "column"))
    page.locator("#goto").click()
    start = area.evaluate("(area) => area.selectionStart")
    lines = area.input_value().split("\n")
    assert start == len("\n".join(lines[: line - 1])) + 1 + column - 1


def test_a_query_that_runs_long_can_be_cancelled(visit: Any) -> None:
    page = visit().open("/sparql")
    page.get_by_role("textbox", name="Query").fill(
        "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f && ?f != ?i) }"
    )
    page.get_by_role("button", name="Run").click()
    cancel = page.get_by_role("button", name="Cancel")
    page.wait_for_function("!document.getElementById('cancel').disabled")
    cancel.click()
    page.wait_for_function("document.getElementById('progress').textContent === 'Cancelled.'")
    page.get_by_role("textbox", name="Query").fill("ASK { ?s ?p ?o }")
    page.get_by_role("button", name="Run").click()
    page.locator("#result .lead", has_text="Yes").wait_for()


def test_the_editor_by_keyboard_alone_lets_the_focus_go(visit: Any) -> None:
    page = visit().open("/sparql")
    _tab_to(page, "#query")
    page.keyboard.press("Control+Space")
    page.locator("#suggestions [role=option]").first.wait_for()
    page.keyboard.press("Escape")
    assert not page.locator("#suggestions").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Run"
    page.keyboard.press("Enter")
    page.locator("#result tbody tr").first.wait_for()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.id") == "query"


def test_a_query_is_answered_without_javascript(visit: Any) -> None:
    page = visit(java_script_enabled=False).open("/sparql")
    page.get_by_role("textbox", name="Query").fill("SELECT ?region WHERE { ?region a lg:Region }")
    page.get_by_role("button", name="Run").click()
    assert page.locator("#result tbody tr").count() == 24


def test_a_question_is_asked_by_its_form(visit: Any) -> None:
    page = visit().open("/queries")
    page.get_by_role("link", name="What a region holds").first.click()
    assert "An example is shown" in page.locator("main").inner_text()
    page.get_by_label("The region asked about").select_option(label="Tees Valley")
    page.get_by_role("button", name="Ask").click()
    assert "region=tees-valley" in page.url
    assert "An example is shown" not in page.locator("main").inner_text()
    assert page.locator("tbody tr").count() > 5
    page.get_by_role("link", name="Legal basis").click()
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Legal basis")


def test_a_councillor_follows_a_lever_to_an_outcome(visit: Any) -> None:
    page = visit().open("/lever/bus-franchising")
    page.get_by_role("link", name="How does it reach an outcome?").click()
    page.get_by_label("To which outcome").select_option(label="Respiratory disease")
    page.get_by_role("button", name="Find paths").click()
    first = page.locator(".way").first
    assert "weakest step: weak" in first.inner_text()
    assert first.locator(".weakest").count() >= 1
    assert first.locator(".cite a").count() >= 2
