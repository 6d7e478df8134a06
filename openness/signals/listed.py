"""The short way for what a listing alone tells: one answer for all rows that say the same.

For each set of parts that signals read (see `reads`), a row is cut down to those parts, under a stand-in for its id;
the signals are asked of that, once. What is left to do for a row is to put its own id, and the places of its own tags,
where the stand-in's are. The answers are those of the long way, `signals.extract`: a test asks real rows both ways.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import cached_property, reduce
from operator import or_
from typing import Any, NamedTuple

from openness.reading.data_names import is_for_tests
from openness.reading.reading import Reading
from openness.record.evidence import Evidence
from openness.record.hub_id import is_full_id
from openness.record.record import Look, ModelBody, Record, RepoFile
from openness.signals.licence_answers import plain_name
from openness.signals.reads import Part, parts_of_key, parts_of_tag, parts_read
from openness.signals.signal import Signal
from openness.signals.stand_in import (
    FILLER_FILE,
    NAME,
    asked_name,
    bases_of,
    legal_kind,
    results_of,
    weights_of,
    words_of,
)

ACCOUNT, BASE, SET = "0wn-acc0unt", "0ne-acc0unt/0ne-base", "s0me-acc0unt/s0me-data"
"""A stand-in's account, its one base and its data: nothing that a publisher would write."""
_MARKS = (ACCOUNT, NAME, *BASE.split("/"), *SET.split("/"))
_BASE_TAG, _SET_TAG = "base_model:", "dataset:"
_FILLER_TAG, _FILLER_KEY, _CODE_FILE = "region:us", "x", "code.py"
_ACCOUNT, _TASK, _FORMATS, _COUNTS, _GATE = (
    part.value for part in (Part.ACCOUNT, Part.TASK, Part.FORMATS, Part.COUNTS, Part.GATE)
)
_FILES, _LEGAL, _WEIGHTS = (part.value for part in (Part.FILES, Part.LEGAL_FILES, Part.WEIGHT_FILES))
_NAME, _BASES, _LICENCES, _DATA, _DATA_TOLD, _KINDS, _LIBRARY = (
    part.value for part in (Part.NAME, Part.BASES, Part.LICENCES, Part.DATA, Part.DATA_TOLD, Part.KINDS, Part.LIBRARY)
)
"""The parts as plain numbers: a flag's `&` takes longer than all else that is done with a tag."""
_VALUED = (_ACCOUNT, _TASK, _FORMATS, _COUNTS, _FILES, _LEGAL, _WEIGHTS, _GATE, _BASES, _LIBRARY)
"""The parts that say something beside tags and metadata."""
_MOST = 100_000
"""So many different rows are remembered for each set of parts; then all are forgotten."""

_MOST_WHOLE = 40_000
"""The same of rows that are alike in all that is read: a kilobyte and more each."""


class StandIn(NamedTuple):
    """A row cut down to what some signals read, and their answers about it."""

    record: Record
    answers: Mapping[str, Evidence]


class Shared(NamedTuple):
    """What was made of the stand-in that a row shares with others."""

    kept: int
    names: tuple[tuple[str, str], ...]
    """What the stand-in's names stand for: to be put in their place, in this order."""
    tags: tuple[int, ...]
    """Where each of the stand-in's tags stands among the row's own."""


class _Whole(NamedTuple):
    """What rows share that say all the same and whose names say alike."""

    groups: tuple[tuple[int, tuple[int, ...], int], ...]
    """Of each group what was kept, where its tags stand, and which of `named` it has; -1 for what an account says."""
    named: tuple[tuple[int, str], ...]
    """Each stand-in with the names that stand in it: of bases, of data."""


class Listed:
    """Answers by rows that are alike; `keep` is given each stand-in once and returns the number to remember it by."""

    def __init__(
        self, signals: Mapping[str, Signal], keep: Callable[[StandIn], int], prefixes: tuple[str, ...]
    ) -> None:
        groups: dict[int, list[Signal]] = {}
        for signal in signals.values():
            if signal.function is None:
                continue
            if (parts := parts_read(signal.id)) is None:
                raise ValueError(f"{signal.id}: name what it reads of a listing's row, in signals/reads.py")
            groups.setdefault(parts.value, []).append(signal)
        self.groups: tuple[tuple[int, tuple[Signal, ...]], ...] = tuple(
            (parts, tuple(members)) for parts, members in groups.items()
        )
        self.asked = 0
        """How many stand-ins were asked."""
        self._keep = keep
        self._prefixes = tuple(plain_name(prefix) for prefix in prefixes)
        self._known: list[dict[Hashable, int]] = [{} for _ in self.groups]
        self._valued = [tuple(part for part in _VALUED if part & parts) for parts in groups]
        self._whole: dict[Hashable, _Whole] = {}
        self._read = reduce(or_, (number for number in groups if not number & _ACCOUNT))

    def forget(self) -> None:
        """Forget all stand-ins."""
        for known in self._known:
            known.clear()
        self._whole.clear()

    def shared(self, record: Record) -> list[Shared] | None:
        """Return for each group what a row shares; None where the record is more than a row of a listing."""
        if not is_row(record):
            return None
        row = _Row(record)
        if row.names_itself:
            return None
        key = row.key(self._read, self._prefixes)
        if key is None:
            return [self._of(number, row) for number in range(len(self.groups))]
        if (whole := self._whole.get(key)) is None:
            if len(self._whole) >= _MOST_WHOLE:
                self._whole.clear()
            whole = self._whole[key] = self._all_of(row)
        names = [row.names(parts, own) for parts, own in whole.named]
        return [
            Shared(kept, names[place], tags) if place >= 0 else self._of(number, row)
            for number, (kept, tags, place) in enumerate(whole.groups)
        ]

    def _all_of(self, row: _Row) -> _Whole:
        """Return what every group but an account's has of a row."""
        named: dict[tuple[int, str], int] = {}
        groups: list[tuple[int, tuple[int, ...], int]] = []
        for number, (parts, _) in enumerate(self.groups):
            if parts & _ACCOUNT:
                groups.append((0, (), -1))
                continue
            one = (parts & (_BASES | _DATA_TOLD), row.stand_in(parts, self._prefixes))
            shared = self._of(number, row)
            groups.append((shared.kept, shared.tags, named.setdefault(one, len(named))))
        return _Whole(tuple(groups), tuple(named))

    def _of(self, number: int, row: _Row) -> Shared:
        parts, signals = self.groups[number]
        own = row.stand_in(parts, self._prefixes)
        tags, places, metadata = row.told(parts)
        key = (own, row.common, tags, repr(metadata), *map(row.value, self._valued[number]))
        known = self._known[number]
        kept = known.get(key)
        if kept is None:
            if len(known) >= _MOST:
                known.clear()
            self.asked += 1
            record = row.cut(parts, own, tags, metadata)
            reading = Reading(record)
            kept = known[key] = self._keep(StandIn(record, {signal.id: signal.ask(reading) for signal in signals}))
        return Shared(kept, row.names(parts, own), places)


def is_row(record: Record) -> bool:
    """Return whether a record holds no more than a row of a listing: no text was read, and nothing beyond the model."""
    more = record.card.look is Look.READ or record.licence_files or record.datasets or record.lineage or record.dates
    return not more and not any(key.startswith("extra_gated") for key in record.body.card_data or ())


class _Row:
    """One row's parts, each read once."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.body = body = record.body
        self.data = body.card_data or {}
        self.common = (
            body.removed, body.disabled, body.sha is None, body.last_modified is None, body.downloads is None,
            record.files_look, record.card.look, record.card.path, record.card.detail,
            bool(body.tags), body.card_data is None, bool(self.data), body.library_name == "peft", record.date,
        )  # fmt: skip
        self._tag_parts = [parts_of_tag(tag) for tag in body.tags]
        self._key_parts = [(key, parts_of_key(key)) for key in self.data]
        self._values: dict[int, Hashable] = {}

    @property
    def names_itself(self) -> bool:
        """Whether its own id, or what we call a stand-in, stands in what it says: then no stand-in says the same."""
        own = self.body.id.lower()
        said = "\n".join((*self.body.tags, repr(self.data))).lower()
        return own in said or any(mark in said or mark in own for mark in _MARKS)

    def key(self, parts: int, prefixes: tuple[str, ...]) -> Hashable:
        """Return all that decides what some parts say but an account; None where a name is asked for as it is."""
        asked = asked_name(self.body.id, prefixes)
        if asked is None:
            return None
        tags, places, metadata = self.told(parts & ~_DATA_TOLD | _DATA)  # which sets they are counts for some groups
        names = words_of(self.body.id), asked, "/" in self.body.id
        values = [self.value(part) for part in _VALUED if part & parts]
        return (names, self.common, tags, places, self.base is None, repr(metadata), *values)

    def stand_in(self, parts: int, prefixes: tuple[str, ...]) -> str:
        """Return the id of the stand-in: alike for rows whose ids say alike."""
        account, slash, _ = self.body.id.partition("/")
        name = f"{NAME}{words_of(self.body.id)}" if parts & _NAME else NAME
        if parts & _LICENCES:
            asked = asked_name(self.body.id, prefixes)
            if asked is None:
                return self.body.id
            name = asked
        return f"{account if parts & _ACCOUNT else ACCOUNT}/{name}" if slash else name

    @cached_property
    def base(self) -> str | None:
        """The one base it names by an id, spelled in one way; None where it names none, several, or in other ways."""
        told = self.data.get("base_model")
        listed = told if isinstance(told, list) else [told] if told is not None else []
        tagged = (tag for tag, of in zip(self.body.tags, self._tag_parts, strict=True) if tag.startswith(_BASE_TAG))
        named = {
            *(tag.rpartition(":")[2] for tag in tagged),
            *(item if isinstance(item, str) else "" for item in listed),
        }
        others = any(of & _BASES and key not in ("base_model", "base_model_relation") for key, of in self._key_parts)
        found = named.pop() if len(named) == 1 else ""
        return found if is_full_id(found) and not others and bases_of(self.body.config) is None else None

    def names(self, parts: int, own: str) -> tuple[tuple[str, str], ...]:
        """Return what the names in a stand-in stand for."""
        mine = self.body.id
        names: tuple[tuple[str, str], ...] = ((own, mine), (own.rpartition("/")[2], mine.rpartition("/")[2]))
        if self.base is not None and parts & _BASES:
            names = (*names, (BASE, self.base))
        return names if self.data_set is None or not parts & _DATA_TOLD else (*names, (SET, self.data_set))

    def told(self, parts: int) -> tuple[tuple[str, ...], tuple[int, ...], dict[str, Any]]:
        """Return the tags that some parts have, where they stand, and the metadata, with stand-ins for names."""
        places = tuple(place for place, of in enumerate(self._tag_parts) if of & parts)
        tags = tuple(self.body.tags[place] for place in places)
        metadata = self._metadata(parts)
        if parts & _BASES and (base := self.base) is not None:
            tags = tuple(tag.replace(base, BASE) if tag.startswith(_BASE_TAG) else tag for tag in tags)
            _stand_in(metadata, "base_model", BASE)
        if parts & _DATA_TOLD and self.data_set is not None:
            tags = tuple(_SET_TAG + SET if tag.startswith(_SET_TAG) else tag for tag in tags)
            _stand_in(metadata, "datasets", SET)
        return tags, places, metadata

    @cached_property
    def data_set(self) -> str | None:
        """The one data set it names, in tags and a list alone; None where it names none, several, or one for tests."""
        told = self.data.get("datasets", [])
        listed = told if isinstance(told, list) else [told]
        tagged = (tag[len(_SET_TAG) :] for tag in self.body.tags if tag.startswith(_SET_TAG))
        named = {*tagged, *(item if isinstance(item, str) else "" for item in listed)}
        others = any(of & _DATA and key != "datasets" for key, of in self._key_parts)
        found = named.pop() if len(named) == 1 else ""
        return found if is_full_id(found) and not others and not is_for_tests(found.lower()) else None

    def _metadata(self, parts: int) -> dict[str, Any]:
        if parts & _KINDS and self.body.tags:
            parts &= ~_KINDS  # the card's own tags count where the Hub tells none
        kept = {key: self.data[key] for key, of in self._key_parts if of & parts}
        if "model-index" in kept:
            kept["model-index"] = results_of(kept["model-index"])
        return kept

    def value(self, part: int) -> Hashable:
        """Return what a part says beside tags and metadata."""
        if part not in self._values:
            self._values[part] = self._read(part)
        return self._values[part]

    def _read(self, part: int) -> Hashable:
        body = self.body
        found: Hashable = None
        if part == _ACCOUNT:
            found = body.author
        elif part == _TASK:
            found = body.pipeline_tag
        elif part == _FORMATS:
            found = bool(body.safetensors), bool(body.gguf)
        elif part == _COUNTS:
            found = repr((body.safetensors, body.gguf))
        elif part == _LIBRARY:
            found = body.library_name
        elif part == _GATE:
            found = body.gated
        elif part == _BASES:
            found = repr(bases_of(body.config))
        elif body.files is not None:
            paths = [file.path for file in body.files]
            found = (
                tuple(paths) if part == _FILES else weights_of(paths) if part == _WEIGHTS else self._legal_files(paths)
            )
        return found

    def _legal_files(self, paths: list[str]) -> tuple[str, ...]:
        kinds = [legal_kind(path) for path in paths]
        if "part" in kinds:
            return tuple(paths)  # whose terms they are hangs on the weights beside them
        told = zip(paths, kinds, strict=True)
        kept = [path for path, kind in told if kind == "kept" or path == self.record.card.path]
        names = {path.rpartition("/")[2] for path, kind in zip(paths, kinds, strict=True) if kind == "name"}
        code = [_CODE_FILE] if "code" in kinds else []
        return tuple([*kept, *sorted(names), *code] or ([FILLER_FILE] if paths else []))

    def cut(self, parts: int, own: str, tags: tuple[str, ...], metadata: dict[str, Any]) -> Record:
        """Return the record of the stand-in."""
        body = self.body
        files = self.value(_FILES if parts & _FILES else _WEIGHTS if parts & _WEIGHTS else _LEGAL)
        counts = parts & _COUNTS
        formats = parts & _FORMATS
        cut = ModelBody.model_construct(
            id=own,
            author=body.author if parts & _ACCOUNT else None,
            sha=None if body.sha is None else "0",
            last_modified=None if body.last_modified is None else "2026-01-01",
            downloads=None if body.downloads is None else 0,
            removed=body.removed,
            disabled=body.disabled,
            gated=body.gated if parts & _GATE else None,
            pipeline_tag=body.pipeline_tag if parts & _TASK else None,
            library_name=body.library_name if parts & _LIBRARY or body.library_name == "peft" else None,
            tags=tags or ((_FILLER_TAG,) if body.tags else ()),
            files=None if files is None else tuple(RepoFile.model_construct(path=path) for path in files),  # type: ignore[attr-defined]
            card_data=metadata or (None if body.card_data is None else {_FILLER_KEY: ""} if self.data else {}),
            config=bases_of(body.config) if parts & _BASES else None,
            safetensors=body.safetensors if counts else {_FILLER_KEY: 1} if formats and body.safetensors else None,
            gguf=body.gguf if counts else {_FILLER_KEY: 1} if formats and body.gguf else None,
        )
        return Record.model_construct(
            body=cut, origin="", fetched_at=self.record.fetched_at, files_look=self.record.files_look,
            card=self.record.card,
        )  # fmt: skip


def _stand_in(metadata: dict[str, Any], key: str, name: str) -> None:
    """Put a name in place of each that a key tells."""
    if told := metadata.get(key):
        metadata[key] = [name] * len(told) if isinstance(told, list) else name
