"""The facts that an evidence map needs beside those of the method: kinds, groups, findings in words."""

from __future__ import annotations

from typing import NamedTuple

from .facts import Facts, kept, local, rows


class Group(NamedTuple):
    """A group of outcomes or of determinants: its IRI and its label."""

    iri: str
    label: str


class Told(NamedTuple):
    """A finding in words: its summary, how its evidence is graded and why, its study, year and sources."""

    summary: str
    strength: str | None
    design: str | None
    year: str | None
    sources: tuple[str, ...]


@kept
def kinds(facts: Facts) -> dict[str, tuple[str, ...]]:
    """The power domains of every intervention, in order."""
    domains: dict[str, tuple[str, ...]] = {}
    for intervention, domain in sorted(rows(facts.store, "kinds"), key=str):
        domains[intervention or ""] = (*domains.get(intervention or "", ()), domain or "")
    return domains


@kept
def groups(facts: Facts) -> dict[str, Group | None]:
    """The group of every outcome and determinant, of several the first by label; None where it has none."""
    grouped: dict[str, Group | None] = {}
    for thing, group, label in sorted(rows(facts.store, "groups"), key=lambda row: row[2] or ""):
        grouped.setdefault(thing or "", Group(group, label or local(group) or "") if group else None)
    return grouped


@kept
def told(facts: Facts) -> dict[str, Told]:
    """Every finding in words, by its IRI; of several summaries the first."""
    findings: dict[str, Told] = {}
    for iri, summary, strength, design, year, source in sorted(rows(facts.store, "told"), key=str):
        before = findings.get(iri or "")
        if before is None:
            before = Told(summary or "", strength, local(design), year, ())
        sources = dict.fromkeys((*before.sources, *((source,) if source else ())))
        findings[iri or ""] = before._replace(sources=tuple(sources))
    return findings
