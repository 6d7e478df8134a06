"""Outcomes as SARIF 2.1.0: a rule a requirement, a result a shortfall, placed at its line of the policy."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from openness.gate.outcome import Outcome
from openness.phrases import Phrases
from openness.requirements import Action
from openness.requirements.asked import asked_words
from openness.safe.line import one_line

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Action.BLOCK: "error", Action.WARN: "warning", Action.AUDIT: "note"}


def sarif(
    found: Sequence[Outcome],
    say: Phrases,
    version: str,
    *,
    policy: str | None = None,
    lines: Mapping[str, int] | None = None,
) -> str:
    """Return the outcomes as SARIF text; `policy` is the policy's path, `lines` a requirement's line in it."""
    asked = {name: item for outcome in found for name, item in outcome.requirements.asked()}
    rules = [
        {
            "id": name,
            "shortDescription": {"text": one_line(say.of(asked_words(name, item)))},
            "defaultConfiguration": {"level": _LEVELS[item.then]},
        }
        for name, item in asked.items()
    ]
    places = list(asked)
    results = [
        {
            "ruleId": gap.requirement,
            "ruleIndex": places.index(gap.requirement),
            "level": _LEVELS[gap.action],
            "message": {"text": f"{one_line(outcome.entry)}: {one_line(say.of(gap.reason))}"},
            "locations": [_location(outcome, gap.requirement, policy, lines or {})],
            "partialFingerprints": {
                "openness/v1": sha256(
                    f"{outcome.entry}\0{gap.requirement}".encode("utf-8", "backslashreplace")
                ).hexdigest()
            },
            "properties": {"verdict": str(gap.verdict), "snapshot": outcome.origin},
        }
        for outcome in found
        for gap in outcome.shortfalls
    ]
    driver = {"name": "openness", "semanticVersion": version, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _location(outcome: Outcome, requirement: str, policy: str | None, lines: Mapping[str, int]) -> dict[str, Any]:
    found: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": one_line(outcome.entry), "kind": "resource"}]}
    if policy is not None:
        artifact: dict[str, Any] = {"uri": quote(policy.replace("\\", "/"))}
        found["physicalLocation"] = {
            "artifactLocation": artifact,
            "region": {"startLine": lines.get(requirement, 1)},
        }
    return found
