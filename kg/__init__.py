"""Capability Graph: who can test what, to which standard, with reasons."""

__version__ = "0.1.0"
