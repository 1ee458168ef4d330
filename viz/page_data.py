"""The data in the page: the atlas, its drawing and the verdicts, things and claims named by their numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..ontology import ID, LG
from ..queries.transferability import LOOKS, STEPS, VERDICT_SENTENCES, VERDICTS, Words
from .drawing import draw
from .page_model import NAME, Atlas, Claim, Name, Requirement, Thing, Trust
from .verdicts import STATES, Judgement
from .vocabulary import BORROWED, CLASS_OF_KIND

if TYPE_CHECKING:
    import networkx

    from .closeness import Closeness

EMPTY: tuple[Any, ...] = ("", (), {}, [])


def contents(
    atlas: Atlas,
    graph: networkx.MultiDiGraph[str],
    judgements: Iterable[Judgement],
    close: Closeness,
    start: dict[str, str | None],
    day: str,
) -> dict[str, Any]:
    """Gather the data of one page; it can be written as JSON. The graph has been laid out.

    `day` is that of the verdicts, on which powers count.
    """
    claims = {claim.iri: number for number, claim in enumerate(atlas.claims)}
    return {
        "home": ID,
        "vocabulary": {"lg": LG, "borrowed": BORROWED, "classes": CLASS_OF_KIND},
        "edition": atlas.edition,
        "day": day,
        "search": {"steps": STEPS, "looks": LOOKS},
        "start": {key: short(iri) for key, iri in start.items() if iri},
        "things": [_thing(thing) for thing in atlas.things],
        "headings": list(graph)[len(atlas.things) :],
        "claims": [_claim(claim) for claim in atlas.claims],
        "requirements": [_requirement(requirement) for requirement in atlas.requirements],
        "sources": [
            _brief(id=short(source.iri), url=source.url, kind=source.kind, **_named(source.name))
            for source in atlas.sources
        ],
        "others": [{"id": short(iri), "label": label} for iri, label in atlas.others],
        "terms": atlas.terms,
        "words": _words(Words(atlas.labels)),
        "literals": atlas.literals,
        "rules": {key: {"id": short(rule.iri), "label": rule.label} for key, rule in atlas.rules.items()},
        "gate": _gate(atlas, claims, judgements),
        "close": _close(atlas, close),
        "network": draw(graph, claims),
    }


def _words(words: Words) -> dict[str, Any]:
    """The words for states, verdicts and strengths, as the method says them everywhere."""
    return {
        "states": {term: words.status(term).label for term in ("Held", "Shared", "NotHeld", "NotStated")},
        "needs": {letter: words.state(state).label for state, letter in STATES.items()},
        "verdicts": [
            {"name": name, "word": words.verdict(name).label, "says": VERDICT_SENTENCES[name]}
            for name in VERDICTS
        ],
        "strengths": {rank: word.name for rank in range(1, 5) if (word := words.strength(rank))},
    }


def short(iri: str) -> str:
    """The IRI of a packaged thing as kind/slug, any other as it is."""
    return iri.removeprefix(ID)


def _thing(thing: Thing) -> dict[str, Any]:
    return _brief(
        id=short(thing.iri),
        facts=thing.facts,
        links=thing.links,
        own=None if thing.own == CLASS_OF_KIND[thing.kind] else thing.own or "type",
        classes=thing.classes,
        worked=dict(thing.worked),
        given=_given(thing.name),
        **_trusted(thing.trust),
    )


def _claim(claim: Claim) -> dict[str, Any]:
    return _brief(
        id=short(claim.iri),
        kind=claim.kind,
        roles=claim.roles,
        facts=claim.facts,
        requirement=claim.requirement,
        **_named(claim.name),
        **_trusted(claim.trust),
    )


def _requirement(requirement: Requirement) -> dict[str, Any]:
    return _brief(
        id=short(requirement.iri),
        interventions=requirement.interventions,
        facts=requirement.facts,
        **_named(requirement.name),
        **_trusted(requirement.trust),
    )


def _named(name: Name) -> dict[str, Any]:
    return {"label": name.text, "given": _given(name)}


def _given(name: Name) -> tuple[str, str] | str | None:
    """The property and kind of literal of a name, or "iri"; None where they are the usual ones."""
    return None if name.given == NAME else name.given or "iri"


def _trusted(trust: Trust) -> dict[str, Any]:
    return {"sources": trust.sources, "said": dict(trust.said), "kinds": dict(trust.kinds)}


def _brief(**fields: Any) -> dict[str, Any]:
    """Leave out what is empty: most of a large page would be empty fields."""
    return {key: value for key, value in fields.items() if value is not None and value not in EMPTY}


def _close(atlas: Atlas, close: Closeness) -> dict[str, Any]:
    """By outcome: each intervention that is direct (0) or near (1), with its group in the order."""
    things = {thing.iri: place for place, thing in enumerate(atlas.things)}
    return {
        str(things[outcome]): [(things[iri], tier, group) for iri, tier, group in found if iri in things]
        for outcome, found in close.items()
        if found
    }


def _gate(atlas: Atlas, claims: dict[str, int], judgements: Iterable[Judgement]) -> dict[str, Any]:
    """By region: the order, a digit of the verdict for each in it, and a letter for each requirement."""
    things = {thing.iri: place for place, thing in enumerate(atlas.things)}
    requirements = {requirement.iri: place for place, requirement in enumerate(atlas.requirements)}
    return {
        str(things[judgement.region]): _region(judgement, things, claims, requirements)
        for judgement in judgements
        if judgement.region in things
    }


def _region(
    judgement: Judgement, things: dict[str, int], claims: dict[str, int], requirements: dict[str, int]
) -> dict[str, Any]:
    life = _brief(begun=judgement.begun, ended=judgement.ended, silent=judgement.silent)
    if judgement.silent:
        return life
    letters = [" "] * len(requirements)
    behind: list[list[int]] = [[] for _ in requirements]
    for requirement, letter, named in judgement.states:
        letters[requirements[requirement]] = letter
        behind[requirements[requirement]] = [claims[claim] for claim in named if claim in claims]
    return life | {
        "order": [things[iri] for iri in judgement.order],
        "verdicts": "".join(str(verdict) for verdict in judgement.verdicts),
        "runs": [things[iri] for iri in judgement.runs],
        "states": "".join(letters),
        "claims": [places[0] if len(places) == 1 else places or -1 for places in behind],
    }
