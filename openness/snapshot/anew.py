"""Evidence of which some answers are worked out anew: each is made, and dated, when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from openness.record.evidence import Evidence, Outcome, Source


@dataclass(frozen=True)
class Seen:
    """When the parts of one model's record were seen: the newest date, and that of each part by its name."""

    newest: str | None = None
    parts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def told(cls, newest: str | None, parts: str | None) -> Seen:
        """Return what the columns `seen` and `parts` of a snapshot tell ("api 2026-08-01, card 2024-10-02")."""
        pairs = [part.split(" ", 1) for part in (parts or "").split(", ")]
        return cls(newest, {pair[0]: pair[1] for pair in pairs if len(pair) == 2})

    def date_of(self, found: Evidence) -> str | None:
        """Return the date of what an answer was read from: of several parts the oldest."""
        named = {_part(source) for source in found.sources} or {"card"}
        return min((self.parts[part] for part in named if part in self.parts), default=self.newest)


def _part(source: Source) -> str:
    if source.repository is not None or source.url is not None:
        return "data" if (source.repository or "").startswith("datasets/") else "lineage"
    if source.file is not None:
        return "card" if source.file == "README.md" else "licence"
    return "files" if (source.json_path or "").startswith("$.siblings") else "api"


class Dated(Mapping[str, Evidence]):
    """Answers with the date of what each was read from, put on when it is asked for; `found` are those without."""

    def __init__(self, found: Mapping[str, Evidence], seen: Seen) -> None:
        self.found, self._seen = found, seen

    def __getitem__(self, signal: str) -> Evidence:
        item = self.found[signal]
        return replace(item, date=self._seen.date_of(item))

    def __contains__(self, signal: object) -> bool:
        return signal in self.found

    def __iter__(self) -> Iterator[str]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)


class Anew(Mapping[str, Evidence]):
    """Stored evidence with some answers worked out anew; each is made when it is asked for."""

    def __init__(self, stored: Mapping[str, Evidence], anew: Dated) -> None:
        self._stored, self._anew = stored, anew
        self._answered = {name for name, item in anew.found.items() if item.outcome is not Outcome.NOT_LOOKED}

    def __getitem__(self, signal: str) -> Evidence:
        if signal in self._answered:
            return self._anew[signal]
        if signal in self._anew:
            raise KeyError(signal)
        return self._stored[signal]

    def __contains__(self, signal: object) -> bool:
        return signal in self._answered or (signal in self._stored and signal not in self._anew)

    def __iter__(self) -> Iterator[str]:
        yield from (name for name in self._stored if name not in self._anew)
        yield from (name for name in self._anew if name in self._answered)

    def __len__(self) -> int:
        return sum(1 for _ in self)
