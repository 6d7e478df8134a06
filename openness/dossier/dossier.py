"""The dossier of a choice: requirements, chosen entries with evidence, what was excluded and why, its grounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openness.dossier.blocks import Block, Bullets, Heading, Words, cell, paragraph, table
from openness.phrases import Phrases
from openness.ranking.entries import Entries
from openness.record.evidence import Evidence, Outcome
from openness.requirements import Sifting, Verdict
from openness.requirements.asked import asked_words
from openness.rubric.condition import Level
from openness.rubric.rubric import Criterion, Rubric
from openness.snapshot.manifest import Manifest
from openness.snapshot.tables import value_text
from openness.views.bar import SIGNS
from openness.views.explanation import HUB, Explanation, Finding, explain_each, link

_EXCLUDED_SHOWN = 400
_SOURCES_SHOWN = 3
_WIDTHS = ((36, 12, 12, 14, 26), (28, 10, 10, 12, 22, 18), (24, 9, 9, 11, 17, 14, 16))
"""Of the table of results, by how many columns stand beside the usual ones."""


@dataclass(frozen=True)
class Basis:
    """What a dossier rests on; `digest` is the sha256 of the rubric's file, `made` the day it is made."""

    manifest: Manifest
    rubric: Rubric
    digest: str | None
    tool: str
    made: date
    attribution: tuple[str, ...] = ()


def dossier(entries: Entries, rows: Sequence[int], sifting: Sifting | None, basis: Basis, say: Phrases) -> list[Block]:
    """Return the blocks of a dossier on the entries at `rows`; with a sifting, requirements and what was excluded."""
    found = explain_each(entries.only(rows), basis.rubric)
    hub = (basis.manifest.endpoint or HUB).rstrip("/")
    blocks: list[Block] = [
        Heading(say("dossier.title"), 1),
        paragraph(
            say("dossier.made", date=basis.made.isoformat(), rubric=basis.rubric.reference, snapshot=basis.manifest.id)
        ),
        paragraph(say("dossier.legal"), small=True),
        Heading(say("dossier.result"), 2),
        _results(found, say),
    ]
    if sifting is not None and sifting.requirements.any:
        blocks += _requirements(sifting, rows, say)
    for row, item in zip(rows, found, strict=True):
        blocks += _entry(item, row, sifting, hub, say)
    if sifting is not None and sifting.requirements.any:
        blocks += _excluded(sifting, say)
    return [*blocks, *_grounds(basis, say)]


def _results(found: Sequence[Explanation], say: Phrases) -> Block:
    ladder, gates = any(item.label for item in found), any(item.gates for item in found)
    header = [say("table.name"), say("table.score"), say("model.possible"), say("table.coverage"), say("table.licence")]
    rows = []
    for item in found:
        row = [
            cell(item.name),
            cell(_points(item.low)),
            cell(_points(item.high)),
            cell(f"{100 * item.coverage:.0f} %"),
            cell(str(item.details.get("licence") or say("compare.not_known"))),
        ]
        rows.append([*row, *([cell(item.label or "–")] if ladder else ()), *([_passed(item, say)] if gates else ())])
    more = [*([say("table.label")] if ladder else ()), *([say("model.minimum")] if gates else ())]
    return table([*header, *more], rows, _WIDTHS[len(more)])


def _passed(item: Explanation, say: Phrases) -> tuple[Words, ...]:
    """Return how many gates an entry is shown to pass: one that is unknown is not passed."""
    passed = sum(verdict == "passed" for _, verdict in item.gates)
    return cell(say("dossier.gates", passed=passed, total=len(item.gates)))


def _gates(item: Explanation, say: Phrases) -> list[Block]:
    """Return every gate of the rubric with what came of it, before the points: points do not make up for one."""
    if not item.gates:
        return []
    rows = [
        [cell(say(f"gate.{verdict}")), cell(say.translated(gate.question)), cell(say.translated(gate.why))]
        for gate, verdict in item.gates
    ]
    header = (say("table.gate"), say("rubric.question"), say("model.why").rstrip(": "))
    return [Heading(say("model.minimum"), 3), paragraph(*_passed(item, say)), table(header, rows, [14, 43, 43])]


def _requirements(sifting: Sifting, rows: Sequence[int], say: Phrases) -> list[Block]:
    asked = tuple(cell(say.of(asked_words(name, item))) for name, item in sifting.requirements.asked())
    counts = {verdict: len(sifting.rows(verdict)) for verdict in Verdict}
    line = say(
        "dossier.counts",
        passes=f"{counts[Verdict.PASSES]:,}",
        out=f"{counts[Verdict.OUT]:,}",
        undecided=f"{counts[Verdict.UNDECIDED]:,}",
    )
    blocks: list[Block] = [Heading(say("dossier.requirements"), 2), Bullets(asked), paragraph(line)]
    if missed := [row for row in rows if sifting.verdict(row) is not Verdict.PASSES]:
        names = ", ".join(sifting.entries.names[row] for row in missed)
        blocks.append(paragraph(say("dossier.not_shown", names=names)))
    return blocks


def _entry(item: Explanation, row: int, sifting: Sifting | None, hub: str, say: Phrases) -> list[Block]:
    repository = str(item.details.get("model") or "") if item.details.get("kind") == "systems" else item.entry
    revision = item.details.get("revision")
    blocks: list[Block] = [Heading(item.name, 2)]
    if repository:
        at = f"{hub}/{repository}" + (f"/tree/{revision}" if revision else "")
        shown = f"{repository} @ {revision}" if revision else repository
        blocks.append(paragraph(f"{say('dossier.repository')} ", Words(shown, at)))
    if item.label is not None and item.rubric.ladder is not None:
        blocks.append(paragraph(f"{say.translated(item.rubric.ladder.title)}: {say.translated(item.label)}"))
    if item.next_step is not None:
        needs = [
            *(say.translated(name) for name in item.next_step.missing),
            *(f"{say.translated(name)} ({say('level.unknown')})" for name in item.next_step.unknown),
        ]
        blocks.append(
            paragraph(say("dossier.next", label=say.translated(item.next_step.label), needs="; ".join(needs) or "–"))
        )
    if sifting is not None and (gaps := sifting.shortfalls(row)):
        blocks.append(
            Bullets(tuple(cell(f"{say(f'verdict.{_key(gap.verdict)}')}: {say.of(gap.reason)}") for gap in gaps))
        )
    blocks += _gates(item, say)
    for dimension, title in item.rubric.dimensions.items():
        low, high = item.dimensions[dimension]
        blocks.append(
            Heading(
                say(
                    "dossier.dimension", title=say.translated(title or dimension), low=_points(low), high=_points(high)
                ),
                3,
            )
        )
        mine = [finding for finding in item.findings if finding.criterion.dimension == dimension]
        rows = [_criterion(finding, repository or None, hub, say) for finding in mine]
        header = (say("table.level"), say("rubric.question"), say("dossier.evidence"))
        blocks.append(table(header, rows, [14, 34, 52]))
    return blocks


def _key(verdict: Verdict) -> str:
    return verdict.name.lower()


def _criterion(finding: Finding, repository: str | None, hub: str, say: Phrases) -> list[tuple[Words, ...]]:
    level = f"{SIGNS[finding.level]} {say(f'level.{finding.level}')}"
    question = [Words(say.translated(finding.criterion.question))]
    if finding.level is Level.UNKNOWN:
        question.append(Words(f" {say('dossier.ask', ask=_to_ask(finding.criterion, say))}"))
    elif finding.level in (Level.PARTIAL, Level.CLOSED):
        question.append(Words(f" {say('dossier.fix')} {say.translated(finding.criterion.fix)}"))
    evidence = finding.deciding or (*finding.assessments, *finding.evidence)
    words: list[Words] = []
    for item in evidence[:6]:
        words += [*_evidence(item, repository, hub, say), Words(" ")]
    return [cell(level), tuple(question), tuple(words) or cell(say("dossier.nobody"))]


def _to_ask(criterion: Criterion, say: Phrases) -> str:
    """Return what to ask a publisher; the criterion's own question stands before it and is not said twice."""
    asked = say.translated(criterion.ask or "")
    return asked if asked not in ("", say.translated(criterion.question)) else say("dossier.where")


def _evidence(item: Evidence, repository: str | None, hub: str, say: Phrases) -> list[Words]:
    if item.outcome is not Outcome.ANSWERED or item.value is None:
        return [Words(f"{item.signal}: {say(f'outcome.{item.outcome.value}')}.")]
    how = ", ".join(part for part in (item.by or str(item.method or ""), item.date or "") if part)
    words = [Words(f"{item.signal} = {value_text(item.value) or say('compare.none')} ({how})")]
    for source in item.sources[:_SOURCES_SHOWN]:
        words += [
            Words(" "),
            Words(f"[{str(source)[:120] or say('dossier.source')}]", link(source, repository, item.revision, hub)),
        ]
    return [*words, Words(".")]


def _excluded(sifting: Sifting, say: Phrases) -> list[Block]:
    blocks: list[Block] = []
    for verdict, heading in ((Verdict.OUT, "dossier.excluded"), (Verdict.UNDECIDED, "dossier.undecided")):
        rows = sifting.rows(verdict)
        lines = []
        for row in rows[:_EXCLUDED_SHOWN]:
            phrases = sifting.undecided(row) if verdict is Verdict.UNDECIDED else [sifting.reason(row)]
            reason = "; ".join(say.of(phrase) for phrase in phrases if phrase is not None)
            lines.append([cell(sifting.entries.names[row]), cell(reason)])
        blocks.append(Heading(say(heading, count=f"{len(rows):,}"), 2))
        if lines:
            header = (say("table.name"), say("find.reason" if verdict is Verdict.OUT else "find.read"))
            blocks.append(table(header, lines, [30, 70]))
        if len(rows) > len(lines):
            blocks.append(paragraph(say("dossier.more", count=f"{len(rows) - len(lines):,}"), small=True))
    return blocks


def _grounds(basis: Basis, say: Phrases) -> list[Block]:
    manifest = basis.manifest
    rows = [
        [cell(say("frame.snapshot")), cell(f"{manifest.id}, {manifest.created:%Y-%m-%d}")],
        [cell(say("frame.rubric")), cell(f"{say.translated(basis.rubric.title)} ({basis.rubric.reference})")],
        [cell(say("dossier.tool")), cell(basis.tool)],
    ]
    if basis.digest:
        rows.append([cell(say("dossier.rubric_digest")), cell(f"sha256 {basis.digest}")])
    rows += [[cell(name), cell(f"sha256 {note.sha256}")] for name, note in manifest.files.items()]
    sources = tuple(
        (
            Words(f"{source.part}: "),
            Words(source.origin, source.origin),
            Words(f", {source.date}, {source.licence or '–'}"),
        )
        for source in manifest.sources
    )
    blocks: list[Block] = [Heading(say("dossier.grounds"), 2), table(("", ""), rows, [30, 70])]
    if sources:
        blocks.append(Bullets(sources))
    blocks += [paragraph(line, small=True) for line in (*manifest.limits, *basis.attribution)]
    return blocks


def _points(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"
