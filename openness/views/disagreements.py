"""Where people and what was read differ, criterion by criterion: the list that raters of both sides work through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from openness.files.frames import pd
from openness.ranking.entries import Entries
from openness.record.columns import LazyColumns
from openness.record.evidence import Evidence
from openness.rubric.rating import LEVELS
from openness.rubric.rubric import Rubric
from openness.safe.markdown import link as markdown_link
from openness.safe.markdown import literal, prose
from openness.score.evaluate import evaluate
from openness.views.explanation import Finding, findings_of, link
from openness.views.forms import rows_of
from openness.views.table import text_table

COLUMNS = (
    "criterion", "question", "id", "name", "people", "read", "counts", "by", "date", "people_at", "signals", "read_at",
)  # fmt: skip
"""Criterion, entry, the level by people and the level by what was read, which of them counts, who said so and when,
the pages people name, the signals that were read, and where."""
_PAGES_SHOWN = 3


def disagreements(entries: Entries, rubric: Rubric) -> pd.DataFrame:
    """Return one row for each criterion and entry on which people and what was read decide differently.

    The columns are `COLUMNS`, all text; rows in the rubric's order of criteria, then by id.
    """
    columns = entries.columns(rubric.assessments)
    both = evaluate(rubric, columns)
    hidden = {rater for criterion in rubric.criteria for rater in criterion.raters}
    size = len(entries.ids)
    alone = evaluate(rubric, LazyColumns(size, lambda name: None if name in hidden else columns.column(name)))
    rows = [
        _row(entries, int(row), findings_of(entries, int(row), both)[place], alone.level(place, int(row)).value)
        for place in range(len(rubric.criteria))
        for row in sorted(both.disputed[place].nonzero()[0], key=lambda item: entries.ids[item].casefold())
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")


def _row(entries: Entries, row: int, finding: Finding, level: str) -> tuple[str, ...]:
    criterion = finding.criterion
    given = [item for item in finding.assessments if criterion.rated(item.signal, item.value) is not None]
    # A question that a person answered for want of a reading is answered all the same.
    answered = [*finding.evidence, *(item for item in finding.assessments if item.signal in criterion.signals)]
    read = [item for item in answered if item.value is not None]
    repository = _repository(entries, row)
    return (
        criterion.id,
        criterion.question,
        entries.ids[row],
        entries.names[row],
        _people(finding, given),
        level,
        "people" if finding.by_assessment else "read",
        "; ".join(dict.fromkeys(item.by for item in given if item.by)),
        max((item.date for item in given if item.date), default=""),
        " ".join(_pages(given, repository)),
        ", ".join(item.signal for item in read),
        " ".join(_pages(read, repository)),
    )


def _people(finding: Finding, given: Iterable[Evidence]) -> str:
    """Return the most open level that people gave: who found something counts before who found nothing."""
    levels = {finding.criterion.rated(item.signal, item.value) for item in given}
    return next((level.value for level in LEVELS if level in levels), finding.level.value)


def _repository(entries: Entries, row: int) -> str | None:
    if "model" in entries.details:
        named = entries.details["model"][row]
        return None if named is None else str(named)
    return entries.ids[row]


def _pages(found: Iterable[Evidence], repository: str | None) -> Iterator[str]:
    told = (link(source, repository, item.revision) for item in found for source in item.sources)
    yield from list(dict.fromkeys(page for page in told if page))[:_PAGES_SHOWN]


def counts(found: pd.DataFrame) -> list[tuple[str, int, int, int]]:
    """Return for each criterion that has any: how many, in how many people are more open, and the read level is."""
    order = {"closed": 0, "partial": 1, "open": 2}
    rows = []
    for criterion, own in found.groupby("criterion", sort=False):
        gap = own["people"].map(order) - own["read"].map(order)
        rows.append((str(criterion), len(own), int((gap > 0).sum()), int((gap < 0).sum())))
    return rows


def counts_table(found: pd.DataFrame) -> str:
    """Return the counts and the list for a terminal."""
    header = ["criterion", "differ", "people more open", "read more open"]
    told = text_table(header, [[name, *map(str, numbers)] for name, *numbers in counts(found)], right=header[1:])
    shown = ["criterion", "id", "people", "read", "counts", "by", "date", "read_at"]
    listed = text_table([*shown[:-1], "read at"], found[shown].to_numpy().tolist())
    return f"{told}\n{listed}"


def page(found: Mapping[str, pd.DataFrame], snapshot: str) -> str:
    """Return the lists of several rubrics, by their references, as a Markdown page."""
    lines = [
        "# Where people and what was read differ",
        "",
        "People give a level, and what was read of the model gives one too; on the criteria below the two are not the",
        "same. That is a list to work through for both sides: perhaps the repository has changed since it was rated,",
        "perhaps raters saw a page that no repository shows, perhaps our reading is wrong. Which of the two counts is",
        "the rubric's rule; `openness explain ID` shows both with their evidence.",
        "",
        f"Snapshot {literal(snapshot)}. `openness catalogue disagreements --rubric ID` makes it anew, also as CSV.",
    ]
    for reference, rows in found.items():
        lines += [
            "",
            f"## {prose(reference, 80)}",
            "",
            f"{len(rows)} levels of {rows['id'].nunique()} entries.",
            "",
            "| criterion | differ | people more open | read more open |",
            "| --- | ---: | ---: | ---: |",
            *(f"| {name} | {number} | {people} | {read} |" for name, number, people, read in counts(rows)),
            "",
            "| criterion | entry | people | read | counts | by | their pages | read at |",
            "| --- | --- | --- | --- | --- | --- | --- | --- |",
            *(_line(row) for row in rows_of(rows)),
        ]
    return "\n".join(lines) + "\n"


def _line(row: Mapping[str, Any]) -> str:
    levels = f"{row['people']} | {row['read']} | {row['counts']}"
    said = f"{prose(row['by'], 80)}, {row['date']}"
    pages = f"{_linked(row['people_at'])} | {_linked(row['read_at'])}"
    return f"| {row['criterion']} | {literal(row['name'], 60)} | {levels} | {said} | {pages} |"


def _linked(pages: str) -> str:
    return " ".join(markdown_link(str(number), address) for number, address in enumerate(pages.split(), 1))
