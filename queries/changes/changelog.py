"""The changelog of facts of a release: powers, schemes and findings by region, the rest counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..results.table import escaped
from ..wording import big, day
from .report import by_kind, by_region, counted, line

if TYPE_CHECKING:
    from .contract import Changes

TOLD = ("powers", "schemes", "findings", "corrections")
"""The kinds whose changes are told one by one."""


def changelog(changes: Changes, name: str, issued: str) -> str:
    """The facts that a release (its number and its day, YYYY-MM-DD) states otherwise, as Markdown."""
    old, new = changes.old, changes.new
    lines = [
        f"# What release {name} states otherwise than {escaped(old.name)}",
        "",
        f"{day(issued)}. {big(counted(changes.changes)) or 'Nothing changed'}. The facts have the SHA-256 "
        f"`{new.sha256}` (canonical N-Quads, RDFC-1.0), {new.statements:,} statements. All of it, property "
        f"by property: `levergraph diff {old.name.removeprefix('release ')} {name}`.",
    ]
    for region, of_region in by_region(changes):
        lines += ["", f"## {escaped(region)}", ""]
        lines += [f"- {big(kind)}: {counted(of_kind)}" for kind, of_kind in by_kind(of_region)]
        for kind, of_kind in by_kind(of_region):
            if kind in TOLD:
                lines += ["", f"### {big(kind)}", "", *(f"- {escaped(line(change))}" for change in of_kind)]
    return "\n".join(lines) + "\n"
