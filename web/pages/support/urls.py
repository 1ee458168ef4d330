"""Where things stand on the web: the address of a page, under whatever path the server is reached."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

from ....ontology.terms import ID, KINDS, LG

LAW = "http://www.legislation.gov.uk/id/"
"""How the identifiers of legislation begin."""
PAGED = frozenset((*KINDS, "scheme"))
"""The kinds that have pages."""


_LEGISLATION = re.compile(r"[a-z]+(?:/[A-Za-z0-9.-]+){2,12}", re.ASCII)


class Address:
    """Builds addresses of pages from paths, parameters and IRIs."""

    def __init__(self, root: str = "") -> None:
        """Take the path under which the server is reached, such as `/levers`, or nothing."""
        self.root = root.rstrip("/")

    def __call__(self, path: str, **params: object) -> str:
        """Give the address of a path; parameters that are None or empty are left out."""
        given = [(name.replace("_", "-"), value) for name, value in params.items() if value not in (None, "")]
        return self.with_pairs(path, given)

    def with_pairs(self, path: str, pairs: list[tuple[str, object]]) -> str:
        """Give the address of a path with these parameters, in their order."""
        asked = urlencode([(name, str(value)) for name, value in pairs])
        return f"{self.root}{quote(path, safe='/:@,~')}{f'?{asked}' if asked else ''}"

    def link(self, place: str) -> str:
        """Give the address of a path that has its parameters with it."""
        path, mark, asked = place.partition("?")
        return self(path) + mark + asked

    def thing(self, iri: str) -> str:
        """Give the address of what is known of an IRI; somebody else's is its own address."""
        place = page_of(iri)
        if place:
            return self(place)
        return iri if iri.startswith(("https://", "http://")) else ""


def page_of(iri: str) -> str:
    """The path of our own page about an IRI, or nothing."""
    if iri.startswith(LG):
        return f"/term/{iri[len(LG) :]}"
    if iri.startswith(LAW):
        return f"/law/{iri[len(LAW) :]}" if _LEGISLATION.fullmatch(iri[len(LAW) :]) else ""
    kind, slash, slug = iri.removeprefix(ID).partition("/")
    if not iri.startswith(ID) or not slash or not slug:
        return ""
    if kind == "query":
        return f"/queries/{slug}"
    return f"/{kind}/{slug}" if kind in PAGED else ""


def outside(url: str) -> str:
    """An address that may be linked to: http or https, nothing that a browser would run."""
    return url if url.startswith(("https://", "http://")) else ""
