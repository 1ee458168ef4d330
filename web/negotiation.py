"""Which form of an answer a client wants: Accept headers, and short names of formats."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ..errors import LevergraphError

HTML = "text/html"


class NotAcceptable(LevergraphError):
    """The client takes none of the forms that there are."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which an answer can be written."""

    name: str
    """Its short name, as in `?format=csv`."""
    media: str
    """Its media type."""
    engine: str
    """The engine's name for it."""
    others: tuple[str, ...] = ()
    """Media types under which people ask for it, too."""
    suffix: str = ""
    """The suffix of a file."""

    @property
    def content_type(self) -> str:
        """The Content-Type header of an answer in this form."""
        return f"{self.media}; charset=utf-8" if self.media.startswith("text/") else self.media


XML_TYPES = ("application/xml", "text/xml")
TABLES = (
    Form("json", "application/sparql-results+json", "JSON", ("application/json",), "srj"),
    Form("xml", "application/sparql-results+xml", "XML", XML_TYPES, "srx"),
    Form("csv", "text/csv", "CSV", (), "csv"),
    Form("tsv", "text/tab-separated-values", "TSV", (), "tsv"),
)
"""The forms of SELECT and ASK, the usual one first."""
GRAPHS = (
    Form("turtle", "text/turtle", "TURTLE", ("application/x-turtle", "text/n3", "text/rdf+n3"), "ttl"),
    Form("ntriples", "application/n-triples", "N_TRIPLES", (), "nt"),
    Form("jsonld", "application/ld+json", "JSON_LD", ("application/json",), "jsonld"),
    Form("rdfxml", "application/rdf+xml", "RDF_XML", XML_TYPES, "rdf"),
    Form("nquads", "application/n-quads", "N_QUADS", (), "nq"),
    Form("trig", "application/trig", "TRIG", (), "trig"),
)
"""The forms of CONSTRUCT and DESCRIBE, the usual one first."""

FORMS = (*TABLES, *GRAPHS)
NAMES: dict[str, tuple[Form | None, Form | None]] = {
    "json": (TABLES[0], GRAPHS[2]),
    "xml": (TABLES[1], GRAPHS[3]),
    **{form.name: (form, None) for form in TABLES[2:]},
    **{name: (None, form) for form in GRAPHS for name in (form.name, form.suffix)},
    "n3": (None, GRAPHS[0]),
    "n-triples": (None, GRAPHS[1]),
    "json-ld": (None, GRAPHS[2]),
    "rdf+xml": (None, GRAPHS[3]),
    "n-quads": (None, GRAPHS[4]),
    "sparql-results+json": (TABLES[0], None),
    "sparql-results+xml": (TABLES[1], None),
    "srj": (TABLES[0], None),
    "srx": (TABLES[1], None),
}
"""The values of `?format=`, each with the table form and the graph form that it means."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The forms that a client takes for a table and for a graph, each with the media type to say."""

    table: Form | None
    graph: Form | None
    table_type: str = ""
    graph_type: str = ""
    html: bool = False
    """Whether it would rather have a page than either."""


def named(name: str) -> Wanted | None:
    """The forms that a short name or a media type means; nothing where there is no such form.

    Of several media types, as SPARQLWrapper sends them, the first that is known.
    """
    short = next((part for part in name.lower().replace(" ", "").split(",") if _is_form(part)), "")
    if short in NAMES:
        table, graph = NAMES[short]
    else:
        table, graph = _of_type(short, TABLES), _of_type(short, GRAPHS)
    if table is None and graph is None:
        return None
    return Wanted(table, graph, table.content_type if table else "", graph.content_type if graph else "")


def _is_form(name: str) -> bool:
    return name in NAMES or bool(_of_type(name, TABLES) or _of_type(name, GRAPHS))


def _of_type(media: str, forms: tuple[Form, ...]) -> Form | None:
    return next((form for form in forms if media in (form.media, *form.others)), None)


@lru_cache(maxsize=256)
def accepted(header: str) -> Wanted:
    """The forms that an Accept header asks for; an empty header takes anything."""
    ranges = _ranges(header)
    table, table_type, table_rank = _best(ranges, TABLES)
    graph, graph_type, graph_rank = _best(ranges, GRAPHS)
    html = _rank(ranges, HTML)
    wants_page = html[0] > 0 and html[1] == 2 and html > max(table_rank, graph_rank)
    return Wanted(table, graph, table_type, graph_type, wants_page)


def choose(header: str, offered: tuple[str, ...]) -> str | None:
    """Which of the media types offered, best first, an Accept header prefers; nothing if none will do."""
    ranges = _ranges(header)
    ranked = [(_rank(ranges, media), -place, media) for place, media in enumerate(offered)]
    best = max(ranked)
    return best[2] if best[0][0] > 0 else None


Rank = tuple[float, int]
"""How much a media type is wanted (0 to 1), and how exactly it is named: 2 wholly, 1 `text/*`, 0 `*/*`."""


def _best(ranges: dict[str, float], forms: tuple[Form, ...]) -> tuple[Form | None, str, Rank]:
    """The form wanted most, the Content-Type to answer with, and how much it is wanted."""
    found: tuple[Form | None, str, Rank] = (None, "", (0.0, -1))
    for form in forms:
        for media in (form.media, *form.others):
            rank = _rank(ranges, media)
            if rank[0] > 0 and rank > found[2] and (media == form.media or rank[1] == 2):
                found = (form, form.content_type if media == form.media else media, rank)
    return found


def _rank(ranges: dict[str, float], media: str) -> Rank:
    for exact, pattern in ((2, media), (1, media.partition("/")[0] + "/*"), (0, "*/*")):
        if pattern in ranges:
            return ranges[pattern], exact
    return 0.0, -1


def _ranges(header: str) -> dict[str, float]:
    """Each media range of an Accept header with its weight; what cannot be read is left out."""
    found: dict[str, float] = {}
    for part in (header or "*/*").split(","):
        media, *parameters = [word.strip().lower() for word in part.split(";")]
        if "/" in media:
            found[media] = max(_weight(parameters), found.get(media, 0.0))
    return found


def _weight(parameters: list[str]) -> float:
    for each in parameters:
        name, _, value = each.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def there_is(forms: tuple[Form, ...]) -> str:
    """The media types of some forms, in words."""
    return ", ".join(form.media for form in forms)
