"""The functions of the JSON API: each at an address, with its parameters and the type of its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from msgspec import json

from ...errors import UsageError
from ...graph.store import Store
from ...ontology.terms import ID, KINDS
from ...queries import suppositions
from ...queries.asking import Question
from ...queries.catalogue import Catalogue
from ...queries.entity_record import ThingRecord
from ...queries.search_index import Found, FoundRecord
from ...queries.transferability import contract
from ...session import Session
from ..sessions import session
from .parameters import Parameter
from .records import ParameterRecord, QueryRecord

JSON = "application/json"
Values = dict[str, Any]
"""The values of a request by the names of their parameters, as `parameters.read` gives them."""

REGION = Parameter("region", "the region asked about", "south-yorkshire", required=True)
AS_OF = Parameter("as-of", "the day on which powers count (default: today)", "2026-11-24", type="date")
OUTCOME = Parameter("outcome", "only what leads to this outcome")
DETERMINANT = Parameter("determinant", "only what acts on this determinant")
LEVER = Parameter("lever", "the lever supposed", "road-user-charging")
STATE = Parameter(
    "state", "how it is supposed to stand", choices=("held", "shared", "not-held"), default="held"
)
SUPPOSED = Parameter("supposed", "in place of lever and state: several, as lever=state, with commas between")
TO = Parameter("to", "the region that would take it up", "south-yorkshire", required=True)


@dataclass(frozen=True, slots=True)
class Function:
    """One address of the API: its parameters, the function that answers, and the type of the answer."""

    path: str
    summary: str
    params: tuple[Parameter, ...]
    answer: Callable[[Session, Values], object]
    type: Any
    """The type of the answer, made of msgspec Structs; OpenAPI is made from it."""
    inside: tuple[Parameter, ...] = ()
    """The parameters that are parts of the path."""


def answered(store: Store, path: str, values: Values) -> bytes:
    """The answer of one function as JSON; `path` is one of FUNCTIONS, without `/api`.

    Raises what the session raises: UsageError and its kinds.
    """
    return json.encode(_BY_PATH[path].answer(session(store), values))


def warm(store: Store) -> None:
    """Load the facts that every question needs, so that workers share them."""
    session(store).transferability.load()


def _transfer(graph: Session, values: Values) -> object:
    return graph.transferability.ranking(
        values["to"],
        as_of=values["as-of"],
        outcome=values["outcome"],
        determinant=values["determinant"],
        everything=values["all"],
        wider=values["wider"],
    ).record()


def _explanation(graph: Session, values: Values) -> object:
    return graph.transferability.explanation(
        values["intervention"],
        values["to"],
        as_of=values["as-of"],
        outcome=values["outcome"],
        determinant=values["determinant"],
    ).record()


def _brief(graph: Session, values: Values) -> object:
    return graph.brief(
        values["region"],
        outcome=values["outcome"],
        determinant=values["determinant"],
        as_of=values["as-of"],
    ).record()


def _plan(graph: Session, values: Values) -> object:
    return graph.plan(
        values["region"],
        outcome=values["outcome"],
        determinant=values["determinant"],
        as_of=values["as-of"],
    ).record()


def _asks(graph: Session, values: Values) -> object:
    return graph.transferability.further_powers(
        values["region"], size=values["size"], outcome=values["outcome"], as_of=values["as-of"]
    ).record()


def _what_if(graph: Session, values: Values) -> object:
    return graph.transferability.what_if(
        values["region"], _levers(values), values["state"], as_of=values["as-of"]
    ).record()


def _class_what_if(graph: Session, values: Values) -> object:
    return graph.transferability.class_what_if(
        values["class"], _levers(values), values["state"], as_of=values["as-of"]
    ).record()


def _levers(values: Values) -> str | dict[str, str]:
    """One lever, or several with a state of each."""
    if (values["lever"] is None) == (values["supposed"] is None):
        raise UsageError("Give lever, or supposed for several levers such as bus-franchising=held.")
    return str(values["lever"]) if values["lever"] is not None else suppositions.read(values["supposed"])


def _needs(graph: Session, values: Values) -> object:
    return graph.transferability.needs(values["region"], as_of=values["as-of"]).record()


def _packages(graph: Session, values: Values) -> object:
    return graph.transferability.packages(
        values["region"], outcome=values["outcome"], as_of=values["as-of"]
    ).record()


def _gaps(graph: Session, values: Values) -> object:
    return graph.transferability.gaps(values["region"], as_of=values["as-of"]).record()


def _evidence_map(graph: Session, values: Values) -> object:
    return graph.transferability.evidence_map(
        region=values["region"],
        group=values["group"],
        kind=values["kind"],
        cell=values["cell"],
        as_of=values["as-of"],
    ).record()


def _timeline(graph: Session, values: Values) -> object:
    return graph.transferability.timeline(values["region"], as_of=values["as-of"]).record()


def _paths(graph: Session, values: Values) -> object:
    return graph.transferability.paths(
        values["from"], values["to"], region=values["region"], k=values["k"], as_of=values["as-of"]
    ).record()


def _compare(graph: Session, values: Values) -> object:
    if len(values["region"]) < 2:
        raise UsageError(
            "Two regions or more are needed, such as region=west-yorkshire&region=south-yorkshire."
        )
    return graph.transferability.comparison(values["region"], as_of=values["as-of"]).record()


def _show(graph: Session, values: Values) -> object:
    return graph.show(values["thing"]).record()


def _thing(graph: Session, values: Values) -> object:
    return graph.show(f"<{ID}{values['kind']}/{values['slug']}>").record()


def _search(graph: Session, values: Values) -> object:
    """The hits of the search, best first."""
    return Found(graph.index.find(values["q"], values["kind"] or "", values["limit"])).record()


def _ask(graph: Session, values: Values) -> object:
    """The reading of a sentence."""
    return graph.ask(values["q"])


def _queries(_: Session, __: Values) -> object:
    return [
        QueryRecord(
            query.name,
            query.title,
            query.description,
            query.group,
            list(query.tags),
            [
                ParameterRecord(param.name, list(param.kinds), param.meaning, param.required, param.example)
                for param in query.params
            ],
            query.text,
        )
        for query in Catalogue()
    ]


FUNCTIONS = (
    Function(
        "/search",
        "Find things by the words of their names, an acronym, a code or a misspelt name; best first.",
        (
            Parameter("q", "words of the name", "bus franchising", required=True),
            Parameter("kind", "only things of this kind", choices=tuple(KINDS)),
            Parameter("limit", "how many at most", type="integer", default=20),
        ),
        _search,
        list[FoundRecord],
    ),
    Function(
        "/ask",
        "Read a sentence in plain English as one of the answers, or the nearest readings where none is sure.",
        (Parameter("q", "the sentence", "what can we do about obesity in South Yorkshire?", required=True),),
        _ask,
        Question,
    ),
    Function(
        "/show",
        "Everything known of one thing, with sources; the thing named by IRI, slug or label.",
        (Parameter("thing", "an IRI, slug or label", "region/west-yorkshire", required=True),),
        _show,
        ThingRecord,
    ),
    Function(
        "/things/{kind}/{slug}",
        "Everything known of one thing, with sources.",
        (),
        _thing,
        ThingRecord,
        (
            Parameter("kind", "the kind of thing", "region", choices=tuple(KINDS)),
            Parameter("slug", "its slug", "west-yorkshire"),
        ),
    ),
    Function(
        "/transfer",
        "What a region can take up from others, best first.",
        (
            TO,
            AS_OF,
            OUTCOME,
            DETERMINANT,
            Parameter("all", "also what runs in the region already", type="boolean", default=False),
            Parameter("wider", "also what has only a far path, and enablers", type="boolean", default=False),
        ),
        _transfer,
        list[contract.CandidateRecord],
    ),
    Function(
        "/explanation",
        "Why a region can or cannot take an intervention up, every statement with its source.",
        (
            TO,
            Parameter("intervention", "the intervention", "gm-fire-safe-and-well", required=True),
            AS_OF,
            OUTCOME,
            DETERMINANT,
        ),
        _explanation,
        contract.ExplanationRecord,
    ),
    Function(
        "/brief",
        "What a region could do about one problem, every sentence with its claims and sources.",
        (
            REGION,
            Parameter("outcome", "the outcome that is the problem", "respiratory-disease"),
            Parameter("determinant", "or the determinant that is"),
            AS_OF,
        ),
        _brief,
        contract.BriefRecord,
    ),
    Function(
        "/plan",
        "The self-assessment of a region: prompts with what the graph knows, options by criterion, unranked.",
        (REGION, OUTCOME, DETERMINANT, AS_OF),
        _plan,
        contract.PlanRecord,
    ),
    Function(
        "/asks",
        "Which further powers would open most to a region.",
        (
            REGION,
            Parameter("size", "levers in a set", type="integer", default=1, most=10),
            OUTCOME,
            AS_OF,
        ),
        _asks,
        list[contract.AskRecord],
    ),
    Function(
        "/what-if",
        "Which verdicts would change if a region held, shared or did not hold a lever.",
        (REGION, LEVER, STATE, SUPPOSED, AS_OF),
        _what_if,
        list[contract.ChangeRecord],
    ),
    Function(
        "/what-if-class",
        "Which verdicts would change if every authority of a class held, shared or did not hold a lever.",
        (
            Parameter("class", "the class of authority", "combined-authority", required=True),
            LEVER,
            STATE,
            SUPPOSED,
            AS_OF,
        ),
        _class_what_if,
        list[contract.RegionChangesRecord],
    ),
    Function(
        "/needs",
        "Where a region stands worst against England, with limits, and the best options for each need.",
        (REGION, AS_OF),
        _needs,
        list[contract.NeedRecord],
    ),
    Function(
        "/packages",
        "The fewest interventions and further powers that reach the most of what a region needs.",
        (REGION, OUTCOME, AS_OF),
        _packages,
        list[contract.PackageRecord],
    ),
    Function(
        "/gaps",
        "Untapped levers, blind spots, and gaps in the record.",
        (REGION, AS_OF),
        _gaps,
        list[contract.GapRecord],
    ),
    Function(
        "/evidence-map",
        "Kinds of intervention by groups of outcomes, with the findings of each cell by direction.",
        (
            Parameter("region", "only what took place there"),
            Parameter("group", "only this group, each of its outcomes or determinants in a column"),
            Parameter("kind", "only this power domain, each of its interventions in a row"),
            Parameter("cell", "the cell to tell whole, as ROW:COLUMN, or all", "transport:morbidity"),
            AS_OF,
        ),
        _evidence_map,
        contract.EvidenceMapRecord,
    ),
    Function(
        "/timeline",
        "A region's powers over time: what it held or shared, from when until when, by which law.",
        (REGION, AS_OF),
        _timeline,
        contract.TimelineRecord,
    ),
    Function(
        "/paths",
        "The best evidenced paths from a lever to an outcome, each with its steps and their claims.",
        (
            Parameter("from", "where the paths begin", "bus-franchising", required=True),
            Parameter("to", "where they end", "respiratory-disease", required=True),
            Parameter("k", "how many paths", type="integer", default=10),
            Parameter("region", "the region whose hold on the lever is given", "west-yorkshire"),
            AS_OF,
        ),
        _paths,
        list[contract.PathRecord],
    ),
    Function(
        "/compare",
        "Regions side by side, and how far apart each pair is.",
        (
            Parameter(
                "region",
                "two regions or more",
                "west-yorkshire,south-yorkshire",
                required=True,
                several=True,
            ),
            AS_OF,
        ),
        _compare,
        contract.ComparisonRecord,
    ),
    Function("/queries", "The catalogue of named queries.", (), _queries, list[QueryRecord]),
)
_BY_PATH = {function.path: function for function in FUNCTIONS}
