"""Asking: ``ask`` answers a named question."""

from kg.asking.answer import Answer
from kg.asking.ask import ask, question

__all__ = ["Answer", "ask", "question"]
