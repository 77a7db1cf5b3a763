"""Asking: ``ask`` answers a named question, ``ask_at_once`` what needs no waiting."""

from kg.asking.answer import Answer
from kg.asking.ask import ask, ask_at_once, question

__all__ = ["Answer", "ask", "ask_at_once", "question"]
