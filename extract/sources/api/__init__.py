"""MediaWiki's Action API and REST API, read as Wikimedia asks clients to (https://foundation.wikimedia.org/wiki/Policy:User-Agent_policy,
https://www.mediawiki.org/wiki/API:Etiquette): one request at a time, at a rate, with a contact, patient when told to wait.
"""

from .client import Client
from .http import ApiError
from .names import Asked, asked_by
from .saved import Saved

__all__ = ["ApiError", "Asked", "Client", "Saved", "asked_by"]
