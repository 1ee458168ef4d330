"""`/llms.txt`: what the site answers and at which addresses, in plain text for assistants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response

from ...queries.catalogue import Catalogue

if TYPE_CHECKING:
    from .support.page_request import Visit

HEAD = """# Levergraph

> What England's mayoral regions hold by law, what was tried to improve health with such powers, what
> evaluations found, and what a region could take up. Every statement has a source.

What no source states is "not stated", never "no". A verdict says what the law allows, not what can be
afforded. Name the source of what you take from here, and the day on which powers count (parameter as-of,
YYYY-MM-DD).
"""
PLACES = (
    ("/api/openapi.json", "the JSON API, described"),
    ("/sparql", "the SPARQL 1.1 endpoint, read only; its description for RDF clients"),
    ("/void", "the dataset described, with the classes and properties in use"),
    ("/term", "every term of the vocabulary with its definition"),
    ("/brief?region=south-yorkshire&outcome=respiratory-disease", "a region and a problem on one page"),
    ("/evidence-map", "what was evaluated and what was not"),
    ("/matrix", "who holds which powers"),
    ("/method", "how verdicts are made and evidence is graded"),
)


def page(visit: Visit) -> Response:
    """Answer `/llms.txt`."""
    home = str(visit.request.base_url).rstrip("/")
    lines = [HEAD, "## Ways in", ""]
    lines += [f"- [{words}]({home}{path})" for path, words in PLACES]
    lines += ["", "## Questions with a name, each at /api/queries/NAME as JSON", ""]
    lines += [f"- [{query.title}]({home}/api/queries/{query.name})" for query in Catalogue()]
    return PlainTextResponse("\n".join(lines) + "\n")
