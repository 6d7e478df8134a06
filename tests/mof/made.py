"""Model files made by hand for the tests; no recording is behind them."""

from __future__ import annotations

from typing import Any

import yaml

from openness.mof import Evaluation, ModelFile, evaluate, model_of, parse_document
from openness.mof.components import COMPONENTS
from openness.mof.document import ModelDocument
from openness.mof.evaluation import MOT, Rules

OPEN_FOR = {"code": "MIT", "data": "CDLA-Permissive-2.0", "document": "CC-BY-4.0"}
"""A licence that is open and type-appropriate, by content type."""

REQUIRED = {component.name: OPEN_FOR[component.type] for component in COMPONENTS if component.required}


def release(components: dict[str, Any] | list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """A whole document; `components` maps names to licences, or is the list as it shall stand."""
    if isinstance(components, dict):
        components = [{"name": name, **({} if v is None else {"license": v})} for name, v in components.items()]
    return {
        "framework": {"name": "Model Openness Framework", "version": "1.0", "date": "2024-12-15"},
        "release": {"name": "made-by-hand", "producer": "nobody", "license": {}, **more, "components": components},
    }


def document(data: Any) -> ModelDocument:
    text = data if isinstance(data, str) else yaml.safe_dump(data, sort_keys=False)
    return parse_document(text.encode(), "made.yml")


def model(components: dict[str, Any] | list[dict[str, Any]], *, strict: bool = False, **more: Any) -> ModelFile:
    return model_of(document(release(components, **more)), strict=strict)


def judged(components: dict[str, Any] | list[dict[str, Any]], rules: Rules = MOT, **more: Any) -> Evaluation:
    return evaluate(model(components, strict=rules is not MOT, **more), rules)
