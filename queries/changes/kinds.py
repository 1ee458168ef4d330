"""The kinds of thing that a change is told under, in the order in which people read them."""

from __future__ import annotations

from ...ontology.terms import HOME, ID, KINDS as CLASSES, LG

_MEMBERS = {
    "powers": "holding power class-power class-membership authority-class duty deal",
    "schemes": "intervention use participation cost coverage",
    "requirements": "requirement option",
    "findings": "finding evidence-search",
    "effects": "effect",
    "figures": "observation indicator indicator-set fund-figure fund",
    "lessons": "lesson answer prompt criterion framework framework-member priority",
    "terms": "lever determinant outcome domain mechanism approach challenge mission rule scheme",
    "places": "region authority council comparator membership succession",
    "sources": "source",
}
KINDS = (*_MEMBERS, "corrections", "other")
"""Every kind, in order."""
_OF_PREFIX = {prefix: kind for kind, prefixes in _MEMBERS.items() for prefix in prefixes.split()}
_OF_CLASS = {LG + CLASSES[prefix]: kind for prefix, kind in _OF_PREFIX.items() if prefix in CLASSES}
_OF_CLASS[f"{LG}LegalProvision"] = "sources"
_CORRECTIONS = frozenset((f"{LG}Retraction",))


def kind(iri: str, classes: frozenset[str]) -> str:
    """The kind of a thing: by its address, or else by its classes (IRIs)."""
    if classes & _CORRECTIONS:
        return "corrections"
    if iri.startswith(ID):
        return _OF_PREFIX.get(iri.removeprefix(ID).partition("/")[0], "other")
    of_class = next((_OF_CLASS[name] for name in sorted(classes) if name in _OF_CLASS), "")
    return of_class or ("terms" if iri.startswith((f"{HOME}/", f"{HOME}#")) else "other")
