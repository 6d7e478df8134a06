"""Measuring our evidence against people: `validate` judges, `write_report` tells."""

from openness.validation.report import report_files, write_report
from openness.validation.run import Validation, validate

__all__ = ["Validation", "report_files", "validate", "write_report"]
