"""What changed between two states of an infobox, by meaning."""

from .change import Change, json_schema
from .compare import diff
from .patch import patch
from .turn import mirror

__all__ = ["Change", "diff", "json_schema", "mirror", "patch"]
