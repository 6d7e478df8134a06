"""The signal about the kinds of content a model is made for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from openness.reading.answers import answered, not_looked, silent
from openness.reading.reading import Reading, api_source
from openness.record.evidence import Confidence, Evidence, Method, Source, set_of
from openness.signals.signal import Signal, signal

_TASKS: Mapping[tuple[str, ...], str] = {
    ("text",): """
        text-generation text2text-generation fill-mask text-classification token-classification question-answering
        summarization translation zero-shot-classification text-ranking conversational sentence-similarity
        text-retrieval multiple-choice""",
    ("image",): """
        text-to-image image-to-image image-classification object-detection image-segmentation mask-generation
        depth-estimation image-feature-extraction unconditional-image-generation zero-shot-image-classification
        zero-shot-object-detection keypoint-detection image-text-to-image image-to-3d text-to-3d""",
    ("image", "text"): """
        image-text-to-text image-to-text visual-question-answering document-question-answering
        visual-document-retrieval""",
    ("video",): "text-to-video video-to-video video-classification",
    ("image", "video"): "image-to-video image-text-to-video",
    ("text", "video"): "video-text-to-text",
    ("audio",): "text-to-speech text-to-audio audio-classification audio-to-audio voice-activity-detection",
    ("audio", "text"): "automatic-speech-recognition audio-text-to-text",
    ("time_series",): "time-series-forecasting time-series-classification",
    ("tabular",): "tabular-classification tabular-regression",
    ("tabular", "text"): "table-question-answering table-to-text",
    ("robotics",): "robotics",
    ("other",): "reinforcement-learning graph-ml other",
}
_MODALITY_OF_TASK = {task: kinds for kinds, tasks in _TASKS.items() for task in tasks.split()}
_TAG_KINDS = {
    "code": "code",
    "code-generation": "code",
    "code generation": "code",
    "codegen": "code",
    "coding": "code",
    "coder": "code",
    "text-to-sql": "code",
    "text2sql": "code",
    "time-series": "time_series",
    "time series": "time_series",
    "robotics": "robotics",
}
_CODE_NAME = re.compile(r"(?:^|[-_.])(?:code|coder|coding|sqlcoder|codegen)(?=[-_.\d]|$)", re.IGNORECASE)


@signal(
    "model.modality",
    set_of(
        text="natural language",
        code="program code",
        image="still images",
        audio="speech, sound or music",
        video="moving images",
        time_series="series of measurements",
        tabular="tables",
        robotics="actions of robots",
        other="something else",
    ),
)
def _modality(reading: Reading) -> Evidence:
    """Which kinds of content is the model made for?

    Reads `pipeline_tag` and task tags; `code` from tags such as `code` and from words in the model's name. A text
    prompt alone makes no text model: `text-to-image` is `image`, `image-text-to-text` is both.

    Unknown: no task is told, neither in the API body nor in the card metadata.

    Blind spots: `any-to-any` and `feature-extraction` say nothing and are read from the other tags; one task a
    repository, so other abilities do not show.
    """
    body = reading.body
    own = reading.metadata.get("pipeline_tag")
    task = body.pipeline_tag or (own if isinstance(own, str) else None)
    tags = body.tags or _texts(reading.metadata.get("tags"))
    kinds = set(_MODALITY_OF_TASK.get(task or "", ()))
    sources = [_task_source(reading)] if kinds else []
    sure = Confidence.HIGH
    if not kinds:
        kinds = {kind for tag in tags for kind in _MODALITY_OF_TASK.get(tag, ())}
        sure = Confidence.MEDIUM
    tagged = {kind for tag in tags if (kind := _TAG_KINDS.get(tag.lower())) is not None}
    if "text" in kinds or not kinds:
        if sounds_like_code(reading.record.id):
            tagged.add("code")
            sources.append(api_source("$.id"))
        kinds |= tagged
    if not kinds:
        if not (task or tags or body.card_data is not None or reading.card is not None):
            return not_looked("Neither task nor tags were told.")
        return silent("Neither the task nor the tags say what the model is for.")
    if kinds - set(_MODALITY_OF_TASK.get(task or "", ())):
        sources.append(api_source("$.tags") if body.tags else reading.metadata_source("tags"))
    return answered(tuple(sorted(kinds)), *sources, method=Method.API, confidence=sure)


def _task_source(reading: Reading) -> Source:
    return api_source("$.pipeline_tag") if reading.body.pipeline_tag else reading.metadata_source("pipeline_tag")


def _texts(value: object) -> tuple[str, ...]:
    return tuple(item for item in value[:500] if isinstance(item, str)) if isinstance(value, list) else ()


def sounds_like_code(model_id: str) -> bool:
    """Return whether a model's name says that it writes program code."""
    return _CODE_NAME.search(model_id.rsplit("/", 1)[-1]) is not None


def tells_modality(tag: str) -> bool:
    """Return whether a tag of the Hub tells of a kind of content."""
    return tag in _MODALITY_OF_TASK or tag.lower() in _TAG_KINDS


MODALITY_SIGNALS: tuple[Signal, ...] = (_modality,)
