"""Systems and assessments: what people know that no record of the Hub says."""

from openness.catalogue.assessment import Assessment, read_assessments
from openness.catalogue.catalogue import Catalogue
from openness.catalogue.load import load_catalogue
from openness.catalogue.system import PARAMETERS, IndexAssessment, Level, Role, System, SystemModel

__all__ = [
    "PARAMETERS",
    "Assessment",
    "Catalogue",
    "IndexAssessment",
    "Level",
    "Role",
    "System",
    "SystemModel",
    "load_catalogue",
    "read_assessments",
]
