"""The written forms of changes: text, Markdown, JSON, CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..wording import big
from .kinds import KINDS
from .words import field_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .contract import Change, Changes, Edition, FieldChange

FORMATS = ("text", "json", "markdown", "csv")
COLUMNS = ("region", "kind", "action", "thing", "says", "field", "was", "now", "source")
EVERYWHERE = "All regions"
"""The heading of what is about no region in particular."""
LONG = 160
"""The text leaves a value of more characters than this to Markdown and JSON."""
WORDS = {"added": "new", "changed": "changed", "withdrawn": "withdrawn"}


def written(changes: Changes, form: str) -> str:
    """The changes in one of FORMATS."""
    forms: dict[str, Callable[[Changes], str]] = {
        "text": text,
        "json": json,
        "markdown": markdown,
        "csv": csv,
    }
    return forms[form](changes)


def json(changes: Changes) -> str:
    """All of it as JSON, by the contract."""
    from msgspec import json as encoder

    return encoder.format(encoder.encode(changes), indent=2).decode() + "\n"


def csv(changes: Changes) -> str:
    """One row for each changed property, one for each thing added or withdrawn, for each region; RFC 4180."""
    import csv as writing
    import io

    output = io.StringIO(newline="")
    writer = writing.writer(output)
    writer.writerow(COLUMNS)
    for change in changes.changes:
        sources = " | ".join(source.iri for source in change.sources)
        for region in [region.label for region in change.regions] or [""]:
            start = [region, change.kind, change.action, change.thing.iri, change.sentence]
            for field in change.fields:
                writer.writerow([*start, field.label, " | ".join(field.was), " | ".join(field.now), sources])
            if not change.fields:
                writer.writerow([*start, "", "", "", sources])
    return output.getvalue()


def text(changes: Changes) -> str:
    """Lines to read: by region, then kind, then each change, with what it was."""
    lines = [summary(changes), *changes.notes]
    for region, of_region in by_region(changes):
        lines += ["", region]
        for kind, of_kind in by_kind(of_region):
            lines.append(f"  {big(kind)}: {counted(of_kind)}")
            for change in of_kind:
                lines.append(f"    {line(change)}")
                lines += [f"      {_shortened(field_words(field))}" for field in told(change)]
    return "\n".join(lines) + "\n"


def markdown(changes: Changes) -> str:
    """The same as Markdown, to paste into a paper or a changelog."""
    from ..results.table import escaped

    lines = [escaped(summary(changes)), *(f"\n{escaped(note)}" for note in changes.notes)]
    for region, of_region in by_region(changes):
        lines += ["", f"## {escaped(region)}"]
        for kind, of_kind in by_kind(of_region):
            lines += ["", f"### {big(kind)}: {counted(of_kind)}", ""]
            for change in of_kind:
                lines.append(f"- {escaped(line(change))}")
                lines += [f"  - {escaped(field_words(field))}" for field in told(change)]
    return "\n".join(lines) + "\n"


def summary(changes: Changes) -> str:
    """One sentence: from what to what, and how many things were added, changed and withdrawn."""
    about = f" about {changes.region.label}" if changes.region else ""
    of_kind = f" among {', '.join(changes.kinds)}" if changes.kinds else ""
    what = counted(changes.changes) or "nothing changed"
    return f"From {_called(changes.old)} to {_called(changes.new)}{about}{of_kind}: {what}."


def counted(changes: list[Change]) -> str:
    """How many were added, changed and withdrawn: `3 new, 1 withdrawn`."""
    numbers = {action: sum(change.action == action for change in changes) for action in WORDS}
    return ", ".join(f"{number:,} {WORDS[action]}" for action, number in numbers.items() if number)


def line(change: Change) -> str:
    """A change in one line, its action first unless its brackets say what was before."""
    if change.action == "withdrawn":
        return f"Withdrawn: {change.sentence}"
    if change.sentence.endswith(")") and " (was " in change.sentence:
        return change.sentence
    return f"{'New' if change.action == 'added' else 'Changed'}: {change.sentence}"


def told(change: Change) -> list[FieldChange]:
    """The changed properties that the sentence does not tell already."""
    in_sentence = {"status", "valid from", "valid until"} if " (was " in change.sentence else set()
    return [field for field in change.fields if field.label not in in_sentence]


def by_region(changes: Changes) -> Iterator[tuple[str, list[Change]]]:
    """The changes of each region by its name, of several under each; those about none come last."""
    groups: dict[str, list[Change]] = {}
    for change in changes.changes:
        regions = [region for region in change.regions if changes.region in (None, region)]
        for name in [region.label for region in regions] or [EVERYWHERE]:
            groups.setdefault(name, []).append(change)
    for name in sorted(groups, key=lambda name: (name == EVERYWHERE, name)):
        yield name, groups[name]


def by_kind(changes: list[Change]) -> Iterator[tuple[str, list[Change]]]:
    """The changes of each kind that has any, in the order of kinds."""
    for kind in KINDS:
        of_kind = [change for change in changes if change.kind == kind]
        if of_kind:
            yield kind, of_kind


def _called(edition: Edition) -> str:
    return f"{edition.name} ({edition.sha256[:12]})"


def _shortened(words: str) -> str:
    return words if len(words) <= LONG else words[: LONG - 1].rstrip() + "…"
