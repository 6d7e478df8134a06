"""The classification: which components count, how far each class is reached, and which class it is.

The algorithm is the tool's (ModelEvaluator at lfai/model_openness_tool@8b5d30e), number for number.
The two readings differ only in which licences count, see `Rules`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from openness.mof.components import BY_ID, CLASSES, LABELS, RESEARCH_PAPER, TECHNICAL_REPORT, ContentType, asked_by
from openness.mof.licences import LicenceReading, read_as_specification, read_as_tool
from openness.mof.model import UNLICENSED, ModelFile
from openness.safe.line import one_line


@dataclass(frozen=True)
class Rules:
    """One reading of the framework: its name, how licence texts are read, and what counts."""

    name: str
    read: Callable[[str, ContentType], LicenceReading]
    appropriate_needed: bool
    """Whether an open licence made for another content type disqualifies, or is only warned about."""


MOT = Rules("mof", read_as_tool, appropriate_needed=False)
"""The Model Openness Tool as it computes."""

STRICT = Rules("mof-strict", read_as_specification, appropriate_needed=True)
"""The specification as it reads: a component needs an open licence of its own type."""


@dataclass
class ClassStatus:
    """The components of one class by status, as ids in the tool's order, and the licence of each one claimed.

    `included`, `missing`, `invalid` and `unlicensed` also hold what lower classes ask for; `optional`
    holds optional components with an open licence.
    """

    included: list[int] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    invalid: list[int] = field(default_factory=list)
    unlicensed: list[int] = field(default_factory=list)
    optional: list[int] = field(default_factory=list)
    licences: dict[int, str] = field(default_factory=dict)

    def status_of(self, component_id: int) -> str | None:
        """Return `included`, `invalid` or `unlicensed`, or None."""
        for status in ("included", "invalid", "unlicensed"):
            if component_id in getattr(self, status):
                return status
        return None


@dataclass(frozen=True)
class Evaluation:
    """The classification of one model; classes are keyed 3 (entry), 2 and 1 (fullest)."""

    rules: Rules
    classes: Mapping[int, ClassStatus]
    not_type_appropriate: tuple[int, ...]
    """Components whose licence is open but made for another content type."""
    progress: Mapping[int, float]
    """Percent of each class, 0 to 100; 0 for a class whose lower class is not met."""

    @property
    def mof_class(self) -> int:
        """The fullest class reached: 1, 2 or 3, or 0 for none."""
        return min((k for k in CLASSES if self.progress[k] == 100.0), default=0)

    @property
    def label(self) -> str:
        """The class in the tool's words."""
        return LABELS[self.mof_class]

    @property
    def total_progress(self) -> float:
        """The mean of the three percentages, by which the tool sorts its list."""
        return sum(self.progress[k] for k in CLASSES) / 3

    def warnings(self, mof_class: int) -> list[int]:
        """Return the components of the class whose open licence is not made for their type."""
        status = self.classes[mof_class]
        return [i for i in self.not_type_appropriate if i in status.licences]

    @property
    def next_class(self) -> int | None:
        """The class above the one reached, or None at the top."""
        return {0: 3, 3: 2, 2: 1}.get(self.mof_class)

    @property
    def blockers(self) -> tuple[str, ...]:
        """What stands between the model and the next class, one short clause a component."""
        if self.next_class is None:
            return ()
        status = self.classes[self.next_class]
        required = [i for k in CLASSES if k >= self.next_class for i in asked_by(k, required=True)]
        clauses = [f"{BY_ID[i].name}: missing" for i in status.missing]
        for i in dict.fromkeys([*required, *status.invalid, *status.unlicensed]):
            optional = not BY_ID[i].required
            replaced = i == TECHNICAL_REPORT and status.status_of(RESEARCH_PAPER) is not None
            if optional or replaced or i in status.missing or i in status.included or i not in status.licences:
                continue
            name = BY_ID[i].name
            if i == RESEARCH_PAPER and self.next_class != 1:
                name += " (in place of a technical report)"
            if i in status.unlicensed:
                clauses.append(f"{name}: no licence")
            elif i in self.not_type_appropriate:
                clauses.append(f"{name}: '{one_line(status.licences[i], 60)}' is no licence for {BY_ID[i].type}")
            else:
                clauses.append(f"{name}: '{one_line(status.licences[i], 60)}' is not open")
        return tuple(clauses)


def evaluate(model: ModelFile, rules: Rules = MOT) -> Evaluation:
    """Classify one model file. Raises DocumentError where a licence that applies is not text."""
    classes: dict[int, ClassStatus] = {}
    not_appropriate: list[int] = []
    required: tuple[int, ...] = ()
    optional: tuple[int, ...] = ()
    for mof_class in CLASSES:
        status = classes[mof_class] = ClassStatus()
        required += asked_by(mof_class, required=True)
        optional += asked_by(mof_class, required=False)
        for component_id in required:
            if component_id not in model.claims:
                status.missing.append(component_id)
            elif _judge(model, component_id, status, not_appropriate, rules):
                status.included.append(component_id)
        for component_id in optional:
            if component_id in model.claims and _judge(model, component_id, status, not_appropriate, rules):
                status.optional.append(component_id)
    _let_paper_stand_in(classes)
    progress = {k: _progress(classes, k) for k in CLASSES}
    return Evaluation(rules, classes, tuple(not_appropriate), progress)


def _judge(model: ModelFile, component_id: int, status: ClassStatus, not_appropriate: list[int], rules: Rules) -> bool:
    """Tell whether the component counts; otherwise note why not. Its licence and warning are noted either way."""
    licence = model.licence_of(component_id) or UNLICENSED
    reading = rules.read(licence, BY_ID[component_id].type)
    status.licences[component_id] = licence
    if reading.open and not reading.appropriate and component_id not in not_appropriate:
        not_appropriate.append(component_id)
    if reading.open and (reading.appropriate or not rules.appropriate_needed):
        return True
    if licence == UNLICENSED:
        status.unlicensed.append(component_id)
    else:
        status.invalid.append(component_id)
    return False


def _let_paper_stand_in(classes: Mapping[int, ClassStatus]) -> None:
    """A research paper stands in for a technical report that is absent or not openly licensed.

    A paper without an open licence takes the report's place as well: the report is no longer missing,
    the paper counts as bad in its stead.
    """
    if classes[3].status_of(TECHNICAL_REPORT) == "included":
        return
    paper = classes[1].status_of(RESEARCH_PAPER)
    if paper is None:
        return
    for status in classes.values():
        if TECHNICAL_REPORT in status.missing:
            status.missing.remove(TECHNICAL_REPORT)
    for mof_class in (2, 3):
        getattr(classes[mof_class], paper).append(RESEARCH_PAPER)
        classes[mof_class].licences[RESEARCH_PAPER] = classes[1].licences[RESEARCH_PAPER]


def _progress(classes: Mapping[int, ClassStatus], mof_class: int) -> float:
    total = included = 0
    for k in CLASSES:
        total += len(asked_by(k, required=True))
        included = len(classes[k].included)
        if k == mof_class:
            break
        if included < total:
            return 0.0
    top = classes[1]
    if mof_class == 1 and top.status_of(TECHNICAL_REPORT) != "included" and top.status_of(RESEARCH_PAPER) == "included":
        total -= 1
    return min(100.0, included / total * 100)
