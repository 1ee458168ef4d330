"""The prompts of a plan put one by one on a terminal, every answer kept in a file before the next is asked.

start -> read the file, or begin one -> who answers? -> next prompt without an answer -> ask
                                                             ^                          |
                                                             +---- write the file <-----+
Ctrl-C, Ctrl-D, quit, or a kill at any moment: the file holds every answer up to the last.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ..errors import UsageError

if TYPE_CHECKING:
    import argparse

    from ..queries.transferability import Plan, PlanPrompt, TeamAnswer, TeamAnswers
    from ..session import Session

KEYS = {"c": "confirmed", "p": "in-part", "n": "not-right", "o": "own", "d": "not-known"}
"""The key of each answer."""
MENU = "[c]onfirmed, in [p]art, [n]ot right, our [o]wn answer, [d]o not know; [s]kip, [q]uit"


class Ended(Exception):
    """Whoever answers has had enough for now."""


def interview(graph: Session, args: argparse.Namespace) -> int:
    """Put the prompts that have no answer in the file yet; raises UsageError where nobody can answer."""
    if len(args.answers) != 1:
        raise UsageError("--answer keeps what you answer in one file: name it with --answers my-plan.json.")
    path = args.answers[0]
    if not path.lower().endswith(".json"):
        raise UsageError(f"{path}: answers given here are kept as JSON: name a file that ends in .json.")
    if not sys.stdin.isatty():
        raise UsageError(
            "--answer asks on a terminal, and there is none. Fill in the sheet instead (-o plan.xlsx) and "
            "read it with --answers plan.xlsx."
        )
    answers = _begun(graph, args, path)
    plan = graph.plan(
        args.region,
        outcome=args.outcome,
        determinant=args.determinant,
        answers=answers,
        as_of=args.as_of,
    )
    try:
        _ask_all(plan, answers, path)
    except (Ended, EOFError):
        pass
    except KeyboardInterrupt:
        print(f"\nEvery answer is kept in {path}.", file=sys.stderr)
        raise
    print(f"\nEvery answer is kept in {path}; the same command goes on from there.", file=sys.stderr)
    return 0


def _begun(graph: Session, args: argparse.Namespace, path: str) -> TeamAnswers:
    """The answers in the file; a new file's, about what was asked for, where there is none."""
    from ..graph.names import resolve
    from ..ontology.terms import slug
    from ..queries.transferability import TeamAnswers

    if os.path.exists(path):  # noqa: PTH110  (pathlib costs start-up time)
        return graph.transferability.answers(path)

    def named(name: str | None, kind: str) -> str | None:
        return slug(resolve(graph.store, name, (kind,))) if name else None

    return TeamAnswers(
        region=slug(resolve(graph.store, args.region, ("region",))),
        outcome=named(args.outcome, "outcome"),
        determinant=named(args.determinant, "determinant"),
    )


def _ask_all(plan: Plan, answers: TeamAnswers, path: str) -> None:
    from msgspec.structs import replace

    from ..notes import prompt_text

    waiting = [
        (section.heading.label, prompt)
        for section in plan.sections
        for prompt in section.prompts
        if not prompt.answered
    ]
    if not waiting:
        print(f"Every prompt is answered in {path}.", file=sys.stderr)
        return
    print(f"{plan.title}\n{plan.tally}\n", flush=True)
    who = _who(answers)
    for heading, prompt in waiting:
        print(f"\n{heading.upper()}")
        print(prompt_text(plan, prompt), end="", flush=True)
        answer = _asked(prompt, who)
        if answer:
            answers = replace(answers, answers=(*answers.answers, answer))
            _keep(answers, path)


def _who(answers: TeamAnswers) -> str:
    """The name that signs the answers; the last that signed is offered."""
    last = answers.people[-1] if answers.people else ""
    offered = f" [{last}]" if last else ""
    while True:
        name = " ".join(input(f"Your name and role{offered}: ").split()) or last
        if name:
            return name
        print("An answer needs a name: it stands beside it in the report.")


def _asked(prompt: PlanPrompt, who: str) -> TeamAnswer | None:
    """The answer to one prompt; None where it was skipped."""
    from ..queries.dates import today
    from ..queries.transferability import LONGEST_TEXT, WORDED, TeamAnswer

    while True:
        key = input(f"{MENU}: ").strip().lower()[:1]
        if key == "q":
            raise Ended
        if key == "s":
            return None
        if key in KEYS:
            break
        print("One of the letters in brackets, please.")
    choice = KEYS[key]
    while True:
        words = input("In your own words (Enter for none): ").strip()
        if not words and choice in WORDED:
            print("This answer says nothing without words.")
        elif len(words) > LONGEST_TEXT:
            print(f"At most {LONGEST_TEXT:,} characters, please.")
        elif not words.isprintable():
            print("Plain text, please: there is a control character in it.")
        else:
            break
    return TeamAnswer(
        prompt=prompt.prompt.slug,
        answer=choice,  # type: ignore[arg-type]  # KEYS has no others
        words=words,
        by=who,
        on=today(),
    )


def _keep(answers: TeamAnswers, path: str) -> None:
    """Write the file whole; whatever happens, the old or the new one is there."""
    from ..graph.atomic_file import whole

    with whole(path) as file:
        file.write(answers.to_json().encode())
