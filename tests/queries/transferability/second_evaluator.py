"""A second evaluator of the gate, the relevance and the order, by the words of the method.

It reads plain triples, and nothing of the method's own code or query files; of what the rules derive, the
days, the broader levers and the inferred holdings. It is plain on purpose: one function for each sentence
of the method.

It was written by the hand that wrote the method: it finds slips between the words and the code, but a
misreading of the words may stand in both. Of the order only the distance and the name are not worked out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

ID = "https://w3id.org/levergraph/id/"
LG = "https://w3id.org/levergraph/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
IN_THE_PLACE = {
    "ConstituentCouncils",
    "LondonBoroughs",
    "FireAuthority",
    "PoliceAndCrimeCommissioner",
    "IntegratedCareBoards",
    "WasteDisposalAuthority",
}
RANKS = {"Strong": 4, "Moderate": 3, "Weak": 2, "Insufficient": 1}
STRUCTURAL = {ID + "framework-member/csdh-position", ID + "framework-member/csdh-context"}
STATES = ["held", "shared", "partner", "contradictory", "not-stated", "not-held"]
VERDICT = {
    "held": "ready",
    "shared": "with-partners",
    "partner": "with-partners",
    "contradictory": "contradictory",
    "not-stated": "undecided",
    "not-held": "blocked",
}
WORST = ["ready", "with-partners", "contradictory", "undecided", "blocked"]
Facts = dict[str, dict[str, list[str]]]
"""The values of each property of each thing."""


def facts(triples: Iterable[tuple[str, str, str]]) -> Facts:
    """Group triples by subject and property, the latter without its namespace where it is ours."""
    found: Facts = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in triples:
        found[subject][predicate.removeprefix(LG)].append(value)
    return found


def last(iri: str) -> str:
    """The last part of an IRI."""
    return iri.replace("#", "/").rsplit("/", 1)[-1]


class Evaluator:
    """The whole graph as plain values, for one day (YYYY-MM-DD)."""

    def __init__(self, graph: Facts, day: str) -> None:
        self.graph, self.day = graph, day
        self.of_type: dict[str, list[str]] = defaultdict(list)
        for thing, values in graph.items():
            for kind in values[TYPE]:
                self.of_type[last(kind)].append(thing)

    def one(self, thing: str, name: str) -> str | None:
        values = self.graph[thing][name]
        return values[0] if values else None

    def when(self, thing: str) -> str:
        """A claim counts now, has ended, or is to come."""
        begin, end = self.one(thing, "startDay"), self.one(thing, "endDay")
        return "later" if begin and begin > self.day else "ended" if end and end < self.day else "now"

    # the gate

    def stand(self, region: str, lever: str) -> tuple[str, bool]:
        """How a region stands to one lever by its own claims, and whether a body in the place has it."""
        claims = [
            claim
            for claim in self.of_type["LeverHolding"]
            if self.one(claim, "region") == region and self.one(claim, "lever") == lever
        ]
        now = {last(self.one(claim, "status") or "") for claim in claims if self.when(claim) == "now"}
        partner = any(
            self.when(claim) == "now"
            and IN_THE_PLACE & {last(body) for body in self.graph[claim]["vestedIn"]}
            for claim in claims
        )
        if now & {"Held", "Shared"}:
            own = "held" if "Held" in now else "shared"
            return ("contradictory" if "NotHeld" in now else own), partner
        if "NotHeld" in now:
            return "not-held", partner
        ends = [
            (self.one(claim, "endDay") or "", last(self.one(claim, "status") or "") in ("Held", "Shared"))
            for claim in claims
            if self.when(claim) == "ended"
        ]
        return ("not-held" if ends and not now and max(ends)[1] else "not-stated"), partner

    def closed(self, lever: str) -> bool:
        """Whether a fund has ended for everybody."""
        return any(
            self.one(power, "lever") == lever
            and last(self.one(power, "legalForce") or "") == "ClosedForAll"
            and (self.one(power, "startDay") or "") <= self.day
            for power in self.of_type["ClassPower"]
        )

    def narrower(self, lever: str) -> list[str]:
        """The levers that meet a requirement which names this one."""
        found = [other for other in self.graph if lever in self.graph[other][SKOS + "broaderTransitive"]]
        if lever == ID + "lever/functional-power-of-competence":
            found.append(ID + "lever/general-power-of-competence")
        return found

    def alternative(self, region: str, option: str) -> str:
        """The state of one alternative."""
        lever = self.one(option, "lever") or ""
        if "SoftPower" in {last(kind) for kind in self.graph[lever][TYPE]}:
            return "held"
        if self.closed(lever):
            return "not-held"
        own, partner = self.stand(region, lever)
        states = {own}
        if partner or self.one(option, "viaPartner") == "true":
            states.add("partner")
        for other in self.narrower(lever):
            said, _ = self.stand(region, other)
            if said in ("held", "shared", "contradictory"):
                states.add(said)
        return min(states, key=STATES.index)

    def verdicts(self, region: str) -> dict[str, str]:
        """The verdict on each intervention whose needs are known."""
        known: dict[str, str] = {}
        alternatives: dict[str, list[str]] = defaultdict(list)
        for option in self.of_type["RequirementOption"]:
            alternatives[self.one(option, "requirement") or ""].append(option)
        states: dict[tuple[str, str], str] = {}
        for requirement in self.of_type["Requirement"]:
            made = self.one(requirement, "intervention") or ""
            known.setdefault(made, "ready")
            if last(self.one(requirement, "necessity") or "") == "Helpful":
                continue
            found = []
            for option in alternatives[requirement]:
                key = (self.one(option, "lever") or "", self.one(option, "viaPartner") or "")
                if key not in states:
                    states[key] = self.alternative(region, option)
                found.append(states[key])
            if found:
                verdict = VERDICT[min(found, key=STATES.index)]
                known[made] = max(known[made], verdict, key=WORST.index)
        return known

    # relevance

    @cache  # noqa: B019 - one evaluator lives as long as its test
    def steps(self) -> dict[tuple[str, str], int]:
        """The strongest claim of every step."""
        found: dict[tuple[str, str], int] = {}
        for kind in ("CausalLink", "LeverEffect"):
            for claim in self.of_type[kind]:
                rank = RANKS.get(last(self.one(claim, "strength") or ""))
                if rank:
                    step = (self.one(claim, "cause") or "", self.one(claim, "target") or "")
                    found[step] = max(found.get(step, 0), rank)
        return found

    def measured(self, outcome: str) -> set[str]:
        """What a finding measured the outcome of."""
        return {
            self.one(finding, "intervention") or ""
            for finding in self.of_type["Finding"]
            if outcome in self.graph[finding]["findingOn"]
            and last(self.one(finding, "direction") or "") != "NotAssessed"
        }

    def structural(self, thing: str) -> bool:
        """A structural determinant acts through others: it is in one of two layers of the WHO framework."""
        return not STRUCTURAL.isdisjoint(self.graph[thing]["layer"])

    def for_others(self, made: str, outcome: str) -> bool:
        """It is for some stages of life, the outcome of some, and they have none in common."""
        own, asked = set(self.graph[made]["lifeStage"]), set(self.graph[outcome]["lifeStage"])
        return bool(own and asked and not own & asked)

    def proof(self, made: str, outcome: str) -> tuple[int, int, bool, int, int]:
        """The third step of the order: the less the better.

        No benefit but harm, or soundly no effect, on the outcome, or, where nothing measured it, on a cause
        one step before; then benefit on the outcome, whether it set out to change it, benefit on such a
        cause (worth no more than the step), benefit on anything. Insufficient evidence is none.
        """
        steps = self.steps()
        direct = {
            cause: rank if not self.structural(cause) or rank >= 3 else 0
            for (cause, target), rank in steps.items()
            if target == outcome and rank >= 2
        }
        found: dict[str, list[tuple[str, int]]] = {"end": [], "cause": [], "other": []}
        for finding in self.of_type["Finding"]:
            if self.one(finding, "intervention") != made:
                continue
            way = last(self.one(finding, "direction") or "")
            rank = RANKS.get(last(self.one(finding, "strength") or ""), 0)
            on = set(self.graph[finding]["findingOn"])
            found["other"].append((way, rank))
            if outcome in on:
                found["end"].append((way, rank))
            if bears := [direct[thing] for thing in on if direct.get(thing)]:
                found["cause"].append((way, min(rank, max(bears))))
        told = {
            where: [(way, rank) for way, rank in pairs if way != "NotAssessed"]
            for where, pairs in found.items()
        }
        closest = told["end"] or told["cause"]
        ways = {way for way, _ in closest}
        bad = 0
        if closest and "Beneficial" not in ways:
            null = any(way == "NullFinding" and rank >= 3 for way, rank in closest)
            bad = 2 if "HarmfulFinding" in ways else 1 if null else 0
        best = {
            where: max((rank for way, rank in pairs if way == "Beneficial" and rank > 1), default=0)
            for where, pairs in told.items()
        }
        aims = outcome in self.graph[made]["actsOn"]
        return (bad, -best["end"], not aims, -best["cause"], -best["other"])

    @cache  # noqa: B019 - one evaluator lives as long as its test
    def widest(self, outcome: str) -> dict[str, int]:
        """For each thing the strength of the weakest step of its best way to the outcome."""
        found = {outcome: 5}
        while True:
            more = {
                cause: min(rank, found[target])
                for (cause, target), rank in sorted(self.steps().items(), key=lambda step: step[1])
                if min(rank, found.get(target, 0)) > found.get(cause, 0)
            }
            if not more:
                return found
            found |= more

    def weakest(self, made: str, outcome: str) -> tuple[int, int]:
        """The fourth step: the weakest step from a lever that it uses, and of the part after that."""
        steps, widest = self.steps(), self.widest(outcome)
        acts = self.graph[made]["actsOn"]
        from_lever = max(
            (
                min(steps.get((lever, thing), 0), widest.get(thing, 0))
                for lever in self.graph[made]["usesLever"]
                for thing in acts
            ),
            default=0,
        )
        direct, near = [0], [0]
        for thing in acts:
            if thing == outcome:
                direct.append(5)
            one = steps.get((thing, outcome), 0)
            if self.structural(thing):
                near.append(one if one >= 3 else 0)
                continue
            (direct if one >= 3 else near).append(one if one >= 2 else 0)
            for cause, between in steps:
                if cause == thing and between != outcome and not self.structural(between):
                    two = min(steps[cause, between], steps.get((between, outcome), 0))
                    near.append(two if two >= 3 else 0)
        return -from_lever, -(max(direct) or max(near))

    def equity(self, made: str) -> int:
        """The fifth step: narrows before unknown before widens; one that widens outweighs all."""
        said = {
            last(self.one(finding, "equityEffect") or "")
            for finding in self.of_type["Finding"]
            if self.one(finding, "intervention") == made
        }
        return 2 if "Widens" in said else 0 if "Narrows" in said else 1

    def tiers(self, outcome: str) -> dict[str, str]:
        """Direct, near or enabler of each intervention that is one of them; all others are far or nothing."""
        steps = self.steps()
        governed = ID + "determinant/governance-for-health-equity"
        tiers: dict[str, str] = {}
        measured = self.measured(outcome)
        for made in self.of_type["Intervention"]:
            acts = self.graph[made]["actsOn"]
            specific = [thing for thing in acts if not self.structural(thing)]
            one = max(
                (steps.get((thing, outcome), 5 if thing == outcome else 0) for thing in specific), default=0
            )
            two = any(
                steps.get((thing, between), 0) >= 3 and steps.get((between, outcome), 0) >= 3
                for thing in specific
                for between in {target for cause, target in steps if cause == thing}
                if not self.structural(between)
            ) or any(steps.get((thing, outcome), 0) >= 3 for thing in acts)
            if made in measured:
                tiers[made] = "direct"
            elif one >= 3:
                tiers[made] = "near" if self.for_others(made, outcome) else "direct"
            elif acts and all(
                thing == governed or governed in self.graph[thing][SKOS + "broaderTransitive"]
                for thing in acts
            ):
                tiers[made] = "enabler"
            elif one == 2 or two:
                tiers[made] = "near"
        return tiers
