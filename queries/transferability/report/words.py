"""The words of the method: states, verdicts, strengths and directions, with the ontology's labels."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from .resource import Word

if TYPE_CHECKING:
    from collections.abc import Mapping

STATE_TERMS = {"held": "Held", "shared": "Shared", "not-held": "NotHeld", "not-stated": "NotStated"}
"""The states of a requirement that are statuses of the ontology."""
STATES = {"partner": "possible with a partner", "contradictory": "sources disagree", "soft": "soft power"}
"""The states that are not: the method makes them of several claims, of a requirement or of a lever's kind."""
VERDICTS = {
    "ready": "ready",
    "with-partners": "with partners",
    "contradictory": "sources disagree",
    "undecided": "undecided",
    "blocked": "blocked",
}
VERDICT_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "ready": "can take this up with the powers that it holds",
        "with-partners": "can take this up together with partners",
        "contradictory": "cannot be judged: the sources contradict each other",
        "undecided": "cannot be judged yet: the sources do not say whether it holds what is needed",
        "blocked": "lacks a power that this needs",
    }
)
"""Each verdict as a sentence goes on that begins with the region."""
STRENGTH_TERMS = {4: "Strong", 3: "Moderate", 2: "Weak", 1: "Insufficient"}
DIRECTION_TERMS = {
    "beneficial": "Beneficial",
    "mixed": "MixedFinding",
    "null": "NullFinding",
    "harmful": "HarmfulFinding",
    "not-assessed": "NotAssessed",
}
EQUITY_TERMS = {
    "narrows": "Narrows",
    "widens": "Widens",
    "none": "NoEquityEffect",
    "unknown": "EquityUnknown",
}


class Words:
    """The words with their labels, taken from the vocabulary's terms (local name to label)."""

    def __init__(self, terms: Mapping[str, str]) -> None:
        """Take the labels; where the vocabulary has none, the name stands for it."""
        self._terms = terms

    def state(self, name: str) -> Word:
        """The state of a requirement or a lever, such as `not-held`."""
        return self._word(name, STATE_TERMS, STATES)

    def status(self, term: str) -> Word:
        """The status of a claim about a lever: Held, Shared, NotHeld, NotStated, or Soft."""
        return self.state(
            {"Soft": "soft", "NotHeld": "not-held", "NotStated": "not-stated"}.get(term) or term.lower()
        )

    def verdict(self, name: str) -> Word:
        """The verdict on an intervention, such as `with-partners`."""
        return Word(name, VERDICTS.get(name, name))

    def strength(self, rank: int) -> Word | None:
        """The strength of evidence of this rank, 4 for strong to 1 for insufficient; None for 0."""
        term = STRENGTH_TERMS.get(rank)
        return Word(term.lower(), self._terms.get(term, term.lower())) if term else None

    def direction(self, term: str | None) -> Word | None:
        """The direction of findings, by its term."""
        return self._of_term(term, DIRECTION_TERMS)

    def equity(self, term: str | None) -> Word:
        """The effect on inequality, by its term; unknown where none is recorded."""
        found = self._of_term(term, EQUITY_TERMS) or self._of_term("EquityUnknown", EQUITY_TERMS)
        assert found is not None  # noqa: S101 - it is in the table
        return found

    def polarity(self, term: str) -> Word:
        """The direction in which a cause moves its target: increases, decreases, mixed."""
        return Word(term.removesuffix("Polarity").lower(), self._terms.get(term, term))

    def term(self, term: str | None) -> Word | None:
        """Any other term of the vocabulary, such as a kind of study; None for none."""
        return Word(term, self._terms.get(term, term)) if term else None

    def body(self, term: str | None) -> Word | None:
        """A kind of body that holds a lever, such as FireAuthority; None for none."""
        return Word(term, self._terms.get(term, term)) if term else None

    def health(self, term: str | None) -> Word | None:
        """Whether a step improves or worsens health; None where its claim does not say."""
        return Word(term, self._terms.get(term, term)) if term else None

    def stage(self, term: str) -> str:
        """The name of a stage of life, by its term, such as Childhood."""
        return self._terms.get(term, term)

    def _word(self, name: str, terms: Mapping[str, str], own: Mapping[str, str]) -> Word:
        return Word(name, own.get(name) or self._terms.get(terms.get(name, ""), name.replace("-", " ")))

    def _of_term(self, term: str | None, terms: Mapping[str, str]) -> Word | None:
        for name, known in terms.items():
            if known == term:
                return Word(name, self._terms.get(known, name))
        return None
