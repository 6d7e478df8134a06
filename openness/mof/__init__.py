"""The Model Openness Framework: the Model Openness Tool's classification as it computes it, and as specified."""

from openness.mof.components import BY_ID, BY_NAME, COMPONENTS, LABELS, Component
from openness.mof.document import ModelDocument, parse_document, read_document
from openness.mof.evaluation import MOT, STRICT, ClassStatus, Evaluation, Rules, evaluate
from openness.mof.exchange import Exchanged, export_mof, import_mof
from openness.mof.levels import component_levels
from openness.mof.lint import Finding, Severity, lint
from openness.mof.model import ModelFile, model_of
from openness.mof.report import as_dict, mof_lint, mof_report, mof_rows, mof_table
from openness.mof.schema import ModelEntry

__all__ = [
    "BY_ID",
    "BY_NAME",
    "COMPONENTS",
    "LABELS",
    "MOT",
    "STRICT",
    "ClassStatus",
    "Component",
    "Evaluation",
    "Exchanged",
    "Finding",
    "ModelDocument",
    "ModelEntry",
    "ModelFile",
    "Rules",
    "Severity",
    "as_dict",
    "component_levels",
    "evaluate",
    "export_mof",
    "import_mof",
    "lint",
    "model_of",
    "mof_lint",
    "mof_report",
    "mof_rows",
    "mof_table",
    "parse_document",
    "read_document",
]
