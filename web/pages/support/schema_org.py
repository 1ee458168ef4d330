"""A page's description for search engines: schema.org, as data that no browser runs."""

from __future__ import annotations

from typing import Any

from ....ontology.terms import DATASET, ID

TYPES = {
    "region": "AdministrativeArea",
    "authority": "GovernmentOrganization",
    "council": "GovernmentOrganization",
    "source": "CreativeWork",
    "deal": "Legislation",
    "fund": "MonetaryGrant",
    "indicator": "StatisticalVariable",
    "observation": "Observation",
    "intervention": "Project",
    "indicator-set": "DefinedTermSet",
    "framework": "DefinedTermSet",
    "scheme": "DefinedTermSet",
}


def thing(iri: str, label: str, definition: str, url: str, source: str = "") -> dict[str, Any]:
    """A thing of ours."""
    kind = iri.removeprefix(ID).partition("/")[0] if iri.startswith(ID) else ""
    type_ = TYPES.get(kind, "DefinedTerm")
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": type_,
        "@id": iri,
        "name": label,
        "url": url,
        "identifier": iri,
    }
    if definition:
        found["description"] = definition
    if type_ == "DefinedTerm":
        found["inDefinedTermSet"] = DATASET
    if source:
        found["sameAs"] = source
    return found


def dataset(home: str, title: str, description: str, issued: str, edition: str) -> dict[str, Any]:
    """The graph as a data set."""
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": DATASET,
        "name": title,
        "description": description,
        "datePublished": issued,
        "version": edition,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "url": f"{home}/",
        "isAccessibleForFree": True,
        "inLanguage": "en-GB",
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "application/sparql-results+json",
                "contentUrl": f"{home}/sparql",
            }
        ],
    }


def site(home: str) -> dict[str, Any]:
    """The web site with its search."""
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": "Levergraph",
        "url": f"{home}/",
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{home}/search?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }
