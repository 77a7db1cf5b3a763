"""The named questions: import ``QUESTIONS`` (by name)."""

from kg.discovery import discover
from kg.queries import named
from kg.queries.core import Question

QUESTIONS: dict[str, Question] = discover(named, Question)
