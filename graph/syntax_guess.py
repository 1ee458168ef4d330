"""Guesses the syntax that a file is really in, for a message about a name that says another."""

from __future__ import annotations

import re

Guess = tuple[str, str]
"""A syntax and the suffix under which it is read; no suffix for what cannot be read at all."""

HEAD = 4096
"""So many bytes tell."""
NAMED = r"(<[^<>\s]*>|_:\w+|[\w.-]*:[\w.%-]*)"
BEFORE_ROOT = r"\s*(<\?xml[^>]*\?>\s*)?(<!--.*?-->\s*)*"
SIGNS: tuple[tuple[str, Guess], ...] = (
    (BEFORE_ROOT + r"<(\w+:)?RDF\b", ("RDF/XML", ".rdf")),
    (BEFORE_ROOT + r"<(\w+:)?Ontology\b", ("OWL/XML", "")),
    (r"\s*(<!DOCTYPE html|<html)\b", ("a web page", "")),
    (r"\s*(Prefix|Ontology)\s*\(", ("OWL functional syntax", "")),
    (r"\s*(Prefix|Ontology):\s", ("OWL Manchester syntax", "")),
    (r"PK\x03\x04", ("a zip archive, such as a spreadsheet or a document", "")),
    (r"version https://git-lfs", ("a pointer to a file that Git LFS has not fetched", "")),
    (r"\s*(\{\s*\"|\[\s*\{)", ("JSON-LD", ".jsonld")),
    (r"(\s|#[^\n]*\n)*(@prefix|@base|PREFIX|BASE)\s", ("Turtle", ".ttl")),
    (rf"(\s|#[^\n]*\n)*{NAMED}\s+(a|{NAMED})\s", ("Turtle or N-Triples", ".ttl")),
)
"""How a text of each syntax begins, and that syntax."""


def guess(data: bytes) -> Guess | None:
    """The syntax that the beginning of a file shows, and its suffix; None where it shows none."""
    text = data[:HEAD].decode("utf-8", "replace").lstrip("\ufeff")
    for sign, syntax in SIGNS:
        if re.match(sign, text, re.DOTALL):
            return syntax
    return None
