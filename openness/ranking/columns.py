"""The columns of results, declared once: types for files, meanings for the data dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from openness.files.frames import pd
from openness.rubric.condition import Level
from openness.rubric.rubric import Rubric


class Type(StrEnum):
    """What a column holds, as its pandas type."""

    TEXT = "str"
    WHOLE = "Int64"
    NUMBER = "float64"
    FLAG = "bool"


TYPE_WORDS: Mapping[Type, str] = {
    Type.TEXT: "text",
    Type.WHOLE: "whole number",
    Type.NUMBER: "number",
    Type.FLAG: "true or false",
}


@dataclass(frozen=True)
class Column:
    """One column of a result: name, type, meaning, unit, and what an empty cell says."""

    name: str
    type: Type
    meaning: str
    unit: str = ""
    missing: str = ""


_UNRANKED = "too little is known to rank it"
_RANK = Column("rank", Type.WHOLE, "place by proven score; equals share it", "place from 1", _UNRANKED)
_PLACES = (
    Column("tied", Type.FLAG, "whether another entry has the same rank"),
    Column("rank_best", Type.WHOLE, "best place that what is unknown allows", "place from 1", _UNRANKED),
    Column("rank_worst", Type.WHOLE, "worst place that what is unknown allows", "place from 1", _UNRANKED),
)
_PLACE = Column(
    "place", Type.WHOLE, "place in the order the rubric prescribes, ties broken by id", "place from 1", _UNRANKED
)
_SCORES = (
    Column("id", Type.TEXT, "the model's id on the Hub, or the system's in the catalogue"),
    Column("name", Type.TEXT, "the name to show"),
    Column("score", Type.NUMBER, "what is proven: the same as low", "points of 100", "nothing applies"),
    Column("low", Type.NUMBER, "score if everything unknown is closed", "points of 100", "nothing applies"),
    Column("high", Type.NUMBER, "score if everything unknown is open", "points of 100", "nothing applies"),
    Column("coverage", Type.NUMBER, "share of the points that apply whose level is decided", "0 to 1"),
)
VERDICTS = ("passed", "failed", "unknown")
"""What a gate can be."""
_GATES = (
    Column("gate", Type.TEXT, "the rubric's minimums: passed, failed or unknown"),
    Column("gates_passed", Type.WHOLE, "how many of the minimums are passed; more stand first", "gates"),
    Column("excluded_because", Type.TEXT, "the minimums that are failed or unknown", missing="all are passed"),
)
_LABELS = (
    Column("label", Type.TEXT, "the label that is proven"),
    Column("possible_label", Type.TEXT, "the label if everything unknown is open"),
)
_STATE = (
    Column("unknown", Type.TEXT, "criteria whose level is unknown, those of most points first", missing="none is"),
    Column(
        "disputed",
        Type.TEXT,
        "criteria on which people and what was read differ; `explain` shows both",
        missing="on none",
    ),
    Column("by_people", Type.NUMBER, "share of the decided levels that people or an index gave", "0 to 1", "none is"),
)
DETAILS: Mapping[str, Column] = {
    column.name: column
    for column in (
        Column("organisation", Type.TEXT, "who publishes it", missing="not known"),
        Column("modality", Type.TEXT, "what it gives, several joined by commas", missing="not known"),
        Column("licence", Type.TEXT, "licence of the weights as read, else as told or tagged", missing="none is known"),
        Column(
            "licence_unread",
            Type.TEXT,
            "what leaves open what that licence allows: what was not read, or not understood",
            missing="no licence is known, or what it allows is stated",
        ),
        Column(
            "licence_told", Type.TEXT, "another licence that the catalogue names: a conflict", missing="none differs"
        ),
        Column("downloads", Type.WHOLE, "downloads of the last 30 days when seen", "downloads", "the Hub did not say"),
        Column("likes", Type.WHOLE, "likes when seen", "likes", "the Hub did not say"),
        Column("revision", Type.TEXT, "commit of the repository that was read", missing="not known"),
        Column("seen", Type.TEXT, "day the record was made", "YYYY-MM-DD", "not known"),
        Column(
            "refused",
            Type.TEXT,
            "what the Hub answered when it was asked for the model again and did not give it",
            missing="nothing was refused",
        ),
        Column("released", Type.TEXT, "month of release", "YYYY-MM", "not known"),
        Column(
            "model", Type.TEXT, "the Hub model people use, through which the system is judged", missing="none named"
        ),
        Column("status", Type.TEXT, "state of the release", missing="not known"),
        Column("origin", Type.TEXT, "countries and unions of the publisher, joined by commas", missing="not known"),
        Column("parent", Type.TEXT, "who owns the publisher", missing="not known"),
        Column("upstream", Type.TEXT, "countries and unions of what it was made from", missing="not known"),
        Column("upstream_model", Type.TEXT, "the model at the root of what it was made from", missing="not known"),
        Column("languages.eu", Type.WHOLE, "official EU languages declared", "languages", "none is declared or known"),
        Column("public_compute", Type.TEXT, "whether public computers trained it: yes or no", missing="not known"),
        Column("compute_hours", Type.NUMBER, "hours of computing stated", "hours", "not known"),
        Column(
            "training_summary",
            Type.TEXT,
            "the public summary of training content: linked, or not found with the day",
            missing="nobody looked",
        ),
        Column("training_summary_page", Type.TEXT, "address of that summary, or of its grading", missing="none found"),
        Column("training_summary_seen", Type.TEXT, "day on which it was found or not", "a day or month", "no look"),
        Column(
            "governing_law", Type.TEXT, "law that governs the licence, by our facts", missing="none is named or known"
        ),
        Column("excluded_places", Type.TEXT, "places the licence leaves out, or none", missing="not known"),
        Column("library", Type.TEXT, "software library the model is run with", missing="none is named"),
    )
}
"""What stands beside a score; any other detail is text."""
PROVENANCE = (
    Column("snapshot", Type.TEXT, "snapshot the evidence comes from, or the endpoint it was fetched from"),
    Column("rubric", Type.TEXT, "the rubric's id; an edited preset is named preset@version+edited (digest)"),
    Column("rubric_version", Type.WHOLE, "the rubric's version"),
    Column("rubric_digest", Type.TEXT, "digest of everything the rubric says", "12 hexadecimal digits of SHA-256"),
    Column("switches", Type.TEXT, "options of the rubric in force, or none"),
    Column("assessments", Type.TEXT, "whether people's levels took part: with or without"),
    Column("catalogue_digest", Type.TEXT, "digest of catalogue and assessments", "12 hexadecimal digits of SHA-256"),
    Column("licence_digest", Type.TEXT, "digest of facts and rules on licences", "12 hexadecimal digits of SHA-256"),
    Column("tool_version", Type.TEXT, "version of openness"),
)
LONG = (
    *_SCORES[:2],
    Column("criterion", Type.TEXT, "the criterion's id"),
    Column("dimension", Type.TEXT, "the criterion's dimension"),
    Column("question", Type.TEXT, "what the criterion asks"),
    Column("points", Type.NUMBER, "how much the criterion weighs", "points"),
    Column("level", Type.TEXT, "open, partial, closed, unknown or not_applicable"),
    Column(
        "reason",
        Type.TEXT,
        "why a level is unknown: silent (we looked, nothing is said), could not look, nobody looked",
        missing="the level is known or does not apply",
    ),
    Column("method", Type.TEXT, "how what the level rests on was read", missing="nothing answered"),
    Column("confidence", Type.TEXT, "the lowest of what the level rests on", missing="nothing answered"),
    Column("source", Type.TEXT, "where it was read, several separated by `; `", missing="nothing answered"),
    Column("revision", Type.TEXT, "commit it was read at", missing="not known"),
    Column("date", Type.TEXT, "day it was read or given, the newest", "YYYY-MM-DD", "not known"),
    Column("by", Type.TEXT, "who gave the level", missing="read automatically"),
    *PROVENANCE,
)
"""The columns of the long form: one row an entry and criterion."""


_WIDE = (
    _RANK, *_SCORES, *_PLACES, _PLACE, *_GATES,
    Column("gate.<id>", Type.TEXT, "one of the minimums: passed, failed or unknown"), *_LABELS,
    Column("dimension.<name>", Type.NUMBER, "points proven in a dimension", "points of 100", "nothing applies"),
    *_STATE, *DETAILS.values(),
    Column("level.<criterion>", Type.TEXT, "open, partial, closed, unknown or not_applicable; in exports"),
    *PROVENANCE,
)  # fmt: skip


def ranking_columns(rubric: Rubric, details: Iterable[str], *, levels: bool = False) -> tuple[Column, ...]:
    """Return the columns of a ranking by this rubric, in order; `levels` adds one a criterion."""
    titles = rubric.dimensions.items()
    return (
        _RANK,
        *_SCORES,
        *_PLACES,
        *((_PLACE,) if rubric.ties is not None else ()),
        *(_GATES if rubric.gates else ()),
        *(Column(f"gate.{gate.id}", Type.TEXT, f"gate: {gate.question}") for gate in rubric.gates),
        *(_LABELS if rubric.ladder is not None else ()),
        *(
            Column(f"dimension.{name}", Type.NUMBER, f"{title}: points proven", "points of 100", "nothing applies")
            for name, title in titles
        ),
        *_STATE,
        *(detail(name) for name in details),
        *(
            Column(f"level.{item.id}", Type.TEXT, f"level of: {item.question}")
            for item in (rubric.criteria if levels else ())
        ),
        *PROVENANCE,
    )


def choices_of(name: str) -> tuple[str, ...]:
    """Return all that a column of a ranking can hold, where that is a short list; empty for every other column."""
    if name == "gate" or name.startswith("gate."):
        return VERDICTS
    return tuple(str(level) for level in Level) if name.startswith("level.") else ()


def detail(name: str) -> Column:
    """Return the declaration of what stands beside a score."""
    return DETAILS.get(name) or Column(name, Type.TEXT, name)


def dictionary_page() -> str:
    """Return the data dictionary of every form as Markdown, for any rubric."""
    parts = [
        "# Data dictionary",
        "",
        "What the columns of rankings and exports hold. `openness export --dictionary` gives the same for one rubric,",
        "with its dimensions and criteria by name; `--long` for the long form. Made from the code by `make docs`.",
        "",
        "## One row an entry: `rank`, `score`, `export`",
        "",
        *_page_rows(_WIDE),
        "",
        "`place` stands only where a rubric prescribes the order of equals, the columns on gates where it has gates,",
        "`label` and `possible_label` where it has a ladder. Systems have `released`, `model` and `licence_told`;",
        "models have `downloads`, `likes`, `revision` and `seen`.",
        "",
        "`--filter` takes every one of these columns (`gate.eu-use=passed`, `score>=50`, `licence~mit`), in exports",
        "`level.card=open` too, and every signal of `openness signals` (`licence.commercial=allowed`). Several must",
        "all hold; what is unknown passes none. Ranks stay those of the whole list.",
        "",
        "## One row an entry and criterion: `export --long`",
        "",
        *_page_rows(LONG),
        "",
        "In CSV a missing value is an empty cell, in JSON `null`, in Parquet and `.xlsx` nothing. Text that a",
        "spreadsheet would calculate begins with an apostrophe in CSV.",
    ]
    return "\n".join(parts) + "\n"


def _page_rows(columns: Iterable[Column]) -> list[str]:
    rows = [(f"`{item.name}`", TYPE_WORDS[item.type], item.unit, item.meaning, item.missing) for item in columns]
    return ["| column | type | unit | meaning | empty means |", "|---|---|---|---|---|", *map(_page_row, rows)]


def _page_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def dictionary(columns: Iterable[Column]) -> pd.DataFrame:
    """Return the data dictionary of these columns: name, type, unit, meaning, and what an empty cell means."""
    rows = [(item.name, TYPE_WORDS[item.type], item.unit, item.meaning, item.missing) for item in columns]
    return pd.DataFrame(rows, columns=["column", "type", "unit", "meaning", "missing_means"], dtype="str")
