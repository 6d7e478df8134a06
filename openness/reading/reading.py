"""A reading: one record opened for asking, with the shared parsing done once."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, lru_cache, wraps
from typing import Any, Protocol, TypeVar

from openness.card import Card, parse_card
from openness.card.named import Names, names_of
from openness.reading.answers import no_part, unreadable
from openness.record.evidence import Evidence, Source
from openness.record.record import Look, ModelBody, Record

_BODY_FIELD = re.compile(r"^\$\.\w+")
T = TypeVar("T")


class Keeps(Protocol):
    """What keeps answers that were worked out on it: a reading, a card."""

    @property
    def kept(self) -> dict[Any, Any]:
        """The answers by the function that worked them out."""


K = TypeVar("K", bound=Keeps)


def once(function: Callable[[K], T]) -> Callable[[K], T]:
    """Make a function of a reading (or of a card) work once for each; the answer is kept with it and goes with it."""

    @wraps(function)
    def answer(about: K) -> T:
        kept = about.kept
        found: T
        try:
            found = kept[function]
        except KeyError:
            found = kept[function] = function(about)
        return found

    return answer


def give(about: K, function: Callable[[K], T], answer: T) -> None:
    """Let a function that works once (see `once`) give an answer that is known already."""
    about.kept[getattr(function, "__wrapped__")] = answer  # noqa: B009 - `wraps` sets it, its type does not say so


class Reading:
    """One record with its card parsed; every signal of the record shares it.

    Pure: nothing here asks the network, the clock or the disk.
    """

    def __init__(self, record: Record) -> None:
        self.record = record
        self.kept: dict[Any, Any] = {}
        """What was worked out already (see `once`)."""

    @property
    def body(self) -> ModelBody:
        return self.record.body

    @cached_property
    def revision(self) -> str | None:
        return self.record.revision

    @cached_property
    def date(self) -> str | None:
        return self.record.date

    def date_of(self, found: Evidence) -> str | None:
        """Return the ISO date of what an answer was read from: of several parts the oldest.

        Silence without a place is as old as the card, where one was read.
        """
        dates, date = self.record.dates, self.date
        if not dates:
            return date
        if not found.sources:
            return self._date_of_card
        seen = [day for source in found.sources if (day := dates.get(_part(source), date)) is not None]
        return min(seen) if seen else date

    @cached_property
    def _date_of_card(self) -> str | None:
        card = self.record.card
        return self.record.seen(card.path) if card.look is Look.READ else self.date

    @cached_property
    def card(self) -> Card | None:
        """The parsed card, or None where its text was not read (see `no_card`)."""
        part = self.record.card
        if part.look is not Look.READ or part.text is None:
            return None
        return parse_card(part.text)

    def no_card(self) -> Evidence:
        """Return why there is no card text to read, as the evidence of a signal that needs one."""
        return no_part(self.record.card.look, self.record.card.path, self.record.card.detail)

    def no_files(self) -> Evidence:
        """Return why there is no file list to read, as the evidence of a signal that needs one."""
        return no_part(self.record.files_look, "the file list")

    @cached_property
    def metadata(self) -> dict[str, Any]:
        """The card's front matter: as the Hub gives it, else (it may give none, or an empty one) as the card has it."""
        if self.body.card_data:
            return self.body.card_data
        return self.card.front_matter if self.card is not None else {}

    @cached_property
    def names(self) -> Names:
        """What the model names as its bases, data sets and licences."""
        return names_of(self.body, self.record.card, self.card)

    @property
    def metadata_unread(self) -> str | None:
        """Why the card's metadata could not be read, or None; they are then no silence of the publisher."""
        return self.card.head_unread if self.card is not None and not self.body.card_data else None

    def no_metadata(self) -> Evidence | None:
        """Return why the card's metadata could not be read, as the evidence of a signal that needs them, or None."""
        problem = self.metadata_unread
        return None if problem is None else unreadable(f"The card's metadata could not be read: {problem}.")

    def metadata_source(self, key: str) -> Source:
        """Return where the metadata key stands: the card's line where we have the text, else the API body."""
        if self.card is not None and (line := self.card.front_matter_line(key)) is not None:
            return Source(file=self.record.card.path, line=line)
        return api_source(f"$.cardData.{key}")

    def in_card(self, line: int, quote: str | None = None) -> Source:
        """Return the source for one line (from 1) of the card."""
        return Source(file=self.record.card.path, line=line, quote=short(quote))


def _part(source: Source) -> str:
    """Return the part of a record that a source stands in, named as in `Record.dates`."""
    if source.repository is not None:
        return source.repository
    return source.file or _field_of(source.json_path or "")


@lru_cache(maxsize=4096)
def _field_of(json_path: str) -> str:
    found = _BODY_FIELD.match(json_path)
    return "" if found is None else found[0]


def api_source(json_path: str) -> Source:
    """Return the source for one place in the API body of the model."""
    return Source(json_path=json_path)


def short(text: str | None, limit: int = 200) -> str | None:
    """Return `text` on one line, cut to `limit` characters."""
    if text is None:
        return None
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
