"""What a thing is: the ontology, its shapes, its rules and its reasoner."""

from __future__ import annotations

from importlib import import_module

_HOME = {
    **dict.fromkeys(
        (
            "DATASET",
            "FILES",
            "GRAPH_FACTS",
            "GRAPH_INFERRED",
            "GRAPH_ONTOLOGY",
            "GRAPH_YOURS",
            "ID",
            "KINDS",
            "LG",
            "ONTOLOGY",
            "PREFIXES",
            "curie",
            "expand",
            "slug",
        ),
        "terms",
    ),
    "Verdict": "reasoner",
    "classify": "reasoner",
    "aimless_shapes": "lint",
    "misspelt_shacl": "lint",
    "unknown_terms": "lint",
}

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .lint import aimless_shapes, misspelt_shacl, unknown_terms
    from .reasoner import Verdict, classify
    from .terms import (
        DATASET,
        FILES,
        GRAPH_FACTS,
        GRAPH_INFERRED,
        GRAPH_ONTOLOGY,
        GRAPH_YOURS,
        ID,
        KINDS,
        LG,
        ONTOLOGY,
        PREFIXES,
        curie,
        expand,
        slug,
    )

__all__ = [
    "DATASET",
    "FILES",
    "GRAPH_FACTS",
    "GRAPH_INFERRED",
    "GRAPH_ONTOLOGY",
    "GRAPH_YOURS",
    "ID",
    "KINDS",
    "LG",
    "ONTOLOGY",
    "PREFIXES",
    "Verdict",
    "aimless_shapes",
    "classify",
    "curie",
    "expand",
    "misspelt_shacl",
    "slug",
    "unknown_terms",
]


def __getattr__(name: str) -> object:
    if name in _HOME:
        return getattr(import_module(f".{_HOME[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
