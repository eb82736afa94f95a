"""Which side is whose in flattened text, by named evidence."""

from .reader import assign

__all__ = ["assign"]
