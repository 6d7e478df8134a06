"""Records: the Hub's own words about one model, validated one by one and kept as they were said.

A record judges nothing. Each part says whether it was looked at: "the Hub did not say", "we could
not look" and "nobody looked" are three different things, and later stages depend on telling them
apart.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field

from openness.record.hub_id import LONGEST


class Look(StrEnum):
    """What became of one look at one part of a repository."""

    READ = "read"
    """Asked, and the Hub answered with the content."""
    ABSENT = "absent"
    """Asked, and the Hub said there is no such file or repository (or, without a token, may hide it)."""
    REFUSED = "refused"
    """Asked, and the Hub said no: a gate, or a repository that is not for us."""
    FAILED = "failed"
    """Asked, and no usable answer came."""
    NOT_LOOKED = "not_looked"
    """Never asked."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


def _text_or_none(value: Any) -> Any:
    return value if isinstance(value, str) and value else None


def _strings(value: Any) -> Any:
    """Hub lists are at times a bare string, at times hold nulls and numbers."""
    if value is None:
        return ()
    if isinstance(value, str):
        value = [value]
    if isinstance(value, (list, tuple)):
        if "" not in value and set(map(type, value)) == {str}:  # nearly always; asked of every tag of every row
            return tuple(value)
        return tuple(str(item) for item in value if isinstance(item, (str, int, float)) and str(item))
    return ()


def _mapping_or_none(value: Any) -> Any:
    return value if isinstance(value, dict) else None


def _gate(value: Any) -> Any:
    if value is None:
        return None
    if value is False:
        return "none"
    if value in ("none", "auto", "manual"):  # "none" comes back from a record that was written and is read again
        return value
    return "unspecified"


def _count_or_none(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return int(value) if 0 <= value < 2**63 else None  # NaN is not


def _flag_or_none(value: Any) -> Any:
    return value if isinstance(value, bool) else None


Text = Annotated[str | None, BeforeValidator(_text_or_none)]
Strings = Annotated[tuple[str, ...], BeforeValidator(_strings)]
Mapping = Annotated[dict[str, Any] | None, BeforeValidator(_mapping_or_none)]
Count = Annotated[int | None, BeforeValidator(_count_or_none)]
Flag = Annotated[bool | None, BeforeValidator(_flag_or_none)]
Gate = Annotated[Literal["none", "auto", "manual", "unspecified"] | None, BeforeValidator(_gate)]
"""`unspecified`: the source says gated, not which kind. `None`: the source says nothing."""


class RepoFile(_Part):
    """One file of the repository's list at the record's revision; sizes are in bytes where told."""

    path: str = Field(validation_alias=AliasChoices("path", "rfilename"))
    size: Count = None


def _files(value: Any) -> Any:
    if value is None:
        return None
    if not isinstance(value, (list, tuple)):
        return None
    kept: list[RepoFile | dict[str, Any]] = []
    for item in value:
        if isinstance(item, str):
            kept.append({"path": item})
        elif isinstance(item, RepoFile) or (
            isinstance(item, dict) and isinstance(item.get("rfilename", item.get("path")), str)
        ):
            kept.append(item)
    return tuple(kept)


class ModelBody(_Part):
    """The body of `GET /api/models/<id>` or one row of a listing, old shapes included.

    A field that is None was not told. Unusable values of optional fields count as not told; a body
    without a usable id is rejected (pydantic.ValidationError).
    """

    id: str = Field(validation_alias=AliasChoices("id", "modelId"), min_length=1, max_length=LONGEST)
    author: Text = None
    sha: Text = None
    last_modified: Text = Field(None, validation_alias=AliasChoices("last_modified", "lastModified"))
    created_at: Text = Field(None, validation_alias=AliasChoices("created_at", "createdAt"))
    private: Flag = None
    gated: Gate = None
    disabled: Flag = None
    removed: Flag = None
    """The repository was gone on a later visit (told by some listings, never by the Hub itself)."""
    pipeline_tag: Text = None
    library_name: Text = None
    tags: Strings = ()
    downloads: Count = None
    likes: Count = None
    files: Annotated[tuple[RepoFile, ...] | None, BeforeValidator(_files)] = Field(
        None, validation_alias=AliasChoices("files", "siblings")
    )
    card_data: Mapping = Field(None, validation_alias=AliasChoices("card_data", "cardData"))
    config: Mapping = None
    safetensors: Mapping = None
    gguf: Mapping = None
    used_storage: Count = Field(None, validation_alias=AliasChoices("used_storage", "usedStorage"))

    def tag_values(self, prefix: str) -> tuple[str, ...]:
        """Return what follows `prefix:` in each tag that begins so, in order (`license`, `dataset`, ...)."""
        start = prefix + ":"
        return tuple(tag[len(start) :] for tag in self.tags if tag.startswith(start) and len(tag) > len(start))


class TextFile(_Part):
    """One text file of the repository (a card, a licence, a use policy) at the record's revision."""

    path: str
    look: Look
    text: str | None = None
    """The file's text; at most the first 2 MiB, see `truncated`."""
    truncated: bool = False
    detail: str | None = None
    """Why it could not be read, as told."""


class DatasetFact(_Part):
    """What the Hub says about one data set a model names."""

    id: str
    """The id as the model names it."""
    look: Look
    resolved_id: Text = None
    """The id the Hub answered with (data sets move into namespaces)."""
    sha: Text = None
    gated: Gate = None
    private: Flag = None
    disabled: Flag = None
    licences: Strings = ()
    """Licence ids of the data set's own card, as spelled there."""
    has_card: Flag = None
    last_modified: Text = None
    detail: str | None = None


class Relation(StrEnum):
    """How a model comes from its base, in the Hub's words; `unstated` where the card names only the base."""

    FINETUNE = "finetune"
    ADAPTER = "adapter"
    QUANTIZED = "quantized"
    MERGE = "merge"
    UNSTATED = "unstated"


class BaseFact(_Part):
    """What the Hub says about one ancestor of a model."""

    id: str
    look: Look
    child: str
    """The model in this lineage that names it as base (the record's own id for a direct base)."""
    depth: int = 1
    """1 for a direct base, 2 for the base's base, ..."""
    relation: Relation = Relation.UNSTATED
    body: ModelBody | None = None
    """The base's own body, where it was read."""
    licence_files: tuple[TextFile, ...] = ()
    detail: str | None = None


class Record(_Part):
    """All that was seen of one model at one revision.

    `origin` names what was asked: the Hub endpoint, or the recording the record was built from.
    """

    body: ModelBody
    origin: str
    fetched_at: datetime | None = None
    """When it was seen (UTC); for recordings, the recording's date."""
    asked_as: str | None = None
    """The id asked for, where the Hub answered with another one (a renamed repository)."""
    aliases: Strings = ()
    """Other ids of this model: older ones it was recorded under, and the one asked for."""
    dates: dict[str, str] = {}
    """ISO dates of parts that were seen on another day than the newest: by file path ("README.md"), place in the
    body ("$.tags"), or other repository ("org/base", "datasets/org/name")."""
    files_look: Look = Look.NOT_LOOKED
    """What became of the look at the file list; with READ, `body.files` is the whole list."""
    card: TextFile = TextFile(path="README.md", look=Look.NOT_LOOKED)
    licence_files: tuple[TextFile, ...] = ()
    """Licence, notice and use-policy files at the revision."""
    datasets: tuple[DatasetFact, ...] = ()
    """One fact per data set named by the card or tags; empty if none is named or none was looked at."""
    lineage: tuple[BaseFact, ...] = ()
    """Ancestors by `base_model`, nearest first; empty if none is named or none was looked at."""

    @property
    def id(self) -> str:
        return self.body.id

    @property
    def revision(self) -> str | None:
        return self.body.sha

    @property
    def date(self) -> str | None:
        """The ISO date on which its newest part was seen."""
        return None if self.fetched_at is None else self.fetched_at.date().isoformat()

    def seen(self, part: str) -> str | None:
        """Return the ISO date on which a part was seen, named as in `dates`."""
        return self.dates.get(part, self.date)

    def parts_seen(self) -> list[tuple[str, str | None]]:
        """Return the parts that were read, each with its date: `api`, `files`, `card`, `licence`, `data`, `lineage`."""
        parts: list[tuple[str, str | None]] = []
        if self.body.tags or self.body.gated is not None or self.body.sha is not None:
            parts.append(("api", self.seen("$.tags")))
        if self.files_look is Look.READ:
            parts.append(("files", self.seen("$.siblings")))
        if self.card.look is Look.READ:
            parts.append(("card", self.seen(self.card.path)))
        parts += [("licence", self.seen(file.path)) for file in self.licence_files[:1]]
        parts += [("data", self.seen(f"datasets/{data.id}")) for data in self.datasets[:1]]
        parts += [("lineage", self.seen(base.id)) for base in self.lineage[:1]]
        return parts


class Rejected(_Part):
    """A thing that could not be used, kept with the reason so that nothing is lost silently."""

    id: str | None
    part: str
    """What it was: `listing row`, `model`, `dataset`, ..."""
    reason: str
    url: str | None = None
    answer: Text = None
    """What the Hub answered, in a word (`gated`, `hidden`, `gone`, `region-blocked`, `disabled`, `renamed to a/b`),
    where it did; `none` where no answer of use came."""
