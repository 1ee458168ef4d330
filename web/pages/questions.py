"""The questions: the catalogue, and each question as a form with its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import Response

from ...errors import UsageError
from ...ontology.terms import KINDS
from ...queries.catalogue import Catalogue
from ...queries.execution import ask, prepared
from ...queries.results.values import short, value
from .support import chart, download
from .support.page_request import LONGEST
from .support.rendering import View
from .support.table import number as _number, of_result

if TYPE_CHECKING:
    from ...queries.catalogue import NamedQuery, Parameter
    from ...queries.results.result import Result
    from .support.labels import Named
    from .support.page_request import Visit

FORMS = ("csv", "xlsx", "json", "markdown", "turtle")


class Control(NamedTuple):
    """A parameter as a control of the form: a choice, a date or a line of text."""

    name: str
    label: str
    type: str
    value: str
    required: bool
    groups: list[tuple[str, list[Named]]]


def catalogue(visit: Visit) -> View:
    """Answer `/queries`."""
    return View(
        "queries.html.jinja",
        "Questions it can answer",
        (("Home", "/"), ("Questions", "/queries")),
        {"groups": list(Catalogue().by_group().items())},
    )


def page(visit: Visit) -> View | Response:
    """Answer `/queries/NAME`."""
    name = visit.part("name")
    name, _, suffix = name.partition(".")
    query = Catalogue().get(name)
    forms = FORMS
    given = {param.name: visit.text(_key(param)) or visit.text(param.name) for param in query.params}
    values = {each: value for each, value in given.items() if value}
    example = not any(values.get(param.name) for param in query.required) and bool(query.required)
    if example:
        values = {**query.example(), **values}
    missing = [param for param in query.required if not values.get(param.name)]
    form = download.wanted(visit, (*forms, "turtle", "ntriples", "jsonld")) or _suffix(suffix)
    if missing and form:
        raise UsageError(f"{name} needs {missing[0].name}: {missing[0].meaning}.")
    answer = None if missing else _asked(visit, query, values)
    if form and answer is not None:
        return download.result(answer, form, name, visit)
    return View(
        "query.html.jinja",
        query.title,
        (("Home", "/"), ("Questions", "/queries"), (query.title, f"/queries/{name}")),
        {
            "question": query,
            "controls": [_control(visit, param, values.get(param.name, "")) for param in query.params],
            "example": example,
            "missing": missing,
            "shown": [
                (param.meaning, values[param.name]) for param in query.params if values.get(param.name)
            ],
            "table": of_result(visit, answer, query.title) if answer is not None else None,
            "chart": bars(visit, answer) if answer is not None else None,
            "offers": download.offers(visit, forms) if answer is not None else [],
            "text": prepared(visit.store, query, values) if not missing else query.text,
        },
    )


def _suffix(suffix: str) -> str:
    form = download.ALIASES.get(suffix, suffix)
    if form and form not in (*FORMS, "tsv", "turtle", "ntriples", "jsonld"):
        raise UsageError(f".{suffix}: an answer can be had as {', '.join(FORMS)}.")
    return form


def _key(param: Parameter) -> str:
    return "as-of" if param.name == "asOf" else param.name


def _asked(visit: Visit, query: NamedQuery, values: dict[str, str]) -> Result:
    for each in values.values():
        if len(each) > LONGEST:
            raise UsageError(f"A value of {len(each):,} characters is too long: at most {LONGEST}.")
    return ask(visit.store, query.name, values)


def _control(visit: Visit, param: Parameter, value: str) -> Control:
    groups: list[tuple[str, list[Named]]] = []
    kind = "text"
    if param.kinds == ("date",):
        kind = "date"
        value = "" if value == "today" else value + {4: "-01-01", 7: "-01"}.get(len(value), "")
    elif all(each in KINDS for each in param.kinds):
        kind = "choice"
        several = len(param.kinds) > 1
        for each in param.kinds:
            named = visit.names.choices(each)
            if several:
                named = [one._replace(slug=f"{each}/{one.slug}") for one in named]
            groups.append((each.replace("-", " ").capitalize(), named))
        value = _chosen(value, groups)
    return Control(_key(param), param.meaning, kind, value, param.required, groups)


def _chosen(value: str, groups: list[tuple[str, list[Named]]]) -> str:
    """The choice that a value means: by slug, by kind and slug, or by label."""
    for _, named in groups:
        for one in named:
            if value in (one.slug, one.slug.rpartition("/")[2], one.label):
                return one.slug
    return value


def bars(visit: Visit, answer: Result) -> chart.Chart | None:
    """A chart where the answer is a few names with one count each; otherwise none."""
    if answer.kind != "table" or not 2 <= len(answer) <= 30:
        return None
    columns = [
        index
        for index, _ in enumerate(answer.columns)
        if all(_number(row[index]) is not None for row in answer.terms())
    ]
    labels = [index for index, name in enumerate(answer.columns) if name.endswith("Label")] or [
        index for index, _ in enumerate(answer.columns) if index not in columns
    ]
    if len(columns) != 1 or not labels:
        return None
    points = [
        chart.Point(_label(visit, row[labels[0]]), _number(row[columns[0]]) or 0.0) for row in answer.terms()
    ]
    doubled = len({point.label for point in points}) < len(points)
    return None if doubled or any(abs(each.value) > 1e15 for each in points) else chart.bars(points)


def _label(visit: Visit, node: object) -> str:
    text = str(value(node))  # type: ignore[arg-type]
    return visit.names.labels.get(text) or short(text)
