"""Commanders and leaders: names, ranks, roles and what became of them."""

from .reader import read

__all__ = ["read"]
