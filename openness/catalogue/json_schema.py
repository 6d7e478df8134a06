"""The JSON Schemas of the catalogue's files, so that editors complete and check while one types."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from pydantic import BaseModel

from openness.catalogue.assessment import AssessmentFile
from openness.catalogue.library import LibraryFile
from openness.catalogue.system import Overlay, System

FILES: dict[str, tuple[type[BaseModel], str]] = {
    "systems": (System, "A system of the openness catalogue"),
    "facts": (Overlay, "Facts laid beside a system of the openness catalogue"),
    "assessments": (AssessmentFile, "Assessments of the openness catalogue"),
    "libraries": (LibraryFile, "Software libraries of the openness catalogue"),
}
"""Folder, or file without its ending -> the shape of its files, and what they are."""


def schema_name(folder: str) -> str:
    """Return the file name of the schema for a folder's files."""
    return f"{folder}.schema.json"


def first_line(folder: str) -> str:
    """Return the line that tells an editor which schema a file of the folder follows."""
    return f"# yaml-language-server: $schema=../{schema_name(folder)}\n"


def catalogue_schema(folder: str, signals: Collection[str]) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the files of one folder; `signals` are the ids an assessment may answer."""
    shape, title = FILES[folder]
    schema = shape.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = title
    if folder == "assessments":
        schema["$defs"]["Assessment"]["properties"]["signal"]["enum"] = sorted(signals)
    return schema
