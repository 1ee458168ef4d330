"""The service of the method, its only door: names and days as people give them in, typed answers out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from os import PathLike
from typing import TYPE_CHECKING, TypeAlias, TypedDict, Unpack

from ...errors import NoAuthority, NothingReaches, UsageError
from ...graph.names import label, resolve
from ...graph.spelling import plain
from ..authority import demand_authority
from ..dates import asked_day
from .facts.records import Reply
from .facts.team_answers import TeamAnswers, checked
from .facts.team_files import parsed as parsed_answers, read as read_answers
from .facts.team_scores import read as read_scores
from .method.comparison import compare
from .method.evidence import evidence
from .method.evidence_map import evidence_map
from .method.further_powers import askable, fewest, further, lacking, states, what_if
from .method.gaps import gaps
from .method.gate import option
from .method.model import Model
from .method.needs import behind, needed_things, needs
from .method.packages import front
from .method.powers_over_time import powers_over_time
from .method.ranking import Close, Question, close_to, rank
from .method.reach import ways_to
from .method.reaching import reaching_options
from .report import answers
from .report.labels import Labels
from .report.nearest import nearest
from .report.resource import Resource
from .report.standing import standing_sentence

if TYPE_CHECKING:
    from ...graph.store import Store
    from ..authority import Region
    from ..dates import AskedDay
    from .report.answers.brief import Brief
    from .report.answers.comparison import Comparison
    from .report.answers.evidence_map import EvidenceMap
    from .report.answers.explanation import Explanation
    from .report.answers.further_powers import FurtherPowers
    from .report.answers.gaps import Gaps
    from .report.answers.needs import Needs
    from .report.answers.packages import Packages
    from .report.answers.paths import Paths, Standing
    from .report.answers.plan import Plan
    from .report.answers.ranking import Candidate, Ranking
    from .report.answers.timeline import Timeline
    from .report.answers.what_if import ClassWhatIf, WhatIf
    from .report.words import Words

Day: TypeAlias = str | date | None
"""A day as people give it: a date, a text such as 2023-05-01, 2023-05 or 2023, or None for today."""
Scores: TypeAlias = str | PathLike[str] | Mapping[str, Sequence[Reply]] | None
"""A team's scores: the name of a CSV file, or replies by the IRI of the intervention."""
Answers: TypeAlias = str | PathLike[str] | TeamAnswers | Sequence[str | PathLike[str] | TeamAnswers]
"""Answers to a plan: files by their name, or answers already read; one or several."""

_STATUSES = {"held": "Held", "shared": "Shared", "not-held": "NotHeld"}
MOST = 1000
"""The most paths that may be asked for."""


class RankingOptions(TypedDict, total=False):
    """The options of a ranking or an explanation, beside its region.

    `outcome` and `determinant` narrow it to what leads there; `weights` (criterion to a whole number from 1
    to 5), `weighed_by` and `answers` add a team's own total.
    """

    outcome: str | None
    determinant: str | None
    as_of: Day
    weights: Mapping[str, int] | None
    weighed_by: str | None
    answers: Scores


class Transferability:
    """The method over one store; the facts are fetched once for each content of the store and each day.

    Things are named by IRI, slug or label. Every answer raises UnknownName or AmbiguousName for a name,
    UsageError for what is no day, and NoAuthority where the region had none on the day.
    """

    def __init__(self, store: Store) -> None:
        """Take an open store; nothing is fetched yet."""
        self.store = store
        self._version = ""
        self._model: Model | None = None
        self._labels: Labels | None = None

    def load(self) -> None:
        """Fetch now the facts that every question needs, on whatever day."""
        model = self._current()
        for fetch in (
            model.regions,
            model.interventions,
            model.findings,
            model.uses,
            model.causes,
            model.claim_texts,
            model.criteria,
        ):
            fetch()
        self._names(model)
        evidence_map(model)

    def regions(self) -> tuple[Region, ...]:
        """Every region and the life of its authority, by IRI."""
        return tuple(self._current().regions().values())

    def words(self) -> Words:
        """The words for states, verdicts and strengths, with the ontology's labels."""
        return self._names(self._current()).words

    def ranking(
        self, to: str, *, everything: bool = False, wider: bool = False, **options: Unpack[RankingOptions]
    ) -> Ranking:
        """The interventions that a region can take up, best first, each with what decided it.

        `everything` keeps those that run in the region already; `wider` lists also those with only a far path
        to what was asked for and, after them, the enablers. Raises NothingReaches where no intervention
        leads to the outcome or determinant.
        """
        if options.get("answers") is not None and not options.get("weights"):
            raise UsageError(
                "a list shows scores through their weights: weigh one criterion or more, from 1 to 5."
            )
        model = self._current()
        asked = self._question(to, options)._replace(everything=everything, wider=wider)
        return answers.ranking.ranking(rank(model, asked), asked, model, self._names(model))

    def explanation(self, intervention: str, to: str, **options: Unpack[RankingOptions]) -> Explanation:
        """Why a region can or cannot take one intervention up, in words, each with its sources."""
        from .report.explanation.explanation import explain

        model = self._current()
        asked = self._question(to, options)
        iri = resolve(self.store, intervention, ("intervention",))
        return explain(model, self._names(model), asked._replace(intervention=iri))

    def brief(
        self,
        region: str,
        *,
        outcome: str | None = None,
        determinant: str | None = None,
        as_of: Day = None,
    ) -> Brief:
        """What a region could do about one outcome or determinant, on a page, each statement with its claims.

        Raises UsageError unless exactly one of outcome and determinant is given.
        """
        from .report.brief.briefing import compose

        if (outcome is None) == (determinant is None):
            raise UsageError("a brief is about one problem: give an outcome or a determinant, not both.")
        model = self._current()
        asked = self._question(
            region, {"outcome": outcome, "determinant": determinant, "as_of": as_of}
        )._replace(everything=True)
        try:
            ranked = rank(model, asked)
        except NothingReaches:
            ranked = None
        return compose(model, self._names(model), asked, ranked)

    def plan(
        self,
        region: str,
        *,
        outcome: str | None = None,
        determinant: str | None = None,
        answers: Answers = (),
        as_of: Day = None,
    ) -> Plan:
        """The self-assessment of a region: every prompt with what the graph knows, and options by criterion.

        `answers` are files of answers (workbook or JSON) or answers already read, one for each person or
        team, set side by side; where no problem is named, the plan is about theirs. Raises UsageError where
        both an outcome and a determinant are given, and DataError where a file cannot be read or is about
        something else.
        """
        from .report.plan.composition import compose

        if outcome is not None and determinant is not None:
            raise UsageError("a plan is about one problem or none: give an outcome or a determinant.")
        model = self._current()
        iri, day = self._authority(model, region, as_of)
        given = [answers] if isinstance(answers, str | PathLike | TeamAnswers) else answers
        sides = [side if isinstance(side, TeamAnswers) else self.answers(side) for side in given]
        if outcome is determinant is None and len({(side.outcome, side.determinant) for side in sides}) == 1:
            outcome, determinant = sides[0].outcome or None, sides[0].determinant or None
        asked = Question(
            iri,
            day.iso,
            day.named,
            outcome=self._named(outcome, "outcome"),
            determinant=self._named(determinant, "determinant"),
        )
        return compose(model, self._names(model), asked, sides)

    def answers(self, path: str | PathLike[str]) -> TeamAnswers:
        """A file of answers to a plan, workbook or JSON, with its names resolved; raises DataError."""
        return read_answers(self.store, path)

    def answers_in(self, data: bytes, name: str) -> TeamAnswers:
        """The same from the content of a file; `name` is what messages call it."""
        return parsed_answers(self.store, data, name)

    def checked_answers(self, given: TeamAnswers) -> TeamAnswers:
        """Answers with their names resolved and each one signed; raises DataError where one is not."""
        return checked(self.store, given, lambda place: place)

    def close_to(self, outcome: str) -> tuple[Close, ...]:
        """The interventions that are direct or near to an outcome, by tier and group, whatever the region."""
        model = self._current()
        return tuple(close_to(model, resolve(self.store, outcome, ("outcome",))))

    def further_powers(
        self,
        region: str,
        *,
        size: int = 1,
        opens: int | None = None,
        outcome: str | None = None,
        as_of: Day = None,
    ) -> FurtherPowers:
        """The sets of `size` levers that would open most to a region, or the smallest that open `opens`.

        With `outcome`, only interventions that act on it directly or nearly count.
        """
        if size < 1:
            raise UsageError(f"size {size}: a set has one lever or more.")
        if opens is not None and opens < 1:
            raise UsageError(f"opens {opens}: a set opens one intervention or more.")
        if opens is not None and size != 1:
            raise UsageError("give the size of the sets or how many they are to open, not both.")
        model = self._current()
        iri, day = self._authority(model, region, as_of)
        end = self._named(outcome, "outcome")
        verdicts = [
            verdict
            for verdict in model.verdicts(iri, day.iso)
            if end is None or ways_to(model, end).close(verdict.intervention)
        ]
        strength = {name: evidence(findings).rank for name, findings in model.findings().items()}
        lacks = lacking(verdicts, askable(model, iri, day.iso), strength)
        stated, bodies = states(verdicts)
        found = fewest(lacks, opens) if opens is not None else further(lacks, size)
        return answers.further_powers.further_powers(
            found._replace(states=stated, bodies=bodies),
            lacks,
            model.holders(day.iso),
            model.routes(day.iso),
            model.universal(iri, day.iso),
            self._names(model),
            region=iri,
            as_of=day.iso,
            named=day.named,
            size=size,
            opens=opens,
            outcome=end,
        )

    def what_if(
        self, region: str, lever: str | Mapping[str, str], status: str = "held", *, as_of: Day = None
    ) -> WhatIf:
        """The verdicts that would change if a region held, shared or did not hold a lever (`not-held`).

        Several levers are given at once as a mapping from each to its state.
        """
        supposed = self._supposed(lever, status)
        model = self._current()
        iri, day = self._authority(model, region, as_of)
        return self._what_if(model, iri, day, supposed)

    def class_what_if(
        self, authority_class: str, lever: str | Mapping[str, str], status: str = "held", *, as_of: Day = None
    ) -> ClassWhatIf:
        """The same for every region whose authority belongs to a class on the day."""
        supposed = self._supposed(lever, status)
        model, day = self._current(), asked_day(as_of)
        iri = resolve(self.store, authority_class, ("authority-class",))
        regions = []
        for region in model.class_regions(iri, day.iso):
            try:
                demand_authority(model.regions(), region, day.iso, named=day.named)
            except NoAuthority:
                continue
            regions.append(self._what_if(model, region, day, supposed))
        return answers.what_if.class_what_if(
            regions,
            self._names(model),
            Resource(iri, iri.rpartition("/")[2], label(self.store, iri)),
            supposed,
            as_of=day.iso,
            named=day.named,
        )

    def _what_if(self, model: Model, region: str, day: AskedDay, supposed: Mapping[str, str]) -> WhatIf:
        statuses = {lever: _STATUSES[state] for lever, state in supposed.items()}
        changes = what_if(model, region, day.iso, statuses)
        labels = self._names(model)
        return answers.what_if.what_if(changes, labels, region, supposed, as_of=day.iso, named=day.named)

    def _supposed(self, lever: str | Mapping[str, str], status: str) -> dict[str, str]:
        """The supposed state by the IRI of each lever."""
        states = {lever: status} if isinstance(lever, str) else dict(lever)
        if not states:
            raise UsageError("what is supposed? Name a lever, such as bus-franchising=held.")
        supposed: dict[str, str] = {}
        for name, state in states.items():
            if state not in _STATUSES:
                raise UsageError(f"{name}={state}: write held, shared or not-held.")
            thing = resolve(self.store, name, ("lever",))
            if supposed.setdefault(thing, state) != state:
                raise UsageError(f"{name}: two states are supposed of it.")
        return supposed

    def timeline(self, region: str, *, as_of: Day = None) -> Timeline:
        """What a region, and those that it followed, held or shared: from when, until when, by which law.

        The day says only what counts as in force: a region that has ended, or is to begin, is answered too.
        """
        model = self._current()
        iri, day = self._region(region), asked_day(as_of)
        return answers.timeline.timeline(
            powers_over_time(model, iri),
            model.lever_domains(),
            self._names(model),
            region=iri,
            as_of=day.iso,
            named=day.named,
        )

    def needs(self, region: str, *, as_of: Day = None) -> Needs:
        """Where a region stands worst against England, what lies behind, and ten options for each need."""
        model = self._current()
        iri, day = self._authority(model, region, as_of)
        labels = self._names(model)

        def options(kind: str, thing: str) -> tuple[tuple[Candidate, ...], int]:
            outcome, determinant = (thing, None) if kind == "outcome" else (None, thing)
            asked = Question(iri, day.iso, day.named, outcome=outcome, determinant=determinant)
            try:
                ranked = rank(model, asked)
            except NothingReaches:
                return (), 0
            best = ranked._replace(candidates=ranked.candidates[: answers.needs.OPTIONS], enablers=())
            candidates = answers.ranking.ranking(best, asked, model, labels).candidates
            return candidates, len(ranked.candidates)

        return answers.needs.needs(
            needs(model, iri), options, model, labels, region=iri, as_of=day.iso, named=day.named
        )

    def packages(self, region: str, *, outcome: str | None = None, as_of: Day = None) -> Packages:
        """The fewest interventions and further powers that reach the most of what a region needs.

        With `outcome`, what is to be reached are the determinants that lead to it by one step of at least
        moderate strength. Reached is what an intervention acts on directly, unless it was soundly found to
        leave it as it is or to worsen it.
        """
        model = self._current()
        iri, day = self._authority(model, region, as_of)
        end = self._named(outcome, "outcome")
        needed = tuple(behind(model, end)) if end else needed_things(model, iri)
        reaching = reaching_options(model, iri, day.iso, needed)
        return answers.packages.packages(
            front(reaching),
            needed,
            frozenset(thing for option in reaching for thing in option.needs),
            self._names(model),
            region=iri,
            as_of=day.iso,
            named=day.named,
            outcome=end,
        )

    def gaps(self, region: str, *, as_of: Day = None) -> Gaps:
        """The levers that a region leaves unused, what it cannot reach, and what the record lacks."""
        model = self._current()
        iri, day = self._authority(model, region, as_of)
        found = gaps(model, iri, as_of=day.iso)
        return answers.gaps.gaps(found, self._names(model), region=iri, as_of=day.iso, named=day.named)

    def evidence_map(
        self,
        *,
        region: str | None = None,
        group: str | None = None,
        kind: str | None = None,
        cell: str | None = None,
        as_of: Day = None,
    ) -> EvidenceMap:
        """Kinds of intervention by groups of outcomes, with the findings of each cell by direction.

        `region` keeps what took place there; `group` (such as `mortality`) gives each of its outcomes or
        determinants a column, `kind` (a power domain) each of its interventions a row. `cell` (ROW:COLUMN by
        their slugs, or `all`) is told whole. Raises UsageError for a group or cell that there is not.
        """
        model, day = self._current(), asked_day(as_of)
        labels = self._names(model)
        place = None if region is None else self._region(region)
        domain = self._named(kind, "domain")
        narrowed = None if group is None else self._group(model, group)
        found = evidence_map(model, region=place, group=narrowed, kind=domain)
        return answers.evidence_map.evidence_map(
            found,
            model,
            labels,
            as_of=day.iso,
            named=day.named,
            region=place,
            group=narrowed,
            kind=domain,
            opened=answers.evidence_map.opened(found, cell),
        )

    def outcome_groups(self) -> tuple[Resource, ...]:
        """The groups of outcomes and determinants that an evidence map can be narrowed to, by label."""
        return answers.evidence_map.group_resources(self._current())

    def paths(
        self, lever: str, outcome: str, *, region: str | None = None, k: int = 10, as_of: Day = None
    ) -> Paths:
        """The k best evidenced paths from a lever to an outcome or determinant.

        With a region, how it stands to the lever on the day; a day without a region is a UsageError.
        """
        if not 1 <= k <= MOST:
            raise UsageError(f"k {k}: ask for 1 to {MOST:,} paths.")
        if as_of is not None and region is None:
            raise UsageError("a day says on which day a region's powers count: name the region too.")
        model = self._current()
        labels = self._names(model)
        start = resolve(self.store, lever, ("lever",))
        end = resolve(self.store, outcome, ("outcome", "determinant"))
        found = model.causes().paths(start, end, k=k)
        near = () if found.paths else nearest(model.causes(), start, end, model.outcomes(), labels)
        return answers.paths.paths(
            found,
            model,
            labels,
            lever=start,
            outcome=end,
            k=k,
            standing=None if region is None else self._standing(model, start, region, as_of),
            nearest=near,
        )

    def comparison(self, regions: Sequence[str], *, as_of: Day = None) -> Comparison:
        """Two regions or more side by side: levers, figures, and the distance between each pair."""
        model = self._current()
        iris = list(dict.fromkeys(self._region(region) for region in regions))
        if len(iris) < 2:
            raise UsageError("name two regions or more, such as west-yorkshire south-yorkshire.")
        day = asked_day(as_of)
        found = compare(model, iris, as_of=day.iso, named=day.named)
        return answers.comparison.comparison(
            found, model.lever_domains(), self._names(model), named=day.named
        )

    def _current(self) -> Model:
        """The model of the store's content; a new one where the content has changed."""
        model, version = self._model, self.store.version
        if model is None or version != self._version:
            model = Model(self.store)
            self._model, self._labels, self._version = model, None, version
        return model

    def _names(self, model: Model) -> Labels:
        labels = self._labels
        if labels is None:
            self._labels = labels = Labels(model)
        return labels

    def _question(self, to: str, options: RankingOptions) -> Question:
        """The question with its names and day resolved."""
        weights, weighed_by = options.get("weights"), options.get("weighed_by")
        if weighed_by is not None and not weights:
            raise UsageError(
                "who set the weights is told, but no weight: weigh one criterion or more, from 1 to 5."
            )
        region, scores, day = self._region(to), options.get("answers"), asked_day(options.get("as_of"))
        return Question(
            region,
            day.iso,
            day.named,
            outcome=self._named(options.get("outcome"), "outcome"),
            determinant=self._named(options.get("determinant"), "determinant"),
            weights={
                resolve(self.store, name, ("criterion",)): weight for name, weight in (weights or {}).items()
            },
            weighed_by=weighed_by,
            replies=read_scores(self.store, region, scores) if isinstance(scores, str | PathLike) else scores,
        )

    @staticmethod
    def _group(model: Model, name: str) -> str:
        """The IRI of a group of outcomes or determinants by its slug or label."""
        named = answers.evidence_map.group_names(model)
        if plain(name) not in named:
            known = ", ".join(sorted({answers.evidence_map.group_slug(iri) for iri in named.values()}))
            raise UsageError(f"No group of outcomes or determinants is called {name!r}: use one of {known}.")
        return named[plain(name)]

    def _standing(self, model: Model, lever: str, region: str, as_of: Day) -> Standing:
        labels = self._names(model)
        iri, day = self._authority(model, region, as_of)
        judged = option(model.holding(iri, lever, day.iso))
        sentence = standing_sentence(labels.name(iri), judged, labels)
        return answers.paths.standing(judged, sentence, labels, region=iri, as_of=day.iso, named=day.named)

    def _authority(self, model: Model, region: str, as_of: Day) -> tuple[str, AskedDay]:
        """The region's IRI and the day asked about, on which it has an authority."""
        iri, day = self._region(region), asked_day(as_of)
        demand_authority(model.regions(), iri, day.iso, named=day.named)
        return iri, day

    def _region(self, name: str) -> str:
        return resolve(self.store, name, ("region",))

    def _named(self, name: str | None, kind: str) -> str | None:
        return None if name is None else resolve(self.store, name, (kind,))
