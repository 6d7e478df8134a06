"""Names of data sets in a sentence of any language: what is written like a name whatever words stand around it.

English sentences are read by `data_names`, which knows how their nouns and lists are built. In other languages a name
is taken only where it could be nothing else ("LakeWave", "org/lakes"): nouns with a capital are names of nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from openness.card import Sentence
from openness.reading.data_names import name_of, names_of_data
from openness.reading.known import FRAMEWORKS
from openness.words import Meaning, every, hinting, is_english, says

_NAME = re.compile(
    r"(?<![A-Za-z0-9_./-])(?:[A-Za-z0-9]{0,20}[a-z][A-Z][A-Za-z0-9_.+]{0,40}|[A-Za-z0-9][\w.-]{1,40}/[\w.-]{2,60})"
    r"(?![A-Za-z0-9_/])",
    re.ASCII,
)
"""A capital within a word, or an id: no language writes its nouns so."""
_BESIDE = re.compile(r"[\s\"'“”„«»‘’`*_(《「『:：-]{0,4}([A-Za-z0-9][\w.+/-]{1,60})", re.ASCII)
_BEFORE = re.compile(r"([A-Za-z0-9][\w.+/-]{1,60})[\s\"'“”„«»‘’`*_)》」』-]{0,4}\Z", re.ASCII)
_CLAUSE = re.compile(r"[。；;！？]|[.!?](?=\s|\Z)")
_POSTPOSED = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
"""Kana and hangul: what something was trained on stands before the words that say so."""
_TOPIC = re.compile(r"[。；;！？]|[.!?](?=\s)|は|(?<=[\uac00-\ud7af])[은는]\s|(?<=[A-Za-z0-9])[은는]\s")
"""What ends the words of whom a sentence speaks, or another sentence."""
_FIRM = re.compile(r"\s(?:GmbH|AG|SE|Inc|Ltd|LLC|SAS|SpA|BV)\b")
_TOOLS = ("tokenizer", "trainer", "optimizer", "scheduler", "encoder")
_MARKED = re.compile(r"[a-z][A-Z]|\d|/|[A-Z]{3}")
_SPAN, _BACK, _NEXT, _MOST = 200, 80, 8, 20
_NO_SETS = frozenset(
    "gmbh youtube linkedin arxiv github huggingface openai deepmind chatgpt javascript typescript latex pytorch"
    " tensorflow opencv macos ios wandb readme readthedocs modelscope openxlab paddlepaddle lightgbm xgboost"
    " spacy fasttext openmp cudnn tensorrt onnxruntime and/or he/she l/h km/h".split()
)  # fmt: skip


def names_said(sentence: Sentence) -> tuple[str, ...]:
    """Return the names of data sets that a sentence on training data gives, in whatever language it is."""
    found = names_of_data(sentence)
    told = sentence.hints & hinting(Meaning.LEARNT_ON, Meaning.SET_NOUN)
    if found or not told or len(sentence.lower) != len(sentence.text) or is_english(sentence.text):
        return found
    return tuple(dict.fromkeys(_written(sentence)))[:_MOST]


def _written(sentence: Sentence) -> Iterator[str]:
    text = sentence.text
    for match in every(Meaning.LEARNT_ON, sentence.lower, sentence.hints):
        told = _told(text, match)
        for found in _NAME.finditer(told):
            follows = told[found.end() : found.end() + _NEXT]
            if says(Meaning.OF_WEIGHTS, follows.lower()) or _FIRM.match(follows):
                continue
            if (known := _as_set(found[0])) is not None:
                yield known
    for match in every(Meaning.SET_NOUN, sentence.lower, sentence.hints):
        for beside in (
            _BESIDE.match(text, match.end()),
            _BEFORE.search(text[max(0, match.start() - _BACK) : match.start()]),
        ):
            if beside is not None and _MARKED.search(beside[1]) and (known := _as_set(beside[1])) is not None:
                yield known


def _told(text: str, match: re.Match[str]) -> str:
    """Return the words in which something is named: within the match and behind it, or before it."""
    start = match.start()
    if _POSTPOSED.search(match[0]) is not None:
        return _TOPIC.split(text[max(0, start - _BACK) : start])[-1]
    end = _CLAUSE.search(text, match.end(), match.end() + _SPAN)
    return text[start : end.start() if end is not None else match.end() + _SPAN]


def _as_set(name: str) -> str | None:
    """Return the name of a data set, or None for what is written like one and is another thing."""
    bare = name.rstrip(".-_/")
    if bare.lower() in _NO_SETS or bare.lower() in FRAMEWORKS or bare.lower().endswith(_TOOLS):
        return None
    return name_of(bare)
