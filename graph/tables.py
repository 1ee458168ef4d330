"""The graph as tables, for people who think in spreadsheets: one for each kind, one of all claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from ..ontology.terms import GRAPH_INFERRED, ID, LG, PREFIXES, curie, slug
from .search import foreign

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from .store import Store

Value: TypeAlias = str | int | float | Decimal | bool | None
Object: TypeAlias = "NamedNode | Literal"

RDF, RDFS, SKOS, XSD = (PREFIXES[each] for each in ("rdf", "rdfs", "skos", "xsd"))
TYPE = RDF + "type"
LABEL = SKOS + "prefLabel"
NAMES = {LABEL, RDFS + "label"}
GIVEN = ("id", "label", "iri", "kind", "source_url")
"""Columns that every table has, and what they are called."""
SEPARATOR = " | "
CLAIM_COLUMNS = (
    "status",
    "use_status",
    "polarity",
    "direction",
    "strength",
    "value",
    "unit",
    "period",
    "confidence",
    "basis",
    "basis_note",
    "verification",
    "verification_note",
    "valid_from",
    "valid_until",
    "as_of",
    "legal_basis",
    "cited_as",
    "locator",
    "source_date",
    "note",
)
"""The further columns of the table of claims, beside name, subject and source."""


@dataclass
class Table:
    """Named columns and rows of plain values."""

    name: str
    columns: list[str]
    rows: list[list[Value]] = field(default_factory=list)


class Records:
    """Every statement of a store by its subject, read once."""

    def __init__(self, store: Store) -> None:
        """Read all statements, apart from those that were inferred."""
        from pyoxigraph import BlankNode, Literal, NamedNode

        self.things: dict[str, dict[str, list[Object]]] = defaultdict(lambda: defaultdict(list))
        self.inferred: list[tuple[str, str, str]] = []
        names: dict[str, set[tuple[int, bool, str]]] = defaultdict(set)
        for quad in store.quads():
            if not isinstance(quad.subject, NamedNode) or isinstance(quad.object, BlankNode):
                continue
            subject, predicate, object_ = quad.subject.value, quad.predicate.value, quad.object
            if getattr(quad.graph_name, "value", "") == GRAPH_INFERRED:
                if isinstance(object_, NamedNode):
                    self.inferred.append((subject, predicate, object_.value))
                continue
            self.things[subject][predicate].append(object_)  # type: ignore[arg-type]
            if predicate in NAMES and isinstance(object_, Literal):
                names[subject].add((foreign(object_), predicate != LABEL, object_.value))
        self.inferred.sort()
        self.labels = {thing: min(called)[-1] for thing, called in names.items()}

    def of_kind(self, kind: str) -> list[str]:
        """The things of a kind, in order."""
        start = f"{ID}{kind}/"
        return sorted(thing for thing in self.things if thing.startswith(start))

    def label(self, iri: str) -> str:
        """What a thing is called."""
        return self.labels.get(iri) or curie(iri)


def by_kind(records: Records) -> Iterator[Table]:
    """A table for each kind of thing that there is."""
    kinds = {thing.removeprefix(ID).partition("/")[0] for thing in records.things if thing.startswith(ID)}
    for kind in sorted(kinds):
        yield _table(records, kind, records.of_kind(kind))


def claims(records: Records) -> Table:
    """One line for each claim: what it says, of what, how sure, since when, by whom."""
    head = ["kind", "id", "statement", "about", *CLAIM_COLUMNS, "source", "source_url", "iri"]
    table = Table("claims", head)
    classes = {thing for thing, _, type_ in _types(records) if type_ == LG + "Claim"}
    for thing in sorted(classes):
        facts = records.things.get(thing, {})
        about, cells = [], dict.fromkeys(head, None)
        for predicate, values in facts.items():
            named = [value.value for value in values if _is_thing(value)]
            if predicate == LG + "source":
                continue
            if named:
                about += [records.label(iri) for iri in named]
            elif column(predicate) in CLAIM_COLUMNS and predicate.startswith((LG, SKOS)):
                cells[column(predicate)] = _cell(records, values)
        kind, _, name = thing.removeprefix(ID).partition("/")
        sources = [value.value for value in facts.get(LG + "source", [])]
        cells |= {"kind": kind, "id": name, "statement": records.label(thing), "iri": thing}
        cells["about"] = SEPARATOR.join(sorted(about)) or None
        cells["source"] = SEPARATOR.join(records.label(source) for source in sources) or None
        cells["source_url"] = _urls(records, sources)
        table.rows.append([cells[name] for name in head])
    table.rows.sort(key=lambda row: (str(row[0]), str(row[1])))
    return table


def columns(predicates: Iterable[str]) -> dict[str, str]:
    """A column for each property but the name, and no two of the same name: valid_from, dcterms_source."""
    names: dict[str, str] = {}
    taken = set(GIVEN)
    for predicate in sorted({*predicates} - NAMES, key=lambda each: (not each.startswith(LG), each)):
        name = column(predicate)
        if name in taken:
            name = column(curie(predicate).replace(":", "_"))
        taken |= {name, f"{name}_id"}
        names[predicate] = name
    return names


def column(predicate: str) -> str:
    """A property as the name of a column: valid_from."""
    name = slug(predicate)
    return (
        "".join(f"_{each.lower()}" if each.isupper() else each for each in name).lstrip("_").replace("-", "_")
    )


def plain_value(literal: Literal) -> Value:
    """A literal as the plain value that a spreadsheet or a program wants."""
    text, kind = literal.value, slug(literal.datatype.value)
    try:
        if kind in ("integer", "int", "long", "nonNegativeInteger"):
            return int(text)
        if kind == "decimal":
            return Decimal(text)
        if kind in ("double", "float"):
            return float(text)
    except (ValueError, ArithmeticError):
        return text
    if kind == "boolean" and text in ("true", "false", "1", "0"):
        return text in ("true", "1")
    return text


def _types(records: Records) -> Iterator[tuple[str, str, str]]:
    for thing, facts in records.things.items():
        for value in facts.get(TYPE, []):
            yield thing, TYPE, value.value
    for statement in records.inferred:
        if statement[1] == TYPE:
            yield statement


def _table(records: Records, kind: str, things: list[str]) -> Table:
    """Every property a column; a thing that it names is given by name, with its id beside it."""
    facts = [(thing, records.things[thing]) for thing in things]
    names = columns(each for _, own in facts for each in own)
    predicates = sorted(names, key=lambda each: names[each])
    values = {each: [value for _, own in facts for value in own.get(each, [])] for each in predicates}
    linking = {each for each in predicates if any(map(_is_thing, values[each]))}
    head = ["id", "label"]
    for each in predicates:
        head += [names[each], f"{names[each]}_id"] if each in linking else [names[each]]
    sourced = LG + "source" in linking
    table = Table(kind, [*head, *(["source_url"] if sourced else []), "iri"])
    for thing, own in facts:
        row: list[Value] = [thing.removeprefix(f"{ID}{kind}/"), records.label(thing)]
        for each in predicates:
            here = sorted(own.get(each, []), key=str)
            row.append(_cell(records, here))
            if each in linking:
                row.append(SEPARATOR.join(_short(value.value.removeprefix(ID)) for value in here) or None)
        if sourced:
            row.append(_urls(records, [value.value for value in own.get(LG + "source", [])]))
        table.rows.append([*row, thing])
    return table


def _short(name: str) -> str:
    return name.partition("/")[2] if not name.startswith("http") else curie(name)


def _cell(records: Records, values: list[Object]) -> Value:
    from pyoxigraph import Literal

    plain = [plain_value(v) if isinstance(v, Literal) else records.label(v.value) for v in values]
    if len(plain) == 1:
        return plain[0]
    return SEPARATOR.join(str(each) for each in plain) or None


def _is_thing(value: Object) -> bool:
    from pyoxigraph import NamedNode

    return isinstance(value, NamedNode) and value.value.startswith(ID)


def _urls(records: Records, sources: list[str]) -> str | None:
    urls = (value.value for source in sources for value in records.things.get(source, {}).get(LG + "url", []))
    return SEPARATOR.join(urls) or None
