"""The tool's schema of a model file, as pydantic models of our own.

Facts of schema/mof_schema.json (lfai/model_openness_tool@8b5d30e): which keys are required, which
values are allowed. Unknown keys pass, as they do there; `repository` and `huggingface` are in use. The defaults
of optional keys only stand for "absent".
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from openness.safe.line import one_line

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def _calendar_day(value: str) -> str:
    try:
        if _ISO_DATE.match(value):
            date.fromisoformat(value)
            return value
    except ValueError:
        pass
    raise ValueError(f"'{one_line(value, 60)}' is no date; write it as 'YYYY-MM-DD'")


def _list_as_empty(value: Any) -> Any:
    """The tool reads `{}` as an empty list and turns that back into an object."""
    return {} if value == [] else value


Day = Annotated[str, AfterValidator(_calendar_day)]


class _Open(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True, frozen=True)


class Framework(_Open):
    """Which framework, in which version, the file speaks of."""

    name: Literal["Model Openness Framework"]
    version: str
    date: Day


class GlobalLicence(_Open):
    """A licence that applies to the whole release or to one content type."""

    name: str | None = None
    path: str | None = None


class GlobalLicences(_Open):
    """The licences of the release."""

    distribution: GlobalLicence = GlobalLicence()
    code: GlobalLicence = GlobalLicence()
    data: GlobalLicence = GlobalLicence()
    document: GlobalLicence = GlobalLicence()


class ComponentEntry(_Open):
    """One component; nothing is required and nothing checked beyond being text."""

    name: str = ""
    description: str = ""
    license: str = ""
    license_path: str = ""
    component_path: str = ""


class Release(_Open):
    """The model and its components."""

    name: str = Field(min_length=1)
    license: Annotated[GlobalLicences, BeforeValidator(_list_as_empty)]
    producer: str
    components: list[ComponentEntry] = Field(max_length=17)
    version: str = ""
    date: Day = "1970-01-01"
    type: Literal[
        "", "language", "vision", "image", "audio", "video", "3d", "code", "multimodal", "other"
    ] = ""  # fmt: skip
    architecture: Literal[
        "", "transformer", "transformer decoder", "transformer encoder-decoder", "decoder", "encoder", "diffusion",
        "RNN", "CNN", "LSTM", "NeRF", "hybrid", "undisclosed", "other",
    ] = ""  # fmt: skip
    treatment: Literal["pre-trained", "instruct fine-tuned", "chat fine-tuned"] = "pre-trained"
    origin: str = ""
    contact: str = ""
    repository: Any = None
    huggingface: Any = None


class ModelEntry(_Open):
    """A whole model file."""

    framework: Framework
    release: Release
