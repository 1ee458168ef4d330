"""Turn the fact tables, once, into the Turtle files of graph/data, which are the source of truth from then on.

python graph/from_tables.py FACTS_FOLDER OUTPUT_FOLDER
"""

# ruff: noqa: D102, D103, E501, I001, RUF001 - run once and then deleted
from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rdflib import RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, ORG, VOID

from levergraph.graph.turtle import canonical
from levergraph.ontology.terms import ID, LG

Row = dict[str, str]
lg = Namespace(LG)
EDITION = "2026-11-24"
RENAMED = {"london": "greater-london", "cambridgeshire-peterborough": "cambridgeshire-and-peterborough"}

# ---------------------------------------------------------------------------------------------- code lists
STATUS = {
    "held": lg.Held,
    "shared": lg.Shared,
    "not-held": lg.NotHeld,
    "not_held": lg.NotHeld,
    "unknown": lg.NotStated,
}
STATUS_WORD = {lg.Held: "held", lg.Shared: "shared", lg.NotHeld: "not held", lg.NotStated: "not stated"}
USE = {"yes": lg.InUse, "no": lg.NotInUse, "unknown": lg.UseUnknown}
CONFIDENCE = {"high": lg.HighConfidence, "medium": lg.MediumConfidence, "low": lg.LowConfidence}
POWER_KIND = {
    "statutory function": lg.KindStatutoryFunction,
    "devolved budget": lg.KindDevolvedBudget,
    "devolution deal commitment": lg.KindDealCommitment,
    "soft": lg.KindSoftPower,
}
LEVER_CLASS = {"hard-statutory": lg.StatutoryFunction, "hard-budget": lg.DevolvedBudget, "soft": lg.SoftPower}
LEVER_MIX = {"hard power": lg.HardOnly, "soft power": lg.SoftOnly, "both": lg.HardAndSoft}
NECESSITY = {"required": lg.Required, "helpful": lg.Helpful}
POLARITY = {"increases": lg.Increases, "decreases": lg.Decreases, "mixed": lg.MixedPolarity}
HEALTH = {
    "raises risk": lg.WorsensHealth,
    "lowers risk": lg.ImprovesHealth,
    "improves health": lg.ImprovesHealth,
    "mixed": lg.MixedForHealth,
}
STRENGTH = {"strong": lg.Strong, "moderate": lg.Moderate, "weak": lg.Weak, "insufficient": lg.Insufficient}
DIRECTNESS = {"direct": lg.Direct, "indirect": lg.Indirect}
ORIENTATION = {
    "better": lg.HigherIsBetter,
    "worse": lg.HigherIsWorse,
    "higher is better": lg.HigherIsBetter,
    "lower is better": lg.HigherIsWorse,
    "context": lg.ContextOnly,
}
DIRECTION = {
    "beneficial": lg.Beneficial,
    "mixed": lg.MixedFinding,
    "null": lg.NullFinding,
    "harmful": lg.HarmfulFinding,
}
EQUITY = {"narrows": lg.Narrows, "widens": lg.Widens, "none": lg.NoEquityEffect, "unknown": lg.EquityUnknown}
OUTCOME_KIND = {
    "morbidity": lg.Morbidity,
    "mortality": lg.Mortality,
    "inequality gap": lg.InequalityGap,
    "wellbeing": lg.Wellbeing,
    "economic": lg.Economic,
}
AUTHORITY_KIND = {
    "GLA": lg.StrategicAuthorityForLondon,
    "mayoral combined authority": lg.MayoralCombinedAuthority,
    "combined authority (no mayor)": lg.CombinedAuthorityWithoutMayor,
    "mayoral combined county authority": lg.MayoralCombinedCountyAuthority,
    "combined county authority (no mayor)": lg.CombinedCountyAuthorityWithoutMayor,
    "combined authority (mayor to come)": lg.CombinedAuthorityAwaitingMayor,
    "proposed mayoral strategic authority": lg.ProposedMayoralAuthority,
}
DEAL_KIND = {
    "act": lg.ActOfParliament,
    "order": lg.StatutoryOrder,
    "devolution deal": lg.DevolutionDeal,
    "memorandum": lg.Memorandum,
    "fund": lg.FundDeal,
    "white paper": lg.WhitePaper,
    "trailblazer deal": lg.TrailblazerDeal,
    "programme": lg.ProgrammeDeal,
}
EVIDENCE_TYPE = {
    "expert consensus": lg.ExpertConsensus,
    "cross-sectional": lg.CrossSectional,
    "systematic review": lg.SystematicReview,
    "natural experiment": lg.NaturalExperiment,
    "evidence review": lg.EvidenceReview,
    "ecological study": lg.EcologicalStudy,
    "cohort": lg.Cohort,
    "modelling": lg.ModelledEvidence,
    "randomised trials (systematic review)": lg.ReviewOfRandomisedTrials,
    "definition or decomposition": lg.DefinitionOrDecomposition,
}
DESIGN = {
    "RCT": lg.RandomisedControlledTrial,
    "quasi-experimental": lg.QuasiExperimental,
    "interrupted time series": lg.InterruptedTimeSeries,
    "before-after": lg.BeforeAfter,
    "modelling": lg.ModellingStudy,
    "qualitative": lg.Qualitative,
    "descriptive": lg.Descriptive,
    "none found": lg.NoStudyFound,
}
SOURCE_READ = {
    "abstract, summary or page opening": lg.ReadAbstract,
    "opening pages only": lg.ReadOpeningPages,
    "opening page or extract": lg.ReadExtract,
    "cited within another source": lg.ReadAsCited,
    "definition": lg.ReadDefinition,
    "news report of the review": lg.ReadNewsReport,
}
EFFECT_KIND = {
    "effect estimate": lg.EffectEstimate,
    "context figure": lg.ContextFigure,
    "gap or burden": lg.GapOrBurden,
    "in words": lg.EffectInWords,
}
LESSON_KIND = {
    "what we learnt": lg.WhatWasLearnt,
    "later evidence": lg.LaterEvidence,
    "shared challenge": lg.SharedChallenge,
    "rationale": lg.Rationale,
    "opportunity": lg.Opportunity,
    "challenge": lg.ChallengeMet,
    "approach": lg.ApproachTaken,
}
ELEMENT = {
    "purpose": lg.PurposeElement,
    "topic": lg.TopicElement,
    "criterion": lg.CriterionElement,
    "use": lg.UseElement,
    "guiding question": lg.GuidingQuestion,
    "prompt by shared challenge": lg.PromptByChallenge,
    "prompt from project learning": lg.PromptFromLearning,
    "pillar": lg.PillarElement,
    "enabler": lg.EnablerElement,
    "principle": lg.PrincipleElement,
    "stage": lg.StageElement,
    "question": lg.QuestionElement,
}
BASIS = {
    "stated in the learning report": lg.StatedBySource,
    "worked out from the learning report": lg.InferredByUs,
    "stated in the related tool": lg.StatedBySource,
    "published effect": lg.StatedBySource,
    "observed in interventions": lg.CodedByUs,
    "both": lg.CodedByUs,
    "required power recorded for the intervention, mapped to a controlled lever": lg.CodedByUs,
    "analyst reading of the summary, mechanism and lesson recorded for the intervention": lg.CodedByUs,
    "inferred from the recorded mechanism and summary; no required power is recorded": lg.InferredByUs,
    "mechanism and summary recorded for the intervention": lg.CodedByUs,
    "regions the Act applies to in the record of deals; start of the duty not verified": lg.InferredByUs,
    "home of the three cases compared": lg.InferredByUs,
}
LAYER = {
    "CSDH: structural determinants (socioeconomic and political context)": "csdh-context",
    "CSDH: structural determinants (socioeconomic position)": "csdh-position",
    "CSDH: intermediary determinants (material circumstances)": "csdh-material",
    "CSDH: intermediary determinants (psychosocial circumstances)": "csdh-psychosocial",
    "CSDH: intermediary determinants (behaviours and biological factors)": "csdh-behaviour-biology",
    "CSDH: intermediary determinants (health system)": "csdh-health-system",
    "CSDH: social cohesion and social capital": "csdh-cohesion",
    "DW: general socioeconomic, cultural and environmental conditions": "dw-general",
    "DW: living and working conditions": "dw-living-working",
    "DW: social and community networks": "dw-social",
    "DW: individual lifestyle factors": "dw-lifestyle",
}
INDICATOR_SET = {
    "PHOF": ("phof", "Public Health Outcomes Framework indicators"),
    "WMCA inclusive growth": (
        "wmca-inclusive-growth",
        "West Midlands Combined Authority inclusive growth indicators",
    ),
    "beacon": ("beacon", "Marmot Beacon Indicators of Greater Manchester"),
    "levelling-up": ("levelling-up", "Levelling Up mission metrics"),
    "OHID Fingertips (other profiles)": ("fingertips", "OHID Fingertips indicators of other profiles"),
    "North of Tyne wellbeing framework": (
        "north-of-tyne-wellbeing",
        "North of Tyne Wellbeing Framework indicators",
    ),
}
OBSERVED_SET = ("ons-explore-local-statistics", "Regional indicators observed (ONS Explore Local Statistics)")
FRAMEWORK_OF_PROMPTS = {
    "Appreciative Enquiry Framework (Health Foundation 2022)": "appreciative-enquiry",
    "GLA levers framework (related tool)": "gla-levers",
    "Inclusive Growth Decision-making Tool (related tool)": "inclusive-growth-decision-making-tool",
}
OBSERVED = {  # indicator: (kind, what it measures, orientation, why)
    "male-healthy-life-expectancy": (
        "outcome",
        "healthy-life-expectancy",
        "better",
        "the same measure, for males",
    ),
    "female-healthy-life-expectancy": (
        "outcome",
        "healthy-life-expectancy",
        "better",
        "the same measure, for females",
    ),
    "employment-rate": (
        "determinant",
        "employment",
        "better",
        "the share of people aged 16 to 64 who are employed",
    ),
    "economically-inactive": (
        "determinant",
        "employment",
        "worse",
        "the share of people aged 16 to 64 outside the labour market, the inverse side of employment",
    ),
    "children-in-relative-poverty-before-housing-costs": (
        "determinant",
        "child-poverty",
        "worse",
        "a count of child poverty",
    ),
    "children-in-relative-poverty-after-housing-costs": (
        "determinant",
        "child-poverty",
        "worse",
        "a count of child poverty",
    ),
    "adult-obesity-prevalence": ("outcome", "obesity", "worse", "the share of adults with obesity"),
    "gross-disposable-household-income-per-head": (
        "determinant",
        "income-and-wealth",
        "better",
        "income of households",
    ),
    "gross-median-weekly-pay": (
        "determinant",
        "income-and-wealth",
        "better",
        "earnings, the larger part of income",
    ),
    "no-qualifications": (
        "determinant",
        "adult-skills",
        "worse",
        "the share of adults without any qualification",
    ),
    "male-life-expectancy-gap-to-england": (
        "outcome",
        "life-expectancy-gap",
        "worse",
        "a gap in life expectancy, for males",
    ),
    "male-life-expectancy-gap-within-region": (
        "outcome",
        "life-expectancy-gap",
        "worse",
        "a gap in life expectancy, for males",
    ),
}
COVERAGE = {
    "communities-and-place": {
        "built-environment": "town centres",
        "social-cohesion": "community spaces and local pride",
        "crime-and-fear-of-crime": "safety",
        "arts-and-cultural-participation": "culture",
    },
    "supporting-local-business": {
        "regional-economic-performance": "growth and innovation",
        "employment": "start-ups",
        "income-and-wealth": "local trade",
    },
    "people-and-skills": {
        "adult-skills": "adult skills",
        "education-and-skills": "basic maths",
        "employment-support": "job support",
        "employment": "job support",
        "unemployment": "job support",
    },
}

# ---------------------------------------------------------------------------------------------- source kinds
KIND_OF_HOST = {
    lg.Legislation: "legislation.gov.uk legislation.data.gov.uk",
    lg.OfficialStatistic: "ons.gov.uk cy.ons.gov.uk fingertips.phe.org.uk",
    lg.ParliamentaryRecord: "hansard.parliament.uk questions-statements.parliament.uk committees.parliament.uk",
    lg.PeerReviewed: (
        "doi.org pmc.ncbi.nlm.nih.gov jech.bmj.com bmj.com injuryprevention.bmj.com thelancet.com link.springer.com "
        "ijbnpa.biomedcentral.com ehjournal.biomedcentral.com journals.plos.org dx.plos.org cochranelibrary.com "
        "researchonline.lshtm.ac.uk researchonline.ljmu.ac.uk eprints.soton.ac.uk livrepository.liverpool.ac.uk "
        "researchportal.phe.gov.uk buff.ly borninbradford.nhs.uk"
    ),
    lg.OfficialPublication: (
        "commonslibrary.parliament.uk wmca.org.uk governance.wmca.org.uk nice.org.uk euro.who.int esrc.ukri.org "
        "cleanairgm.com gmgreencity.com gmbusinessboard.com growthplatform.org gmvru.co.uk gmhsc.org.uk "
        "hub.gmintegratedcare.org.uk wypartnership.co.uk merseysidepcc.info eastmidlandsdevolution.co.uk "
        "businessdoncaster.co.uk travelwest.info westofengland-ca.moderngov.co.uk westyorkshire.moderngov.co.uk "
        "nottsvrp.co.uk makesmokinghistory.co.uk gmgoodemploymentcharter.co.uk thriveldn.co.uk champspublichealth.com "
        "hackneyjsna.org.uk cleveland.pcc.police.uk"
    ),
    lg.Reference: (
        "en.wikipedia.org alexskene.com isrctn.com legislationtracker.co.uk icd10coded.com icdlist.com thcc.or.th"
    ),
    lg.SecondaryCopy: (
        "docslib.org scribd.com vdocuments.mx pipedot.org studylib.net readkong.com yumpu.com fdocuments.us "
        "theauthorityv13-auth.azurewebsites.net northerngazette-ane4e7cmf7cjcfdg.uksouth-01.azurewebsites.net "
        "gla-anchors.squarespace.com one-web.t4staging.qmul.ac.uk fly1.wordsworth.site crimeline.co.uk zoomlaw.co.uk "
        "legislation.glitch.me beta.acthub.uk search-prototype.herokuapp.com hansard.digital parallelparliament.co.uk "
        "theyworkforyou.com streetguide.co.uk einpresswire.com theworkoutfactory.com newsbeep.com daily8.com inkl.com "
        "fr24news.com wallpaperswave.com dichtienghoa.com theinfolist.com miragenews.com haelths.netlify.app "
        "bfruitfull.com issuu.com core.ac.uk ouci.dntb.gov.ua suppr.wilddata.cn paperzilla.ai ods-ciberesp.org "
        "agosr.com unionsafety.eu publication.max-mediagroup.co.uk opencouncil.network"
    ),
    lg.News: (
        "artsprofessional.co.uk asianexpress.co.uk bath-business.net bathecho.co.uk bbc.co.uk bbc.com feeds.bbci.co.uk "
        "bdcmagazine.com brightsurf.com burytimes.co.uk careappointments.com cbwmagazine.com cittimagazine.co.uk "
        "civilserviceworld.com clinicalservicesjournal.com diainsurance.co.uk doncasterfreepress.co.uk "
        "drinkanddrugsnews.com edcentral.uk egr.global feweek.co.uk fire-magazine.co.uk greatyorkshireradio.co.uk "
        "growthinbusiness.com hanhamandlongwellgreenvoice.co.uk hartlepoolmail.co.uk hellorayo.co.uk "
        "hexham-courant.co.uk highwaysmagazine.co.uk housingtoday.co.uk independent.co.uk itv.com kingswoodvoice.co.uk "
        "lgcplus.com liverpoolexpress.co.uk localgov.co.uk localgovernmentlawyer.co.uk london-post.co.uk "
        "londonreconnections.com mentalhealthtoday.co.uk metro.co.uk museumsassociation.org naagriknews.com "
        "news.upday.com newshour.media parliamenttoday.com passengertransport.co.uk personneltoday.com pes.eu.com "
        "pressreader.com professionalsecurity.co.uk publicsectorcatering.co.uk publicsectorexecutive.com route-one.net "
        "schoolsweek.co.uk sciencecodex.com shieldsgazette.com standard.co.uk star.radio sunderlandecho.com "
        "tapas.network tbebathandsomerset.co.uk thebirminghampress.com thechamberlainfiles.com theguardian.com "
        "theguideliverpool.com thelondonweekly.net thescarboroughnews.co.uk thestar.co.uk thetelegraphandargus.co.uk "
        "thisisthecoast.co.uk vice.com wntv.co.uk yorkshirepost.co.uk zerocarbonacademy.com mainspring.co.uk "
        "wearecreative.uk"
    ),
}
HOST = {host: kind for kind, hosts in KIND_OF_HOST.items() for host in hosts.split()}
KIND_OF_PART = {  # where one host carries more than one kind
    "gov.uk/government/statistics": lg.OfficialStatistic,
    "github.com/ONSdigital": lg.OfficialStatistic,
    "github.com/dhsc-govuk": lg.OfficialStatistic,
    "github.com/mysociety": lg.Reference,
    "doi.org/10.1111/newe.12416": lg.GreyLiterature,
    "issuu.com/cvandmn": lg.News,
    "understandingsociety.ac.uk/research/publications": lg.PeerReviewed,
}
OFFICIAL_ENDINGS = (".gov.uk", ".nhs.uk", ".police.uk")


def source_kind(url: str) -> tuple[URIRef, str]:
    """The kind of a source and the reason for it."""
    parts = urlsplit(url)
    host = parts.netloc.removeprefix("www.")
    place = host + parts.path
    for part, kind in KIND_OF_PART.items():
        if place.startswith(part):
            return kind, f"Judged from the address, which begins with {part}."
    if host in HOST:
        return HOST[host], f"Judged from the host, {host}."
    if host == "gov.uk" or host.endswith(OFFICIAL_ENDINGS):
        return lg.OfficialPublication, f"Judged from the host, {host}, a public body's."
    return (
        lg.GreyLiterature,
        f"Judged from the host, {host}: neither a public body, a journal, a newspaper nor a copy.",
    )


LOCATOR = re.compile(
    r"explanatory notes?(?:: .+)?$|\btable of [^()]+|\blist of (?:articles|regulations)|\bdraft with contents|: contents$"
    r"|\bSchedule \d+(?: paragraph \d+)?|\bPart [IVX\d]+(?: Chapter [IVX]+)?|\b(?:article|regulation) \d+"
    r"|\b(?<!on )section \d+(?:\.\d+)?[A-Z]*|\bss?\d+[A-Z]*(?: (?:to|and) \d+[A-Z]*)?|\b[Cc]hapter \d+|\bannex [A-Z]\b"
    r"|\bsearch-setup/assets/indicators\.json|, body$|\benhanced partnership plans and schemes$"
    r"|\blocal transport plans and bus strategies$|\bclause \d+"
)
UNCHECKED = re.compile(r"\bnot (?:verified|checked|confirmed)\b")

# ---------------------------------------------------------------------------------------------- writing


def slugify(text: str, limit: int = 60) -> str:
    """A readable slug, cut between words."""
    text = text.replace("£", "gbp ").replace("&", " and ").replace("'", "").replace("’", "")
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return slug if len(slug) <= limit else slug[: limit + 1].rsplit("-", 1)[0]


def ends(text: str) -> str:
    """A slug of the first and the last words, for titles that begin alike."""
    whole = slugify(text, 1000)
    return f"{slugify(text, 34)}-{whole[-26:].split('-', 1)[1]}"


def clip(text: str, limit: int = 110) -> str:
    """The beginning of a text, cut between words."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0].rstrip(",;:") + "…"


PROPER = {"London", "Greater", "Marmot", "England", "Housing", "UK"}


def inner(label: str) -> str:
    """A label inside a sentence."""
    first = label.split()[0]
    plain = first[1:].islower() or len(first) == 1
    keep = not plain or first in PROPER - {"Housing"} or label.startswith("Housing First")
    return label if keep else label[0].lower() + label[1:]


ONE = {"budget", "grant", "memorandum", "hub", "funding", "duty", "agreement", "context"}
NOT_AMOUNTS = {  # what gets better or worse rather than more or less
    "built-environment", "early-child-development", "early-years-services", "education-and-skills",
    "employment-support", "governance-for-health-equity", "health-behaviours", "housing",
    "living-and-working-conditions", "physical-environment", "preventive-services",
    "regional-economic-performance", "school-attainment", "services-and-systems", "social-and-community-context",
    "social-care", "social-protection", "socioeconomic-conditions", "structural-drivers", "transport", "work-quality",
}  # fmt: skip


def plural(label: str) -> bool:
    """Whether a name takes a plural verb."""
    head = re.split(r" (?:on|for|with|of|in|to|from|at|alongside|shared|as|by) | \(|,", label)[0]
    first, last = head.split()[0], head.split()[-1]
    if first in ("Powers", "Young"):
        return True
    if first.endswith("ing") and first not in ("Housing", "Walking"):
        return False
    many = last.endswith("s") and not last.endswith(("ss", "us", "is"))
    joined = " and " in head and last not in ONE
    return many or joined


def says(cause: str, polarity: str, target: str, slug: str) -> str:
    """A causal claim as a sentence."""
    verb = {"increases": "increase", "decreases": "decrease", "mixed": "have"}[polarity]
    if slug in NOT_AMOUNTS:
        verb = {"increase": "improve", "decrease": "worsen"}.get(verb, verb)
    if not plural(cause):
        verb = {"have": "has"}.get(verb, verb + "s")
    return f"{cause} {verb}{' mixed effects on' if polarity == 'mixed' else ''} {inner(target)}"


def alternatives(words: list[str]) -> str:
    """A, B or C."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def iri(kind: str, slug: str) -> URIRef:
    return URIRef(f"{ID}{kind}/{slug}")


def text(value: str) -> Literal:
    return Literal(value, lang="en")


def when(value: str) -> Literal:
    """A date as precise as it was given."""
    kind = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}[len(value)]
    return Literal(value, datatype=kind)


def words(value: str, separator: str = ";") -> list[str]:
    return [part.strip() for part in value.split(separator) if part.strip()]


class Thing:
    """One subject on its way into one file."""

    def __init__(self, graph: Graph, kind: str, slug: str, type_: URIRef, label: str) -> None:
        self.graph, self.iri = graph, iri(kind, slug)
        if (self.iri, RDF.type, None) in graph:
            raise ValueError(f"made twice: {self.iri}")
        graph.add((self.iri, RDF.type, type_))
        graph.add((self.iri, SKOS.prefLabel, text(label)))

    def add(self, predicate: URIRef, *values: Any) -> Thing:
        for value in values:
            if value is not None and value != "":
                self.graph.add((self.iri, predicate, value))
        return self

    def say(self, predicate: URIRef, value: str) -> Thing:
        return self.add(predicate, text(value)) if value else self

    def date(self, predicate: URIRef, value: str) -> Thing:
        return self.add(predicate, when(value)) if value else self

    def link(self, predicate: URIRef, kind: str, *slugs: str) -> Thing:
        return self.add(predicate, *(iri(kind, slug) for slug in slugs if slug))

    def basis(self, basis: URIRef, note: str = "") -> Thing:
        return self.add(lg.basis, basis).say(lg.basisNote, note)


class Converter:
    """The tables, and the files that they become."""

    def __init__(self, folder: Path) -> None:
        self.tables: dict[str, list[Row]] = {}
        for path in sorted(folder.glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as lines:
                self.tables[path.stem] = list(csv.DictReader(lines))
        self.files: dict[str, Graph] = defaultdict(Graph)
        self.label: dict[str, dict[str, str]] = {
            kind: {row["id"]: row[column] for row in self.tables[table]}
            for kind, table, column in [
                ("region", "regions", "name"),
                ("lever", "levers", "label"),
                ("determinant", "determinants", "label"),
                ("outcome", "outcomes", "label"),
                ("intervention", "interventions", "title"),
            ]
        }
        self.label["domain"] = {
            row["id"]: row["name"][0].upper() + row["name"][1:] for row in self.tables["power_domains"]
        }
        self.sources = self._sources()

    # -- helpers
    def thing(self, file: str, kind: str, slug: str, type_: URIRef, label: str) -> Thing:
        return Thing(self.files[file], kind, slug, type_, label)

    def cause(self, slug: str) -> str:
        """The kind of a node of the causal graph."""
        return "determinant" if slug in self.label["determinant"] else "outcome"

    def name(self, slug: str) -> str:
        return self.label[self.cause(slug)][slug]

    def cite(self, thing: Thing, row: Row) -> Thing:
        url, title = row["source_url"], row["source_title"]
        source, label = self.sources[url]
        thing.add(lg.source, source)
        if title != label:
            thing.say(lg.citedAs, title)
        place = LOCATOR.search(title)
        if place:
            thing.say(lg.locator, place[0].strip(" :,"))
        return thing.date(lg.sourceDate, row.get("source_date") or row.get("source_year") or "")

    def note(self, thing: Thing, note: str) -> Thing:
        """A note, and the marks that it makes: what is inferred, what was not checked."""
        thing.say(SKOS.note, note)
        unchecked = [part for part in re.split(r"; |\. ", note) if UNCHECKED.search(part)]
        if unchecked:
            thing.add(lg.verification, lg.PartlyVerified).say(lg.verificationNote, "; ".join(unchecked))
        return thing

    # -- sources
    def _sources(self) -> dict[str, tuple[URIRef, str]]:
        titles: dict[str, Counter[str]] = defaultdict(Counter)
        dates: dict[str, set[str]] = defaultdict(set)
        for rows in self.tables.values():
            for row in rows:
                if "source_url" in row:
                    titles[row["source_url"]][row["source_title"]] += 1
                    dates[row["source_url"]].add(row.get("source_date") or row.get("source_year") or "")
        made_by_us = {
            row["external_match_source"]
            for row in self.tables["determinants"]
            if row["external_match_source"]
        }
        for url in made_by_us:
            host = urlsplit(url).netloc.removeprefix("www.")
            about = {
                "icd10coded.com": "ICD-10-CM code Z59.0",
                "icdlist.com": "ICD-10 codes Z55 to Z65",
                "thcc.or.th": "ICD-10-TM code Z55 and after",
            }
            titles[url][f"{about[host]} ({host})"] += 1
        found: dict[str, tuple[URIRef, str]] = {}
        best = {
            url: sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[0][0]
            for url, counts in titles.items()
        }
        alike = Counter(slugify(label) for label in set(best.values()))
        taken: Counter[str] = Counter()
        for url in sorted(titles):
            label = best[url]
            slug = slugify(label) if alike[slugify(label)] == 1 else ends(label)
            taken[slug] += 1
            slug = slug if taken[slug] == 1 else f"{slug}-{taken[slug]}"
            mended = re.sub(r"^(https?://[^/]+)\./", r"\1/", url)
            kind, why = source_kind(mended)
            folder = re.sub(r"(?<!^)([A-Z])", r"-\1", str(kind).removeprefix(LG)).lower()
            thing = self.thing(f"sources/{folder}.ttl", "source", slug, lg.Source, label)
            thing.add(lg.url, Literal(mended, datatype=XSD.anyURI)).add(lg.sourceKind, kind)
            thing.basis(lg.CodedByUs, f"The kind of source is coded by us. {why}")
            if mended != url:
                thing.say(
                    SKOS.note,
                    "The fact table gave the address with a full stop after the host's name; it was removed.",
                )
            if url in made_by_us:
                thing.say(SKOS.note, "The fact table gave no title; this one is ours.")
            if len(dates[url]) == 1:
                thing.date(DCTERMS.issued, next(iter(dates[url])))
            found[url] = (thing.iri, label)
        return found

    # -- everything
    def run(self) -> None:
        for step in [
            self.dataset, self.schemes, self.regions, self.councils, self.domains, self.levers, self.holdings,
            self.powers, self.determinants, self.outcomes, self.causal_links, self.lever_effects,
            self.lever_determinants, self.mechanisms, self.challenges, self.interventions, self.participations,
            self.uses, self.requirements, self.findings, self.lessons, self.prompts, self.frameworks,
            self.indicators, self.observations, self.deals, self.missions, self.funds,
        ]:  # fmt: skip
            step()

    def dataset(self) -> None:
        graph = self.files["dataset.ttl"]
        node = URIRef(f"{ID.removesuffix('id/')}dataset")
        for predicate, value in [
            (RDF.type, DCAT.Dataset),
            (RDF.type, VOID.Dataset),
            (
                DCTERMS.title,
                text("Levergraph: levers, determinants and interventions of England's mayoral regions"),
            ),
            (SKOS.prefLabel, text("Levergraph facts")),
            (
                DCTERMS.description,
                text(
                    "What mayoral regions hold and have done to change the causes of ill health: claims gathered in "
                    "November 2026 from public pages, statutes and statistics, each with its source."
                ),
            ),
            (DCTERMS.issued, Literal(EDITION, datatype=XSD.date)),
            (DCTERMS.license, URIRef("https://creativecommons.org/licenses/by/4.0/")),
            (DCTERMS.language, Literal("en")),
            (VOID.uriSpace, Literal(ID)),
            (VOID.vocabulary, URIRef(LG.rstrip("#"))),
        ]:
            graph.add((node, predicate, value))

    def schemes(self) -> None:
        for slug, label in {
            "power-domains": "Domains of power: the thirteen columns of the learning report",
            "levers": "Levers that a regional authority can act with",
            "determinants": "Determinants of health",
            "outcomes": "Health and related outcomes",
            "challenges": "Shared challenges named in the learning report",
            "approaches": "Approaches taken in the learning report",
            "mechanisms": "Mechanisms by which interventions work",
        }.items():
            self.thing("schemes.ttl", "scheme", slug, SKOS.ConceptScheme, label)

    def concept(self, thing: Thing, scheme: str) -> Thing:
        return thing.link(SKOS.inScheme, "scheme", scheme)

    def regions(self) -> None:
        other = {row["to_id"]: row for row in self.tables["region_id_map"]}
        for row in self.tables["regions"]:
            slug, file = row["id"], f"regions/{row['id']}.ttl"
            region = self.cite(self.thing(file, "region", slug, lg.Region, row["name"]), row)
            region.link(lg.governedBy, "authority", slug)
            region.add(lg.gssCode, Literal(row["gss_code"]) if row["gss_code"] else None)
            if row["population_2019"]:
                region.add(lg.population2019, Literal(row["population_2019"], datatype=XSD.integer))
            if row["seed_year_created"]:
                region.date(lg.yearInReport, row["seed_year_created"])
            region.add(lg.namedInReport, Literal(row["seed_row"] == "yes"))
            region.link(lg.regionSucceededBy, "region", row["succeeded_by"])
            self.note(region, row["note"])
            if slug in other:
                region.add(lg.otherIdentifier, Literal(other[slug]["from_id"]))
                region.say(lg.otherIdentifierNote, other[slug]["basis"])
            if slug == "greater-london":
                region.say(SKOS.altLabel, "London")
            body = self.cite(self.thing(file, "authority", slug, lg.Authority, row["authority_name"]), row)
            body.add(lg.authorityKind, AUTHORITY_KIND[row["authority_kind"]])
            if row["established"].startswith("expected "):
                body.date(lg.establishmentExpected, row["established"].removeprefix("expected "))
            else:
                body.date(lg.established, row["established"])
            body.say(lg.establishedBy, row["established_by"])
            if row["first_mayor_in_post"].endswith(" (planned)"):
                body.date(lg.firstMayorExpected, row["first_mayor_in_post"].removesuffix(" (planned)"))
            else:
                body.date(lg.firstMayorInPost, row["first_mayor_in_post"])
            body.date(lg.abolished, row["abolished"])
            if row["succeeded_by"]:
                heir = row["succeeded_by"]
                body.link(lg.succeededBy, "authority", heir)
                heirs_name = self.label["region"][heir]
                change = self.thing(
                    file,
                    "succession",
                    f"{slug}--{heir}",
                    lg.Succession,
                    f"{row['name']} became {heirs_name}, 7 May 2024",
                )
                change.link(ORG.originalOrganization, "authority", slug).link(
                    ORG.resultingOrganization, "authority", heir
                )
                self.cite(change.date(lg.date, row["abolished"]), row).basis(lg.StatedBySource)

    def councils(self) -> None:
        seen: dict[str, Thing] = {}
        for row in self.tables["constituent_authorities"]:
            name, region = row["local_authority_name"], row["region_id"]
            slug = slugify(name)
            if slug not in seen:
                seen[slug] = self.thing("councils.ttl", "council", slug, lg.Council, name)
            self.cite(seen[slug].add(lg.gssCode, Literal(row["gss_code"])), {**row, "source_date": ""})
            if row["note"].startswith("code "):
                seen[slug].say(SKOS.note, row["note"])
            label = f"{name} in {self.label['region'][region]}"
            if row["valid_until"]:
                label += " (until 2024)" if row["valid_until"] == "2024-05-07" else ""
            claim = self.thing(
                f"regions/{region}.ttl", "membership", f"{region}--{slug}", lg.Membership, label
            )
            claim.link(lg.council, "council", slug).link(lg.region, "region", region).say(
                lg.role, row["role"]
            )
            claim.date(lg.validFrom, row["valid_from"]).date(lg.validUntil, row["valid_until"]).say(
                SKOS.note, row["note"]
            )
            self.cite(claim, row).basis(lg.StatedBySource)

    def domains(self) -> None:
        for row in self.tables["power_domains"]:
            thing = self.thing(
                "domains.ttl", "domain", row["id"], lg.PowerDomain, self.label["domain"][row["id"]]
            )
            thing.add(lg.columnInReport, Literal(row["seed_column_order"], datatype=XSD.integer))
            thing.say(SKOS.definition, row["definition"]).say(lg.codingRule, row["coding_rule"])
            self.concept(self.cite(thing, row), "power-domains")

    def lever_file(self, slug: str) -> str:
        row = next(row for row in self.tables["levers"] if row["id"] == slug)
        return "soft" if row["kind"] == "soft" else row["domain"]

    def levers(self) -> None:
        for row in self.tables["levers"]:
            file = f"levers/{self.lever_file(row['id'])}.ttl"
            thing = self.thing(file, "lever", row["id"], LEVER_CLASS[row["kind"]], row["label"])
            thing.say(SKOS.definition, row["definition"]).link(lg.domain, "domain", row["domain"])
            thing.link(SKOS.broader, "lever", row["broader"]).say(
                lg.typicalLegalBasis, row["typical_legal_basis"]
            )
            if row["legislation_url"]:
                thing.add(lg.legislation, Literal(row["legislation_url"], datatype=XSD.anyURI))
            self.concept(self.cite(self.note(thing, row["note"]), row), "levers")

    def validity(self, claim: Thing, row: Row) -> Thing:
        claim.date(lg.validFrom, row["valid_from"]).date(lg.validUntil, row["valid_until"]).date(
            lg.asOf, row["as_of"]
        )
        claim.say(lg.legalBasis, row["legal_basis"]).add(lg.confidence, CONFIDENCE[row["confidence"]])
        claim.basis(lg.InferredByUs if row["note"].startswith("Inferred") else lg.StatedBySource)
        return self.cite(self.note(claim, row["note"]), row)

    def holdings(self) -> None:
        rows = sorted(self.tables["holdings"], key=lambda row: row["valid_from"])
        total = Counter((row["region_id"], row["lever_id"]) for row in rows)
        count: Counter[tuple[str, str]] = Counter()
        for row in rows:
            region, lever = row["region_id"], row["lever_id"]
            count[region, lever] += 1
            slug = f"{region}--{lever}" + (f"-{count[region, lever]}" if count[region, lever] > 1 else "")
            status = STATUS[row["status"]]
            label = f"{self.label['lever'][lever]} in {self.label['region'][region]}: {STATUS_WORD[status]}"
            if total[region, lever] > 1:
                label += f" from {row['valid_from'][:4]}" if row["valid_from"] else ""
                label += f" until {row['valid_until'][:4]}" if row["valid_until"] else ""
            claim = self.thing(f"holdings/{region}.ttl", "holding", slug, lg.LeverHolding, label)
            claim.link(lg.region, "region", region).link(lg.lever, "lever", lever).add(lg.status, status)
            claim.add(lg.useStatus, USE[row["in_use"]]).date(lg.inUseSince, row["in_use_since"])
            self.validity(claim, row)

    def powers(self) -> None:
        for row in self.tables["powers"]:
            region, domain, power = row["region_id"], row["domain"], row["power_label"]
            status = STATUS[row["status"]]
            where = f"in {self.label['region'][region]}"
            if row["row_type"] == "cell":
                slug, type_ = f"{region}--{domain}", lg.DomainHolding
                label = f"{self.label['domain'][domain]} {where}, June 2022: {STATUS_WORD[status]}"
            else:
                slug, type_ = f"{region}--{domain}--{slugify(power)}", lg.SpecificPower
                label = f"{power[0].upper() + power[1:]} {where}: {STATUS_WORD[status]}"
            claim = self.thing(f"powers/{region}.ttl", "power", slug, type_, label)
            claim.link(lg.region, "region", region).link(lg.domain, "domain", domain).say(
                lg.powerLabel, power
            )
            claim.add(lg.status, status)
            if row["power_kind"]:
                claim.add(lg.powerKind, POWER_KIND[row["power_kind"]])
            self.validity(claim, row)

    def top(self, slug: str) -> str:
        broader = {row["id"]: words(row["broader"]) for row in self.tables["determinants"]}
        while broader.get(slug):
            slug = broader[slug][0]
        return slug

    def determinants(self) -> None:
        members = {row["member_id"]: row["member_label"] for row in self.tables["frameworks"]}
        themes = {
            label.casefold(): slug for slug, label in members.items() if slug.startswith(("marmot-", "bbf-f"))
        }
        for row in self.tables["determinants"]:
            thing = self.thing(
                f"determinants/{self.top(row['id'])}.ttl",
                "determinant",
                row["id"],
                lg.Determinant,
                row["label"],
            )
            thing.say(SKOS.definition, row["definition"]).link(
                SKOS.broader, "determinant", *words(row["broader"])
            )
            thing.add(lg.level, Literal(row["level"], datatype=XSD.integer))
            member = LAYER[row["layer"]]
            thing.link(lg.layer, "framework-member", member)
            if row["layer"].split(": ", 1)[1].casefold() != members[member].casefold():
                thing.say(lg.layerNote, row["layer"])
            for theme in words(row["marmot_theme"], "; "):
                if theme.casefold() in themes:
                    thing.link(lg.marmotTheme, "framework-member", themes[theme.casefold()])
                else:
                    thing.say(lg.marmotThemeNote, theme)
            thing.add(lg.namedInReport, Literal(row["seed_named"] == "yes"))
            thing.add(lg.orientation, ORIENTATION[row["higher_is"]])
            if row["external_match"]:
                thing.add(lg.externalMatch, Literal(row["external_match"]))
                thing.add(lg.externalMatchSource, self.sources[row["external_match_source"]][0])
            self.concept(self.cite(thing, row), "determinants")

    def outcomes(self) -> None:
        for row in self.tables["outcomes"]:
            thing = self.thing("outcomes.ttl", "outcome", row["id"], lg.Outcome, row["label"])
            thing.say(SKOS.definition, row["definition"]).add(lg.outcomeKind, OUTCOME_KIND[row["kind"]])
            thing.add(lg.orientation, ORIENTATION[row["higher_is"]]).say(lg.measuredBy, row["measured_by"])
            self.concept(self.cite(thing, row), "outcomes")

    def causal_links(self) -> None:
        rows = self.tables["causal_links"]
        twice = Counter((row["from_id"], row["to_id"]) for row in rows)
        for row in rows:
            cause, target = row["from_id"], row["to_id"]
            file = self.top(cause) if self.cause(cause) == "determinant" else "outcomes"
            label = says(self.name(cause), row["polarity"], self.name(target), target)
            if twice[cause, target] > 1:
                label += f" ({row['evidence_type']}, {row['source_year']})"
            link = self.thing(f"effects/causal/{file}.ttl", "effect", row["id"], lg.CausalLink, label)
            link.link(lg.cause, self.cause(cause), cause).link(lg.target, self.cause(target), target)
            link.add(lg.polarity, POLARITY[row["polarity"]]).add(
                lg.healthDirection, HEALTH[row["risk_effect"]]
            )
            link.say(lg.mechanism, row["mechanism"]).add(lg.evidenceType, EVIDENCE_TYPE[row["evidence_type"]])
            link.add(lg.strength, STRENGTH[row["strength"]]).say(lg.effectSize, row["effect_size"])
            if row["effect_kind"]:
                link.add(lg.effectKind, EFFECT_KIND[row["effect_kind"]])
            link.say(lg.inequalityNote, row["inequality_note"]).say(
                DCTERMS.bibliographicCitation, row["citation"]
            )
            if row["doi_url"] != row["source_url"]:
                link.add(lg.evidenceUrl, Literal(row["doi_url"], datatype=XSD.anyURI))
            self.cite(link.add(lg.sourceRead, SOURCE_READ[row["source_read"]]), row).basis(lg.StatedBySource)

    def effect(self, thing: Thing, row: Row) -> Thing:
        thing.link(lg.target, "determinant", row["determinant_id"]).add(
            lg.polarity, POLARITY[row["polarity"]]
        )
        thing.add(lg.healthDirection, HEALTH[row["health_direction"]]).say(lg.mechanism, row["mechanism"])
        thing.add(lg.directness, DIRECTNESS[row["directness"]]).add(
            lg.strength, STRENGTH[row["evidence_strength"]]
        )
        return self.cite(thing, row)

    def lever_effects(self) -> None:
        for row in self.tables["lever_effects"]:
            domain, target = row["power_domain_id"], self.name(row["determinant_id"])
            powers = f"Powers over {inner(self.label['domain'][domain])}"
            if domain == "environmental":
                powers = "Environmental powers"
            label = says(powers, row["polarity"], target, row["determinant_id"])
            thing = self.thing("effects/domains.ttl", "effect", row["id"], lg.DomainEffect, label)
            self.effect(thing.link(lg.cause, "domain", domain).say(lg.exampleGiven, row["example"]), row)
            thing.basis(lg.StatedBySource)

    def lever_determinants(self) -> None:
        for row in self.tables["lever_determinants"]:
            lever, target = row["lever_id"], self.name(row["determinant_id"])
            label = says(self.label["lever"][lever], row["polarity"], target, row["determinant_id"])
            thing = self.thing(
                f"effects/levers/{self.lever_file(lever)}.ttl", "effect", row["id"], lg.LeverEffect, label
            )
            thing.link(lg.cause, "lever", lever).basis(BASIS[row["basis"]], row["basis"])
            thing.link(lg.supportedByEffect, "effect", *words(row["lever_effect_ids"]))
            thing.link(lg.supportedByIntervention, "intervention", *words(row["intervention_ids"]))
            self.effect(thing, row)

    def mechanisms(self) -> None:
        found = {word for row in self.tables["interventions"] for word in words(row["mechanism"])}
        for word in sorted(found):
            slug = "charter-or-standard" if word == "charter/standard" else slugify(word)
            label = word.replace("charter/standard", "charter or standard")
            self.concept(
                self.thing("mechanisms.ttl", "mechanism", slug, lg.Mechanism, label[0].upper() + label[1:]),
                "mechanisms",
            )

    def challenges(self) -> None:
        report = next(row for row in self.tables["lessons"] if row["kind"] == "shared challenge")
        self.topics: dict[str, tuple[str, str]] = {}
        for name in sorted({row["challenge_addressed"] for row in self.tables["interventions"]}):
            self.topics[name] = ("challenge", slugify(name, 100))
            thing = self.thing("challenges.ttl", "challenge", slugify(name, 100), lg.Challenge, name)
            self.concept(self.cite(thing, report), "challenges")
        for name in sorted({row["approach_or_challenge"] for row in self.tables["lessons"]}):
            if name.startswith("Approach "):
                number, label = name.removeprefix("Approach ").split(": ", 1)
                self.topics[name] = ("approach", slugify(label, 80))
                thing = self.thing("approaches.ttl", "approach", slugify(label, 80), lg.Approach, label)
                thing.add(SKOS.notation, Literal(number))
                self.concept(self.cite(thing, report), "approaches")

    def region_of(self, thing: Thing, given: str) -> Thing:
        if given == "several":
            return thing.say(lg.regionNote, "several")
        return thing.link(lg.region, "region", RENAMED.get(given, given))

    def interventions(self) -> None:
        domain_ids = {row["name"]: row["id"] for row in self.tables["power_domains"]}
        for row in self.tables["interventions"]:
            thing = self.thing(
                f"interventions/{row['id']}.ttl", "intervention", row["id"], lg.Intervention, row["title"]
            )
            self.region_of(thing, row["region_id"]).say(lg.leadBody, row["lead_body"])
            thing.date(lg.startYear, row["start_year"]).date(lg.endYear, row["end_year"]).say(
                lg.runStatus, row["status"]
            )
            thing.say(DCTERMS.description, row["summary"])
            thing.link(lg.domain, "domain", *(domain_ids[name] for name in words(row["lever_domain"])))
            thing.add(lg.leverMix, LEVER_MIX[row["lever_kind"]])
            mechanisms = row["mechanism"].replace("charter/standard", "charter or standard")
            thing.link(lg.mechanismUsed, "mechanism", *map(slugify, words(mechanisms)))
            thing.say(lg.requiredPowerNote, row["requires_power"])
            thing.link(lg.actsOn, "determinant", *words(row["determinants"]))
            thing.say(lg.intendedFor, row["population_targeted"])
            thing.link(lg.addresses, *self.topics[row["challenge_addressed"]]).say(
                lg.lessonLearnt, row["lesson_learnt"]
            )
            self.cite(thing, row).basis(
                lg.CodedByUs, "The challenge addressed is our coding; the rest follows the source."
            )

    def participations(self) -> None:
        for row in self.tables["intervention_regions"]:
            action, region = row["intervention_id"], row["region_id"]
            label = f"{self.label['intervention'][action]}: {self.label['region'][region]} ({row['role']})"
            claim = self.thing(
                f"interventions/{action}.ttl", "participation", f"{action}--{region}", lg.Participation, label
            )
            claim.link(lg.intervention, "intervention", action).link(lg.region, "region", region).say(
                lg.role, row["role"]
            )
            claim.basis(BASIS.get(row["basis"], lg.StatedBySource), row["basis"])
            if "not verified" in row["basis"]:
                claim.add(lg.verification, lg.PartlyVerified).say(
                    lg.verificationNote, row["basis"].split("; ")[1]
                )
            self.cite(claim, row)

    def uses(self) -> None:
        for row in self.tables["used_levers"]:
            action, lever = row["intervention_id"], row["lever_id"]
            label = f"{self.label['intervention'][action]}: uses {inner(self.label['lever'][lever])}"
            claim = self.thing(f"interventions/{action}.ttl", "use", f"{action}--{lever}", lg.LeverUse, label)
            claim.link(lg.intervention, "intervention", action).link(lg.lever, "lever", lever)
            self.cite(claim.basis(BASIS[row["basis"]], row["basis"]), row)

    def requirements(self) -> None:
        groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.tables["requirements"]:
            groups[row["intervention_id"], row["group"]].append(row)
        for (action, group), rows in groups.items():
            file, slug, title = (
                f"interventions/{action}.ttl",
                f"{action}--{group}",
                self.label["intervention"][action],
            )
            verb = {"required": "needs", "helpful": "is helped by"}[rows[0]["necessity"]]
            choice = alternatives([inner(self.label["lever"][row["lever_id"]]) for row in rows])
            whole = self.thing(file, "requirement", slug, lg.Requirement, f"{title}: {verb} {choice}")
            whole.link(lg.intervention, "intervention", action).add(
                lg.necessity, NECESSITY[rows[0]["necessity"]]
            )
            whole.add(lg.group, Literal(group, datatype=XSD.integer))
            for row in rows:
                self.cite(whole.add(lg.basis, BASIS[row["basis"]]), row)
                lever = row["lever_id"]
                partner = " (through a partner)" if row["via_partner"] == "yes" else ""
                option = self.thing(
                    file,
                    "option",
                    f"{slug}--{lever}",
                    lg.RequirementOption,
                    f"{title}: {self.label['lever'][lever]} would meet requirement {group}{partner}",
                )
                option.link(lg.requirement, "requirement", slug).link(lg.lever, "lever", lever)
                option.add(lg.viaPartner, Literal(row["via_partner"] == "yes")).say(
                    lg.rationale, row["rationale"]
                )
                self.cite(option.basis(BASIS[row["basis"]], row["basis"]), row)

    def findings(self) -> None:
        for row in self.tables["evidence"]:
            action = row["intervention_id"]
            label = f"{self.label['intervention'][action]}: {row['direction']} finding on {inner(clip(row['outcome_measured'], 80))}"
            claim = self.thing(f"interventions/{action}.ttl", "finding", row["id"], lg.Finding, label)
            claim.link(lg.intervention, "intervention", action).say(DCTERMS.description, row["finding"])
            claim.add(lg.studyDesign, DESIGN[row["study_design"]]).say(
                lg.outcomeMeasured, row["outcome_measured"]
            )
            claim.add(lg.direction, DIRECTION[row["direction"]]).add(
                lg.equityEffect, EQUITY[row["equity_effect"]]
            )
            claim.add(lg.strength, STRENGTH[row["strength"].split(" ")[0]]).say(
                lg.strengthNote, row["strength"]
            )
            claim.add(lg.strengthBasis, lg.CodedByUs).say(DCTERMS.bibliographicCitation, row["citation"])
            claim.add(lg.evidenceUrl, Literal(row["doi_or_url"], datatype=XSD.anyURI)).date(
                lg.year, row["year"]
            )
            self.cite(claim, row).basis(
                lg.StatedBySource, "The finding is the source's; the grade of its strength is our coding."
            )

    def lessons(self) -> None:
        for row in self.tables["lessons"]:
            region = RENAMED.get(row["region_id"], row["region_id"])
            file = "lessons/shared.ttl" if region == "several" else f"lessons/{region}.ttl"
            thing = self.thing(file, "lesson", row["id"], lg.Lesson, clip(row["lesson"]))
            self.region_of(thing, row["region_id"]).add(lg.lessonKind, LESSON_KIND[row["kind"]])
            thing.say(lg.topic, row["approach_or_challenge"]).say(DCTERMS.description, row["lesson"])
            if row["approach_or_challenge"] in self.topics:
                thing.link(lg.about, *self.topics[row["approach_or_challenge"]])
            thing.link(lg.fromIntervention, "intervention", *words(row["intervention_ids"]))
            self.cite(thing, row).basis(
                lg.CodedByUs,
                "The lesson is the source's, in our words; its kind, topic and interventions are our coding.",
            )

    def prompts(self) -> None:
        frameworks: dict[str, Thing] = {}
        for row in self.tables["framework"]:
            slug = FRAMEWORK_OF_PROMPTS[row["framework"]]
            if slug not in frameworks:
                frameworks[slug] = self.thing(
                    f"prompts/{slug}.ttl", "framework", slug, lg.Framework, row["framework"]
                )
            self.cite(frameworks[slug], {**row, "source_year": ""})
            thing = self.thing(
                f"prompts/{slug}.ttl",
                "prompt",
                row["id"],
                lg.Prompt,
                f"{row['topic']}: {clip(row['prompt'])}",
            )
            thing.link(lg.framework, "framework", slug).add(lg.promptElement, ELEMENT[row["element"]])
            thing.say(lg.topic, row["topic"]).say(DCTERMS.description, row["prompt"])
            self.cite(thing.basis(BASIS[row["basis"]], row["basis"]), row)

    def verification(self, thing: Thing, words_: str) -> Thing:
        whole = {"member named in the source read", "weight named in the source read"}
        if words_.startswith("recalled"):
            code = lg.Recalled
        elif words_ in whole | {"metric listed in the source read", "ambition stated in the source read"}:
            code = lg.Verified
        else:
            code = lg.PartlyVerified
        return thing.add(lg.verification, code).say(lg.verificationNote, words_)

    def frameworks(self) -> None:
        made: dict[str, Thing] = {}
        for row in self.tables["frameworks"]:
            slug, member = row["framework_id"], row["member_id"]
            file = f"frameworks/{slug}.ttl"
            if slug not in made:
                made[slug] = self.thing(file, "framework", slug, lg.Framework, row["framework_label"])
            self.cite(made[slug], {**row, "source_year": ""})
            thing = self.thing(file, "framework-member", member, lg.FrameworkMember, row["member_label"])
            thing.link(SKOS.inScheme, "framework", slug).add(SKOS.notation, Literal(member))
            thing.say(DCTERMS.description, row["member_description"])
            if row["weight"]:
                thing.add(lg.weight, Literal(row["weight"].removesuffix("%"), datatype=XSD.decimal))
            for covered in words(row["determinant_ids"]):
                thing.link(lg.covers, self.cause(covered), covered)
            if slug == "levelling-up-missions":
                thing.link(SKOS.exactMatch, "mission", member.replace("lu-", "mission-"))
            self.cite(self.verification(thing, row["verification"]), row)

    def indicators(self) -> None:
        for slug, label in [*INDICATOR_SET.values(), OBSERVED_SET]:
            self.thing(f"indicators/{slug}.ttl", "indicator-set", slug, lg.IndicatorSet, label)
        for row in self.tables["indicators"]:
            slug, _ = INDICATOR_SET[row["set"]]
            thing = self.thing(f"indicators/{slug}.ttl", "indicator", row["id"], lg.Indicator, row["label"])
            thing.say(SKOS.definition, row["definition"]).link(lg.indicatorSet, "indicator-set", slug)
            for measured in words(row["measures_id"]):
                thing.link(lg.measures, self.cause(measured), measured)
            thing.say(lg.theme, row["theme"]).say(lg.unit, row["unit"]).add(
                lg.orientation, ORIENTATION[row["polarity"]]
            )
            thing.say(lg.frequency, row["frequency"]).say(lg.geography, row["geography"])
            thing.say(lg.dataSource, row["data_source"]).say(lg.newDataNeed, row["new_data_need"])
            thing.add(lg.fingertipsId, Literal(row["fingertips_id"]) if row["fingertips_id"] else None)
            thing.add(lg.phofCode, Literal(row["phof_code"]) if row["phof_code"] else None)
            self.cite(self.verification(thing, row["verification"]), row)

    def observations(self) -> None:
        indicators: dict[str, Thing] = {}
        for row in self.tables["region_outcomes"]:
            slug, area = row["indicator_id"], row["region_id"]
            if slug not in indicators:
                kind, measured, orientation, why = OBSERVED[slug]
                made = self.thing(
                    f"indicators/{OBSERVED_SET[0]}.ttl", "indicator", slug, lg.Indicator, row["indicator"]
                )
                made.link(lg.indicatorSet, "indicator-set", OBSERVED_SET[0]).link(lg.measures, kind, measured)
                made.add(lg.orientation, ORIENTATION[orientation]).say(lg.unit, row["unit"])
                made.add(lg.measurementBasis, lg.CodedByUs).say(
                    lg.measurementBasisNote, f"What it measures and which way is better is our coding: {why}."
                )
                self.cite(made, row)
                indicators[slug] = made
            kind = "comparator" if area == "england" else "region"
            place = "England" if area == "england" else self.label["region"][area]
            if area == "england" and (iri(kind, area), None, None) not in self.files["comparators.ttl"]:
                england = self.thing("comparators.ttl", kind, area, lg.Comparator, place)
                self.cite(england.add(lg.gssCode, Literal(row["gss_code"])), {**row, "source_date": ""})
            label = f"{row['indicator']} in {place}, {row['period']}: {row['value']} {row['unit']}"
            claim = self.thing(
                f"observations/{area}.ttl",
                "observation",
                f"{area}--{slug}--{slugify(row['period'])}",
                lg.Observation,
                label,
            )
            claim.link(lg.area, kind, area).link(lg.indicator, "indicator", slug).add(
                lg.gssCode, Literal(row["gss_code"])
            )
            claim.add(lg.value, Literal(row["value"], datatype=XSD.decimal)).say(lg.unit, row["unit"])
            claim.say(lg.period, row["period"])
            start = re.match(r"\d{4}-\d\d-\d\d|\d{4}", row["period"])
            if start:
                claim.date(lg.periodStart, start[0])
            for column, predicate in [("lower_ci_95", lg.lowerLimit95), ("upper_ci_95", lg.upperLimit95)]:
                if row[column]:
                    claim.add(predicate, Literal(row[column], datatype=XSD.decimal))
            claim.say(lg.geography, row["geography"]).say(SKOS.note, row["note"])
            if row["original_source_url"]:
                claim.add(lg.originalSource, Literal(row["original_source_url"], datatype=XSD.anyURI))
            self.cite(claim.say(lg.originalPublisher, row["original_source_org"]), row).basis(
                lg.StatedBySource,
                "The figure and its period are the source's; the start of the period is our coding of it."
                if start
                else "",
            )

    def deals(self) -> None:
        for row in self.tables["deals"]:
            thing = self.thing("deals.ttl", "deal", row["id"], lg.Deal, row["title"])
            thing.add(lg.dealKind, DEAL_KIND[row["kind"]]).date(lg.date, row["date"])
            thing.link(lg.gaveTo, "region", *words(row["region_ids"])).say(lg.gave, row["what_it_gave"])
            self.cite(self.note(thing, row["note"]), row)

    def missions(self) -> None:
        for row in self.tables["levelling_up_missions"]:
            number = row["number"]
            thing = self.thing(
                "missions.ttl",
                "mission",
                f"mission-{number}",
                lg.Mission,
                f"Levelling Up mission {number}: {row['short_title']}",
            )
            thing.add(lg.number, Literal(number, datatype=XSD.integer)).say(lg.missionTarget, row["target"])
            thing.say(lg.targetYear, row["target_year"]).say(lg.healthLink, row["health_link"])
            self.cite(thing.link(SKOS.exactMatch, "framework-member", f"lu-{number}"), row)

    def funds(self) -> None:
        fund = "uk-shared-prosperity-fund"
        whole = self.thing("funds.ttl", "fund", fund, lg.Fund, "UK Shared Prosperity Fund")
        for row in self.tables["ukspf_priorities"]:
            self.cite(whole, {**row, "source_date": ""})
            if row["kind"] == "priority":
                thing = self.thing("funds.ttl", "priority", row["id"], lg.Priority, row["name"])
            else:
                thing = self.thing(
                    "funds.ttl",
                    "fund-figure",
                    row["id"],
                    lg.FundFigure,
                    f"{row['name']} (UK Shared Prosperity Fund)",
                ).basis(lg.StatedBySource)
                if row["value"]:
                    thing.add(lg.value, Literal(row["value"], datatype=XSD.decimal))
            thing.say(lg.unit, row["unit"]).link(lg.fund, "fund", fund).say(lg.period, row["period"])
            self.cite(thing.say(DCTERMS.description, row["description"]), row)
            for slug, reason in COVERAGE.get(row["id"], {}).items():
                claim = self.thing(
                    "funds.ttl",
                    "coverage",
                    f"{row['id']}--{slug}",
                    lg.Coverage,
                    f"{row['name']} covers {inner(self.name(slug))}",
                )
                claim.link(lg.priority, "priority", row["id"]).link(lg.determinant, "determinant", slug)
                claim.basis(lg.CodedByUs, f"Read by us from the words of the priority: {reason}.")
                self.cite(claim, row)


def main() -> None:
    """Convert the tables of one folder into the files of another."""
    facts, output = map(Path, sys.argv[1:])
    converter = Converter(facts)
    converter.run()
    for old in output.rglob("*.ttl"):
        old.unlink()
    for name, graph in sorted(converter.files.items()):
        path = output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(canonical(graph), encoding="utf-8")
    triples = sum(map(len, converter.files.values()))
    print(f"{len(converter.files)} files, {triples} triples, {len(converter.sources)} sources")


if __name__ == "__main__":
    main()
