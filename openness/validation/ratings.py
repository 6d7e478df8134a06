"""Raters' answers as truth: cards judged by their text alone, each question by two people or more."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from openness.errors import UsageError
from openness.validation.facts import UNDECIDED, same_answer
from openness.validation.labels import CLASSES, PARAMETERS

FACTS = ("licence", "commercial", "base", "datasets")
QUESTIONS = (*PARAMETERS, *FACTS)
COLUMNS = ("model_id", "question", "answer")
_FEWEST = 2


@dataclass(frozen=True)
class Rating:
    """One rater's answer to one question about one card, with the lines that decide it."""

    answer: str
    lines: str = ""

    @property
    def decided(self) -> bool:
        return self.answer not in UNDECIDED


@dataclass(frozen=True)
class Rated:
    """One question about one card with every rater's answer, in the order of the files."""

    model: str
    question: str
    ratings: tuple[Rating, ...]

    @property
    def agreed(self) -> str | None:
        """The answer all raters give, in the first one's words; None where they differ: such a cell counts for
        nothing.
        """
        first = self.ratings[0].answer
        same = all(same_answer(self.question, first, other.answer) for other in self.ratings[1:])
        return first if same else None

    @property
    def decided_by_all(self) -> bool:
        return all(rating.decided for rating in self.ratings)


def read_ratings(paths: Sequence[Path]) -> list[Rated]:
    """Read the raters' files, CSV with the columns model_id, question, answer and perhaps lines.

    Returns the cells that every rater answered, in order of the first file. Raises UsageError for fewer than two
    files, for a file that cannot be read or lacks a column, for an answer or question that is none, for a cell given
    twice, and where no cell is common to all.
    """
    if len(paths) < _FEWEST:
        raise UsageError("--raters: one rater cannot agree with anybody; give the files of two raters or more")
    files = [_read(path) for path in paths]
    common = [key for key in files[0] if all(key in other for other in files[1:])]
    if not common:
        raise UsageError(
            "--raters: the files have no cell (model_id, question) in common; give files on the same cards"
        )
    return [Rated(model, question, tuple(file[model, question] for file in files)) for model, question in common]


def _read(path: Path) -> dict[tuple[str, str], Rating]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if missing := [name for name in COLUMNS if name not in (reader.fieldnames or ())]:
                raise UsageError(f"{path}: lacks the column {missing[0]}; needed are {', '.join(COLUMNS)}")
            found: dict[tuple[str, str], Rating] = {}
            for row in reader:
                key, rating = _cell(path, reader.line_num, row)
                if key in found:
                    raise UsageError(f"{path}:{reader.line_num}: {key[1]} of {key[0]} is answered twice; keep one")
                found[key] = rating
            return found
    except (OSError, UnicodeDecodeError, csv.Error) as failure:
        reason = failure.strerror if isinstance(failure, OSError) else str(failure)
        raise UsageError(f"{path}: cannot be read as a rater's CSV file ({reason})") from failure


def _cell(path: Path, line: int, row: dict[str, str]) -> tuple[tuple[str, str], Rating]:
    model, question, answer = ((row[name] or "").strip() for name in COLUMNS)
    if question not in QUESTIONS:
        raise UsageError(f"{path}:{line}: {question!r} is no question; the questions are {', '.join(QUESTIONS)}")
    allowed = _ALLOWED.get(question)
    if not model or not answer or (allowed is not None and answer not in allowed):
        told = ", ".join(allowed) if allowed else "a name"
        raise UsageError(f"{path}:{line}: {answer!r} is no answer to {question} of {model!r}; give {told}")
    return (model, question), Rating(answer, (row.get("lines") or "").strip())


_ALLOWED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(PARAMETERS, (*reversed(CLASSES), "undecidable")),
    "commercial": ("allowed", "bounded", "forbidden", "undecidable"),
}
