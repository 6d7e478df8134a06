"""One exchange with the endpoint: a single attempt through huggingface_hub, its redirects, its answer read in bounds.

The library's `http_stream_backoff` makes the attempt (its session, hooks and offline switch) with
retries switched off, its `hf_raise_for_status` names a refusal.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from typing import Any

from openness import __version__
from openness.hub.address import joined, origin_of, shown
from openness.hub.budget import Bucket, Ledger
from openness.hub.errors import (
    HubFailure,
    Interrupted,
    Offline,
    RateLimited,
    ServerFailed,
    Throttled,
    TimedOut,
    TokenRefused,
    Unreachable,
    UnusableAnswer,
)
from openness.hub.question import Again, Limits, Question, Reply
from openness.hub.refusal import refusal

_REDIRECTS = (301, 302, 303, 307, 308)
_RETRIED = (408, 429, 500, 502, 503, 504)
_MOST_REDIRECTS = 5
_ERROR_BODY = 64 * 1024
_DAY = 86_400
_NO_COOKIES = DefaultCookiePolicy(allowed_domains=())
"""Cookies tell ports of a host not apart, and nothing here needs one."""


@dataclass(frozen=True)
class _Redirect:
    location: str


class Exchange:
    """Makes single attempts at one endpoint; the token goes to its origin and nowhere else. Thread-safe."""

    def __init__(
        self,
        endpoint: str,
        token: str | None,
        *,
        limits: Limits,
        ledger: Ledger,
        called_off: threading.Event,
        clock: Callable[[], float],
        now: Callable[[], datetime],
    ) -> None:
        self.endpoint = endpoint
        self.requests = 0
        """Requests sent so far."""
        self._origin = origin_of(endpoint)
        self._token = _checked_token(token)
        self._limits = limits
        self._ledger = ledger
        self._called_off = called_off
        self._clock = clock
        self._now = now
        self._lock = threading.Lock()
        self._library_: Any = None
        self._headers: dict[str, str] = {}

    def close(self) -> None:
        """Close the library's shared session, if it was ever used here."""
        if self._library_ is not None:
            self._library_.close_session()

    def same_origin(self, url: str) -> bool:
        """Tell whether `url` lies at the endpoint's own scheme, host and port."""
        return origin_of(url) == self._origin

    def get(self, question: Question) -> Reply:
        """Make one attempt, redirects followed; raises Again where another may help, else the failure."""
        subject, url = question.subject, question.url
        for _ in range(_MOST_REDIRECTS + 1):
            reply = self._attempt(question, url)
            if isinstance(reply, Reply):
                return reply
            target = joined(url, reply.location)
            scheme = origin_of(target)[0]
            allowed = ("https",) if self._origin[0] == "https" else ("http", "https")
            if not self.same_origin(target) and not (question.elsewhere and scheme in allowed):
                raise UnusableAnswer(
                    f"{subject}: {self.endpoint} sends us to {shown(target)}; is a login page of this network in "
                    "between, or the endpoint wrong? Not followed",
                    url=question.url,
                )
            url = target
        raise UnusableAnswer(f"{subject}: {self.endpoint} sends us in circles; check the endpoint", url=question.url)

    def _attempt(self, question: Question, url: str) -> Reply | _Redirect:
        subject = question.subject
        library = self._library()
        httpx = library.httpx
        headers = dict(self._headers)
        if not self.same_origin(url):
            headers.pop("authorization", None)
        timeout = httpx.Timeout(self._limits.read, connect=self._limits.connect)
        deadline = self._clock() + self._limits.total
        with self._lock:
            self.requests += 1
        library.get_session().cookies.jar.set_policy(_NO_COOKIES)
        try:
            # No retries and nothing caught inside the library: a single attempt through its session.
            with library.http_stream_backoff(
                "GET",
                url,
                max_retries=0,
                retry_on_exceptions=(),
                retry_on_status_codes=(),
                headers=headers,
                timeout=timeout,
                follow_redirects=False,
            ) as response:
                return self._read(response, question, url, deadline)
        except library.OfflineModeIsEnabled as error:
            raise Offline(
                f"{subject} is not asked for: HF_HUB_OFFLINE is set; unset it to ask {self.endpoint}", url=url
            ) from error
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            raise Again(self._unreachable(subject, url, error), "no connection") from error
        except httpx.TimeoutException as error:
            raise Again(self._timed_out(subject, url), "no answer in time") from error
        except httpx.TransportError as error:
            failure = ServerFailed(
                f"{subject}: the connection to {self.endpoint} broke off ({shown(error)}); try again later", url=url
            )
            raise Again(failure, "the connection broke off") from error
        except RuntimeError as error:
            if "closed" not in str(error):
                raise
            failure = ServerFailed(f"{subject}: the session was closed while it was in use; try again", url=url)
            raise Again(failure, "the session was closed") from error
        except (httpx.InvalidURL, httpx.DecodingError, httpx.StreamError) as error:
            raise UnusableAnswer(f"{subject}: {self.endpoint} answered unusably ({shown(error)})", url=url) from error

    def _read(self, response: Any, question: Question, url: str, deadline: float) -> Reply | _Redirect:
        subject, max_bytes = question.subject, question.max_bytes
        status = response.status_code
        if self.same_origin(url):
            self._note_budget(question.bucket, response.headers)
        if status in _REDIRECTS and response.headers.get("location"):
            return _Redirect(response.headers["location"])
        bound = max_bytes if 200 <= status < 300 else _ERROR_BODY
        body, truncated = bytearray(), False
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > bound:
                del body[bound:]
                truncated = True
                break
            if self._called_off.is_set():
                raise Interrupted(f"{subject}: called off", url=url)
            if self._clock() > deadline:
                raise Again(self._timed_out(subject, url), "the answer would not end")
        if status in _RETRIED:
            raise self._again(status, response.headers, subject, url)
        if status != 200:
            raise self._refusal(response, bytes(body), subject, url)
        if truncated and not question.cut:
            raise UnusableAnswer(f"{subject}: the answer is larger than {max_bytes // 2**20} MiB; not read", url=url)
        link = response.links.get("next", {}).get("url")
        return Reply(url, response.headers, bytes(body), truncated, joined(url, link) if link else None)

    def _refusal(self, response: Any, body: bytes, subject: str, url: str) -> HubFailure:
        """Return what a refusal says; one that repeats the token is told without it."""
        if self._token:
            body = body.replace(self._token.encode(), b"(token)")
            for name in ("x-error-message",):
                if self._token in (told := response.headers.get(name, "")):
                    response.headers[name] = told.replace(self._token, "(token)")
        return refusal(self._library(), response, body, subject=subject, endpoint=self.endpoint, url=url)

    def _again(self, status: int, headers: Mapping[str, str], subject: str, url: str) -> Again:
        info = self._rate_limit(headers)
        wait = _retry_after(headers, self._now())
        if status == 429:
            quota = info is not None and info.remaining == 0
            if quota:
                wait = min(info.reset_in_seconds, _DAY) + 1.0
            failure: HubFailure = (RateLimited if quota else Throttled)(
                f"{subject}: {self.endpoint} keeps answering 429 (too many requests); run the same command again "
                "later, or give a token: signed-in readers have a larger budget",
                url=url,
            )
            return Again(failure, "the request budget is spent", wait, quota=quota)
        failure = ServerFailed(
            f"{subject}: {self.endpoint} keeps answering {status}; this is a fault on its side, try again later",
            url=url,
        )
        return Again(failure, f"the Hub answered {status}", wait if status == 503 else None)

    def _note_budget(self, bucket: Bucket, headers: Mapping[str, str]) -> None:
        info = self._rate_limit(headers)
        if info is not None:
            self._ledger.note(
                bucket,
                remaining=info.remaining,
                reset_in=float(min(info.reset_in_seconds, _DAY)),
                limit=info.limit,
                now=self._clock(),
            )

    def _rate_limit(self, headers: Mapping[str, str]) -> Any:
        try:
            return self._library().parse_ratelimit_headers(headers)
        except ValueError:  # a number of more digits than Python reads
            return None

    def _unreachable(self, subject: str, url: str, error: Exception) -> HubFailure:
        if not self.same_origin(url):  # the endpoint itself answers: this is about one file only
            return ServerFailed(
                f"{subject}: no connection to {shown(origin_of(url)[1])}, where {self.endpoint} stores it "
                f"({shown(error)}); does a firewall allow only one of them?",
                url=url,
            )
        return Unreachable(
            f"{subject}: no connection to {self.endpoint} ({shown(error)}); check the address and the network, or "
            "work --offline with the snapshot at hand",
            url=url,
        )

    def _timed_out(self, subject: str, url: str) -> HubFailure:
        return TimedOut(f"{subject}: {self.endpoint} did not finish its answer in time; try again later", url=url)

    def _library(self) -> Any:
        """Import huggingface_hub on first use (0.4 s), with its telemetry off, and prepare the headers."""
        with self._lock:
            if self._library_ is None:
                os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"  # read once, when its constants are imported
                if (constants := sys.modules.get("huggingface_hub.constants")) is not None:
                    constants.HF_HUB_DISABLE_TELEMETRY = True  # type: ignore[attr-defined]
                from openness.hub import library  # noqa: PLC0415

                self._headers = library.build_hf_headers(
                    token=self._token or False, library_name="openness", library_version=__version__
                )
                self._headers["accept-encoding"] = "gzip"  # bounds what one piece can unpack to
                self._library_ = library
            return self._library_


def _checked_token(token: str | None) -> str | None:
    """Return the token without spaces around it; raises TokenRefused, which never repeats it, if it can be none."""
    stripped = (token or "").strip()
    if not (stripped.isascii() and stripped.isprintable()) or " " in stripped:
        raise TokenRefused(
            "the token holds a character that no token has (a letter beyond ASCII, a space, a line feed); copy it "
            "anew into $HF_TOKEN or run `hf auth login`"
        )
    return stripped or None


def _retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds a `Retry-After` header asks for, in either of its two spellings."""
    value = (headers.get("retry-after") or "").strip()
    if value.isascii() and value.isdigit() and len(value) < 10:
        return float(value) + 1.0
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    if date.tzinfo is None:
        return None
    return max(0.0, (date - now).total_seconds()) + 1.0
