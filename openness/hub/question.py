"""What one request asks within which limits, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openness.hub.budget import Bucket
from openness.hub.errors import HubFailure


@dataclass(frozen=True)
class Limits:
    """How long one request may take; seconds."""

    connect: float = 10.0
    read: float = 30.0
    """Between two pieces of an answer."""
    total: float = 180.0
    """For one whole answer, however steadily it drips."""
    retries: int = 4
    """Further attempts after a dropped connection, a timeout or a server error."""
    patience: float = 960.0
    """All pauses of a run for other reasons than a spent quota; each answer gives back one second of it."""
    waiting: float = 960.0
    """All pauses of one request together: three windows of the Hub's budget and a little."""


@dataclass(frozen=True)
class Question:
    """What one request is about, as far as the exchange needs to know."""

    url: str
    bucket: Bucket
    subject: str
    """What is asked for, as messages name it."""
    max_bytes: int
    cut: bool = False
    """Whether an answer above `max_bytes` is cut there, or refused."""
    elsewhere: bool = False
    """Whether the endpoint may send us to another host for it (stored files); the token stays behind."""


@dataclass(frozen=True)
class Reply:
    """A successful answer; `body` is cut at the asked-for size if `truncated`."""

    url: str
    headers: Mapping[str, str]
    body: bytes
    truncated: bool
    next_url: str | None
    """The `rel="next"` link of a listing, as sent."""


class Again(Exception):
    """One attempt failed in a way worth another; `wait` is what the server asks for, in seconds.

    `quota` says that its headers call the budget spent, which every other request would meet too.
    """

    def __init__(self, failure: HubFailure, reason: str, wait: float | None = None, *, quota: bool = False) -> None:
        self.failure = failure
        self.quota = quota
        self.reason = reason
        self.wait = wait
        super().__init__(reason)
