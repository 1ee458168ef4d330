"""The OpenAPI description of the JSON API, made from its functions and the catalogue of queries."""

from __future__ import annotations

from typing import Any

from msgspec.json import schema_components

from ...queries import catalogue
from ...queries.catalogue import Catalogue, NamedQuery
from ...version import __version__
from ..problem_details import JSON as PROBLEM
from .functions import FUNCTIONS, JSON, Function
from .parameters import Parameter
from .records import Problem

ERRORS = {
    "400": "A parameter is missing, unknown or ill-formed: the detail says what was expected.",
    "404": "Nothing has that name: the detail says what comes near it.",
    "406": "The client takes no JSON.",
    "413": "The answer, or what it needs, is larger than the limit of the server.",
    "502": "The store cannot be reached.",
    "503": "The server is busy: try again after the seconds that Retry-After says.",
    "504": "The query ran out of time.",
}

RESULTS = {
    "type": ["object", "array"],
    "description": "SPARQL 1.1 Query Results JSON; JSON-LD where the question gives a graph.",
}
_REFERENCES, SCHEMAS = schema_components(
    [*(function.type for function in FUNCTIONS), Problem], ref_template="#/components/schemas/{name}"
)
"""A reference to the schema of each answer in their order, and the schemas by their names."""
_ANSWERS = dict(zip((function.path for function in FUNCTIONS), _REFERENCES, strict=False))
"""The schema of each function's answer, by its path."""


def description(server: str) -> dict[str, Any]:
    """The description, for a server at an address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Levergraph",
            "version": __version__,
            "summary": "What England's mayoral regions can do about the causes of ill health.",
            "description": "A thing may be named by IRI, slug or label. Nothing is written, no key needed. "
            "SPARQL is at /sparql.",
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "servers": [{"url": server}],
        "paths": {
            **{f"/api{function.path}": {"get": _operation(function)} for function in FUNCTIONS},
            **{f"/api/queries/{query.name}": {"get": _question(query)} for query in Catalogue()},
        },
        "components": {
            "responses": {code: _error(words) for code, words in ERRORS.items()},
            "schemas": SCHEMAS,
        },
    }


def _operation(function: Function) -> dict[str, Any]:
    name = function.path.replace("{", "").replace("}", "").strip("/").replace("/", "-")
    return {
        "operationId": name,
        "summary": function.summary,
        "parameters": [param.described() for param in function.params]
        + [param.described("path") for param in function.inside],
        "responses": _responses(_ANSWERS[function.path]),
    }


def _question(query: NamedQuery) -> dict[str, Any]:
    params = [_parameter(param) for param in query.params]
    return {
        "operationId": f"queries-{query.name}",
        "summary": query.title,
        "description": query.description,
        "tags": ["Named queries"],
        "parameters": [param.described() for param in params],
        "responses": _responses(RESULTS),
    }


def _parameter(param: catalogue.Parameter) -> Parameter:
    type = {"date": "date", "integer": "integer"}.get(param.kinds[0], "string")
    example = "" if param.example == "today" else param.example
    return Parameter(param.name, param.meaning, example, type=type, required=param.required, most=10**6)


def _responses(schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "200": {"description": "The answer.", "content": {JSON: {"schema": schema}}},
        **{code: {"$ref": f"#/components/responses/{code}"} for code in ERRORS},
    }


def _error(words: str) -> dict[str, Any]:
    return {
        "description": words,
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
