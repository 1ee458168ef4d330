"""Every type of page over HTTP: it answers, is well made, links to what is there, and can be taken away."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import parse_qs, quote, urljoin, urlsplit

import httpx
import pyoxigraph as ox
import pytest
from levergraph.graph import Store
from levergraph.ontology.terms import ID
from page_types import ERRORS, PAGES, THINGS

HTML = {"accept": "text/html"}
VOID = {"meta", "link", "input", "br", "img", "hr", "path", "circle", "rect", "line"}


class Page(HTMLParser):
    """What a page has: links, ids, headings, scripts, and whether its elements are closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.heads: list[str] = []
        self.scripts: list[dict[str, str | None]] = []
        self.data: list[str] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.styled: list[str] = []
        self.tables = 0
        self.captions = 0
        self.unscoped = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a":
            self.links.append(given.get("href") or "")
        if "id" in given:
            self.ids.append(given["id"] or "")
        if tag == "script":
            self.scripts.append(given)
        if "style" in given or any(name.startswith("on") for name in given):
            self.styled.append(tag)
        self.heads += [tag] if re.fullmatch("h[1-6]", tag) else []
        self.tables += tag == "table"
        self.captions += tag == "caption"
        self.unscoped += tag == "th" and "scope" not in given
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.data.append(data)


@pytest.fixture(scope="module")
def fetched(client: httpx.Client) -> dict[str, httpx.Response]:
    """Every page, fetched once."""
    return {path: client.get(path, headers=HTML) for path in (*PAGES, *ERRORS)}


@pytest.mark.parametrize("path", PAGES)
def test_every_type_of_page_answers(fetched: dict[str, httpx.Response], path: str) -> None:
    assert fetched[path].status_code == 200
    assert fetched[path].headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", ERRORS)
def test_an_error_is_a_page_of_words(fetched: dict[str, httpx.Response], path: str) -> None:
    assert fetched[path].status_code in (400, 404)
    assert "Traceback" not in fetched[path].text
    assert "/work" not in fetched[path].text


@pytest.mark.parametrize("path", [*PAGES, *ERRORS])
def test_a_page_is_well_made(fetched: dict[str, httpx.Response], path: str) -> None:
    page = Page(fetched[path].text)
    assert page.wrong == []
    assert page.open == []
    assert page.heads.count("h1") == 1
    assert len(page.ids) == len(set(page.ids)), [each for each in page.ids if page.ids.count(each) > 1]
    assert page.styled == []  # the policy lets neither styles nor scripts stand in the page
    assert page.captions == page.tables
    assert page.unscoped == 0
    running = [script for script in page.scripts if script.get("type") != "application/ld+json"]
    assert all(script.get("src", "").startswith("/static/") for script in running)
    files = {str(script.get("src")).partition("?")[0].rpartition("/")[2] for script in running}
    own = {"/sparql": {"editor.js"}, "/evidence-map": {"evidence-map.js"}}.get(path.partition("?")[0], set())
    assert files <= own | {"suggest.js"}  # all other pages need no JavaScript: it suggests words, no more
    for link in page.links:
        assert link.startswith(("/", "#", "http://", "https://")), link


@pytest.mark.parametrize("path", PAGES)
def test_a_link_within_a_page_leads_to_a_place_in_it(fetched: dict[str, httpx.Response], path: str) -> None:
    page = Page(fetched[path].text)
    assert [link for link in page.links if link.startswith("#") and link[1:] not in page.ids] == []


def test_every_link_to_a_page_of_ours_leads_to_one(
    fetched: dict[str, httpx.Response], client: httpx.Client
) -> None:
    dead = {}
    for link in _some_of_each_sort({path: Page(fetched[path].text).links for path in PAGES}):
        answer = client.get(link, headers=HTML, follow_redirects=True)
        if answer.status_code != 200:
            dead[link] = answer.status_code
    assert dead == {}


def _some_of_each_sort(links: dict[str, list[str]]) -> Iterator[str]:
    """Of each sort of link (its folder and the names of its parameters) two a page, and six in all."""
    sorts: dict[tuple[str, ...], list[str]] = {}
    for page, theirs in links.items():
        here: dict[tuple[str, ...], int] = {}
        for link in dict.fromkeys(theirs):
            if not link.startswith("/") or link.startswith("//"):
                continue
            address = urljoin(page, link).partition("#")[0]
            parts = urlsplit(address)
            sort = (parts.path.split("/")[1], *sorted(parse_qs(parts.query)))
            here[sort] = here.get(sort, 0) + 1
            if here[sort] <= 2 and address not in sorts.setdefault(sort, []) and len(sorts[sort]) < 6:
                sorts[sort].append(address)
    for addresses in sorts.values():
        yield from addresses


@pytest.mark.parametrize("path", ["/", *THINGS, "/term/Lever"])
def test_a_page_tells_search_engines_what_it_is_about(fetched: dict[str, httpx.Response], path: str) -> None:
    told = [json.loads(data) for data in Page(fetched[path].text).data]
    assert all(each["@context"] == "https://schema.org" for each in told)
    kinds = {each["@type"] for each in told}
    if path == "/":
        assert {"WebSite", "Dataset"} <= kinds
    else:
        assert "BreadcrumbList" in kinds
        about = next(each for each in told if each["@type"] != "BreadcrumbList")
        assert about["@id"].startswith("https://w3id.org/levergraph/")
        assert about["name"] in fetched[path].text.replace("&#39;", "'")


@pytest.mark.parametrize("path", THINGS)
def test_a_thing_is_told_with_its_sources_and_its_address(
    fetched: dict[str, httpx.Response], path: str
) -> None:
    text = fetched[path].text
    assert f"https://w3id.org/levergraph/id{path}" in text
    assert 'class="cite"' in text or path.startswith("/scheme")
    assert f'href="/id{path}.ttl"' in text


def test_the_open_problems_are_those_of_the_command_and_of_each_thing(client: httpx.Client) -> None:
    every = client.get("/quality?format=json").json()
    counted = Counter(flaw["kind"] for flaw in every)
    listed = subprocess.run(
        [sys.executable, "-m", "levergraph", "check", "--content"], capture_output=True, text=True, check=True
    ).stdout
    for kind, things in counted.items():
        assert re.search(rf"^ *{things:,}  {re.escape(kind)}", listed, re.MULTILINE)
    flaw = next(flaw for flaw in every if flaw["about"] != flaw["thing"])
    own = client.get("/quality", params={"about": flaw["about"], "format": "json"}).json()
    assert own == [each for each in every if flaw["about"] in (each["about"], each["thing"])]
    assert f"about={quote(flaw['about'], safe='')}" in client.get(flaw["about"].removeprefix(ID)).text


def test_a_claim_says_how_far_it_can_be_trusted(client: httpx.Client) -> None:
    text = client.get("/lever/bus-franchising").text
    assert '<span class="flag">coded by us</span>' in text
    text = client.get("/region/south-yorkshire").text
    assert '<span class="flag">partly verified</span>' in text
    assert "inferred by the rule" in text
    assert "Not held" in text


@pytest.mark.parametrize("path", ["/indicator/male-healthy-life-expectancy", "/region/south-yorkshire"])
def test_figures_show_every_limit_that_the_graph_holds(
    client: httpx.Client, packaged: Store, path: str
) -> None:
    asked = f"""SELECT ?lower ?upper WHERE {{ ?each a lg:Observation ; lg:lowerLimit95 ?lower ;
        lg:upperLimit95 ?upper ; lg:{"area" if path.startswith("/region") else "indicator"}
        <https://w3id.org/levergraph/id{path}> }}"""
    recorded = {tuple(float(f"{float(term.value):g}") for term in row) for row in packaged.select(asked)}
    text = client.get(path).text
    shown = re.findall(
        r'data-label="Lower 95 %">([\d.]+)</td><td [^>]*data-label="Upper 95 %">([\d.]+)<', text
    )
    assert {(float(lower), float(upper)) for lower, upper in shown} == recorded
    assert len(re.findall(r'class="limits" d="M[\d. ]+V', text)) == len(shown) > 10
    assert "gives no confidence limits" not in text


def test_figures_without_limits_say_that_none_are_recorded(client: httpx.Client) -> None:
    text = client.get("/indicator/gross-disposable-household-income-per-head").text
    assert 'class="limits"' not in text
    assert text.count("No limits are recorded.") == 2


def test_the_table_of_observations_has_the_limits_beside_the_value(client: httpx.Client) -> None:
    text = client.get("/region/south-yorkshire").text
    table = text[text.index('id="observations') :]
    heads = re.findall(r'columnheader">([^<]+)', table[: table.index("</thead>")])
    place = heads.index("Value")
    assert heads[place + 1 : place + 3] == ["Lower 95% limit", "Upper 95% limit"]


@pytest.mark.parametrize(
    "path",
    [
        "/indicator/male-healthy-life-expectancy",
        "/observation/south-yorkshire--male-healthy-life-expectancy--2022-to-2024",
    ],
)
def test_the_source_of_a_figure_is_named_as_it_is_cited(client: httpx.Client, path: str) -> None:
    text = client.get(path).text
    cited = re.findall(r'<span class="cite"><a [^>]*>([^<]+)</a>', text)
    assert "Explore Local Statistics data: Male healthy life expectancy (ONS)" in cited
    assert "Explore Local Statistics data: Female healthy life expectancy (ONS)" not in cited
    assert "Female" not in "".join(re.findall(r'<span class="place">([^<]+)</span>', text))


def test_the_matrix_has_every_cell_of_the_question(client: httpx.Client) -> None:
    text = client.get("/matrix?as-of=2022-06-30").text
    rows = list(csv.DictReader(StringIO(client.get("/matrix?as-of=2022-06-30&format=csv").text)))
    assert len(re.findall(r'<td class="cell-', text)) == len(rows) > 130
    for state in ("held", "shared", "not-held", "not-stated"):
        words = state.replace("-", " ")
        assert text.count(f'<td class="cell-{state}"') == sum(row["state"] == words for row in rows)


def test_a_verdict_never_stands_without_its_caveat(client: httpx.Client) -> None:
    for path in ("/transfer?to=tees-valley", "/transfer/tees-valley/gm-fire-safe-and-well", "/method"):
        text = client.get(path).text
        assert "not what can be afforded" in text
        assert "anticipated" in text


def test_the_finder_says_what_the_method_says(client: httpx.Client) -> None:
    record = client.get("/transfer?to=south-yorkshire&format=json").json()
    text = client.get("/transfer?to=south-yorkshire&page=all").text
    shown = re.findall(r'<h2><a href="/transfer/south-yorkshire/([^"?]+)', text)
    assert shown == [each["intervention"].rpartition("/")[2] for each in record]
    verdicts = re.findall(r"state verdict state-([a-z-]+)", text)
    assert verdicts == [each["verdict"] for each in record]


def test_an_ask_says_how_things_stand_today(client: httpx.Client) -> None:
    path = "/asks?region=tees-valley&as-of=2026-11-25&page=all"
    text = client.get(path).text
    lines = list(csv.DictReader(StringIO(client.get(f"{path}&format=csv").text)))
    cards = re.findall(r'<li class="candidate">.*?</li>\s*(?=<li class="candidate">|</ol>)', text, re.DOTALL)
    assert len(cards) == len(lines) > 5
    for card, line in zip(cards, lines, strict=True):
        opens, eases = int(line["opens"]), int(line["eases"])
        assert f"<strong>{opens}</strong> would become possible" in card
        assert ("<dt>Would become possible</dt>" in card) == (opens > 0)
        assert ("<dt>Would need no partner any more</dt>" in card) == (eases > 0)
        state = line["today"].partition(":")[0].partition(" ")[0]
        assert f'class="state state-{state}"' in card
    assert {line["today"].partition(":")[0] for line in lines} >= {"shared", "not-stated", "partner"}


def test_a_filter_leaves_what_fits(client: httpx.Client) -> None:
    every = client.get("/transfer?to=south-yorkshire&format=json").json()
    blocked = client.get("/transfer?to=south-yorkshire&verdict=blocked&format=json").json()
    assert blocked == [each for each in every if each["verdict"] == "blocked"]
    assert blocked


@pytest.mark.parametrize("sort", ["evidence", "distance", "equity", "name"])
def test_a_list_is_taken_away_in_the_order_of_the_page(client: httpx.Client, sort: str) -> None:
    path = f"/transfer?to=south-yorkshire&sort={sort}"
    shown = re.findall(
        r'<h2><a href="/transfer/south-yorkshire/([^"?]+)', client.get(f"{path}&page=all").text
    )
    record = client.get(f"{path}&format=json").json()
    assert [each["intervention"].rpartition("/")[2] for each in record] == shown
    rows = list(csv.DictReader(StringIO(client.get(f"{path}&format=csv").text)))
    assert [row["intervention"].rpartition("/")[2] for row in rows] == shown
    assert shown != [
        each["intervention"].rpartition("/")[2]
        for each in client.get("/transfer?to=south-yorkshire&format=json").json()
    ]


def test_places_of_which_little_is_known_do_not_come_first_by_distance(client: httpx.Client) -> None:
    path = "/transfer?to=south-yorkshire&sort=distance"
    record = [each for each in client.get(f"{path}&format=json").json() if each["distance"] is not None]
    shares = [each["indicators_compared"].split("/") for each in record]
    few = [2 * int(compared) < int(every) for compared, every in shares]
    assert few == sorted(few)
    assert 0 < sum(few) < len(few)
    for half in (False, True):
        places = [each["distance"] for each, little in zip(record, few, strict=True) if little is half]
        assert places == sorted(places)
    assert client.get(f"{path}&page=all").text.count("too few figures to compare") == sum(few)


def test_the_matrix_highlights_and_is_taken_away_whole(client: httpx.Client) -> None:
    text = client.get("/matrix?state=shared").text
    assert "<strong>Highlight</strong>" in text
    assert re.findall(r'href="/matrix\?([^"]*format=[^"]*)"', text) == [
        f"format={form}" for form in ("csv", "xlsx", "json", "turtle")
    ]


def test_the_matrix_says_which_region_has_ended(client: httpx.Client) -> None:
    ended = '<span class="ended">ended 7 May 2024</span>'
    text = client.get("/matrix").text
    assert f'href="/region/north-of-tyne">North of Tyne</a> {ended}' in text
    assert text.count('class="ended"') == 1
    assert 'class="ended"' not in client.get("/matrix?as-of=2024-05-07").text


def test_a_determinant_that_leads_nowhere_leaves_an_empty_list_and_a_way_out(client: httpx.Client) -> None:
    path = "/transfer?to=south-yorkshire&outcome=cancer&determinant=environmental-noise"
    answer = client.get(path, headers=HTML)
    assert answer.status_code == 200
    assert "No intervention on record reaches Cancer through Environmental noise." in answer.text
    assert '<select id="f-determinant"' in answer.text
    assert '<option value="environmental-noise" selected>' in answer.text
    without = client.get("/transfer?to=south-yorkshire&outcome=cancer&format=json").json()
    assert without
    assert (
        f'<a href="/transfer?to=south-yorkshire&amp;outcome=cancer">Show what reaches Cancer</a>, '
        f'whatever the determinant <span class="count">({len(without)})</span>' in answer.text
    )
    assert client.get(f"{path}&format=json").json() == []
    assert client.get("/transfer?to=south-yorkshir&outcome=cancer", headers=HTML).status_code == 404


def test_sorting_by_a_link_sorts(client: httpx.Client) -> None:
    up = client.get("/queries/regions-holding-lever?lever=bus-franchising&sort=region&page=all").text
    down = client.get(
        "/queries/regions-holding-lever?lever=bus-franchising&sort=region&order=down&page=all"
    ).text
    names = re.findall(r'rowheader" data-label="Region"><a href="/region/([^"]+)', up)
    assert len(names) > 10
    assert names == list(
        reversed(re.findall(r'rowheader" data-label="Region"><a href="/region/([^"]+)', down))
    )
    assert 'aria-sort="ascending"' in up
    assert 'aria-sort="descending"' in down


@pytest.mark.parametrize(
    "path",
    [
        "/transfer?to=south-yorkshire",
        "/asks?region=south-yorkshire",
        "/gaps?region=south-yorkshire",
        "/compare?region=south-yorkshire&region=west-yorkshire",
        "/paths?from=bus-franchising&to=respiratory-disease",
        "/matrix",
        "/queries/levers-of-region?region=south-yorkshire",
        "/lever",
        "/lever?q=bus",
        "/search?q=bus",
        "/search?q=bus&kind=lever",
    ],
)
def test_every_table_can_be_taken_away(client: httpx.Client, path: str) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    sign = "&" if "?" in path else "?"
    table = client.get(f"{path}{sign}format=csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert table.headers["content-disposition"].startswith('attachment; filename="')
    rows = list(csv.reader(StringIO(table.text)))
    assert len(rows) > 1
    book = openpyxl.load_workbook(BytesIO(client.get(f"{path}{sign}format=xlsx").content))
    sheet = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert sheet[0] == rows[0]
    assert len(sheet) == len(rows)


@pytest.mark.parametrize(
    "path", ["/transfer?to=south-yorkshire", "/paths?from=bus-franchising&to=respiratory-disease"]
)
def test_a_table_taken_away_names_its_sources(client: httpx.Client, path: str) -> None:
    lines = list(csv.DictReader(StringIO(client.get(f"{path}&format=csv").text)))
    assert any(line["source"] for line in lines)
    assert all(line["sourceLabel"] and line["sourceUrl"] for line in lines if line["source"])


def test_paths_that_do_not_lead_there_say_what_is_nearest(client: httpx.Client) -> None:
    text = client.get("/paths?from=bus-franchising&to=heat-related-deaths").text
    assert "Bus franchising reaches Mortality from all causes" in text
    assert "One step before Heat-related deaths: Climate change" in text


def test_paths_are_taken_away_with_their_mechanisms_and_sources(client: httpx.Client) -> None:
    path = "/paths?from=bus-franchising&to=respiratory-disease"
    record = client.get(f"{path}&format=json").json()
    assert len(record) == len(re.findall(r'class="way"', client.get(path).text)) > 0
    assert all(each["weakest_edge"] and each["steps"] for each in record)
    rows = list(csv.DictReader(StringIO(client.get(f"{path}&format=csv").text)))
    assert all(row["mechanism"] and row["sourceLabel"] for row in rows)


def test_lists_and_finds_are_taken_away_as_records(client: httpx.Client) -> None:
    levers = client.get("/lever?format=json").json()
    assert len(levers) == int(re.search(r"(\d+) things", client.get("/lever").text)[1])  # type: ignore[index]
    assert {"iri", "label", "definition", "beside"} == set(levers[0])
    text = client.get("/search?q=bus&kind=lever&page=all").text
    found = client.get("/search?q=bus&kind=lever&format=json").json()
    shown = re.findall(r'<h2><a href="(/lever/[^"]+)"', text)
    assert [each["iri"].rpartition("/id")[2] for each in found] == shown
    assert 'href="/search?q=bus&amp;kind=lever&amp;format=xlsx"' in text


@pytest.mark.parametrize(
    ("path", "thing"),
    [
        ("/transfer?to=south-yorkshire", "intervention/thrive-into-work"),
        ("/asks?region=tees-valley", "lever/employment-programme-budget"),
        ("/gaps?region=tees-valley", "lever/bus-franchising"),
        ("/compare?region=south-yorkshire&region=west-yorkshire", "region/west-yorkshire"),
        ("/paths?from=bus-franchising&to=respiratory-disease", "outcome/respiratory-disease"),
        ("/matrix", "region/greater-london"),
        ("/queries/levers-of-region?region=south-yorkshire", "lever/bus-franchising"),
        ("/lever", "lever/bus-franchising"),
        ("/search?q=bus", "lever/bus-franchising"),
    ],
)
def test_what_the_graph_says_of_a_table_is_taken_away_as_turtle(
    client: httpx.Client, path: str, thing: str
) -> None:
    answer = client.get(f"{path}{'&' if '?' in path else '?'}format=turtle")
    assert answer.headers["content-type"].startswith("text/turtle")
    triples = list(ox.parse(answer.content, format=ox.RdfFormat.TURTLE))
    mine = [each for each in triples if str(each.subject) == f"<{ID}{thing}>"]
    assert {"type", "prefLabel"} <= {each.predicate.value.rpartition("#")[2] for each in mine}
    assert "format=turtle" in client.get(path, headers=HTML).text


def test_the_note_says_what_the_page_says(client: httpx.Client) -> None:
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    path = "/transfer/south-yorkshire/gm-fire-safe-and-well?as-of=2026-11-25"
    record: dict[str, Any] = client.get(f"{path}&format=json").json()
    text = client.get(path).text
    book = docx.Document(BytesIO(client.get(f"{path}&format=docx").content))
    lines = [line.text for line in book.paragraphs]
    assert record["verdict"] == "with-partners"
    assert "state verdict state-with-partners" in text
    assert any(line.startswith("With partners. South Yorkshire can take this up together") for line in lines)
    for section in record["sections"]:
        assert section["title"] in lines
        for sentence in section["sentences"]:
            assert any(line.startswith(sentence["text"]) for line in lines)
    links = [each.target_ref for each in book.part.rels.values() if each.is_external]
    urls = {
        cite["url"]
        for section in record["sections"]
        for each in section["sentences"]
        for cite in each["sources"]
    }
    assert urls <= set(links)


def test_a_name_that_is_not_quite_the_slug_leads_to_the_thing(client: httpx.Client) -> None:
    answer = client.get("/region/South Yorkshire", headers=HTML)
    assert (answer.status_code, answer.headers["location"]) == (302, "/region/south-yorkshire")


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/region/south-yorkshir", "/region/south-yorkshire"),
        ("/transfer?to=souht-yorkshire&verdict=ready", "/transfer?to=south-yorkshire&amp;verdict=ready"),
        ("/paths?from=bus-franchisng&to=respiratory-disease", "from=bus-franchising"),
        ("/queries/levers-of-region?region=tees-valy", "region=tees-valley"),
    ],
)
def test_an_unknown_name_gets_links_to_the_nearest(client: httpx.Client, path: str, near: str) -> None:
    answer = client.get(path, headers=HTML)
    assert answer.status_code == 404
    assert near in answer.text


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/region/nowhere", ["/region"]),
        ("/intervention/ulez", ["/intervention/ulez-london", "/intervention"]),
        ("/lever/bus-franchisng", ["/lever/bus-franchising", "/lever"]),
    ],
)
def test_a_page_that_is_not_there_leads_to_things_of_its_kind_alone(
    client: httpx.Client, path: str, near: list[str]
) -> None:
    assert _near(client.get(path, headers=HTML), 404) == near


def test_an_unknown_question_leads_to_the_nearest_and_to_no_command(client: httpx.Client) -> None:
    answer = client.get("/queries/levers-of-regon", headers=HTML)
    assert "/queries/levers-of-region" in _near(answer, 404)
    for path in ("/queries/levers-of-regon", "/queries/zzzzzzzz", "/transfer?to=north-of-tyne"):
        words = client.get(path, headers=HTML).text
        assert "levergraph query" not in words
        assert "--" not in re.sub(r"<!--.*?-->", "", words[words.index("<main") : words.index("</main>")])


def _near(answer: httpx.Response, status: int) -> list[str]:
    """The addresses of what a page with this status leads to instead."""
    assert answer.status_code == status
    listed = re.search(r'<ul class="near">(.*?)</ul>', answer.text, re.DOTALL)
    assert listed
    return re.findall(r'href="([^"]+)"', listed[1])


@pytest.mark.parametrize("path", ["/transfer", "/asks", "/gaps"])
def test_a_menu_tells_regions_of_today_from_those_expected_and_ended(client: httpx.Client, path: str) -> None:
    menu = re.search(r"<select[^>]*>(.*?)</select>", client.get(path).text, re.DOTALL)
    assert menu
    now, expected, ended = re.split(r'<optgroup label="(?:Expected|Ended)">', menu[1])
    for group, slug in ((now, "north-east"), (expected, "greater-essex"), (ended, "north-of-tyne")):
        assert f'value="{slug}"' in group
    assert menu[1].index("Expected") < menu[1].index("Ended")
    assert menu[1].count("</optgroup>") == 2
    assert "optgroup" not in now


@pytest.mark.parametrize(
    ("path", "links"),
    [
        (
            "/transfer?to=north-of-tyne&outcome=suicide",
            [
                "to=north-east&amp;outcome=suicide",
                "to=north-of-tyne&amp;outcome=suicide&amp;as-of=2024-05-07",
            ],
        ),
        ("/asks?region=north-of-tyne", ["region=north-east", "region=north-of-tyne&amp;as-of=2024-05-07"]),
        ("/gaps?region=greater-essex&as-of=", ["region=greater-essex&amp;as-of="]),
        (
            "/transfer/north-of-tyne/gm-fire-safe-and-well",
            ["/transfer/north-east/gm-fire-safe-and-well", "gm-fire-safe-and-well?as-of=2024-05-07"],
        ),
        (
            "/transfer?to=north-east&as-of=2023",
            ["to=north-of-tyne&amp;as-of=2023", "to=north-east&amp;as-of=2024-05-07"],
        ),
    ],
)
def test_a_region_without_an_authority_gets_links_to_what_can_be_asked(
    client: httpx.Client, path: str, links: list[str]
) -> None:
    answer = client.get(path, headers=HTML)
    found = [each.replace("&amp;", "&") for each in _near(answer, 400)]
    assert all(any(link.replace("&amp;", "&") in each for each in found) for link in links)
    assert all(client.get(each, headers=HTML).status_code == 200 for each in found)
    assert "DATE" not in answer.text
    assert "as-of=2" not in re.sub("<[^>]+>", "", answer.text)


def test_the_home_page_tells_news_in_plain_words_with_the_rest_folded(client: httpx.Client) -> None:
    text = client.get("/").text
    told = text[text.index('id="new"') :]
    told = told[: told.index("</section>")]
    assert not re.search(r"\]\(|`|###|\*\*", told)
    open_to_the_eye = re.sub("<details>.*?</details>", "", told, flags=re.DOTALL)
    assert open_to_the_eye.count("<p>") == told.count("<details>") == 2
    assert "<li>" not in open_to_the_eye
    assert "<strong>0.1.0, 24 November 2026.</strong> The first light" in open_to_the_eye


def test_a_page_that_has_not_changed_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get("/lever/bus-franchising", headers=HTML)
    again = client.get("/lever/bus-franchising", headers={**HTML, "if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert "content-security-policy" not in again.headers  # it would take the place of the page's own
    other = client.get("/lever/road-user-charging", headers={**HTML, "if-none-match": first.headers["etag"]})
    assert other.status_code == 200


def test_the_explorer_keeps_the_policy_that_it_states(client: httpx.Client) -> None:
    answer = client.get("/explore", headers=HTML)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "sha256-" in policy
    assert "unsafe-inline" not in policy


def test_a_form_of_the_answer_that_is_not_there_is_refused_in_words(client: httpx.Client) -> None:
    answer = client.get("/transfer?to=south-yorkshire&format=pdf", headers=HTML)
    assert answer.status_code == 400
    assert "csv, xlsx, json" in answer.text


def test_under_a_path_every_link_stays_under_it(serving: Any) -> None:
    home = serving("--root-path", "/levers").url.rstrip("/").removesuffix("/levers")
    with httpx.Client(base_url=home, timeout=60, headers=HTML) as client:
        for path in (
            "/",
            "/lever/bus-franchising",
            "/transfer?to=south-yorkshire&verdict=blocked",
            "/region/nowhere",
            "/transfer?to=north-of-tyne",
            "/transfer/north-of-tyne/gm-fire-safe-and-well",
        ):
            text = client.get(path).text
            ours = [link for link in Page(text).links if link.startswith("/")]
            assert ours
            assert [link for link in ours if not link.startswith("/levers/")] == []
            assert re.findall(r'(?:src|action)="(?!/levers/)', text) == []
            told = [json.loads(data) for data in Page(text).data]
            assert all("/levers/" in json.dumps(each) for each in told)
        assert '<a href="/levers/">← Back' in client.get("/explore").text
        assert client.get("/region/South Yorkshire").headers["location"] == "/levers/region/south-yorkshire"
