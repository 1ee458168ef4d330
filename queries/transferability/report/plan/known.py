"""The statements beside the prompts: what the record knows of the region, for a team to confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....wording import big, day, ended, flat, listed, small
from ...facts import planning as facts
from ...method import needs as method
from ...method.gate import CONTRADICTORY, HELD, NOT_HELD, NOT_STATED, PARTNER, SHARED, having, option
from ..answers import needs as needs_answer
from ..answers.brief import Statement
from ..brief import asks as brief_asks, need as brief_need, silence
from ..brief.options import done

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ...facts.planning import Prompt
    from .subject import PlanSubject

    Known = Callable[[PlanSubject, Prompt], Iterable[Statement]]
    """A function that says what the record knows beside a prompt."""

SHOWN = 6
"""So many statements of one kind stand beside a prompt; the rest are counted."""
THINGS = 5
"""So many needs are looked at for the levers that act on them."""
RECENT = 5
"""So many deals are told."""
STATES = (HELD, SHARED, CONTRADICTORY, PARTNER, NOT_STATED, NOT_HELD)


def needs(subject: PlanSubject, _: Prompt) -> Iterator[Statement]:
    """Where the region stands worse than England or gets worse; on the problem, where one is named."""
    if subject.problem:
        yield from _figures_of_problem(subject)
        return
    observations = {
        (figure.indicator, figure.period, figure.area == subject.region): figure.observation
        for figure in subject.measurements
    }
    found = needs_answer.needs(
        method.needs(subject.model, subject.region),
        lambda _, __: ((), 0),
        subject.model,
        subject.labels,
        region=subject.region,
        as_of=subject.day,
        named=True,
    )
    told: dict[str, Statement] = {}
    for need in found.needs:
        for figure in need.figures:
            claims = (
                observations.get((figure.indicator.iri, figure.period, here), "") for here in (True, False)
            )
            sources = subject.cited(figure.source.iri) if figure.source else ()
            told[figure.indicator.iri] = Statement(figure.sentence, tuple(filter(None, claims)), sources)
    yield from told.values()


def _figures_of_problem(subject: PlanSubject) -> Iterator[Statement]:
    """The figures that a brief shows, each the latest and an earlier one."""
    for figure in brief_need.figures(subject):
        yield figure.says
        if figure.trend:
            yield figure.trend


def levers_for_needs(subject: PlanSubject, _: Prompt) -> Iterator[Statement]:
    """The levers that act by one step on the needs, or on what leads to them; what the region has first."""
    ends = (
        sorted(subject.model.narrower(subject.problem))
        if subject.problem
        else list(method.needed_things(subject.model, subject.region))[:THINGS]
    )
    levers = set(subject.model.lever_domains())
    behind = (cause for end in ends for cause in method.behind(subject.model, end))
    ends = list(dict.fromkeys([*ends, *(behind if subject.problem else ())]))
    steps = [step for end in ends for step in subject.model.causes().into(end) if step.cause in levers]
    judged = {
        lever: option(subject.model.holding(subject.region, lever, subject.day))
        for lever in {step.cause for step in steps}
    }
    for step in sorted(
        steps, key=lambda step: (STATES.index(judged[step.cause].state), -step.rank, step.cause, step.target)
    ):
        standing, claim = judged[step.cause], step.claims[0]
        soft = standing.rows[0].soft
        state = subject.labels.words.state("soft" if soft else standing.state)
        strength = subject.labels.words.strength(claim.rank)
        graded = f", on {small(strength.label)}" if strength else ""
        rows = () if soft else standing.deciding
        yield Statement(
            f"{subject.name(claim.cause)} (here: {state.label}) acts on "
            f"{subject.within(claim.target)}{graded}.",
            (claim.claim, *(row.claim for row in rows if row.claim)),
            subject.cited(subject.model.claim_texts()[claim.claim].source, *(row.source for row in rows)),
        )


def powers(subject: PlanSubject, _: Prompt) -> Iterator[Statement]:
    """The powers that the region holds or shares, domain by domain, by the claims that say so."""
    domains = subject.model.lever_domains()
    found: dict[str, dict[str, list[str]]] = {}
    claims: dict[str, list[str]] = {}
    sources: dict[str, list[str]] = {}
    for lever, rows in subject.model.holdings(subject.region, subject.day).items():
        valid = having(rows)
        if not valid:
            continue
        domain = domains.get(lever, "Domain not stated")
        verb = "holds" if any(row.status == "Held" for row in valid) else "shares"
        found.setdefault(domain, {}).setdefault(verb, []).append(subject.within(lever))
        claims.setdefault(domain, []).extend(row.claim for row in valid if row.claim)
        sources.setdefault(domain, []).extend(row.source for row in valid if row.source)
    for domain, verbs in sorted(found.items()):
        said = "; ".join(f"{verb} {listed(sorted(verbs[verb]))}" for verb in sorted(verbs))
        yield Statement(
            f"{domain}: {subject.place} {said}.", tuple(claims[domain]), subject.cited(*sources[domain])
        )


def soft_powers(subject: PlanSubject, _: Prompt) -> Iterator[Statement]:
    """The soft powers with which something runs in the region, by what runs."""
    soft = subject.model.soft_levers()
    used: dict[str, list[str]] = {}
    for intervention in subject.here:
        for lever in subject.model.uses().get(intervention, ()):
            if lever in soft:
                used.setdefault(lever, []).append(intervention)
    for lever, interventions in sorted(used.items(), key=lambda pair: subject.name(pair[0])):
        names = _some([subject.name(each) for each in interventions])
        sources = [row.source for iri in interventions for row in subject.model.descriptions(iri)[:1]]
        yield Statement(
            f"{subject.name(lever)}: used in {subject.place} by {names}.",
            tuple(interventions),
            subject.cited(*sources),
        )


def untapped(subject: PlanSubject, _: Prompt) -> Iterable[Statement]:
    """The powers that others used and that no case on record uses here."""
    return silence.gaps(subject)


def asks(subject: PlanSubject, _: Prompt) -> Iterator[Statement]:
    """The further powers that would open most, and who has them by which law."""
    for ask in brief_asks.asks(subject):
        opens = small(ask.opens.text)
        yield Statement(
            f"{ask.lever.label} (today: {ask.today.label}): {opens}", ask.opens.claims, ask.opens.sources
        )
        yield from ask.held[:1]


def duties(subject: PlanSubject, _: Prompt) -> Iterator[Statement]:
    """The duties in law of the classes that the region's authority belongs to."""
    for duty in facts.duties(subject.model, subject.region, subject.day):
        words = f": {small(duty.words.rstrip('.'))}" if duty.words else ""
        force = "" if duty.in_force else ". No source on record says that it has begun"
        yield Statement(
            f"{big(duty.label)}, a duty of every {small(duty.authority_class)}{words}{force}.",
            (duty.duty,),
            subject.cited(*duty.sources),
        )


def deals(subject: PlanSubject, _: Prompt) -> Iterator[Statement]:
    """The latest deals, orders and acts that gave the region something."""
    for deal in facts.deals(subject.model, subject.region)[:RECENT]:
        yield _deal(subject, deal)


def funds(subject: PlanSubject, _: Prompt) -> Iterator[Statement]:
    """The deals that gave the region money."""
    for deal in facts.deals(subject.model, subject.region):
        if deal.kind == "FundDeal":
            yield _deal(subject, deal)


def running(subject: PlanSubject, _: Prompt) -> Iterator[Statement]:
    """The interventions that run in the region already."""
    for candidate in subject.running:
        where = done(subject, candidate)
        yield Statement(f"{candidate.label}: {where.text}", where.claims, where.sources)


def leads(subject: PlanSubject, _: Prompt) -> Iterator[Statement]:
    """Who leads what runs in the region already."""
    for candidate in subject.running:
        about = subject.model.descriptions(candidate.intervention)[0]
        if about.lead:
            yield Statement(
                f"{candidate.label}: led by {about.lead}.",
                (candidate.intervention,),
                subject.cited(about.source),
            )


def joint(subject: PlanSubject, _: Prompt) -> Iterator[Statement]:
    """The interventions that the region shares with other regions."""
    everything = subject.model.interventions()
    for iri in sorted(everything, key=subject.name):
        regions = everything[iri].regions
        if subject.region in regions and len(regions) > 1:
            others = [subject.name(region) for region in regions if region != subject.region]
            yield subject.of_intervention(f"{subject.name(iri)}: together with {_some(sorted(others))}.", iri)


def evidence(subject: PlanSubject, _: Prompt) -> Iterator[Statement]:
    """The best finding of benefit on each option, the strongest first."""
    told = []
    for candidate in subject.candidates:
        ranked = [
            (subject.measured_on.get(text.finding, (0, frozenset()))[0], text)
            for text in subject.model.finding_texts(candidate.intervention)
            if text.direction == "Beneficial"
        ]
        if ranked:
            rank, text = max(ranked, key=lambda pair: pair[0])
            strength = subject.labels.words.strength(rank)
            graded = f"{small(strength.label)} of benefit" if strength else "benefit, its strength not stated"
            words = f"{candidate.label}: {graded}. {ended(text.text)}"
            told.append((-rank, words, Statement(words, (text.finding,), subject.cited(text.source))))
    yield from (statement for _, __, statement in sorted(told, key=lambda each: each[:2]))


def costs(subject: PlanSubject, _: Prompt) -> Iterator[Statement]:
    """The options of which a cost is stated."""
    from ..brief.options import money

    for candidate in subject.candidates:
        for cost in subject.costs.get(candidate.intervention, ()):
            if cost.currency == "GBP":
                per = f" for {cost.per}" if cost.per else ""
                yield Statement(
                    f"{candidate.label}: {money(cost.amount)}{per}.", (cost.cost,), subject.cited(cost.source)
                )


def tried(subject: PlanSubject, _: Prompt) -> Iterator[Statement]:
    """Where the options were tried, and how they stand there."""
    for candidate in subject.candidates:
        where = done(subject, candidate)
        yield Statement(f"{candidate.label}: {where.text}", where.claims, where.sources)


def learnt(subject: PlanSubject, prompt: Prompt) -> Iterator[Statement]:
    """The lessons about the challenge that the prompt is about, and what in the region addresses it."""
    addressed = facts.addressed(subject.model).get(prompt.topic, frozenset())
    here = sorted(addressed & frozenset(subject.here), key=subject.name)
    if here:
        cited = [row.source for iri in here for row in subject.model.descriptions(iri)[:1]]
        names = _some([subject.name(iri) for iri in here])
        yield Statement(
            f"By our reading this is addressed in {subject.place} by {names}.",
            tuple(here),
            subject.cited(*cited),
        )
    for lesson in facts.lessons(subject.model).get(prompt.topic, ()):
        place = f"{subject.name(lesson.region)}: " if lesson.region else ""
        words = lesson.words if not place else small(lesson.words)
        yield Statement(ended(f"{place}{words}"), (lesson.lesson,), subject.cited(*lesson.sources))


def monitored(subject: PlanSubject, _: Prompt) -> Iterator[Statement]:
    """The indicators of the problem or of the needs, and how often each is published."""
    often = facts.frequencies(subject.model)
    ends = (
        sorted(subject.model.narrower(subject.problem))
        if subject.problem
        else method.needed_things(subject.model, subject.region)
    )
    told = dict.fromkeys(indicator for end in ends for indicator in subject.indicators.get(end, ()))
    said: dict[str, list[str]] = {}
    for indicator in told:
        if indicator in often:
            said.setdefault(f"{subject.name(indicator)}: {_rhythm(often[indicator][0])}.", []).append(
                indicator
            )
    for words, indicators in said.items():
        sources = [source for indicator in indicators for source in often[indicator][1]]
        yield Statement(words, tuple(indicators), subject.cited(*sources))


def unproven(subject: PlanSubject, _: Prompt) -> Iterator[Statement]:
    """What runs in the region and of which a search for evaluations found none, or found no benefit."""
    for candidate in subject.running:
        search = subject.searches.get(candidate.intervention)
        if search and search.result == "NoneFound":
            when = f" ({day(search.on)})" if search.on else ""
            yield Statement(
                f"{candidate.label}: it runs here, and a search for evaluations{when} found none.",
                (search.search,),
            )
        texts = subject.model.finding_texts(candidate.intervention)
        without = [text for text in texts if text.direction in ("NullFinding", "HarmfulFinding")]
        for text in without[:1]:
            yield Statement(
                f"{candidate.label}: it runs here. {ended(text.text)}",
                (text.finding,),
                subject.cited(text.source),
            )


def _deal(subject: PlanSubject, deal: facts.Deal) -> Statement:
    when = f", {day(deal.date)}" if deal.date else ""
    gave = f": {deal.gave}" if deal.gave else ""
    return Statement(
        ended(f"{deal.label} ({small(deal.kind_label)}{when}){gave}"),
        (deal.deal,),
        subject.cited(*deal.sources),
    )


def _rhythm(frequency: str) -> str:
    known = {"annual": "published once a year", "not confirmed": "how often it is published is not confirmed"}
    return known.get(frequency, f"published {flat(small(frequency))}")


def _some(names: list[str]) -> str:
    rest = len(names) - SHOWN
    return listed([*names[:SHOWN], f"{rest} more"] if rest > 0 else names)
