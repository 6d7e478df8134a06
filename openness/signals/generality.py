"""Whether a model can be a general-purpose one at all, in the sense of the AI Act, by the task it is published for."""

from __future__ import annotations

from openness.reading.answers import answered, not_looked, silent
from openness.reading.reading import Reading, api_source
from openness.record.evidence import Confidence, Evidence, Method, choice
from openness.signals.signal import Signal, signal

_GENERATES = frozenset(
    """text-generation text2text-generation conversational image-text-to-text audio-text-to-text video-text-to-text
    any-to-any text-to-image text-to-video image-text-to-video image-text-to-image""".split()
)
"""Language, or images and video from text: what the guidelines name as the sign of a general-purpose model."""
_NARROW = frozenset(
    """text-classification token-classification zero-shot-classification question-answering table-question-answering
    fill-mask feature-extraction sentence-similarity text-ranking automatic-speech-recognition audio-classification
    voice-activity-detection image-classification zero-shot-image-classification object-detection
    zero-shot-object-detection image-segmentation mask-generation depth-estimation keypoint-detection
    image-feature-extraction video-classification translation time-series-forecasting time-series-classification
    tabular-classification tabular-regression table-to-text robotics reinforcement-learning graph-ml
    visual-document-retrieval image-to-3d unconditional-image-generation""".split()
)


@signal(
    "model.general_purpose",
    choice(
        possible="it generates language, or images or video from text, so it may be a general-purpose model",
        narrow="it does one narrow task: classifying, recognising, embedding, translating, forecasting and the like",
    ),
)
def general_purpose(reading: Reading) -> Evidence:
    """Can it be a general-purpose AI model at all, by the task it is published for?

    Reads the task (`pipeline_tag`) of the API body or the card. The Commission's guidelines of 18 July 2025
    (paragraphs 13 to 20) take a model that generates language, or images or video from text, for a
    general-purpose one above a bound of training compute; a recogniser of speech or a detector is none.

    - `possible`: the task is one of generating; how much compute went into it is not read here.
    - `narrow`: the task is narrow.

    Unknown: no task is told, or one that the guidelines leave open (speech synthesis, editing of images).

    Blind spot: a task is the publisher's word; a large model published under a narrow task shows as `narrow`.
    """
    body = reading.body
    own = reading.metadata.get("pipeline_tag")
    task = body.pipeline_tag or (own if isinstance(own, str) else None)
    if task is None:
        if not (body.tags or body.card_data is not None or reading.card is not None):
            return not_looked("Neither task nor tags were told.")
        return silent("No task is told.")
    source = api_source("$.pipeline_tag") if body.pipeline_tag else reading.metadata_source("pipeline_tag")
    if task not in _GENERATES | _NARROW:
        return silent(f"The task '{task[:60]}' is left open by the guidelines.", source)
    value = "possible" if task in _GENERATES else "narrow"
    return answered(value, source, method=Method.API, confidence=Confidence.MEDIUM)


GENERALITY_SIGNALS: tuple[Signal, ...] = (general_purpose,)
