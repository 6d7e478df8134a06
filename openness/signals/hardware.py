"""Signals about the machines a model was trained on: which, how long, where, and the energy."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from openness.card import Card, Sentence
from openness.reading.answers import answered, silent
from openness.reading.headings import OTHER_MODELS, section_topics
from openness.reading.reading import Reading
from openness.reading.wording import denies, holds_any, is_placeholder
from openness.record.evidence import Confidence, Domain, Evidence, Method, Source, ordered
from openness.signals.signal import Signal, signal

_STEMS = (
    "gpu", "tpu", "a100", "h100", "h800", "h200", "v100", "a6000", "l40", "b200", "gh200", "mi250",
    "mi300", "rtx", "3090", "4090",
    "trainium", "gaudi", "ascend", "cs-2", "cs-3", "wafer", "accelerator", "hours", "days",
    "weeks", "co2", "carbon", "kwh", "mwh", "energy", "emission",
    "cluster", "supercomputer", "region", "aws", "azure", "google cloud", "data center",
    "datacenter", "data centre", "hpc",
    "hardware", "num_devices", "stunden", "heures", "horas", "显卡", "小时", "時間", "시간", "npu",
)  # fmt: skip
_MACHINE = re.compile(
    r"\b(?:nvidia |amd |intel )?(?:tesla |geforce )?(?:a100|h100|h800|h200|h20|v100|p100|a6000|a5000|a40|a10g?|l40s?"
    r"|b200|gb200|gh200|t4|k80|rtx ?\w{0,4} ?\d{4}|"
    r"titan \w+|mi ?\d{3}x?|(?:cloud )?tpu[- ]?v?\d?\w*|trainium\d?|gaudi[- ]?\d?|ascend ?\d*\w?|cs-[23]|wafer-scale"
    r"|\d{3,4} ?ti)s?\b"
)
_GENERIC_MACHINE = re.compile(
    r"\b\d[\d,]*\s?(?:x|×)?\s?(?!gi?b\b)(?:\w+ ){0,3}(?:gpus?|tpus?|npus?|accelerators?|chips?|nodes?)\b"
    r"|\bnum_devices\W{1,4}\d|\d+\s?(?:张|块|台|枚)"
)
_KIND_OF_MACHINE = re.compile(r"\bgpus?\b|\btpus?\b|\bnpus?\b|accelerators?")
_COUNTED = re.compile(r"\b(?:\d[\d,]*(?:\s?[x×])?|one|two|four|eight|sixteen|single|dozens|hundreds|thousands)\b")
_TRAINING_WORDS = (
    "train", "fine-tun", "finetun", "entraîn", "entrenad", "addestrat", "训练", "学習", "訓練", "학습", "훈련",
    "gpu-hours", "gpu hours", "carbon", "emission", "co2", "hardware type", "num_devices",
)  # fmt: skip
_TRAIN = re.compile("|".join(map(re.escape, _TRAINING_WORDS)))
_SERVE = re.compile(
    r"\b(?:inference|infer|serv(?:e|ing)|deploy|run(?:s|ning)? (?:on|locally|with|the model)|fits?|vram|require[sd]?"
    r"|requirements?|memory|throughput|latency|generat\w+ (?:on|speed)|"
    r"quantiz\w+|tested on|device_map|batch_size|requests?|load(?:ed|ing)?|faster|tokens/s)\b|推理|部署|推論|추론"
)
_MAY_BE_TUNED = re.compile(
    r"\b(?:can|could|may|might) (?:also |now |easily )?be (?:further )?(?:fine-?tuned|finetuned|trained)"
)
"""What readers could do, not what the publisher did."""
_HOURS = re.compile(
    r"\b\d[\d.,]*\s?(?:k|m|million|thousand)?\s?(?:\+\s?)?(?:x\s?)?(?:[\w\-]+[- ]){0,3}(?:hours?|hrs?|h|days?|weeks?"
    r"|months?)\b"
    r"|(?:gpu|tpu|a100|h100|h800|v100|node|chip|card|training)[- ]?(?:hours|days|years?|time)\W{0,20}[^\d]{0,40}\d"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|several|a few) (?:gpu[- ])?(?:hours?|days?|weeks?"
    r"|months?)\b"
    r"|hours used\W+\d|\d+\s?(?:小时|天|時間|日間|시간|일간)|\d+ (?:stunden|tage|heures|jours|horas|días|ore|giorni)\b"
)
_PLACE = re.compile(
    r"\b(?:aws|amazon web services|amazon sagemaker|google cloud|gcp|azure|oracle cloud|ibm cloud|coreweave"
    r"|lambda labs|runpod|alibaba cloud|supercomputer|super-computer|"
    r"supercomputing|data ?cent(?:er|re)s?|compute cluster|gpu cluster|hpc|research super cluster|us-(?:east|west"
    r"|central)\S*|eu-\w+-?\d?|europe-west\S*)\b|超级计算|スーパーコンピュータ|슈퍼컴퓨터"
)
_ENERGY = re.compile(
    r"\d[\d.,]*\s?(?:[kmg]?wh)\b|\d[\d.,]*\s?(?:metric )?(?:t(?:ons?|onnes?)?|kg|kilograms?|g"
    r"|grams?)\s?(?:of )?(?:co2|carbon|co₂)"
    r"|(?:co2|co₂|carbon)[^.]{0,60}(?<![a-z])\d[\d.,]*\s?(?:metric )?(?:t|kg|tons?|tonnes?|tco2\w*|kilograms?|g"
    r"|grams?)\b|\d[\d.,]*\s?tco2"
)
_ENERGY_WORDS = re.compile(
    r"\b(?:carbon|co2|emissions?|energy (?:use|usage|consumption|consumed)|power consumption|footprint)\b|碳排放"
    r"|能耗|電力|전력"
)
_WITHHOLDS = re.compile(
    r"\b(?:not|cannot|no) [^.]{0,60}(?:disclos|releas|reveal|shar|publish|details? (?:about|on|of))"
)

_HOURS_OF_DATA = re.compile(r"hours? of (?:\w+ ){0,4}(?:speech|audio|video|data|music|footage|recordings?)")
_TOOK = re.compile(r"\btrain|\btook\b|hours used|gpu|tpu|fine-?tun|训练|学習|학습")

_LEVELS = {
    "withheld": "the publisher says that it is not disclosed",
    "mentioned": "the card speaks of it without saying it",
    "stated": "the card states it",
}


@dataclass
class _Findings:
    stated: dict[str, Source] = field(default_factory=dict)
    mentioned: dict[str, Source] = field(default_factory=dict)
    withheld: dict[str, Source] = field(default_factory=dict)
    counted: bool = False
    named: bool = False
    """Whether the kind of machine is given, not only a number of GPUs."""


_READ: WeakKeyDictionary[Reading, _Findings] = WeakKeyDictionary()


def _findings(reading: Reading, card: Card) -> _Findings:
    known = _READ.get(reading)
    if known is None:
        known = _read(reading, card)
        _READ[reading] = known
    return known


def _read(reading: Reading, card: Card) -> _Findings:
    found = _Findings()
    topics = section_topics(card)
    for number, sentence in enumerate(card.sentences_with(*_STEMS)):
        if number >= 400:
            break
        if is_placeholder(sentence.text) or OTHER_MODELS in topics[sentence.section]:
            continue
        if _about_training(sentence, topics[sentence.section], card):
            _take(found, sentence, reading)
    return found


def _about_training(sentence: Sentence, topics: frozenset[str], card: Card) -> bool:
    """Return whether a sentence speaks of training: itself, through its heading, or through its paragraph."""
    lower = sentence.lower
    if holds_any(lower, _TRAINING_WORDS):
        if _MAY_BE_TUNED.search(lower):
            return False
        return not (_SERVE.search(lower) and ("usage" in topics or _serves(lower)))
    if _SERVE.search(lower) or topics & {"usage", "evaluation", "citation"}:
        return False
    if (before := _lead_in(sentence, card)) and _SERVE.search(before):
        return False
    if topics & {"hardware", "training"}:
        return True
    return holds_any(card.blocks[sentence.block].text[:2_000].lower(), _TRAINING_WORDS)


def _lead_in(sentence: Sentence, card: Card) -> str:
    """Return the paragraph that introduces the list an item stands in ("Required hardware:"), in lower case."""
    block = card.blocks[sentence.block]
    if block.kind != "item":
        return ""
    for before in reversed(card.blocks[max(0, sentence.block - 12) : sentence.block]):
        if before.section != block.section:
            break
        if before.kind != "item" or before.text.rstrip().endswith((":", "：")):
            return before.text[:200].lower()
    return ""


def _serves(lower: str) -> bool:
    """Return whether the last verb before the machine is one of use: post-trained so that it runs on one GPU."""
    machine = _MACHINE.search(lower) or _GENERIC_MACHINE.search(lower)
    if machine is None:
        return False
    before = lower[: machine.start()]
    trained = max((found.start() for found in _TRAIN.finditer(before)), default=-1)
    served = max((found.start() for found in _SERVE.finditer(before)), default=-1)
    return served > trained


def _take(found: _Findings, sentence: Sentence, reading: Reading) -> None:
    lower = sentence.lower
    source = reading.in_card(sentence.line, sentence.text)
    if _WITHHOLDS.search(lower) and denies(lower):
        found.withheld.setdefault("machines", source)
        return
    kind = _MACHINE.search(lower)
    machine = kind or _GENERIC_MACHINE.search(lower)
    if machine:
        found.named = found.named or kind is not None
        found.stated.setdefault("machines", source)
        found.counted = found.counted or _counts_machines(lower, machine.start())
    elif _KIND_OF_MACHINE.search(lower):
        found.mentioned.setdefault("machines", source)
    if _HOURS.search(lower) and not _HOURS_OF_DATA.search(lower) and (machine or _TOOK.search(lower)):
        found.stated.setdefault("hours", source)
    if _PLACE.search(lower):
        found.stated.setdefault("place", source)
    if _ENERGY.search(lower):
        found.stated.setdefault("energy", source)
    elif _ENERGY_WORDS.search(lower):
        found.mentioned.setdefault("energy", source)


def _counts_machines(lower: str, start: int) -> bool:
    """Return whether a number of machines stands before their name, or a count of GPUs after it."""
    return (
        _COUNTED.search(lower[max(0, start - 30) : start]) is not None
        or _GENERIC_MACHINE.search(lower, start) is not None
    )


def _ask(reading: Reading, part: str) -> Evidence:
    card = reading.card
    if card is None:
        return reading.no_card()
    found = _findings(reading, card)
    for level, place in (("stated", found.stated), ("mentioned", found.mentioned), ("withheld", found.withheld)):
        if (source := place.get(part)) is not None:
            return answered(level, source, method=Method.CARD, confidence=Confidence.MEDIUM)
    return silent("The card does not say it.")


def _part(signal_id: str, documentation: str) -> Signal:
    part = signal_id.split(".", 1)[1]

    def ask(reading: Reading) -> Evidence:
        return _ask(reading, part)

    ask.__doc__ = documentation
    return signal(signal_id, _DOMAIN)(ask)


_DOMAIN: Domain = ordered(**_LEVELS)

machines = _part(
    "hardware.machines",
    """Does the card say on which machines the model was trained?

    Reads sentences and tables about training; what a model needs to run does not count.

    - `stated`: a kind of accelerator or a number of machines is given.
    - `mentioned`: GPUs or TPUs are spoken of, neither kind nor number is given.
    - `withheld`: a sentence says that it is not disclosed.

    Unknown: the card does not say (many papers do). Blind spot: machines of the data processing are
    rarely told apart from those of the training.
    """,
)
hours = _part(
    "hardware.hours",
    """Does the card say how long the training took?

    - `stated`: hours, days or weeks of training, or GPU hours. Hours of audio or video data do not count.

    Unknown: the card does not say.
    """,
)
place = _part(
    "hardware.place",
    """Does the card say where the model was trained?

    - `stated`: a cloud, region, data centre or supercomputer is named as the place of training.

    Unknown: the card does not say. Blind spot: a cluster that is only called by its own name is not seen.
    """,
)
energy = _part(
    "hardware.energy",
    """Does the card state the energy used or the carbon emitted by the training?

    - `stated`: an amount with its unit (kWh, t CO2).
    - `mentioned`: emissions or energy are spoken of without an amount.

    Unknown: the card does not say; empty template fields count as nothing.
    """,
)


@signal(
    "hardware.documentation",
    ordered(
        none="the publisher says that the training machines are not disclosed",
        partial="machines, hours or energy: one of them is stated",
        full="the kind of machines is stated with their number, the time or the energy",
    ),
)
def documentation(reading: Reading) -> Evidence:
    """Is the hardware of the training documented?

    - `full`: the kind of machines with their number, or with hours or energy.
    - `partial`: only the kind of machines, only their number, only the time, or only the energy. A place adds
      nothing to it.
    - `none`: only where the publisher says that it is not disclosed.

    Unknown: the card is silent; a paper may say more.
    """
    card = reading.card
    if card is None:
        return reading.no_card()
    found = _findings(reading, card)
    stated = found.stated
    if found.named and (found.counted or stated.keys() & {"hours", "energy"}):
        return answered("full", *stated.values(), method=Method.CARD, confidence=Confidence.MEDIUM)
    if stated.keys() - {"place"}:
        return answered("partial", *stated.values(), method=Method.CARD, confidence=Confidence.MEDIUM)
    if found.withheld:
        return answered("none", *found.withheld.values(), method=Method.CARD, confidence=Confidence.MEDIUM)
    return silent("The card does not say on which machines the model was trained.")


HARDWARE_SIGNALS: tuple[Signal, ...] = (machines, hours, place, energy, documentation)
