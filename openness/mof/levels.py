"""A classification in a rubric's terms: one level a component."""

from __future__ import annotations

from openness.mof.components import COMPONENTS
from openness.mof.evaluation import Evaluation
from openness.rubric import Level


def component_levels(evaluation: Evaluation) -> dict[str, Level]:
    """Return component name -> level, all 17 of them.

    Open: there with a licence that counts. Partial: there, without one. Closed: required and not there. Not
    applicable: optional and not there, which no class asks about.
    """
    top = evaluation.classes[1]
    levels = {}
    for component in COMPONENTS:
        if component.id in top.included or component.id in top.optional:
            level = Level.OPEN
        elif component.id in top.licences:
            level = Level.PARTIAL
        else:
            level = Level.CLOSED if component.required else Level.NOT_APPLICABLE
        levels[component.name] = level
    return levels
