"""One intervention for one region in plain English, every statement with its source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from . import rows
from .distance import POWERS
from .gate import CONTRADICTORY, HELD, NOT_HELD, NOT_STATED, PARTNER, SHARED, Option, Requirement
from .transfer import CAVEAT, Candidate, transfer

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
_STRENGTH = {4: "strong", 3: "moderate", 2: "weak", 1: "insufficient"}
_DIRECTION = {
    "Beneficial": "A beneficial finding",
    "MixedFinding": "A mixed finding",
    "NullFinding": "No effect was found",
    "HarmfulFinding": "A harmful finding",
}
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
    writer = _Writer(store, answer.region_label, answer.as_of, answer.candidates[0])
    sections = (
        writer.summary(),
        writer.what(),
        writer.needs(),
        writer.others(),
        writer.effects(),
        writer.path(outcome),
        writer.context(to),
        writer.judged(),
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


class _Writer:
    """The words about one candidate; every figure and verdict comes from the candidate's own rows."""

    def __init__(self, store: Store, place: str, day: str, candidate: Candidate) -> None:
        self.store = store
        self.place = place
        self.day = day
        self.candidate = candidate
        self.labels = rows.labels(store)
        self.cited = {row[0]: Cited(row[1] or "", row[2] or "") for row in rows.fetch(store, "sources")}
        self.about = next(rows.fetch(store, "about", intervention=candidate.intervention))

    def summary(self) -> Section:
        verdict = self.candidate.verdict.verdict
        says = [Sentence(f"{self.place} {VERDICT_WORDS[verdict]} (as of {self.day}).")]
        if self.candidate.runs_here:
            says.append(Sentence(f"It runs in {self.place} already.", self._sources(self.about[7])))
            if verdict == CONTRADICTORY:
                says.append(Sentence("Yet the sources say that a power which it needs is not held there."))
        return Section("In short", tuple(says))

    def what(self) -> Section:
        description, lead, start, end, status, meant, lesson, source = self.about
        cited = self._sources(source)
        where = _listed([self._name(each) for each in self.candidate.regions])
        years = f"from {start} to {end}" if start and end else f"since {start}" if start else ""
        ran = " ".join(part for part in (f"in {where}" if where else "", years) if part)
        says = [Sentence(description, cited)] if description else []
        if lead:
            says.append(
                Sentence(
                    f"Led by {lead}{', ' + ran if ran else ''}{f' ({status})' if status else ''}.", cited
                )
            )
        if meant:
            says.append(Sentence(f"Meant for: {_small(meant)}.", cited))
        if lesson:
            says.append(Sentence(f"What was learnt: {lesson}", cited))
        return Section("What it is", tuple(says))

    def needs(self) -> Section:
        verdict = self.candidate.verdict
        says = [sentence for each in verdict.needed for sentence in self._need(each)]
        if not verdict.requirements:
            return Section("What it needs", (Sentence("The graph does not say what it needs."),))
        for each in verdict.requirements:
            if each.helpful:
                names = _listed([self._lever(option.lever) for option in each.options], "or")
                state = "" if each.state != HELD else f", which {self.place} can use"
                says.append(Sentence(f"Helpful but not needed: {names}{state}."))
        says.append(
            Sentence(
                "What it needs was coded by us from its source; the law should be checked before acting."
            )
        )
        return Section("What it needs", tuple(says))

    def _need(self, need: Requirement) -> list[Sentence]:
        names = [self._lever(option.lever) for option in need.options]
        asks = f"It needs {names[0]}" if len(names) == 1 else f"It needs one of these: {_listed(names, 'or')}"
        best = need.best
        if need.state == HELD and best.rows[0].soft:
            return [
                Sentence(f"{asks}. {_big(self._lever(best.lever))} is a soft power, open to every region.")
            ]
        if need.state in (HELD, SHARED):
            return [Sentence(f"{asks}. {self._has(best, need.state)}", self._said(best))]
        says = [Sentence(f"{asks}.")]
        if need.state == PARTNER:
            says.append(
                Sentence(
                    f"{self.place} is not said to hold it, but it can be met through a partner that does."
                )
            )
        says += [Sentence(self._lacks(option), self._said(option)) for option in need.options]
        return says

    def _has(self, option: Option, state: str) -> str:
        lever = self._lever(option.met_by or option.lever)
        verb = "holds" if state == HELD else "shares"
        said = [row for row in option.rows if row.met == option.met_by and row.when == "now"]
        basis = next((row.legal_basis for row in said if row.legal_basis), None)
        narrower = option.met_by not in (None, option.lever)
        what = f"{lever}, a narrower form of it" if narrower else lever
        return f"{self.place} {verb} {what}{f' ({basis})' if basis else ''}."

    def _lacks(self, option: Option) -> str:
        lever = self._lever(option.lever)
        if option.state == CONTRADICTORY:
            return f"The sources contradict each other on whether {self.place} holds {lever}."
        if option.ended:
            return f"{self.place} had {lever} until {option.ended}; nothing later is recorded."
        if option.state == NOT_HELD or any(
            row.status == "NotHeld" and row.when == "now" for row in option.rows
        ):
            return f"{self.place} does not hold {lever}, according to the source."
        return (
            f"No source in the graph states whether {self.place} holds {lever}; that does not mean that it "
            "lacks it."
        )

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
                when = f", since {since}" if since else ""
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
            graded = f", evidence graded {strength}" if strength else ""
            kind = _DIRECTION.get(rows.local(direction) or "", "A finding")
            fair = _EQUITY.get(rows.local(equity) or "", "Its effect on inequality is not known.")
            says.append(Sentence(f"{kind}{graded}: {words} {fair}", self._sources(source)))
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
                f"Its best evidenced path leads to {_small(self._name(best.nodes[-1]))}; the weakest step is "
                f"{_STRENGTH[best.weakest.rank]}."
            )
        ]
        for step in best.steps:
            ends = f"{_big(self._lever(step.cause))} → {self._lever(step.target)}"
            for claim in step.claims:
                _, mechanism, source = told[claim.claim]
                turn = {"Increases": "raises it", "Decreases": "lowers it"}.get(
                    claim.polarity, "mixed effect"
                )
                how = f"{turn}; evidence {_STRENGTH[claim.rank]}"
                words = mechanism or "the mechanism is not stated"
                says.append(Sentence(f"{ends} ({how}): {words}", self._sources(source)))
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
                f"Distance from {there}: {far} on a scale from 0 (alike) to 1; {len(distance.compared)} of "
                f"{distance.features} features could be compared."
            )
        ]
        for feature in sorted(distance.compared, key=lambda each: -each.apart):
            if feature.feature == POWERS:
                says.append(
                    Sentence(
                        f"Powers differ by {feature.apart:.2f} over the {feature.period} stated of both."
                    )
                )
            else:
                ours, theirs = _figure(feature.here), _figure(feature.there)
                name = self._name(feature.feature)
                says.append(
                    Sentence(f"{name}: {ours} in {self.place}, {theirs} in {there} ({feature.period}).")
                )
        return Section("How the places differ", tuple(says))

    def judged(self) -> Section:
        return Section("What remains to be judged", (Sentence(CAVEAT),))

    def contact(self) -> Section:
        lead, source = self.about[1], self.about[7]
        return Section("Whom to ask", (Sentence(f"{lead}.", self._sources(source)),) if lead else ())

    def _said(self, option: Option) -> tuple[Cited, ...]:
        return self._sources(*(row.source for row in option.rows if row.source and row.when != "later"))

    def _sources(self, *iris: str | None) -> tuple[Cited, ...]:
        return tuple(dict.fromkeys(self.cited[iri] for iri in iris if iri in self.cited))

    def _name(self, iri: str | None) -> str:
        local = rows.local(iri) or ""
        return self.labels.get(iri or "", "Population in 2019" if local == "population2019" else local)

    def _lever(self, iri: str) -> str:
        return _small(self._name(iri))


def _listed(names: Iterable[str], word: str = "and") -> str:
    *most, last = list(names) or [""]
    return f"{', '.join(most)} {word} {last}" if most else last


def _small(words: str) -> str:
    """Begin with a small letter, unless the first word is a name such as TfL or GLA."""
    first = words.split(" ", 1)[0]
    return words if first[1:] != first[1:].lower() else words[:1].lower() + words[1:]


def _figure(value: float | None) -> str:
    return "not stated" if value is None else f"{value:,.0f}" if abs(value) >= 1000 else f"{value:g}"


def _big(words: str) -> str:
    return words[:1].upper() + words[1:]
