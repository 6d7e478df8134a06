"""The shape of the facts files: what may stand in `facts/*.yaml`, checked key by key."""

from __future__ import annotations

from typing import Annotated, Any, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

T = TypeVar("T")

How = Literal["text", "list", "secondary", "general", "unread"]
"""How a fact is known: the text was read, a list states it, a third party says so, common knowledge,
or the text was not read and the name alone speaks."""

Kind = Literal[
    "open_source",
    "open_data",
    "open_model",
    "use_restricted",
    "community",
    "non_commercial",
    "research_only",
    "proprietary",
    "family_tag",
    "custom",
]
Covers = Literal["software", "data", "documentation", "model"]
OPEN_KINDS = frozenset({"open_source", "open_data", "open_model"})


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _bare(value: Any) -> Any:
    """A fact without figures or section may be written bare: `commercial: allowed`."""
    return value if isinstance(value, dict) else {"is": value}


class Stated(_Strict, Generic[T]):
    """One clause fact: the answer, and where in the text it stands."""

    value: T = Field(alias="is")
    at: str | int | float | None = None
    source: str | None = Field(None, alias="from")
    note: str | None = None


class Users(Stated[bool]):
    users: int | None = Field(None, gt=0)
    per: Literal["day", "month"] | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.value and (self.users is None or self.per is None):
            raise ValueError("a user threshold needs 'users' and 'per' (day or month)")
        return self


class Revenue(Stated[bool]):
    amount: int | None = Field(None, gt=0)
    currency: str | None = Field(None, pattern=r"^[A-Z]{3}$")
    per: Literal["month", "year"] | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.value and (self.amount is None or self.currency is None):
            raise ValueError("a revenue threshold needs 'amount' and 'currency'")
        return self


class Restrictions(Stated[bool]):
    pass_on: bool | None = None
    policy: str | None = None
    """Name of the use policy the licence incorporates, where the restrictions stand outside it."""


class Name(Stated[bool]):
    prefix: str | None = None
    """What a derived model's name must begin with."""
    display: str | None = None
    """What must be shown beside products."""


class AiAct(Stated[Literal["likely_qualifies", "fails", "needs_legal_view"]]):
    paragraph: str | None = None
    """Paragraph(s) of the Commission's GPAI guidelines of 18 July 2025."""


Flag = Annotated[Stated[bool] | None, BeforeValidator(lambda v: None if v is None else _bare(v))]


class ClauseFacts(_Strict):
    """Every clause is optional: what is not written is unknown, never "no"."""

    commercial: Annotated[
        Stated[Literal["allowed", "bounded", "forbidden"]] | None, BeforeValidator(lambda v: v and _bare(v))
    ] = None
    research_only: Flag = None
    redistribution: Annotated[
        Stated[Literal["allowed", "restricted", "forbidden"]] | None, BeforeValidator(lambda v: v and _bare(v))
    ] = None
    modification: Annotated[
        Stated[Literal["allowed", "restricted", "forbidden"]] | None, BeforeValidator(lambda v: v and _bare(v))
    ] = None
    user_threshold: Annotated[Users | None, BeforeValidator(lambda v: None if v is None else _bare(v))] = None
    revenue_threshold: Annotated[Revenue | None, BeforeValidator(lambda v: None if v is None else _bare(v))] = None
    use_restrictions: Annotated[Restrictions | None, BeforeValidator(lambda v: None if v is None else _bare(v))] = None
    excluded_places: Annotated[
        Stated[tuple[str, ...]] | None, BeforeValidator(lambda v: None if v is None else _bare(v))
    ] = None
    public_body: Annotated[Stated[Literal["allowed", "excluded"]] | None, BeforeValidator(lambda v: v and _bare(v))] = (
        None
    )
    eu: Annotated[
        Stated[Literal["yes_all", "multimodal_excluded", "excluded"]] | None, BeforeValidator(lambda v: v and _bare(v))
    ] = None
    registration: Flag = None
    naming: Annotated[Name | None, BeforeValidator(lambda v: None if v is None else _bare(v))] = None
    attribution: Flag = None
    text_required: Flag = None
    share_alike: Flag = None
    outputs_restricted: Flag = None
    terms_may_change: Flag = None
    revocable: Flag = None
    governing_law: Annotated[Stated[str] | None, BeforeValidator(lambda v: v and _bare(v))] = None
    open_definition: Flag = None
    ai_act: Annotated[AiAct | None, BeforeValidator(lambda v: v and _bare(v))] = None


class SourceEntry(_Strict):
    """Where facts of the file were read."""

    what: str
    date: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    how: How


class LicenceEntry(_Strict):
    """One licence. `aliases` are spellings seen on the Hub and in indexes, without regard to case."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9.+-]*$")
    name: str
    kind: Kind
    covers: tuple[Covers, ...] = Field(min_length=1)
    hub: bool = False
    """Whether the Hub offers the id in its own list."""
    spdx: str | None = None
    aliases: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    """Beginnings of addresses (without `https://` and `www.`) under which the licensor keeps the text."""
    source: str | None = None
    note: str | None = None
    osi: bool | None = None
    """Only for ids without SPDX identifier; for the others the SPDX list decides."""
    facts: ClauseFacts = ClauseFacts()


class FamilyFile(_Strict):
    """One facts file: a family of licences with common sources and default facts."""

    family: str
    title: str
    sources: dict[str, SourceEntry]
    source: str
    """Key of the source that facts have unless they say otherwise."""
    facts: ClauseFacts = ClauseFacts()
    """Facts that hold for every licence of the file that does not state its own."""
    licences: tuple[LicenceEntry, ...] = Field(min_length=1)
