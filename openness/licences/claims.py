"""Claims: everything a record says about licences, gathered with its places and not yet judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from openness.card.named import Named, Names, names_of
from openness.licences.gate import gate_words
from openness.licences.head import passed_over
from openness.licences.name_hint import hinted_family
from openness.licences.saying import BaseClaims, Claims, LicenceFile, Saying
from openness.licences.statements import Spoken, carried_in, spoken
from openness.licences.subject import own_names
from openness.record.evidence import Confidence, Method, Source
from openness.record.file_names import Role, Scope, file_role
from openness.record.record import BaseFact, Look, ModelBody, Record, Relation, TextFile

if TYPE_CHECKING:
    from openness.card import Card


_MAX_SAYINGS = 32
_MAX_DATASETS = 200
_MAX_TEXT = 300
_SHORTEST_LICENCE = 400
_WEIGHT_ENDINGS = (
    ".safetensors",
    ".bin",
    ".gguf",
    ".ggml",
    ".pt",
    ".pth",
    ".ckpt",
    ".onnx",
    ".h5",
    ".msgpack",
    ".npz",
    ".tflite",
    ".nemo",
)
_CODE_ENDINGS = (".py", ".ipynb", ".sh", ".cpp", ".cu", ".rs", ".js", ".ts", ".java", ".go", ".c", ".h")


def claims_of(record: Record, card: Card | None = None) -> Claims:
    """Return what a record says about licences. `card` is its parsed card, where one was parsed already."""
    if card is None and record.card.look is Look.READ and record.card.text is not None:
        card = _parse(record.card.text)
    locate = _Locate(card, record.card.path)
    metadata = record.body.card_data
    if not metadata:
        metadata = card.front_matter if card is not None else {}
    said = Spoken() if card is None else spoken(card, record.card.path, record.id)
    body = _body_claims(record.body, names_of(record.body, record.card, card), metadata, locate, card)
    notices = tuple(notice for file in record.licence_files for notice in _notices(file))
    return Claims(
        **(body | {"limits": tuple(dict.fromkeys((*said.limits, *body["limits"])))}),
        statements=said.statements,
        notices=tuple(dict.fromkeys((*said.notices, *notices))),
        foreign=said.foreign,
        unknown_terms=said.unknown_terms,
        condition=said.condition,
        odd_ids=_odd_ids(record),
        files=_files(record),
        files_look=record.files_look,
        metadata_look=_metadata_look(record, card),
        bases=tuple(_base(fact) for fact in record.lineage),
        datasets=record.datasets,
        has_code=_has_code(record),
        has_card=_has_card(record),
    )


def _body_claims(
    body: ModelBody, names: Names, metadata: Mapping[str, Any], locate: _Locate, card: Card | None = None
) -> dict[str, Any]:
    gate, limits = gate_words(metadata, locate("extra_gated_prompt", None), own_names(body.id))
    own = Relation.UNSTATED if names.bases else None
    return {
        "model": body.id,
        "ids": _sayings(names.licences),
        "tags": _sayings(names.licence_tags),
        "name": next(iter(_sayings([names.licence_name])), None),
        "link": next(iter(_sayings([names.licence_link])), None),
        "bases_named": tuple(base.name for base in names.bases)[:_MAX_SAYINGS],
        "base_hints": () if names.bases else _base_hints(body, card),
        "relation": next((base.relation for base in names.bases if base.relation is not Relation.UNSTATED), own),
        "datasets_named": tuple(named.name for named in names.datasets)[:_MAX_DATASETS],
        "metadata_problem": names.unread,
        "pipeline": body.pipeline_tag,
        "gate": gate,
        "gate_text": _gate_text(metadata, locate),
        "gated": None if body.gated is None else body.gated != "none",
        "limits": limits,
    }


def _sayings(named: Iterable[Named | None]) -> tuple[Saying, ...]:
    """Return what was named as sayings; a plain line of a head that could not be read is none."""
    told = (item for item in named if item is not None and item.confidence is not Confidence.LOW)
    return tuple(
        Saying(item.name[:_MAX_TEXT], item.source, Confidence.HIGH if item.method is Method.API else item.confidence)
        for item in told
    )[:_MAX_SAYINGS]


def _odd_ids(record: Record) -> tuple[Saying, ...]:
    text = record.card.text
    return passed_over(text, record.card.path) if record.card.look is Look.READ and text is not None else ()


def _notices(file: TextFile) -> tuple[Saying, ...]:
    """Return the restricted licences whose notice a notice file carries."""
    told = file_role(file.path)
    if told is None or told[0] is not Role.NOTICE or file.text is None:
        return ()
    return tuple(Saying(name, Source(file=file.path, line=line)) for name, line in carried_in(file.text))


def _base_hints(body: ModelBody, card: Card | None) -> tuple[str, ...]:
    """Return an empty name for an adapter that names no base, and the family whose name another model carries."""
    paths = {file.path.rpartition("/")[2] for file in body.files or ()}
    adapter = bool(paths & {"adapter_config.json", "adapter_model.safetensors", "adapter_model.bin"})
    if (adapter and "config.json" not in paths) or (body.library_name == "peft" and not paths):
        return ("",)
    family = hinted_family(body.id, card)
    return () if family is None else (family,)


class _Locate:
    """Says where a metadata key stands: a line of the card, else a path in the API body."""

    def __init__(self, card: Card | None, path: str) -> None:
        self.card = card
        self.path = path

    def __call__(self, key: str, index: int | None) -> Source:
        if self.card is not None and (line := self.card.front_matter_line(key)) is not None:
            return Source(file=self.path, line=line)
        suffix = "" if index is None else f"[{index}]"
        return Source(json_path=f"$.cardData.{key}{suffix}")


def _parse(text: str) -> Card:
    from openness.card import parse_card  # noqa: PLC0415 - the parser is not paid for tag-only records

    return parse_card(text)


def _gate_text(metadata: Mapping[str, Any], locate: _Locate) -> LicenceFile | None:
    text = metadata.get("extra_gated_prompt")
    if not isinstance(text, str) or len(text) < _SHORTEST_LICENCE:
        return None
    place = locate("extra_gated_prompt", None)
    return LicenceFile(place.file or str(place), Role.LICENCE, Scope.ALL, Look.READ, text)


def _metadata_look(record: Record, card: Card | None) -> Look:
    if record.body.card_data:
        return Look.READ
    if card is not None and card.head_unread is not None:
        return Look.FAILED
    return Look.READ if record.body.card_data is not None else record.card.look


def _files(record: Record) -> tuple[LicenceFile, ...]:
    """Files read, and files the list names that were not read."""
    return _licence_files(record.licence_files, record.body)


def _licence_files(texts: tuple[TextFile, ...], body: ModelBody) -> tuple[LicenceFile, ...]:
    held = weight_folders(file.path for file in body.files or ())
    found = [file for text in texts if (file := _read_file(text, held)) is not None]
    seen = {file.path for file in found}
    found.extend(
        LicenceFile(listed.path, told[0], _scope(listed.path, told[1], held), Look.NOT_LOOKED)
        for listed in body.files or ()
        if listed.path not in seen and len(listed.path) < _MAX_TEXT and (told := file_role(listed.path)) is not None
    )
    return tuple(found)


def weight_folders(paths: Iterable[str]) -> frozenset[str]:
    """Return the folders that hold files of weights, with the folders over them."""
    found = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and path.casefold().endswith(_WEIGHT_ENDINGS) and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(found)


def _scope(path: str, scope: Scope, held: frozenset[str]) -> Scope:
    """A licence in the folder of the weights is the weights'."""
    return Scope.WEIGHTS if scope is Scope.PART and path.rpartition("/")[0] in held else scope


def _read_file(file: TextFile, held: frozenset[str]) -> LicenceFile | None:
    role, scope = file_role(file.path) or (Role.LICENCE, Scope.ALL)
    if file.look is Look.ABSENT:
        return None
    text = file.text if file.look is Look.READ else None
    return LicenceFile(file.path, role, _scope(file.path, scope, held), file.look, text)


def _has_code(record: Record) -> bool | None:
    if record.body.files is None:
        return None
    return any(is_code_file(file.path) for file in record.body.files)


def is_code_file(path: str) -> bool:
    """Return whether a file holds program code by its name."""
    return path.lower().endswith(_CODE_ENDINGS)


def _has_card(record: Record) -> bool | None:
    match record.card.look:
        case Look.READ:
            return True
        case Look.ABSENT:
            return False
        case _ if record.body.card_data:
            return True
        case _ if record.body.files is not None and record.files_look is Look.READ:
            return any(file.path == record.card.path for file in record.body.files)
        case _:
            return None


def _base(fact: BaseFact) -> BaseClaims:
    claims = None
    if fact.body is not None:
        body = fact.body
        claims = Claims(
            **_body_claims(body, names_of(body), body.card_data or {}, _Locate(None, "README.md")),
            files=_licence_files(fact.licence_files, body),
            files_look=Look.READ if body.files is not None else Look.NOT_LOOKED,
            metadata_look=Look.READ if body.card_data is not None else Look.NOT_LOOKED,
        )
    return BaseClaims(fact.id, fact.look, fact.depth, fact.relation, claims)
