"""The laws of the method, on small made-up graphs: what a verdict hangs on, and what never changes it."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pyoxigraph as ox
import pytest
from hypothesis import assume, given, settings, strategies as st
from levergraph.errors import UsageError
from levergraph.graph.rules import materialise
from levergraph.graph.store import LocalStore
from levergraph.ontology.terms import GRAPH_FACTS, GRAPH_ONTOLOGY, ID, LG
from levergraph.queries.transferability import VERDICT_SENTENCES, Explanation, Transferability
from levergraph.queries.transferability.facts.facts import local
from levergraph.queries.transferability.method.evidence import counted
from levergraph.queries.transferability.method.gate import STATES, VERDICTS
from levergraph.queries.transferability.method.model import Model
from levergraph.queries.transferability.method.ranking import Question, Ranking, rank

DAY = "2026-11-24"
HERE = "here"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
ABOVE = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
POSSIBLE = {"ready": 0, "with-partners": 0, "contradictory": 1, "undecided": 1, "blocked": 2}
"""The first step of the order."""
few = settings(max_examples=40, deadline=None)


@dataclass(frozen=True)
class Holding:
    region: str
    lever: str
    status: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True)
class Requirement:
    options: tuple[tuple[str, bool], ...]
    helpful: bool = False


@dataclass(frozen=True)
class Intervention:
    name: str
    requirements: tuple[Requirement, ...]
    regions: tuple[str, ...] = ("elsewhere",)
    start: str | None = None
    end: str | None = None
    findings: tuple[tuple[str, str, str], ...] = ()
    status: str | None = None


@dataclass(frozen=True)
class Authority:
    region: str
    start: str | None = None
    end: str | None = None
    expected: str | None = None
    followed_by: str | None = None


@dataclass(frozen=True)
class World:
    """A small graph; levers map to whether they are soft and to the broader lever."""

    levers: dict[str, tuple[bool, str | None]]
    holdings: tuple[Holding, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    authorities: tuple[Authority, ...] = (Authority(HERE), Authority("elsewhere"))
    figures: tuple[tuple[str, str, str, int], ...] = ()
    names: dict[str, str] | None = None
    extra: tuple[ox.Quad, ...] = ()

    def iri(self, kind: str, name: str) -> str:
        return f"{ID}{kind}/{(self.names or {}).get(name, name)}"


def node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def lg(name: str) -> ox.NamedNode:
    return node(LG + name)


def english(text: str) -> ox.Literal:
    return ox.Literal(text, language="en")


def dated(text: str) -> ox.Literal:
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(text)]
    return ox.Literal(text, datatype=node(XSD + kind))


def facts(world: World) -> Iterable[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    def iri(kind: str, name: str) -> ox.NamedNode:
        return node(world.iri(kind, name))

    a, label, broader = node(TYPE), node(SKOS + "prefLabel"), node(SKOS + "broader")
    yield node(ID[: -len("id/")] + "dataset"), node("http://purl.org/dc/terms/issued"), dated(DAY)
    for each in world.authorities:
        region, authority = iri("region", each.region), iri("authority", each.region)
        yield from [
            (region, a, lg("Region")),
            (region, label, english(each.region)),
            (region, lg("governedBy"), authority),
            (authority, a, lg("Authority")),
            (authority, label, english(f"Authority of {each.region}")),
        ]
        for word, when in (
            ("established", each.start),
            ("abolished", each.end),
            ("establishmentExpected", each.expected),
        ):
            if when:
                yield authority, lg(word), dated(when)
        if each.followed_by:
            yield region, lg("regionSucceededBy"), iri("region", each.followed_by)
    for name, (soft, above) in world.levers.items():
        yield iri("lever", name), a, lg("SoftPower" if soft else "StatutoryFunction")
        yield iri("lever", name), label, english(f"Lever {name}")
        if above:
            yield iri("lever", name), broader, iri("lever", above)
    for number, claim in enumerate(world.holdings):
        it = iri("holding", f"h{number}")
        yield from [
            (it, a, lg("LeverHolding")),
            (it, lg("region"), iri("region", claim.region)),
            (it, lg("lever"), iri("lever", claim.lever)),
            (it, lg("status"), lg(claim.status)),
        ]
        if claim.start:
            yield it, lg("validFrom"), dated(claim.start)
        if claim.end:
            yield it, lg("validUntil"), dated(claim.end)
    for made in world.interventions:
        it = iri("intervention", made.name)
        yield it, a, lg("Intervention")
        yield it, label, english(f"Intervention {made.name}")
        for where in made.regions:
            yield it, lg("region"), iri("region", where)
        for word, year in (("startYear", made.start), ("endYear", made.end)):
            if year:
                yield it, lg(word), dated(year)
        if made.status:
            yield it, lg("runStatus"), english(made.status)
        for group, need in enumerate(made.requirements):
            requirement = iri("requirement", f"{made.name}--{group}")
            yield requirement, a, lg("Requirement")
            yield requirement, lg("intervention"), it
            yield requirement, lg("necessity"), lg("Helpful" if need.helpful else "Required")
            for lever, partner in need.options:
                option = iri("option", f"{made.name}--{group}--{lever}")
                yield option, a, lg("RequirementOption")
                yield option, lg("requirement"), requirement
                yield option, lg("lever"), iri("lever", lever)
                yield option, lg("viaPartner"), ox.Literal(partner)
        for number, (direction, strength, equity) in enumerate(made.findings):
            finding = iri("finding", f"{made.name}-{number}")
            yield from [
                (finding, a, lg("Finding")),
                (finding, lg("intervention"), it),
                (finding, lg("direction"), lg(direction)),
                (finding, lg("strength"), lg(strength)),
                (finding, lg("equityEffect"), lg(equity)),
            ]
    for region, indicator, period, value in world.figures:
        it = iri("observation", f"{region}--{indicator}--{period}")
        yield from [
            (it, a, lg("Observation")),
            (it, lg("area"), iri("region", region)),
            (it, lg("indicator"), iri("indicator", indicator)),
            (it, lg("period"), ox.Literal(period)),
            (it, lg("value"), ox.Literal(str(value), datatype=node(XSD + "decimal"))),
        ]


def ranks() -> Iterable[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    for strength, name in enumerate(("Insufficient", "Weak", "Moderate", "Strong"), 1):
        yield lg(name), lg("rank"), ox.Literal(strength)
    yield lg("SoftPower"), node(ABOVE), lg("Lever")
    yield lg("StatutoryFunction"), node(ABOVE), lg("HardPower")
    yield lg("HardPower"), node(ABOVE), lg("Lever")


def stored(world: World, *, shuffled: random.Random | None = None) -> LocalStore:
    quads = [ox.Quad(*each, node(GRAPH_FACTS)) for each in facts(world)] + list(world.extra)
    if shuffled:
        shuffled.shuffle(quads)
    store = ox.Store()
    store.extend(quads + [ox.Quad(*each, node(GRAPH_ONTOLOGY)) for each in ranks()])
    materialise(store)
    return LocalStore(store, "a made-up graph", "1")


def judge(world: World, *, to: str = HERE, day: str = DAY) -> Ranking:
    return rank(Model(stored(world)), Question(world.iri("region", to), day, everything=True))


def explained(world: World) -> Explanation:
    """The explanation of the one intervention of a world, for the region `here`."""
    return Transferability(stored(world)).explanation("i", HERE, as_of=DAY)


def told(answer: Ranking) -> dict[str, str]:
    return {local(each.intervention) or "": each.verdict.verdict for each in answer.candidates}


# --- made-up worlds ---------------------------------------------------------------------------------------

LEVERS = ("a", "b", "c", "d", "e")
DATES = st.sampled_from(
    ["2019", "2019-06", "2024", "2024-02", "2026-11-23", DAY, "2026-11-25", "2026", "2027"]
)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    levers: dict[str, tuple[bool, str | None]] = {}
    for name in LEVERS:
        above = draw(st.sampled_from([None, *levers])) if levers else None
        levers[name] = (draw(st.integers(0, 4)) == 0, above)
    holdings = draw(
        st.lists(
            st.builds(
                Holding,
                st.sampled_from([HERE, HERE, HERE, "elsewhere"]),
                st.sampled_from(LEVERS),
                st.sampled_from(["Held", "Shared", "NotHeld", "NotStated"]),
                st.none() | DATES,
                st.none() | DATES,
            ).filter(lambda each: not each.start or not each.end or first(each.start) <= last(each.end)),
            max_size=7,
        )
    )
    options = st.lists(
        st.tuples(st.sampled_from(LEVERS), st.integers(0, 4).map(lambda n: n == 0)),
        min_size=1,
        max_size=3,
        unique_by=lambda option: option[0],
    ).map(tuple)
    needs = st.lists(
        st.builds(Requirement, options, st.integers(0, 3).map(lambda n: n == 0)), min_size=1, max_size=3
    ).map(tuple)
    finding = st.tuples(
        st.sampled_from(["Beneficial", "MixedFinding", "NullFinding", "HarmfulFinding"]),
        st.sampled_from(["Strong", "Moderate", "Weak", "Insufficient"]),
        st.sampled_from(["Narrows", "Widens", "NoEquityEffect", "EquityUnknown"]),
    )
    made = tuple(
        Intervention(
            f"i{number}",
            draw(needs),
            tuple(draw(st.sampled_from([("elsewhere",), ("elsewhere",), (HERE,), (HERE, "elsewhere"), ()]))),
            draw(st.sampled_from([None, "2019", "2027"])),
            draw(st.sampled_from([None, "2025", "2028"])),
            tuple(draw(st.lists(finding, max_size=2))),
        )
        for number in range(draw(st.integers(1, 4)))
    )
    figure = st.tuples(
        st.sampled_from([HERE, "elsewhere"]),
        st.sampled_from(["x", "y"]),
        st.sampled_from(["2020", "2021"]),
        st.integers(0, 9),
    )
    figures = draw(st.lists(figure, max_size=4, unique_by=lambda row: row[:3]))
    return World(levers, tuple(holdings), made, figures=tuple(figures))


def first(when: str) -> str:
    return when + {4: "-01-01", 7: "-01", 10: ""}[len(when)]


def last(when: str) -> str:
    ends = {"02": "29" if int(when[:4]) % 4 == 0 else "28", "06": "30"}
    return when + {4: "-12-31", 7: "-" + ends.get(when[5:7], "31"), 10: ""}[len(when)]


def expected(world: World, day: str) -> dict[str, str]:
    """The verdicts, worked out from the words of the method, without the engine."""

    def under(lever: str) -> set[str]:
        below = {name for name, (_, above) in world.levers.items() if above == lever}
        return {lever}.union(*(under(name) for name in below))

    def says(lever: str) -> str:
        claims = [each for each in world.holdings if (each.region, each.lever) == (HERE, lever)]
        now = {
            each.status
            for each in claims
            if (not each.start or first(each.start) <= day) and (not each.end or last(each.end) >= day)
        }
        over = {
            (last(each.end), each.status in ("Held", "Shared"))
            for each in claims
            if each.end and last(each.end) < day and (not each.start or first(each.start) <= day)
        }
        if now & {"Held", "Shared"}:
            has = "held" if "Held" in now else "shared"
            return "contradictory" if "NotHeld" in now else has
        if "NotHeld" in now or (over and not now and max(over)[1]):
            return "not-held"
        return "not-stated"

    def ended(lever: str) -> str:
        """The year in which the lever was lost, where it was lost and nobody says that it is there again."""
        claims = [each for each in world.holdings if (each.region, each.lever) == (HERE, lever)]
        begun = [each for each in claims if not each.start or first(each.start) <= day]
        now = {each.status for each in begun if not each.end or last(each.end) >= day}
        if now - {"NotHeld"}:
            return ""
        lost = [each for each in begun if each.end and last(each.end) < day]
        if now:
            lost = [each for each in lost if each.status in ("Held", "Shared")]
        return max((last(each.end)[:4] for each in lost if each.end), default="")

    def option(lever: str, partner: bool) -> str:
        if world.levers[lever][0]:
            return "held"
        own = says(lever)
        found = {
            own,
            *({says(each) for each in under(lever)} - {"not-held"}),
            *({"partner"} if partner else ()),
        }
        if own == "not-held":
            found.discard("not-stated")
        return min(found, key=STATES.index)

    verdict_of = dict.fromkeys(("shared", "partner"), "with-partners")
    verdict_of |= {"held": "ready", "not-stated": "undecided", "not-held": "blocked"}
    found = {}
    for made in world.interventions:
        worst = "ready"
        for need in made.requirements:
            if not need.helpful:
                state = min((option(*each) for each in need.options), key=STATES.index)
                worst = max(worst, verdict_of.get(state, state), key=VERDICTS.index)
        runs = HERE in made.regions and (made.start or "") <= day[:4] <= (made.end or "9999")
        lacking = [
            [ended(lever) == made.end for lever, _ in need.options]
            for need in made.requirements
            if not need.helpful
            and min((option(*each) for each in need.options), key=STATES.index) == "not-held"
        ]
        over = made.end is not None and bool(lacking) and all(map(any, lacking))  # with its powers
        found[made.name] = "contradictory" if runs and worst == "blocked" and not over else worst
    return found


def elsewhere(world: World) -> World:
    """The same world in which nothing runs here: what runs here and is blocked is told as contradictory,
    which is a trouble of the record and no step between the verdicts of the gate."""
    made = tuple(
        replace(each, regions=tuple(place for place in each.regions if place != HERE))
        for each in world.interventions
    )
    return replace(world, interventions=made)


# --- the laws ---------------------------------------------------------------------------------------------


@given(worlds(), st.sampled_from([DAY, "2019-01-01", "2019-06-30", "2024-02-29", "2024-03-01", "2027-01-01"]))
@settings(max_examples=120, deadline=None)
def test_verdicts_are_what_the_method_says_in_words(world: World, day: str) -> None:
    assert told(judge(world, day=day)) == expected(world, day)


@given(worlds(), st.sampled_from(LEVERS))
@few
def test_gaining_a_lever_never_worsens_a_verdict(world: World, lever: str) -> None:
    world = elsewhere(world)
    more = replace(world, holdings=(*world.holdings, Holding(HERE, lever, "Held")))
    before, after = told(judge(world)), told(judge(more))
    assert all(VERDICTS.index(after[name]) <= VERDICTS.index(before[name]) for name in before)


@given(worlds(), st.sampled_from(LEVERS), st.booleans())
@few
def test_losing_a_lever_never_improves_a_verdict(world: World, lever: str, said: bool) -> None:
    world = elsewhere(world)
    world = replace(world, holdings=(*world.holdings, Holding(HERE, lever, "Held")))
    left = tuple(
        each
        for each in world.holdings
        if (each.region, each.lever) != (HERE, lever) or each.status == "NotHeld"
    )
    less = replace(world, holdings=(*left, Holding(HERE, lever, "NotHeld")) if said else left)
    before, after = told(judge(world)), told(judge(less))
    assert all(VERDICTS.index(after[name]) >= VERDICTS.index(before[name]) for name in before)


@given(worlds(), st.sampled_from(["1999-12-31", DAY, "2040-02-29"]), st.sampled_from([HERE, "elsewhere"]))
@few
def test_soft_levers_alone_are_always_ready(world: World, day: str, to: str) -> None:
    soft = {name: (True, above) for name, (_, above) in world.levers.items()}
    assert set(told(judge(replace(world, levers=soft), to=to, day=day)).values()) == {"ready"}


@given(worlds())
@settings(max_examples=15, deadline=None)
def test_the_explanation_says_what_transfer_says_and_what_the_gate_says(world: World) -> None:
    store, region = stored(world), world.iri("region", HERE)
    service = Transferability(store)
    gate = {each.intervention: each for each in Model(store).verdicts(region, DAY)}
    for candidate in service.ranking(region, as_of=DAY, everything=True).candidates:
        judged = gate[candidate.intervention.iri]
        assert [(need.iri, need.state.name) for need in candidate.requirements] == [
            (need.requirement, need.state) for need in judged.requirements
        ]
        tale = service.explanation(candidate.intervention.iri, region, as_of=DAY)
        assert tale.verdict == candidate.verdict
        assert VERDICT_SENTENCES[tale.verdict.name] in tale.sections[0].sentences[0].text
        assert tale.requirements == candidate.requirements
        assert tale.to_text()


@given(worlds())
@few
def test_what_no_source_states_is_never_a_no(world: World) -> None:
    """Without a claim that says no, or one that has ended, nothing can be blocked."""
    kept = tuple(each for each in world.holdings if each.status != "NotHeld" and not each.end)
    assert "blocked" not in told(judge(replace(world, holdings=kept))).values()


@given(worlds())
@few
def test_a_claim_that_nothing_is_stated_changes_no_verdict_where_nothing_is_claimed(world: World) -> None:
    claimed = {each.lever for each in world.holdings if each.region == HERE}
    silent = tuple(Holding(HERE, name, "NotStated") for name in LEVERS if name not in claimed)
    assert told(judge(replace(world, holdings=world.holdings + silent))) == told(judge(world))


@given(worlds())
@few
def test_a_region_is_never_blocked_from_what_it_runs(world: World) -> None:
    running = tuple(replace(each, regions=(HERE,), start=None, end=None) for each in world.interventions)
    elsewhere = tuple(replace(each, regions=("elsewhere",)) for each in world.interventions)
    here = told(judge(replace(world, interventions=running)))
    there = told(judge(replace(world, interventions=elsewhere)))
    assert here == {name: "contradictory" if said == "blocked" else said for name, said in there.items()}


@given(worlds(), st.permutations(LEVERS))
@few
def test_renaming_changes_nothing(world: World, order: list[str]) -> None:
    names = dict(zip(LEVERS, (f"lever-{each}" for each in order), strict=True))
    names |= {HERE: "zz-top", "elsewhere": "aa-land", **{f"h{n}": f"q{9 - n}" for n in range(9)}}
    answer, again = judge(world), judge(replace(world, names=names))

    def shape(given: Ranking) -> list[tuple[object, ...]]:
        return [
            (
                each.intervention,
                each.verdict.verdict,
                [need.state for need in each.verdict.requirements],
                each.evidence,
                each.runs_here,
                each.distance and each.distance.share,
                each.distance and each.distance.distance,
            )
            for each in given.candidates
        ]

    assert shape(answer) == shape(again)


@given(worlds(), worlds())
@few
def test_unrelated_facts_change_nothing(world: World, other: World) -> None:
    apart = {name: f"other-{name}" for name in (*LEVERS, HERE, "elsewhere", "x", "y")}
    apart |= {f"i{n}": f"j{n}" for n in range(9)} | {f"h{n}": f"k{n}" for n in range(9)}
    apart |= {f"i{n}--{g}": f"j{n}--{g}" for n in range(9) for g in range(9)}
    apart |= {f"i{n}--{g}--{x}": f"j{n}--{g}--{x}" for n in range(9) for g in range(9) for x in LEVERS}
    apart |= {f"i{n}-{g}": f"j{n}-{g}" for n in range(9) for g in range(9)}
    foreign = replace(other, names=apart, figures=())
    # How many features there are to compare is counted over the whole graph: powers are one from the start.
    world = replace(world, holdings=(*world.holdings, Holding("elsewhere", "a", "Held")))
    both = replace(world, extra=tuple(ox.Quad(*each, node(GRAPH_FACTS)) for each in facts(foreign)))
    alone = judge(world).candidates
    mixed = [each for each in judge(both).candidates if "/j" not in each.intervention]
    assert mixed == alone


@given(worlds(), st.randoms(use_true_random=False))
@few
def test_the_order_is_total_and_does_not_hang_on_the_order_of_the_facts(
    world: World, chance: random.Random
) -> None:
    region = world.iri("region", HERE)
    asked = Question(region, DAY, everything=True)
    answer = rank(Model(stored(world)), asked)
    again = rank(Model(stored(world, shuffled=chance)), asked)
    assert again == answer
    order = [POSSIBLE[each.verdict.verdict] for each in answer.candidates]
    assert order == sorted(order)
    assert len({each.intervention for each in answer.candidates}) == len(answer.candidates)
    for one, two in zip(answer.candidates, answer.candidates[1:], strict=False):
        if POSSIBLE[one.verdict.verdict] == POSSIBLE[two.verdict.verdict]:
            assert counted(one.evidence.rank) >= counted(two.evidence.rank)  # insufficient is none


@given(worlds())
@few
def test_helpful_levers_never_change_a_verdict(world: World) -> None:
    def needed(made: Intervention) -> Intervention:
        kept = tuple(each for each in made.requirements if not each.helpful)
        return replace(made, requirements=kept)

    bare = tuple(each for each in map(needed, world.interventions) if each.requirements)
    assume(bare)
    full = told(judge(world))
    assert told(judge(replace(world, interventions=bare))) == {each.name: full[each.name] for each in bare}


@given(worlds(), st.lists(st.tuples(DATES, DATES), min_size=1, max_size=3))
@few
def test_claims_that_do_not_hold_on_the_day_but_later_change_nothing(
    world: World, spans: list[tuple[str, str]]
) -> None:
    """Asked as of a day, what begins after it counts for nothing."""
    day = "2018-07-01"
    future = tuple(Holding(HERE, lever, "Held", *span) for span in spans for lever in LEVERS)
    assert told(judge(replace(world, holdings=world.holdings + future), day=day)) == told(
        judge(world, day=day)
    )


@given(
    worlds(),
    worlds(),
    st.sampled_from(["2019-12-31", "2023-06-30", "2024-05-06", "2024-05-07", "2026-11-24"]),
)
@few
def test_each_of_two_authorities_is_judged_by_its_own_claims_in_its_own_time(
    world: World, other: World, day: str
) -> None:
    """What the predecessor holds is not its successor's, and the other way round, on every day."""

    def moved(region: str) -> tuple[Holding, ...]:
        return tuple(replace(each, region=region) for each in other.holdings if each.region == HERE)

    lives = {"old": ("2018-11", "2024-05-07"), HERE: ("2024-05-07", None)}
    both = replace(
        world,
        holdings=world.holdings + moved("old"),
        interventions=tuple(replace(each, regions=("elsewhere",)) for each in world.interventions),
        authorities=(
            Authority("old", *lives["old"], followed_by=HERE),
            Authority(HERE, *lives[HERE]),
            Authority("elsewhere"),
        ),
    )
    stands = [to for to, (begin, end) in lives.items() if first(begin) <= day <= (end or "9999")]
    assert stands
    for to in stands:
        own = moved(HERE) if to == "old" else world.holdings
        assert told(judge(both, to=to, day=day)) == expected(replace(both, holdings=own), day)
    for to in lives.keys() - set(stands):
        with pytest.raises(UsageError, match="had no authority on"):
            judge(both, to=to, day=day)


def test_two_labels_or_two_sources_make_no_second_claim() -> None:
    world = world_of(Holding(HERE, "a", "Held"))
    lever, claim = node(world.iri("lever", "a")), node(world.iri("holding", "h0"))
    twice = [(lever, node(SKOS + "prefLabel"), english("The other name"))]
    twice += [(claim, lg("source"), node(ID + f"source/{n}")) for n in "ab"]  # type: ignore[misc]
    extra = tuple(ox.Quad(*each, node(GRAPH_FACTS)) for each in twice)
    assert told(judge(replace(world, extra=extra))) == {"i": "ready"}


# --- single cases -----------------------------------------------------------------------------------------


def world_of(*holdings: Holding, partner: bool = False, needs: str = "a", **more: object) -> World:
    levers = {"a": (False, None), "narrow": (False, "a"), "narrowest": (False, "narrow"), "b": (False, None)}
    made = Intervention("i", (Requirement(tuple((name, partner) for name in needs.split())),))
    return World(levers, holdings, (made,), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claims", "state"),
    [
        ([("Held",)], "held"),
        ([("Shared",)], "shared"),
        ([("NotHeld",)], "not-held"),
        ([("NotStated",)], "not-stated"),
        ([], "not-stated"),
        ([("Held",), ("Shared",)], "held"),
        ([("Held",), ("NotHeld",)], "contradictory"),
        ([("Shared",), ("NotHeld",)], "contradictory"),
        ([("Held", "2024", "2026-10")], "not-held"),  # ended
        ([("NotHeld", "2019", "2024")], "not-stated"),  # a "no" that ended says nothing
        ([("NotHeld", "2019", "2024"), ("Held", "2024")], "held"),
        ([("Held", "2015", "2019"), ("NotHeld", "2020", "2024")], "not-stated"),  # not the last word on it
        ([("Held", "2019", "2024"), ("NotStated", "2025")], "not-stated"),
        ([("Held", "2027")], "not-stated"),  # not yet
        ([("Held", "2026-11")], "held"),  # a month begins on its first day
        ([("Held", "2019", "2026-11")], "held"),  # and ends on its last
        ([("Held", "2019", "2026")], "held"),  # a year ends on its last day
        ([("Held", "2019", DAY)], "held"),  # the last day counts
        ([("Held", "2019", "2026-11-23")], "not-held"),
        ([("Held", "2026-11-25")], "not-stated"),
    ],
)
def test_each_state_of_a_requirement(claims: list[tuple[str, ...]], state: str) -> None:
    answer = judge(world_of(*(Holding(HERE, "a", *claim) for claim in claims)))
    assert answer.candidates[0].verdict.needed[0].state == state


def test_what_has_ended_says_when() -> None:
    answer = judge(world_of(Holding(HERE, "a", "Held", "2022", "2024-02")))
    assert answer.candidates[0].verdict.needed[0].best.ended == "2024-02-29"


@pytest.mark.parametrize("narrow", ["narrow", "narrowest"])
def test_a_broader_requirement_is_met_by_a_narrower_lever_and_not_the_reverse(narrow: str) -> None:
    answer = judge(world_of(Holding(HERE, narrow, "Held"), needs="a"))
    assert answer.candidates[0].verdict.verdict == "ready"
    assert local(answer.candidates[0].verdict.needed[0].best.met_by) == narrow
    assert told(judge(world_of(Holding(HERE, "a", "Held"), needs=narrow))) == {"i": "undecided"}


@pytest.mark.parametrize("narrow", ["narrow", "narrowest"])
def test_where_both_would_do_the_lever_itself_is_named_and_not_a_narrower_one(narrow: str) -> None:
    for names in ((narrow, "a"), ("a", narrow)):
        answer = judge(world_of(*(Holding(HERE, name, "Held") for name in names)))
        assert local(answer.candidates[0].verdict.needed[0].best.met_by) == "a"
    other = judge(world_of(Holding(HERE, narrow, "Held"), Holding(HERE, "b", "Held"), needs="a b"))
    assert local(other.candidates[0].verdict.needed[0].best.met_by) == "b"


def test_a_contradiction_is_told_though_something_else_meets_the_need() -> None:
    disputed = Holding(HERE, "a", "Held"), Holding(HERE, "a", "NotHeld")
    for world in (
        world_of(*disputed, Holding(HERE, "narrow", "Held")),
        world_of(*disputed, Holding(HERE, "b", "Held"), needs="a b"),
        world_of(*disputed, partner=True),
    ):
        tale = explained(world)
        assert tale.verdict.name in ("ready", "with-partners")
        said = [each.text for section in tale.sections for each in section.sentences]
        assert any("contradict each other on lever a: see below" in each for each in said)
        assert any(each.startswith("here holds lever a") for each in said)
        assert any(each.startswith("here does not hold lever a") for each in said)


@pytest.mark.parametrize(
    ("status", "end", "runs"),
    [
        (None, None, True),
        ("running", None, True),
        ("running with changed cap", "2025", False),
        ("completed", None, False),
        ("completed", "2026", True),
        ("completed as a pilot, mainstreamed", None, True),
        ("Announced", None, False),
        ("not implemented", None, False),
        ("legislating", None, False),
        ("proposed, partly delivered", None, True),
    ],
)
def test_what_is_on_record_as_running_runs(status: str | None, end: str | None, runs: bool) -> None:
    made = Intervention("i", (), (HERE, "elsewhere"), "2019", end, (), status)
    world = replace(world_of(), interventions=(made,))
    assert [each.runs_here for each in judge(world).candidates] == [runs]
    left = rank(Model(stored(world)), Question(world.iri("region", HERE), DAY))
    assert (len(left.candidates), left.already, left.own) == ((0, 1, 0) if runs else (1, 0, 0))
    tale = explained(world)
    said = " ".join(each.text for each in tale.sections[0].sentences)
    assert ("It runs in here already" in said) is runs
    assert ("not on record as running there" in said) is not runs


def test_what_a_region_alone_tried_is_no_option_of_its_own() -> None:
    made = Intervention("i", (), (HERE,), "2019", None, (), "completed")
    world = replace(world_of(), interventions=(made,))
    answer = rank(Model(stored(world)), Question(world.iri("region", HERE), DAY))
    assert (answer.candidates, answer.already, answer.own) == ([], 1, 1)
    assert len(judge(world).candidates) == 1


def test_a_no_to_a_narrower_lever_is_no_no_to_the_broader_one() -> None:
    assert told(judge(world_of(Holding(HERE, "narrow", "NotHeld"), needs="a"))) == {"i": "undecided"}


@pytest.mark.parametrize(
    ("status", "state"), [("Held", "held"), ("Shared", "shared"), ("NotHeld", "partner"), (None, "partner")]
)
def test_a_partner_stands_in_only_for_what_is_neither_held_nor_shared(status: str | None, state: str) -> None:
    claims = [Holding(HERE, "a", status)] if status else []
    answer = judge(world_of(*claims, partner=True))
    assert answer.candidates[0].verdict.needed[0].state == state


def test_every_requirement_must_be_met_and_one_alternative_is_enough() -> None:
    held = Holding(HERE, "a", "Held")
    assert told(judge(world_of(held, Holding(HERE, "b", "NotHeld"), needs="a b"))) == {"i": "ready"}
    both = world_of(held, Holding(HERE, "b", "NotHeld"))
    both = replace(
        both,
        interventions=(Intervention("i", (Requirement((("a", False),)), Requirement((("b", False),)))),),
    )
    assert told(judge(both)) == {"i": "blocked"}


def test_one_alternative_not_stated_leaves_it_undecided() -> None:
    assert told(judge(world_of(Holding(HERE, "a", "NotHeld"), needs="a b"))) == {"i": "undecided"}


def test_contradictory_holdings_show_both_claims() -> None:
    world = world_of(Holding(HERE, "a", "Held"), Holding(HERE, "a", "NotHeld"))
    best = judge(world).candidates[0].verdict.needed[0].best
    assert {row.status for row in best.rows} == {"Held", "NotHeld"}
    tale = explained(world)
    words = tale.to_text()
    assert "contradict" in words
    assert tale.verdict.name == "contradictory"


# --- dates and succession ---------------------------------------------------------------------------------

FOLLOWED = (
    Authority("old", start="2018-11", end="2024-05-07", followed_by=HERE),
    Authority(HERE, start="2024-05-07"),
    Authority("elsewhere"),
)


def test_a_day_before_an_authority_began_names_its_predecessor() -> None:
    with pytest.raises(UsageError, match=r"began on 2024-05-07\..*there was old"):
        judge(world_of(authorities=FOLLOWED), day="2024-05-06")
    with pytest.raises(UsageError, match="No predecessor"):
        judge(world_of(authorities=FOLLOWED), day="2018-10-31")


def test_a_day_after_an_authority_ended_names_its_successor_and_its_last_day() -> None:
    with pytest.raises(UsageError, match=r"ended on 2024-05-07 .*followed by here.*last day, 2024-05-07"):
        judge(world_of(authorities=FOLLOWED), to="old", day="2024-05-08")


@pytest.mark.parametrize(
    ("to", "day", "verdict"),
    [
        ("old", "2018-11-01", "undecided"),
        ("old", "2019-01-01", "ready"),
        ("old", "2024-05-07", "ready"),
        (HERE, "2024-05-07", "undecided"),
        (HERE, "2025-01-01", "ready"),
    ],
)
def test_an_earlier_day_gives_what_that_days_holdings_give(to: str, day: str, verdict: str) -> None:
    claims = (Holding("old", "a", "Held", "2019"), Holding(HERE, "a", "Held", "2025"))
    assert told(judge(world_of(*claims, authorities=FOLLOWED), to=to, day=day)) == {"i": verdict}


def test_what_a_predecessor_ran_counts_as_run_here() -> None:
    world = world_of(authorities=FOLLOWED)
    made = replace(world.interventions[0], regions=("old",))
    answer = judge(replace(world, interventions=(made,)))
    assert answer.candidates[0].runs_here


def test_an_authority_not_yet_formed_is_judged_only_when_a_day_is_named() -> None:
    world = world_of(authorities=(Authority(HERE, expected="2027"), Authority("elsewhere")))
    with pytest.raises(UsageError, match="no authority yet"):
        Transferability(stored(world)).ranking(HERE)
    assert told(judge(world, day="2027-06-01")) == {"i": "undecided"}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
@few
def test_a_name_comes_through_whatever_signs_it_has(text: str) -> None:
    world = world_of()
    made = node(world.iri("intervention", "i"))
    said = english(f"!{text}")  # of two names the first by alphabet counts
    world = replace(world, extra=(ox.Quad(made, node(SKOS + "prefLabel"), said, node(GRAPH_FACTS)),))
    assert f"!{text}" in [each.label for each in judge(world).candidates]


def test_an_unknown_region_or_intervention_is_refused_in_words() -> None:
    world = world_of()
    with pytest.raises(UsageError, match="no region"):
        judge(world, to="nowhere")
    with pytest.raises(UsageError, match="No intervention"):
        Transferability(stored(world)).explanation("none", HERE)


def test_what_an_intervention_needs_may_be_unknown_and_then_it_is_undecided() -> None:
    world = replace(world_of(), interventions=(Intervention("i", ()),))
    assert told(judge(world)) == {"i": "undecided"}
    tale = explained(world)
    assert "does not say what it needs" in tale.to_text()


# --- partners by the body in which a power is vested, and closed funds --------------------------------------


def vested(world: World, body: str) -> World:
    """The world in which the first claim of the region says that the lever is vested in a kind of body."""
    said = ox.Quad(node(f"{ID}holding/h0"), lg("vestedIn"), lg(body), node(GRAPH_FACTS))
    return replace(world, extra=(*world.extra, said))


LACKED = World(
    {"a": (False, None)},
    (Holding(HERE, "a", "NotHeld"),),
    (Intervention("i", (Requirement((("a", False),)),)),),
)


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        ("ConstituentCouncils", "with-partners"),
        ("FireAuthority", "with-partners"),
        ("PoliceAndCrimeCommissioner", "with-partners"),
        ("IntegratedCareBoards", "with-partners"),
        ("CentralGovernment", "blocked"),
        ("HomesEngland", "blocked"),
        ("Nobody", "blocked"),
    ],
)
def test_a_power_vested_in_a_body_of_the_place_is_a_partners(body: str, verdict: str) -> None:
    assert told(judge(vested(LACKED, body))) == {"i": verdict}


def test_a_partner_is_named_in_the_explanation_with_the_source_that_says_so() -> None:
    words = explained(vested(LACKED, "FireAuthority")).to_text()
    assert "It can be met through the FireAuthority of the place, for lever a." in words


@given(worlds(), st.sampled_from(["ConstituentCouncils", "FireAuthority"]))
@few
def test_a_body_that_has_the_power_never_worsens_a_verdict(world: World, body: str) -> None:
    assume(world.holdings)
    before, after = told(judge(world)), told(judge(vested(world, body)))
    assert all(VERDICTS.index(after[name]) <= VERDICTS.index(before[name]) for name in before)


@pytest.mark.parametrize(("start", "verdict"), [("2026-11-24", "blocked"), ("2026-11-25", "with-partners")])
def test_a_fund_closed_for_all_meets_nothing_from_that_day_not_even_through_a_partner(
    start: str, verdict: str
) -> None:
    power = node(f"{ID}class-power/closing")
    says = [
        (node(TYPE), lg("ClassPower")),
        (lg("legalForce"), lg("ClosedForAll")),
        (lg("lever"), node(f"{ID}lever/a")),
        (lg("validFrom"), dated(start)),
    ]
    closing = tuple(ox.Quad(power, *pair, node(GRAPH_FACTS)) for pair in says)
    world = World(
        {"a": (False, None)}, (), (Intervention("i", (Requirement((("a", True),)),)),), extra=closing
    )
    assert told(judge(world)) == {"i": verdict}
