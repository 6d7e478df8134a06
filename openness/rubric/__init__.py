"""The rubric language: strict YAML in, a rubric of conditions over signal ids out. No I/O beyond the file."""

from openness.rubric.condition import Level
from openness.rubric.load import LoadedRubric, compile_rubric, load_rubric, parse_rubric
from openness.rubric.rubric import Criterion, Rubric
from openness.rubric.source import find_rubric, preset_paths

__all__ = [
    "Criterion",
    "Level",
    "LoadedRubric",
    "Rubric",
    "compile_rubric",
    "find_rubric",
    "load_rubric",
    "parse_rubric",
    "preset_paths",
]
