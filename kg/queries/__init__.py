"""The named questions: import ``QUESTIONS`` (by name)."""

from kg.discovery import discover
from kg.queries import named
from kg.queries.core import Question

__all__ = ["QUESTIONS", "Question"]

QUESTIONS: dict[str, Question] = discover(named, Question)
