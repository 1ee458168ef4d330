"""Plain English: a sentence read into a region, a thing and one of the answers or named questions."""

from .reading import Question, Reader, Reading

__all__ = ["Question", "Reader", "Reading"]
