"""The rules: what each infers from a small graph that a person can check by hand, and what it must not."""

import re
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import given, settings, strategies as st
from levergraph.ontology import (
    DATASET,
    FILES,
    GRAPH_FACTS,
    GRAPH_INFERRED,
    GRAPH_ONTOLOGY,
    PREFIXES,
    curie,
    expand,
)

RULES = sorted(FILES["rules"].glob("*.ru"))
TRACES = sorted(FILES["rules"].glob("*.trace.rq"))
HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
EDITION = f'<{DATASET}> dcterms:issued "2026-11-24"^^xsd:date .'
CLASSES = """
    lg:StatutoryFunction rdfs:subClassOf lg:HardPower . lg:HardPower rdfs:subClassOf lg:Lever .
    lg:SoftPower rdfs:subClassOf lg:Lever . lg:LeverHolding rdfs:subClassOf lg:PowerHolding .
    lg:PowerHolding rdfs:subClassOf lg:Claim . lg:Lever rdfs:subClassOf [ a owl:Restriction ] .
"""


def world(facts: str, *, edition: str = EDITION) -> ox.Store:
    """A store with the small class tree and these facts, all rules run."""
    store = ox.Store()
    for text, graph in ((CLASSES, GRAPH_ONTOLOGY), (facts + edition, GRAPH_FACTS)):
        store.load(HEAD + text, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))
    materialise(store)
    return store


def materialise(store: ox.Store) -> None:
    for path in RULES:
        text, before = path.read_text(), -1
        while before != len(store):
            before = len(store)
            store.update(text)
            if "#+ repeat" not in text:
                break


def inferred(store: ox.Store, predicate: str) -> set[tuple[str, str]]:
    quads = store.quads_for_pattern(None, ox.NamedNode(expand(predicate)), None, ox.NamedNode(GRAPH_INFERRED))
    return {(short(quad.subject), short(quad.object)) for quad in quads}


def short(term: object) -> str:
    return curie(term.value) if isinstance(term, ox.NamedNode) else getattr(term, "value", str(term))


def claims(store: ox.Store, rule: str, s: str, p: str, o: str) -> list[str]:
    [path] = [path for path in TRACES if path.name.partition("-")[2] == f"{rule}.trace.rq"]
    terms = " ".join(term if term.startswith('"') else f"<{expand(term)}>" for term in (s, p, o))
    text = re.sub(r"(VALUES \(\?s \?p \?o\)) \{.*\}", rf"\1 {{ ({terms}) }}", path.read_text(), count=1)
    found = store.query(text, use_default_graph_as_union=True, prefixes={"xsd": PREFIXES["xsd"]})
    assert isinstance(found, ox.QuerySolutions)
    return [short(row["claim"]) for row in found]


HOLDINGS = """
    region:a a lg:Region ; lg:governedBy authority:a .
    authority:a lg:established "2011"^^xsd:gYear .
    region:old a lg:Region ; lg:governedBy authority:old .
    authority:old lg:established "2018-11-02"^^xsd:date ; lg:abolished "2024-05-07"^^xsd:date .
    region:new a lg:Region ; lg:governedBy authority:new .
    authority:new lg:established "2024-05-07"^^xsd:date .
    region:planned a lg:Region ; lg:governedBy authority:planned .
    authority:planned lg:establishmentExpected "2026"^^xsd:gYear .
    lever:bus a lg:StatutoryFunction . lever:skills a lg:StatutoryFunction . lever:voice a lg:SoftPower .
"""


def holding(name: str, region: str, lever: str, status: str, dates: str = "") -> str:
    return f"""holding:{name} a lg:LeverHolding ; lg:region region:{region} ; lg:lever lever:{lever} ;
        lg:status lg:{status} {";" if dates else ""} {dates} ."""


def test_a_thing_is_also_of_every_named_class_above_its_own() -> None:
    store = world(HOLDINGS)
    assert inferred(store, "rdf:type") == {
        ("lever:bus", "lg:HardPower"),
        ("lever:bus", "lg:Lever"),
        ("lever:skills", "lg:HardPower"),
        ("lever:skills", "lg:Lever"),
        ("lever:voice", "lg:Lever"),
    }
    assert claims(store, "types", "lever:bus", "rdf:type", "lg:Lever") == ["lever:bus"]


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ('"2024"^^xsd:gYear', "2024-01-01", "2024-12-31"),
        ('"2024-02"^^xsd:gYearMonth', "2024-02-01", "2024-02-29"),
        ('"2023-02"^^xsd:gYearMonth', "2023-02-01", "2023-02-28"),
        ('"2000-02"^^xsd:gYearMonth', "2000-02-01", "2000-02-29"),
        ('"1900-02"^^xsd:gYearMonth', "1900-02-01", "1900-02-28"),
        ('"2024-04"^^xsd:gYearMonth', "2024-04-01", "2024-04-30"),
        ('"2024-12"^^xsd:gYearMonth', "2024-12-01", "2024-12-31"),
        ('"2024-05-07"^^xsd:date', "2024-05-07", "2024-05-07"),
    ],
)
def test_a_year_or_month_begins_on_its_first_day_and_ends_on_its_last(
    when: str, first: str, last: str
) -> None:
    store = world(f"holding:h lg:validFrom {when} ; lg:validUntil {when} . authority:a lg:abolished {when} .")
    assert inferred(store, "lg:startDay") == {("holding:h", first)}
    assert inferred(store, "lg:endDay") == {("holding:h", last), ("authority:a", last)}
    day = f'"{last}"^^xsd:date'
    assert claims(store, "end-day", "holding:h", "lg:endDay", day) == ["holding:h"]


@given(st.dates())
@settings(max_examples=25, deadline=None)
def test_the_last_day_of_a_month_is_followed_by_the_first_of_another(day: object) -> None:
    from datetime import date, timedelta

    assert isinstance(day, date)
    store = world(f'holding:h lg:validUntil "{day.isoformat()[:7]}"^^xsd:gYearMonth .')
    [(_, last)] = inferred(store, "lg:endDay")
    end = date.fromisoformat(last)
    assert end.month == day.month
    assert end == date.max or (end + timedelta(days=1)).day == 1


def test_what_is_no_date_gives_no_day() -> None:
    store = world('holding:h lg:validFrom "soon" ; lg:validUntil "2024"^^xsd:integer .')
    assert inferred(store, "lg:startDay") | inferred(store, "lg:endDay") == set()


def test_holds_shares_and_lacks_follow_the_status_of_the_claim() -> None:
    store = world(
        HOLDINGS + holding("1", "a", "bus", "Held") + holding("2", "a", "skills", "NotHeld")
        + holding("3", "a", "voice", "Shared") + holding("4", "new", "bus", "NotStated")
    )  # fmt: skip
    assert inferred(store, "lg:holds") == {("region:a", "lever:bus")}
    assert inferred(store, "lg:lacks") == {("region:a", "lever:skills")}
    assert inferred(store, "lg:shares") == {("region:a", "lever:voice")}
    assert claims(store, "holds", "region:a", "lg:holds", "lever:bus") == ["holding:1"]
    assert claims(store, "lacks", "region:a", "lg:lacks", "lever:skills") == ["holding:2"]
    assert claims(store, "shares", "region:a", "lg:shares", "lever:voice") == ["holding:3"]


@pytest.mark.parametrize(
    ("dates", "counts"),
    [
        ("", True),
        ('lg:validFrom "2026"^^xsd:gYear', True),
        ('lg:validFrom "2026-11-24"^^xsd:date', True),
        ('lg:validFrom "2026-11-25"^^xsd:date', False),
        ('lg:validFrom "2027"^^xsd:gYear', False),
        ('lg:validUntil "2026"^^xsd:gYear', True),
        ('lg:validUntil "2026-11"^^xsd:gYearMonth', True),
        ('lg:validUntil "2026-11-24"^^xsd:date', True),
        ('lg:validUntil "2026-11-23"^^xsd:date', False),
        ('lg:validUntil "2026-10"^^xsd:gYearMonth', False),
    ],
)
def test_only_what_is_valid_on_the_day_of_the_edition_counts(dates: str, counts: bool) -> None:
    store = world(HOLDINGS + holding("1", "a", "bus", "Held", dates))
    assert (("region:a", "lever:bus") in inferred(store, "lg:holds")) is counts


def test_an_ended_claim_does_not_explain_what_another_claim_still_says() -> None:
    ended = holding("1", "a", "bus", "Held", 'lg:validUntil "2020"^^xsd:gYear')
    store = world(HOLDINGS + ended + holding("2", "a", "bus", "Held", 'lg:validFrom "2021"^^xsd:gYear'))
    assert claims(store, "holds", "region:a", "lg:holds", "lever:bus") == ["holding:2"]


def test_a_region_whose_authority_was_abolished_holds_nothing_and_its_successor_inherits_nothing() -> None:
    store = world(HOLDINGS + holding("1", "old", "bus", "Held") + holding("2", "old", "skills", "NotHeld"))
    assert inferred(store, "lg:holds") | inferred(store, "lg:lacks") == set()


CLASS = """
    region:a a lg:Region ; skos:prefLabel "A"@en . region:b a lg:Region ; skos:prefLabel "B"@en .
    lever:bus a lg:StatutoryFunction ; skos:prefLabel "Buses"@en .
    authority-class:ca a lg:AuthorityClass ; skos:prefLabel "combined authority"@en .
"""


def member(region: str, dates: str = "", confidence: str = "High") -> str:
    return f"""class-membership:{region}--ca a lg:ClassMembership ; lg:region region:{region} ;
        lg:authorityClass authority-class:ca ; lg:confidence lg:{confidence}Confidence
        {";" if dates else ""} {dates} ."""


def power(status: str, dates: str = "", *, force: str = "InForce", confidence: str = "High") -> str:
    return f"""class-power:ca--bus a lg:ClassPower ;
        lg:authorityClass authority-class:ca ; lg:lever lever:bus ; lg:status lg:{status} ;
        lg:legalForce lg:{force} ; lg:confidence lg:{confidence}Confidence ;
        lg:source source:act {";" if dates else ""} {dates} ."""


def since(day: str) -> str:
    return f'lg:validFrom "{day}"^^xsd:date'


def until(day: str) -> str:
    return f'lg:validUntil "{day}"^^xsd:date'


def states(store: ox.Store) -> dict[str, tuple[str, str, str]]:
    """The inferred holdings: slug, and its status, first and last day."""
    found: dict[str, list[str]] = {}
    for claim, _ in inferred(store, "lg:followsFrom"):
        found[claim] = [
            next((value for thing, value in inferred(store, path) if thing == claim), "")
            for path in ("lg:status", "lg:startDay", "lg:endDay")
        ]
    return {claim: (one, two, three) for claim, (one, two, three) in found.items()}


def test_a_member_holds_what_its_class_holds_while_both_last() -> None:
    store = world(
        CLASS
        + member("a", f"{since('2017-05-08')} ; {until('2024-05-06')}")
        + power("Held", f"{since('2011-01-01')} ; {until('2020-12-31')}")
    )
    claim = "holding:a--ca--bus"
    assert states(store) == {claim: ("lg:Held", "2017-05-08", "2020-12-31")}
    assert claims(store, "class-holding", claim, "lg:followsFrom", "class-power:ca--bus") == [
        "class-membership:a--ca",
        "class-power:ca--bus",
    ]


def test_a_power_that_every_member_holds_today_is_held_by_the_region_and_traced_to_both_claims() -> None:
    store = world(CLASS + member("a", since("2017-05-08")) + power("Held", since("2011-01-01")))
    assert inferred(store, "lg:holds") == {("region:a", "lever:bus")}
    assert claims(store, "holds", "region:a", "lg:holds", "lever:bus") == [
        "class-membership:a--ca",
        "class-power:ca--bus",
    ]


@pytest.mark.parametrize(
    ("membership", "rule"),
    [
        (until("2016-12-31"), since("2017-01-01")),
        (since("2024-05-07"), until("2024-05-06")),
    ],
)
def test_a_membership_and_a_power_that_never_meet_give_nothing(membership: str, rule: str) -> None:
    assert states(world(CLASS + member("a", membership) + power("Held", rule))) == {}


def test_a_start_that_the_law_does_not_state_stays_unknown_though_the_membership_bounds_it() -> None:
    store = world(CLASS + member("a", since("2017-05-08")) + power("Held"))
    assert states(store) == {"holding:a--ca--bus": ("lg:Held", "2017-05-08", "")}
    assert inferred(store, "lg:validFrom") == set()


def test_an_exception_is_not_reached_by_the_rule() -> None:
    facts = member("a") + member("b") + power("Held", "lg:exceptRegion region:b")
    assert list(states(world(CLASS + facts))) == ["holding:a--ca--bus"]


@pytest.mark.parametrize(
    "facts",
    [
        member("a") + power("Held", force="CommencementNotVerified"),
        member("a") + power("Held", confidence="Low"),
        member("a", confidence="Low") + power("Held"),
    ],
)
def test_what_was_not_verified_is_never_held_but_says_what_it_would_be(facts: str) -> None:
    store = world(CLASS + facts)
    assert states(store) == {"holding:a--ca--bus": ("lg:NotStated", "", "")}
    assert inferred(store, "lg:unverifiedStatus") == {("holding:a--ca--bus", "lg:Held")}
    assert inferred(store, "lg:holds") == set()


def test_a_regions_own_claim_stands_over_its_class_and_the_class_fills_the_days_around_it() -> None:
    own = holding("1", "a", "bus", "Shared", f"{since('2019-01-01')} ; {until('2020-12-31')}")
    own += holding("2", "a", "bus", "Held", f"{since('2023-01-01')} ; {until('2023-12-31')}")
    store = world(CLASS + own + member("a", since("2017-05-08")) + power("NotHeld", since("2011-01-01")))
    assert states(store) == {
        "holding:a--ca--bus": ("lg:NotHeld", "2017-05-08", "2018-12-31"),
        "holding:a--ca--bus--from-2021-01-01": ("lg:NotHeld", "2021-01-01", "2022-12-31"),
        "holding:a--ca--bus--from-2024-01-01": ("lg:NotHeld", "2024-01-01", ""),
    }


def test_a_claim_that_states_nothing_does_not_stand_over_the_class() -> None:
    store = world(CLASS + holding("1", "a", "bus", "NotStated") + member("a") + power("Held"))
    assert states(store) == {"holding:a--ca--bus": ("lg:Held", "", "")}


def test_a_departure_from_the_class_is_told_with_both_claims() -> None:
    store = world(
        CLASS
        + holding("1", "a", "bus", "Held", since("2017-05-08"))
        + holding("2", "b", "bus", "NotHeld")
        + member("a")
        + member("b")
        + power("NotHeld")
    )
    assert inferred(store, "lg:departsFrom") == {("holding:1", "class-power:ca--bus")}
    assert claims(store, "departs-from", "holding:1", "lg:departsFrom", "class-power:ca--bus") == [
        "class-membership:a--ca",
        "class-power:ca--bus",
        "holding:1",
    ]


@pytest.mark.parametrize(
    "rule",
    [power("NotHeld", until("2016-12-31")), power("NotHeld", "lg:exceptRegion region:a")],
)
def test_what_the_class_said_at_another_time_or_of_others_is_no_departure(rule: str) -> None:
    store = world(CLASS + holding("1", "a", "bus", "Held", since("2017-05-08")) + member("a") + rule)
    assert inferred(store, "lg:departsFrom") == set()


DAYS = st.integers(0, 9)
SPANS = st.tuples(DAYS, DAYS).map(sorted)


@given(SPANS, SPANS, st.lists(SPANS, max_size=3))
@settings(max_examples=40, deadline=None)
def test_on_every_day_the_own_claim_speaks_or_else_the_class_or_nobody(
    membership: list[int], rule: list[int], own: list[list[int]]
) -> None:
    def span(days: list[int]) -> str:
        return f"{since(f'2020-01-0{days[0]}')} ; {until(f'2020-01-0{days[1]}')}".replace("-00", "-10")

    def shift(days: list[int]) -> list[int]:
        return [max(day, 1) for day in days]

    membership, rule, own = shift(membership), shift(rule), [shift(days) for days in own]
    store = world(
        CLASS
        + "".join(holding(str(n), "a", "bus", "Held", span(days)) for n, days in enumerate(own))
        + member("a", span(membership))
        + power("Held", span(rule))
    )
    pieces = [(first, last) for _, first, last in states(store).values()]
    for day in range(1, 10):
        expected = all(low <= day <= high for low, high in (membership, rule)) and not any(
            low <= day <= high for low, high in own
        )
        assert sum(first <= f"2020-01-0{day}" <= last for first, last in pieces) == expected


INTERVENTIONS = """
    lever:bus a lg:StatutoryFunction . lever:voice a lg:SoftPower . lever:data a lg:SoftPower .
    intervention:soft a lg:Intervention ; lg:region region:a ; lg:domain domain:one .
    intervention:mixed a lg:Intervention ; lg:domain domain:one, domain:two .
    intervention:unknown a lg:Intervention .
    use:1 a lg:LeverUse ; lg:intervention intervention:soft ; lg:lever lever:voice .
    use:2 a lg:LeverUse ; lg:intervention intervention:soft ; lg:lever lever:data .
    use:3 a lg:LeverUse ; lg:intervention intervention:mixed ; lg:lever lever:voice .
    use:4 a lg:LeverUse ; lg:intervention intervention:mixed ; lg:lever lever:bus .
    participation:1 a lg:Participation ; lg:intervention intervention:mixed ; lg:region region:b .
"""


def test_an_intervention_takes_place_where_it_is_recorded_and_where_regions_take_part() -> None:
    store = world(INTERVENTIONS)
    assert inferred(store, "lg:takesPlaceIn") == {
        ("intervention:soft", "region:a"),
        ("intervention:mixed", "region:b"),
    }
    trace = claims(store, "takes-place-in", "intervention:mixed", "lg:takesPlaceIn", "region:b")
    assert trace == ["participation:1"]
    trace = claims(store, "takes-place-in", "intervention:soft", "lg:takesPlaceIn", "region:a")
    assert trace == ["intervention:soft"]


def test_an_intervention_uses_the_levers_recorded_for_it() -> None:
    store = world(INTERVENTIONS)
    assert ("intervention:mixed", "lever:bus") in inferred(store, "lg:usesLever")
    assert len(inferred(store, "lg:usesLever")) == 4
    assert claims(store, "uses-lever", "intervention:mixed", "lg:usesLever", "lever:bus") == ["use:4"]


def test_soft_only_means_at_least_one_lever_and_no_other_than_soft() -> None:
    store = world(INTERVENTIONS)
    assert {pair for pair in inferred(store, "rdf:type") if "Intervention" in pair[1]} == {
        ("intervention:soft", "lg:SoftOnlyIntervention"),
        ("intervention:mixed", "lg:CrossDomainIntervention"),
    }
    trace = claims(store, "soft-only", "intervention:soft", "rdf:type", "lg:SoftOnlyIntervention")
    assert trace == ["use:1", "use:2"]
    trace = claims(store, "cross-domain", "intervention:mixed", "rdf:type", "lg:CrossDomainIntervention")
    assert trace == ["intervention:mixed"]


EFFECTS = """
    effect:l1 a lg:LeverEffect ; lg:cause lever:bus ; lg:target determinant:travel .
    effect:l2 a lg:LeverEffect ; lg:cause lever:voice ; lg:target determinant:income .
    effect:d1 a lg:DomainEffect ; lg:cause domain:transport ; lg:target determinant:air .
    effect:c1 a lg:CausalLink ; lg:cause determinant:travel ; lg:target determinant:work .
    effect:c2 a lg:CausalLink ; lg:cause determinant:work ; lg:target outcome:life .
    effect:c3 a lg:CausalLink ; lg:cause outcome:life ; lg:target determinant:work .
    effect:c4 a lg:CausalLink ; lg:cause determinant:air ; lg:target outcome:life .
"""


def test_levers_influence_and_determinants_affect_only_what_claims_name() -> None:
    store = world(EFFECTS)
    assert inferred(store, "lg:influences") == {
        ("lever:bus", "determinant:travel"),
        ("lever:voice", "determinant:income"),
    }
    assert len(inferred(store, "lg:affects")) == 4
    assert claims(store, "influences", "lever:bus", "lg:influences", "determinant:travel") == ["effect:l1"]
    assert claims(store, "affects", "determinant:air", "lg:affects", "outcome:life") == ["effect:c4"]


def test_leads_to_follows_links_to_their_end_but_never_back_to_the_start() -> None:
    store = world(EFFECTS)
    assert inferred(store, "lg:leadsTo") == {
        ("determinant:travel", "determinant:work"),
        ("determinant:travel", "outcome:life"),
        ("determinant:work", "outcome:life"),
        ("outcome:life", "determinant:work"),
        ("determinant:air", "outcome:life"),
        ("determinant:air", "determinant:work"),
    }
    trace = claims(store, "leads-to", "determinant:travel", "lg:leadsTo", "outcome:life")
    assert trace == ["effect:c1", "effect:c2"]


@given(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
@settings(max_examples=30, deadline=None)
def test_leads_to_is_the_transitive_closure(links: set[tuple[int, int]]) -> None:
    facts = [
        f"effect:c{n} a lg:CausalLink ; lg:cause determinant:d{a} ; lg:target determinant:d{b} ."
        for n, (a, b) in enumerate(links)
    ]
    closure = nx.transitive_closure(nx.DiGraph(links), reflexive=False)
    expected = {(f"determinant:d{a}", f"determinant:d{b}") for a, b in closure.edges if a != b}
    assert inferred(world("\n".join(facts)), "lg:leadsTo") == expected


def test_broader_goes_all_the_way_up() -> None:
    store = world(
        "lever:a skos:broader lever:b . lever:b skos:broader lever:c . lever:c skos:broader lever:a ."
    )
    assert len(inferred(store, "skos:broaderTransitive")) == 6
    trace = claims(store, "broader-transitive", "lever:a", "skos:broaderTransitive", "lever:c")
    assert trace[:2] == ["lever:a", "lever:b"]


def test_a_region_can_influence_what_its_levers_and_the_soft_powers_reach() -> None:
    store = world(HOLDINGS + EFFECTS + holding("1", "a", "bus", "Held"))
    reached = inferred(store, "lg:canInfluence")
    assert {thing for region, thing in reached if region == "region:a"} == {
        "determinant:travel",
        "determinant:work",
        "outcome:life",
        "determinant:income",
    }
    assert {thing for region, thing in reached if region == "region:new"} == {"determinant:income"}
    assert claims(store, "can-influence", "region:a", "lg:canInfluence", "outcome:life") == [
        "effect:c1",
        "effect:c2",
        "effect:l1",
        "holding:1",
    ]
    assert claims(store, "can-influence", "region:new", "lg:canInfluence", "determinant:income") == [
        "effect:l2"
    ]


def test_an_authority_that_is_gone_or_not_yet_there_can_influence_nothing() -> None:
    reached = inferred(world(HOLDINGS + EFFECTS), "lg:canInfluence")
    assert {region for region, _ in reached} == {"region:a", "region:new"}


def test_without_an_edition_the_day_is_today() -> None:
    store = world(HOLDINGS + holding("1", "a", "bus", "Held", 'lg:validFrom "9000"^^xsd:gYear'), edition="")
    assert inferred(store, "lg:holds") == set()


EVERYTHING = (
    HOLDINGS + INTERVENTIONS + EFFECTS + holding("1", "a", "bus", "Held", 'lg:validFrom "2017"^^xsd:gYear')
)


def test_inferring_twice_adds_nothing() -> None:
    store = world(EVERYTHING)
    before = set(store)
    materialise(store)
    assert set(store) == before


def test_nothing_asserted_is_inferred_again() -> None:
    store = world(
        EVERYTHING
        + "region:a lg:holds lever:bus . lever:bus a lg:Lever . determinant:work lg:leadsTo outcome:life ."
    )
    graphs: dict[object, set[object]] = {}
    for quad in store:
        graphs.setdefault(quad.graph_name, set()).add(quad.triple)
    assert not graphs.pop(ox.NamedNode(GRAPH_INFERRED)) & set().union(*graphs.values())


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_says_what_it_infers_and_has_a_twin_that_explains(path: Path) -> None:
    text = path.read_text()
    name = path.stem.partition("-")[2]
    assert re.match(rf"#\+ rule {name}\n#\+ infers [a-z]+:\w+\n#\+ description [A-Z].*\.\n", text)
    assert path.with_suffix(".trace.rq") in TRACES
    assert len(re.findall(r"VALUES \(\?s \?p \?o\) \{.*\}", path.with_suffix(".trace.rq").read_text())) == 1
