"""The page of a plan: a form without JavaScript that keeps nothing, and gives every answer back as a file."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook

HTML = {"accept": "text/html"}
NEED = "aef-topic-need"
FILLED = {
    "region": "south-yorkshire",
    "who": "A. Reader, public health",
    f"a:{NEED}": "in-part",
    f"wa:{NEED}": "Doncaster <b>too</b>",
    "s:ulez-london:aef-crit-impact": "4",
    "ws:ulez-london:aef-crit-impact": "Measured",
    "g:aef-crit-impact": "5",
}


def _post(client: httpx.Client, **more: Any) -> httpx.Response:
    files = more.pop("files", {"mine": ("", b"")})
    return client.post("/plan", data={**FILLED, **more}, files=files, headers=HTML)


def test_the_form_asks_every_prompt_with_a_place_for_words(client: httpx.Client) -> None:
    text = client.get("/plan?region=south-yorkshire", headers=HTML).text
    assert text.count('<select id="a-aef-') == text.count('<textarea id="wa-aef-') == 31


def test_answers_are_shown_escaped_and_kept_nowhere(client: httpx.Client) -> None:
    answer = _post(client, do="show")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "Doncaster &lt;b&gt;too&lt;/b&gt;" in answer.text
    assert "20 (1 of 1 criteria scored)" in answer.text
    assert "&lt;b&gt;too" not in client.get("/plan?region=south-yorkshire", headers=HTML).text


def test_my_answers_come_back_as_a_file_and_the_file_fills_the_form(client: httpx.Client) -> None:
    kept = _post(client, do="keep")
    assert "attachment" in kept.headers["content-disposition"]
    answers = json.loads(kept.content)
    assert [answer["words"] for answer in answers["answers"]] == ["Doncaster <b>too</b>"]
    answers["answers"][0]["by"] = "B. Other"
    sent = {"mine": ("mine.json", json.dumps(answers).encode())}
    shown = client.post("/plan", data={"region": "south-yorkshire"}, files=sent, headers=HTML)
    assert '<option value="in-part" selected>' in shown.text
    before = json.dumps(answers)
    again = json.loads(
        _post(client, do="keep", who="C. Third", before=before, **{f"a:{NEED}": "own"}).content
    )
    assert [answer["by"] for answer in again["answers"]] == ["C. Third"]
    same = json.loads(_post(client, do="keep", who="C. Third", before=before).content)
    assert [answer["by"] for answer in same["answers"]] == ["B. Other"]
    assert [score["by"] for score in same["scores"]] == ["A. Reader, public health"]


def test_a_colleagues_workbook_stands_beside_mine_in_the_page_and_in_the_report(client: httpx.Client) -> None:
    sheet = _post(client, do="xlsx").content
    book = load_workbook(BytesIO(sheet))
    place = next(row for row in book["Answers"].iter_rows() if row[1].value == NEED)
    assert place[4].value == "confirmed in part"
    place[4].value, place[6].value = "not right", "B. Other"
    buffer = BytesIO()
    book.save(buffer)
    shown = _post(client, do="show", files={"theirs": ("theirs.xlsx", buffer.getvalue())})
    assert "The answers differ" in shown.text
    assert "Beside yours: " in shown.text
    report = _post(client, do="page", files={"theirs": ("theirs.xlsx", buffer.getvalue())})
    assert "Where answers differ" in report.text
    word = _post(client, do="docx", files={"theirs": ("theirs.xlsx", buffer.getvalue())})
    assert word.content[:2] == b"PK"


def test_an_answer_without_a_name_or_words_is_asked_for_and_nothing_is_lost(client: httpx.Client) -> None:
    answer = _post(
        client, do="docx", who="", **{f"wa:{NEED}": "", "ws:ulez-london:aef-crit-impact": "As seen"}
    )
    assert answer.status_code == 400
    assert "A name goes with every answer" in answer.text
    assert "says nothing without words" in answer.text
    assert 'value="As seen"' in answer.text


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"region": "atlantis"}, "Atlantis"),
        ({"region": ""}, "Whose plan is it"),
        ({f"a:{NEED}": "perhaps"}, "is no answer"),
        ({"a:aef-mood": "confirmed"}, "aef-mood"),
        ({"s:no-such:aef-crit-impact": "3"}, "no-such"),
        ({"s:no-such:aef-crit-impact": "3", "who": ""}, "no-such"),
        ({"g:aef-crit-impact": "9"}, "no whole number from 1 to 5"),
        ({"before": "{"}, "changed on its way"),
        ({"files": {"mine": ("m.xlsx", b"PK\x03\x04half")}}, "m.xlsx is no whole workbook"),
        ({"files": {"mine": ("m.json", b'{"region":"cumbria"}')}}, "about cumbria"),
    ],
)
def test_what_is_hostile_or_broken_is_refused_in_words(
    client: httpx.Client, more: dict[str, Any], said: str
) -> None:
    answer = _post(client, do="show", **more)
    assert answer.status_code in (400, 404)
    assert said.casefold() in answer.text.casefold()
    assert "Traceback" not in answer.text


def test_what_is_no_form_is_refused(client: httpx.Client) -> None:
    for kind in ("application/json", "multipart/form-data", "text/plain; charset=x"):
        answer = client.post("/plan", content=b"\xff\x00", headers={"content-type": kind, **HTML})
        assert answer.status_code == 400
        assert "could not be read" in answer.text


def test_the_api_gives_the_plan_that_the_page_gives(client: httpx.Client) -> None:
    record = client.get("/api/plan", params={"region": "south-yorkshire", "outcome": "obesity"}).json()
    page = client.get("/plan?region=south-yorkshire&outcome=obesity&format=json", headers=HTML).json()
    assert record == page


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_filled_form_is_accessible_and_fits(visit: Any, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    made = visit(width=width, scheme=scheme)
    page = made.open("/plan?region=south-yorkshire")
    page.fill("#who", "A. Reader")
    page.select_option(f"#a-{NEED}", "confirmed")
    page.click("text=Show the plan with my answers")
    page.wait_for_selector("text=1 of 31 prompts")
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert made.is_alone()
