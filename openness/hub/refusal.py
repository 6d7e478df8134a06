"""A 4xx or 5xx answer turned into the class that says what it means and what to do."""

from __future__ import annotations

import json
import re
from typing import Any

from openness.hub.address import shown
from openness.hub.errors import (
    BadRequest,
    Disabled,
    FileMissing,
    Forbidden,
    Gated,
    Gone,
    HubFailure,
    MissingOrPrivate,
    RegionBlocked,
    RevisionMissing,
    ServerFailed,
    TokenRefused,
    UnusableAnswer,
)

_REGION = re.compile(r"\b(?:region|country|countries|jurisdiction|legal reasons)\b", re.IGNORECASE)
"""Words by which an endpoint refuses for where we ask from, and not for who we are."""
_BAD_TOKEN = "Invalid credentials in Authorization header"  # noqa: S105


def refusal(library: Any, response: Any, body: bytes, *, subject: str, endpoint: str, url: str) -> HubFailure:
    """Return (not raise) the failure that an unsuccessful answer stands for.

    The library decides by `X-Error-Code`, `X-Error-Message` and status. It is given the answer without
    its body: it would read that without bound, and a hostile one makes it fail in its own ways.
    """
    failure = _named(library, response, body, subject=subject, endpoint=endpoint, url=url)
    failure.status = response.status_code
    return failure


def _named(library: Any, response: Any, body: bytes, *, subject: str, endpoint: str, url: str) -> HubFailure:
    httpx = library.httpx
    headers = [(k, v) for k, v in response.headers.items() if k.lower() not in ("content-encoding", "content-length")]
    bare = httpx.Response(response.status_code, headers=headers, content=b"", request=response.request)
    told = _told(body, response.headers)
    status = response.status_code
    if status == 401 and response.headers.get("x-error-message", "").startswith(_BAD_TOKEN):
        return TokenRefused(f"{endpoint} refuses the token; renew it, or run without one", url=url)
    try:
        library.hf_raise_for_status(bare)
    except library.GatedRepoError:  # a subclass of RepositoryNotFoundError: first
        return Gated(
            f"{subject}: access is gated; accept the conditions on its page and give a token of that account", url=url
        )
    except library.DisabledRepoError:
        return Disabled(f"{subject}: the Hub has disabled this repository", url=url)
    except library.RevisionNotFoundError:
        return RevisionMissing(f"{subject}: there is no such revision; check it, or leave it out", url=url)
    except library.RemoteEntryNotFoundError:
        return FileMissing(f"{subject}: there is no such file at this revision", url=url)
    except library.RepositoryNotFoundError:
        return _hidden(subject, endpoint, url)
    except library.BadRequestError:
        return BadRequest(f"{subject}: {endpoint} does not understand the request: {told or 400}", url=url, told=told)
    except library.HfHubHTTPError:
        return _by_status(status, told, subject, endpoint, url)
    return UnusableAnswer(f"{subject}: {endpoint} answered {status}, which is no answer of a Hub", url=url)


def _by_status(status: int, told: str, subject: str, endpoint: str, url: str) -> HubFailure:
    because = f": {told}" if told else ""
    if status == 410:
        return Gone(f"{subject}: {endpoint} says that this repository has been removed{because}", url=url)
    if status == 451 or (status == 403 and _REGION.search(told)):
        return RegionBlocked(
            f"{subject}: {endpoint} may not show this repository where you are{because}; ask from elsewhere", url=url
        )
    if status in (401, 404):
        # Without an error code the library names a 401 only for https addresses; the Hub means the same by it.
        return _hidden(subject, endpoint, url)
    if status == 403:
        return Forbidden(f"{subject}: {endpoint} refuses access{because}; a token with access may help", url=url)
    if status >= 500:
        return ServerFailed(f"{subject}: {endpoint} answers {status}{because}; try again later", url=url)
    return UnusableAnswer(f"{subject}: {endpoint} answered {status}{because}; check the endpoint", url=url)


def _hidden(subject: str, endpoint: str, url: str) -> HubFailure:
    return MissingOrPrivate(
        f"{subject}: {endpoint} shows no such repository; it may be missing, renamed or private: check the id, "
        "or give a token with access",
        url=url,
    )


def _told(body: bytes, headers: Any) -> str:
    message = headers.get("x-error-message") or ""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    if isinstance(answer, dict) and isinstance(answer.get("error"), str):
        message = answer["error"]
    return shown(message, 2000)
