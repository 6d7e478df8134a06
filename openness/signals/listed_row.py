"""One row of a listing in the parts that signals read, and cut down to some of them under a stand-in for its id."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cached_property
from typing import Any

from openness.reading.data_names import is_for_tests
from openness.record.hub_id import is_full_id
from openness.record.record import ModelBody, Record, RepoFile
from openness.signals.reads import Part, parts_of_key, parts_of_tag
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
VALUED = (_ACCOUNT, _TASK, _FORMATS, _COUNTS, _FILES, _LEGAL, _WEIGHTS, _GATE, _BASES, _LIBRARY)
"""The parts that say something beside tags and metadata."""
OWN_NAMES = _ACCOUNT | _BASES | _DATA_TOLD
"""The parts of which a name may stand in an answer, beside the model's own."""

Names = tuple[tuple[str, str], ...]
"""What a stand-in's names stand for: to be put in their place, in this order."""


class Row:
    """One row's parts, each read once."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.body = body = record.body
        self.data = body.card_data or {}
        self.slash = "/" in body.id
        self.common = (
            body.removed, body.disabled, body.sha is None, body.last_modified is None, body.downloads is None,
            record.files_look, record.card.look, record.card.path, record.card.detail,
            bool(body.tags), body.card_data is None, bool(self.data), body.library_name == "peft", record.date,
        )  # fmt: skip
        # Most tags are no signal's.
        self._tags = [(place, tag, of) for place, tag in enumerate(body.tags) if (of := parts_of_tag(tag))]
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
        names = words_of(self.body.id), asked, self.slash
        values = [self.value(part) for part in VALUED if part & parts]
        return (names, self.common, tags, places, self.base is None, repr(metadata), *values)

    def stand_in(self, parts: int, prefixes: tuple[str, ...]) -> str:
        """Return the id of the stand-in: alike for rows whose ids say alike."""
        name = f"{NAME}{words_of(self.body.id)}" if parts & _NAME else NAME
        if parts & _LICENCES:
            asked = asked_name(self.body.id, prefixes)
            if asked is None:
                return self.body.id
            name = asked
        return f"{ACCOUNT}/{name}" if self.slash else name

    @cached_property
    def base(self) -> str | None:
        """The one base it names by an id, spelled in one way; None where it names none, several, or in other ways."""
        told = self.data.get("base_model")
        listed = told if isinstance(told, list) else [told] if told is not None else []
        named = {tag.rpartition(":")[2] for _, tag, of in self._tags if of & _BASES and tag.startswith(_BASE_TAG)}
        if listed:
            named.update(item if isinstance(item, str) else "" for item in listed)
        if len(named) != 1:
            return None
        others = any(of & _BASES and key not in ("base_model", "base_model_relation") for key, of in self._key_parts)
        found = named.pop()
        return found if is_full_id(found) and not others and bases_of(self.body.config) is None else None

    def names(self, named: tuple[tuple[int, str], ...]) -> list[Names]:
        """Return what the names in some stand-ins stand for."""
        mine = self.body.id
        account, _, name = mine.rpartition("/")
        told: list[Names] = []
        for parts, own in named:
            names = [(own, mine), (own.rpartition("/")[2], name)]
            if parts & _ACCOUNT and account:
                names.append((ACCOUNT, account))
            if parts & _BASES and self.base is not None:
                names.append((BASE, self.base))
            if parts & _DATA_TOLD and self.data_set is not None:
                names.append((SET, self.data_set))
            told.append(tuple(names))
        return told

    def told(self, parts: int) -> tuple[tuple[str, ...], tuple[int, ...], dict[str, Any]]:
        """Return the tags that some parts have, where they stand, and the metadata, with stand-ins for names."""
        kept = [(place, tag) for place, tag, of in self._tags if of & parts]
        places: tuple[int, ...]
        tags: tuple[str, ...]
        places, tags = zip(*kept, strict=True) if kept else ((), ())
        metadata = self._metadata(parts) if self.data else {}
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
        named = {tag[len(_SET_TAG) :] for _, tag, of in self._tags if of & _DATA_TOLD and tag.startswith(_SET_TAG)}
        if listed:
            named.update(item if isinstance(item, str) else "" for item in listed)
        if len(named) != 1:
            return None
        others = any(of & _DATA and key != "datasets" for key, of in self._key_parts)
        found = named.pop()
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
            found = None if self.slash else body.author  # an id with an account tells it
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
            author=body.author if parts & _ACCOUNT and not self.slash else None,
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
