"""The door for Python: the graph, opened, with the verbs of the command line."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from .errors import UsageError
from .graph.opening import open_store

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import Unpack

    import rdflib

    from .graph.search import Index
    from .graph.store import Store
    from .queries.asking import Question, Reader
    from .queries.changes import Changes
    from .queries.entity import Thing
    from .queries.provenance import Trace
    from .queries.results.result import Result
    from .queries.results.table import Table
    from .queries.transferability import (
        Answers,
        Brief,
        Day,
        EvidenceMap,
        Explanation,
        Plan,
        RankingOptions,
        Transferability,
    )

    Paths = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]


class Session:
    """An open graph: ask it, look a thing up, draw it, or take it as an rdflib Dataset."""

    def __init__(self, store: Store) -> None:
        """Use a store that is already open; `levergraph.open()` opens one."""
        self.store = store

    def query(self, question: str, **params: object) -> Result:
        """Ask a named question, or any SPARQL query; parameters are bound as terms."""
        from .queries.execution import ask

        return ask(self.store, question, params)

    def show(self, thing: str) -> Thing:
        """Tell everything known of a thing, named by IRI, slug or label."""
        from .graph.names import resolve
        from .queries.entity import show

        return show(self.store, resolve(self.store, thing))

    @cached_property
    def index(self) -> Index:
        """The index that `search` looks things up in."""
        from .queries.search_index import index

        return index(self.store)

    def search(self, text: str, *, kind: str = "", limit: int | None = 20) -> Table:
        """Find things by words of their names, an acronym, a code of the ONS or a misspelt name, best first.

        `kind` keeps to one kind of thing; where nothing has all the words, the nearest names are found.

        >>> import levergraph as lg
        >>> with lg.open() as graph:
        ...     print(graph.search("E08000035").records[0]["label"])
        Leeds
        """
        from .queries.search_index import table

        return table(self.index.find(text, kind, limit))

    @cached_property
    def reader(self) -> Reader:
        """The reader of sentences that `ask` uses."""
        from .queries.asking import Reader

        return Reader(self.store)

    def ask(self, sentence: str) -> Question:
        """Read a sentence in plain English as one of the answers, with its page and its command.

        The reading is None where none is sure; the nearest stand beside it. Raises UsageError for a sentence
        without words or of more than 300 letters.

        >>> import levergraph as lg
        >>> with lg.open() as graph:
        ...     print(graph.ask("who has bus franchising?").reading.words)
        Which regions hold bus franchising, and which use it?
        """
        return self.reader.read(sentence)

    def trace(self, subject: str, property: str, value: str) -> Trace:
        """Tell why a statement is in the graph: the rule, the claims behind it, and their sources.

        Things are named by IRI, slug or label, the property by IRI, curie or name. Raises UnknownName or
        AmbiguousName for a name that nothing or more than one thing has.

        >>> import levergraph as lg
        >>> with lg.open() as graph:
        ...     print(graph.trace("greater-manchester", "holds", "bus-franchising").rule)
        holds
        """
        from .queries.provenance import statement, trace

        return trace(self.store, *statement(self.store, subject, property, value))

    @cached_property
    def transferability(self) -> Transferability:
        """The method over this graph: typed answers with labels, IRIs and sources."""
        from .queries.transferability import Transferability

        return Transferability(self.store)

    def transfer(
        self, to: str, *, everything: bool = False, wider: bool = False, **options: Unpack[RankingOptions]
    ) -> Table:
        """Rank what a region can take up from others, best first, with what decided it and its source.

        Things are named by IRI, slug or label; a day is a date or a text such as 2023-05-01, 2023-05 or 2023
        (default: today). `everything` keeps what runs in the region already, `wider` lists also what has only
        a far path to the outcome or determinant, and enablers. The options are `outcome`,
        `determinant`, `as_of`, and `weights` (criterion to a whole number from 1 to 5), `weighed_by` and
        `answers` (a CSV file, or replies by intervention), which add a total with its record. Raises
        UsageError where a name is unknown, the region had no authority on the day, or nothing reaches the
        outcome.

        >>> import levergraph as lg
        >>> with lg.open() as graph:
        ...     found = graph.transfer(to="West Yorkshire", as_of="2026-11-24")
        ...     print(found.columns[:4])
        ('intervention', 'interventionLabel', 'from', 'relevance')
        """
        from .queries.transferability import table

        return table(self.transferability.ranking(to, everything=everything, wider=wider, **options))

    def explain(self, intervention: str, *, to: str, **options: Unpack[RankingOptions]) -> Explanation:
        """Explain why a region can or cannot take one intervention up: text, Markdown, HTML or JSON.

        Names, days, options and errors are as in `transfer`; every statement has its sources.

        >>> import levergraph as lg
        >>> with lg.open() as graph:
        ...     explained = graph.explain("gm-fire-safe-and-well", to="west-yorkshire", as_of="2026-11-24")
        ...     print(explained.verdict)
        with partners
        """
        return self.transferability.explanation(intervention, to, **options)

    def brief(
        self, region: str, *, outcome: str | None = None, determinant: str | None = None, as_of: Day = None
    ) -> Brief:
        """Answer a region and one problem on a page: need, ten options, law, cost, asks, what nobody knows.

        Names, days and errors are as in `transfer`; every sentence has its claims and sources.
        `levergraph.notes` writes it as a Word document, one HTML page or slides.

        >>> import levergraph as lg
        >>> with lg.open() as graph:
        ...     told = graph.brief("South Yorkshire", outcome="respiratory disease", as_of="2026-11-24")
        ...     print(told.question)
        What could South Yorkshire do about respiratory disease?
        """
        return self.transferability.brief(region, outcome=outcome, determinant=determinant, as_of=as_of)

    def evidence_map(
        self,
        *,
        region: str | None = None,
        group: str | None = None,
        kind: str | None = None,
        cell: str | None = None,
        as_of: Day = None,
    ) -> EvidenceMap:
        """Map what was evaluated and what was not: kinds of intervention by groups of outcomes and causes.

        `region` keeps what took place there, `group` (such as mortality) gives each of its outcomes a column,
        `kind` (a power domain) each of its interventions a row; `cell` (ROW:COLUMN, or all) is told with its
        findings and who holds the levers on the day. `levergraph.viz.evidence_map` draws it.

        >>> import levergraph as lg
        >>> with lg.open() as graph:
        ...     found = graph.evidence_map(cell="housing:wellbeing", as_of="2026-11-24")
        ...     print(found.opened[0].cell.state)
        findings on record
        """
        return self.transferability.evidence_map(
            region=region, group=group, kind=kind, cell=cell, as_of=as_of
        )

    def plan(
        self,
        region: str,
        *,
        outcome: str | None = None,
        determinant: str | None = None,
        answers: Answers = (),
        as_of: Day = None,
    ) -> Plan:
        """Lay out the self-assessment of a region: prompts with what the graph knows, options by criterion.

        `answers` are files of answers (the plan's workbook, or JSON), one for each person or team; they stand
        side by side. Nothing is ranked; sums stand there only where a file gives weights. Names, days and
        errors are as in `transfer`; DataError where a file cannot be read. `levergraph.notes` writes it as a
        Word document, one HTML page or a workbook to fill in.

        >>> import levergraph as lg
        >>> with lg.open() as graph:
        ...     plan = graph.plan("South Yorkshire", as_of="2026-11-24")
        ...     print(plan.sections[0].prompts[0].question)
        Which places, groups and determinants show the greatest unfair gaps in your region?
        """
        return self.transferability.plan(
            region, outcome=outcome, determinant=determinant, answers=answers, as_of=as_of
        )

    def asks(
        self,
        region: str,
        *,
        size: int = 1,
        opens: int | None = None,
        outcome: str | None = None,
        as_of: Day = None,
    ) -> Table:
        """Rank the further powers that would open most to a region: sets of `size` levers.

        With `opens`, the smallest sets of levers that make at least so many interventions possible; with
        `outcome`, only what acts on it directly or nearly counts.

        >>> import levergraph as lg
        >>> with lg.open() as graph:
        ...     found = graph.asks("tees-valley", as_of="2026-11-24")
        ...     print(found.records[0]["levers"])
        ['integrated-settlement']
        """
        from .queries.transferability import table

        return table(
            self.transferability.further_powers(region, size=size, opens=opens, outcome=outcome, as_of=as_of)
        )

    def what_if(
        self,
        region: str | None,
        lever: str | Mapping[str, str],
        status: str = "held",
        *,
        authority_class: str | None = None,
        as_of: Day = None,
    ) -> Table:
        """List the verdicts that would change if a region held, shared or did not hold (not-held) a lever.

        Several levers are given at once as a mapping from each to its state. With `authority_class` and
        None for the region, every region of the class. Raises UsageError unless one of the two is given.

        >>> import levergraph as lg
        >>> with lg.open() as graph:
        ...     changed = graph.what_if("tees-valley", "bus-franchising", "not-held", as_of="2026-11-24")
        ...     print(changed.columns)
        ('intervention', 'interventionLabel', 'today', 'then')
        """
        from .queries.transferability import table

        if (region is None) == (authority_class is None):
            raise UsageError("what if is asked of a region or of a class of authority: give one of them.")
        if authority_class is not None:
            return table(self.transferability.class_what_if(authority_class, lever, status, as_of=as_of))
        return table(self.transferability.what_if(str(region), lever, status, as_of=as_of))

    def needs(self, region: str, *, as_of: Day = None) -> Table:
        """List where a region stands worst against England, what lies behind, and the best options for each.

        >>> import levergraph as lg
        >>> with lg.open() as graph:
        ...     print(graph.needs("south-yorkshire", as_of="2026-11-24").records[0]["thing"])
        employment
        """
        from .queries.transferability import table

        return table(self.transferability.needs(region, as_of=as_of))

    def packages(self, region: str, *, outcome: str | None = None, as_of: Day = None) -> Table:
        """List the packages that no other betters: the fewest interventions and powers that reach the most.

        >>> import levergraph as lg
        >>> with lg.open() as graph:
        ...     print(graph.packages("south-yorkshire", as_of="2026-11-24").columns[:3])
        ('reached', 'of', 'needs')
        """
        from .queries.transferability import table

        return table(self.transferability.packages(region, outcome=outcome, as_of=as_of))

    def gaps(self, region: str, *, as_of: Day = None) -> Table:
        """List the levers that a region leaves unused, what it cannot reach, and what the record lacks.

        >>> import levergraph as lg
        >>> with lg.open() as graph:
        ...     print(graph.gaps("south-yorkshire", as_of="2026-11-24").records[0]["gap"])
        untapped
        """
        from .queries.transferability import table

        return table(self.transferability.gaps(region, as_of=as_of))

    def timeline(self, region: str, *, as_of: Day = None) -> Table:
        """List what a region, and those that it followed, held or shared: from when until when, by which law.

        >>> import levergraph as lg
        >>> with lg.open() as graph:
        ...     print(graph.timeline("north-east", as_of="2026-11-24").columns[3:6])
        ('state', 'since', 'until')
        """
        from .queries.transferability import table

        return table(self.transferability.timeline(region, as_of=as_of))

    def paths(
        self,
        from_lever: str,
        to_outcome: str,
        *,
        region: str | None = None,
        k: int = 10,
        as_of: Day = None,
    ) -> Table:
        """Find the k best evidenced paths from a lever to an outcome.

        With a region, each line says how it stands to the lever on the day.

        >>> import levergraph as lg
        >>> with lg.open() as graph:
        ...     found = graph.paths("bus-franchising", "respiratory-disease", k=1)
        ...     print(found.records[0]["nodes"][0])
        bus-franchising
        """
        from .queries.transferability import table

        return table(self.transferability.paths(from_lever, to_outcome, region=region, k=k, as_of=as_of))

    def compare(self, *regions: str, as_of: Day = None) -> Table:
        """Set regions side by side: what each holds, the figures of each, and how far apart they are.

        >>> import levergraph as lg
        >>> with lg.open() as graph:
        ...     print(graph.compare("west-yorkshire", "south-yorkshire").columns[3:5])
        ('west_yorkshire', 'south_yorkshire')
        """
        from .queries.transferability import table

        return table(self.transferability.comparison(regions, as_of=as_of))

    def diff(self, old: str, *, region: str | None = None, kinds: Sequence[str] = ()) -> Changes:
        """Tell what this graph states otherwise than an older one: a release by its number, a file, a store.

        With a region (by IRI, slug or label) only what is about it; with kinds (powers, schemes,
        requirements, findings, effects, figures and so on) only these. Raises DataError or UsageError for
        what cannot be read, a name or a kind that there is not.

        >>> import levergraph as lg
        >>> with lg.open("release:0.2.0") as graph:
        ...     print(graph.diff("0.1.0").changes)
        []
        """
        from .graph.names import resolve
        from .graph.snapshot import of, snapshot
        from .queries.changes import compare

        about = None if region is None else resolve(self.store, region, ("region",))
        return compare(snapshot(old), of(self.store), region=about, kinds=kinds)

    def explore(
        self,
        path: str | os.PathLike[str] = "levergraph.html",
        *,
        region: str | None = None,
        from_lever: str | None = None,
        to_outcome: str | None = None,
    ) -> Path:
        """Write the explorer, one HTML page that works offline, and say where it is."""
        from .viz.explorer import explore

        return explore(
            self.store, os.fspath(path), region=region, from_lever=from_lever, to_outcome=to_outcome
        )

    @cached_property
    def graph(self) -> rdflib.Dataset:
        """The same content as an rdflib Dataset for reading; its default graph is the union."""
        return self.store.dataset()

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __enter__(self) -> Session:
        """Use it for the length of a `with` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def __repr__(self) -> str:
        """Name the store."""
        return f"<levergraph: {self.store.name}>"


def open(store: str | os.PathLike[str] | None = None, *, data: Paths = ()) -> Session:
    """Open the packaged graph (with sheets and RDF files of yours laid over it), a folder, or an endpoint."""
    files = [data] if isinstance(data, str | os.PathLike) else list(data)
    return Session(open_store(os.fspath(store) if store is not None else None, data=files))
