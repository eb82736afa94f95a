"""Strength and casualties. `read_quantity` stands alone; `read` reads a field."""

from .reader import read, read_quantity

__all__ = ["read", "read_quantity"]
