"""The 17 components of the Model Openness Framework as the Model Openness Tool configures them.

Source: lfai/model_openness_tool@8b5d30e, web/modules/mof/config/install/mof.settings.yml. The order is
the tool's own and decides the order of its status lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ContentType = Literal["code", "data", "document"]


@dataclass(frozen=True)
class Component:
    """One component: the tool's id and exact name, its content type, and the class that first asks for it."""

    id: int
    name: str
    type: ContentType
    mof_class: int
    required: bool = True


COMPONENTS: tuple[Component, ...] = (
    Component(15, "Datasets", "data", 1),
    Component(16, "Data preprocessing code", "code", 1),
    Component(9, "Model architecture", "code", 3),
    Component(10, "Model parameters (Final)", "data", 3),
    Component(17, "Model metadata", "data", 1, required=False),
    Component(24, "Model parameters (Intermediate)", "data", 1),
    Component(7, "Training code", "code", 2),
    Component(8, "Inference code", "code", 2),
    Component(18, "Evaluation code", "code", 2),
    Component(19, "Evaluation data", "data", 2),
    Component(12, "Evaluation results", "document", 3),
    Component(22, "Supporting libraries and tools", "code", 2, required=False),
    Component(13, "Model card", "document", 3),
    Component(14, "Data card", "document", 3),
    Component(11, "Technical report", "document", 3),
    Component(21, "Research paper", "document", 1),
    Component(20, "Sample model outputs", "document", 3, required=False),
)

BY_ID: dict[int, Component] = {component.id: component for component in COMPONENTS}
BY_NAME: dict[str, Component] = {component.name: component for component in COMPONENTS}

CLASSES = (3, 2, 1)
"""The classes from the entry class to the fullest."""

LABELS = {
    0: "Unclassified",
    1: "Class I - Open Science Model",
    2: "Class II - Open Tooling Model",
    3: "Class III - Open Model",
}
TECHNICAL_REPORT = 11
RESEARCH_PAPER = 21


def asked_by(mof_class: int, *, required: bool) -> tuple[int, ...]:
    """Return the ids of the components that `mof_class` adds to the classes below it, in the tool's order."""
    return tuple(c.id for c in COMPONENTS if c.mof_class == mof_class and c.required is required)
