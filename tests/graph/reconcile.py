"""Find every cell of the fact tables again in the Turtle files, and print what was found.

    python tests/graph/reconcile.py FACTS_FOLDER

It shares nothing with what made the files: a row's thing is looked for by what the row says, and every cell
that is not empty must have a rule here and a value there. It ends with 1 when a row or a cell is missing.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import levergraph.graph
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

DATA = Path(levergraph.graph.__file__).with_name("data")
RENAMED = {"london": "greater-london", "cambridgeshire-peterborough": "cambridgeshire-and-peterborough"}
Row = dict[str, str]
Thing = dict[str, list[NamedNode | Literal]]
Rule = Callable[["Facts", Thing, str, Row], bool]


def short(iri: str) -> str:
    """The last word of an IRI."""
    return re.split(r"[/#]", iri)[-1]


class Facts:
    """The Turtle files, as things with properties."""

    def __init__(self, folder: Path = DATA) -> None:
        self.things: dict[str, Thing] = defaultdict(lambda: defaultdict(list))
        for path in sorted(folder.rglob("*.ttl")):
            for quad in parse(path=str(path), format=RdfFormat.TURTLE):
                self.things[quad.subject.value][short(quad.predicate.value)].append(quad.object)
        self.by_class: dict[str, list[str]] = defaultdict(list)
        self.by_value: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for iri, thing in self.things.items():
            for class_ in texts(thing["type"]):
                self.by_class[class_].append(iri)
                self.by_value[class_, "slug", short(iri)].add(iri)
                for name, values in thing.items():
                    for value in texts(values):
                        self.by_value[class_, name, value].add(iri)

    def find(self, classes: str, wanted: dict[str, str]) -> list[str]:
        """The things of some classes that carry all the values: a slug for a link, a text for a text."""
        found = [
            self.by_value[class_, name, value] for class_ in classes.split() for name, value in wanted.items()
        ]
        width = len(wanted)
        groups = [set.intersection(*found[n : n + width]) for n in range(0, len(found), width)]
        return sorted(set().union(*groups))


def texts(values: list[NamedNode | Literal]) -> set[str]:
    """Literals as they are, links as slugs."""
    return {short(value.value) if isinstance(value, NamedNode) else value.value for value in values}


# What one cell must find


def has_text(name: str, facts: Facts, thing: Thing, cell: str, row: Row) -> bool:
    """The text is there, in English."""
    return any(isinstance(v, Literal) and v.value == cell and v.language == "en" for v in thing[name])


def has_code(name: str, facts: Facts, thing: Thing, cell: str, row: Row) -> bool:
    """The plain string is there."""
    return any(isinstance(v, Literal) and v.value == cell and not v.language for v in thing[name])


def has_address(name: str, facts: Facts, thing: Thing, cell: str, row: Row) -> bool:
    """The address is there."""
    return any(
        isinstance(v, Literal) and v.value == cell and short(v.datatype.value) == "anyURI"
        for v in thing[name]
    )


def has_number(kind: str, name: str, facts: Facts, thing: Thing, cell: str, row: Row) -> bool:
    """The number is there, written with the same digits."""
    cell = cell.removesuffix("%")
    return any(
        isinstance(v, Literal) and v.value == cell and short(v.datatype.value) == kind for v in thing[name]
    )


def has_flag(name: str, facts: Facts, thing: Thing, cell: str, row: Row) -> bool:
    """Yes or no is there, as true or false."""
    return texts(thing[name]) == {{"yes": "true", "no": "false"}[cell]}


def has_date(name: str, facts: Facts, thing: Thing, cell: str, row: Row) -> bool:
    """The date is there, as precise as it was given."""
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(cell)]
    return any(
        isinstance(v, Literal) and v.value == cell and short(v.datatype.value) == kind for v in thing[name]
    )


def has_links(name: str, facts: Facts, thing: Thing, cell: str, row: Row, separator: str = ";") -> bool:
    """Every id of the cell is linked, nothing else is, and what is linked exists."""
    wanted = {RENAMED.get(part.strip(), part.strip()) for part in cell.split(separator)}
    exists = all(v.value in facts.things and facts.things[v.value]["type"] for v in thing[name])
    return exists and texts(thing[name]) == wanted


def has_names(name: str, facts: Facts, thing: Thing, cell: str, row: Row) -> bool:
    """Every name of the cell is the name of something linked."""
    linked = {short_name(label.value) for v in thing[name] for label in facts.things[v.value]["prefLabel"]}
    return linked == {short_name(part) for part in cell.split(";")}


def short_name(text: str) -> str:
    """A name without differences of writing."""
    return re.sub(r"[^a-z0-9]+", " ", text.lower().replace("/", " or ")).strip()


def is_named(facts: Facts, thing: Thing, cell: str, row: Row) -> bool:
    """The name is the thing's, or stands in it."""
    return any(short_name(cell) in short_name(v.value) for v in thing["prefLabel"])


def is_slug(facts: Facts, thing: Thing, cell: str, row: Row) -> bool:
    """The id was used to find the thing."""
    return True


def pairs(words: str) -> dict[str, str]:
    """A list of codes: `word = Individual | word = Individual`."""
    return {word: code for word, _, code in (pair.strip().partition(" = ") for pair in words.split("|"))}


def is_coded(name: str, words: str, facts: Facts, thing: Thing, cell: str, row: Row) -> bool:
    """The word's individual is there, and no other."""
    return texts(thing[name]) == {pairs(words)[cell]}


def is_source(facts: Facts, thing: Thing, cell: str, row: Row) -> bool:
    """The address is that of the source (or of one of them)."""
    plain = re.sub(r"^(https?://[^/]+)\./", r"\1/", cell)
    return any(plain in texts(facts.things[source.value]["url"]) for source in thing["source"])


def is_title(facts: Facts, thing: Thing, cell: str, row: Row) -> bool:
    """The title is the source's name, or how it is cited here."""
    named = {label for source in thing["source"] for label in texts(facts.things[source.value]["prefLabel"])}
    return cell in named | texts(thing["citedAs"])


def either(*rules: Rule) -> Rule:
    """One of the rules holds."""
    return lambda facts, thing, cell, row: any(rule(facts, thing, cell, row) for rule in rules)


def both(*rules: Rule) -> Rule:
    """All of the rules hold."""
    return lambda facts, thing, cell, row: all(rule(facts, thing, cell, row) for rule in rules)


def of(link: str, rule: Rule) -> Rule:
    """The rule holds for what is linked."""
    return lambda facts, thing, cell, row: any(
        rule(facts, facts.things[v.value], cell, row) for v in thing[link]
    )


def without(words: str, rule: Rule) -> Rule:
    """The rule holds for the cell without some words that another property stands for."""
    return lambda facts, thing, cell, row: (
        words in cell and rule(facts, thing, cell.replace(words, "").strip(), row)
    )


def text(name: str) -> Rule:
    """A text."""
    return partial(has_text, name)


def code(name: str) -> Rule:
    """A plain string."""
    return partial(has_code, name)


def address(name: str) -> Rule:
    """An address."""
    return partial(has_address, name)


def date(name: str) -> Rule:
    """A date."""
    return partial(has_date, name)


def links(name: str) -> Rule:
    """Links by slug."""
    return partial(has_links, name)


def names(name: str) -> Rule:
    """Links by name."""
    return partial(has_names, name)


def flag(name: str) -> Rule:
    """True or false."""
    return partial(has_flag, name)


def decimal(name: str) -> Rule:
    """A decimal number."""
    return partial(has_number, "decimal", name)


def integer(name: str) -> Rule:
    """A whole number."""
    return partial(has_number, "integer", name)


def word(name: str, words: str) -> Rule:
    """A word of a code list."""
    return partial(is_coded, name, words)


def one_region(facts: Facts, thing: Thing, cell: str, row: Row) -> bool:
    """The region, or, for several, that it is several and no single one."""
    if cell == "several":
        return not thing["region"] and "several" in texts(thing["regionNote"])
    return has_links("region", facts, thing, cell, row)


def themes(facts: Facts, thing: Thing, cell: str, row: Row) -> bool:
    """Every theme is a member of a framework, or noted."""
    named = {short_name(n.value) for v in thing["marmotTheme"] for n in facts.things[v.value]["prefLabel"]}
    noted = {short_name(v.value) for v in thing["marmotThemeNote"]}
    return named | noted == {short_name(part) for part in cell.split("; ")} and not named & noted


def layer(facts: Facts, thing: Thing, cell: str, row: Row) -> bool:
    """The layer of its scheme is linked, and its words are there where they differ."""
    members = [facts.things[v.value] for v in thing["layer"]]
    framework = {"CSDH": "who-csdh", "DW": "dahlgren-whitehead"}[cell.split(":")[0]]
    inside = len(members) == 1 and texts(members[0]["inScheme"]) == {framework}
    label = short_name(next(iter(texts(members[0]["prefLabel"])))) if inside else ""
    said = cell in texts(thing["layerNote"]) or label == short_name(cell.split(": ")[1])
    return inside and said and label in short_name(cell)


def reason(words: str) -> Rule:
    """A basis is kept in its own words and coded."""
    return both(text("basisNote"), word("basis", words))


def verified(words: str) -> Rule:
    """What was verified is kept in its own words and coded by how it begins."""
    table = pairs(words)

    def rule(facts: Facts, thing: Thing, cell: str, row: Row) -> bool:
        coded = next(individual for beginning, individual in table.items() if cell.startswith(beginning))
        return has_text("verificationNote", facts, thing, cell, row) and texts(thing["verification"]) == {
            coded
        }

    return rule


def sets(words: str) -> Rule:
    """The set of an indicator."""
    return lambda facts, thing, cell, row: texts(thing["indicatorSet"]) == {pairs(words)[cell]}


def graded(facts: Facts, thing: Thing, cell: str, row: Row) -> bool:
    """The whole words of a strength are there, its grade is coded, and the grade is marked as ours."""
    return (
        has_text("strengthNote", facts, thing, cell, row)
        and texts(thing["strength"]) == {cell.split(" ")[0].capitalize()}
        and texts(thing["strengthBasis"]) == {"CodedByUs"}
    )


def evidence_elsewhere(facts: Facts, thing: Thing, cell: str, row: Row) -> bool:
    """The address of the evidence, kept where it is not the source's."""
    return cell == row["source_url"] or has_address("evidenceUrl", facts, thing, cell, row)


CAUSE, TARGET = links("cause"), links("target")
NOTE, REGION, LEVER = text("note"), links("region"), links("lever")
SOURCE: dict[str, Rule] = {
    "source_url": is_source,
    "source_title": is_title,
    "source_date": date("sourceDate"),
    "source_year": date("sourceDate"),
}
POLARITY = word("polarity", "increases = Increases | decreases = Decreases | mixed = MixedPolarity")
HEALTH = word("healthDirection", "improves health = ImprovesHealth | mixed = MixedForHealth")
STRENGTH = word(
    "strength", "strong = Strong | moderate = Moderate | weak = Weak | insufficient = Insufficient"
)
DIRECTNESS = word("directness", "direct = Direct | indirect = Indirect")
STATUS = word(
    "status", "held = Held | shared = Shared | not-held = NotHeld | not_held = NotHeld | unknown = NotStated"
)
CONFIDENCE = word("confidence", "high = HighConfidence | medium = MediumConfidence | low = LowConfidence")
HIGHER = word("orientation", "better = HigherIsBetter | worse = HigherIsWorse")
VALIDITY: dict[str, Rule] = {
    "valid_from": date("validFrom"),
    "valid_until": date("validUntil"),
    "legal_basis": text("legalBasis"),
    "as_of": date("asOf"),
    "confidence": CONFIDENCE,
    "note": NOTE,
}


@dataclass
class Table:
    """How the rows of one table are found again."""

    classes: str
    """The classes that its rows became, the row's own class first."""
    key: Callable[[Row], dict[str, str]]
    """What to look for: the slug or the values of properties."""
    rules: dict[str, Rule]
    made: str = ""
    """Further classes that were made of it; "nothing" when its rows only add to another table."""


def by_id(row: Row) -> dict[str, str]:
    """Look for the id as slug."""
    return {"slug": row["id"]}


def by(**columns: str) -> Callable[[Row], dict[str, str]]:
    """Look for the columns as values of properties."""
    return lambda row: {name: RENAMED.get(row[column], row[column]) for name, column in columns.items()}


TABLES = {
    "regions": Table(
        "Region",
        by_id,
        {
            "name": is_named,
            "authority_name": of("governedBy", is_named),
            "authority_kind": of(
                "governedBy",
                word(
                    "authorityKind",
                    "GLA = StrategicAuthorityForLondon"
                    " | mayoral combined authority = MayoralCombinedAuthority"
                    " | combined authority (no mayor) = CombinedAuthorityWithoutMayor"
                    " | mayoral combined county authority = MayoralCombinedCountyAuthority"
                    " | combined county authority (no mayor) = CombinedCountyAuthorityWithoutMayor"
                    " | combined authority (mayor to come) = CombinedAuthorityAwaitingMayor"
                    " | proposed mayoral strategic authority = ProposedMayoralAuthority",
                ),
            ),
            "established": of(
                "governedBy", either(without("expected", date("establishmentExpected")), date("established"))
            ),
            "established_by": of("governedBy", text("establishedBy")),
            "first_mayor_in_post": of(
                "governedBy",
                either(without("(planned)", date("firstMayorExpected")), date("firstMayorInPost")),
            ),
            "abolished": of("governedBy", date("abolished")),
            "succeeded_by": both(links("regionSucceededBy"), of("governedBy", links("succeededBy"))),
            "population_2019": integer("population2019"),
            "seed_year_created": date("yearInReport"),
            "gss_code": code("gssCode"),
            "seed_row": flag("namedInReport"),
            "note": NOTE,
        },
        "Authority Succession",
    ),
    "region_id_map": Table(
        "Region",
        by(slug="to_id"),
        {"from_id": code("otherIdentifier"), "to_id": is_slug, "basis": text("otherIdentifierNote")},
        "nothing",
    ),
    "constituent_authorities": Table(
        "Membership",
        lambda row: {
            "region": row["region_id"],
            "council": short_name(row["local_authority_name"]).replace(" ", "-"),
        },
        {
            "region_id": REGION,
            "local_authority_name": of("council", is_named),
            "gss_code": of("council", code("gssCode")),
            "role": text("role"),
            **VALIDITY,
        },
        "Council",
    ),
    "power_domains": Table(
        "PowerDomain",
        by_id,
        {
            "name": is_named,
            "seed_column_order": integer("columnInReport"),
            "definition": text("definition"),
            "coding_rule": text("codingRule"),
        },
    ),
    "powers": Table(
        "DomainHolding SpecificPower",
        by(region="region_id", domain="domain", powerLabel="power_label"),
        {
            "region_id": REGION,
            "domain": links("domain"),
            "row_type": word("type", "cell = DomainHolding | specific = SpecificPower"),
            "power_label": text("powerLabel"),
            "status": STATUS,
            "power_kind": word(
                "powerKind",
                "statutory function = KindStatutoryFunction | devolved budget = KindDevolvedBudget"
                " | devolution deal commitment = KindDealCommitment | soft = KindSoftPower",
            ),
            **VALIDITY,
        },
    ),
    "levers": Table(
        "StatutoryFunction DevolvedBudget SoftPower",
        by_id,
        {
            "label": is_named,
            "definition": text("definition"),
            "kind": word(
                "type", "hard-statutory = StatutoryFunction | hard-budget = DevolvedBudget | soft = SoftPower"
            ),
            "domain": links("domain"),
            "broader": links("broader"),
            "typical_legal_basis": text("typicalLegalBasis"),
            "legislation_url": address("legislation"),
            "note": NOTE,
        },
    ),
    "holdings": Table(
        "LeverHolding",
        by(region="region_id", lever="lever_id"),
        {
            "region_id": REGION,
            "lever_id": LEVER,
            "status": STATUS,
            "in_use": word("useStatus", "yes = InUse | no = NotInUse | unknown = UseUnknown"),
            "in_use_since": date("inUseSince"),
            **VALIDITY,
        },
    ),
    "interventions": Table(
        "Intervention",
        by_id,
        {
            "title": is_named,
            "region_id": one_region,
            "lead_body": text("leadBody"),
            "start_year": date("startYear"),
            "end_year": date("endYear"),
            "status": text("runStatus"),
            "summary": text("description"),
            "lever_domain": names("domain"),
            "lever_kind": word(
                "leverMix", "hard power = HardOnly | soft power = SoftOnly | both = HardAndSoft"
            ),
            "mechanism": names("mechanismUsed"),
            "requires_power": text("requiredPowerNote"),
            "determinants": links("actsOn"),
            "population_targeted": text("intendedFor"),
            "challenge_addressed": names("addresses"),
            "lesson_learnt": text("lessonLearnt"),
        },
        "Mechanism Challenge",
    ),
    "intervention_regions": Table(
        "Participation",
        by(intervention="intervention_id", region="region_id"),
        {
            "intervention_id": links("intervention"),
            "region_id": REGION,
            "role": text("role"),
            "basis": text("basisNote"),
        },
    ),
    "used_levers": Table(
        "LeverUse",
        by(intervention="intervention_id", lever="lever_id"),
        {
            "intervention_id": links("intervention"),
            "lever_id": LEVER,
            "basis": reason("mechanism and summary recorded for the intervention = CodedByUs"),
        },
    ),
    "requirements": Table(
        "RequirementOption",
        lambda row: {"requirement": f"{row['intervention_id']}--{row['group']}", "lever": row["lever_id"]},
        {
            "intervention_id": of("requirement", links("intervention")),
            "group": of("requirement", integer("group")),
            "lever_id": LEVER,
            "necessity": of("requirement", word("necessity", "required = Required | helpful = Helpful")),
            "via_partner": flag("viaPartner"),
            "rationale": text("rationale"),
            "basis": reason(
                "required power recorded for the intervention, mapped to a controlled lever = CodedByUs"
                " | analyst reading of the summary, mechanism and lesson recorded for the intervention"
                " = CodedByUs"
                " | inferred from the recorded mechanism and summary; no required power is recorded"
                " = InferredByUs"
            ),
        },
        "Requirement",
    ),
    "evidence": Table(
        "Finding",
        by_id,
        {
            "intervention_id": links("intervention"),
            "finding": text("description"),
            "study_design": word(
                "studyDesign",
                "RCT = RandomisedControlledTrial | quasi-experimental = QuasiExperimental"
                " | interrupted time series = InterruptedTimeSeries | before-after = BeforeAfter"
                " | modelling = ModellingStudy | qualitative = Qualitative | descriptive = Descriptive"
                " | none found = NoStudyFound",
            ),
            "outcome_measured": text("outcomeMeasured"),
            "direction": word(
                "direction", "beneficial = Beneficial | mixed = MixedFinding | null = NullFinding"
            ),
            "equity_effect": word(
                "equityEffect", "narrows = Narrows | unknown = EquityUnknown | none = NoEquityEffect"
            ),
            "strength": graded,
            "citation": text("bibliographicCitation"),
            "doi_or_url": address("evidenceUrl"),
            "year": date("year"),
        },
    ),
    "lessons": Table(
        "Lesson",
        by_id,
        {
            "region_id": one_region,
            "kind": word(
                "lessonKind",
                "what we learnt = WhatWasLearnt | later evidence = LaterEvidence"
                " | shared challenge = SharedChallenge"
                " | rationale = Rationale | opportunity = Opportunity | challenge = ChallengeMet"
                " | approach = ApproachTaken",
            ),
            "approach_or_challenge": text("topic"),
            "lesson": text("description"),
            "intervention_ids": links("fromIntervention"),
        },
        "Approach",
    ),
    "framework": Table(
        "Prompt",
        by_id,
        {
            "framework": of("framework", is_named),
            "element": word(
                "promptElement",
                "purpose = PurposeElement | topic = TopicElement | criterion = CriterionElement"
                " | use = UseElement"
                " | guiding question = GuidingQuestion | prompt by shared challenge = PromptByChallenge"
                " | prompt from project learning = PromptFromLearning | pillar = PillarElement"
                " | enabler = EnablerElement | principle = PrincipleElement | stage = StageElement"
                " | question = QuestionElement",
            ),
            "topic": text("topic"),
            "prompt": text("description"),
            "basis": reason(
                "stated in the learning report = StatedBySource | stated in the related tool = StatedBySource"
                " | worked out from the learning report = InferredByUs"
            ),
        },
    ),
    "determinants": Table(
        "Determinant",
        by_id,
        {
            "label": is_named,
            "definition": text("definition"),
            "broader": links("broader"),
            "level": integer("level"),
            "layer": layer,
            "marmot_theme": themes,
            "seed_named": flag("namedInReport"),
            "higher_is": HIGHER,
            "external_match": code("externalMatch"),
            "external_match_source": of("externalMatchSource", address("url")),
        },
    ),
    "outcomes": Table(
        "Outcome",
        by_id,
        {
            "label": is_named,
            "definition": text("definition"),
            "kind": word(
                "outcomeKind",
                "morbidity = Morbidity | mortality = Mortality | inequality gap = InequalityGap"
                " | wellbeing = Wellbeing | economic = Economic",
            ),
            "higher_is": HIGHER,
            "measured_by": text("measuredBy"),
        },
    ),
    "causal_links": Table(
        "CausalLink",
        by_id,
        {
            "from_id": CAUSE,
            "to_id": TARGET,
            "polarity": POLARITY,
            "risk_effect": word(
                "healthDirection", "raises risk = WorsensHealth | lowers risk = ImprovesHealth"
            ),
            "mechanism": text("mechanism"),
            "evidence_type": word(
                "evidenceType",
                "expert consensus = ExpertConsensus | cross-sectional = CrossSectional"
                " | systematic review = SystematicReview | natural experiment = NaturalExperiment"
                " | evidence review = EvidenceReview | ecological study = EcologicalStudy | cohort = Cohort"
                " | modelling = ModelledEvidence | definition or decomposition = DefinitionOrDecomposition"
                " | randomised trials (systematic review) = ReviewOfRandomisedTrials",
            ),
            "strength": STRENGTH,
            "effect_size": text("effectSize"),
            "effect_kind": word(
                "effectKind",
                "effect estimate = EffectEstimate | context figure = ContextFigure"
                " | gap or burden = GapOrBurden"
                " | in words = EffectInWords",
            ),
            "inequality_note": text("inequalityNote"),
            "citation": text("bibliographicCitation"),
            "doi_url": evidence_elsewhere,
            "source_read": word(
                "sourceRead",
                "abstract, summary or page opening = ReadAbstract | opening pages only = ReadOpeningPages"
                " | opening page or extract = ReadExtract | cited within another source = ReadAsCited"
                " | definition = ReadDefinition | news report of the review = ReadNewsReport",
            ),
        },
    ),
    "lever_effects": Table(
        "DomainEffect",
        by_id,
        {
            "power_domain_id": CAUSE,
            "power_domain": names("cause"),
            "determinant_id": TARGET,
            "polarity": POLARITY,
            "health_direction": HEALTH,
            "mechanism": text("mechanism"),
            "directness": DIRECTNESS,
            "evidence_strength": STRENGTH,
            "example": text("exampleGiven"),
        },
    ),
    "lever_determinants": Table(
        "LeverEffect",
        by_id,
        {
            "lever_id": CAUSE,
            "determinant_id": TARGET,
            "mechanism": text("mechanism"),
            "polarity": POLARITY,
            "health_direction": HEALTH,
            "directness": DIRECTNESS,
            "basis": reason(
                "published effect = StatedBySource | observed in interventions = CodedByUs | both = CodedByUs"
            ),
            "lever_effect_ids": links("supportedByEffect"),
            "intervention_ids": links("supportedByIntervention"),
            "evidence_strength": STRENGTH,
        },
    ),
    "indicators": Table(
        "Indicator",
        by_id,
        {
            "label": is_named,
            "definition": text("definition"),
            "measures_id": links("measures"),
            "set": sets(
                "PHOF = phof | WMCA inclusive growth = wmca-inclusive-growth | beacon = beacon"
                " | levelling-up = levelling-up | OHID Fingertips (other profiles) = fingertips"
                " | North of Tyne wellbeing framework = north-of-tyne-wellbeing"
            ),
            "theme": text("theme"),
            "unit": text("unit"),
            "polarity": word(
                "orientation",
                "higher is better = HigherIsBetter | lower is better = HigherIsWorse | context = ContextOnly",
            ),
            "frequency": text("frequency"),
            "geography": text("geography"),
            "data_source": text("dataSource"),
            "fingertips_id": code("fingertipsId"),
            "phof_code": code("phofCode"),
            "new_data_need": text("newDataNeed"),
            "verification": verified(
                "recalled = Recalled | Fingertips id confirmed = PartlyVerified"
                " | metric listed in the source read; = PartlyVerified"
                " | metric listed in the source read = Verified"
                " | ambition stated in the source read = Verified | id seen in public code = PartlyVerified"
                " | part of wellbeing = PartlyVerified | indicator listed in the source = PartlyVerified"
                " | indicator and code seen in public code = PartlyVerified"
                " | survey and its new = PartlyVerified"
            ),
        },
        "IndicatorSet",
    ),
    "region_outcomes": Table(
        "Observation",
        by(area="region_id", indicator="indicator_id", period="period"),
        {
            "region_id": links("area"),
            "gss_code": code("gssCode"),
            "indicator_id": links("indicator"),
            "indicator": of("indicator", is_named),
            "value": decimal("value"),
            "unit": text("unit"),
            "period": text("period"),
            "lower_ci_95": decimal("lowerLimit95"),
            "upper_ci_95": decimal("upperLimit95"),
            "geography": text("geography"),
            "note": NOTE,
            "original_source_url": address("originalSource"),
            "original_source_org": text("originalPublisher"),
        },
        "Comparator",
    ),
    "frameworks": Table(
        "FrameworkMember",
        by(slug="member_id"),
        {
            "framework_id": links("inScheme"),
            "framework_label": of("inScheme", is_named),
            "member_id": code("notation"),
            "member_label": is_named,
            "member_description": text("description"),
            "weight": decimal("weight"),
            "determinant_ids": links("covers"),
            "verification": verified(
                "recalled = Recalled | metrics seen in the source read; heading recalled = PartlyVerified"
                " | member named in the source read; weight recalled = PartlyVerified"
                " | member named in the source read = Verified | weight named in the source read = Verified"
            ),
        },
        "Framework",
    ),
    "deals": Table(
        "Deal",
        by_id,
        {
            "title": is_named,
            "kind": word(
                "dealKind",
                "act = ActOfParliament | order = StatutoryOrder | devolution deal = DevolutionDeal"
                " | memorandum = Memorandum | fund = FundDeal | white paper = WhitePaper"
                " | trailblazer deal = TrailblazerDeal | programme = ProgrammeDeal",
            ),
            "date": date("date"),
            "region_ids": links("gaveTo"),
            "what_it_gave": text("gave"),
            "note": NOTE,
        },
    ),
    "levelling_up_missions": Table(
        "Mission",
        lambda row: {"slug": f"mission-{row['number']}"},
        {
            "number": integer("number"),
            "short_title": is_named,
            "target": text("missionTarget"),
            "target_year": text("targetYear"),
            "health_link": text("healthLink"),
        },
    ),
    "ukspf_priorities": Table(
        "Priority FundFigure",
        by_id,
        {
            "kind": word("type", "priority = Priority | key figure = FundFigure"),
            "name": is_named,
            "value": decimal("value"),
            "unit": text("unit"),
            "period": text("period"),
            "description": text("description"),
        },
        "Fund Coverage",
    ),
}
CORRECTED: dict[str, str] = {}
"""Cells put right in the graph since the tables were taken in: `file:line: column`, with the reason."""


@dataclass
class Account:
    """What was found of one table."""

    rows: int = 0
    things: int = 0
    cells: int = 0
    missing: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def reconcile(folder: Path, facts: Facts, tables: str = "*") -> dict[str, Account]:
    """Look for every row and cell of the tables of a folder."""
    accounts: dict[str, Account] = {}
    for path in sorted(folder.glob(f"{tables}.csv")):
        table, account = TABLES[path.stem], Account()
        taken: set[str] = set()
        with path.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines), 2):
                best = min(
                    (
                        candidate
                        for candidate in facts.find(table.classes, table.key(row))
                        if candidate not in taken
                    ),
                    key=lambda candidate: len(missing(facts, table, candidate, row)),
                    default=None,
                )
                account.rows += 1
                account.cells += sum(map(bool, row.values()))
                if best is None:
                    account.refused.append(f"{path.name}:{number}: no thing for {table.key(row)}")
                    continue
                taken.add(best)
                for column in missing(facts, table, best, row):
                    place = f"{path.name}:{number}: {column}"
                    if place not in CORRECTED:
                        account.missing.append(f"{place} {row[column]!r} not at {best}")
        made = f"{table.classes} {table.made}" if table.made != "nothing" else ""
        account.things = sum(len(facts.by_class[name]) for name in made.split())
        accounts[path.stem] = account
    return accounts


def missing(facts: Facts, table: Table, iri: str, row: Row) -> list[str]:
    """The columns of a row whose cells the thing does not carry."""
    rules = {"id": is_slug, **SOURCE, **table.rules}
    thing = facts.things[iri]
    return [column for column, cell in row.items() if cell and not rules[column](facts, thing, cell, row)]


def report(accounts: dict[str, Account], facts: Facts) -> str:
    """The reconciliation as a table of text."""
    lines = [f"{'table':<24}{'rows':>7}{'things':>8}{'cells':>8}{'missing':>9}{'refused':>9}"]
    total = Account()
    for name, account in accounts.items():
        lines.append(line(name, account))
        total.rows += account.rows
        total.things += account.things
        total.cells += account.cells
        total.missing += account.missing
        total.refused += account.refused
    sources, schemes = len(facts.by_class["Source"]), len(facts.by_class["ConceptScheme"])
    lines += [
        line("all tables", total),
        f"Beside them: {sources} sources, {schemes} concept schemes, 1 dataset.",
        *total.refused,
        *total.missing,
    ]
    return "\n".join(lines)


def line(name: str, account: Account) -> str:
    """One line of the report."""
    missing, refused = len(account.missing), len(account.refused)
    return f"{name:<24}{account.rows:>7}{account.things:>8}{account.cells:>8}{missing:>9}{refused:>9}"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    known = Facts()
    found = reconcile(Path(sys.argv[1]), known)
    print(report(found, known))
    sys.exit(any(account.missing or account.refused for account in found.values()))
