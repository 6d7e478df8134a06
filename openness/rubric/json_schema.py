"""The JSON Schema of rubric files, so that editors complete and check while one types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openness.record.evidence import Domain, Kind
from openness.rubric.condition import Level
from openness.rubric.schema import RubricShape, SwitchShape

_CONDITION = {"$ref": "#/$defs/Condition"}
_CONDITIONS = {"type": "array", "minItems": 1, "items": _CONDITION}
_NAMES = {"type": "array", "minItems": 1, "items": {"type": "string"}}
_LEVEL = {"enum": [level.value for level in Level]}
_SOME_LEVELS = {
    "anyOf": [
        _LEVEL,
        {"type": "array", "minItems": 1, "items": _LEVEL},
        {
            "type": "object",
            "properties": {"at_least": {"enum": ["closed", "partial", "open"]}},
            "required": ["at_least"],
            "additionalProperties": False,
        },
    ]
}


def rubric_schema(signals: Mapping[str, Domain], questions: Mapping[str, str]) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a rubric over these signals; `questions` describe them.

    A file that extends another may leave out what it inherits, so only what every file needs is required.
    """
    schema = RubricShape.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "An openness rubric"
    schema["if"] = {"required": ["extends"]}
    schema["then"] = {"required": ["id", "version"]}
    criterion = schema["$defs"]["CriterionShape"]
    every_key = {"properties": {"criteria": {"items": {"required": criterion["required"]}}}}
    criterion["required"] = ["id"]  # an extending file may change a single key of an inherited criterion
    schema["else"] = {"required": schema.pop("required"), **every_key}
    schema["$defs"]["SwitchShape"] = SwitchShape.model_json_schema()
    schema["$defs"]["Condition"] = _condition(signals, questions)
    switch_or_condition = {"if": {"required": ["options"]}, "then": {"$ref": "#/$defs/SwitchShape"}, "else": _CONDITION}
    definitions = schema["properties"]["definitions"]
    definitions["patternProperties"] = dict.fromkeys(definitions["patternProperties"], switch_or_condition)
    definitions["additionalProperties"] = False
    schema["$defs"]["ExampleShape"]["properties"]["given"] |= {
        "properties": {
            signal: {**_given(domain), "description": questions.get(signal, "")} for signal, domain in signals.items()
        },
        "additionalProperties": False,
    }
    return _pointed(schema)  # type: ignore[no-any-return]


def _pointed(part: Any) -> Any:
    """Return the schema with every place of a condition pointing to the one definition, and no null.

    Without "or null", which nobody writes, an editor can tell what is wrong inside of a part.
    """
    if isinstance(part, list):
        return [_pointed(item) for item in part]
    if not isinstance(part, dict):
        return part
    if part.get("x-openness") == "condition":
        return dict(_CONDITION)
    if {"type": "null"} in part.get("anyOf", []):
        options = [option for option in part["anyOf"] if option != {"type": "null"}]
        rest = {key: value for key, value in part.items() if key not in ("anyOf", "default")}
        return _pointed({**rest, **(options[0] if len(options) == 1 else {"anyOf": options})})
    return {
        # A check that runs before the bounds leaves them under the names that pydantic has for them.
        {"ge": "minimum", "le": "maximum"}.get(key, key): _pointed(value)
        for key, value in part.items()
        if not (key == "title" and isinstance(value, str))
    }


def _condition(signals: Mapping[str, Domain], questions: Mapping[str, str]) -> dict[str, Any]:
    criteria = {
        "type": "object",
        "properties": {
            "is": _SOME_LEVELS,
            "of": {"anyOf": [{"type": "string"}, _NAMES]},
            "dimension": {"type": "string"},
        },
        "required": ["is"],
        "additionalProperties": False,
    }
    count = {
        "type": "object",
        "properties": {
            "of": _CONDITIONS,
            "at_least": {"type": "integer", "minimum": 0},
            "at_most": {"type": "integer", "minimum": 0},
        },
        "required": ["of"],
        "additionalProperties": False,
    }
    properties: dict[str, Any] = {
        "all": {**_CONDITIONS, "description": "All of these hold."},
        "any": {**_CONDITIONS, "description": "At least one of these holds."},
        "not": {**_CONDITION, "description": "This does not hold."},
        "count": {**count, "description": "So many of these hold."},
        "defined": {"type": "string", "description": "A name from `definitions`."},
        "any_criterion": {**criteria, "description": "One of the criteria has this level (ladders and gates)."},
        "every_criterion": {**criteria, "description": "All the criteria have this level (ladders and gates)."},
    }
    for signal, domain in signals.items():
        properties[signal] = {**_test(domain), "description": questions.get(signal, "")}
    return {
        "type": "object",
        "description": "What must hold; several keys mean all of them.",
        "minProperties": 1,
        "properties": properties,
        "patternProperties": {
            r"^level\.": _SOME_LEVELS,
            r"^dimension\.": {
                "type": "object",
                "properties": {"at_least": {"type": "number", "minimum": 0, "maximum": 100}},
                "required": ["at_least"],
                "additionalProperties": False,
            },
        },
        "additionalProperties": False,
    }


def _test(domain: Domain) -> dict[str, Any]:
    answer = _answer(domain)
    options = [answer, {"type": "array", "minItems": 1, "items": answer}]
    keys: dict[str, Any] = {}
    if domain.ordered or domain.kind in (Kind.COUNT, Kind.NUMBER):
        keys = {"at_least": answer, "at_most": answer}
    elif domain.kind is Kind.SET:
        several = {"anyOf": list(options)}
        keys = {
            "includes": several,
            "includes_any": several,
            "includes_all": several,
            "size_at_least": {"type": "integer", "minimum": 0},
        }
    if keys:
        options.append({"type": "object", "minProperties": 1, "properties": keys, "additionalProperties": False})
    return {"anyOf": options}


def _given(domain: Domain) -> dict[str, Any]:
    answer = _answer(domain)
    return {"anyOf": [answer, {"type": "array", "items": answer}]} if domain.kind is Kind.SET else answer


def _answer(domain: Domain) -> dict[str, Any]:
    match domain.kind:
        case Kind.FLAG:
            return {"type": "boolean"}
        case Kind.COUNT | Kind.NUMBER:
            return {"type": "number"}
        case Kind.CHOICE | Kind.SET if domain.choices:
            return {"enum": list(domain.choices)}
        case _:
            return {"type": "string"}
