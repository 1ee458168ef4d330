"""Finds the words that nobody has defined: terms of ours, of SHACL, and shapes that aim at nothing.

A validator passes over a misspelt constraint or class without a word, so this proves that each exists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from .terms import FILES, LG, PREFIXES, curie

if TYPE_CHECKING:
    from pathlib import Path

Misspelt = tuple[str, int, str]
"""Where a word stands, in which line, and the IRI that it means."""

SH = PREFIXES["sh"]
TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")


def unknown_terms(texts: Mapping[str, str]) -> list[Misspelt]:
    """The IRIs in lg: that these texts use and the ontology does not define.

    A text is Turtle, SPARQL, Python or anything else in which IRIs stand in full, by prefix, or are
    added up from LG and a name.
    """
    return [found for found in _used(texts, LG, "lg") if found[2] not in known_terms()]


def misspelt_shacl(texts: Mapping[str, str]) -> list[Misspelt]:
    """The IRIs in sh: that these texts use and SHACL does not have."""
    from rdflib import SH as SHACL

    return [found for found in _used(texts, SH, "sh") if found[2] not in SHACL]


def aimless_shapes(shapes: str) -> list[str]:
    """The named shapes of a Turtle text that have no target, or whose target the ontology does not know."""
    from pyoxigraph import NamedNode, RdfFormat, parse

    targets: dict[str, list[str]] = {}
    for quad in parse(shapes, format=RdfFormat.TURTLE):
        shape = quad.subject
        if not isinstance(shape, NamedNode):
            continue
        targets.setdefault(shape.value, [])
        if quad.predicate.value in {SH + target for target in TARGETS} and isinstance(quad.object, NamedNode):
            targets[shape.value].append(quad.object.value)
    return [
        shape
        for shape, aims in sorted(targets.items())
        if not aims or any(aim.startswith(LG) and aim not in known_terms() for aim in aims)
    ]


@cache
def known_terms() -> frozenset[str]:
    """The IRIs in lg: that the ontology defines: those with a label."""
    from pyoxigraph import NamedNode, RdfFormat, parse

    quads = parse(path=FILES["levergraph"], format=RdfFormat.TURTLE)
    labelled = (quad.subject for quad in quads if quad.predicate.value == PREFIXES["rdfs"] + "label")
    return frozenset(
        term.value for term in labelled if isinstance(term, NamedNode) and term.value.startswith(LG)
    )


def main() -> int:
    """Check the ontology's own files, and say what is wrong with them."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in own_files()}
    wrong = [*unknown_terms(texts), *misspelt_shacl(texts)]
    for where, line, iri in wrong:
        print(f"{where}:{line}: {curie(iri)} does not exist")
    aimless = [shape for name in ("shapes", "style") for shape in aimless_shapes(FILES[name].read_text())]
    for shape in aimless:
        print(f"{curie(shape)} has no target that exists")
    return int(bool(wrong or aimless))


def own_files() -> Iterator[Path]:
    """The ontology's files that use its terms."""
    yield from (FILES[name] for name in ("levergraph", "alignments", "shapes", "style"))
    yield from sorted(FILES["rules"].iterdir())


def _used(texts: Mapping[str, str], namespace: str, prefix: str) -> Iterator[Misspelt]:
    for where, text in texts.items():
        declared = re.findall(rf"(?i:prefix)\s+([\w-]*):\s*<{re.escape(namespace)}>", text)
        prefixes = "|".join(map(re.escape, {*declared, prefix}))
        forms = (
            rf"(?<![\w:/#.-])(?:{prefixes}):(?P<short>[A-Za-z_][\w-]*)",
            rf"{re.escape(namespace)}(?P<full>[A-Za-z_][\w-]*)",
            rf"\b{prefix.upper()}\s*\+\s*f?[\"'](?P<sum>[A-Za-z_]\w*)[\"']",
            rf"\{{{prefix.upper()}\}}(?P<inside>[A-Za-z_]\w*)",
        )
        for found in re.finditer("|".join(forms), text):
            name = next(filter(None, found.groups()))
            yield where, text.count("\n", 0, found.start()) + 1, namespace + name


if __name__ == "__main__":
    raise SystemExit(main())
