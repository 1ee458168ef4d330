"""Cases traced by hand from the fact tables to the verdict, on the packaged graph."""

from __future__ import annotations

import pytest
from levergraph.errors import UsageError
from levergraph.graph import Store
from levergraph.ontology import ID
from levergraph.queries.transferability import Transferability
from levergraph.queries.transferability.facts.facts import local
from levergraph.queries.transferability.method.causal_paths import Path
from levergraph.queries.transferability.method.model import Model
from levergraph.queries.transferability.method.ranking import Candidate, Question, rank


def judged(store: Store, intervention: str, to: str, day: str = "2026-11-24") -> Candidate:
    asked = Question(f"{ID}region/{to}", day, intervention=f"{ID}intervention/{intervention}")
    answer = rank(Model(store), asked)
    (candidate,) = answer.candidates
    return candidate


def states(candidate: Candidate) -> list[tuple[str, str | None]]:
    return [(need.state, local(need.best.met_by)) for need in candidate.verdict.needed]


def test_fire_service_visits_go_through_the_fire_authority_in_west_yorkshire(packaged: Store) -> None:
    """Traced from requirements.csv and holdings.csv.

    gm-fire-safe-and-well needs group 1, fire-authority-functions (required, no partner), and group 2,
    partner-agreement (a soft power: open to all, so held). West Yorkshire and fire-authority-functions:
    one row, not-held, no dates, from the list of articles of the 2021 Order ("stand-alone metropolitan fire
    authority"), vested in the fire authority. So group 1 is met through that partner, group 2 held; the worst
    decides: with partners. Greater Manchester runs it.
    """
    found = judged(packaged, "gm-fire-safe-and-well", "west-yorkshire")
    assert states(found) == [("partner", None), ("held", "partner-agreement")]
    assert found.verdict.verdict == "with-partners"
    assert found.verdict.needed[0].best.through == "FireAuthority"
    assert judged(packaged, "gm-fire-safe-and-well", "greater-manchester").runs_here
    told = Transferability(packaged).explanation(found.intervention, "west-yorkshire", as_of="2026-11-24")
    others = next(section for section in told.sections if section.title.startswith("Who has what"))
    assert any(
        "Greater Manchester holds fire and rescue authority functions" in each.text
        for each in others.sentences
    )


def test_the_ultra_low_emission_zone_needs_partners_in_west_yorkshire(packaged: Store) -> None:
    """Traced from requirements.csv and holdings.csv.

    ulez-london needs group 1, road-user-charging (required, may be met through a partner); group 91,
    transport-capital-budget, is helpful only. West Yorkshire and road-user-charging: one row, shared since
    2014-04-01 under Transport Act 2000 s163(3)(bb), "only jointly with at least one council". Shared
    comes before partner, so the state is shared and the verdict with-partners. The day before,
    it had no authority.
    """
    found = judged(packaged, "ulez-london", "west-yorkshire")
    assert states(found) == [("shared", "road-user-charging")]
    assert found.verdict.verdict == "with-partners"
    basis = {row.legal_basis for row in found.verdict.needed[0].best.rows}
    assert basis == {"Transport Act 2000 s163(3)(bb)"}
    with pytest.raises(UsageError, match=r"began on 2014-04-01\. No predecessor"):
        judged(packaged, "ulez-london", "west-yorkshire", "2014-03-31")


@pytest.mark.parametrize(
    ("day", "verdict"),
    [("2021-04-30", "undecided"), ("2021-05-01", "ready"), ("2026-11-24", "ready")],
)
def test_bus_franchising_in_west_yorkshire_comes_with_the_mayor(
    packaged: Store, day: str, verdict: str
) -> None:
    """Traced from requirements.csv and holdings.csv.

    bee-network-bus-franchising needs group 1, bus-franchising, and group 2, one of five sources of money.
    West Yorkshire: bus-franchising held from 2021-05 (so from the first of May), nothing said before;
    investment-fund held from 2021 (so from the first of January). On 30 April 2021 group 1 is therefore not
    stated and the verdict undecided; from 1 May both are held and the verdict is ready.
    """
    assert judged(packaged, "bee-network-bus-franchising", "west-yorkshire", day).verdict.verdict == verdict


def test_north_of_tyne_on_its_last_day_and_the_day_after(packaged: Store) -> None:
    """Traced from SI 2018/1133 article 12(2), which leaves franchising out, and from the claims on money.

    North of Tyne was followed by North East on 2024-05-07. That day bus-franchising is not held and
    investment-fund held (2018-11 to 2024-05-07): blocked. The day after there is no such authority: North
    East is offered.
    """
    found = judged(packaged, "bee-network-bus-franchising", "north-of-tyne", "2024-05-07")
    assert found.verdict.verdict == "blocked"
    assert states(found)[0][0] == "not-held"
    assert states(found)[1][0] == "held"
    with pytest.raises(UsageError, match="followed by North East"):
        judged(packaged, "bee-network-bus-franchising", "north-of-tyne", "2024-05-08")


def test_every_intervention_and_region_is_judged_and_the_rows_agree(packaged: Store) -> None:
    """Everything known is either judged or runs here already; `everything` leaves nothing out."""
    model = Model(packaged)
    known = model.interventions()
    for region in ("west-yorkshire", "greater-london", "cumbria"):
        some = rank(model, Question(f"{ID}region/{region}", "2026-11-24"))
        every = rank(model, Question(f"{ID}region/{region}", "2026-11-24", everything=True))
        assert len(some.candidates) + some.already == len(every.candidates) == len(known)
        assert {each.intervention for each in every.candidates} == set(known)


def test_what_reaches_an_outcome_is_judged_by_its_weakest_step(packaged: Store) -> None:
    region, outcome = f"{ID}region/west-yorkshire", f"{ID}outcome/life-expectancy"
    model = Model(packaged)
    answer = rank(model, Question(region, "2026-11-24", outcome=outcome))
    assert answer.candidates
    causes, uses, acts = model.causes(), model.uses(), model.targets()
    for each in answer.candidates[:12]:
        ways = [
            path
            for lever in uses.get(each.intervention, ())
            for path in causes.paths(lever, outcome, k=1, steps=40, through=acts[each.intervention]).paths
        ]
        assert each.paths == tuple(sorted(ways, key=Path.order))
        assert each.weakest == (each.paths[0].weakest.rank if each.paths else None)


def test_partners_are_the_councils_of_the_region_on_the_day(packaged: Store) -> None:
    """Traced from constituent_authorities.csv: five councils, each with its source, on any day."""
    told = Transferability(packaged).explanation("ulez-london", "west-yorkshire", as_of="2026-11-24")
    whom = next(section for section in told.sections if section.title.endswith("whom to ask"))
    (councils,) = [each for each in whom.sentences if "councils" in each.text]
    assert "Bradford, Calderdale, Kirklees, Leeds and Wakefield." in councils.text
    assert councils.sources


@pytest.mark.parametrize("region", ["tees-valley", "cambridgeshire-and-peterborough", "west-of-england"])
def test_what_ended_with_the_power_that_it_needed_contradicts_nothing(packaged: Store, region: str) -> None:
    """Traced from interventions.csv and holdings.csv.

    ukspf-lead-authority ran from 2022 to 2026 (years) and needs group 1, shared-prosperity-fund-lead or
    integrated-settlement. The three regions held the first until 2026-03-31 and no integrated settlement is
    stated as held. In November 2026 the power has ended, and so has the intervention: no contradiction.
    """
    day = "2026-11-24"
    found = judged(packaged, "ukspf-lead-authority", region, day)
    assert found.verdict.verdict in ("blocked", "undecided")
    assert not found.runs_here
    assert judged(packaged, "ukspf-lead-authority", region, "2025-11-24").runs_here
