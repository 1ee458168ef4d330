"""One intervention for one region in plain English, every statement with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from . import rows
from .criteria import UNKNOWN, Judged, judge, unknown
from .distance import POWERS
from .gate import (
    CONTRADICTORY,
    HELD,
    NOT_HELD,
    NOT_STATED,
    PARTNER,
    SHARED,
    STATES,
    Option,
    Requirement,
)
from .transfer import ANTICIPATED, LAWFUL, Candidate, transfer
from .wording import big, day, ended, figure, listed, small

if TYPE_CHECKING:
    from ...graph.store import Store
    from .mechanism import Path

VERDICT_WORDS = {
    "ready": "can take this up with the powers that it holds",
    "with-partners": "can take this up together with partners",
    "contradictory": "cannot be judged: the sources contradict each other",
    "undecided": "cannot be judged yet: the sources do not say whether it holds what is needed",
    "blocked": "lacks a power that this needs",
}
_DECIDES = {
    HELD: "It holds",
    SHARED: "Shared with others",
    PARTNER: "To be met through a partner",
    CONTRADICTORY: "In dispute",
    NOT_STATED: "Not stated",
    NOT_HELD: "Missing",
}
_STRENGTH = {4: "strong", 3: "moderate", 2: "weak", 1: "insufficient"}
_DIRECTION = {
    "Beneficial": "A beneficial finding",
    "MixedFinding": "A mixed finding",
    "NullFinding": "No effect was found",
    "HarmfulFinding": "A harmful finding",
}
_VERBS = {"Held": "holds", "Shared": "shares", "NotHeld": "does not hold"}
_EQUITY = {
    "Narrows": "It narrowed inequality.",
    "Widens": "It widened inequality.",
    "NoEquityEffect": "It left inequality as it was.",
}


class Cited(NamedTuple):
    """A source as the reader needs it: its title and its address."""

    title: str
    url: str


class Sentence(NamedTuple):
    """Something said, and the sources that say it; none where it is read off the graph as a whole."""

    text: str
    sources: tuple[Cited, ...] = ()


class Section(NamedTuple):
    """Sentences under a heading."""

    title: str
    sentences: tuple[Sentence, ...]


class Explanation(NamedTuple):
    """Why a region can or cannot take an intervention up on a day."""

    intervention: str
    label: str
    region: str
    region_label: str
    as_of: str
    verdict: str
    requirements: tuple[Requirement, ...]
    sections: tuple[Section, ...]


def explain(
    store: Store, intervention: str, to: str, *, as_of: str | None = None, outcome: str | None = None
) -> Explanation:
    """Explain one intervention for one region; IRIs throughout, `as_of` is YYYY-MM-DD (default: today).

    Raises UsageError as `transfer` does.
    """
    answer = transfer(store, to, as_of=as_of, intervention=intervention)
    writer = _Writer(store, to, answer.region_label, answer.as_of, answer.candidates[0])
    sections = (
        writer.summary(),
        writer.what(),
        writer.needs(),
        writer.others(),
        writer.effects(),
        writer.path(outcome),
        writer.context(to),
        writer.judged(to),
        writer.contact(),
    )
    return Explanation(
        intervention,
        answer.candidates[0].label,
        to,
        answer.region_label,
        answer.as_of,
        answer.candidates[0].verdict.verdict,
        answer.candidates[0].verdict.requirements,
        tuple(section for section in sections if section.sentences),
    )


def _noted(judged: Judged) -> bool:
    """Whether anything is known of a criterion."""
    return judged.state != UNKNOWN or bool(judged.known or judged.replies)


def _answer(judged: Judged) -> str:
    """Put the state of a criterion into words, with who gave it and what the graph knows."""
    words = big(judged.state)
    if judged.by:
        words += f", by {judged.by}"
    if judged.known:
        words += f"; on record: {judged.known}"
    who = listed(sorted({reply.who for reply in judged.replies if reply.who})) if judged.replies else ""
    when = max((reply.as_of for reply in judged.replies if reply.as_of), default=None)
    if judged.score is not None:
        given = f" ({', '.join(part for part in (who, day(when) if when else '') if part)})"
        words += f"; scored {figure(float(judged.score))} of 5{given if given != ' ()' else ''}"
    comments = [reply.comment for reply in judged.replies if reply.comment]
    return " ".join([ended(words), *(ended(comment) for comment in comments)])


def _soft(need: Requirement) -> bool:
    return need.state == HELD and need.best.rows[0].soft


class _Writer:
    """The words about one candidate; every figure and verdict comes from the candidate's own rows."""

    def __init__(self, store: Store, to: str, place: str, when: str, candidate: Candidate) -> None:
        self.store = store
        self.place = place
        self.day = when
        self.candidate = candidate
        self.labels = rows.labels(store)
        self.cited = {row[0]: Cited(row[1] or "", row[2] or "") for row in rows.fetch(store, "sources")}
        about = list(rows.fetch(store, "about", intervention=candidate.intervention))
        self.about = about[0]
        self.cites = self._sources(*(row[-1] for row in about))
        self.reasons: dict[tuple[str | None, str | None], list[tuple[str | None, ...]]] = {}
        for need, lever, *why in rows.fetch(store, "reasons", intervention=candidate.intervention):
            self.reasons.setdefault((need, lever), []).append(tuple(why))
        self.said = {claim: words for claim, *words in rows.fetch(store, "said", region=to)}

    def summary(self) -> Section:
        verdict = self.candidate.verdict.verdict
        says = [Sentence(f"{self.place} {VERDICT_WORDS[verdict]} (as of {day(self.day)}).")]
        if decides := self._decides():
            says.append(Sentence(decides))
        if self.candidate.runs_here:
            says.append(Sentence(f"It runs in {self.place} already.", self.cites))
            if verdict == CONTRADICTORY and any(
                need.state == NOT_HELD for need in self.candidate.verdict.needed
            ):
                says.append(Sentence("Yet the sources say that a power which it needs is not held there."))
        says.append(Sentence(LAWFUL))
        return Section("In short", tuple(says))

    def _decides(self) -> str:
        """Name the powers that decide, without what each source says of them."""
        needed = self.candidate.verdict.needed
        worst = max((need.state for need in needed), key=STATES.index, default=None)
        if worst is None:
            return ""
        deciding = [need for need in needed if need.state == worst and not _soft(need)]
        if not deciding:
            return "All that it needs is soft power, open to every region."
        names = (listed((self._lever(each.lever) for each in need.options), "or") for need in deciding)
        if worst == HELD:
            names = (self._lever(need.best.met_by or need.best.lever) for need in deciding)
        return f"{_DECIDES[worst]}: {'; '.join(names)}."

    def what(self) -> Section:
        description, lead, start, end, status, meant, lesson, _ = self.about
        cited = self.cites
        where = listed([self._name(each) for each in self.candidate.regions])
        years = f"from {start} to {end}" if start and end else f"since {start}" if start else ""
        ran = " ".join(part for part in (f"in {where}" if where else "", years) if part)
        says = [Sentence(ended(description), cited)] if description else []
        if lead:
            says.append(
                Sentence(
                    f"Led by {lead}{', ' + ran if ran else ''}{f' ({status})' if status else ''}.", cited
                )
            )
        if meant:
            says.append(Sentence(f"Meant for: {ended(small(meant))}", cited))
        if lesson:
            says.append(Sentence(f"What was learnt: {ended(lesson)}", cited))
        return Section("What it is", tuple(says))

    def needs(self) -> Section:
        verdict = self.candidate.verdict
        says = [sentence for each in verdict.needed for sentence in self._need(each)]
        if not verdict.requirements:
            return Section("What it needs", (Sentence("The graph does not say what it needs."),))
        for each in verdict.requirements:
            if each.helpful:
                names = listed([self._lever(option.lever) for option in each.options], "or")
                state = f" ({self.place} has it)" if each.state == HELD else ""
                says.append(Sentence(f"Helpful but not needed: {names}{state}."))
        says.append(Sentence("What it needs is our own reading of its source; check the law before acting."))
        return Section("What it needs", tuple(says))

    def _need(self, need: Requirement) -> list[Sentence]:
        names = [self._lever(option.lever) for option in need.options]
        asks = (
            f"It needs {names[0]}." if len(names) == 1 else f"It needs one of these: {listed(names, 'or')}."
        )
        best = need.best
        if _soft(need):
            open_to_all = f"{big(self._lever(best.lever))} is a soft power, open to every region."
            return [Sentence(asks), Sentence(open_to_all)]
        says = [Sentence(asks)]
        if need.state in (HELD, SHARED):
            return [*says, *self._claims(best)]
        if need.state == PARTNER:
            says += self._partners(need)
        for option in need.options:
            says += self._lacks(option)
        return says

    def _partners(self, need: Requirement) -> list[Sentence]:
        through = [option for option in need.options if option.rows[0].partner]
        who = "It can be met through a partner, such as a council or an NHS body, that has the power."
        return [
            Sentence(who),
            *(
                Sentence(f"The reason given: {ended(small(reason))}", self._sources(source))
                for option in through
                for reason, source in self.reasons.get((need.requirement, option.lever), ())
                if reason
            ),
        ]

    def _claims(self, option: Option) -> list[Sentence]:
        """Say each claim, on the date, that the region holds, shares or lacks the lever, with its source."""
        met = option.met_by or option.lever
        now = {row.claim: row for row in option.rows if row.when == "now" and row.status in _VERBS}
        told = []
        for row in now.values():
            if option.state != CONTRADICTORY and row.met != met:
                continue
            lever = self._lever(row.met or option.lever)
            narrower = f", a narrower form of {self._lever(option.lever)}" if row.met != option.lever else ""
            basis = f" under {row.legal_basis}" if row.legal_basis else ""
            since, as_of, note = self.said.get(row.claim, (None, None, None))
            when = f", since {day(since)}" if since else f", as of {day(as_of)}" if as_of else ""
            words = f"{self.place} {_VERBS[row.status or '']} {lever}{narrower}{basis}{when}"
            cites = self._sources(*(each.source for each in option.rows if each.claim == row.claim))
            told.append(Sentence(f"{words}. {ended(note)}" if note else f"{words}.", cites))
        return told

    def _lacks(self, option: Option) -> list[Sentence]:
        lever = self._lever(option.lever)
        if option.state == CONTRADICTORY:
            disputed = f"The sources contradict each other on whether {self.place} holds {lever}."
            return [Sentence(disputed), *self._claims(option)]
        if option.ended:
            gone = f"{self.place} had {lever} until {day(option.ended)}; nothing later is recorded."
            return [
                Sentence(gone, self._sources(*(row.source for row in option.rows if row.when == "ended")))
            ]
        if claims := self._claims(option):
            return claims
        return [
            Sentence(
                f"No source in the graph states whether {self.place} holds {lever}; that does not mean that "
                "it lacks it."
            )
        ]

    def others(self) -> Section:
        missing = {
            option.lever
            for need in self.candidate.verdict.needed
            if need.state in (NOT_HELD, NOT_STATED, CONTRADICTORY, PARTNER)
            for option in need.options
        }
        says = []
        for lever, region, status, since, basis, source in rows.fetch(self.store, "holders", asOf=self.day):
            if lever in missing and self._name(region) != self.place:
                verb = "holds" if rows.local(status) == "Held" else "shares"
                how = f" under {basis}" if basis else ", on a basis that the source does not state"
                when = f", since {day(since)}" if since else ""
                says.append(
                    Sentence(
                        f"{self._name(region)} {verb} {self._lever(lever)}{how}{when}.", self._sources(source)
                    )
                )
        return Section("Who has what is missing, and how they got it", tuple(says))

    def effects(self) -> Section:
        says = []
        for _, words, direction, strength, equity, _, source in rows.fetch(
            self.store, "results", intervention=self.candidate.intervention
        ):
            kind = _DIRECTION.get(rows.local(direction) or "", "A finding")
            grade, _, why = (strength or "").partition(" - ")
            graded = f" We grade this evidence as {grade}{f' ({why})' if why else ''}." if grade else ""
            fair = _EQUITY.get(rows.local(equity) or "", "Its effect on inequality is not known.")
            says.append(Sentence(f"{kind}: {ended(words or '')}{graded} {fair}", self._sources(source)))
        return Section(
            "What was found", tuple(says) or (Sentence("No evaluation of it is recorded in the graph."),)
        )

    def path(self, outcome: str | None) -> Section:
        best = self._best_path(outcome)
        if best is None:
            goal = self._name(outcome) if outcome else "an outcome"
            return Section("How it would work", (Sentence(f"No path in the graph leads from it to {goal}."),))
        told = {row[0]: row for row in rows.fetch(self.store, "claims")}
        says = [
            Sentence(
                f"Its best evidenced path leads to {small(self._name(best.nodes[-1]))}. A path is as strong "
                f"as its weakest step: here, {_STRENGTH[best.weakest.rank]}."
            )
        ]
        for step in best.steps:
            ends = f"{big(self._lever(step.cause))} → {self._lever(step.target)}"
            for claim in step.claims:
                _, mechanism, source = told[claim.claim]
                turn = {"Increases": "raises it", "Decreases": "lowers it"}.get(
                    claim.polarity, "mixed effect"
                )
                how = f"{turn}; evidence {_STRENGTH[claim.rank]}"
                words = mechanism or "the mechanism is not stated"
                says.append(Sentence(f"{ends} ({how}): {ended(words)}", self._sources(source)))
            if step.disputed:
                says.append(Sentence("The sources disagree about the direction of this step."))
        says.append(
            Sentence("No source states the assumptions behind these steps: they are to be judged by people.")
        )
        return Section("How it would work", tuple(says))

    def _best_path(self, outcome: str | None) -> Path | None:
        uses, acts = rows.actions(self.store)
        me = self.candidate.intervention
        causes = rows.causes(self.store)
        goals = [outcome] if outcome else sorted(rows.outcomes(self.store))
        found = [
            path
            for goal in goals
            for lever in uses.get(me, ())
            for path in causes.paths(lever, goal, k=1, through=acts.get(me, ())).paths
        ]
        return min(found, key=lambda path: (-path.weakest.rank, len(path.steps), path.nodes), default=None)

    def context(self, to: str) -> Section:
        distance, nearest = self.candidate.distance, self.candidate.nearest
        if distance is None or nearest is None:
            return Section("How the places differ", ())
        there = self._name(nearest)
        far = f"{distance.distance:.2f}" if distance.distance is not None else "not known"
        says = [
            Sentence(
                f"Distance from {there}: {far}, on a scale from 0 (alike) to 1 (opposite in everything). "
                f"{len(distance.compared)} of {distance.features} features could be compared, each "
                "weighing the same; the largest differences come first."
            )
        ]
        figures = [self._figures(place) for place in (to, nearest)]
        for feature in sorted(distance.compared, key=lambda each: -each.apart):
            if feature.feature == POWERS:
                says.append(
                    Sentence(f"Powers: {feature.apart:.2f} apart over the {feature.period} stated of both.")
                )
                continue
            known = [each.get((feature.feature, feature.period), []) for each in figures]
            unit = next((unit for said in known for unit, _ in said if unit), None)
            when = "" if feature.period in self._name(feature.feature) else f", {feature.period}"
            says.append(
                Sentence(
                    f"{self._name(feature.feature)}{f' ({unit}{when})' if unit else when}: "
                    f"{figure(feature.here)} in {self.place}, {figure(feature.there)} in {there}.",
                    self._sources(*(source for said in known for _, source in said)),
                )
            )
        return Section("How the places differ", tuple(says))

    def _figures(
        self, region: str
    ) -> dict[tuple[str | None, str | None], list[tuple[str | None, str | None]]]:
        found: dict[tuple[str | None, str | None], list[tuple[str | None, str | None]]] = {}
        for feature, period, unit, source in rows.fetch(self.store, "figures", region=region):
            found.setdefault((feature, period), []).append((unit, source))
        return found

    def judged(self, to: str) -> Section:
        me = self.candidate
        replies = rows.replies(self.store, to).get(me.intervention, ())
        judged = judge(rows.criteria(self.store), replies, me.verdict, me.distance, me.evidence.findings)
        says = [Sentence(ANTICIPATED)]
        if judged:
            blank, every = unknown(judged)
            says.append(
                Sentence(
                    f"Of {every} criteria from published tools {blank} are unknown here: neither the data "
                    f"nor answers of a team in {self.place} settle them."
                )
            )
        for group in dict.fromkeys(each.criterion.group for each in judged):
            here = [each for each in judged if each.criterion.group == group]
            says += [
                Sentence(
                    f"{group}: {small(each.criterion.question)} {_answer(each)}",
                    self._sources(*each.criterion.sources),
                )
                for each in here
                if _noted(each)
            ]
            if bare := [each for each in here if not _noted(each)]:
                names = "; ".join(small(each.criterion.label) for each in bare)
                cites = self._sources(*(source for each in bare for source in each.criterion.sources))
                says.append(Sentence(f"{group}, unknown: {names}.", cites))
        return Section("What remains to be judged", tuple(says))

    def contact(self) -> Section:
        lead = self.about[1]
        return Section("Whom to ask", (Sentence(ended(lead), self.cites),) if lead else ())

    def _sources(self, *iris: str | None) -> tuple[Cited, ...]:
        return tuple(dict.fromkeys(self.cited[iri] for iri in iris if iri in self.cited))

    def _name(self, iri: str | None) -> str:
        local = rows.local(iri) or ""
        return self.labels.get(iri or "", "Population in 2019" if local == "population2019" else local)

    def _lever(self, iri: str) -> str:
        return small(self._name(iri))
