"""What the Hub's refusals and failures mean, as far as the Hub lets them be told apart.

Each class says three things besides its sentence: `look`, what to note about the part that was asked
for; `transient`, whether asking again later may help; `fatal`, whether no other request would fare
better, so that a sweep must stop.
"""

from __future__ import annotations

from typing import ClassVar

from openness.errors import HubError
from openness.record.record import Look

NO_ANSWER = "none"
"""`Rejected.answer` where the endpoint gave no answer that a Hub gives."""


class HubFailure(HubError):
    """A request that brought nothing usable; `url` is what was asked, without any token."""

    look: ClassVar[Look] = Look.FAILED
    transient: ClassVar[bool] = False
    fatal: ClassVar[bool] = False
    answer: ClassVar[str | None] = None
    """What the Hub answered about the repository, in a word (see `Rejected.answer`)."""

    status: int | None = None
    """The HTTP status, where an answer came."""

    def __init__(self, message: str, *, url: str | None = None) -> None:
        self.url = url
        super().__init__(message)

    @property
    def noted(self) -> str | None:
        """What to keep as the answer: the Hub's word, or that none of use came, which another refresh may mend."""
        unanswered = self.transient or isinstance(self, (UnusableAnswer, BadRequest, RevisionMissing))
        return self.answer or (NO_ANSWER if unanswered else None)


class InvalidId(HubFailure):
    """The text cannot be the id of a repository, a revision or a file; nothing was asked."""


class Offline(HubFailure):
    """Working offline was asked for; nothing was asked of the Hub."""

    fatal = True


class Unreachable(HubFailure):
    """No connection to the endpoint."""

    transient = True
    fatal = True


class TimedOut(HubFailure):
    """The endpoint took the request and did not finish its answer in time."""

    transient = True


class RateLimited(HubFailure):
    """The Hub's quota is spent, and waiting for the next window would take longer than allowed."""

    transient = True
    fatal = True


class Throttled(RateLimited):
    """One request is put off for longer than allowed, but no header says that the quota is spent: others may do."""

    fatal = False


class ServerFailed(HubFailure):
    """The endpoint kept answering with a server error, or kept dropping the connection."""

    transient = True


class UnusableAnswer(HubFailure):
    """An answer came, but not one that a Hub gives: not JSON, a web page, the wrong shape, too large."""


class TokenRefused(HubFailure):
    """The endpoint says the token itself is wrong."""

    look = Look.REFUSED
    fatal = True


class MissingOrPrivate(HubFailure):
    """The Hub shows no such repository: it answers alike for missing ones and ones hidden from us."""

    look = Look.ABSENT
    answer = "hidden"


class Gone(MissingOrPrivate):
    """The Hub says that there was such a repository and that it has been removed (410)."""

    answer = "gone"


class RegionBlocked(HubFailure):
    """The repository is there, and may not be shown where we ask from (451)."""

    look = Look.REFUSED
    answer = "region-blocked"


class Gated(HubFailure):
    """The repository is there, behind a gate that has not let us in."""

    look = Look.REFUSED
    answer = "gated"


class Disabled(HubFailure):
    """The Hub has disabled the repository."""

    look = Look.REFUSED
    answer = "disabled"


class Forbidden(HubFailure):
    """The endpoint refuses the request without naming a gate."""

    look = Look.REFUSED


class RevisionMissing(HubFailure):
    """The repository is there, the revision is not."""


class FileMissing(HubFailure):
    """The repository and revision are there, the file is not."""

    look = Look.ABSENT


class BadRequest(HubFailure):
    """The endpoint does not understand the request (400); `told` is its own explanation."""

    def __init__(self, message: str, *, url: str | None = None, told: str = "") -> None:
        self.told = told
        super().__init__(message, url=url)


class Interrupted(HubFailure):
    """The work was called off while a request was waiting its turn."""

    transient = True
    fatal = True
