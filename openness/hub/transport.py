"""Questions to one endpoint, bounded in retries and waiting.

The waiting is ours: huggingface_hub sleeps silently, 301 s at a time and up to five times, or does
not wait at all, depending on the call.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

from openness.hub.address import checked_endpoint, shown
from openness.hub.budget import Bucket, Budget, Ledger, Wait
from openness.hub.errors import Interrupted, Offline, RateLimited, Throttled, Unreachable, UnusableAnswer
from openness.hub.exchange import Exchange
from openness.hub.question import Again, Limits, Question, Reply

_RECONNECTS = 2
"""No connection at all is mostly a wrong address: told soon."""
_LONGEST_PAUSE = 8.0


class Transport:
    """Asks one endpoint. Thread-safe."""

    def __init__(
        self,
        endpoint: str,
        token: str | None,
        *,
        limits: Limits,
        offline: bool,
        on_wait: Callable[[Wait], None],
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], None] | None = None,
    ) -> None:
        self.endpoint = checked_endpoint(endpoint)
        self._limits = limits
        self._offline = offline
        self._on_wait = on_wait
        self._clock = clock
        self._sleep = sleep
        self._called_off = threading.Event()
        self._ledger = Ledger()
        self._telling = threading.Lock()
        self._patience = limits.patience
        self._sparing = threading.Lock()
        self._exchange = Exchange(
            self.endpoint,
            token,
            limits=limits,
            ledger=self._ledger,
            called_off=self._called_off,
            clock=clock,
            now=now,
        )

    @property
    def requests(self) -> int:
        """Requests sent so far, retries and redirects included."""
        return self._exchange.requests

    def close(self) -> None:
        """Close the library's shared session, if it was ever used here."""
        self._exchange.close()

    def budgets(self) -> tuple[Budget, ...]:
        """Return what is known of the Hub's request budgets."""
        return self._ledger.budgets(self._clock())

    def call_off(self) -> None:
        """Make every pause, present and future, end with Interrupted; used when a sweep is given up."""
        self._called_off.set()

    def resume(self) -> None:
        """Allow requests again after `call_off`."""
        self._called_off.clear()

    def get(
        self,
        url: str,
        *,
        bucket: Bucket,
        subject: str,
        max_bytes: int,
        cut: bool = False,
        elsewhere: bool = False,
    ) -> Reply:
        """GET `url` (which must lie at the endpoint) and return the whole answer.

        `subject` names what is asked for in messages. An answer above `max_bytes` is cut if `cut`, else
        UnusableAnswer. `elsewhere` allows the endpoint to send us to another host (stored files); the
        token stays behind. Raises the classes of `openness.hub.errors`.
        """
        if self._offline:
            raise Offline(f"{subject} is not asked for: working offline; leave out --offline to ask {self.endpoint}")
        if not self._exchange.same_origin(url):
            raise UnusableAnswer(f"{subject}: refusing to leave {self.endpoint} for {shown(url)}", url=url)
        question = Question(url, bucket, subject, max_bytes, cut, elsewhere)
        waited, attempts, pause = 0.0, 0, 1.0
        while True:
            hold = self._ledger.claim(bucket, self._clock())
            try:
                waited = self._pause(hold, waited, "the request budget is nearly spent", question, quota=True)
                reply = self._exchange.get(question)
            except Again as failed:
                again = failed
            else:
                self._spare(-1.0)
                return reply
            finally:
                self._ledger.release(bucket)
            attempts += 1
            # A budget that comes back at a told time is bounded by the waiting, everything else by attempts too.
            told = again.wait is not None and isinstance(again.failure, RateLimited)
            if not told and attempts > self._retries(again):
                raise again.failure from again.__cause__
            wait = pause if again.wait is None else again.wait
            pause = min(_LONGEST_PAUSE, pause * 2)
            if not again.quota and waited + wait <= self._limits.waiting and not self._spare(wait):
                raise again.failure from again.__cause__
            waited = self._pause(wait, waited, again.reason, question, quota=again.quota)

    def _spare(self, seconds: float) -> bool:
        """Take seconds from the run's patience, or give some back; False where too little is left to take."""
        with self._sparing:
            if seconds > self._patience:
                return False
            self._patience = min(self._limits.patience, self._patience - seconds)
            return True

    def _retries(self, again: Again) -> int:
        most = self._limits.retries
        return min(most, _RECONNECTS) if isinstance(again.failure, Unreachable) else most

    def _pause(self, seconds: float, waited: float, reason: str, question: Question, *, quota: bool) -> float:
        subject, url = question.subject, question.url
        if self._called_off.is_set():
            raise Interrupted(f"{subject}: called off", url=url)
        if seconds <= 0:
            return waited
        if waited + seconds > self._limits.waiting:
            raise (RateLimited if quota else Throttled)(
                f"{subject}: {reason}, and {self.endpoint} asks to wait {seconds:.0f} s more, longer than allowed "
                f"({self._limits.waiting:.0f} s for one request); run the same command again later, "
                "it goes on where it stopped",
                url=url,
            )
        with self._telling:
            self._on_wait(Wait(reason=reason, seconds=seconds))
        if self._sleep is not None:
            self._sleep(seconds)
        elif self._called_off.wait(seconds):
            raise Interrupted(f"{subject}: called off", url=url)
        return waited + seconds
