"""Paths, distances and asks against brute force: the right ones, all of them, in the right order."""

from __future__ import annotations

from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import given, settings, strategies as st
from levergraph.queries.transferability.facts.records import CausalClaim as Claim, GateRow as Row
from levergraph.queries.transferability.method import further_powers as asks
from levergraph.queries.transferability.method.causal_paths import Causes
from levergraph.queries.transferability.method.distance import POWERS, Contexts
from levergraph.queries.transferability.method.gate import (
    HELD,
    READY,
    STATES,
    Option,
    Requirement,
    Verdict,
    verdicts,
)
from levergraph.queries.transferability.method.k_best_paths import Adjacency, Ways

some = settings(max_examples=150, deadline=None)
NODES = "stuvwx"


@st.composite
def graphs(draw: st.DrawFn) -> Adjacency:
    pairs = [(a, b) for a in NODES for b in NODES if a != b]
    steps = draw(st.dictionaries(st.sampled_from(pairs), st.integers(0, 3), max_size=16))
    graph: dict[str, dict[str, int]] = {}
    for (a, b), weakness in steps.items():
        graph.setdefault(a, {})[b] = weakness
    return graph


def weakness(graph: Adjacency, path: tuple[str, ...]) -> int:
    return max(graph[a][b] for a, b in pairwise(path))


def every(graph: Adjacency, source: str, target: str, steps: int) -> list[tuple[str, ...]]:
    """All simple paths, by trying every order of every set of nodes between."""
    inner = [node for node in NODES if node not in (source, target)]
    tries = (
        (source, *between, target)
        for size in range(min(steps, len(inner) + 1))
        for between in permutations(inner, size)
    )
    return [path for path in tries if all(b in graph.get(a, {}) for a, b in pairwise(path))]


@given(graphs(), st.integers(1, 12), st.integers(1, 5))
@some
def test_the_k_best_paths_are_the_k_best_of_all(graph: Adjacency, k: int, steps: int) -> None:
    found = Ways(graph).best("s", "x", k=k, steps=steps)
    brute = sorted(every(graph, "s", "x", steps), key=lambda path: (weakness(graph, path), len(path), path))
    assert found.paths == brute[:k]
    assert found.stopped_after is None


@given(graphs(), st.sets(st.sampled_from(NODES)))
@some
def test_a_first_step_that_is_asked_for_leaves_out_the_other_paths(graph: Adjacency, first: set[str]) -> None:
    whole = Ways(graph).best("s", "x", k=1000).paths
    assert Ways(graph).best("s", "x", k=1000, first=first).paths == [
        path for path in whole if path[1] in first
    ]


@given(graphs())
@some
def test_with_k_large_enough_every_path_is_found_once(graph: Adjacency) -> None:
    found = Ways(graph).best("s", "x", k=10_000, steps=len(NODES))
    assert sorted(found.paths) == sorted(every(graph, "s", "x", len(NODES)))


@given(graphs(), st.integers(0, 12))
@some
def test_a_search_cut_short_says_so_and_gives_the_first_of_what_it_would_give(
    graph: Adjacency, looks: int
) -> None:
    whole = Ways(graph).best("s", "x", k=100)
    short = Ways(graph).best("s", "x", k=100, looks=looks)
    assert short.paths == whole.paths[: len(short.paths)]
    assert short.stopped_after == (
        None if short.paths == whole.paths and short.stopped_after is None else looks
    )


@given(graphs(), st.integers(1, 5))
@some
def test_the_same_graph_gives_the_same_paths_however_it_is_written_down(graph: Adjacency, k: int) -> None:
    turned = {node: dict(sorted(graph[node].items(), reverse=True)) for node in sorted(graph, reverse=True)}
    assert Ways(graph).best("s", "x", k=k) == Ways(turned).best("s", "x", k=k)


def test_a_dense_graph_does_not_explode() -> None:
    """Nine layers of six nodes have over a million paths; ten are found in few looks."""
    layers = [["s"], *([f"{row}{col}" for col in range(6)] for row in range(9)), ["x"]]
    graph = {a: dict.fromkeys(after, 1) for here, after in pairwise(layers) for a in here}
    found = Ways(graph).best("s", "x", k=10, steps=10, looks=500)
    assert len(found.paths) == 10
    assert found.stopped_after is None


def test_no_path_leads_from_a_thing_to_itself_or_from_one_unknown() -> None:
    graph = {"s": {"t": 0}, "t": {"s": 0}}
    assert Ways(graph).best("s", "s").paths == []
    assert Ways(graph).best("nowhere", "t").paths == []
    assert Ways(graph).best("s", "nowhere").paths == []


def claimed(graph: Adjacency) -> Causes:
    return Causes(
        Claim(f"{a}{b}", a, b, 4 - weak, "Increases", None) for a in graph for b, weak in graph[a].items()
    )


@given(graphs(), st.sets(st.sampled_from(NODES), min_size=1, max_size=3), st.sets(st.sampled_from(NODES)))
@some
def test_the_best_path_to_a_goal_is_the_first_of_all_paths_that_begin_so(
    graph: Adjacency, starts: set[str], through: set[str]
) -> None:
    causes = claimed(graph)
    starts = starts - {"x"}
    every_one = [
        path
        for start in starts
        for path in causes.paths(start, "x", k=1, steps=len(NODES), through=through).paths
    ]
    best = min(every_one, key=lambda p: (-p.weakest.rank, len(p.steps), p.nodes), default=None)
    found = causes.toward("x").best(starts, through)
    if found is None or len(set(found.nodes)) == len(found.nodes):  # from a start back to it is no path
        assert found == best


@given(graphs())
@some
def test_what_reaches_a_goal_is_what_a_path_leads_from(graph: Adjacency) -> None:
    causes = claimed(graph)
    goal = causes.toward("x")
    for node in NODES:
        leads = node == "x" or bool(causes.paths(node, "x", k=1, steps=len(NODES)).paths)
        assert goal.reaches(node) == leads
        assert ("x" in causes.reached([node])) == leads


def test_claims_that_disagree_stand_side_by_side_on_a_step() -> None:
    causes = Causes(
        [Claim("weak", "a", "b", 2, "Decreases", None), Claim("strong", "a", "b", 4, "Increases", None)]
    )
    step = causes.paths("a", "b").paths[0].steps[0]
    assert step.disputed
    assert [claim.claim for claim in step.claims] == ["strong", "weak"]
    assert step.rank == 4


# --- distance ---------------------------------------------------------------------------------------------

PLACES = ("p", "q", "r")
CONTEXTS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(PLACES),
            st.sampled_from(["x", "y"]),
            st.sampled_from(["2019", "2020"]),
            st.integers(-5, 5).map(str),
        ),
        st.tuples(
            st.sampled_from(PLACES),
            st.sampled_from(["lever-1", "lever-2", "lever-3"]),
            st.just(""),
            st.sampled_from(["Held", "Shared", "NotHeld", "NotStated"]),
        ),
    ),
    max_size=14,
    unique_by=lambda row: row[:3],
)


@given(CONTEXTS, st.sampled_from(PLACES), st.sampled_from(PLACES))
@some
def test_a_distance_is_symmetric_between_nought_and_one_and_nought_from_itself(
    context: list[tuple[str, str, str, str]], here: str, there: str
) -> None:
    known = Contexts(context)
    way, back = known.distance(here, there), known.distance(there, here)
    assert way.distance == back.distance
    assert way.share == back.share
    assert way.distance is None or 0 <= way.distance <= 1
    assert known.distance(here, here).distance in (None, 0)


@given(CONTEXTS)
@some
def test_a_distance_is_gowers_mean_over_what_is_stated_of_both(
    context: list[tuple[str, str, str, str]],
) -> None:
    figures = {(place, name, when): float(value) for place, name, when, value in context if when}
    powers = {(p, lever): value for p, lever, when, value in context if not when and value != "NotStated"}
    scale = {"Held": 1.0, "Shared": 0.5, "NotHeld": 0.0}
    apart = []
    for name in ("x", "y"):
        both = [when for when in ("2020", "2019") if {("p", name, when), ("q", name, when)} <= figures.keys()]
        if both:
            there = [value for (_, other, when), value in figures.items() if (other, when) == (name, both[0])]
            width = max(there) - min(there)
            gap = abs(figures["p", name, both[0]] - figures["q", name, both[0]])
            apart.append(gap / width if width else 0.0)
    levers = {lever for _, lever in powers if ("p", lever) in powers and ("q", lever) in powers}
    if levers:
        gaps = [abs(scale[powers["p", lever]] - scale[powers["q", lever]]) for lever in levers]
        apart.append(sum(gaps) / len(gaps))
    found = Contexts(context).distance("p", "q")
    assert found.distance == pytest.approx(sum(apart) / len(apart)) if apart else found.distance is None
    features = len({name for _, name, _ in figures}) + bool(powers)
    assert found.share == f"{len(apart)}/{features}"


@given(CONTEXTS)
@some
def test_what_is_stated_of_one_place_only_is_left_out_and_counted(
    context: list[tuple[str, str, str, str]],
) -> None:
    before = Contexts(context).distance("p", "q")
    after = Contexts([*context, ("p", "z", "2020", "7")]).distance("p", "q")
    assert (after.distance, after.compared) == (before.distance, before.compared)
    assert after.features == before.features + 1


def test_figures_are_compared_in_the_latest_year_that_both_have() -> None:
    known = Contexts(
        [("p", "x", "2020", "1"), ("p", "x", "2021", "9"), ("q", "x", "2020", "3"), ("r", "x", "2020", "5")]
    )
    (feature,) = known.distance("p", "q").compared
    assert (feature.period, feature.here, feature.there, feature.apart) == ("2020", 1.0, 3.0, 0.5)


def test_two_contradictory_claims_of_one_power_count_as_the_better() -> None:
    known = Contexts([("p", "l", "", "Held"), ("p", "l", "", "NotHeld"), ("q", "l", "", "Held")])
    (feature,) = known.distance("p", "q").compared
    assert (feature.feature, feature.apart) == (POWERS, 0.0)


# --- asks -------------------------------------------------------------------------------------------------

LEVERS = ("a", "b", "c", "d")
NEEDS = st.lists(
    st.lists(
        st.sets(st.sampled_from(LEVERS), min_size=1, max_size=3).map(lambda each: tuple(sorted(each))),
        min_size=1,
        max_size=3,
    ),
    max_size=5,
)


def judged(needs: list[list[tuple[str, ...]]], held: frozenset[str]) -> list[Verdict]:
    """Judge interventions i0, i1 … by the gate itself, for a region that holds some levers and no other."""
    return verdicts(
        Row(
            f"i{number}", f"i{number}-{group}", False, lever, False, False,
            lever, f"claim-{lever}", "Held" if lever in held else "NotHeld", "now",
        )
        for number, groups in enumerate(needs)
        for group, options in enumerate(groups)
        for lever in options
    )  # fmt: skip


def ready(needs: list[list[tuple[str, ...]]], held: frozenset[str]) -> set[str]:
    return {each.intervention for each in judged(needs, held) if each.verdict == READY}


HELDS = st.frozensets(st.sampled_from(LEVERS), max_size=2)


def closed(needs: list[list[tuple[str, ...]]], held: frozenset[str]) -> set[str]:
    """What is not possible, by the gate itself, for a region that shares nothing and has no partners."""
    return {each.intervention for each in judged(needs, held) if each.verdict != READY}


def lacks(needs: list[list[tuple[str, ...]]], held: frozenset[str]) -> asks.Lacking:
    return asks.lacking(judged(needs, held))


@given(NEEDS, HELDS)
@some
def test_one_more_lever_opens_what_the_gate_says_when_it_is_held(
    needs: list[list[tuple[str, ...]]], held: frozenset[str]
) -> None:
    brute = {}
    for lever in set(LEVERS) - held:
        opened = closed(needs, held) - closed(needs, held | {lever})
        if opened:
            brute[(lever,)] = tuple(sorted(opened))
    found = asks.further(lacks(needs, held)).asks
    assert {ask.levers: ask.opened for ask in found} == brute
    assert [len(ask.opened) for ask in found] == sorted((len(ask.opened) for ask in found), reverse=True)


@given(NEEDS, HELDS, st.integers(2, 4))
@some
def test_sets_of_levers_open_what_the_gate_says_and_every_lever_in_them_counts(
    needs: list[list[tuple[str, ...]]], held: frozenset[str], size: int
) -> None:
    def opened(more: tuple[str, ...]) -> set[str]:
        return closed(needs, held) - closed(needs, held | set(more))

    brute = {
        chosen: tuple(sorted(opened(chosen)))
        for chosen in combinations(sorted(set(LEVERS) - held), size)
        if opened(chosen) and all(opened(tuple(set(chosen) - {lever})) < opened(chosen) for lever in chosen)
    }
    found = asks.further(lacks(needs, held), size)
    assert found.exact
    assert {ask.levers: ask.opened for ask in found.asks} == brute


@given(NEEDS, HELDS, st.integers(2, 3))
@settings(max_examples=80, deadline=None, database=None)
def test_beyond_the_stated_size_the_search_is_greedy_and_says_so(
    needs: list[list[tuple[str, ...]]], held: frozenset[str], size: int
) -> None:
    exact = asks.further(lacks(needs, held), size)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asks, "EXACT", 0)
        greedy = asks.further(lacks(needs, held), size)
    assert not greedy.exact or not exact.asks
    assert {ask.levers: ask.opened for ask in greedy.asks}.items() <= {
        ask.levers: ask.opened for ask in exact.asks
    }.items()


@given(NEEDS, HELDS, st.integers(1, 4))
@some
def test_the_fewest_levers_are_the_fewest_of_all_sets(
    needs: list[list[tuple[str, ...]]], held: frozenset[str], opens: int
) -> None:
    others = sorted(set(LEVERS) - held)
    enough = [
        chosen
        for size in range(1, len(others) + 1)
        for chosen in combinations(others, size)
        if len(closed(needs, held) - closed(needs, held | set(chosen))) >= opens
    ]
    found = asks.fewest(lacks(needs, held), opens)
    assert found.exact
    assert {ask.levers for ask in found.asks} == {
        chosen for chosen in enough if len(chosen) == len(enough[0])
    }


def mixed(needs: list[list[tuple[str, ...]]], stated: dict[str, str]) -> list[Verdict]:
    """The verdicts where the region holds, shares or lacks each lever."""
    return verdicts(
        Row(
            f"i{number}", f"i{number}-{group}", False, lever, False, False,
            lever, f"claim-{lever}", stated.get(lever, "NotHeld"), "now",
        )
        for number, groups in enumerate(needs)
        for group, options in enumerate(groups)
        for lever in options
    )  # fmt: skip


@given(
    NEEDS,
    st.dictionaries(st.sampled_from(LEVERS), st.sampled_from(["Held", "NotHeld", "Shared"]), max_size=5),
)
@some
def test_opened_and_eased_are_what_the_gate_says_before_and_after(
    needs: list[list[tuple[str, ...]]], stated: dict[str, str]
) -> None:
    """Opened was not possible and is; eased was possible with partners and is ready: never the same."""
    before = {each.intervention: each.verdict for each in mixed(needs, stated)}
    for ask in asks.further(asks.lacking(mixed(needs, stated))).asks:
        (lever,) = ask.levers
        after = {each.intervention: each.verdict for each in mixed(needs, {**stated, lever: "Held"})}
        possible = ("ready", "with-partners")
        assert set(ask.opened) == {
            name for name in before if before[name] not in possible and after[name] in possible
        }
        assert set(ask.eased) == {
            name for name in before if before[name] == "with-partners" and after[name] == "ready"
        }
        assert stated.get(lever) != "Held"


def test_what_cannot_be_had_is_not_asked_for() -> None:
    every = judged([[("a",)], [("b",)], [("a", "b")]], frozenset())
    found = asks.further(asks.lacking(every, askable={"a"})).asks
    assert found == [asks.Ask(("a",), ("i0", "i2"))]


def test_of_as_many_opened_the_better_evidenced_goes_first() -> None:
    every = judged([[("a",)], [("b",)]], frozenset())
    found = asks.further(asks.lacking(every, strength={"i1": 4, "i0": 2})).asks
    assert [ask.levers for ask in found] == [("b",), ("a",)]


def test_what_is_shared_may_be_asked_for_and_is_eased_not_opened() -> None:
    option = Option("a", "shared", "a", None, ())
    need = Requirement("need", False, "shared", (option,))
    lacking = asks.lacking([Verdict("i", "with-partners", (need,))])
    assert asks.further(lacking).asks == [asks.Ask(("a",), (), ("i",))]
    assert STATES[0] == HELD


def test_no_power_opens_what_nobody_knows_the_needs_of() -> None:
    unknown = Verdict("j", "undecided", ())
    known = judged([[("a",)]], frozenset())
    assert asks.further(asks.lacking([*known, unknown])) == asks.further(asks.lacking(known))
