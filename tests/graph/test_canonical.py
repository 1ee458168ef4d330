"""The canonical form: the same graph is the same text, whatever its blank nodes are called (RDFC-1.0)."""

from __future__ import annotations

import csv
import os
import random
from pathlib import Path

import levergraph.graph.canonical
import pytest
from hypothesis import given, settings, strategies as st
from levergraph.errors import Refused
from levergraph.graph.canonical import anchored, canonical
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

P, Q = NamedNode("http://example.org/p"), NamedNode("http://example.org/q")
TWO_ALIKE = "_:a <http://example.org/p> _:b .\n_:b <http://example.org/p> _:a .\n"
RING = "".join(f"_:n{place} <http://example.org/p> _:n{(place + 1) % 7} .\n" for place in range(7))
DOUBLE = '_:x <http://example.org/p> "1" .\n_:y <http://example.org/p> "1" .\n'
NESTED = f"{TWO_ALIKE}_:b <http://example.org/q> _:c .\n_:c <http://example.org/q> _:a _:g .\n"
GRAPHS = {"two alike": TWO_ALIKE, "a ring": RING, "a double": DOUBLE, "a blank graph": NESTED}
SUITE = os.environ.get("RDF_CANON_TESTS", "")
"""The folder `tests` of the W3C suite rdf-canon, where it has been fetched."""


def read(text: str) -> list[Quad]:
    return list(parse(text.encode(), RdfFormat.N_QUADS))


def renamed(quads: list[Quad], seed: int) -> list[Quad]:
    """The same graph with other names and in another order."""
    chance = random.Random(seed)  # noqa: S311
    names: dict[BlankNode, BlankNode] = {}

    def other(term: object) -> object:
        if isinstance(term, BlankNode):
            return names.setdefault(term, BlankNode(f"z{chance.getrandbits(64):x}"))
        return term

    changed = [
        Quad(other(quad.subject), quad.predicate, other(quad.object), other(quad.graph_name))  # type: ignore[arg-type]
        for quad in quads
    ]
    chance.shuffle(changed)
    return changed


@pytest.mark.parametrize("text", GRAPHS.values(), ids=GRAPHS)
def test_names_and_order_do_not_change_the_form(text: str) -> None:
    first = canonical(read(text))
    assert first.count(b"\n") == text.count("\n")
    for seed in range(3):
        assert canonical(renamed(read(text), seed)) == first
        assert set(anchored(renamed(read(text), seed))) == set(anchored(read(text)))


def test_the_form_is_that_of_the_standard() -> None:
    """Names are c14n0, c14n1 and so on, lines in the order of code points."""
    assert canonical(read(TWO_ALIKE)) == (
        b"_:c14n0 <http://example.org/p> _:c14n1 .\n_:c14n1 <http://example.org/p> _:c14n0 .\n"
    )


def test_what_differs_has_another_form() -> None:
    assert canonical(read(RING)) != canonical(read(RING.replace("_:n6", "_:n5")))
    assert canonical(read(DOUBLE)) != canonical(read(DOUBLE[: len(DOUBLE) // 2]))


def test_a_statement_elsewhere_renames_no_anchored_node() -> None:
    before = anchored(read(TWO_ALIKE))
    after = anchored(read(TWO_ALIKE + DOUBLE))
    assert set(before) < set(after)


def test_two_components_that_say_the_same_stay_two() -> None:
    assert len(set(anchored(read(DOUBLE)))) == 2


def test_blank_nodes_too_much_alike_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(levergraph.graph.canonical, "LIMIT", 1.0)
    nodes = [BlankNode(f"n{number}") for number in range(11)]
    clique = [Quad(one, P, two) for one in nodes for two in nodes if one != two]
    with pytest.raises(Refused, match="so much alike"):
        canonical(clique)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.booleans(), st.integers(0, 5)), max_size=8), st.integers())
def test_any_graph_keeps_its_form_under_other_names(edges: list[tuple[int, bool, int]], seed: int) -> None:
    quads = [
        Quad(BlankNode(f"n{one}"), P if first else Q, BlankNode(f"n{two}") if two < 5 else Literal("end"))
        for one, first, two in edges
    ]
    assert canonical(renamed(quads, seed)) == canonical(quads)
    assert len(set(anchored(quads))) == len(set(quads))


def suite() -> list[tuple[Path, bool]]:
    """The tests of the suite for SHA-256, the hash that we use: the input, and whether it has a form."""
    folder = Path(SUITE or "nowhere")
    if not (folder / "manifest.csv").exists():
        return []
    with (folder / "manifest.csv").open(encoding="utf-8") as file:
        return [
            (folder / "rdfc10" / f"{row['test']}-in.nq", "Negative" not in row["rdfc10"])
            for row in csv.DictReader(file)
            if not row["hashAlgorithm"]
        ]


if suite():

    @pytest.mark.slow
    @pytest.mark.parametrize(("path", "has_form"), suite(), ids=lambda value: getattr(value, "stem", ""))
    def test_the_suite_of_the_standard(path: Path, has_form: bool) -> None:
        quads = read(path.read_text(encoding="utf-8"))
        if has_form:
            expected = path.with_name(path.name.replace("-in.nq", "-rdfc10.nq"))
            assert canonical(quads) == expected.read_bytes()
        else:
            with pytest.raises(Refused):
                canonical(quads)
