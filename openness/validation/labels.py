"""The index's classes as labels: one system a file, twelve parameters, and the Hub models it links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from openness.errors import UsageError

PARAMETERS = (
    "datasources_basemodel", "datasources_endmodel", "weights_basemodel", "weights_endmodel", "trainingcode", "code",
    "hardware_architecture", "preprint", "paper", "modelcard", "datasheet", "licenses",
)  # fmt: skip
BASE_PARAMETERS = frozenset({"datasources_basemodel", "weights_basemodel"})
CLASSES = ("closed", "partial", "open")
_TEMPLATE = "a_submission_template"
_MODEL_LINK = re.compile(
    r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/"
    r"(?!(?:datasets|spaces|collections|docs|blog|papers|organizations|posts)/)([\w.\-]{1,96}/[\w.\-]{1,96})"
)


@dataclass(frozen=True)
class LabelledSystem:
    """One system as the index rates it.

    `classes` maps each parameter to `open`, `partial` or `closed` (another word is left out).
    A name of None means that there is no such model; "unknown" is a name: there is one, and nobody knows it.
    `links` maps a place (a parameter, or `system`) to the Hub models linked there, in order.
    """

    id: str
    end_name: str | None
    base_name: str | None
    classes: dict[str, str]
    links: dict[str, tuple[str, ...]]

    @property
    def score(self) -> float:
        """The index's own score, 0 to 100: open counts 1, partial a half, all else nothing."""
        credit = {"open": 1.0, "partial": 0.5}
        return 100 * sum(credit.get(self.classes.get(name, ""), 0.0) for name in PARAMETERS) / len(PARAMETERS)


def read_labels(folder: Path) -> list[LabelledSystem]:
    """Read every system of an index checkout, in order of id.

    Raises UsageError if the folder holds none.
    """
    systems = [
        _system(path.stem, yaml.safe_load(path.read_text(encoding="utf-8")))
        for path in sorted(folder.glob("*.yaml"))
        if path.stem != _TEMPLATE
    ]
    if not systems:
        raise UsageError(f"{folder}: holds no systems (*.yaml); give the folder of the index's database")
    return systems


def _system(stem: str, data: Any) -> LabelledSystem:
    data = data if isinstance(data, dict) else {}
    system = data.get("system") or {}
    classes = {}
    links = {"system": tuple(_models([system.get("link")]))}
    for name in PARAMETERS:
        entry = data.get(name) or {}
        if entry.get("class") in CLASSES:
            classes[name] = str(entry["class"])
        links[name] = tuple(_models([entry.get("link")]))
    return LabelledSystem(stem, _name(system.get("endmodelname")), _name(system.get("basemodelname")), classes, links)


def _name(value: Any) -> str | None:
    text = str(value).strip() if value is not None else ""
    return text or None


def _models(values: Iterable[Any]) -> list[str]:
    found: list[str] = []
    for value in values:
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str):
                found += [match.rstrip(".") for match in _MODEL_LINK.findall(text)]
    return list(dict.fromkeys(found))
