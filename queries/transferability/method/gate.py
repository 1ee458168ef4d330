"""The gate: what one region's claims say of every lever that an intervention needs, on one date.

The states of a requirement and the verdicts follow the method's first step, sector-specific governance
in the OECD transferability framework (OECD Health Working Paper 133). One query brings the rows; the
verdict and its explanation are both read from them. What no source states is never read as "no".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..facts.records import GateRow

HELD, SHARED, PARTNER = "held", "shared", "partner"
CONTRADICTORY, NOT_STATED, NOT_HELD = "contradictory", "not-stated", "not-held"
STATES = (HELD, SHARED, PARTNER, CONTRADICTORY, NOT_STATED, NOT_HELD)
"""The states of a requirement, best first."""

READY, WITH_PARTNERS, UNDECIDED, BLOCKED = "ready", "with-partners", "undecided", "blocked"
VERDICTS = (READY, WITH_PARTNERS, CONTRADICTORY, UNDECIDED, BLOCKED)
"""The verdicts on an intervention, best first."""

_VERDICT_OF = {
    HELD: READY,
    SHARED: WITH_PARTNERS,
    PARTNER: WITH_PARTNERS,
    CONTRADICTORY: CONTRADICTORY,
    NOT_STATED: UNDECIDED,
    NOT_HELD: BLOCKED,
}


def possible(state: str) -> bool:
    """Whether a requirement in this state is met, by the authority or with others."""
    return state in (HELD, SHARED, PARTNER)


PARTNERS = frozenset(
    {
        "ConstituentCouncils",
        "LondonBoroughs",
        "FireAuthority",
        "PoliceAndCrimeCommissioner",
        "IntegratedCareBoards",
        "WasteDisposalAuthority",
    }
)
"""The kinds of public body in the place that can act in its stead; ministers and agencies cannot."""


class Option(NamedTuple):
    """One alternative as the claims state it: its state, the lever that gives it, and its rows."""

    lever: str
    state: str
    met_by: str | None
    ended: str | None
    rows: tuple[GateRow, ...]
    through: str | None = None
    """The kind of partner that has it, where a claim says so, such as FireAuthority."""

    @property
    def said(self) -> GateRow | None:
        """The claim that decides its state: about the lever that meets it, or else about itself."""
        about = [row for row in self.rows if row.claim and row.met == (self.met_by or self.lever)]
        now = [row for row in about if row.when == "now" and row.status != "NotStated"]
        return next(iter(now or about), None)

    @property
    def deciding(self) -> tuple[GateRow, ...]:
        """The claims that decide its state: one or none, but all that contradict each other."""
        if self.state != CONTRADICTORY:
            return (self.said,) if self.said else ()
        return tuple(
            row
            for row in self.rows
            if row.claim and row.met == self.met_by and row.when == "now" and row.status != "NotStated"
        )

    @property
    def denied(self) -> bool:
        """Whether a claim says that the lever itself is not held on the day."""
        return any(
            row.status == "NotHeld" and row.when == "now" and row.met == self.lever for row in self.rows
        )

    @property
    def exact(self) -> bool:
        """Whether the lever itself meets it, not a narrower one."""
        return self.met_by in (None, self.lever)

    @property
    def disputed(self) -> tuple[str, ...]:
        """The levers, itself and narrower ones, on which claims contradict each other on the day."""
        if self.rows[0].soft:
            return ()
        return tuple(
            claims[0].met or "" for claims in _by_met(list(self.rows)) if _state(claims)[0] == CONTRADICTORY
        )


class Requirement(NamedTuple):
    """One requirement of an intervention: its state, and its alternatives, best first."""

    requirement: str
    helpful: bool
    state: str
    options: tuple[Option, ...]

    @property
    def best(self) -> Option:
        """The alternative that decides the state."""
        return self.options[0]

    @property
    def soft(self) -> bool:
        """Whether a soft lever, open to all, meets it."""
        return self.state == HELD and self.best.rows[0].soft


class Verdict(NamedTuple):
    """Whether a region can take an intervention up on a date, and the requirements that decide it."""

    intervention: str
    verdict: str
    requirements: tuple[Requirement, ...]

    @property
    def needed(self) -> tuple[Requirement, ...]:
        """The requirements that decide; the helpful ones never do."""
        return tuple(requirement for requirement in self.requirements if not requirement.helpful)


def verdicts(rows: Iterable[GateRow]) -> list[Verdict]:
    """Judge every intervention in rows that stand together by intervention, requirement and lever."""
    return [
        _verdict(intervention, [_requirement(requirement) for requirement in _runs(group, 1)])
        for group in _runs(rows, 0)
        for intervention in (group[0].intervention,)
    ]


def _runs(rows: Iterable[GateRow], column: int) -> Iterator[list[GateRow]]:
    """Neighbouring rows that agree in a column."""
    run: list[GateRow] = []
    for row in rows:
        if run and row[column] != run[0][column]:
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _verdict(intervention: str, requirements: list[Requirement]) -> Verdict:
    worst = 0
    for requirement in requirements:
        if not requirement.helpful:
            worst = max(worst, VERDICTS.index(_VERDICT_OF[requirement.state]))
    return Verdict(intervention, VERDICTS[worst], tuple(requirements))


def _requirement(rows: list[GateRow]) -> Requirement:
    options = sorted(
        (option(group) for group in _runs(rows, 3)),
        key=lambda option: (STATES.index(option.state), not option.exact, not _lawful(option), option.lever),
    )
    return Requirement(rows[0].requirement, rows[0].helpful, options[0].state, tuple(options))


def _lawful(option: Option) -> bool:
    """Whether a law, order or deal is stated for what decides."""
    return bool(option.said and option.said.legal_basis)


def option(rows: list[GateRow]) -> Option:
    """Judge one alternative: itself, or a narrower lever where the requirement names the broader one.

    Where both would do equally well the lever itself is named, for it is what the requirement asks for.
    """
    first = rows[0]
    if first.soft:  # open to all, with or without a claim
        return Option(first.lever, HELD, first.lever, None, tuple(rows))
    state: str = NOT_STATED
    met_by: str | None = None
    said_no = False
    ended: str | None = None
    for claims in sorted(_by_met(rows), key=lambda each: each[0].met != first.lever):
        said, until = _state(claims)
        if said in (HELD, SHARED, CONTRADICTORY) and STATES.index(said) < STATES.index(state):
            state, met_by = said, claims[0].met
        if said == NOT_HELD and claims[0].met == first.lever:
            said_no, ended = True, until
    if state == NOT_STATED and said_no:
        state = NOT_HELD
    through = _partner(rows)
    if (first.partner or through) and STATES.index(PARTNER) < STATES.index(state):
        state = PARTNER
    if first.closed:  # a fund that has ended meets nothing, through nobody
        return Option(first.lever, NOT_HELD, None, ended, tuple(rows))
    return Option(first.lever, state, met_by, ended, tuple(rows), through if state == PARTNER else None)


def _partner(rows: list[GateRow]) -> str | None:
    """The kind of body in the place in which a claim of the day says that the lever itself is vested."""
    vested = {
        row.vested for row in rows if row.when == "now" and row.met == row.lever and row.vested in PARTNERS
    }
    return min(vested, key=str, default=None)


def _by_met(rows: list[GateRow]) -> list[list[GateRow]]:
    groups: dict[str, list[GateRow]] = {}
    for row in rows:
        if row.met is not None and row.claim is not None:
            groups.setdefault(row.met, []).append(row)
    return list(groups.values())


def _state(claims: list[GateRow]) -> tuple[str, str | None]:
    """The state of one lever by all claims about it, and the day until which it was there, if it is gone."""
    now = {row.status for row in claims if row.when == "now"}
    has = HELD if "Held" in now else SHARED if "Shared" in now else None
    if has and "NotHeld" in now:
        return CONTRADICTORY, None
    if has:
        return has, None
    if "NotHeld" in now:
        had_until = (row.until for row in claims if row.when == "ended" and row.status in ("Held", "Shared"))
        return NOT_HELD, max((day for day in had_until if day), default=None)
    ended = [(row.until or "", row.status in ("Held", "Shared")) for row in claims if row.when == "ended"]
    if ended and not now:
        until, had = max(ended)
        if had:  # what ended last was a power, with nothing later
            return NOT_HELD, until
    return NOT_STATED, None


def having(rows: Iterable[GateRow]) -> list[GateRow]:
    """The claims in force by which a region holds or shares a lever, in their order."""
    return [row for row in rows if row.when == "now" and row.status in ("Held", "Shared")]
