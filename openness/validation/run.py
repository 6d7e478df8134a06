"""The measurement: records and labels in, judged cells and figures out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from openness.record.columns import from_rows
from openness.record.evidence import Evidence
from openness.record.record import Look
from openness.recordings import recorded_models
from openness.rubric import Rubric, load_rubric
from openness.score import evaluate
from openness.signals import SIGNALS, extract
from openness.validation.agreement import Interval, Judged, bootstrap
from openness.validation.labels import BASE_PARAMETERS, read_labels
from openness.validation.matching import Cell, LeftOut, match
from openness.validation.tracing import trace

SAMPLES = 2_000
SEED = 20_260_612


@dataclass(frozen=True)
class Validation:
    """What came of one measurement: every judged cell, the systems left out, the intervals."""

    rubric: str
    systems: int
    """How many systems the labels hold."""
    recorded: int
    """How many models are recorded at all, and of how many a card is."""
    with_card: int
    cells: tuple[Judged, ...]
    left_out: tuple[LeftOut, ...]
    intervals: Mapping[str, Interval]


def validate(labels: Path, records: Path, rubric: str = "osai") -> Validation:
    """Measure our levels on recorded models against the index's classes.

    `labels` is the folder of the index's database, `records` one of recordings (see `recordings`), `rubric`
    a preset or file whose criteria bear the index's parameter names; its assessments are not read. Raises
    UsageError where a folder is not what it should be, RubricError for a rubric that is wrong.
    """
    systems = read_labels(labels)
    by_id = {record.id.lower(): record for record in recorded_models(records, lone_cards=False)}
    cells, left_out = match(systems, by_id)
    loaded = load_rubric(rubric, {name: signal.domain for name, signal in SIGNALS.items()}).rubric
    models = sorted({cell.model for cell in cells})
    evidence = {model: extract(by_id[model]) for model in models}
    judged = _judge(loaded, cells, models, evidence)
    return Validation(
        rubric=f"{loaded.id} {loaded.version}",
        systems=len(systems),
        recorded=len(by_id),
        with_card=sum(record.card.look is Look.READ for record in by_id.values()),
        cells=tuple(judged),
        left_out=tuple(left_out),
        intervals=bootstrap(judged, SAMPLES, SEED),
    )


def _judge(
    rubric: Rubric, cells: list[Cell], models: list[str], evidence: Mapping[str, Mapping[str, Evidence]]
) -> list[Judged]:
    """Return the cells with our levels, given by the one evaluator over automatic evidence alone."""
    rows = [
        {name: found.value for name, found in evidence[model].items() if found.value is not None} for model in models
    ]
    scores = evaluate(rubric, from_rows(rows))
    criteria = {criterion.id: place for place, criterion in enumerate(rubric.criteria)}
    place_of = {model: place for place, model in enumerate(models)}
    judged = []
    for cell in cells:
        criterion = criterion_for(cell)
        level = str(scores.level(criteria[criterion], place_of[cell.model]))
        read = rubric.criteria[criteria[criterion]].signals
        found = trace(read, evidence[cell.model])
        judged.append(Judged(cell.system, cell.parameter, cell.model, cell.label, level, found))
    return judged


def criterion_for(cell: Cell) -> str:
    """Return the criterion that answers a cell on its record.

    A base model measured on its own record is, for its weights, an end model: nobody asks for its base's.
    """
    if cell.parameter in BASE_PARAMETERS and cell.own and cell.parameter.startswith("weights"):
        return "weights_endmodel"
    return cell.parameter
