"""The shapes of the JSON API's answers, as JSON Schema."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
MAYBE: Schema = {"type": ["string", "null"]}
NUMBER: Schema = {"type": ["number", "null"]}
WHOLE: Schema = {"type": "integer"}


def _list(items: Schema, description: str = "") -> Schema:
    return {"type": "array", "items": items, **({"description": description} if description else {})}


def _object(optional: Schema | None = None, /, **fields: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {**fields, **(optional or {})},
        "required": list(fields),
        "additionalProperties": False,
    }


def _one_of(*words: str) -> Schema:
    return {"type": "string", "enum": list(words)}


SEARCH = _list(_object(iri=TEXT, label=TEXT, kind=TEXT, slug=TEXT), "Best first.")

THING: Schema = {
    "type": "object",
    "description": "The thing, its facts, the claims about it and what links to it, each with its sources.",
    "properties": {"iri": TEXT, "label": TEXT},
    "required": ["iri", "label"],
}

TRANSFER = _list(
    {
        "type": "object",
        "properties": {
            "intervention": TEXT,
            "label": TEXT,
            "from": _list(TEXT, "Slugs of the regions that have done it."),
            "to": TEXT,
            "as_of": {"type": "string", "format": "date"},
            "verdict": TEXT,
            "requirements": _list(
                {
                    "type": "object",
                    "properties": {
                        "alternatives": _list(TEXT, "Slugs of levers, of which one is enough."),
                        "helpful": {"type": "boolean"},
                        "state": _one_of("held", "shared", "partner", "not-stated", "not-held"),
                        "met_by": MAYBE,
                        "legal_basis": MAYBE,
                        "source": MAYBE,
                    },
                    "required": ["alternatives", "state", "met_by", "legal_basis", "source"],
                }
            ),
            "evidence": {
                "type": "object",
                "properties": {"best": MAYBE, "direction": MAYBE, "findings": WHOLE},
                "required": ["best", "direction", "findings"],
            },
            "weakest_edge": MAYBE,
            "equity": TEXT,
            "distance": NUMBER,
            "indicators_compared": {**MAYBE, "description": "n of m features that both places have."},
        },
        "required": [
            "intervention",
            "label",
            "from",
            "to",
            "as_of",
            "verdict",
            "requirements",
            "evidence",
            "weakest_edge",
            "equity",
            "distance",
            "indicators_compared",
        ],
    },
    "Best first: verdict, evidence, weakest step, effect on inequality, distance.",
)

CITED = {"type": "object", "description": "A source: what it is called and where it is."}
SENTENCE = _object(text=TEXT, sources=_list(CITED))
EXPLANATION = _object(
    intervention=TEXT,
    label=TEXT,
    to=TEXT,
    as_of=TEXT,
    verdict=TEXT,
    sections=_list(_object(title=TEXT, sentences=_list(SENTENCE))),
)

ASKS = _list(
    _object(
        levers=_list(TEXT, "Slugs of the levers of the set."),
        unlocks=_list(TEXT, "Slugs of the interventions that would be ready."),
        held_elsewhere_by=_list(TEXT, "Slugs of regions."),
        granted_by=_list(TEXT, "Acts, orders and deals."),
    )
)

GAPS = _list(
    _object(
        {
            "used_elsewhere_in": _list(TEXT, "Slugs of the interventions elsewhere that use the lever."),
            "legal_basis": MAYBE,
            "source": MAYBE,
        },
        gap=TEXT,
        thing=TEXT,
    )
)

REQUIREMENT = _object(
    alternatives=_list(TEXT, "Slugs of levers, one of which is enough."),
    state=TEXT,
    met_by=MAYBE,
    legal_basis=MAYBE,
    source=MAYBE,
)

PATHS = _list(
    _object(
        {"in_region": REQUIREMENT, "stopped_after": WHOLE},
        weakest_edge=TEXT,
        nodes=_list(TEXT, "Slugs, from the lever to the outcome."),
        steps=_list(
            _object(
                cause=TEXT,
                target=TEXT,
                strength=TEXT,
                disputed={"type": "boolean"},
                claims=_list(
                    _object(claim=TEXT, polarity=MAYBE, strength=MAYBE, mechanism=MAYBE, source=MAYBE)
                ),
            )
        ),
        done_by=_list(_object(intervention=TEXT, regions=_list(TEXT)), "Where this was done."),
    )
)

COMPARISON = _object(
    regions=_list(TEXT, "Slugs, in the order of the values of each line."),
    lines=_list(_object(thing=TEXT, label=MAYBE, period=MAYBE, values=_list(TEXT))),
    distances=_list(_object(regions=_list(TEXT), distance=NUMBER, features_compared=MAYBE)),
)

QUERIES = _list(
    _object(
        name=TEXT,
        title=TEXT,
        description=TEXT,
        group=TEXT,
        tags=_list(TEXT),
        parameters=_list(
            _object(name=TEXT, kinds=_list(TEXT), meaning=TEXT, required={"type": "boolean"}, example=TEXT)
        ),
        text=TEXT,
    )
)

RESULTS: Schema = {
    "type": ["object", "array"],
    "description": "SPARQL 1.1 Query Results JSON; JSON-LD where the question gives a graph.",
}

PROBLEM = _object(
    {"line": WHOLE, "column": WHOLE},
    title=TEXT,
    status=WHOLE,
    detail=TEXT,
)
