"""Dates: from the words of a cell to EDTF. `read_date` and `read_period` stand alone; `read` reads a field."""

from .reader import looks_like_date, read, read_date, read_period

__all__ = ["looks_like_date", "read", "read_date", "read_period"]
