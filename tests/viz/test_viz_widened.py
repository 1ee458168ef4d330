"""Filters, two regions side by side, what can be taken out of the page, and the page on paper."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from levergraph.ontology import ID
from levergraph.viz import explore
from viz_world import HEAD, SMALL, store

PATHS = "view=paths&from=lever/buses&to=outcome/wellbeing&path=1"


def names(page: Any) -> set[str]:
    return {cell.strip() for cell in page.locator("#things tbody th").all_inner_texts()}


def saved(page: Any, name: str) -> bytes:
    page.locator("summary", has_text="Share and save").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return Path(waiting.value.path()).read_bytes()


def test_a_filter_by_strength_leaves_weak_paths_out_and_says_so(visit: Any, small: Path) -> None:
    page = visit(small).open(PATHS)
    page.locator("summary", has_text="Filters").click()
    page.locator("#weakest").select_option("3")
    assert page.locator(".path-head").count() == 1
    assert "Filters leave some out." in page.locator("#counts").inner_text()
    assert page.locator("#weakest").is_visible()
    assert "weakest=3" in page.evaluate("location.hash")


def test_ticks_leave_out_kinds_of_thing_and_of_claim_and_the_form_stays_open(visit: Any, small: Path) -> None:
    page = visit(small).open("view=around&focus=determinant/access")
    assert {"Fare cap", "Rides per head", "Bus franchising"} < names(page)
    page.locator("summary", has_text="Filters").click()
    page.get_by_label("Interventions").uncheck()
    page.get_by_label("Indicators").uncheck()
    assert names(page) == {"Bus franchising", "Access to transport", "Work"}
    page.locator("#claim-LeverEffect").uncheck()
    assert names(page) == {"Access to transport", "Work"}
    page.get_by_role("button", name="Clear the filters").click()
    assert "Fare cap" in names(page)


def test_filters_that_leave_nothing_say_so_and_can_be_cleared(visit: Any, small: Path) -> None:
    visit = visit(small, bypass_csp=True)
    page = visit.open("hide=domain&hide=lever&hide=determinant&hide=outcome")
    assert page.locator("#nothing").inner_text().startswith("Your filters leave nothing.")
    visit.axe()
    page.get_by_role("button", name="Clear the filters").press("Enter")
    assert not page.locator("#nothing").is_visible()
    assert "Transport" in names(page)
    assert page.evaluate("document.activeElement.id") == "picture"


def test_doubtful_claims_can_be_left_out(visit: Any, small: Path) -> None:
    page = visit(small).open(PATHS + "&doubtful=no")
    assert [head.split("\n")[0] for head in page.locator(".path-head").all_inner_texts()] == [
        "Through Walking"
    ]


def test_neighbours_go_one_two_or_three_steps_up_or_down(visit: Any, small: Path) -> None:
    page = visit(small).open("view=around&focus=determinant/work&direction=up")
    assert names(page) == {"Work", "Access to transport"}
    page.locator("#depth").select_option("2")
    assert {"Bus franchising", "Fare cap"} < names(page)
    page.locator("#direction").select_option("down")
    assert names(page) == {"Work", "Wellbeing"}


def test_two_regions_stand_side_by_side(visit: Any, small: Path) -> None:
    page = visit(small).open("open=domain/transport&region=region/north&other=region/south&show=lever/buses")
    cells = page.locator("#things tbody tr", has_text="Bus franchising").locator("td").all_inner_texts()
    assert cells[-1] == "North: ✓ held; South: ✕ not held"
    assert "North: held." in page.locator("#panel-body").inner_text()
    assert "South: not held." in page.locator("#panel-body").inner_text()


def test_a_soft_power_is_open_to_every_region(visit: Any, small: Path) -> None:
    page = visit(small).open("open=group/levers-across-domains&region=region/west&show=lever/convening")
    assert "West: open to all. A soft power needs no law." in page.locator("#panel-body").inner_text()


def test_a_power_that_has_ended_is_not_held_and_says_when(visit: Any, tmp_path: Path) -> None:
    ended = (
        "<holding/west--buses> a lg:LeverHolding ; lg:region <region/west> ; lg:lever <lever/buses> ; "
        'lg:status lg:Held ; lg:validUntil "2024-05"^^xsd:gYearMonth ; lg:source <source/act> .'
    )
    made = explore(store(SMALL, HEAD + ended), tmp_path / "x.html")
    page = visit(made).open("open=domain/transport&region=region/west&show=lever/buses")
    assert "West: ended 2024-05." in page.locator("#panel-body").inner_text()


def test_a_path_says_where_it_has_been_done(visit: Any, small: Path) -> None:
    page = visit(small).open(PATHS)
    done = page.locator(".path.chosen .group").first.inner_text()
    assert "Where this has been done" in done
    assert "Fare cap" in done
    assert "North" in done


def test_the_sparql_beside_the_facts_gives_the_same_facts(visit: Any, small: Path) -> None:
    page = visit(small).open("open=domain/transport&show=lever/buses")
    query = page.locator(".query pre").text_content()
    values = {row["value"].value for row in store(SMALL).select(query)}
    assert {"Deciding routes and fares.", "Routes follow need.", "s123A"} < values
    page = visit(small).open(PATHS)
    query = page.locator(".query pre").last.text_content()
    claims = {row["claim"].value.rpartition("/")[2] for row in store(SMALL).select(query)}
    assert claims == {"ld-1", "ld-2", "cl-1", "cl-2", "cl-3", "cl-4"}


REFUSE = "void (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))"


def test_what_copying_and_saving_did_is_to_be_seen_where_it_was_pressed(visit: Any, small: Path) -> None:
    page = visit(small, permissions=["clipboard-read", "clipboard-write"]).open("show=domain/transport")
    saved(page, "Table (CSV)")
    assert page.locator(".saves .said").inner_text() == "Saved as levergraph-overview.csv."
    page.get_by_role("button", name="Copy link to this view").click()
    page.locator(".saves .said", has_text="Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.locator(".query summary").click()
    page.locator(".query").get_by_role("button", name="Copy").click()
    page.locator(".query .said", has_text="Copied.").wait_for()
    assert page.locator(".said").count() == 1


def test_what_may_not_be_copied_is_shown_selected(visit: Any, small: Path) -> None:
    visit = visit(small, bypass_csp=True)
    page = visit.open("show=domain/transport")
    page.evaluate(REFUSE)
    page.locator("summary", has_text="Share and save").click()
    page.get_by_role("button", name="Copy link to this view").click()
    page.locator(".saves .said", has_text="does not allow").wait_for()
    assert page.evaluate("getSelection().toString()") == page.url
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "What to copy"
    visit.axe()


@pytest.mark.parametrize(
    ("view", "title", "name"),
    [
        ("", "Overview: from levers to outcomes", "overview"),
        (PATHS, "Paths from “Bus franchising” to “Wellbeing”", "buses-wellbeing"),
        ("view=around&focus=region/north&region=region/north", "Around “North”", "around-north"),
        ("view=takeup&region=region/south", "What South could take up", "take-up-south"),
    ],
)
def test_the_page_and_what_is_saved_are_named_after_what_is_to_be_seen(
    visit: Any, needing: Path, view: str, title: str, name: str
) -> None:
    page = visit(needing).open(view)
    assert page.title() == f"{title} \N{EN DASH} Levergraph explorer"
    page.locator("summary", has_text="Share and save").click()
    for kind, ending in (("PNG", "png"), ("SVG", "svg"), ("CSV", "csv"), ("Turtle", "ttl")):
        with page.expect_download() as waiting:
            page.locator(".saves button", has_text=f"({kind})").click()
        assert waiting.value.suggested_filename == f"levergraph-{name}.{ending}"


def test_the_picture_is_saved_as_png(visit: Any, small: Path) -> None:
    assert saved(visit(small).open(), "Picture (PNG)").startswith(b"\x89PNG\r\n")


SHAPES = """(text) => {
  const drawn = document.body.appendChild(
    document.adoptNode(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement));
  const box = drawn.viewBox.baseVal;
  const texts = [...drawn.querySelectorAll('text')];
  return {
    outside: texts.filter((each) => {
      const { x, width } = each.getBBox();
      return x < box.x || x + width > box.x + box.width;
    }).map((each) => each.textContent),
    texts: texts.map((each) => each.textContent),
    tips: [...drawn.querySelectorAll('[marker-end]')].map((each) => each.getAttribute('marker-end')),
    markers: [...drawn.querySelectorAll('marker')].map((each) => `url(#${each.id})`),
  };
}"""


def test_the_drawing_has_the_marks_the_counts_and_a_key_and_nothing_is_cut(visit: Any, needing: Path) -> None:
    page = visit(needing).open(
        "view=takeup&open=verdict/ready&open=verdict/blocked&region=region/south&other=region/north"
    )
    drawn = page.evaluate(SHAPES, saved(page, "Drawing (SVG)").decode())
    assert drawn["outside"] == []
    assert drawn["texts"].count("✕") == 3  # the heading, the fare cap in South, and the key
    assert {"1 ▾", "0·1 ✓ ▸", "Blocked", "0·1 ✓: hard levers held"} <= set(drawn["texts"])
    assert any("Seen by South, then North." in text for text in drawn["texts"])


def test_on_a_tablet_no_name_of_the_overview_is_cut(visit: Any, packaged: Path) -> None:
    page = visit(packaged, width=768).open()
    drawn = page.evaluate(SHAPES, saved(page, "Drawing (SVG)").decode())
    assert "Psychosocial" in " ".join(drawn["texts"])
    assert [text for text in drawn["texts"] if text.endswith("…")] == []


LONG = HEAD + (
    '<domain/long> a lg:PowerDomain ; skos:prefLabel "Everything that a region may do about very long names '
    'which no card of a picture has the room to show, however many lines it has"@en .'
)


def test_a_name_that_is_cut_is_told_in_whole_to_pointer_and_keyboard(visit: Any, tmp_path: Path) -> None:
    visit = visit(explore(store(SMALL, LONG), tmp_path / "x.html"), bypass_csp=True)
    page = visit.open("view=around&focus=domain/long")
    tip = page.locator("#tip")
    box = page.locator("#picture canvas").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2 - 40, box["y"] + box["height"] / 2)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tip.wait_for()
    assert tip.inner_text().endswith("however many lines it has")
    inside = tip.bounding_box()
    page.mouse.move(inside["x"] + 20, inside["y"] + 8)
    assert tip.is_visible()
    visit.axe()
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    assert page.locator("#scene-title").inner_text().startswith("Around")
    page.locator("#picture").focus()
    page.keyboard.press("Home")
    assert tip.is_visible()
    assert page.locator("#picture").get_attribute("aria-describedby") == "tip"
    page.keyboard.press("Tab")
    assert not tip.is_visible()


@pytest.mark.parametrize("view", [PATHS, "view=around&focus=determinant/work", "open=domain/transport"])
def test_every_line_of_the_drawing_says_which_way_it_goes(visit: Any, small: Path, view: str) -> None:
    page = visit(small).open(view)
    lines = page.locator("#links tbody tr").count()
    drawn = page.evaluate(SHAPES, saved(page, "Drawing (SVG)").decode())
    assert len(drawn["tips"]) == lines
    assert set(drawn["tips"]) <= set(drawn["markers"])
    assert drawn["outside"] == []


@pytest.mark.parametrize("view", ["", PATHS, "view=around&focus=lever/buses"])
def test_the_drawing_is_saved_as_svg_with_every_card(visit: Any, small: Path, view: str) -> None:
    page = visit(small).open(view)
    shown = names(page)
    drawing = ET.fromstring(saved(page, "Drawing (SVG)").decode())  # noqa: S314 - from our own page
    words = " ".join(text.text or "" for text in drawing.iter("{http://www.w3.org/2000/svg}text"))
    assert all(name.split()[0] in words for name in shown)
    assert "What is not stated is not “no”." in words


def test_the_table_is_saved_as_csv_with_sources(visit: Any, small: Path) -> None:
    text = saved(visit(small).open(PATHS), "Table (CSV)").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    link = next(row for row in rows if row["identifier"] == f"{ID}effect/ld-1")
    assert link["name or from"] == "Bus franchising"
    assert link["strength"] == "strong"
    assert link["source"] == "A study of buses"
    assert link["address"] == "https://example.org/study?a=1&b=2"
    assert link["doubt"] == "coded by us"


def csv_rows(page: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(saved(page, "Table (CSV)").decode("utf-8-sig"))))


def test_the_csv_says_what_each_link_says_in_the_words_of_the_table(visit: Any, small: Path) -> None:
    page = visit(small).open("view=around&focus=lever/buses&region=region/south")
    table = {
        (cells[0], cells[1]): cells[2]
        for row in page.locator("#links tbody tr").all()
        for cells in [row.locator("th, td").all_inner_texts()]
    }
    rows = [row for row in csv_rows(page) if row["row"] == "link"]
    assert {(row["name or from"], row["to"]): row["says"] for row in rows} == table
    assert table["South", "Bus franchising"] == "not held"
    regions = {(row["name or from"], row["to"]): row["region"] for row in rows}
    assert regions["Bus franchising", "Access to transport"] == "✕ not held"


def test_the_csv_tells_apart_claims_that_disagree(visit: Any, small: Path) -> None:
    rows = csv_rows(visit(small).open("view=around&focus=determinant/work&direction=down"))
    assert {row["says"] for row in rows if row["row"] == "link"} == {"raises", "lowers"}


def test_a_cell_never_becomes_a_formula(visit: Any, tmp_path: Path) -> None:
    hostile = HEAD + "\n".join(
        f'<outcome/x{place}> a lg:Outcome ; skos:prefLabel "{label}" ; lg:outcomeKind lg:Wellbeing .'
        for place, label in enumerate(["=1+1", "+1", "-1", "@SUM(1)", "\\t=1", 'a\\",=1'])
    )
    page = visit(explore(store(SMALL, hostile), tmp_path / "x.html")).open("open=group/outcomes-wellbeing")
    text = saved(page, "Table (CSV)").decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row if cell]
    assert not [cell for cell in cells if cell[0] in "=+-@\t\r"]
    assert 'a",=1' in cells


def test_on_paper_nothing_is_left_to_press(visit: Any, small: Path) -> None:
    page = visit(small).open(PATHS)
    page.emulate_media(media="print")
    assert not page.locator(".controls").is_visible()
    assert page.locator("#things").is_visible()
    address = "getComputedStyle(document.querySelector('.chosen .source a'), '::after').content"
    assert "https://example.org/study" in page.evaluate(address)


def test_embedded_the_picture_and_the_facts_stay(visit: Any, small: Path) -> None:
    page = visit(small).open(PATHS + "&embed=yes")
    assert not page.locator(".controls").is_visible()
    assert page.locator("#picture").is_visible()
    assert page.locator(".path").count() == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_every_drawer_open(visit: Any, small: Path, scheme: str) -> None:
    visit = visit(small, scheme=scheme, bypass_csp=True)
    page = visit.open(PATHS + "&region=region/north&other=region/south")
    page.evaluate("document.querySelectorAll('details').forEach((drawer) => { drawer.open = true })")
    page.locator("#search").fill("b")
    visit.axe()


def test_a_heading_with_many_things_opens_forty_at_a_time(visit: Any, tmp_path: Path) -> None:
    many = HEAD + "\n".join(
        f'<lever/x{place:03}> a lg:SoftPower ; skos:prefLabel "Extra {place:03}" .' for place in range(100)
    )
    page = visit(explore(store(SMALL, many), tmp_path / "x.html")).open("open=group/levers-across-domains")
    assert sum(name.startswith("Extra") or name == "Convening" for name in names(page)) == 40
    assert "61 behind “more”" in page.locator("#counts").inner_text()
    page.locator("#things tfoot button").click()
    again = visit(tmp_path / "x.html").open(page.url.partition("#")[2])
    assert "21 behind “more”" in again.locator("#counts").inner_text()
    page.locator("#search").fill("Extra 09")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text().startswith("Extra 09")


def test_a_filter_by_polarity_leaves_the_other_sign_out(visit: Any, small: Path) -> None:
    page = visit(small).open("view=around&focus=determinant/work&direction=down&show=determinant/work")
    strongest = page.locator("#links tbody tr", has_text="Wellbeing").locator("td").nth(3)
    assert strongest.inner_text() == "strong"
    page.locator("summary", has_text="Filters").click()
    page.locator("#sign").select_option(label="lowers")
    assert strongest.inner_text() == "weak"
    assert page.locator("#sign").is_visible()
    assert "sign=Decreases" in page.evaluate("location.hash")
    page.locator("#sign").select_option(label="either way")
    assert names(page) == {"Work"}


def test_a_filter_by_day_leaves_out_what_was_not_in_force(visit: Any, small: Path) -> None:
    view = "view=around&focus=lever/buses&direction=up"
    assert names(visit(small).open(view)) == {"Bus franchising", "Transport", "North", "South"}
    page = visit(small).open(view + "&day=2016-12-31")
    assert names(page) == {"Bus franchising", "Transport", "South"}  # North since 2017; South is not dated
    page.locator("summary", has_text="Filters").click()
    assert page.locator("#day").input_value() == "2016-12-31"
    page.locator("#day").select_option(label="on 24 November 2026")
    assert "North" in names(page)


def test_an_intervention_is_left_out_on_a_day_on_which_it_did_not_run(visit: Any, needing: Path) -> None:
    view = "view=around&focus=determinant/walking&direction=up"
    assert "Led walks" in names(visit(needing).open(view + "&day=2017-12-31"))
    assert "Led walks" not in names(visit(needing).open(view + "&day=2026-11-24"))


def test_a_filter_by_the_year_of_the_source_keeps_what_is_not_dated(visit: Any, small: Path) -> None:
    view = "view=around&focus=lever/buses&direction=down"
    assert {"Access to transport", "Walking"} < names(visit(small).open(view + "&since=2019"))
    later = names(visit(small).open(view + "&since=2020"))
    assert "Access to transport" not in later
    assert "Walking" in later


def test_after_one_end_is_chosen_a_click_in_the_picture_chooses_the_other(visit: Any, small: Path) -> None:
    visit = visit(small)
    page = visit.open("view=around&focus=lever/buses&show=lever/buses")
    page.get_by_role("button", name="Paths from here").click()
    assert "now choose an outcome" in page.locator("#hint").inner_text()
    page.evaluate("location.hash = 'view=around&focus=outcome/wellbeing&direction=down&from=lever/buses'")
    page.locator("#scene-title", has_text="Around “Wellbeing”").wait_for()
    box = page.locator("#picture canvas").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.locator("#scene-title", has_text="Paths from “Bus franchising” to “Wellbeing”").wait_for()
    assert page.locator(".path").count() == 2
    assert not page.locator("#hint").is_visible()
    assert visit.is_alone()


def test_the_other_end_may_be_chosen_by_keyboard_or_not_at_all(visit: Any, small: Path) -> None:
    page = visit(small).open("open=group/outcomes-wellbeing&from=lever/buses")
    assert "Paths from “Bus franchising”: now choose an outcome" in page.locator("#hint").inner_text()
    page.get_by_role("button", name="Never mind").click()
    assert not page.locator("#hint").is_visible()
    assert page.locator("#from").input_value() == ""
    page = visit(small).open("open=group/outcomes-wellbeing&from=lever/buses")
    page.locator("#things").get_by_role("button", name="Wellbeing", exact=True).last.press("Enter")
    assert page.locator("#scene-title").inner_text() == "Paths from “Bus franchising” to “Wellbeing”"


def test_a_link_to_a_line_opens_the_line_again(visit: Any, small: Path) -> None:
    page = visit(small).open(PATHS)
    page.locator("#links tbody button").first.click()
    head = page.locator("#panel h2").inner_text()
    assert " → " in head
    fragment = page.evaluate("location.hash").lstrip("#")
    assert fragment.count("line=") == 2
    assert visit(small).open(fragment).locator("#panel h2").inner_text() == head


def test_every_choice_is_in_the_link_and_comes_back_from_it(visit: Any, needing: Path) -> None:
    choices = (
        "view=takeup&region=region/north&other=region/south&open=verdict/ready&show=intervention/cap"
        "&weakest=2&doubtful=no&health=ImprovesHealth&sign=Increases&day=2016-12-31&since=2010"
        "&hide=indicator&without=LeverUse&embed=yes"
    )
    page = visit(needing).open(choices)
    page.evaluate("document.querySelector('#day').dispatchEvent(new Event('change'))")
    words = set(page.evaluate("decodeURIComponent(location.hash.slice(1))").split("&"))
    assert words == set(choices.split("&"))


def test_what_rules_work_out_is_told_apart_from_what_sources_assert(visit: Any, packaged: Path) -> None:
    page = visit(packaged).open("view=around&focus=region/tees-valley&show=region/tees-valley")
    worked = page.locator(".group", has=page.locator("summary", has_text="Worked out by rules")).first
    assert not worked.locator("summary", has_text="influence").is_visible()
    worked.locator("summary").first.click()
    worked.locator("summary", has_text="influence").click()
    assert "Inferred by the rule “What a region can influence” (rule/can-influence)" in worked.inner_text()
    query = worked.locator(".query pre").text_content()
    from levergraph.graph.opening import open_store

    rules = {row["rule"].value.rpartition("/")[2] for row in open_store().select(query)}
    assert {"holds", "lacks", "shares", "can-influence"} <= rules


def test_a_finger_moves_the_page_up_and_down_over_the_picture(visit: Any, small: Path) -> None:
    page = visit(small, width=390, has_touch=True).open()
    assert page.evaluate("getComputedStyle(document.querySelector('canvas')).touchAction") == "pan-y"


def test_nothing_moves_by_itself(visit: Any, small: Path) -> None:
    page = visit(small, reduced_motion="reduce").open("open=domain/transport")
    still = "[...document.querySelectorAll('*')].every(e => !e.getAnimations().length)"
    assert page.evaluate(still)
    before = page.locator("#picture").screenshot()
    page.wait_for_timeout(300)
    assert page.locator("#picture").screenshot() == before
