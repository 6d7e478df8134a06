"""What a heading is about: topics of model cards, told by the words of a title in any language that we have words for.

Hundreds of titles name the same thing ("usage" alone stands under 97 titles in 100 cards), so a
title is matched by word stems, never by equality.
"""

from __future__ import annotations

from functools import lru_cache

from openness.card import Card
from openness.reading.reading import once
from openness.words import Meaning, normal, says, scan

OTHER_MODELS = "other_models"
"""The topic of sections that list a model's siblings and offspring: what they say is not said of this one."""
_TOPICS: dict[str, Meaning] = {
    "pretraining_data": Meaning.ON_PRETRAINING_DATA,
    "posttraining_data": Meaning.ON_TUNING_DATA,
    "data": Meaning.ON_DATA,
    "training": Meaning.ON_TRAINING,
    "evaluation": Meaning.ON_EVALUATION,
    "intended_use": Meaning.ON_INTENDED_USE,
    "usage": Meaning.ON_USAGE,
    "limitations": Meaning.ON_LIMITATIONS,
    "architecture": Meaning.ON_ARCHITECTURE,
    "hardware": Meaning.ON_HARDWARE,
    "licence": Meaning.ON_LICENCE,
    "citation": Meaning.ON_CITATION,
    "code": Meaning.ON_CODE,
    OTHER_MODELS: Meaning.ON_OTHER_MODELS,
    "paper": Meaning.ON_PAPER,
}


@lru_cache(maxsize=8192)
def title_topics(title: str) -> frozenset[str]:
    """Return the topics a lower-case title speaks of; empty where it names none we know."""
    title = normal(title[:160])
    if len(title.split()) > 8:  # a sentence or a paper's title, not a topic
        return frozenset()
    hints = scan([title])[0]
    found = {topic for topic, meaning in _TOPICS.items() if says(meaning, title, hints)}
    if found & {"pretraining_data", "posttraining_data"}:
        found.add("data")
    if "data" in found and says(Meaning.ON_EVALUATION_DATA, title, hints) and "train" not in title.replace("test", ""):
        found.discard("data")
        found.add("evaluation")
    return frozenset(found)


@once
def section_topics(card: Card) -> tuple[frozenset[str], ...]:
    """Return the topics of each section: its own title's, or where that names none, its parent's."""
    topics: list[frozenset[str]] = []
    for section in card.sections:
        own = title_topics(section.title.lower()) if section.title and section.level != 1 else frozenset()
        if section.level == 1 and section.title:
            named = {"architecture", "usage", "code", *({"training"} if len(topics) == 1 else ())}  # the model's name
            own = title_topics(section.title.lower()) - named
        if not own and section.parent is not None:
            own = topics[section.parent]
        topics.append(own)
    return tuple(topics)
