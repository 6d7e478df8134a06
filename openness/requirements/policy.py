"""Policies: requirements in a YAML file, with every mistake at its line."""

from __future__ import annotations

from pathlib import Path

from openness.errors import DocumentError
from openness.files.yamldoc import read_yaml, validate
from openness.requirements.asked import Policy


class PolicyError(DocumentError):
    """A policy file is wrong."""


def read_policy(path: Path) -> tuple[Policy, dict[str, int]]:
    """Read a policy file; return it with the line of each requirement.

    Raises PolicyError with every problem, each with file, line and column.
    """
    document = read_yaml(path, str(path), PolicyError)
    policy = validate(document, Policy, PolicyError)
    lines = {name: document.keys.get(("requirements", name), (1, 1))[0] for name, _ in policy.requirements.asked()}
    return policy, lines
