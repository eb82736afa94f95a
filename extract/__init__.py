"""battlebox: the infoboxes of Wikipedia's military-conflict pages as data."""

from __future__ import annotations
