"""What a card tells of how the model is built and how its training was set up: parts, hyper-parameters, objective."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from openness.card import Card
from openness.reading.headings import OTHER_MODELS, section_topics
from openness.reading.reading import Reading, once
from openness.reading.wording import is_placeholder
from openness.record.evidence import Source

_MOST = 600
_CODE_READ = 8_000
_PARTS = re.compile(
    r"\b\d{1,3}[ -](?:\w+[ -]){0,3}?(?:layers?|heads?|blocks?|experts?)\b"
    r"|\b(?:hidden|embedding|intermediate|model)[ -](?:size|dim\w*)\b|\bd_model\b"
    r"|\b(?:en|de)coder[ -]?(?:only|decoder|model|architecture|stack|part|network)\b|\bencoder (?:and|with) (?:an?"
    r" |the )?decoder\b"
    r"|\b(?:image|text|audio|vision|speech|visual|language) encoder\b"
    r"|\b(?:grouped|multi)[ -]query attention\b|\bgqa\b|\bmqa\b|\bswiglu\b|\brope\b|\brotary\b|\brms ?norm\b"
    r"|\balibi\b|\bflash ?attention\b"
    r"|\b(?:transformer|attention|upscaled|hidden|decoder|encoder|linear|convolutional) (?:blocks|layers)\b|\bqkv"
    r" bias\b|\bsliding[ -]window\b|\bmixture[ -]of[ -]experts?\b|\bmoe\b|\bstate[ -]space\b"
    r"|\bu-?net\b|\blatent diffusion\b|\bdiffusion transformer\b|\bvariational auto\s?encoder\b|\bvae\b"
    r"|\bvision transformers?\b|\bconvolution\w*\b|\bcnns?\b|\b(?:bi-?)?lstms?\b|\bcrf\b|\bresnet\w*|\bsiamese\b"
    r"|\b(?:bi|cross|dual)-?encoders?\b|\bmean pooling\b|\bpooling layer\b|\blora (?:rank|alpha|dim\w*)\b"
    r"|\b(?:based on|uses?|using|with|same|has|have) (?:the |an? )?(?:\w+[ -]){0,4}?architectures?\b"
    r"|\barchitecture (?:is|of|as|used|features|consists|based|comprises|类似)\b|\bvocab\w* size\b|\bvocabulary of\b"
    r"|层|注意力|编码器|解码器|エンコーダ|デコーダ|層の|레이어|인코더|디코더"
)
_OBJECTIVE = re.compile(
    r"\b(?:masked|causal|autoregressive|contrastive|denoising|self-supervised|span[ -]corruption|next[ -](?:token"
    r"|sentence))"
    r"[ -](?:language[ -])?(?:model\w*|learning|objective|loss|task|prediction|training|pre-?train\w*)\b"
    r"|\b(?:trained|optimi[sz]ed|training) (?:with|using|by|on) (?:an? |the )?[\w\- ]{0,40}\b(?:loss|objective)\b"
    r"|\bknowledge distillation\b|\b(?:cross-?entropy|mse|kl|triplet|cosine\w*|contrastive|ranking)[ -]loss\b"
)
_NUMBER = r"[^.\n]{0,40}?\d"
_HYPER: dict[str, re.Pattern[str]] = {
    "learning rate": re.compile(rf"\b(?:learning[ _-]?rate|lr)\b{_NUMBER}|学习率|学習率"),
    "batch size": re.compile(
        rf"\b(?:\w+_)?batch[ _-]?size\w*{_NUMBER}|\bbatch of \d|\b\d[\d,]* (?:\w+ )?(?:per batch|batch size)"
    ),
    "epochs": re.compile(
        r"\bepochs?\b[^.\n]{0,20}?\d|\b(?:\d[\d.]*|one|two|three|four|five|ten|single) (?:\w+ )?epochs?\b"
        r"|\bnum_(?:train_)?epochs\b"
    ),
    "steps": re.compile(
        r"\b\d[\d,.]*\s?(?:k|m)? (?:\w+ ){0,2}(?:steps|iterations|updates)\b|\b(?:max_|warmup_"
        r"|training[ _])steps\b[^.\n]{0,20}?\d"
    ),
    "optimizer": re.compile(r"\b(?:adam\w?|adafactor|sgd|lion|lamb|rmsprop)\b|\boptimi[sz]er\b\s*[:=]"),
    "schedule": re.compile(
        rf"\bwarm-?up\b{_NUMBER}|\bweight[ _]decay\b{_NUMBER}|\blr_scheduler\w*\b|\b(?:cosine|linear) (?:decay"
        rf"|schedul\w+)"
    ),
    "precision": re.compile(
        r"\b(?:mixed[ _]precision|bf16|fp16)\b[^.\n]{0,30}\btrain|\btrain\w*\b[^.\n]{0,60}\b(?:mixed[ -]precision"
        r"|bf16|fp16)\b"
    ),
    "length": re.compile(
        r"\bmax(?:imum)?[ _](?:seq\w*|input|token)[ _]?\w*[ _]?length\b[^.\n]{0,20}?\d|\bsequence"
        r" length\b[^.\n]{0,20}?\d"
    ),
}
_TRAINS_IN_CODE = re.compile(
    r"\b(?:trainingarguments|sfttrainer|trainer\(|\.fit\(|trainer\.train|modeltrainer|accelerate launch|torchrun"
    r"|deepspeed)"
    r"|learning_rate\s*[:=]|num_epochs\s*[:=]|micro_batch_size|merge_method\s*:"
)
_PRINTED = re.compile(r"\(\d\): \w+\(|\w+\(\n\s+\(\w+\): \w+")
_MERGED = re.compile(r"merge_method\s*:|layer_range\s*:")
_ASIDE = frozenset({"citation", "licence", "evaluation"})
_RUN = re.compile(
    r"\b(?:inference|quantiz\w+|serv(?:e|ing)|deploy\w*|runs? on|running on|fits?|generat(?:e|ion) (?:with|config"
    r"|settings?))\b|\bmax_new_tokens\b"
)


@dataclass
class Setup:
    """What is told, by kind: a source for the first place of each."""

    parts: Source | None = None
    objective: Source | None = None
    hyper: dict[str, Source] = field(default_factory=dict)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The first places, each once."""
        found = [self.parts, self.objective, *self.hyper.values()]
        return tuple(dict.fromkeys(source for source in found if source is not None))


@once
def read_setup(reading: Reading) -> Setup:
    """Return what a card tells of architecture and training set-up; read once a reading."""
    card = reading.card
    return Setup() if card is None else _read(reading, card)


def _read(reading: Reading, card: Card) -> Setup:
    found = Setup()
    for text, line, training in _texts(card):
        where = reading.in_card(line, text)
        if found.parts is None and _PARTS.search(text):
            found.parts = where
        if found.objective is None and _OBJECTIVE.search(text):
            found.objective = where
        if training:
            for name, pattern in _HYPER.items():
                if name not in found.hyper and pattern.search(text):
                    found.hyper[name] = where
    for code in card.code:
        text = code.text[:_CODE_READ]
        where = reading.in_card(code.line, text.split("\n", 1)[0])
        if found.parts is None and (_PRINTED.search(text) or _MERGED.search(text)):
            found.parts = where
        lower = text.lower()
        if _TRAINS_IN_CODE.search(lower):
            for name, pattern in _HYPER.items():
                if name not in found.hyper and pattern.search(lower):
                    found.hyper[name] = where
    return found


def _texts(card: Card) -> Iterator[tuple[str, int, bool]]:
    """Yield the sentences worth reading with their line, and whether they may be about training."""
    topics = section_topics(card)
    for number, sentence in enumerate(card.sentences):
        if number >= _MOST:
            return
        here = topics[sentence.section]
        in_training = bool(here & {"training", "architecture", "hardware"})
        if OTHER_MODELS in here or (here & _ASIDE and not in_training) or is_placeholder(sentence.text):
            continue
        if _RUN.search(sentence.lower) and not in_training:
            continue
        usage = "usage" in here and not in_training
        about = in_training or any(
            word in sentence.lower for word in ("train", "tun", "epoch", "learning rate", "训练", "学習", "학습")
        )
        if usage and not about:
            continue
        yield sentence.lower, sentence.line, about
