"""A page's revisions: which value was brought in by whom, when it went, and when it came back."""

from .reader import history
from .types import History, Life, Span, Step, json_schema

__all__ = ["History", "Life", "Span", "Step", "history", "json_schema"]
