"""Plain English: a sentence read into a region, a thing and one of the answers or named questions."""

from .contract import Question, Reading
from .reading import LONGEST, Reader

__all__ = ["LONGEST", "Question", "Reader", "Reading"]
