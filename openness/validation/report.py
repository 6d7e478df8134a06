"""The report: Markdown that a reader can check line by line, with tables and a figure beside it."""

from __future__ import annotations

from pathlib import Path

from openness.errors import OpennessError
from openness.validation.cards import CardValidation
from openness.validation.cards_report import cards_markdown, cards_table
from openness.validation.figure import figure
from openness.validation.index_report import index_markdown
from openness.validation.run import Validation
from openness.validation.table import table

_TITLE = (
    "# Agreement with people\n\n"
    "How far our levels, read automatically, agree with what people say of the same models. This file is made by "
    "`openness validate`; do not edit it."
)
_CANNOT_TELL = (
    "## What a score cannot tell\n\n"
    "- **Whether what is said is true.** We read what publishers write and what the Hub lists. That a data set is the "
    "one used, that code is complete, that a licence was anybody's to give: nobody checks it here.\n"
    "- **What stands elsewhere.** Papers, blogs and web pages are not read. A card that points at a paper for its data "
    "says less to us than to a reader who follows the link; such a cell is unknown, not closed.\n"
    "- **What nobody wrote down.** Silence is unknown. A low proven score with a wide range means that little is told, "
    "not that the model is closed; two scores whose ranges overlap are not told apart.\n"
    "- **Whether a list is whole.** Data sets that are named may be a part of what was used. Where nobody looked a set "
    "up it counts as named, not as public.\n"
    "- **How good, safe or lawful a model is.** A fully open model may be none of it; nothing here is legal advice.\n"
    "- **The one case.** The shares below are means over models that happened to be recorded. They say how often a "
    "level is right, not which; each decision needs a look at the lines that the level cites.\n"
    "- **More than two people.** The raters are a few, the cards a sample of well-used models, mostly in English; the "
    "intervals hold for such models alone."
)


def report_files(index: Validation | None = None, cards: CardValidation | None = None) -> dict[str, str]:
    """Return the report's files by name: `validation.md`, and beside it what each truth that is given adds.

    The index's classes add `validation.csv` and `validation.svg`, raters `validation-cards.csv`.
    """
    sections = [_TITLE, _CANNOT_TELL]
    files: dict[str, str] = {}
    if cards is not None:
        sections.append(cards_markdown(cards))
        files["validation-cards.csv"] = cards_table(cards)
    if index is not None:
        sections.append(index_markdown(index))
        files["validation.csv"] = table(index.cells)
        files["validation.svg"] = figure(index.cells)
    return {"validation.md": "\n\n".join(sections) + "\n", **files}


def write_report(folder: Path, index: Validation | None = None, cards: CardValidation | None = None) -> list[Path]:
    """Write the report's files into `folder` (made if needed); return their paths.

    Raises OpennessError where the folder cannot be written.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in report_files(index, cards).items():
            path = folder / name
            path.write_bytes(text.encode("utf-8"))
            written.append(path)
    except OSError as failure:
        raise OpennessError(
            f"{folder}: the report cannot be written ({failure.strerror}); choose a folder of yours"
        ) from failure
    return written
