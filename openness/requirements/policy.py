"""Policies: requirements in a YAML file, with every mistake at its line."""

from __future__ import annotations

from pathlib import Path

from openness.errors import DocumentError
from openness.files.yamldoc import read_yaml, validate
from openness.requirements.asked import Policy


class PolicyError(DocumentError):
    """A policy file is wrong."""


def read_policy(path: Path) -> Policy:
    """Read a policy file; raises PolicyError with every problem, each with file, line and column."""
    return validate(read_yaml(path, str(path), PolicyError), Policy, PolicyError)
