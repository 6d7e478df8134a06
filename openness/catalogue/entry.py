"""The nouns every file of the catalogue is written in: ids, days, addresses, and the sources facts rest on."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from openness.record.evidence import Confidence
from openness.record.hub_id import HUB_ID

_MONTH, _DAY = "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"


def _web_address(value: str) -> str:
    if not value.startswith(("https://", "http://")) or any(letter.isspace() for letter in value):
        raise ValueError(f"'{value[:80]}' is not a web address; begin it with https://")
    return value


def _year_as_text(value: object) -> object:
    """A bare year is a number to YAML."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


WebAddress = Annotated[str, Field(max_length=2000), AfterValidator(_web_address)]
Day = Annotated[str, Field(pattern=rf"^\d{{4}}-{_MONTH}-{_DAY}$")]
RoughDay = Annotated[str, Field(pattern=rf"^\d{{4}}(-{_MONTH}(-{_DAY})?)?$"), BeforeValidator(_year_as_text)]
"""A day, a month or a year: as exactly as it is known."""
Line = Annotated[str, Field(min_length=1, max_length=300)]
"""A short text as its source spells it."""
HubId = Annotated[str, Field(pattern=rf"^{HUB_ID}$")]


class Entry(BaseModel):
    """A part of a file: keys it does not know are mistakes, and nothing changes once read."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Origin(Entry):
    """Where facts were read: one page at one time."""

    url: WebAddress
    date: RoughDay
    """When the page said so, or was read."""
    confidence: Confidence = Confidence.HIGH
    secondary: bool = False
    """True where the page is not the publisher's own: a report, a mirror, another list."""
    via: Line | None = None
    """The page it was really read through, where that is not `url`."""

    @property
    def words(self) -> str:
        """How the page was read, where that is not plainly at the publisher's: one sentence, or nothing."""
        if self.via is not None:
            return f"Read through {self.via}."
        return "From a secondary page." if self.secondary else ""
