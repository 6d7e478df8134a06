"""Signals about code: training, data pipeline, evaluation and inference code told apart."""

from __future__ import annotations

import re

from openness.reading.answers import answered, silent
from openness.reading.code import method_of, read_code
from openness.reading.code_purposes import DATA, EVALUATION, INFERENCE, TRAINING
from openness.reading.headings import section_topics
from openness.reading.reading import Reading
from openness.record.evidence import Confidence, Evidence, Method, Source, flag, ordered
from openness.record.record import Look
from openness.signals.signal import Signal, signal

_LEVELS = {
    "withheld": "the publisher says that it is not released",
    "generic": "only software that anybody uses is pointed at",
    "partial": "single scripts are there, or its release is stated without a link",
    "published": "a repository is linked as the code of this model",
}
_CUSTOM = re.compile(r"(?:^|/)(?:modeling|configuration|tokenization|processing|image_processing|pipeline)_\w+\.py\Z")
_TOKENIZER = re.compile(
    r"(?:^|/)(?:tokenizer(?:_config)?\.json|tokenizer\.model|vocab\.(?:json|txt)|spiece\.model"
    r"|sentencepiece\S*\.model|tekken\.json|merges\.txt|\S*\.tiktoken)\Z"
)
_CONFIG = re.compile(
    r"(?:^|/)(?:config\.json|params\.json|model_index\.json|config\.ya?ml|\w+\.nemo|adapter_config\.json"
    r"|open_clip_config\.json)\Z"
)


def _purpose(reading: Reading, purpose: str, nothing: str) -> Evidence:
    code = read_code(reading)
    best = code.best(purpose)
    if purpose in code.withheld and (best is None or best.level == "generic"):
        note = "The card says that this code is not released."
        return answered("withheld", code.withheld[purpose], method=Method.CARD, confidence=Confidence.MEDIUM, note=note)
    if purpose in code.promised and (best is None or best.level == "generic"):
        note = "The card says that this code is still to come."
        return answered("withheld", code.promised[purpose], method=Method.CARD, confidence=Confidence.LOW, note=note)
    if best is not None:
        return answered(best.level, best.source, method=method_of(best), confidence=best.confidence)
    if reading.card is None:
        return reading.no_card()
    return silent(nothing, *code.general[:2])


@signal("code.training", ordered(**_LEVELS))
def training(reading: Reading) -> Evidence:
    """Is the code published with which this model was trained?

    Reads every link to a code repository with the words around it, the path in the repository and the
    heading, sentences on the release of code, and script names in the file list.

    - `published`: a repository is linked in words about training ("training code", "code used to train",
      a path such as `train/`), a notebook is linked as the one used, or the card prints the whole script.
    - `partial`: the card prints the arguments of a training or the recipe of a merge; training scripts lie in the
      model's repository, or in a framework's folder that the card links to redo the training; or the card says that
      the training code is released and links none.
    - `generic`: the card only names a framework that anybody uses ("trained with ...").
    - `withheld`: a sentence says that the training code is not released, or not yet.

    Unknown: the card links no code in such words. A repository linked without words ("GitHub") may hold
    training code or not, so it decides nothing. Code that shows how to use the model never counts.

    Blind spots: what a linked repository really holds is not looked at; a fork of a framework under
    another name is taken for own code.
    """
    return _purpose(reading, TRAINING, "The card links no training code; a repository without words decides nothing.")


@signal("code.data_pipeline", ordered(**_LEVELS))
def data_pipeline(reading: Reading) -> Evidence:
    """Is the code published with which the training data was made: collected, filtered, cleaned?

    Reads and answers like `code.training`, in words about data processing.
    """
    return _purpose(reading, DATA, "The card links no code of a data pipeline.")


@signal("code.evaluation", ordered(**_LEVELS))
def evaluation(reading: Reading) -> Evidence:
    """Is the code published with which the model was evaluated?

    Reads and answers like `code.training`, in words about evaluation; a common evaluation harness is
    `generic`.
    """
    return _purpose(reading, EVALUATION, "The card links no evaluation code.")


@signal("code.inference", ordered(**_LEVELS))
def inference(reading: Reading) -> Evidence:
    """Is code published with which the model can be run?

    - `published`: a repository is linked in words about running it, or its own code lies beside the weights.
    - `generic`: the card shows a snippet or names a library that runs many models.

    Unknown: neither is there. This says nothing about training code.
    """
    found = _purpose(reading, INFERENCE, "The card shows no code that runs the model.")
    if found.value is not None and found.value != "generic":
        return found
    if reading.record.files_look is Look.READ:
        for file in reading.body.files or ():
            if _CUSTOM.search(file.path):
                return answered("published", Source(file=file.path), method=Method.FILES)
    if found.value is None and (snippets := read_code(reading).snippets):
        return answered("generic", snippets[0], method=Method.CARD)
    return found


@signal(
    "code.documentation",
    ordered(
        none="the training code is withheld or still to come, so there is nothing to document",
        partial="the card points at the training code and shows the commands that run it",
        full="the card documents data processing, training and evaluation and points at the code of each",
    ),
)
def documentation(reading: Reading) -> Evidence:
    """Is the code of data processing, training and tuning documented?

    - `full`: training, data and evaluation code are linked, and the card has sections on training and data.
    - `partial`: the training code is linked and the card shows the commands that run it.
    - `none`: the publisher says that the training code is not released.

    Unknown otherwise: documentation mostly stands in the linked repository, which is not visited.
    """
    card = reading.card
    if card is None:
        return reading.no_card()
    code = read_code(reading)
    best = code.best(TRAINING)
    kept = code.withheld.get(TRAINING) or code.promised.get(TRAINING)
    if best is None and kept is not None:
        return answered("none", kept, method=Method.CARD, confidence=Confidence.LOW)
    if best is None or best.level == "generic":
        return silent("The card does not show how its training code is used.")
    topics = {topic for found in section_topics(card) for topic in found}
    published = [link for purpose in (TRAINING, DATA, EVALUATION) if (link := code.best(purpose)) is not None]
    if len(published) == 3 and all(link.level == "published" for link in published) and {"training", "data"} <= topics:
        sources = (link.source for link in published)
        return answered("full", *sources, method=Method.CARD, confidence=Confidence.LOW)
    if code.commands:
        return answered("partial", code.commands[0], best.source, method=Method.CARD, confidence=Confidence.MEDIUM)
    return silent("The card links training code and does not show how it is used.")


def _files_flag(reading: Reading, pattern: re.Pattern[str]) -> Evidence:
    if reading.record.files_look is not Look.READ or reading.body.files is None:
        return reading.no_files()
    for file in reading.body.files:
        if pattern.search(file.path):
            return answered(True, Source(file=file.path), method=Method.FILES)
    return answered(False, Source(json_path="$.siblings"), method=Method.FILES)


@signal("code.custom", flag())
def custom(reading: Reading) -> Evidence:
    """Does the repository carry code of its own that a library must run to load the model?

    True where the file list holds `modeling_*.py` or the like; false where the whole list was read and
    holds none.
    """
    return _files_flag(reading, _CUSTOM)


@signal("code.config", flag())
def config(reading: Reading) -> Evidence:
    """Is the model's configuration in the repository?

    True where the file list holds `config.json`, `params.json`, `model_index.json` or the like.
    """
    return _files_flag(reading, _CONFIG)


@signal("code.tokenizer", flag())
def tokenizer(reading: Reading) -> Evidence:
    """Is a tokenizer in the repository?

    True where the file list holds one of the usual tokenizer files. A false says nothing for models
    that need none (images, audio).
    """
    return _files_flag(reading, _TOKENIZER)


CODE_SIGNALS: tuple[Signal, ...] = (
    training,
    data_pipeline,
    evaluation,
    inference,
    documentation,
    custom,
    config,
    tokenizer,
)
