"""The outcome, its qualifiers and who won."""

from .reader import read

__all__ = ["read"]
