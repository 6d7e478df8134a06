"""Systems and assessments: what people know that no record of the Hub says."""

from typing import TYPE_CHECKING

from openness.files.lazily import lazily

if TYPE_CHECKING:
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

_OF_SYSTEM = ("PARAMETERS", "IndexAssessment", "Level", "Role", "System", "SystemModel")
__getattr__ = lazily(
    __name__,
    {
        "Assessment": "openness.catalogue.assessment",
        "read_assessments": "openness.catalogue.assessment",
        "Catalogue": "openness.catalogue.catalogue",
        "load_catalogue": "openness.catalogue.load",
        **dict.fromkeys(_OF_SYSTEM, "openness.catalogue.system"),
    },
)
