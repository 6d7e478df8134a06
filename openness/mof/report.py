"""What the command line shows of model files: classification, status lists, and findings.

A file that cannot be used becomes an entry with an `error`; the others still come out.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openness.errors import DocumentError
from openness.mof.components import BY_ID, CLASSES
from openness.mof.document import read_document
from openness.mof.evaluation import MOT, STRICT, Evaluation, evaluate
from openness.mof.licences import table_digest
from openness.mof.lint import Finding, Severity, lint, schema_findings
from openness.mof.model import model_of
from openness.safe.line import one_line
from openness.safe.terminal import plain

UNREADABLE = "unreadable"
"""The rule of a finding about a file that is no model file at all."""

_LONGEST_PATH = 4_096
"""No file has a longer path: what is longer is told cut."""

STATUSES = ("included", "missing", "invalid", "unlicensed", "optional", "warnings")


def mof_report(files: Iterable[str | Path], strict: bool = False) -> list[dict[str, Any]]:
    """Return one JSON-ready entry a file, in the order given.

    Keys: `file`, `name`, `rules` (`mof` or `mof-strict`), `class` (1, 2, 3, or 0 for none), `label`,
    `progress` ({"1": percent, "2": ..., "3": ...}), `total_progress`, `status` (per class "1" to "3" the
    lists of component names in STATUSES), `licences` (component name -> licence that applies),
    `blocked_by` (what the next class lacks), `licence_table` (SHA-256 of the table used) and
    `schema_problems` (why the tool's own import would refuse the file, though its evaluation gives this class).
    An unusable file has `file` and `error` only.
    """
    return [_entry(str(file), strict) for file in files]


def mof_lint(files: Iterable[str | Path]) -> list[Finding]:
    """Return every finding about the files; an unreadable file is one finding."""
    findings: list[Finding] = []
    for file in map(str, files):
        try:
            findings += lint(read_document(Path(file), file))
        except DocumentError as failure:
            where, message = failure.problems[0].split(": ", 1)
            findings.append(Finding(one_line(where), Severity.ERROR, UNREADABLE, message))
    return findings


def _entry(file: str, strict: bool) -> dict[str, Any]:
    try:
        document = read_document(Path(file), file)
        model = model_of(document, strict=strict)
        evaluation = evaluate(model, STRICT if strict else MOT)
    except DocumentError as failure:
        more = len(failure.problems) - 1
        reason = failure.problems[0]
        if len(file) > _LONGEST_PATH:
            file, reason = one_line(file, 300), one_line(reason)
        return {"file": file, "error": reason + (f" (and {more} more)" if more else "")}
    refused = [f"{finding.where}: {finding.message}" for finding in schema_findings(document)]
    return {"file": file, "name": model.name, **as_dict(evaluation), "schema_problems": refused}


def as_dict(evaluation: Evaluation) -> dict[str, Any]:
    """Return an evaluation as JSON-ready data, component ids as the framework's names."""
    return {
        "rules": evaluation.rules.name,
        "class": evaluation.mof_class,
        "label": evaluation.label,
        "progress": {str(k): evaluation.progress[k] for k in reversed(CLASSES)},
        "total_progress": evaluation.total_progress,
        "status": {str(k): _status(evaluation, k) for k in reversed(CLASSES)},
        "licences": {BY_ID[i].name: licence for i, licence in evaluation.classes[1].licences.items()},
        "next_class": evaluation.next_class,
        "blocked_by": list(evaluation.blockers),
        "licence_table": table_digest(),
    }


def _status(evaluation: Evaluation, mof_class: int) -> dict[str, list[str]]:
    status = evaluation.classes[mof_class]
    lists = {name: getattr(status, name) for name in STATUSES if name != "warnings"}
    lists["warnings"] = evaluation.warnings(mof_class)
    return {name: [BY_ID[i].name for i in ids] for name, ids in lists.items()}


def mof_rows(report: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
    """Return a report as rows of text for a table: file, class, progress of III, II and I, what blocks the next."""
    rows = []
    for entry in report:
        if "error" in entry:
            rows.append({"file": entry["file"], "class": "error", "III": "", "II": "", "I": "", "next": entry["error"]})
            continue
        percent = {k: _percent(v) for k, v in entry["progress"].items()}
        blocked = "; ".join(entry["blocked_by"])
        ahead = f"class {_ROMAN[entry['next_class']]} lacks {blocked}" if blocked else ""
        if entry["status"]["1"]["warnings"]:
            count = len(entry["status"]["1"]["warnings"])
            ahead += f"{'; ' if ahead else ''}{count} open but not type-appropriate"
        rows.append(
            {
                "file": entry["file"],
                "class": _ROMAN.get(entry["class"], "none"),
                "III": percent["3"],
                "II": percent["2"],
                "I": percent["1"],
                "next": ahead,
            }
        )
    return rows


def mof_table(report: Iterable[dict[str, Any]]) -> str:
    """Return a report as plain text, one line a file, columns aligned, each line ended."""
    head = {"file": "file", "class": "class", "III": "III", "II": "II", "I": "I", "next": "what blocks the next class"}
    rows = [head, *({key: plain(text) for key, text in row.items()} for row in mof_rows(report))]
    widths = {key: max(len(row[key]) for row in rows) for key in rows[0]}
    right = ("III", "II", "I")
    lines = []
    for row in rows:
        cells = [text.rjust(widths[key]) if key in right else text.ljust(widths[key]) for key, text in row.items()]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines) + "\n"


_ROMAN = {1: "I", 2: "II", 3: "III"}


def _percent(value: float) -> str:
    """A percentage for people: rounded down, so that 100 % always means met."""
    return f"{int(value)} %"
