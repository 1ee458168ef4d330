"""The pages of check and import: a file is read in memory, told cell by cell, and never kept."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from typing import Any

import httpx
import pytest
from openpyxl import Workbook, load_workbook

HTML = {"accept": "text/html"}
HEADINGS = "Name,Description,Region,Acts on,Status,Source"
GOOD = (
    f"{HEADINGS}\n=Our scheme,A voluntary standard.,South Yorkshire,Poor housing conditions,planned,"
    "Good Landlord Charter reaches half of all rented homes (GMCA)\n"
)
BAD = GOOD.replace("South Yorkshire", "South <b>Yorkshir</b>")


def workbook(text: str) -> bytes:
    book = Workbook()
    book.active.title = "Interventions"
    for line in text.splitlines():
        book.active.append(line.split(","))
    book.active["A2"].data_type = "s"
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def send(client: httpx.Client, data: bytes | str, name: str = "own.csv", **fields: Any) -> httpx.Response:
    content = data.encode() if isinstance(data, str) else data
    return client.post("/check", data=fields, files={"file": (name, content)}, headers=HTML)


def test_the_template_is_taken_from_the_page(client: httpx.Client) -> None:
    for path in ("/check", "/import"):
        assert 'enctype="multipart/form-data"' in client.get(path, headers=HTML).text
    answer = client.get("/check?format=xlsx")
    assert "attachment" in answer.headers["content-disposition"]
    assert "Interventions" in load_workbook(io.BytesIO(answer.content)).sheetnames


def test_a_fault_is_told_with_its_place_and_marked_in_the_sheet(client: httpx.Client) -> None:
    data = workbook(BAD)
    answer = send(client, data, "own.xlsx")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "own.xlsx, Interventions, row 2, column “Region” (C2)" in answer.text
    assert "South &lt;b&gt;Yorkshir&lt;/b&gt;" in answer.text
    carried = {
        name: re.findall(f'name="{name}" value="([^"]*)"', answer.text) for name in ("name", "content")
    }
    assert carried == {"name": ["own.xlsx"], "content": [b64encode(data).decode()]}
    again = client.post(
        "/check",
        data={"name": carried["name"][0], "content": carried["content"][0], "do": "marked"},
        files={"file": ("", b"")},
        headers=HTML,
    )
    book = load_workbook(io.BytesIO(again.content))
    assert "nothing here is called" in book["Interventions"]["C2"].comment.text
    assert book.sheetnames[0] == "What to mend"
    assert not [c for page in book for row in page.iter_rows() for c in row if c.data_type == "f"]


def test_a_sound_file_is_taken_away_as_turtle_with_who_and_when(client: httpx.Client) -> None:
    answer = send(client, GOOD, by="Policy team", on="2026-05-07")
    assert "nothing to mend" in answer.text
    turtle = send(client, GOOD, by="Policy team", on="2026-05-07", do="turtle")
    assert turtle.headers["content-type"].startswith("text/turtle")
    assert 'skos:prefLabel "Policy team"@en' in turtle.text
    assert "own.csv#interventions-row-2" in turtle.text
    assert "Our scheme" not in client.get("/intervention", headers=HTML).text


@pytest.mark.parametrize(
    ("data", "name", "status", "told"),
    [
        (b"PK\x03\x04junk", "own.xlsx", 422, "is damaged or is no workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "own.xlsx", 422, "has a password"),
        ("x", "own", 400, "has no suffix"),
        ("x", "own.exe", 422, "has no suffix of an RDF file"),
        ("<a> <b> <c", "../../own.ttl", 422, "own.ttl:1"),
        (f"{HEADINGS}\n", "own.csv", 422, "no row is filled in"),
        (b"x" * (2 << 20), "own.csv", 413, "larger"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(
    client: httpx.Client, data: bytes | str, name: str, status: int, told: str
) -> None:
    answer = send(client, data, name)
    assert answer.status_code == status
    assert told in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "fields", [{}, {"name": "own.csv", "content": "!!!"}, {"name": "own.csv"}, {"on": "tomorrow", "x": "y"}]
)
def test_a_form_without_an_honest_file_is_refused(client: httpx.Client, fields: dict[str, str]) -> None:
    answer = client.post("/check", data=fields, files={"file": ("", b"")}, headers=HTML)
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("width", [1280, 390])
def test_the_answer_is_accessible_and_fits(visit: Any, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    made = visit(width=width, scheme="dark" if width == 390 else "light", java_script_enabled=True)
    page = made.open("/check")
    page.set_input_files("#file", {"name": "own.xlsx", "mimeType": "", "buffer": workbook(BAD)})
    page.click("section[aria-labelledby=send] button")
    page.wait_for_selector("#result")
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert made.is_alone()
