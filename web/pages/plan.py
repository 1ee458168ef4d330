"""The plan: the self-assessment of a region as a form; answers live in the visitor's own file, never here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec.structs import replace
from starlette.responses import Response

from ...errors import DataError, UsageError
from ...notes import plan_document, plan_page, plan_words, workbook
from ...queries.dates import today
from ...queries.transferability import CHOICES, WORDED, TeamAnswer, TeamAnswers, TeamScore, TeamWeight
from .support import download
from .support.posted_form import PostedForm
from .support.rendering import View

if TYPE_CHECKING:
    from ...queries.transferability import Plan
    from .support.page_request import Visit

FORMS = ("docx", "page", "xlsx", "json")
CRUMBS = (("Home", "/"), ("Plan", "/plan"))
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,199}")
"""A slug, as the names of the form's fields have them."""
MOST_FILES = 8
"""So many people's files are set side by side."""
REPORTS = {"docx": "Word", "page": "One HTML page", "xlsx": "Spreadsheet to fill in", "json": "JSON"}


class Mine(NamedTuple):
    """What the visitor filled in: the answers, and what keeps them from being signed or read."""

    answers: TeamAnswers
    problems: tuple[str, ...]


def page(visit: Visit) -> View | Response:
    """Answer `/plan`: the form for a region, nothing filled in; or a report without answers."""
    region = visit.text("region")
    form = download.wanted(visit, FORMS)
    if not region:
        return View(
            "plan-start.html.jinja",
            "Make a plan",
            CRUMBS,
            {
                "regions": visit.names.choices("region"),
                "outcomes": visit.names.choices("outcome"),
                "determinants": visit.names.choices("determinant"),
            },
        )
    outcome, determinant = visit.text("outcome") or None, visit.text("determinant") or None
    plan = visit.transferability.plan(region, outcome=outcome, determinant=determinant, as_of=visit.as_of)
    if form:
        return _report(visit, plan, form)
    return _view(visit, plan, Mine(_empty(plan), ()), [])


def posted(visit: Visit, form: PostedForm) -> View | Response:
    """Answer a form: the plan with its answers, a report, or the answers as a file to keep."""
    method = visit.transferability
    others = _others(visit, form)
    region = form.text("region")
    if not region:
        raise UsageError("Whose plan is it? Choose a region.")
    as_of = form.text("as-of") or None
    blank = method.plan(
        region,
        outcome=form.text("outcome") or None,
        determinant=form.text("determinant") or None,
        as_of=as_of,
    )
    mine = _mine(visit, form, blank)
    sides = ([mine.answers] if mine.answers.people or mine.problems else []) + others
    plan = method.plan(
        region,
        outcome=blank.problem.slug if blank.problem and blank.kind == "outcome" else None,
        determinant=blank.problem.slug if blank.problem and blank.kind == "determinant" else None,
        answers=sides,
        as_of=as_of,
    )
    wanted = form.text("do")
    if mine.problems or wanted not in (*FORMS, "keep"):
        return _view(visit, plan, mine, others)
    name = f"plan-{plan.region.slug}"
    if wanted == "keep":
        return download.file(mine.answers.to_json(), "json", f"{name}-answers")
    return _report(visit, plan, wanted)


def _mine(visit: Visit, form: PostedForm, plan: Plan) -> Mine:
    """The visitor's own answers: those of the file that was sent, else those of the form."""
    uploads = form.uploads("mine")
    if uploads:
        upload = uploads[0]
        return Mine(_same(visit.transferability.answers_in(upload.data, upload.name), plan), ())
    before = _kept(form.text("before")) or _empty(plan)
    filled, problems = _filled(form, before)
    if not problems:
        filled = visit.transferability.checked_answers(filled)
    return Mine(filled, tuple(problems))


def _filled(form: PostedForm, before: TeamAnswers) -> tuple[TeamAnswers, list[str]]:
    """The answers in the fields; one that is as it was keeps its signature, another is signed today."""
    who, on = " ".join(form.text("who").split()), today()
    old: dict[str, TeamAnswer | TeamScore | TeamWeight] = {
        **{f"a:{answer.prompt}": answer for answer in before.answers},
        **{f"s:{score.intervention}:{score.criterion}": score for score in before.scores},
        **{f"g:{weight.criterion}": weight for weight in before.weights},
    }
    answers, scores, weights = [], [], []
    problems: list[str] = []
    for field, value in form.fields:
        kind, _, rest = field.partition(":")
        value, names = value.strip(), rest.split(":")
        if not value or kind not in ("a", "s", "g") or not all(map(NAME.fullmatch, names)):
            continue
        words = form.text(f"w{kind}:{rest}")
        made: TeamAnswer | TeamScore | TeamWeight
        if kind == "a":
            if value not in CHOICES:
                raise UsageError(f"{value!r} is no answer; there are {', '.join(CHOICES)}.")
            if value in WORDED and not words:
                problems.append(f"{CHOICES[value].capitalize()} says nothing without words: {rest}.")
            made = TeamAnswer(rest, value, words, who, on)  # type: ignore[arg-type]  # one of CHOICES
            answers.append(_signed_as(old.get(field), made))
        elif kind == "s" and len(names) == 2:
            made = TeamScore(names[0], names[1], _mark(value), words, who, on)
            scores.append(_signed_as(old.get(field), made))
        elif kind == "g":
            made = TeamWeight(rest, _mark(value), words, who, on)
            weights.append(_signed_as(old.get(field), made))
    everything = [*answers, *scores, *weights]
    if any(not part.by for part in everything):
        problems.insert(0, "Who answers? A name goes with every answer: fill in “Your name and role”.")
    filled = replace(
        before,
        answers=tuple(part for part in answers if isinstance(part, TeamAnswer)),
        scores=tuple(part for part in scores if isinstance(part, TeamScore)),
        weights=tuple(part for part in weights if isinstance(part, TeamWeight)),
    )
    return filled, problems


def _signed_as(
    old: TeamAnswer | TeamScore | TeamWeight | None, new: TeamAnswer | TeamScore | TeamWeight
) -> TeamAnswer | TeamScore | TeamWeight:
    """The old one where nothing but the signature differs, so that nobody signs for somebody else."""
    return old if old is not None and replace(new, by=old.by, on=old.on) == old else new


def _mark(text: str) -> int:
    if text not in ("1", "2", "3", "4", "5"):
        raise UsageError(f"{text[:20]!r} is no whole number from 1 to 5.")
    return int(text)


def _kept(text: str) -> TeamAnswers | None:
    """Answers that the form carries along in a hidden field; None where there are none."""
    if not text:
        return None
    try:
        return msgspec.json.decode(text, type=TeamAnswers)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UsageError(f"The form was changed on its way ({error}). Take the page again.") from None


def _others(visit: Visit, form: PostedForm) -> list[TeamAnswers]:
    """The answers of other people: those that the form carries along, and the files that were sent."""
    carried = [kept for name, text in form.fields if name == "theirs-kept" and (kept := _kept(text))]
    checked = [visit.transferability.checked_answers(kept) for kept in carried]
    sent = [visit.transferability.answers_in(upload.data, upload.name) for upload in form.uploads("theirs")]
    if len(checked) + len(sent) > MOST_FILES:
        raise UsageError(f"At most {MOST_FILES} files of other people can be set side by side.")
    return [*checked, *sent] if not form.text("alone") else []


def _same(answers: TeamAnswers, plan: Plan) -> TeamAnswers:
    if answers.region != plan.region.slug:
        raise DataError(
            f"These answers are about {answers.region}, and this page is about {plan.region.slug}. "
            "Open the plan of their region first."
        )
    return answers


def _empty(plan: Plan) -> TeamAnswers:
    about = plan.problem.slug if plan.problem else None
    return TeamAnswers(
        region=plan.region.slug,
        outcome=about if plan.kind == "outcome" else None,
        determinant=about if plan.kind == "determinant" else None,
    )


def _view(visit: Visit, plan: Plan, mine: Mine, others: list[TeamAnswers]) -> View:
    """The form, filled in as far as it is."""
    about = {plan.kind: plan.problem.slug} if plan.problem and plan.kind else {}
    return View(
        "plan.html.jinja",
        plan.title,
        (*CRUMBS, (plan.region.label, f"/region/{plan.region.slug}"), ("Self-assessment", "")),
        {
            "plan": plan,
            "words": plan_words,
            "choices": CHOICES,
            "reports": REPORTS,
            "about": about,
            "as_of_asked": plan.as_of if plan.named else "",
            "problems": mine.problems,
            "before": mine.answers.to_json() if mine.answers.people else "",
            "who": mine.answers.people[-1] if mine.answers.people else "",
            "theirs": [other.to_json() for other in others],
            "their_names": [", ".join(other.people) or "nobody" for other in others],
            "answers": {answer.prompt: answer for answer in mine.answers.answers},
            "scores": {(score.intervention, score.criterion): score for score in mine.answers.scores},
            "weights": {weight.criterion: weight for weight in mine.answers.weights},
        },
        status=400 if mine.problems else 200,
    )


def _report(visit: Visit, plan: Plan, form: str) -> Response:
    """The plan as a file, with the address of the empty form in it."""
    about = {plan.kind: plan.problem.slug} if plan.problem and plan.kind else {}
    home = str(visit.request.base_url).rstrip("/")
    address = home + visit.at("/plan", region=plan.region.slug, **about).removeprefix(visit.at.root)
    made: bytes | str
    if form == "docx":
        made = plan_document(plan, address)
    elif form == "xlsx":
        made = workbook(plan)
    else:
        made = plan_page(plan, address) if form == "page" else plan.to_json()
    return download.file(made, form, f"plan-{plan.region.slug}")
