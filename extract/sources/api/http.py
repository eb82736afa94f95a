"""Requests, one after another: paced, repeated where the server asks for patience, remembered on the disk."""

from __future__ import annotations

import email.utils
import random
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import requests

from ... import __version__
from ...errors import InputError, JobError

#: Answers that ask to come again. 429 and 503 say when; the others may.
_AGAIN = frozenset((429, 500, 502, 503, 504))
#: API errors (they come with status 200) that ask to come again: https://www.mediawiki.org/wiki/API:Errors_and_warnings
_AGAIN_CODES = frozenset(
    ("maxlag", "ratelimited", "readonly", "internal_api_error_DBQueryError", "internal_api_error_DBConnectionError")
)
#: Seconds between tries: doubled each time, up to the longest, and shaken so that clients do not march in step.
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 120.0
#: GET up to this length, else POST: servers refuse long addresses.
_LONGEST_ADDRESS = 2000


class ApiError(InputError):
    """The wiki did not give what was asked for; says which wiki, what and why."""


class Http:
    """A session with one wiki.

    `contact` (an address of the operator, e-mail or URL) is required. `rate` is requests a minute (None: no limit); Wikimedia
    allows 200 to clients that name a contact. `tries` bounds the repetitions of a request. `cache` is a folder for answers that
    never change (None: no cache).
    """

    def __init__(
        self,
        contact: str,
        *,
        rate: float | None = 100,
        maxlag: int | None = 5,
        tries: int = 8,
        timeout: float = 60,
        cache: Path | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if not contact or not any(sign in contact for sign in "@:/"):
            raise JobError(
                "Wikimedia asks who runs a client: give your e-mail or a page about you with --contact, "
                "the variable BATTLEBOX_CONTACT, or the file battlebox/contact in your configuration folder"
            )
        self._session = _session(cache)
        self._cached = cache is not None
        self._session.headers["User-Agent"] = f"battlebox/{__version__} ({contact}) python-requests/{requests.__version__}"
        self._session.headers["Accept-Encoding"] = "gzip"
        self._rate, self._maxlag, self._tries, self._timeout, self._sleep = rate, maxlag, tries, timeout, sleep
        self._next = 0.0
        self.sent = 0

    def api(self, address: str, parameters: Mapping[str, Any], *, keep: bool = False) -> dict[str, Any]:
        """The answer of the Action API; `keep`: it never changes. Raises `ApiError`."""
        asked = {"format": "json", "formatversion": "2", **parameters}
        if self._maxlag is not None:
            asked["maxlag"] = str(self._maxlag)
        answer = self._ask(address, asked, {}, keep=keep, json=True)
        try:
            said = answer.json()
        except ValueError as error:
            raise ApiError(f"{address} answers with something that is no JSON: is it the address of a wiki's API?") from error
        if not isinstance(said, dict):
            raise ApiError(f"{address} is no API of MediaWiki")
        if "error" in said:
            raise ApiError(f"{address}: {said['error'].get('code')}: {said['error'].get('info')}")
        return said

    def page(
        self, address: str, parameters: Mapping[str, Any] | None = None, *, etag: str | None = None, keep: bool = False
    ) -> requests.Response:
        """A page; status 304 where it is still the one with that `etag`, 404 where there is none. Raises `ApiError` for all else."""
        headers = {"If-None-Match": etag} if etag else {}
        return self._ask(address, dict(parameters or {}), headers, keep=keep, json=False)

    def _ask(self, address: str, asked: dict[str, Any], headers: dict[str, str], *, keep: bool, json: bool) -> requests.Response:
        reason = ""
        for number in range(self._tries):
            try:
                answer = self._send(address, asked, headers, keep=keep)
            except requests.exceptions.ConnectionError as error:
                reason, wait = f"no connection ({_cause(error)})", None
            except requests.exceptions.Timeout:
                reason, wait = f"no answer within {self._timeout:g} seconds", None
            except requests.exceptions.RequestException as error:  # a broken body, an address that is none
                reason, wait = f"{type(error).__name__}: {error}", None
                if isinstance(
                    error, (requests.exceptions.InvalidURL, requests.exceptions.MissingSchema, requests.exceptions.InvalidSchema)
                ):
                    raise ApiError(f"{address} is no address of a wiki") from error
            else:
                code = _code(answer) if json and answer.status_code == 200 else None
                if answer.status_code in _AGAIN or code in _AGAIN_CODES:
                    reason, wait = (f"API error {code}" if code else f"status {answer.status_code}"), _retry_after(answer)
                elif answer.status_code in (200, 304) or answer.status_code == 404 and not json:
                    return answer
                else:
                    raise ApiError(f"{address}: status {answer.status_code}: {_short(answer.text)}")
            if number + 1 < self._tries:
                backoff = min(_FIRST_WAIT * 2**number, _LONGEST_WAIT) * random.uniform(0.5, 1.0)
                self._sleep(max(wait, 0.05) if wait is not None else backoff)
        raise ApiError(f"{address}: given up after {self._tries} tries: {reason}")

    def _send(self, address: str, asked: dict[str, Any], headers: dict[str, str], *, keep: bool) -> requests.Response:
        length = len(address) + sum(len(str(key)) + len(str(value)) + 2 for key, value in asked.items())
        more: dict[str, Any] = {"timeout": self._timeout, "headers": headers}
        if self._cached:
            from requests_cache import DO_NOT_CACHE, NEVER_EXPIRE

            more["expire_after"] = NEVER_EXPIRE if keep else DO_NOT_CACHE
            if keep and (known := self._known(address, asked, length, headers)) is not None:
                return known
        self._pace()
        self.sent += 1
        if length > _LONGEST_ADDRESS:
            return self._session.post(address, data=asked, **more)
        return self._session.get(address, params=asked, **more)

    def _known(self, address: str, asked: dict[str, Any], length: int, headers: dict[str, str]) -> requests.Response | None:
        """The answer, where the cache has it: that costs no request."""
        try:
            if length > _LONGEST_ADDRESS:
                answer = self._session.post(address, data=asked, headers=headers, only_if_cached=True)  # type: ignore[call-arg]
            else:
                answer = self._session.get(address, params=asked, headers=headers, only_if_cached=True)  # type: ignore[call-arg]
        except requests.exceptions.RequestException:
            return None
        return answer if answer.status_code == 200 else None

    def _pace(self) -> None:
        if not self._rate:
            return
        now = time.monotonic()
        if now < self._next:
            self._sleep(self._next - now)
        self._next = max(now, self._next) + 60 / self._rate


def _session(cache: Path | None) -> requests.Session:
    if cache is None:
        return requests.Session()
    try:
        from requests_cache import CachedSession
    except ImportError as error:
        raise JobError("a cache takes the library requests-cache: pip install 'battlebox[fetch]', or use --no-cache") from error
    try:
        cache.mkdir(parents=True, exist_ok=True)
        made: requests.Session = CachedSession(str(cache / "answers"), backend="sqlite", allowable_methods=("GET", "POST"))
    except OSError as error:
        raise JobError(f"cannot write the cache {cache}: {error.strerror or error}; use --cache DIR or --no-cache") from error
    return made


def _code(answer: requests.Response) -> str | None:
    if code := answer.headers.get("MediaWiki-API-Error"):
        return code
    try:
        said = answer.json()
    except ValueError:
        return None
    return str(said["error"].get("code")) if isinstance(said, dict) and isinstance(said.get("error"), dict) else None


def _retry_after(answer: requests.Response) -> float | None:
    """Seconds; the header gives them or a date (RFC 9110, 10.2.3)."""
    said = answer.headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return float(said)
    try:
        when = email.utils.parsedate_to_datetime(said)
    except (TypeError, ValueError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max((when - datetime.now(UTC)).total_seconds(), 0.0)


def _cause(error: BaseException) -> str:
    text = str(error)
    for sign in (
        "Connection refused",
        "Name or service not known",
        "Temporary failure in name resolution",
        "Network is unreachable",
        "Connection reset",
    ):
        if sign in text:
            return sign
    return type(error).__name__


def _short(text: str) -> str:
    return " ".join(text.split())[:200]
