"""Corrections: claims that others supersede or retract no longer count, and stay readable.

A claim counts by being in the graph. So what is withdrawn leaves the facts before any rule runs, for every
rule, question and engine at once: none has to know of corrections. What it said is kept in the inferred graph
as a text (`lg:withdrawnText`), which no question mistakes for a claim, beside what corrected it
(`lg:correctedBy`). The file that stated it is untouched, and each build begins there: nothing is deleted.

    mine:b lg:supersedes holding:a    b stands in the place of a: what named a names b
    mine:r lg:retracts holding:a      a is as if it had never been stated
"""

from __future__ import annotations

from ..ontology.terms import GRAPH_FACTS, GRAPH_INFERRED, GRAPH_ONTOLOGY, GRAPH_YOURS, LG, PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph

SUPERSEDES = LG + "supersedes"
RETRACTS = LG + "retracts"
CORRECTED_BY = LG + "correctedBy"
WITHDRAWN_TEXT = LG + "withdrawnText"
WITHDRAWN = LG + "WithdrawnClaim"
CORRECTABLE = tuple(LG + name for name in ("Claim", "Requirement", "Intervention"))
"""The classes whose members, and those of the classes below, can be corrected."""
STATED = (GRAPH_FACTS, GRAPH_YOURS)
TYPE = PREFIXES["rdf"] + "type"
LABEL = PREFIXES["skos"] + "prefLabel"
NAME = LG + "name"
"""Written by a rule that has run already when an inferred claim is taken out."""


class Corrections:
    """Which things supersede and retract which, and which of them no longer count.

    What is corrected in a circle is not corrected at all: `check` names it.
    """

    def __init__(self, superseding: Iterable[tuple[str, str]], retracting: Iterable[tuple[str, str]]) -> None:
        """Take pairs of IRIs: the one that corrects, the one that is corrected."""
        self._supersedes, self._retracts = _by_corrected(superseding), _by_corrected(retracting)
        self._counts: dict[str, bool] = {}
        self._retracted: dict[str, bool] = {}
        for thing in self._ordered():
            by = self._supersedes.get(thing, ())
            retracted = any(self._counts[each] for each in self._retracts.get(thing, ()))
            replaced = any(not self._retracted[each] for each in by)
            self._retracted[thing] = retracted
            self._counts[thing] = not retracted and not replaced

    def withdrawn(self) -> list[str]:
        """The things that no longer count, those that correct others first."""
        return [thing for thing, counts in self._counts.items() if not counts]

    def heirs(self, thing: str) -> list[str]:
        """The things that stand in the place of one that is withdrawn; none where it is retracted."""
        if self._retracted.get(thing):
            return []
        heirs: dict[str, None] = {}
        waiting = list(self._supersedes.get(thing, ()))
        while waiting:
            each = waiting.pop()
            if self._counts[each]:
                heirs[each] = None
            elif not self._retracted[each]:
                waiting += self._supersedes.get(each, ())
        return sorted(heirs)

    def correctors(self, thing: str) -> list[str]:
        """The things that supersede or retract one, whether or not they count themselves."""
        return sorted({*self._supersedes.get(thing, ()), *self._retracts.get(thing, ())})

    def circular(self) -> list[str]:
        """The things that stand in a circle of corrections, or behind one."""
        return sorted({*self._supersedes, *self._retracts} - self._counts.keys())

    def _ordered(self) -> Iterator[str]:
        """The things, each after all that correct it; those in a circle never come."""
        corrects: dict[str, list[str]] = {}
        waits: dict[str, int] = {}
        for table in (self._supersedes, self._retracts):
            for thing, by in table.items():
                waits[thing] = waits.get(thing, 0) + len(by)
                for each in by:
                    waits.setdefault(each, 0)
                    corrects.setdefault(each, []).append(thing)
        ready = sorted((thing for thing, number in waits.items() if not number), reverse=True)
        while ready:
            thing = ready.pop()
            yield thing
            for corrected in corrects.get(thing, ()):
                waits[corrected] -= 1
                if not waits[corrected]:
                    ready.append(corrected)


def corrections(store: pyoxigraph.Store) -> Corrections:
    """The corrections that a store states, in the facts and in the user's own statements.

    Only a thing that can stand in the place of another supersedes it, and only a retraction retracts.
    """
    superseding, retracting = _pairs(store, SUPERSEDES), _pairs(store, RETRACTS)
    if not superseding and not retracting:
        return Corrections((), ())
    correctable = _correctable(store)
    return Corrections(
        ((by, thing) for by, thing in superseding if _classes(store, by) & correctable),
        ((by, thing) for by, thing in retracting if f"{LG}Retraction" in _classes(store, by)),
    )


def withdraw(store: pyoxigraph.Store) -> None:
    """Take out of a store what no longer counts, and keep what it said as a text.

    To be run before the rules, and again after those that infer claims, which can be retracted too.
    """
    stated = corrections(store)
    withdrawn = stated.withdrawn()
    if not withdrawn:
        return
    correctable = _correctable(store)
    for thing in withdrawn:
        if _classes(store, thing) & correctable:
            _take_out(store, thing, stated)


def _take_out(store: pyoxigraph.Store, thing: str, stated: Corrections) -> None:
    from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

    inferred = NamedNode(GRAPH_INFERRED)
    node = NamedNode(thing)
    quads = list(_with_blank_nodes(store, _about(store, thing)))
    of_rules = _is_claim_of_rules(quads)
    lines = sorted(
        (serialize([quad.triple], format=RdfFormat.N_TRIPLES) or b"").decode()
        for quad in quads
        if of_rules or quad.graph_name != inferred
    )
    labels = [quad for quad in quads if quad.subject == node and quad.predicate.value in (LABEL, NAME)]
    for quad in quads:
        store.remove(quad)
    _lead_to_heirs(store, node, [NamedNode(heir) for heir in stated.heirs(thing)])
    kept: list[tuple[str, pyoxigraph.NamedNode | pyoxigraph.Literal]] = [
        (TYPE, NamedNode(WITHDRAWN)),
        (WITHDRAWN_TEXT, Literal("".join(lines))),
        *((label.predicate.value, label.object) for label in labels if isinstance(label.object, Literal)),
        *((CORRECTED_BY, NamedNode(by)) for by in stated.correctors(thing)),
    ]
    store.extend([Quad(node, NamedNode(name), value, inferred) for name, value in kept])


def _lead_to_heirs(
    store: pyoxigraph.Store, node: pyoxigraph.NamedNode, heirs: list[pyoxigraph.NamedNode]
) -> None:
    """Let what names a superseded thing name what stands in its place, as if its file had been edited."""
    from pyoxigraph import NamedNode, Quad

    if not heirs:
        return
    for graph in STATED:
        for quad in list(store.quads_for_pattern(None, None, node, NamedNode(graph))):
            if quad.predicate.value not in (SUPERSEDES, RETRACTS):
                store.remove(quad)
                store.extend([Quad(quad.subject, quad.predicate, heir, quad.graph_name) for heir in heirs])


def _classes(store: pyoxigraph.Store, thing: str) -> set[str]:
    quads = _about(store, thing)
    return {getattr(quad.object, "value", "") for quad in quads if quad.predicate.value == TYPE}


def _about(store: pyoxigraph.Store, thing: str) -> list[pyoxigraph.Quad]:
    from pyoxigraph import NamedNode

    return [
        quad
        for graph in (*STATED, GRAPH_INFERRED)
        for quad in store.quads_for_pattern(NamedNode(thing), None, None, NamedNode(graph))
    ]


def _with_blank_nodes(store: pyoxigraph.Store, quads: list[pyoxigraph.Quad]) -> Iterator[pyoxigraph.Quad]:
    """Statements, and those of the blank nodes that they lead to."""
    from pyoxigraph import BlankNode

    known: set[object] = set()
    waiting = list(quads)
    while waiting:
        quad = waiting.pop()
        yield quad
        if isinstance(quad.object, BlankNode) and quad.object not in known:
            known.add(quad.object)
            waiting += store.quads_for_pattern(quad.object, None, None, quad.graph_name)


def _is_claim_of_rules(quads: list[pyoxigraph.Quad]) -> bool:
    """Whether a claim was inferred as a whole, so that its own words are those of a rule."""
    return any(quad.predicate.value == f"{LG}followsFrom" for quad in quads)


def _correctable(store: pyoxigraph.Store) -> frozenset[str]:
    """The IRIs of the classes whose members can be corrected."""
    from pyoxigraph import NamedNode

    below = NamedNode(PREFIXES["rdfs"] + "subClassOf")
    known: set[str] = set()
    waiting = list(CORRECTABLE)
    while waiting:
        name = waiting.pop()
        if name not in known:
            known.add(name)
            found = store.quads_for_pattern(None, below, NamedNode(name), NamedNode(GRAPH_ONTOLOGY))
            waiting += [quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)]
    return frozenset(known)


def _pairs(store: pyoxigraph.Store, predicate: str) -> list[tuple[str, str]]:
    from pyoxigraph import NamedNode

    return [
        (quad.subject.value, quad.object.value)
        for graph in STATED
        for quad in store.quads_for_pattern(None, NamedNode(predicate), None, NamedNode(graph))
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    ]


def _by_corrected(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for by, corrected in pairs:
        table.setdefault(corrected, []).append(by)
    return table
