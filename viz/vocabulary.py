"""Which classes and properties of the ontology the explorer draws, and in which direction."""

from __future__ import annotations

SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"

BORROWED = {
    **{
        name: SKOS + name
        for name in (
            *("prefLabel", "altLabel", "definition", "note", "scopeNote", "example"),
            *("broader", "broaderTransitive", "inScheme", "exactMatch"),
        )
    },
    **{
        name: f"http://purl.org/dc/terms/{name}"
        for name in ("description", "bibliographicCitation", "issued")
    },
    "label": RDFS_LABEL,
}
"""Properties of other vocabularies that the page calls by their last word; all others by their IRI."""

KIND_OF_CLASS = {
    "Region": "region",
    "Challenge": "challenge",
    "PowerDomain": "domain",
    "Lever": "lever",
    "HardPower": "lever",
    "StatutoryFunction": "lever",
    "DevolvedBudget": "lever",
    "SoftPower": "lever",
    "Intervention": "intervention",
    "Determinant": "determinant",
    "Outcome": "outcome",
    "Indicator": "indicator",
}
"""The kind of a drawn thing, by its class in lg:."""

CLASS_OF_KIND = {
    "region": "Region",
    "challenge": "Challenge",
    "domain": "PowerDomain",
    "lever": "Lever",
    "intervention": "Intervention",
    "determinant": "Determinant",
    "outcome": "Outcome",
    "indicator": "Indicator",
}
"""The class of every thing of a kind."""

LEVER_TYPES = ("StatutoryFunction", "DevolvedBudget", "SoftPower")
"""The classes that say what sort of lever a lever is."""

ENDS_OF_CLAIM: dict[str, tuple[str, str] | None] = {
    "LeverEffect": ("cause", "target"),
    "CausalLink": ("cause", "target"),
    "DomainEffect": ("cause", "target"),
    "LeverHolding": ("region", "lever"),
    "DomainHolding": ("region", "domain"),
    "SpecificPower": ("region", "domain"),
    "LeverUse": ("lever", "intervention"),
    "RequirementOption": ("lever", "intervention"),
    "Participation": ("region", "intervention"),
    "Finding": None,
    "Lesson": None,
}
"""The properties at the two ends of a claim, from left to right; None where a claim is about one thing."""

CAUSAL = ("LeverEffect", "CausalLink", "DomainEffect")
"""The claims that a path is made of."""

LEFT_OF_LINK = {
    "actsOn": "subject",
    "addresses": "object",
    "measures": "object",
    "region": "object",
    "domain": "object",
}
"""Links between two things that no claim stands for: which end is drawn on the left."""

TREE = ("broader", "domain")
"""The properties that say under which thing another stands."""

TRUST = {
    "source": "sources",
    "sourceDate": "date",
    "locator": "locator",
    "citedAs": "citedAs",
    "confidence": "confidence",
    "basis": "basis",
    "basisNote": "basisNote",
    "verification": "verification",
    "verificationNote": "verificationNote",
}
"""The properties that say how far a statement can be trusted, and their names in the page."""

FIRST = (
    "type",
    "definition",
    "description",
    "status",
    "powerLabel",
    "mechanism",
    "polarity",
    "healthDirection",
    "strength",
    "direction",
    "equityEffect",
    "effectSize",
    "legalBasis",
    "typicalLegalBasis",
    "validFrom",
    "validUntil",
)
"""Facts that are shown before the others, in this order."""

UNSHOWN = ("prefLabel", "inScheme", "exactMatch", "requirement")
"""Properties that say nothing to a reader of the page or are shown in another way."""
