"""How like a sentence is to stored ones: cosine of words and pairs of words weighed by rarity (TF-IDF)."""

from __future__ import annotations

from collections import Counter
from math import log, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Vector = dict[str, float]
UNKNOWN = 0.7
"""The weight of a word that no stored sentence has, as a share of the rarest known one's."""
PAIR = 0.7
"""The weight of a pair of words beside that of one."""


class Likeness:
    """Stored sentences, by what they ask for."""

    def __init__(self, stored: Mapping[str, Iterable[Sequence[str]]]) -> None:
        """Weigh every word by the number of names under which it stands."""
        texts = {name: [tuple(text) for text in sentences] for name, sentences in stored.items()}
        spread = Counter(
            feature
            for sentences in texts.values()
            for feature in {feature for text in sentences for feature in _features(text)}
        )
        self._rarest = log(1 + len(texts))
        self._weights = {feature: log(1 + len(texts) / number) for feature, number in spread.items()}
        self._vectors = {
            name: [self._vector(text) for text in set(sentences)] for name, sentences in texts.items()
        }

    def of(self, name: str, text: Sequence[str]) -> float:
        """How like a sentence is to the nearest one stored under a name: 0 not at all, 1 the same."""
        vector = self._vector(text)
        return max((_cosine(vector, other) for other in self._vectors[name]), default=0.0)

    def knows(self, word: str) -> bool:
        """Whether any stored sentence has this word."""
        return word in self._weights

    def _vector(self, text: Sequence[str]) -> Vector:
        vector: Vector = {}
        for feature in _features(text):
            single = " " not in feature
            weight = self._weights.get(feature, self._rarest * UNKNOWN if single else 0.0)
            vector[feature] = weight if single else weight * PAIR
        length = sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        return {feature: weight / length for feature, weight in vector.items()}


def _features(text: Sequence[str]) -> set[str]:
    ends = ["^", *text]
    return {*text, *(f"{first} {second}" for first, second in zip(ends, text, strict=False))}


def _cosine(one: Vector, other: Vector) -> float:
    return sum(weight * other[feature] for feature, weight in one.items() if feature in other)
