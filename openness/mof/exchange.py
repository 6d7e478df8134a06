"""Model files in and out: a file's claims as assessments of ours, and our evidence as a model file.

Both ways say what they leave out. A claim is never made greater than its ground: a part that is
published only in part, or only mentioned, is not exported; a technical report is not imported as a paper.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import yaml

from openness.errors import DocumentError, UsageError
from openness.licences.knowledge import knowledge
from openness.mof.components import BY_NAME, COMPONENTS, Component
from openness.mof.licences import is_open, spdx_cased
from openness.mof.model import UNLICENSED, ModelFile
from openness.mof.schema import ModelEntry
from openness.record.evidence import Evidence, Outcome, Value
from openness.record.hub_id import is_full_id
from openness.safe.line import one_line

_HUB = "https://huggingface.co/"
_DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\Z")
_FRAMEWORK = {"name": "Model Openness Framework", "version": "1.0", "date": "2024-12-15"}
TOOL = "https://github.com/lfai/model_openness_tool"

_SIGNALS: dict[str, tuple[tuple[str, Value], ...]] = {
    "Model parameters (Final)": (("weights.published", "all"),),
    "Model parameters (Intermediate)": (("weights.checkpoints", "published"),),
    "Model architecture": (("code.custom", True),),
    "Training code": (("code.training", "published"),),
    "Inference code": (("code.inference", "published"),),
    "Evaluation code": (("code.evaluation", "published"),),
    "Data preprocessing code": (("code.data_pipeline", "published"),),
    "Datasets": (("data.pretraining", "public"),),
    "Data card": (("data.datasheet", "full"),),
    "Model card": (("card.present", "present"),),
    "Evaluation results": (("card.evaluation", "described"), ("evaluation.metadata", True)),
    "Research paper": (("paper.preprint", "own"), ("paper.peer_reviewed", "own")),
}
"""Component -> the answers that show it is there; any one is enough. The first is what an import claims."""

_EXPORT_ONLY = frozenset({"Model architecture"})
"""Code in the repository shows the architecture; that the architecture is published does not say where."""

_LICENCE_SIGNALS = {"code": "licence.code", "data": "licence.data", "document": "licence.documentation"}
_WEIGHTS = ("Model parameters (Final)", "Model parameters (Intermediate)")


@dataclass(frozen=True)
class Exchanged:
    """A document in the other side's terms, and one sentence for each thing left out."""

    document: dict[str, Any]
    left_out: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The document as YAML; the same bytes for the same document."""
        return yaml.safe_dump(self.document, sort_keys=False, allow_unicode=True, width=120)


def import_mof(
    model: ModelFile, *, model_id: str | None = None, date: str | None = None, link: str | None = None
) -> Exchanged:
    """Return a model file's claims as an assessment file of the catalogue (`assessments: [...]`).

    The model is `model_id`, else what the file names under `huggingface`, else a system of the release's
    name. `date` is used where the file has none, `link` is where the claims can be read; without it, the
    file's own Hub page, or the tool's repository.
    Raises UsageError without any date, DocumentError where a licence is not text.
    """
    written = model.release.get("date")
    day = written if isinstance(written, str) and _DAY.match(written) else date
    if day is None or not _DAY.match(day):
        raise UsageError(f"{model.document.name}: the release has no date; give one as YYYY-MM-DD")
    hub_id = model_id or _hub_id(model.release.get("huggingface"))
    if hub_id is None and not model.name:
        raise DocumentError([model.document.problem(("release",), "the release has neither a name nor a Hub model")])
    subject = {"model": hub_id} if hub_id else {"system": model.name}
    common = {"by": "Model Openness Tool file", "date": day, "link": link or (_HUB + hub_id if hub_id else TOOL)}
    assessments: list[dict[str, Any]] = []
    left_out: list[str] = []
    for claim in model.claims.values():
        name = claim.component.name
        if claim.written_as not in BY_NAME:
            left_out.append(f"{one_line(claim.written_as, 60)}: no component of the framework")
            continue
        if name not in _SIGNALS or name in _EXPORT_ONLY:
            why = "where its code is, is not said" if name in _EXPORT_ONLY else "no signal asks for it"
            left_out.append(f"{name}: {why}")
            continue
        licence = model.licence_of(claim.component.id)
        signal, value = _SIGNALS[name][0]
        if name == "Datasets" and not (licence and is_open(licence)):
            value = "named"  # listed without an open licence: the file does not show that the data can be had
        where = PurePath(model.document.where(claim.path).rsplit(":", 1)[0]).name
        note = f"{name}, licence {one_line(licence, 60) if licence else 'none stated'} ({where})"[:300]
        assessments.append({**subject, "signal": signal, "value": value, **common, "note": note})
    claimed, unclear = _licence_claims(model)
    assessments += [
        {**subject, "signal": signal, "value": licence, **common, "note": f"licence of: {', '.join(names)}"[:300]}
        for signal, (licence, names) in claimed.items()
    ]
    return Exchanged({"assessments": assessments}, (*left_out, *unclear))


def _licence_claims(model: ModelFile) -> tuple[dict[str, tuple[str, list[str]]], list[str]]:
    """Return licence signal -> (licence, components), only where the components of a part agree."""
    found: dict[str, dict[str, list[str]]] = {}
    for claim in model.claims.values():
        licence = model.licence_of(claim.component.id)
        if licence and licence != UNLICENSED and claim.written_as in BY_NAME:
            found.setdefault(_licence_signal(claim.component), {}).setdefault(licence, []).append(claim.component.name)
    claims = {signal: next(iter(by.items())) for signal, by in found.items() if len(by) == 1}
    unclear = [
        f"{signal}: the components differ ({', '.join(one_line(name, 60) for name in by)})"
        for signal, by in found.items()
        if len(by) > 1
    ]
    return claims, unclear


def _licence_signal(component: Component) -> str:
    return "licence.weights" if component.name in _WEIGHTS else _LICENCE_SIGNALS[component.type]


def _hub_id(written: Any) -> str | None:
    if not isinstance(written, str):
        return None
    found = written.strip().removeprefix("http://huggingface.co/").removeprefix(_HUB).strip("/")
    return found if is_full_id(found) else None


def export_mof(
    model_id: str,
    evidence: Mapping[str, Evidence],
    *,
    date: str,
    licences: Mapping[str, str] | None = None,
    producer: str | None = None,
) -> Exchanged:
    """Return our evidence about one Hub model as a model file the tool's schema accepts.

    Only components that the evidence shows are listed. `licences` (licence signal -> licence id) goes before
    the licence answers in the evidence; ids are written in SPDX case, a part without one as `unlicensed`.
    """
    if not _DAY.match(date):
        raise UsageError(f"'{date}' is no date; write it as YYYY-MM-DD")
    components: list[dict[str, str]] = []
    left_out: list[str] = []
    for component in COMPONENTS:
        shown, why = _shown(component.name, evidence)
        if shown is None:
            left_out.append(f"{component.name}: {why}")
            continue
        licence = _licence(_licence_signal(component), evidence, licences or {})
        entry = {"name": component.name, "license": licence}
        if (place := _place(model_id, shown)) is not None:
            entry["component_path"] = place
        components.append(entry)
    organisation = _answer(evidence, "model.organisation")
    owner, _, short_name = model_id.rpartition("/")
    document = {
        "framework": dict(_FRAMEWORK),
        "release": {
            "name": short_name,
            "date": date,
            "producer": producer or (organisation if isinstance(organisation, str) else owner),
            "huggingface": _HUB + model_id,
            "license": {},
            "components": components,
        },
    }
    ModelEntry.model_validate(document)
    return Exchanged(document, tuple(left_out))


def _shown(name: str, evidence: Mapping[str, Evidence]) -> tuple[Evidence | None, str]:
    answers = _SIGNALS.get(name)
    if answers is None:
        return None, "no signal asks for it"
    for signal, wanted in answers:
        if _answer(evidence, signal) == wanted:
            return evidence[signal], ""
    known = [
        f"{signal} is '{evidence[signal].value}'" for signal, _ in answers if _answer(evidence, signal) is not None
    ]
    return None, "; ".join(known) or "not known"


def _answer(evidence: Mapping[str, Evidence], signal: str) -> Value | None:
    found = evidence.get(signal)
    return found.value if found is not None and found.outcome is Outcome.ANSWERED else None


def _licence(signal: str, evidence: Mapping[str, Evidence], licences: Mapping[str, str]) -> str:
    found = licences.get(signal) or _answer(evidence, signal)
    if not isinstance(found, str) or not found:
        return UNLICENSED
    known = knowledge().find(found)
    if known is not None and known.spdx is not None:
        return known.spdx.id
    return spdx_cased(found) or found


def _place(model_id: str, shown: Evidence) -> str | None:
    """Return the address of the first file or page the evidence rests on."""
    for source in shown.sources:
        if source.repository is not None:
            continue
        if source.file is not None and shown.revision is not None:
            return f"{_HUB}{model_id}/blob/{shown.revision}/{source.file}"
        if source.url is not None and source.url.startswith("https://"):
            return source.url
    return None
