"""Many pages: one after another in this process (`run`), or in several with a work folder, order, resume and a report."""

from __future__ import annotations

from .serial import run

__all__ = ["run"]
