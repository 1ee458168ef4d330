"""The names that everything else is said in: namespaces, prefixes, named graphs and kinds of thing."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    FILES: dict[str, Path]

HOME = "https://w3id.org/levergraph"
LG = f"{HOME}/ontology#"
ID = f"{HOME}/id/"
ONTOLOGY = f"{HOME}/ontology"
DATASET = f"{HOME}/dataset"

GRAPH_ONTOLOGY = f"{HOME}/graph/ontology"
GRAPH_FACTS = f"{HOME}/graph/facts"
GRAPH_INFERRED = f"{HOME}/graph/inferred"
GRAPH_YOURS = f"{HOME}/graph/yours"

KINDS = {
    "answer": "Answer",
    "approach": "Approach",
    "authority": "Authority",
    "authority-class": "AuthorityClass",
    "challenge": "Challenge",
    "class-membership": "ClassMembership",
    "class-power": "ClassPower",
    "comparator": "Comparator",
    "cost": "Cost",
    "council": "Council",
    "coverage": "Coverage",
    "criterion": "Criterion",
    "deal": "Deal",
    "determinant": "Determinant",
    "domain": "PowerDomain",
    "duty": "Duty",
    "effect": "Effect",
    "evidence-search": "EvidenceSearch",
    "finding": "Finding",
    "framework": "Framework",
    "framework-member": "FrameworkMember",
    "fund": "Fund",
    "fund-figure": "FundFigure",
    "holding": "LeverHolding",
    "indicator": "Indicator",
    "indicator-set": "IndicatorSet",
    "intervention": "Intervention",
    "lesson": "Lesson",
    "lever": "Lever",
    "mechanism": "Mechanism",
    "membership": "Membership",
    "mission": "Mission",
    "observation": "Observation",
    "option": "RequirementOption",
    "outcome": "Outcome",
    "participation": "Participation",
    "power": "PowerHolding",
    "priority": "Priority",
    "prompt": "Prompt",
    "region": "Region",
    "requirement": "Requirement",
    "rule": "Rule",
    "source": "Source",
    "succession": "Succession",
    "use": "LeverUse",
}
"""The class, a local name in lg:, of each kind of IRI."""

STANDARD = {
    "bcio": "http://humanbehaviourchange.org/ontology/BCIO_",
    "bibo": "http://purl.org/ontology/bibo/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "statgeo": "http://statistics.data.gov.uk/def/statistical-geography#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

PREFIXES = {
    "lg": LG,
    "shape": f"{HOME}/shapes#",
    "style": f"{HOME}/style#",
    **{kind: f"{ID}{kind}/" for kind in (*KINDS, "scheme")},
    **STANDARD,
}
"""The one prefix table: lg:, one prefix for each kind of thing, and the vocabularies of others."""

_BY_LENGTH = sorted(PREFIXES.items(), key=lambda pair: -len(pair[1]))
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


def curie(iri: str) -> str:
    """Shorten an IRI by the prefix table; what has no prefix stays as it is."""
    for prefix, namespace in _BY_LENGTH:
        name = iri[len(namespace) :]
        if name and iri.startswith(namespace) and _PLAIN.issuperset(name):
            return f"{prefix}:{name}"
    return iri


def expand(curie: str) -> str:
    """Lengthen a curie by the prefix table; a full IRI stays as it is."""
    prefix, colon, name = curie.partition(":")
    if not colon:
        raise _unknown(curie, "it has no colon")
    if prefix in PREFIXES:
        return PREFIXES[prefix] + name
    if name.startswith("//") or prefix in ("urn", "mailto", "file", "data"):
        return curie
    raise _unknown(curie, f"no prefix is called {prefix!r}")


def slug(iri: str) -> str:
    """The last part of an IRI: what stands after its last slash or hash."""
    return iri.rstrip("/").replace("#", "/").rpartition("/")[2]


def _unknown(curie: str, why: str) -> Exception:
    from ..errors import MalformedName

    return MalformedName(curie, why)


def __getattr__(name: str) -> object:
    """Make the table of files when it is first asked for: pathlib is too dear for a question's start."""
    if name != "FILES":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pathlib import Path

    here = Path(__file__).parent
    files = {stem: here / f"{stem}.ttl" for stem in ("levergraph", "alignments", "shapes", "style")}
    globals()["FILES"] = files = {**files, "rules": here / "rules"}
    return files
