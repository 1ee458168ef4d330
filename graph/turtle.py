"""The one written form of a Turtle file: the same graph is always the same text.

Subjects stand in order of their IRI, which for data is kind, then slug. In a record the type comes first,
then the name and the definition, then the rest by alphabet; every value ends its own line, so that a change
of facts is a change of lines. A blank node is written inside the record that refers to it, a list as a list.
Only prefixes in use are declared. Comments do not survive: what is said of a thing is an annotation.
`levergraph format` writes files in it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import DataError
from ..ontology.terms import PREFIXES
from .atomic_file import whole

if TYPE_CHECKING:
    from rdflib import Graph, Literal
    from rdflib.term import Node

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
FIRST = (RDF + "type", RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel", SKOS + "definition")
INDENT = "    "
DEEPEST = 60
"""So deep blank nodes may be nested in one another."""
WIDTH = 100

LOCAL_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
PREFIX_NAME = re.compile(r"(?:[A-Za-z](?:[A-Za-z0-9_-]*))?")
NATIVE = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "boolean": re.compile(r"true|false"),
}
UNFIT = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
ESCAPES = {"\\": "\\\\", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


def canonical(graph: Graph) -> str:
    """Write a graph in its one form."""
    writer = _Writer(graph)
    if writer.labelled:
        from rdflib.compare import to_canonical_graph

        named = to_canonical_graph(graph)
        named.namespace_manager = graph.namespace_manager
        writer = _Writer(named)
    return writer.document()


def canonical_whole(parts: Iterable[Graph]) -> str:
    """Write a graph in its one form, given in parts: no subject in two, in their order, without blank nodes.

    A large graph need not be in memory as a whole.
    """
    used: dict[str, str] = {}
    records: list[str] = []
    for part in parts:
        writer = _Writer(part)
        records += writer.written()
        used |= writer.used
    return _document(used, records)


def order(subject: str) -> list[tuple[bool, int, str]]:
    """What subjects, by IRI, are sorted by."""
    return _natural(subject)


def is_canonical(path: Path | str) -> bool:
    """Tell whether a file is written in its one form."""
    text = Path(path).read_bytes()
    return canonical(_parse(Path(path), text)).encode() == text


def rewrite(path: Path) -> bool:
    """Write a file in its one form, whole or not at all; tell whether it changed."""
    old = path.read_bytes()
    new = canonical(_parse(path, old)).encode()
    if new == old:
        return False
    with whole(path) as file:
        file.write(new)
    return True


def format_files(paths: Iterable[Path], *, check: bool = False) -> Iterator[Path]:
    """Write files, and all Turtle files of folders, in their one form; give those that were not in it.

    With `check` nothing is written. Raises DataError for a file that is not Turtle, OSError for one that is
    not there.
    """
    for path in _files(paths):
        if not is_canonical(path) if check else rewrite(path):
            yield path


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.ttl")) if path.is_dir() else [path]


def _parse(path: Path, text: bytes) -> Graph:
    from rdflib import Graph

    graph = Graph()
    try:
        graph.parse(data=text, format="turtle", publicID=path.absolute().as_uri())
    except Exception as error:  # rdflib's Turtle parser raises many kinds
        raise DataError(f"{path} is not Turtle: {error}") from error
    return graph


class _Writer:
    """One graph on its way to text."""

    def __init__(self, graph: Graph) -> None:
        from rdflib import BNode

        self.records: dict[Node, dict[Node, list[Node]]] = defaultdict(lambda: defaultdict(list))
        parents: dict[Node, list[Node]] = defaultdict(list)
        for subject, predicate, object_ in graph:
            self.records[subject][predicate].append(object_)
            if isinstance(object_, BNode):
                parents[object_].append(subject)
        self.nested = {node for node, above in parents.items() if len(above) == 1}
        self.nested -= _in_cycles({node: parents[node][0] for node in self.nested})
        blank = {node for node in self.records if isinstance(node, BNode)} | set(parents)
        self.labelled = {node for node in blank if node in parents and node not in self.nested}
        self.labels = {node: f"_:b{n}" for n, node in enumerate(sorted(self.labelled, key=str), 1)}
        self.namespaces = sorted(_namespaces(graph), key=lambda pair: -len(pair[1]))
        self.curies: dict[str, str] = {}
        self.used: dict[str, str] = {}

    def document(self) -> str:
        records = self.written()  # which finds the prefixes in use
        return _document(self.used, records)

    def written(self) -> list[str]:
        """The records in their order, those without a name last."""
        subjects = [node for node in self.records if node not in self.nested]
        records = [self._record(node) for node in sorted(subjects, key=self._order)]
        unnamed = sorted(record for record in records if record.startswith("[]"))
        return [record for record in records if not record.startswith("[]")] + unnamed

    def _order(self, node: Node) -> tuple[bool, list[tuple[bool, int, str]]]:
        from rdflib import URIRef

        return not isinstance(node, URIRef), _natural(self.labels.get(node, str(node)))

    def _record(self, node: Node) -> str:
        return f"{self._subject(node)}\n{self._properties(node, INDENT)}.\n"

    def _subject(self, node: Node) -> str:
        from rdflib import URIRef

        return self._iri(node) if isinstance(node, URIRef) else self.labels.get(node, "[]")

    def _properties(self, node: Node, indent: str) -> str:
        if len(indent) > DEEPEST * len(INDENT):
            raise DataError(
                f"blank nodes are nested more than {DEEPEST} deep, which nobody could read: give some an IRI."
            )
        lines = []
        for predicate in sorted(self.records[node], key=self._rank):
            objects = self.records[node][predicate]
            start = " " if len(objects) == 1 else f"\n{indent}{INDENT}"
            inner = indent if len(objects) == 1 else indent + INDENT
            values = sorted((self._term(value, inner) for value in objects), key=_natural)
            lines.append(f"{indent}{self._verb(predicate)}{start}{f' ,{start}'.join(values)} ;\n")
        return "".join(lines)

    def _rank(self, predicate: Node) -> tuple[int, str]:
        iri = str(predicate)
        return (FIRST.index(iri), "") if iri in FIRST else (len(FIRST), self._iri(predicate))

    def _verb(self, predicate: Node) -> str:
        return "a" if str(predicate) == RDF + "type" else self._iri(predicate)

    def _term(self, node: Node, indent: str) -> str:
        from rdflib import Literal, URIRef

        if isinstance(node, URIRef):
            return self._iri(node)
        if isinstance(node, Literal):
            return self._literal(node)
        if node in self.labels:
            return self.labels[node]
        items = self._items(node)
        if items is not None:
            return self._list(items, indent)
        if node not in self.records:
            return "[]"
        return f"[\n{self._properties(node, indent + INDENT)}{indent}]"

    def _items(self, node: Node) -> list[Node] | None:
        """The members when the node begins a well-formed list that nothing else refers into."""
        items: list[Node] = []
        while str(node) != RDF + "nil":
            cell = self.records.get(node, {})
            if node not in self.nested or {str(p) for p in cell} != {RDF + "first", RDF + "rest"}:
                return None
            heads, rests = (next(v for p, v in cell.items() if str(p) == RDF + w) for w in ("first", "rest"))
            if len(heads) != 1 or len(rests) != 1:
                return None
            items.append(heads[0])
            node = rests[0]
        return items

    def _list(self, items: list[Node], indent: str) -> str:
        words = [self._term(item, indent + INDENT) for item in items]
        line = f"( {' '.join(words)} )"
        if len(line) <= WIDTH - len(indent) and "\n" not in line:
            return line
        deeper = "\n" + indent + INDENT
        return f"({deeper}{deeper.join(words)}\n{indent})"

    def _iri(self, node: Node) -> str:
        iri = str(node)
        if iri not in self.curies:
            self.curies[iri] = self._curie(iri)
        return self.curies[iri]

    def _curie(self, iri: str) -> str:
        for prefix, namespace in self.namespaces:
            if iri.startswith(namespace) and LOCAL_NAME.fullmatch(iri[len(namespace) :]):
                self.used[prefix] = namespace
                return f"{prefix}:{iri[len(namespace) :]}"
        escaped = UNFIT.sub(_unicode_escape, iri)
        return f"<{escaped}>"

    def _literal(self, literal: Literal) -> str:
        datatype = str(literal.datatype or "")
        if datatype in NATIVE and NATIVE[datatype].fullmatch(literal):
            return str(literal)
        if literal.language:
            return f"{_quoted(literal)}@{literal.language}"
        if datatype in ("", XSD + "string"):
            return _quoted(literal)
        return f"{_quoted(literal)}^^{self._iri(literal.datatype)}"  # type: ignore[arg-type]


def _document(used: dict[str, str], records: list[str]) -> str:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(used.items()))
    return "\n".join(filter(None, [prefixes, *records]))


def _namespaces(graph: Graph) -> list[tuple[str, str]]:
    """The house's prefixes, and the graph's own where they do not clash with them."""
    found = dict(PREFIXES)
    for prefix, namespace in sorted(graph.namespaces()):
        if PREFIX_NAME.fullmatch(prefix) and prefix not in found and str(namespace) not in found.values():
            found[prefix] = str(namespace)
    return sorted(found.items())


def _in_cycles(parent: dict[Node, Node]) -> set[Node]:
    """The nodes that lie below themselves, and so below nothing else."""
    cyclic: set[Node] = set()
    done: set[Node] = set()
    for start in parent:
        path: list[Node] = []
        node = start
        while node in parent and node not in done:
            done.add(node)
            path.append(node)
            node = parent[node]
        if node in path:
            cyclic.update(path[path.index(node) :])
    return cyclic


def _natural(text: str) -> list[tuple[bool, int, str]]:
    """An order in which mission-2 stands before mission-10."""
    return [
        (part.isdigit(), int(part) if part.isdecimal() else 0, part) for part in re.split(r"([0-9]+)", text)
    ]


def _quoted(text: str) -> str:
    body = "".join(ESCAPES.get(char, char) for char in text)
    body = re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", _unicode_escape, body)
    if "\n" not in body:
        return '"' + body.replace('"', '\\"') + '"'
    body = body.replace('"""', '\\"\\"\\"')
    return f'"""{body[:-1]}\\""""' if body.endswith('"') else f'"""{body}"""'


def _unicode_escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04X}"
