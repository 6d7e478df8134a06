"""Whether a card alone tells that weights are in its repository: its code, its words, its links."""

from __future__ import annotations

import re

from openness.card.address import read_address
from openness.reading.answers import answered
from openness.reading.reading import Reading
from openness.reading.weight_forms import weight_forms
from openness.reading.wording import announces, denies
from openness.record.evidence import Confidence, Evidence, Method
from openness.words import Rule, Stems
from openness.words.pattern import pattern_of

_LOADS = re.compile(
    r"from_pretrained|\bpipeline\(|snapshot_download|hf_hub_download|\bload|\bserve\b|\bLLM\(|git clone|apply_delta"
    r"|--delta\b",
    re.IGNORECASE,
)


def _loaded_in_card(reading: Reading) -> Evidence | None:
    """Return the evidence that the card's own code loads weights from this repository, or None."""
    model_id = reading.record.id
    if reading.card is None or "/" not in model_id:
        return None
    for code in reading.card.code:
        text = code.text[:20_000]
        at = _own_place(text.lower(), model_id.lower())
        if at is None or not _LOADS.search(text):
            continue
        line = text.lower().count("\n", 0, at)
        where = reading.in_card(code.first + line, text.split("\n")[line])
        delta = is_delta_id(model_id)
        note = "The card's code loads this repository; nobody has looked at the file list."
        value = "partial" if delta else "all"
        return answered(value, where, method=Method.CARD, confidence=Confidence.MEDIUM, note=note)
    return None


_DELTA_STEMS = Stems("delta weight", "model diff", "model delta", "weight diff", "weight delta")
_DELTA_SAID = pattern_of(
    r"\b(?:these|this|the|our)\b[^.]{0,60}\b(?:delta weights|(?:model|weight) (?:diff|delta))\b", re.IGNORECASE
)


def delta_in_card(reading: Reading) -> Evidence | None:
    """Return the evidence that the card calls what is here delta weights, or None."""
    for sentence in reading.card.sentences_with(_DELTA_STEMS) if reading.card is not None else ():
        if _DELTA_SAID.search(sentence.text) and not denies(sentence.lower) and not announces(sentence.lower):
            where = reading.in_card(sentence.line, sentence.text)
            note = "The card speaks of delta weights; nobody has looked at the file list."
            return answered("partial", where, method=Method.CARD, confidence=Confidence.LOW, note=note)
    return None


_HUB_STEMS = Stems("hugging", "hub", "this repo", "this model")
_SAID = Rule(
    r"\b(?:models?|weights|checkpoints?)\b[^.]{0,60}\b(?:are|is) (?:\w+ ){0,2}(?:available|released|hosted"
    r"|downloadable"
    r"|open-?sourced|published)\b[^.]{0,60}\b(?:hugging ?face|hub|this (?:repo\w*|page))\b"
    r"|\bthis (?:repo(?:sitory)?|model page)\b[^.]{0,40}\b(?:contains?|hosts?|holds|provides?|includes?|stores?)\b"
    r"[^.]{0,60}\b(?:weights|checkpoints?|models?)\b"
    r"|\bload this model (?:with|using)\b"
)


def _said_in_card(reading: Reading) -> Evidence | None:
    """Return the evidence that the card says or shows that weights are here: by words, a link to itself, a sibling."""
    card = reading.card
    if card is None:
        return None
    value = "partial" if is_delta_id(reading.record.id) else "all"
    for sentence in card.sentences_with(_HUB_STEMS):
        if sentence.finds(_SAID) and not (
            denies(sentence.lower, sentence.hints) or announces(sentence.lower, sentence.hints)
        ):
            where = reading.in_card(sentence.line, sentence.text)
            note = "The card says that weights are published; nobody has looked at the file list."
            return answered(value, where, method=Method.CARD, confidence=Confidence.LOW, note=note)
    own = reading.record.id.lower()
    for link in card.links:
        address = read_address(link.url)
        if address.kind == "model" and address.name.lower() == own and not address.path and "/" in own:
            where = reading.in_card(link.line, link.text or link.url)
            note = "The card points at this repository as the model; nobody has looked at the file list."
            return answered(value, where, method=Method.CARD, confidence=Confidence.LOW, note=note)
    return _sibling_loaded(reading, value) or _weights_shown(reading, value)


_SIZE = re.compile(r"(?<=[-_])\d+(?:[.x_]\d+)*[bm](?=[-_\"']|$)")


def _sibling_loaded(reading: Reading, value: str) -> Evidence | None:
    """Return the evidence that the card's code loads the same model in another size, as copied cards do, or None."""
    own = reading.record.id.lower()
    sizes = _SIZE.split(own)
    if reading.card is None or len(sizes) < 2:
        return None
    for code in reading.card.code:
        text = code.text[:20_000]
        lower = text.lower()
        if not all(part in lower for part in sizes):
            continue  # a pattern of its own for each model is compiled only where it may match
        sibling = re.compile(r"[\"']" + _SIZE.pattern.join(map(re.escape, sizes)) + r"[\"']")
        found = sibling.search(lower)
        if found is not None and _LOADS.search(text):
            line = text.count("\n", 0, found.start())
            where = reading.in_card(code.first + line, text.split("\n")[line])
            note = "The card's code loads this model in another size; nobody has looked at the file list."
            return answered(value, where, method=Method.CARD, confidence=Confidence.LOW, note=note)
    return None


_GOES_ON = re.compile(r"[\w/-]|\.\w")
_INSIDE = re.compile(r"[\w./-]")


def _own_place(text: str, model_id: str) -> int | None:
    """Return where an id stands in a text as a whole, not as a part of a longer one; both in lower case."""
    at = text.find(model_id)
    while at >= 0:
        if (at == 0 or not _INSIDE.match(text, at - 1)) and not _GOES_ON.match(text, at + len(model_id)):
            return at
        at = text.find(model_id, at + 1)
    return None


_RELEASED = Rule(
    r"\b(?:models?|weights|checkpoints?|loras?|adapters?|embeddings?|files?|version)\b[^.]{0,80}"
    r"\b(?:are|is|was|were|have been|has been)? ?(?:\w+ ){0,2}(?:available|released|open[- ]?sourced?|downloadable"
    r"|published)\b"
    r"|\b(?:we|releas\w+|open[- ]?sourc\w+|introduc\w+|announc\w+) (?:\w+ ){0,4}(?:releas\w+|open[- ]?sourc\w+"
    r"|publish\w*|models?|weights|checkpoints?|version)\b"
    r"|\bdownload(?:ed|s|ing)?\b[^.]{0,60}\b(?:models?|weights|checkpoints?|loras?|files?|here|below|from)\b"
    r"|\bthis (?:is|repo\w* (?:is|has)) [^.]{0,80}\b(?:model|checkpoint|weights|version|release)\b"
    r"|\b(?:is|as) an? (?:\w+[ -]){0,3}open[- ]?source\w* (?:\w+ ){0,3}(?:llm|model|lm|checkpoint)\b"
    r"|\b(?:hosting|hosts|uploaded|put) (?:\w+ ){0,3}(?:version|models?|weights|checkpoints?)\b"
    r"|\b(?:original )?(?:models?|weights|checkpoints?) can be found\b"
    r"|开源|下载|公開|ダウンロード|공개|다운로드"
)
_RELEASE_STEMS = Stems(
    "release", "available", "download", "open-sourc", "opensourc", "open sourc", "this is", "this repo", "introduc",
    "announc", "source", "host", "upload", "on the hub", "can be found",
    "开源", "下载", "公開", "ダウンロード", "공개", "다운로드",
)  # fmt: skip
_LOADING = pattern_of(
    r"from_pretrained\(|\bpipeline\(|snapshot_download|hf_hub_download|sentencetransformer\(|crossencoder\(|\.load\(|"
    r"load_model|load_lora|from_single_file|torch\.hub|\bllm\(|vllm serve|ollama (?:run|pull)|git (?:lfs )?clone"
    r"|tagger\.load|"
    r"load_ip_adapter|load_textual_inversion|--model[ =]|-hf[- ]|from_hparams|from_hub"
)


def _weights_shown(reading: Reading, value: str) -> Evidence | None:
    """Return the evidence of a card that shows files of weights, loads a model, or says that it is released, or None.

    Weakest last: whoever shows how to load a model in a repository's card means the one that is there.
    """
    card = reading.card
    if card is None:
        return None
    note = "The card shows weights or how to load them; nobody has looked at the file list."
    for code in card.code:
        text = code.text[:20_000].lower()
        if _LOADING.search(text) and not _loads_others(text, reading.record.id.lower()):
            where = reading.in_card(code.first, code.text.split("\n", 1)[0])
            return answered(value, where, method=Method.CARD, confidence=Confidence.LOW, note=note)
    for link in card.links:
        if not link.image and weight_forms().format_of(link.url.split("?", 1)[0]) is not None:
            where = reading.in_card(link.line, link.text or link.url)
            return answered(value, where, method=Method.CARD, confidence=Confidence.LOW, note=note)
    for sentence in card.sentences_with(_RELEASE_STEMS):
        if sentence.finds(_RELEASED) and not (
            denies(sentence.lower, sentence.hints) or announces(sentence.lower, sentence.hints)
        ):
            where = reading.in_card(sentence.line, sentence.text)
            return answered(value, where, method=Method.CARD, confidence=Confidence.LOW, note=note)
    for key in _RUN_BY:
        if reading.metadata.get(key):
            note = "The card's metadata says how the Hub runs it; nobody has looked at the file list."
            where = reading.metadata_source(key)
            return answered(value, where, method=Method.METADATA, confidence=Confidence.LOW, note=note)
    return None


_RUN_BY = ("library_name", "pipeline_tag", "widget")
_QUOTED_ID = re.compile(r"[\"'`]([a-z0-9][\w.-]{0,95}/[\w.-]{1,96})[\"'`]")
_DATA_CALL = re.compile(r"load_dataset\(\s*\Z|datasets?\W{1,3}\Z")


def _loads_others(text: str, own: str) -> bool:
    """Return whether a code block names models by id and none of them is this one's kin, by account or name."""
    ids = [match[1] for match in _QUOTED_ID.finditer(text) if not _DATA_CALL.search(text, 0, match.start())]
    account, _, name = own.rpartition("/")
    return bool(ids) and not any(found.partition("/")[0] == account or found.partition("/")[2] == name for found in ids)


def weights_in_card(reading: Reading) -> Evidence | None:
    """Return the evidence that the card alone tells of weights in its repository, or None."""
    return _loaded_in_card(reading) or delta_in_card(reading) or _said_in_card(reading)


_DELTA_ID = re.compile(
    r"\db[-_.](?:delta|diff)s?(?:[-_.]?v\d[\w.]*)?$|[-_.](?:delta|diff)s?[-_.]?(?:v\d[\w.]*|weights?)$", re.IGNORECASE
)


def is_delta_id(model_id: str) -> bool:
    """Return whether the name ends like `-13b-delta` or `-delta-v1.1` (not `deltanet`, not `action-delta`)."""
    return _DELTA_ID.search(model_id) is not None
