"""The JSON contract: the records that commands, the API and Python give, and from which OpenAPI is made.

Things are named by slug, interventions by IRI, sources by IRI. A field that may be left out says so by its
default. Names and meanings stay as they are once released.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType, field

from ..cited_graph import CitedGraph
from ..record import Record

Date = Annotated[str, Meta(extra_json_schema={"format": "date"})]
State = Literal["held", "shared", "partner", "contradictory", "not-stated", "not-held"]
Verdict = Literal["ready", "with-partners", "contradictory", "undecided", "blocked"]
Relevance = Literal["direct", "near", "far", "enabler"]
Strength = Literal["strong", "moderate", "weak", "insufficient"]
Polarity = Literal["increases", "decreases", "mixed"]
Direction = Literal["beneficial", "mixed", "null", "harmful", "not-assessed"]
Axis = Literal["domain", "intervention", "outcome-group", "determinant-group", "outcome", "determinant"]
CellState = Literal["found", "none-found", "not-searched", "no-intervention"]
Share = Annotated[str, Meta(pattern=r"^\d+/\d+$", description="n of m features that both places have")]
Levers = Annotated[list[str], Meta(description="slugs of levers")]
Interventions = Annotated[list[str], Meta(description="slugs of interventions")]
Regions = Annotated[list[str], Meta(description="slugs of regions")]
SourceIri = Annotated[str, Meta(description="IRI of a source")]


class RequirementRecord(Record):
    """A requirement: its alternatives, of which one is enough, its state, and what gives the state.

    `through` is the kind of body in the place that has it, where the state is partner and a source says who.
    """

    alternatives: Levers
    state: State
    met_by: str | None
    legal_basis: str | None
    source: SourceIri | None
    through: str | None


class StandingRecord(RequirementRecord):
    """The state of a lever in a region; `sources` is there where several claims contradict each other."""

    sources: list[SourceIri] | UnsetType = UNSET


class EvidenceRecord(Record):
    """The strongest beneficial finding, the direction of all findings, and their number."""

    best: Strength | None
    direction: Direction | None
    findings: Annotated[int, Meta(ge=0)]


class TotalRecord(Record):
    """A team's total of its own scores, null where it scored nothing, with who set and answered what."""

    score: float | None
    scored: Annotated[int, Meta(ge=0)]
    weights: dict[str, Annotated[int, Meta(ge=1, le=5)]]
    weighed_by: str | None
    weighed: Date
    answered_by: list[str]
    answered: list[str]


class CandidateRecord(Record):
    """An intervention that a region could take up; a list of them is best first.

    `relevance` is how closely it acts on the outcome or determinant asked for, `place` its place in the order
    in words; both null where none was asked for. `requirements` are those that decide; `total` is there where
    weights were set.
    """

    intervention: str
    label: str
    from_: Regions = field(name="from")
    to: str
    as_of: Date
    relevance: Relevance | None
    place: str | None
    verdict: Verdict
    requirements: list[RequirementRecord]
    evidence: EvidenceRecord
    weakest_edge: Strength | None
    equity: Literal["narrows", "widens", "none", "unknown"]
    distance: Annotated[float, Meta(ge=0, le=1)] | None
    indicators_compared: Share | None
    total: TotalRecord | UnsetType = UNSET


class CitationRecord(Record):
    """A source: its IRI, its title, its address."""

    iri: str
    title: str
    url: str


class SentenceRecord(Record):
    """A sentence, and the sources that say so; none where it is read off the graph as a whole."""

    text: str
    sources: list[CitationRecord]


class SectionRecord(Record):
    """Sentences under a heading."""

    title: str
    sentences: list[SentenceRecord]


class ExplanationRecord(Record, kw_only=True):
    """Why a region can or cannot take an intervention up; `total` is there where weights were set."""

    intervention: str
    label: str
    to: str
    as_of: Date
    verdict: Verdict
    total: TotalRecord | UnsetType = UNSET
    sections: list[SectionRecord]
    graph: CitedGraph


class RouteRecord(Record):
    """A law by which a class of authority has a lever; `in_force` is false where it was not seen to begin."""

    lever: str
    authority_class: str
    status: Literal["held", "shared"]
    in_force: bool
    since: str | None
    legal_basis: str | None
    source: SourceIri | None


class ChangeRecord(Record):
    """An intervention whose verdict would change if a lever were held, shared or not held."""

    intervention: str
    label: str
    before: Verdict
    after: Verdict


class RegionChangesRecord(Record):
    """A region of a class of authority, and the interventions whose verdicts would change there."""

    region: str
    changes: list[ChangeRecord]


class AskRecord(Record):
    """A set of levers to ask for: what it would change, and who has it elsewhere under what.

    `unlocks` are not possible today and would be; `eases` are possible with partners and would be ready.
    `exact` is false where the sets were found greedily.
    """

    levers: Levers
    unlocks: Interventions
    eases: Interventions
    held_elsewhere_by: Regions
    granted_by: Annotated[list[str], Meta(description="acts, orders and deals")]
    routes: list[RouteRecord]
    exact: bool


class NeedFigureRecord(Record):
    """A region's figure on an indicator, with 95% limits, and England's of the same period.

    `place` counts from the best of `places` regions; `published` says when the source put it out.
    """

    indicator: str
    standing: Literal["worse", "worse-without-limits", "gets-worse"]
    period: str
    value: float
    lower_limit_95: float | None
    upper_limit_95: float | None
    unit: str | None
    england: float
    place: Annotated[int, Meta(ge=1)]
    places: Annotated[int, Meta(ge=1)]
    source: SourceIri | None
    published: str | None


class NeedRecord(Record):
    """An outcome or determinant on which a region does badly, what lies behind it, and the first ten options.

    `available` is the number of all options that are direct or near.
    """

    thing: str
    label: str
    kind: Literal["outcome", "determinant"]
    figures: list[NeedFigureRecord]
    behind: Annotated[list[str], Meta(description="slugs of determinants")]
    options: Interventions
    available: Annotated[int, Meta(ge=0)]


class PackageRecord(Record):
    """Interventions taken together, the further powers that they take, and the needs that they reach.

    `of` is the number of all needs; `exact` is false where the search was cut short.
    """

    interventions: Interventions
    powers: Levers
    reached: Annotated[list[str], Meta(description="slugs of outcomes and determinants")]
    of: Annotated[int, Meta(ge=0)]
    exact: bool


class GapRecord(Record):
    """A lever, determinant, outcome or intervention with a gap.

    The fields after `thing` are there for an untapped lever; law and source are null where it is soft.
    """

    gap: Literal[
        "untapped",
        "out-of-reach",
        "without-intervention",
        "without-evidence",
        "not-searched",
        "without-indicator",
    ]
    thing: str
    state: Literal["held", "shared", "soft"] | UnsetType = UNSET
    use: Literal["not-in-use", "not-stated"] | UnsetType = UNSET
    used_elsewhere_in: Interventions | UnsetType = UNSET
    legal_basis: str | UnsetType | None = UNSET
    source: SourceIri | UnsetType | None = UNSET


class AuthorityRecord(Record):
    """A region, and the first and last day of its authority; null where no source states one."""

    region: str
    since: Date | None
    until: Date | None


class SpanRecord(Record):
    """A time in which one region held or shared a lever.

    `since` and `until` are as precise as the source: a day, a month or a year, null where none is stated.
    `authority_class` is the slug of the class of authority whose law gives it, null where the region's own
    order or deal does; `provisions` and `ended_by` are parts of legislation.
    """

    lever: str
    region: str
    state: Literal["held", "shared"]
    since: str | None
    until: str | None
    now: Literal["ended", "in-force", "later"]
    authority_class: str | None
    legal_basis: str | None
    provisions: Annotated[list[str], Meta(description="IRIs of parts of legislation")]
    locator: str | None
    ended_by: Annotated[list[str], Meta(description="IRIs of parts of legislation")]
    source: SourceIri | None
    claim: Annotated[str, Meta(description="IRI of the claim")]


class PowerChangeRecord(Record):
    """A day on which a power was gained or ended, or came to be held in place of shared, or the reverse.

    `when` is the day as precise as the source: a day, a month or a year. `claim` is that of the span which
    begins on the day, or of the one that ended the day before.
    """

    day: Date
    when: str
    change: Literal["gained", "now-held", "now-shared", "ended"]
    lever: str
    region: str
    claim: Annotated[str, Meta(description="IRI of the claim")]


class TimelineRecord(Record):
    """The powers of a region and of those that it followed, over time: spans by domain and lever."""

    region: str
    as_of: Date
    authorities: list[AuthorityRecord]
    spans: list[SpanRecord]
    changes: list[PowerChangeRecord]


class ClaimRecord(Record):
    """A causal claim: its direction, strength, mechanism and source."""

    claim: str
    polarity: str
    strength: Strength | None
    mechanism: str | None
    source: SourceIri | None


class StepRecord(Record):
    """A step of a path with its claims, the strongest first; disputed where they disagree in direction."""

    cause: str
    target: str
    strength: Strength | None
    disputed: bool
    claims: list[ClaimRecord]


class CaseRecord(Record):
    """An intervention that took the first step of the path, and where."""

    intervention: str
    regions: Regions


class PathRecord(Record):
    """A path; `net_effect` is what its steps come to in one sentence.

    `in_region` is there with a region, `stopped_after` where the search was cut short.
    """

    weakest_edge: Strength | None
    nodes: Annotated[list[str], Meta(description="slugs, from the lever to the outcome")]
    net_effect: str
    steps: list[StepRecord]
    done_by: list[CaseRecord]
    in_region: StandingRecord | UnsetType = UNSET
    stopped_after: int | UnsetType = UNSET


class LineRecord(Record):
    """One lever or figure: what each region has, and the sources of it, by the region's slug.

    `period` is null for a lever, `domain` for a figure. `group` says whether the stated values
    differ, whether one is not stated (which is no difference), or whether all agree. A region without a
    source is not in `sources`.
    """

    thing: str
    label: str
    period: str | None
    group: Literal["differ", "unknown", "agree"]
    domain: str | None
    values: dict[str, str]
    sources: dict[str, list[SourceIri]]


class DistanceRecord(Record):
    """The distance of two regions, 0 alike to 1; null where nothing could be compared."""

    regions: Regions
    distance: Annotated[float, Meta(ge=0, le=1)] | None
    features_compared: Share


class ComparisonRecord(Record):
    """Regions side by side on a day."""

    regions: Regions
    as_of: Date
    lines: list[LineRecord]
    distances: list[DistanceRecord]


class StatementRecord(Record):
    """A sentence with the claims that it says again; without one it speaks of the record itself."""

    text: str
    claims: Annotated[list[str], Meta(description="IRIs of claims")]
    sources: list[SourceIri]


class BriefFigureRecord(Record):
    """The latest figure of the region with 95% limits, and England's of the same period."""

    indicator: str
    about: str
    unit: str
    period: str
    value: float
    lower_limit_95: float | None
    upper_limit_95: float | None
    england: float | None
    standing: Literal["better", "worse", "similar", "unsure", "alone"]
    says: StatementRecord
    trend: StatementRecord | None


class BriefOptionRecord(Record):
    """An option of a brief; `rank` is that of its evidence: 4 strong to 1 insufficient, 0 none beneficial."""

    intervention: str
    label: str
    verdict: Verdict
    rank: Annotated[int, Meta(ge=0, le=4)]
    measured: Literal["itself", "cause", "other"]
    words: str
    what: StatementRecord
    evidence: StatementRecord
    law: list[StatementRecord]
    done: StatementRecord
    cost: list[StatementRecord]
    path: StatementRecord


class BriefAskRecord(Record):
    """A power to ask for: what it would open here, and who has it by which law."""

    lever: str
    today: State
    unlocks: Interventions
    eases: Interventions
    opens: StatementRecord
    held: list[StatementRecord]


class LeverRecord(Record):
    """A power at the start of the theory of change, and how the region stands to it."""

    lever: str
    state: State | Literal["soft"]
    says: StatementRecord


class CausalStepRecord(Record):
    """A step of the theory of change."""

    cause: str
    target: str
    turn: Literal["raises", "lowers", "mixed"]
    strength: Strength | None
    says: StatementRecord


class ReferenceRecord(Record):
    """A source as a bibliography has it; null where it is not stated."""

    iri: str
    title: str
    url: str
    publisher: str | None
    issued: str | None
    kind: str | None


class BriefRecord(Record, kw_only=True):
    """The options of a region for one outcome or determinant, every sentence with its claims and sources.

    `available` is the number of all options, of which the first ten are told.
    """

    region: str
    problem: str
    kind: Literal["outcome", "determinant"]
    as_of: Date
    question: str
    summary: list[StatementRecord]
    figures: list[BriefFigureRecord]
    need: list[StatementRecord]
    options: list[BriefOptionRecord]
    available: Annotated[int, Meta(ge=0)]
    running: list[StatementRecord]
    asks: list[BriefAskRecord]
    levers: list[LeverRecord]
    steps: list[CausalStepRecord]
    gaps: list[StatementRecord]
    unknown: list[StatementRecord]
    references: list[ReferenceRecord]
    caveat: str
    graph: CitedGraph


class GivenAnswerRecord(Record):
    """What a named person answered to a prompt, in a word of the choice and in words of their own."""

    answer: Literal["confirmed", "in-part", "not-right", "own", "not-known"]
    words: str
    by: str
    on: str


class PlanPromptRecord(Record):
    """A prompt of the framework, what the record knows beside it, what it does not, and the answers.

    `stated` is false where we worked the prompt out from the report; `given` has a place for each file of
    answers; `differ` says that two people chose differently.
    """

    prompt: str
    topic: str
    question: str
    stated: bool
    known: list[StatementRecord]
    silent: list[StatementRecord]
    given: list[GivenAnswerRecord | None]
    differ: bool


class PlanSectionRecord(Record):
    """The prompts under one heading of the plan."""

    name: str
    title: str
    prompts: list[PlanPromptRecord]


class ScoreRecord(Record):
    """A score from 1 to 5, by whom, when and why."""

    score: Annotated[int, Meta(ge=1, le=5)]
    words: str
    by: str
    on: str


class WeightRecord(Record):
    """The weight of a criterion from 1 to 5, by whom, when and why."""

    criterion: str
    weight: Annotated[int, Meta(ge=1, le=5)]
    words: str
    by: str
    on: str


class SumRecord(Record):
    """Score times weight over `scored` of the `of` criteria that are weighed."""

    value: Annotated[int, Meta(ge=1)]
    scored: Annotated[int, Meta(ge=1)]
    of: Annotated[int, Meta(ge=1)]


class PlanCellRecord(Record):
    """An option by one criterion; `scores` has a place for each file of answers."""

    criterion: str
    known: list[StatementRecord]
    silent: list[StatementRecord]
    scores: list[ScoreRecord | None]


class PlanOptionRecord(Record):
    """An option by every criterion, with what is stated of its cost, and the weighted sum of each file."""

    intervention: str
    label: str
    verdict: Verdict
    criteria: list[PlanCellRecord]
    cost: list[StatementRecord]
    money: Annotated[list[StatementRecord], Meta(description="findings that name an amount of money")]
    payback: StatementRecord
    cashability: StatementRecord
    sums: list[SumRecord | None]


class PlanRecord(Record, kw_only=True):
    """The self-assessment of a region; options stand in the order of their names, and nothing is ranked.

    `answered_by` names the people of each file of answers; `agreed` are the weights by which sums are made,
    none where nobody gave weights or where files give different ones.
    """

    region: str
    problem: str | None
    kind: Literal["outcome", "determinant"] | None
    as_of: Date
    purpose: list[StatementRecord]
    sections: list[PlanSectionRecord]
    criteria: list[str]
    options: list[PlanOptionRecord]
    chosen: str
    answered_by: list[str]
    weights: list[list[WeightRecord]]
    agreed: list[WeightRecord]
    references: list[ReferenceRecord]
    notes: list[str]


class BubbleRecord(Record):
    """The findings of one direction in a cell, and the strength of the strongest of them."""

    direction: Direction
    findings: Annotated[int, Meta(ge=1)]
    strength: Strength | None


class CellRecord(Record):
    """A cell of the evidence map: a kind of intervention or one intervention, and a group or one outcome.

    `state` is found; none-found where evaluations were looked for and none measured this; not-searched where
    nobody looked; no-intervention where none acts on it. Of `interventions`, evaluations of `searched` were
    looked for.
    """

    row: str
    column: str
    state: CellState
    findings: Annotated[int, Meta(ge=0)]
    bubbles: list[BubbleRecord]
    interventions: Annotated[int, Meta(ge=0)]
    searched: Annotated[int, Meta(ge=0)]


class MappedFindingRecord(Record):
    """A finding of an opened cell; `measured` are slugs of outcomes and determinants."""

    finding: str
    summary: str
    direction: Direction
    strength: Strength | None
    strength_note: str | None
    design: str | None
    year: str | None
    intervention: str
    regions: Regions
    measured: list[str]
    sources: list[SourceIri]


class LeverHoldersRecord(Record):
    """A lever that the interventions of a cell use, and who holds or shares it; soft: open to all."""

    lever: str
    soft: bool
    held_by: Regions


class OpenedCellRecord(Record):
    """A cell with its findings, the interventions without one on it, and who holds the levers.

    `searched` and `not_searched` are interventions that act on the column without a finding on it.
    """

    row: str
    column: str
    findings: list[MappedFindingRecord]
    searched: Interventions
    not_searched: Interventions
    levers: list[LeverHoldersRecord]


class AxisRecord(Record):
    """A row or column of the evidence map."""

    slug: str
    label: str
    kind: Axis


class EvidenceMapRecord(Record, kw_only=True):
    """Kinds of intervention by groups of outcomes; `elsewhere` counts findings on outputs only.

    `findings` are about `evaluated` of the `interventions` that have a place in the map. `cells` are given
    row by row, `opened` are those asked for.
    """

    as_of: Date
    region: str | None
    group: str | None
    kind: str | None
    rows: list[AxisRecord]
    columns: list[AxisRecord]
    cells: list[CellRecord]
    findings: Annotated[int, Meta(ge=0)]
    interventions: Annotated[int, Meta(ge=0)]
    evaluated: Annotated[int, Meta(ge=0)]
    elsewhere: Annotated[int, Meta(ge=0)]
    opened: list[OpenedCellRecord]
