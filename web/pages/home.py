"""The home page: choose your region, search everything, see what is new."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ...ontology.terms import DATASET, slug
from ...queries.catalogue import Catalogue
from ...queries.transferability.facts.facts import regions
from ..store_cache import kept
from .support import schema_org as structured
from .support.page_request import today
from .support.rendering import View

if TYPE_CHECKING:
    from ...graph.store import Store
    from ...queries.transferability.facts.facts import Region
    from .support.page_request import Visit

COUNTED = (
    ("region", "regions"),
    ("lever", "levers"),
    ("intervention", "interventions"),
    ("determinant", "determinants of health"),
    ("outcome", "outcomes"),
    ("source", "sources"),
)
LOG = Path(__file__).parent.parent.parent / "CHANGELOG.md"


class Edition(NamedTuple):
    """The edition of the facts."""

    title: str
    description: str
    issued: str


class Release(NamedTuple):
    """What changed in a release: in a sentence, and change by change."""

    version: str
    day: str
    lead: str
    changes: list[str]


def page(visit: Visit) -> View:
    """Answer `/`."""
    day = today()
    now, later, before = [], [], []
    for each in sorted(kept(visit.store, "regions", regions).values(), key=lambda each: each.label):
        if each.end and each.end < day:
            before.append(each)
        elif each.start and each.start <= day:
            now.append(each)
        else:
            later.append(each)
    edition = kept(visit.store, "edition", _edition)
    home = str(visit.request.base_url).rstrip("/")
    return View(
        "home.html.jinja",
        "Levergraph",
        (("Home", "/"),),
        {
            "now": [_card(visit, each) for each in now],
            "later": [(each.label, visit.at.thing(each.iri), each.expected) for each in later],
            "before": [(each.label, visit.at.thing(each.iri), each.end) for each in before],
            "counts": [
                (len(visit.names.choices(kind)), words, visit.at(f"/{kind}")) for kind, words in COUNTED
            ],
            "powers": kept(visit.store, "powers", _powers),
            "questions": len(Catalogue()),
            "edition": edition,
            "news": news(),
        },
        (
            structured.site(home),
            structured.dataset(home, edition.title, edition.description, edition.issued, ""),
        ),
    )


def _card(visit: Visit, each: Region) -> tuple[str, str, str]:
    return (each.label, visit.at.thing(each.iri), slug(each.iri))


def _powers(store: Store) -> dict[str, tuple[int, int]]:
    """How many levers each region holds and shares, by its slug, as the rules of inference have it."""
    found: dict[str, tuple[int, int]] = {}
    asked = """SELECT ?region (COUNT(DISTINCT ?held) AS ?holds) (COUNT(DISTINCT ?shared) AS ?shares) WHERE {
        ?region a lg:Region . { ?region lg:holds ?held } UNION { ?region lg:shares ?shared } }
        GROUP BY ?region"""
    for row in store.select(asked):
        found[slug(row[0].value)] = (int(row[1].value), int(row[2].value))
    return found


def _edition(store: Store) -> Edition:
    asked = f"""SELECT ?title ?description ?issued WHERE {{
        OPTIONAL {{ <{DATASET}> dcterms:title ?title }}
        OPTIONAL {{ <{DATASET}> dcterms:description ?description }}
        OPTIONAL {{ <{DATASET}> dcterms:issued ?issued }} }}"""
    for row in store.select(asked):
        return Edition(*(term.value if term is not None else "" for term in row))
    return Edition("", "", "")


@cache
def news() -> list[Release]:
    """The last two releases with a day, from the changelog where it is at hand."""
    try:
        text = LOG.read_text(encoding="utf-8")
    except OSError:
        return []
    parts = [_release(part) for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]]
    return [each for each in parts if each.changes and each.day][:2]


def _release(part: str) -> Release:
    """A part of the changelog: its heading, the sentence below it, and the lines of its lists."""
    title, _, body = part.partition("\n")
    lead, *lists = re.split(r"^###.*$", body, flags=re.MULTILINE)
    changes = [each for some in lists for each in re.split(r"^- ", some, flags=re.MULTILINE)[1:]]
    version, _, day = re.sub(r"[\[\]]", "", title).partition(" - ")
    return Release(version.strip(), day.strip(), plain(lead), [plain(each) for each in changes])


def plain(markdown: str) -> str:
    """Markdown as plain words on one line: links by their words, no marks."""
    words = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", markdown)
    return " ".join(re.sub(r"[`*]", "", words).split())
