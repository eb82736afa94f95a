"""Numbers in running text, and the figures that count nothing."""

from .reader import Amount, Phrases, find_numbers, scan

__all__ = ["Amount", "Phrases", "find_numbers", "scan"]
