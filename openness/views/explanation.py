"""Explanations: every criterion of one entry with its level, the evidence, why it matters and what would fix it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import numpy as np

from openness.phrases import Phrases
from openness.ranking.entries import Entries
from openness.ranking.order import judged
from openness.ranking.provenance import provenance
from openness.ranking.ranking import Ranking
from openness.ranking.standings import Place
from openness.record.evidence import Evidence, Outcome, Source
from openness.rubric.condition import Level
from openness.rubric.rubric import Criterion, Gate, Rubric
from openness.safe.terminal import plain
from openness.score.check import gate_verdict
from openness.score.evaluate import Scores, evaluate
from openness.score.logic import FALSE, UNKNOWN
from openness.snapshot.tables import value_text
from openness.views.standing import Standing, standing_of

HUB = "https://huggingface.co"


@dataclass(frozen=True)
class Finding:
    """One criterion's level for one entry, with all that speaks to it.

    `assessments` stand beside `evidence`; `by_assessment` says that one of them gave the level.
    """

    criterion: Criterion
    level: Level
    by_assessment: bool
    evidence: tuple[Evidence, ...]
    assessments: tuple[Evidence, ...]
    disputed: bool = False
    """Whether people and what was read differ, or people do; `by_assessment` says whose level counts."""

    @property
    def deciding(self) -> tuple[Evidence, ...]:
        """The answered evidence the level rests on."""
        if self.by_assessment:
            return tuple(it for it in self.assessments if self.criterion.rated(it.signal, it.value) is self.level)
        if self.level in (Level.UNKNOWN, Level.NOT_APPLICABLE):
            return ()
        answered = [item for item in self.evidence if item.outcome is Outcome.ANSWERED]
        known = {item.signal for item in answered}
        given = [
            item for item in self.assessments if item.signal in self.criterion.signals and item.signal not in known
        ]
        return (*answered, *given)


DISPUTED = "People and what was read, or people among themselves, differ here; all is shown."


@dataclass(frozen=True)
class Step:
    """A rung that is not proven, with the requirements that fail and those that are unknown."""

    label: str
    missing: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """One entry under one rubric. Scores are 0 to 100 or None where nothing applies; coverage is 0 to 1."""

    entry: str
    name: str
    rubric: Rubric
    low: float | None
    high: float | None
    coverage: float
    dimensions: Mapping[str, tuple[float | None, float | None]]
    findings: tuple[Finding, ...]
    gates: tuple[tuple[Gate, str], ...]
    label: str | None
    possible_label: str | None
    next_step: Step | None
    details: Mapping[str, Any]
    origin: str
    standing: Standing | None
    """None where too little is known to rank the entry, and where nobody asked where it stands."""
    provenance: Mapping[str, str | int]


def to_ask(criterion: Criterion, say: Phrases) -> str:
    """Return what to ask a publisher where a criterion's level is unknown; by default the criterion's own question."""
    if criterion.ask:
        return say.translated(criterion.ask)
    return say("model.ask_usual", question=say.translated(criterion.question))


def explain(entries: Entries, row: int, rubric: Rubric) -> Explanation:
    """Return the explanation of one row of the entries, with its place among all of them."""
    return explain_in(judged(entries, rubric), row)


def explain_in(ranking: Ranking, row: int) -> Explanation:
    """Return the explanation of one row of a ranking that is there already."""
    return _explained(ranking.entries, row, ranking.rubric, ranking.scores, ranking.standings.place_of(row))


def explain_alone(entries: Entries, rubric: Rubric, place: Place | None) -> Explanation:
    """Return the explanation of the one entry there is (see `ranking.alone`), whose place among all is known."""
    return _explained(entries, 0, rubric, evaluate(rubric, entries.columns(rubric.assessments)), place)


def explain_each(entries: Entries, rubric: Rubric) -> tuple[Explanation, ...]:
    """Return the explanation of every entry, without asking where it stands among others."""
    scores = evaluate(rubric, entries.columns(rubric.assessments))
    return tuple(_explained(entries, row, rubric, scores, None) for row in range(len(entries.ids)))


def _explained(entries: Entries, row: int, rubric: Rubric, scores: Scores, place: Place | None) -> Explanation:
    ladder = rubric.ladder
    proven = None if scores.proven is None else int(scores.proven[row])
    possible = None if scores.possible is None else int(scores.possible[row])
    return Explanation(
        entry=entries.ids[row],
        name=entries.names[row],
        rubric=rubric,
        low=_number(scores.total.low[row]),
        high=_number(scores.total.high[row]),
        coverage=float(scores.total.coverage[row]),
        dimensions={
            name: (_number(part.low[row]), _number(part.high[row])) for name, part in scores.dimensions.items()
        },
        findings=findings_of(entries, row, scores),
        gates=tuple((gate, gate_verdict(int(scores.gates[place, row]))) for place, gate in enumerate(rubric.gates)),
        label=None if ladder is None or proven is None else ladder.labels[proven],
        possible_label=None if ladder is None or possible is None else ladder.labels[possible],
        next_step=None if proven is None else _next_step(rubric, scores, proven, row),
        details={
            "kind": entries.kind,
            **{name: values[row] for name, values in entries.details.items() if values[row] is not None},
        },
        origin=entries.origin,
        standing=standing_of(place),
        provenance=provenance(entries, rubric),
    )


def findings_of(entries: Entries, row: int, scores: Scores) -> tuple[Finding, ...]:
    """Return the findings of one row of the entries, which `scores` judged."""
    automatic = entries.evidence(row)
    assessed = entries.assessed.get(row, {})
    return tuple(_finding(scores, place, row, automatic, assessed) for place in range(len(scores.rubric.criteria)))


def _finding(
    scores: Scores, place: int, row: int, automatic: Mapping[str, Evidence], assessed: Mapping[str, Evidence]
) -> Finding:
    criterion, by_assessment = scores.rubric.criteria[place], bool(scores.assessed[place, row])
    found = [
        automatic.get(signal) or Evidence(signal=signal, outcome=Outcome.NOT_LOOKED) for signal in criterion.signals
    ]
    told = {signal for signal in criterion.signals if by_assessment or signal in assessed}
    # Beside what people answered, that nobody looked is not true.
    evidence = tuple(item for item in found if item.outcome is not Outcome.NOT_LOOKED or item.signal not in told)
    wanted = dict.fromkeys([*criterion.raters, *criterion.signals])
    given = tuple(assessed[signal] for signal in wanted if signal in assessed)
    differ = bool(scores.disputed[place, row] or scores.contested[place, row])
    return Finding(criterion, scores.level(place, row), by_assessment, evidence, given, differ)


def _next_step(rubric: Rubric, scores: Scores, proven: int, row: int) -> Step | None:
    if rubric.ladder is None or proven == 0:
        return None
    place = proven - 1
    rung, truths = rubric.ladder.rungs[place], scores.requirements[place][:, row]
    names = [requirement.name for requirement in rung.requirements]
    return Step(
        rung.label,
        tuple(name for name, truth in zip(names, truths, strict=True) if truth == FALSE),
        tuple(name for name, truth in zip(names, truths, strict=True) if truth == UNKNOWN),
    )


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def link(source: Source, model_id: str | None, revision: str | None, hub: str = HUB) -> str | None:
    """Return the address where a reader can check a source: the file and line on the Hub at the revision.

    Only ids and file names go into the address, quoted; a URL given by the source is returned if it is
    http(s). A source in another repository leads there, at no fixed revision. Returns None where nothing can be linked.
    """
    if source.url is not None and source.url.startswith(("https://", "http://")):
        return source.url
    named, at = (model_id, revision) if source.repository is None else (source.repository, None)
    if not named:
        return None
    page = quote(named)  # a data set's begins with "datasets/"
    if source.file is not None:
        line = "" if source.line is None else f"#L{source.line}"
        view = f"blob/{quote(at or 'main', safe='')}/{quote(source.file)}"
        return f"{hub}/{page}/{view}" + ("?code=true" if source.file.lower().endswith(".md") else "") + line
    if source.json_path is not None:
        body = page if named.startswith("datasets/") else f"models/{page}"
        return f"{hub}/api/{body}" + (f"/revision/{quote(at, safe='')}" if at else "")
    return f"{hub}/{page}" if source.repository is not None else None


def as_text(explanation: Explanation) -> str:
    """Return the explanation for a terminal."""
    rubric = explanation.rubric
    points = f"proven {_score(explanation.low)} of 100, possible {_score(explanation.high)}"
    lines = [
        f"{plain(explanation.name)}  ({rubric.title}, {rubric.reference}; {explanation.origin})",
        f"{points}, coverage {100 * explanation.coverage:.0f} %",
    ]
    facts = [f"{name} {plain(str(value))}" for name, value in explanation.details.items() if name != "kind"]
    lines.append(" · ".join(facts))
    lines.append(str(explanation.standing) if explanation.standing else "not ranked: too little is known")
    lines += [f"Note: {rubric.notice}"] if rubric.notice else []
    lines += [f"Switch {name}: {option}" for name, option in rubric.switches.items()]
    lines += ["", *_label_lines(explanation)] if explanation.label is not None else []
    lines += [f"Gate {gate.id}: {verdict} – {gate.question}" for gate, verdict in explanation.gates]
    for dimension, title in rubric.dimensions.items():
        low, high = explanation.dimensions[dimension]
        lines += ["", f"{title}: {_score(low)}–{_score(high)}"]
        of_it = [finding for finding in explanation.findings if finding.criterion.dimension == dimension]
        lines += [line for finding in of_it for line in _finding_lines(finding)]
    return "\n".join(lines) + "\n"


def _label_lines(explanation: Explanation) -> list[str]:
    assert explanation.rubric.ladder is not None
    lines = [f"{explanation.rubric.ladder.title}: {explanation.label}"]
    if explanation.possible_label != explanation.label:
        lines.append(f"  could be: {explanation.possible_label}")
    if (step := explanation.next_step) is not None:
        blocks = [*step.missing, *(f"{name} (unknown)" for name in step.unknown)]
        lines.append(f"  to reach '{step.label}': {'; '.join(blocks) or 'nothing is missing'}")
    return lines


def _finding_lines(finding: Finding) -> list[str]:
    criterion = finding.criterion
    beside = " (by assessment)" if finding.by_assessment else ""
    cites = f" [{criterion.cites}]" if criterion.cites else ""
    lines = [f"  {finding.level.value:<14} {criterion.id}{cites} – {criterion.question}{beside}"]
    if finding.disputed:
        lines.append(f"      {DISPUTED}")
    lines += [f"      {line}" for item in finding.assessments for line in _evidence_lines(item)]
    lines += [f"      {line}" for item in finding.evidence for line in _evidence_lines(item)]
    if finding.level not in (Level.OPEN, Level.NOT_APPLICABLE):
        lines += [f"      why: {criterion.why}", f"      fix: {criterion.fix}"]
    if finding.level is Level.UNKNOWN and criterion.ask:
        lines.append(f"      ask: {criterion.ask}")
    return lines


def _evidence_lines(item: Evidence) -> list[str]:
    if item.outcome is not Outcome.ANSWERED:
        return [f"{item.signal}: {item.outcome.value.replace('_', ' ')}{_note(item)}"]
    assert item.value is not None
    how = ", ".join(
        part
        for part in (
            f"{item.by}" if item.by else str(item.method or ""),
            f"{item.confidence} confidence" if item.confidence and not item.by else "",
            f"revision {item.revision[:12]}" if item.revision and not item.by else "",
            item.date or "",
        )
        if part
    )
    lines = [f"{item.signal}: {plain(value_text(item.value))}  [{plain(how)}]{_note(item)}"]
    for source in item.sources[:3]:
        said = f" “{plain(source.quote)}”" if source.quote else ""
        lines.append(f"  {plain(str(source))}{said}")
    if len(item.sources) > 3:
        lines.append(f"  and {len(item.sources) - 3} more")
    return lines


def _note(item: Evidence) -> str:
    return f" – {plain(item.note)}" if item.note else ""


def _score(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def as_data(explanation: Explanation) -> dict[str, Any]:
    """Return the explanation as plain data for JSON."""
    return {
        "id": explanation.entry,
        "name": explanation.name,
        **explanation.provenance,
        "switches": explanation.rubric.switches,
        "rank": None if explanation.standing is None else vars(explanation.standing),
        "low": explanation.low,
        "high": explanation.high,
        "coverage": explanation.coverage,
        "label": explanation.label,
        "possible_label": explanation.possible_label,
        "gates": {gate.id: verdict for gate, verdict in explanation.gates},
        "dimensions": {name: {"low": low, "high": high} for name, (low, high) in explanation.dimensions.items()},
        "details": {name: str(value) if name == "kind" else value for name, value in explanation.details.items()},
        "criteria": [
            {
                "id": finding.criterion.id,
                "dimension": finding.criterion.dimension,
                "question": finding.criterion.question,
                "level": finding.level.value,
                "by_assessment": finding.by_assessment,
                "cites": finding.criterion.cites,
                "why": finding.criterion.why,
                "fix": finding.criterion.fix,
                "ask": finding.criterion.ask,
                "evidence": [evidence_data(item) for item in finding.evidence],
                "assessments": [evidence_data(item) for item in finding.assessments],
            }
            for finding in explanation.findings
        ],
    }


def evidence_data(item: Evidence) -> dict[str, Any]:
    """Return one piece of evidence as plain data."""
    return {
        "signal": item.signal,
        "outcome": item.outcome.value,
        "value": list(item.value) if isinstance(item.value, tuple) else item.value,
        "method": None if item.method is None else item.method.value,
        "confidence": None if item.confidence is None else item.confidence.value,
        "sources": [
            {name: value for name, value in vars(source).items() if value is not None} for source in item.sources
        ],
        "note": item.note,
        "revision": item.revision,
        "date": item.date,
        "by": item.by,
    }
