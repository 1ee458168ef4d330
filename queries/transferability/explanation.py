"""One intervention for one region in plain English, every statement with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from . import rows, tables
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
from .reach import Reach
from .rows import Cited
from .transfer import ANTICIPATED, LAWFUL, Answer, given, transfer
from .wording import basis, big, day, ended, figure, flat, listed, small

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...graph.store import Store
    from .criteria import Total
    from .mechanism import Path, Step, Told
    from .transfer import Answers

VERDICT_WORDS = {
    "ready": "can take this up with the powers that it holds",
    "with-partners": "can take this up together with partners",
    "contradictory": "cannot be judged: the sources contradict each other",
    "undecided": "cannot be judged yet: the sources do not say whether it holds what is needed",
    "blocked": "lacks a power that this needs",
}
_DECIDES = {
    HELD: "It holds",
    SHARED: "It shares with others",
    PARTNER: "To be met through a partner",
    CONTRADICTORY: "The sources disagree on",
    NOT_STATED: "No source says whether it holds",
    NOT_HELD: "It lacks",
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
    total: Total | None = None

    def to_text(self) -> str:
        """As plain text, the sources at the end by number."""
        from .writing import text

        return text(self)

    def to_markdown(self) -> str:
        """As Markdown, each sentence with its links."""
        from .writing import markdown

        return markdown(self)

    def to_html(self) -> str:
        """As one HTML page that loads nothing."""
        from .writing import html

        return html(self)

    def to_json(self) -> str:
        """As JSON: the verdict, and every sentence with its sources."""
        from .writing import json

        return json(self)

    def _repr_html_(self) -> str:
        from .writing import body

        return body(self)


def explain(
    store: Store,
    intervention: str,
    to: str,
    *,
    as_of: str | None = None,
    outcome: str | None = None,
    determinant: str | None = None,
    weights: Mapping[str, int] | None = None,
    weighed_by: str | None = None,
    answers: Answers | None = None,
) -> Explanation:
    """Explain one intervention for one region; IRIs throughout, `as_of` is YYYY-MM-DD (default: today).

    The verdict and the path are those of `transfer`, from the same rows. Raises UsageError as it does.
    """
    found = transfer(
        store,
        to,
        as_of=as_of,
        intervention=intervention,
        outcome=outcome,
        determinant=determinant,
        weights=weights,
        weighed_by=weighed_by,
        answers=answers,
    )
    writer = _Writer(store, found, answers)
    sections = (
        writer.summary(),
        writer.what(),
        writer.needs(),
        writer.others(),
        writer.effects(),
        writer.mechanism(),
        writer.context(),
        writer.judged(),
        writer.contact(),
    )
    candidate = writer.candidate
    return Explanation(
        intervention,
        candidate.label,
        to,
        found.region_label,
        found.as_of,
        candidate.verdict.verdict,
        candidate.verdict.requirements,
        tuple(section for section in sections if section.sentences),
        candidate.total,
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


class _Writer:
    """The words about one candidate; every figure and verdict comes from the candidate's own rows."""

    def __init__(self, store: Store, found: Answer, answers: Answers | None) -> None:
        self.store = store
        self.found = found
        self.answers = answers
        self.place = found.region_label
        self.day = found.as_of
        self.candidate = candidate = found.candidates[0]
        self.labels = rows.names(store)
        self.cited = rows.cited(store)
        about = sorted(rows.fetch(store, "about", intervention=candidate.intervention), key=str)
        self.about = about[0]
        self.cites = self._sources(*(row[-1] for row in about))
        self.reasons: dict[tuple[str | None, str | None], list[tuple[str | None, ...]]] = {}
        for need, lever, *why in rows.fetch(store, "reasons", intervention=candidate.intervention):
            self.reasons.setdefault((need, lever), []).append(tuple(why))
        self.said = {claim: words for claim, *words in rows.fetch(store, "said", region=found.region)}

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
        deciding = [need for need in needed if need.state == worst and not need.soft]
        if not deciding:
            return "All that it needs is soft power, open to every region."
        names = (self._deciding(need) for need in deciding)
        return f"{_DECIDES[worst]}: {'; '.join(names)}."

    def _deciding(self, need: Requirement) -> str:
        """The lever that decides, with its law; or all that would do, where none is there."""
        if need.state in (HELD, SHARED):
            said = need.best.said
            law = f" ({flat(said.legal_basis)})" if said and said.legal_basis else ""
            return self._lever(need.best.met_by or need.best.lever) + law
        names = listed((self._lever(each.lever) for each in need.options), "or")
        gone = max((each.ended for each in need.options if each.ended), default=None)
        return f"{names} (ended {day(gone)})" if gone and need.state == NOT_HELD else names

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
        best = need.best
        says = [self._asked(need)]
        if need.soft:
            open_to_all = f"{big(self._lever(best.lever))} is a soft power, open to every region."
            return [*says, Sentence(open_to_all)]
        if need.state in (HELD, SHARED):
            return [*says, *self._claims(best)]
        if need.state == PARTNER:
            who = "It can be met through a partner, such as a council or an NHS body, that has the power."
            says.append(Sentence(who))
        for option in need.options:
            says += self._lacks(option)
        return says

    def _asked(self, need: Requirement) -> Sentence:
        """What is needed, and the reasons recorded for it with their sources."""
        names = [self._lever(option.lever) for option in need.options]
        one = f"It needs {names[0]}."
        words = one if len(names) == 1 else f"It needs one of these: {listed(names, 'or')}."
        why = [
            given
            for option in need.options
            for given in self.reasons.get((need.requirement, option.lever), ())
        ]
        reasons = dict.fromkeys(reason for reason, _ in why if reason)
        if reasons:
            words += f" The reason given: {ended('; '.join(small(each.rstrip('.')) for each in reasons))}"
        return Sentence(words, self._sources(*(source for _, source in why)))

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
            since, as_of, note = self.said.get(row.claim, (None, None, None))
            when = f", since {day(since)}" if since else f", as of {day(as_of)}" if as_of else ""
            words = f"{self.place} {_VERBS[row.status or '']} {lever}{narrower}{basis(row.legal_basis)}{when}"
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
        for lever, status, region, since, law, source in rows.holders(self.store, self.day):
            if lever in missing and region != self.found.region:
                verb = "holds" if status == "Held" else "shares"
                how = basis(law) or ", on a basis that the source does not state"
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

    def mechanism(self) -> Section:
        goal = self.found.outcome or self.found.determinant
        best = self.candidate.paths if goal else Reach(self.store).paths(self.candidate.intervention)
        if not best:
            where = self._lever(goal) if goal else "an outcome"
            says = [Sentence(f"No path in the graph leads from a lever that it used to {where}.")]
            return Section("How it would work", tuple(says))
        told = rows.told(self.store)
        says = [
            Sentence(
                f"Each lever that it used, by its best evidenced path{'' if goal else ' to any outcome'}; "
                "a path is as strong as its weakest step."
            )
        ]
        for path in best:
            says += self._path(path, told)
        says.append(
            Sentence("No source states the assumptions behind these steps: they are to be judged by people.")
        )
        return Section("How it would work", tuple(says))

    def _path(self, path: Path, told: Mapping[str, Told]) -> list[Sentence]:
        weakest = f"{_STRENGTH[path.weakest.rank]} evidence"
        if len(path.steps) > 1:
            weakest += f" at the weakest step ({self._step(path.weakest)})"
        ends = f"{big(self._lever(path.nodes[0]))} to {self._lever(path.nodes[-1])}"
        says = [Sentence(f"{ends}: {weakest}.")]
        for step in path.steps:
            for claim in step.claims:
                said = told[claim.claim]
                turn = {"Increases": "raises it", "Decreases": "lowers it"}.get(
                    claim.polarity, "mixed effect"
                )
                how = f"{turn}; {_STRENGTH[claim.rank]} evidence"
                words = said.mechanism or "the mechanism is not stated"
                says.append(
                    Sentence(
                        f"{big(self._step(step))} ({how}): {ended(small(words))}", self._sources(said.source)
                    )
                )
            if step.disputed:
                says.append(Sentence("The sources disagree about the direction of this step."))
        return says

    def _step(self, step: Step) -> str:
        return f"{self._lever(step.cause)} → {self._lever(step.target)}"

    def context(self) -> Section:
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
        figures = [self._figures(place) for place in (self.found.region, nearest)]
        for feature in sorted(distance.compared, key=lambda each: -each.apart):
            if feature.feature == POWERS:
                says.append(
                    Sentence(f"Powers: {feature.apart:.2f} apart over the {feature.period} stated of both.")
                )
                continue
            known = [each.get((feature.feature, feature.period), []) for each in figures]
            unit = next((unit for said in known for unit, _ in said if unit), None)
            when = "" if feature.period in self._name(feature.feature) else flat(feature.period)
            about = ", ".join(part for part in (unit, when) if part)
            says.append(
                Sentence(
                    f"{self._name(feature.feature)}{f' ({about})' if about else ''}: "
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

    def judged(self) -> Section:
        me = self.candidate
        replies = given(self.store, self.found.region, self.answers).get(me.intervention, ())
        judged = judge(rows.criteria(self.store), replies, me.verdict, me.distance, me.evidence.findings)
        says = [Sentence(ANTICIPATED)]
        if judged:
            blank, every = unknown(judged)
            says.append(
                Sentence(
                    f"Of {every} criteria from published tools, {blank} are unknown here: neither the data "
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
        if me.total:
            says += self._total(me.total)
        return Section("What remains to be judged", tuple(says))

    def _total(self, total: Total) -> list[Sentence]:
        """The team's total with its record, or that nobody scored what is weighed."""
        names = {each.criterion: small(each.label) for each in rows.criteria(self.store)}
        says = [Sentence(tables.weighed(total.weighing, names))]
        if total.total is None:
            return [*says, Sentence("Nobody scored any of these criteria, so there is no total.")]
        who = f", answered by {listed(total.who)}" if total.who else ""
        when = f" ({listed(day(each) for each in total.when)})" if total.when else ""
        every = len(total.weighing.weights)
        words = f"Total of score times weight: {figure(float(total.total))}, over {total.scored} of {every}"
        return [*says, Sentence(f"{words} weighed criteria{who}{when}.")]

    def contact(self) -> Section:
        lead = self.about[1]
        says = [Sentence(f"Those who led it: {ended(lead)}", self.cites)] if lead else []
        if any(need.state in (SHARED, PARTNER) for need in self.candidate.verdict.needed):
            says += self._councils()
        return Section("Whom to ask", tuple(says))

    def _councils(self) -> list[Sentence]:
        """The councils of the region on the day: its nearest partners."""
        members = sorted(rows.fetch(self.store, "members", region=self.found.region, asOf=self.day), key=str)
        names = sorted({name for name, _, _ in members if name})
        if not names:
            return []
        return [
            Sentence(
                f"As partners in {self.place}, its councils: {listed(names)}. Bodies of the police, the fire "
                "service and the NHS are partners of another kind, which the graph does not list.",
                self._sources(*(source for _, _, source in members)),
            )
        ]

    def _sources(self, *iris: str | None) -> tuple[Cited, ...]:
        return tuple(dict.fromkeys(self.cited[iri] for iri in iris if iri in self.cited))

    def _name(self, iri: str | None) -> str:
        local = rows.local(iri) or ""
        return self.labels.get(iri or "", "Population in 2019" if local == "population2019" else local)

    def _lever(self, iri: str) -> str:
        return small(self._name(iri))
