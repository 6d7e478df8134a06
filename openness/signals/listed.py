"""The short way for what a listing alone tells: one answer for all rows that say the same.

For each set of parts that signals read (see `reads`), a row is cut down to those parts, under a stand-in for its id;
the signals are asked of that, once. What is left to do for a row is to put its own id, and the places of its own tags,
where the stand-in's are. The answers are those of the long way, `signals.extract`: a test asks real rows both ways.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from openness.licences.claims import is_code_file
from openness.reading.ancestry import sounds_derived, sounds_tuned
from openness.reading.data_names import is_for_tests
from openness.reading.reading import Reading
from openness.reading.weight_files import QUANTIZED_NAME, weight_file
from openness.reading.weight_forms import weight_forms
from openness.record.evidence import Evidence
from openness.record.file_names import Scope, file_role
from openness.record.hub_id import is_full_id
from openness.record.record import Look, ModelBody, Record, RepoFile
from openness.signals.documentation import gives_a_value
from openness.signals.licence_answers import plain_name
from openness.signals.modality import sounds_like_code
from openness.signals.reads import Part, parts_of_key, parts_of_tag, parts_read
from openness.signals.signal import Signal
from openness.signals.weights_in_card import is_delta_id

ACCOUNT, NAME, BASE, SET = "0wn-acc0unt", "0wn-m0del", "0ne-acc0unt/0ne-base", "s0me-acc0unt/s0me-data"
"""What a stand-in's id begins with, its one base and its data: nothing that a publisher would write."""
_MARKS = (ACCOUNT, NAME, *BASE.split("/"), *SET.split("/"))
_BASE_TAG, _SET_TAG = "base_model:", "dataset:"
_FILLER_TAG, _FILLER_KEY, _FILLER_FILE, _CODE_FILE = "region:us", "x", ".gitattributes", "code.py"
_PLACES = ("peft", "adapter_config")
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

    def forget(self) -> None:
        """Forget all stand-ins."""
        for known in self._known:
            known.clear()

    def shared(self, record: Record) -> list[Shared] | None:
        """Return for each group what a row shares; None where the record is more than a row of a listing."""
        if not is_row(record):
            return None
        row = _Row(record)
        if row.names_itself:
            return None
        return [self._of(number, parts, signals, row) for number, (parts, signals) in enumerate(self.groups)]

    def _of(self, number: int, parts: int, signals: tuple[Signal, ...], row: _Row) -> Shared:
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
        return found if is_full_id(found) and not others and _bases_of(self.body.config) is None else None

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
            kept["model-index"] = _results(kept["model-index"])
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
            found = repr(_bases_of(body.config))
        elif body.files is not None:
            paths = [file.path for file in body.files]
            found = (
                tuple(paths) if part == _FILES else _weights_of(paths) if part == _WEIGHTS else self._legal_files(paths)
            )
        return found

    def _legal_files(self, paths: list[str]) -> tuple[str, ...]:
        kinds = [_legal_kind(path) for path in paths]
        if "part" in kinds:
            return tuple(paths)  # whose terms they are hangs on the weights beside them
        told = zip(paths, kinds, strict=True)
        kept = [path for path, kind in told if kind == "kept" or path == self.record.card.path]
        names = {path.rpartition("/")[2] for path, kind in zip(paths, kinds, strict=True) if kind == "name"}
        code = [_CODE_FILE] if "code" in kinds else []
        return tuple([*kept, *sorted(names), *code] or ([_FILLER_FILE] if paths else []))

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
            config=_bases_of(body.config) if parts & _BASES else None,
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


@lru_cache(maxsize=100_000)
def words_of(model_id: str) -> str:
    """Return words that say of a name what the name of a model says, as the readers understand it."""
    tuned, derived = sounds_tuned(model_id), sounds_derived(model_id)
    words = (
        ("-sft", tuned),
        ("-merged", derived and not tuned),
        ("-int4", QUANTIZED_NAME.search(model_id) is not None),
        ("-code", sounds_like_code(model_id)),
        ("-7b-delta", is_delta_id(model_id)),
    )
    return "".join(word for word, said in words if said)


def asked_name(model_id: str, prefixes: tuple[str, ...]) -> str | None:
    """Return a name that begins with, and holds, what licences ask of names as a model's does; None where none can."""
    begins = _asked(model_id, prefixes)
    if not any(held for _, _, held in begins):
        return NAME
    told = list(zip(prefixes, begins, strict=True))
    first = max((prefix for prefix, (plain, _, _) in told if plain), key=len, default="")
    after = max((f"meta{prefix}" for prefix, (_, meta, _) in told if meta), key=len, default="")
    inside = [prefix for prefix, (_, _, held) in told if held and prefix not in f"{first or after}"]
    name = "-".join([*filter(None, [first or after]), NAME, *inside])
    return name if _asked(name, prefixes) == begins else None


def _asked(model_id: str, prefixes: tuple[str, ...]) -> list[tuple[bool, bool, bool]]:
    """Return for each name asked for whether a model's begins with it, with it after `meta`, or holds it."""
    name = plain_name(model_id.rpartition("/")[2])
    return [(name.startswith(prefix), name.startswith(f"meta{prefix}"), prefix in name) for prefix in prefixes]


@lru_cache(maxsize=200_000)
def _legal_kind(path: str) -> str:
    """Return what a file is to a reader of licences: `kept`, of a `part`, known by its `name`, `code`, or nothing."""
    role = file_role(path)
    if role is not None:
        return "part" if role[1] is Scope.PART else "kept"
    if path.rpartition("/")[2] in (
        "config.json",
        "adapter_config.json",
        "adapter_model.safetensors",
        "adapter_model.bin",
    ):
        return "name"
    return "code" if is_code_file(path) else ""


def _weights_of(paths: list[str]) -> tuple[str, ...]:
    """Return the files that tell of weights; where none does, one that tells of none."""
    return tuple(path for path in paths if _tells_weights(path)) or ((_FILLER_FILE,) if paths else ())


@lru_cache(maxsize=200_000)
def _tells_weights(path: str) -> bool:
    return path.endswith(".json") or weight_file(path) is not None or weight_forms().unknown(path)


def _bases_of(config: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return the places of a configuration where an adapter names its base."""
    key = "base_model_name_or_path"
    if not config:
        return None
    kept: dict[str, Any] = {key: config[key]} if key in config else {}
    for place in _PLACES:
        part = config.get(place)
        if isinstance(part, dict) and key in part:
            kept[place] = {key: part[key]}
    return kept or None


def _results(index: Any) -> Any:
    """Return results that say as much as a card's: a value, an empty shell, or nothing."""
    if gives_a_value(index):
        return [{"results": [{"metrics": [{"value": 1}]}]}]
    return None if index is None else []
