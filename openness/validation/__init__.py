"""Measuring our evidence against people: `validate` and `validate_cards` judge, `write_report` tells."""

from openness.validation.cards import CardValidation, validate_cards
from openness.validation.ratings import read_ratings
from openness.validation.report import report_files, write_report
from openness.validation.run import Validation, validate

__all__ = [
    "CardValidation",
    "Validation",
    "read_ratings",
    "report_files",
    "validate",
    "validate_cards",
    "write_report",
]
