"""The ontology, its shapes, its rules and its reasoner."""

from __future__ import annotations

from ..lazy import attach

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .lint import (
        aimless_shapes as aimless_shapes,
        misspelt_shacl as misspelt_shacl,
        unknown_terms as unknown_terms,
    )
    from .reasoner import Verdict as Verdict, classify as classify
    from .terms import (
        DATASET as DATASET,
        FILES as FILES,
        GRAPH_FACTS as GRAPH_FACTS,
        GRAPH_INFERRED as GRAPH_INFERRED,
        GRAPH_ONTOLOGY as GRAPH_ONTOLOGY,
        GRAPH_YOURS as GRAPH_YOURS,
        ID as ID,
        KINDS as KINDS,
        LG as LG,
        ONTOLOGY as ONTOLOGY,
        PREFIXES as PREFIXES,
        curie as curie,
        expand as expand,
        slug as slug,
    )

__getattr__, __dir__, __all__ = attach(
    __name__,
    {
        "lint": "aimless_shapes misspelt_shacl unknown_terms",
        "reasoner": "Verdict classify",
        "terms": "DATASET FILES GRAPH_FACTS GRAPH_INFERRED GRAPH_ONTOLOGY GRAPH_YOURS ID KINDS LG ONTOLOGY "
        "PREFIXES curie expand slug",
    },
)
