"""Which entry a label of others speaks of: by the Hub page it links, else by name and maker; never by likeness alone.

A name is the same where its letters and its numbers are, but for words that only tell a model's role in its release
(`base`, `instruct`, `it`) or its maker. Numbers count in their order, so that 3.1 8B is not 1.3 8B, and a model of
another account that bears the name is a copy and is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from openness.card.address import read_address
from openness.catalogue import Catalogue, Role
from openness.catalogue.origin import account
from openness.catalogue.roles import plain, sure_models
from openness.ranking.lookup import words_of

Key = tuple[tuple[str, ...], tuple[str, ...]]

_ADDRESS = re.compile(r"https?://[^\s<>\"']{4,400}")
_ROLES = frozenset("base instruct it chat hf pt latest model v ai meta nvidia openai".split())
"""Words of a name that tell its role in a release, or its maker."""
_SHORTEST = 3
_MONTHS_APART = 9
_LEGAL = frozenset("ai labs lab research inc the of university institute technology and".split())


def pages_in(text: str | None) -> Iterator[str]:
    """Yield the Hub models whose pages a text links, in order."""
    for found in _ADDRESS.findall((text or "")[:2000]):
        address = read_address(found)
        if address.kind == "model":
            yield address.name


def key_of(name: str) -> Key | None:
    """Return letters and numbers of a name without words of role and maker; None where nothing telling is left."""
    words = words_of(name)
    letters = tuple(sorted(word for word in words if not word.isdigit() and word not in _ROLES))
    numbers = tuple(word.lstrip("0") or "0" for word in words if word.isdigit())
    return (letters, numbers) if sum(map(len, letters)) >= _SHORTEST else None


class Makers:
    """Which Hub accounts a maker has, by the catalogue and by its name."""

    def __init__(self, catalogue: Catalogue | None) -> None:
        self._accounts: dict[str, set[str]] = defaultdict(set)
        for system in catalogue.systems if catalogue is not None else ():
            for model in system.models:
                if model.role is not Role.BASE:
                    self._accounts[plain(system.organisation.name)].add(account(model.id))

    def fits(self, maker: str, model_id: str) -> bool:
        """Return whether a model stands in an account of a maker; several makers are separated by commas."""
        own = account(model_id)
        return bool(own) and any(self._fits(part, own) for part in re.split(r"[,/]| and ", maker[:300]))

    def _fits(self, maker: str, own: str) -> bool:
        wanted, bare = plain(maker), plain(own)
        if not wanted:
            return False
        if any(own in accounts for name, accounts in self._accounts.items() if name.startswith(wanted[:12]) and wanted):
            return True
        words = [word for word in words_of(maker) if word not in _LEGAL and not word.isdigit()]
        short = "".join(word[0] for word in words_of(maker))
        if len(short) >= _SHORTEST and (bare == short or (bare.startswith(short) and len(short) > _SHORTEST - 1)):
            return True
        joined = plain("".join(words))
        return len(joined) >= 2 and (bare.startswith(joined) or (len(bare) >= 4 and joined.startswith(bare)))


class Names:
    """The entries of one list by id, alias and name."""

    def __init__(self, ids: Iterable[str], aliases: Mapping[int, Iterable[str]], makers: Makers) -> None:
        self._by_id: dict[str, int] = {}
        self._by_key: dict[Key, list[int]] = defaultdict(list)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._ids = list(ids)
        self._makers = makers
        for row, model_id in enumerate(self._ids):
            for name in (model_id, *aliases.get(row, ())):
                if "/" in name:
                    self._by_id.setdefault(name.casefold(), row)
            bare = model_id.rpartition("/")[2]
            self._by_name[plain(bare)].append(row)
            if (key := key_of(bare)) is not None:
                self._by_key[key].append(row)

    def linked(self, pages: Iterable[str]) -> int | None:
        """Return the first entry among Hub ids, or None; an old id leads to the model of today."""
        return next((self._by_id[page.casefold()] for page in pages if page.casefold() in self._by_id), None)

    def named(self, name: str, maker: str | None, _date: str | None = None) -> list[int]:
        """Return the entries that bear a name: those of its maker, or where nobody tells the maker the only one."""
        if maker is None:
            exact = self._by_name.get(plain(name), [])
            return exact if len(exact) == 1 else []
        key = key_of(name)
        rows = self._by_key.get(key, []) if key is not None else []
        own = [row for row in rows if self._makers.fits(maker, self._ids[row])]
        return sorted(own, key=lambda row: (plain(self._ids[row].rpartition("/")[2]) != plain(name), self._ids[row]))


def _months(date: str) -> int:
    """Return a day, month or year as months; the middle of a year where no month is told."""
    year, _, rest = date.partition("-")
    return 12 * int(year) + int(rest[:2] or 6)


class SystemNames:
    """The systems of the catalogue by the end models they name, their names and makers; rows as in the catalogue."""

    def __init__(self, catalogue: Catalogue, makers: Makers) -> None:
        self._systems = catalogue.systems
        self._makers = makers
        self._by_id: dict[str, int] = {}
        self._by_key: dict[Key, list[int]] = defaultdict(list)
        for row, system in enumerate(catalogue.systems):
            for model_id in sure_models(system, Role.END):
                self._by_id.setdefault(model_id.casefold(), row)
            ends = [model_id.rpartition("/")[2] for model_id in sure_models(system, Role.END)]
            told = (key_of(name) for name in (*system.names, system.end_model_name or "", *ends))
            for key in dict.fromkeys(key for key in told if key is not None):
                self._by_key[key].append(row)

    def linked(self, pages: Iterable[str]) -> int | None:
        """Return the first system whose end model is among Hub ids, or None."""
        return next((self._by_id[page.casefold()] for page in pages if page.casefold() in self._by_id), None)

    def named(self, name: str, maker: str | None, date: str | None = None) -> list[int]:
        """Return the systems of a maker that bear a name; none where nobody tells the maker.

        A system that came out nine months and more before or after is another release of the same name.
        """
        key = key_of(name)
        if key is None or maker is None:
            return []
        return [row for row in self._by_key.get(key, ()) if self._made_by(row, maker) and self._near(row, date)]

    def _near(self, row: int, date: str | None) -> bool:
        system = self._systems[row]
        stated = system.facts.released
        own = (stated.value if stated is not None else None) or system.released
        apart = None if own is None or date is None else abs(_months(own) - _months(date))
        return apart is None or apart < _MONTHS_APART

    def _made_by(self, row: int, maker: str) -> bool:
        system = self._systems[row]
        own, wanted = plain(system.organisation.name), plain(maker)
        if wanted and (own.startswith(wanted) or wanted.startswith(own)):
            return True
        return any(self._makers.fits(maker, model.id) for model in system.models if model.role is not Role.BASE)
