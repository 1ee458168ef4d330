"""The page as a reader meets it, in a browser without a network."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from levergraph.viz import explore
from viz_world import HEAD, SMALL, store

WIDTHS = [1280, 768, 390]
VIEWS = {
    "overview": "",
    "opened": "open=domain/transport&show=lever/buses",
    "around": "view=around&focus=determinant/access&show=determinant/access",
    "paths": "view=paths&from=lever/buses&to=outcome/wellbeing&path=1",
    "region": "region=region/north&open=domain/transport&show=lever/buses",
    "intervention": "view=around&focus=intervention/cap&show=intervention/cap",
    "filtered": "weakest=3&doubtful=no",
}


def table(page: Any, name: str) -> list[list[str]]:
    rows = page.locator(f"#{name} tbody tr").all()
    return [[cell.inner_text().strip() for cell in row.locator("th, td").all()] for row in rows]


def text(page: Any, place: str = "#panel-body") -> str:
    return str(page.locator(place).inner_text())


def choose(page: Any, box: str, words: str) -> None:
    page.locator(f"#{box}").fill(words)
    page.locator(f"#{box}-list [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_alone_and_within_the_window(
    visit: Any, small: Path, view: str, scheme: str, width: int
) -> None:
    visit = visit(small, width=width, scheme=scheme)
    page = visit.open(VIEWS[view])
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert visit.is_alone()


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_complain_of(visit: Any, small: Path, view: str, scheme: str) -> None:
    visit = visit(small, scheme=scheme, bypass_csp=True)
    visit.open(VIEWS[view])
    visit.axe()


def test_the_packaged_graph_opens_alone_and_readable(visit: Any, packaged: Path) -> None:
    visit = visit(packaged)
    page = visit.open()
    rows = table(page, "things")
    assert 15 <= len(rows) <= 40
    assert "Edition of" in text(page, "header")
    assert "not “no”" in text(page, "header")
    assert visit.is_alone()


@pytest.mark.parametrize(
    "view",
    [
        "view=around&focus=lever/bus-franchising&show=lever/bus-franchising",
        "view=paths&from=lever/bus-franchising&to=outcome/healthy-life-expectancy&path=1",
        "region=region/west-yorkshire&show=region/west-yorkshire",
        "view=takeup&region=region/tees-valley&other=region/west-yorkshire&open=verdict/blocked",
        "view=around&focus=intervention/ulez-london&show=intervention/ulez-london&region=region/west-yorkshire",
    ],
)
def test_axe_finds_nothing_to_complain_of_in_the_packaged_graph(
    visit: Any, packaged: Path, view: str
) -> None:
    visit = visit(packaged, bypass_csp=True)
    visit.open(view)
    visit.axe()


def test_the_overview_begins_with_headings_and_opens_one_in_place(visit: Any, small: Path) -> None:
    page = visit(small).open()
    assert [row[0] for row in table(page, "things")] == [
        "Across domains",
        "Morbidity",
        "Places",
        "Transport",
        "Walking",
        "Wellbeing",
        "Work",
    ]
    page.get_by_role("button", name="Open 2: Transport").click()
    assert {"Bus franchising"} < {row[0] for row in table(page, "things")}
    assert "Night buses" not in {row[0] for row in table(page, "things")}


def test_the_legend_names_every_kind_in_the_graph(visit: Any, small: Path) -> None:
    page = visit(small).open()
    legend = text(page, "#legend")
    for word in (
        "Region",
        "Power domain",
        "Lever: hard power",
        "Lever: soft power",
        "Determinant",
        "Outcome",
    ):
        assert word in legend
    assert "Challenge" not in legend
    for word in ("Held", "Shared", "Not held", "Not stated", "Better for health", "Worse for health"):
        assert word in legend


def test_typing_finds_a_thing_by_any_word_of_its_name(visit: Any, small: Path) -> None:
    page = visit(small).open()
    page.locator("#search").fill("franch")
    options = page.locator("#search-list [role=option]").all_inner_texts()
    assert [option.split("\n")[0].strip() for option in options] == ["Bus franchising"]
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Bus franchising"
    assert "Bus franchising" in {row[0] for row in table(page, "things")}


def test_a_name_that_nothing_has_is_said_to_be_unknown(visit: Any, small: Path) -> None:
    page = visit(small).open()
    page.locator("#search").fill("zzz")
    assert "Nothing by that name" in text(page, "#search-list")


def test_a_chosen_thing_shows_its_facts_with_sources(visit: Any, small: Path) -> None:
    page = visit(small).open("show=lever/buses&open=domain/transport")
    shown = text(page)
    assert "Deciding routes and fares." in shown
    assert "Transport Act, legislation (2000)" in shown
    assert "Routes follow need." in shown
    assert "! coded by us" in shown
    link = page.locator("#panel a", has_text="A study of buses").first
    assert link.get_attribute("href") == "https://example.org/study?a=1&b=2"
    assert set((link.get_attribute("rel") or "").split()) >= {"noopener"}


def test_links_say_in_verbs_what_joins_their_ends(visit: Any, needing: Path) -> None:
    page = visit(needing).open("view=around&focus=intervention/cap")
    said = {(row[0], row[1]): row[2] for row in table(page, "links")}
    assert said["Bus franchising", "Fare cap"] == "is needed by; was used by"
    assert said["North", "Fare cap"] == "is the place of"
    assert said["Fare cap", "Access to transport"] == "acts on"
    page = visit(needing).open("view=around&focus=intervention/cap&without=LeverUse")
    said = {(row[0], row[1]): row[2] for row in table(page, "links")}
    assert said["Bus franchising", "Fare cap"] == "is needed by"
    page.locator("#links").get_by_role("button", name="is needed by").click()
    assert "Bus franchising is needed by Fare cap." in text(page)


def test_a_heading_says_how_many_stand_directly_under_it_and_in_all(visit: Any, small: Path) -> None:
    page = visit(small).open("show=domain/transport")
    assert "Levers under it 1 directly, 2 in all" in text(page)


def test_what_is_recalled_is_marked_as_such(visit: Any, small: Path) -> None:
    page = visit(small).open("view=around&focus=indicator/rides&show=indicator/rides")
    assert "! recalled" in text(page)
    assert "not read again" in text(page)


def test_a_click_on_a_card_shows_the_thing(visit: Any, small: Path) -> None:
    page = visit(small).open("view=around&focus=determinant/access")
    box = page.locator("#picture canvas").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function("document.querySelector('#panel h2').textContent === 'Access to transport'")


def test_a_lever_and_an_outcome_show_the_paths_between_strongest_weakest_step_first(
    visit: Any, small: Path
) -> None:
    page = visit(small).open()
    choose(page, "from", "bus fra")
    choose(page, "to", "wellb")
    heads = page.locator(".path-head").all_inner_texts()
    assert [head.split("\n")[0] for head in heads] == [
        "Through Access to transport, then Work",
        "Through Walking",
    ]
    assert "3 steps, weakest: moderate" in heads[0]
    assert "2 steps, weakest: weak" in heads[1]
    steps = page.locator(".path").first.locator(".step").all_inner_texts()
    assert "Bus franchising raises Access to transport." in steps[0]
    assert "Routes follow need." in steps[0]
    assert "strong" in steps[0]
    assert "A study of buses" in steps[0]
    assert "weakest step" in steps[1]
    assert "Also: Work lowers Wellbeing." in steps[2]
    assert {row[0] for row in table(page, "things")} == {
        "Bus franchising",
        "Access to transport",
        "Walking",
        "Work",
        "Wellbeing",
    }


def test_signs_are_not_multiplied_where_claims_disagree(visit: Any, small: Path) -> None:
    page = visit(small).open("view=paths&from=lever/buses&to=outcome/wellbeing&path=1")
    unsettled = (
        "Bus franchising: more access to transport, more work; after that the direction is not settled"
    )
    assert unsettled in page.locator(".path.chosen").inner_text()
    page.locator(".path-head").nth(1).click()
    assert "Bus franchising: more walking, more wellbeing." in page.locator(".path.chosen").inner_text()


def test_every_path_reads_as_one_sentence_until_it_is_chosen(visit: Any, small: Path) -> None:
    page = visit(small).open("view=paths&from=lever/buses&to=outcome/wellbeing&path=1")
    assert page.locator(".path:not(.chosen) .chain").all_inner_texts() == [
        "Bus franchising raises Walking, which raises Wellbeing."
    ]
    page.locator(".path-head").nth(1).click()
    assert page.locator(".path:not(.chosen) .chain").all_inner_texts() == [
        "Bus franchising raises Access to transport, which raises Work, which acts on Wellbeing."
    ]


def test_the_tables_say_what_is_on_the_chosen_path(visit: Any, small: Path) -> None:
    page = visit(small).open(
        "view=paths&from=lever/buses&to=outcome/wellbeing&path=2&sort-things=on-the-chosen-path"
    )
    assert page.locator("#things thead").inner_text().count("On the chosen path") == 1
    assert [(row[0], row[5]) for row in table(page, "things")] == [
        ("Bus franchising", "start"),
        ("Walking", "step 1"),
        ("Wellbeing", "step 2"),
        ("Access to transport", ""),
        ("Work", ""),
    ]
    assert {(row[0], row[1]): row[5] for row in table(page, "links")}["Walking", "Wellbeing"] == "step 2"
    page.locator(".path-head").nth(1).click()
    assert "On the chosen path" not in page.locator("#things thead").inner_text()


def test_no_path_is_not_read_as_no(visit: Any, small: Path) -> None:
    page = visit(small).open("view=paths&from=lever/convening&to=outcome/frailty")
    assert "No path of up to 6 steps is stated" in text(page)
    assert "not a “no”" in text(page)


def test_a_path_has_as_many_steps_as_in_the_rest_of_the_product(visit: Any, tmp_path: Path) -> None:
    chain = ["lever/x", *(f"determinant/x{place}" for place in range(6)), "outcome/x"]
    things = ['<lever/x> a lg:SoftPower ; skos:prefLabel "Start"@en .']
    things += [f'<{each}> a lg:Determinant ; skos:prefLabel "{each}"@en .' for each in chain[1:-1]]
    things += [f'<outcome/{name}> a lg:Outcome ; skos:prefLabel "End {name}"@en .' for name in "xy"]
    for place, (cause, target) in enumerate([*pairwise(chain), (chain[5], "outcome/y")]):
        kind = "CausalLink" if place else "LeverEffect"
        things.append(
            f"<effect/x{place}> a lg:{kind} ; lg:cause <{cause}> ; lg:target <{target}> ; "
            "lg:strength lg:Strong ; lg:polarity lg:Increases ; lg:source <source/study> ."
        )
    made = explore(store(SMALL, HEAD + "\n".join(things)), tmp_path / "x.html")
    page = visit(made).open("view=paths&from=lever/x&to=outcome/y")
    assert "6 steps" in page.locator(".path-head").inner_text()
    assert "all that this edition states, of up to 6 steps" in text(page)
    page = visit(made).open("view=paths&from=lever/x&to=outcome/x")
    assert "No path of up to 6 steps is stated" in text(page)


def test_the_region_lens_tells_held_not_held_and_not_stated_apart_in_words(visit: Any, small: Path) -> None:
    page = visit(small).open("open=domain/transport&show=lever/buses")
    said = {}
    for name in ("North", "South", "West"):
        page.locator("#region").select_option(label=name)
        said[name] = next(row[-1] for row in table(page, "things") if row[0] == "Bus franchising")
    assert said == {"North": "✓ held", "South": "✕ not held", "West": "? not stated"}
    assert "that is not “no”" in text(page)


def test_a_link_opens_the_same_view_again(visit: Any, small: Path) -> None:
    visit_small = visit(small)
    page = visit_small.open()
    choose(page, "from", "bus fra")
    choose(page, "to", "wellb")
    page.locator(".path-head").nth(1).click()
    fragment = page.evaluate("location.hash").lstrip("#")
    again = visit(small).open(fragment)
    assert again.locator(".path-head[aria-pressed=true]").inner_text().startswith("Through Walking")
    assert again.locator("#from").input_value() == "Bus franchising"


def test_back_returns_to_the_view_before(visit: Any, small: Path) -> None:
    page = visit(small).open()
    choose(page, "from", "bus fra")
    choose(page, "to", "wellb")
    page.go_back()
    page.wait_for_function("document.querySelector('#scene-title').textContent.startsWith('Overview')")


def test_from_the_overview_a_press_leads_back_to_the_paths(visit: Any, small: Path) -> None:
    visit = visit(small, bypass_csp=True)
    page = visit.open("view=paths&from=lever/buses&to=outcome/wellbeing&path=2")
    assert not page.get_by_role("button", name="Show paths").is_visible()
    page.locator("#back").click()
    assert "Paths from “Bus franchising” to “Wellbeing” are chosen." in text(page, "#hint")
    visit.axe()
    page.get_by_role("button", name="Show paths").press("Enter")
    assert text(page, "#scene-title") == "Paths from “Bus franchising” to “Wellbeing”"
    assert page.evaluate("document.activeElement.id") == "panel-title"
    page.locator("#back").click()
    page.get_by_role("button", name="Never mind").click()
    assert not page.locator("#hint").is_visible()
    assert page.locator("#to").input_value() == ""


def test_a_table_sorts_by_any_column_and_says_how(visit: Any, small: Path) -> None:
    page = visit(small).open()
    head = page.locator("#links thead button", has_text="Claims")
    head.click()
    assert page.locator("#links th[aria-sort=ascending]").inner_text().startswith("Claims")
    page.locator("#links thead button", has_text="Claims").click()
    counts = [int(row[3]) for row in table(page, "links")]
    assert counts == sorted(counts, reverse=True)


def test_a_link_keeps_the_order_of_the_tables(visit: Any, small: Path) -> None:
    page = visit(small).open()
    page.locator("#things thead button", has_text="Links").click()
    page.locator("#things thead button", has_text="Links").click()
    page.locator("#links thead button", has_text="For health").press("Enter")
    assert page.evaluate("document.activeElement.innerText").startswith("For health")
    assert "sort-things=-links&sort-links=for-health" in page.url
    again = visit(small).open(page.url.partition("#")[2])
    assert table(again, "things") == table(page, "things")
    assert again.locator("#things th[aria-sort=descending]").inner_text().startswith("Links")
    again.locator("#things thead button", has_text="Name").click()
    assert "sort-things" not in again.url


def test_choosing_a_region_can_be_undone_by_going_back(visit: Any, small: Path) -> None:
    page = visit(small).open()
    page.locator("#region").select_option(label="North")
    page.locator("#other").select_option(label="South")
    page.go_back()
    page.wait_for_function("document.querySelector('#other').value === ''")
    assert page.locator("#region").input_value() == "region/north"
    page.go_back()
    page.wait_for_function("document.querySelector('#region').value === ''")


def test_the_whole_walk_goes_by_keyboard(visit: Any, small: Path) -> None:
    visit = visit(small)
    page = visit.open()
    order = []
    for _ in range(12):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert order[:5] == ["skip", "search", "from", "to", "region"]
    assert "picture" in order
    page.locator("#picture").focus()
    page.keyboard.press("Home")
    for _ in range(4):
        if "Transport" in text(page, "#announcer"):
            break
        page.keyboard.press("ArrowDown")
    assert "Transport, Power domain" in text(page, "#announcer")
    page.keyboard.press(" ")
    assert "Transport opened." in text(page, "#announcer")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel-title"
    assert page.locator("#panel h2").inner_text() == "Bus franchising"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "picture"
    assert page.locator("#panel h2").inner_text() == "How to read this"
    assert visit.is_alone()


FOCUSED = "document.activeElement.innerText || document.activeElement.id"


def test_focus_stays_on_the_button_that_was_pressed(visit: Any, small: Path) -> None:
    page = visit(small).open()
    page.get_by_role("button", name="Open 2: Transport").press("Enter")
    assert page.evaluate(FOCUSED) == "Close"
    page.get_by_role("button", name="Close Transport", exact=True).press("Enter")
    assert page.evaluate(FOCUSED).startswith("Open Transport (")
    page.locator("#panel").get_by_role("button", name="Show only its neighbours").press("Enter")
    assert page.evaluate(FOCUSED) == "Transport"
    page.locator("#back").press("Enter")
    assert page.evaluate("document.activeElement.id") == "picture"


def test_focus_stays_on_the_path_that_was_chosen(visit: Any, small: Path) -> None:
    page = visit(small).open("view=paths&from=lever/buses&to=outcome/wellbeing&path=1")
    page.locator(".path-head").nth(1).press("Enter")
    assert page.evaluate(FOCUSED).startswith("Through Walking")
    page.locator("#links tbody button").first.press("Enter")
    page.get_by_role("button", name="← Back to the paths").press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel-title"


def test_focus_is_always_visible(visit: Any, small: Path) -> None:
    page = visit(small).open()
    for _ in range(14):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(style => [style.outlineStyle, style.outlineWidth])(getComputedStyle(document.activeElement))"
        )
        assert style == ["solid", "3px"]


def test_at_four_hundred_per_cent_nothing_is_cut_off(visit: Any, small: Path) -> None:
    page = visit(small, width=320).open("show=lever/buses&open=domain/transport")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_an_address_names_and_this_edition_does_not_have_is_said(visit: Any, small: Path) -> None:
    visit = visit(small, bypass_csp=True)
    page = visit.open("view=around&focus=lever%2Fnope&to=lever/buses&show=domain/transport")
    said = text(page, "#lost")
    assert "“lever/nope”, “lever/buses”" in said
    assert "domain/transport" not in said
    assert text(page, "#scene-title").startswith("Overview")
    visit.axe()
    page.get_by_role("button", name="Open 2: Transport").click()
    assert not page.locator("#lost").is_visible()


def test_an_address_with_nonsense_opens_the_overview(visit: Any, small: Path) -> None:
    visit = visit(small)
    page = visit.open("view=paths&from=%00&to=constructor&depth=-9&open=__proto__&show=toString&path=NaN")
    assert text(page, "#scene-title").startswith("Overview")
    assert visit.is_alone()
