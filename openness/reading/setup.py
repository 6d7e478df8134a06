"""What a card tells of how the model is built and how its training was set up: parts, hyper-parameters, objective."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from openness.card import Card, Sentence
from openness.reading.headings import OTHER_MODELS, section_topics
from openness.reading.reading import Reading, once
from openness.reading.wording import is_placeholder
from openness.record.evidence import Source
from openness.words import ALL, Rule, Stems
from openness.words.pattern import pattern_of

_MOST = 600
_CODE_READ = 8_000
_PARTS: tuple[tuple[Stems, Rule], ...] = tuple(
    (Stems(*stems.split()), Rule(pattern))
    for stems, pattern in (
        (
            "layer head block expert",
            (
                r"\b\d{1,3}[ -](?:\w+[ -]){0,3}?(?:layers?|heads?|blocks?|experts?)\b|\bmixture[ -]of[ -]experts?\b"
                r"|\b(?:transformer|attention|upscaled|hidden|decoder|encoder|linear|convolutional|pooling)"
                r" (?:blocks|layers?)\b"
            ),
        ),
        (
            "size dim d_model vocab lora",
            (
                r"\b(?:hidden|embedding|intermediate|model)[ -](?:size|dim\w*)\b|\bd_model\b|\bvocab\w* size\b"
                r"|\bvocabulary of\b"
                r"|\blora (?:rank|alpha|dim\w*)\b"
            ),
        ),
        (
            "coder",
            (
                r"\b(?:en|de)coder[ -]?(?:only|decoder|model|architecture|stack|part|network)\b|\bencoder (?:and"
                r"|with) (?:an? |the )?decoder\b"
                r"|\b(?:image|text|audio|vision|speech|visual|language) encoder\b|\b(?:bi|cross|dual)-?encoders?\b"
            ),
        ),
        (
            "attention gqa mqa swiglu rope rotary norm alibi qkv window moe space",
            (
                r"\b(?:(?:grouped|multi)[ -]query attention|gqa|mqa|swiglu|rope|rotary|rms ?norm|alibi|flash"
                r" ?attention|qkv bias"
                r"|sliding[ -]window|moe|state[ -]space)\b"
            ),
        ),
        (
            "net diffusion vae auto transformer convol cnn lstm crf siamese pooling",
            (
                r"\b(?:u-?net|latent diffusion|diffusion transformer|variational auto\s?encoder|vae|vision"
                r" transformers?|convolution\w*"
                r"|cnns?|(?:bi-?)?lstms?|crf|resnet\w*|siamese|mean pooling)\b"
            ),
        ),
        (
            "architect",
            (
                r"\b(?:based on|uses?|using|with|same|has|have) (?:the |an? )?(?:\w+[ -]){0,4}?architectures?\b"
                r"|\barchitecture (?:is|of|as|used|features|consists|based|comprises)\b"
            ),
        ),
        (
            "层 注意力 编码 解码 エンコ デコ 層 레이 인코 디코",
            r"层|注意力|编码器|解码器|エンコーダ|デコーダ|層の|레이어|인코더|디코더",
        ),
    )
)
"""What models are made of, each with the stems without which nothing matches."""
_PART_STEMS = tuple(stem for stems, _ in _PARTS for stem in stems.literals)
_OBJECTIVE = Rule(
    r"\b(?:masked|causal|autoregressive|contrastive|denoising|self-supervised|span[ -]corruption|next[ -](?:token"
    r"|sentence))"
    r"[ -](?:language[ -])?(?:model\w*|learning|objective|loss|task|prediction|training|pre-?train\w*)\b"
    r"|\b(?:trained|optimi[sz]ed|training) (?:with|using|by|on) (?:an? |the )?[\w\- ]{0,40}\b(?:loss|objective)\b"
    r"|\bknowledge distillation\b|\b(?:cross-?entropy|mse|kl|triplet|cosine\w*|contrastive|ranking)[ -]loss\b"
)
_NUMBER = r"[^.\n]{0,40}?\d"
_HYPER: dict[str, Rule] = {
    "learning rate": Rule(rf"\b(?:learning[ _-]?rate|lr)\b{_NUMBER}|学习率|学習率"),
    "batch size": Rule(
        rf"\b(?:\w+_)?batch[ _-]?size\w*{_NUMBER}|\bbatch of \d|\b\d[\d,]* (?:\w+ )?(?:per batch|batch size)"
    ),
    "epochs": Rule(
        r"\bepochs?\b[^.\n]{0,20}?\d|\b(?:\d[\d.]*|one|two|three|four|five|ten|single) (?:\w+ )?epochs?\b"
        r"|\bnum_(?:train_)?epochs\b"
    ),
    "steps": Rule(
        r"\b\d[\d,.]*\s?(?:k|m)? (?:\w+ ){0,2}(?:steps|iterations|updates)\b|\b(?:max_|warmup_"
        r"|training[ _])steps\b[^.\n]{0,20}?\d"
    ),
    "optimizer": Rule(r"\b(?:adam\w?|adafactor|sgd|lion|lamb|rmsprop)\b|\boptimi[sz]er\b\s*[:=]"),
    "schedule": Rule(
        rf"\bwarm-?up\b{_NUMBER}|\bweight[ _]decay\b{_NUMBER}|\blr_scheduler\w*\b|\b(?:cosine|linear) (?:decay"
        rf"|schedul\w+)"
    ),
    "precision": Rule(
        r"\b(?:mixed[ _]precision|bf16|fp16)\b[^.\n]{0,30}\btrain|\btrain\w*\b[^.\n]{0,60}\b(?:mixed[ -]precision"
        r"|bf16|fp16)\b"
    ),
    "length": Rule(
        r"\bmax(?:imum)?[ _](?:seq\w*|input|token)[ _]?\w*[ _]?length\b[^.\n]{0,20}?\d|\bsequence"
        r" length\b[^.\n]{0,20}?\d"
    ),
}
_TRAINS_IN_CODE = pattern_of(
    r"\b(?:trainingarguments|sfttrainer|trainer\(|\.fit\(|trainer\.train|modeltrainer|accelerate launch|torchrun"
    r"|deepspeed)"
    r"|learning_rate\s*[:=]|num_epochs\s*[:=]|micro_batch_size|merge_method\s*:"
)
_PRINTED = pattern_of(r"\(\d\): \w+\(|\w+\(\n\s+\(\w+\): \w+")
_MERGED = pattern_of(r"merge_method\s*:|layer_range\s*:")
_ASIDE = frozenset({"citation", "licence", "evaluation"})
_RUN = Rule(
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
    for sentence, training in _worth_reading(card):
        _take(found, reading, sentence, training=training)
        if found.parts is not None and len(found.hyper) >= _ENOUGH_HYPER:
            break
    for code in card.code:
        text = code.text[:_CODE_READ]
        lower = text.lower()
        trains = _TRAINS_IN_CODE.search(lower) is not None
        shown = found.parts is None and (_PRINTED.search(text) is not None or _MERGED.search(text) is not None)
        if not (trains or shown):
            continue
        where = reading.in_card(code.first, text.split("\n", 1)[0])
        found.parts = where if shown else found.parts
        if trains:
            _take_hyper(found, lower, where)
    return found


def _take(found: Setup, reading: Reading, sentence: Sentence, *, training: bool) -> None:
    lower = sentence.lower
    parts = found.parts is None and _names_parts(sentence)
    objective = found.objective is None and sentence.holds(_OBJECTIVE_STEMS) and sentence.finds(_OBJECTIVE)
    hyper = training and sentence.holds(_HYPER_STEMS)
    if not (parts or objective or hyper):
        return
    where = reading.in_card(sentence.line, sentence.text)
    found.parts = where if parts else found.parts
    found.objective = where if objective else found.objective
    if hyper:
        _take_hyper(found, lower, where, sentence.hints)


def _names_parts(sentence: Sentence) -> bool:
    return any(sentence.holds(stems) and sentence.finds(rule) is not None for stems, rule in _PARTS)


def _take_hyper(found: Setup, lower: str, where: Source, hints: int = ALL) -> None:
    for name, rule in _HYPER.items():
        if hints & rule.mask and name not in found.hyper and rule.search(lower):
            found.hyper[name] = where


def _worth_reading(card: Card) -> Iterator[tuple[Sentence, bool]]:
    """Yield the sentences that may tell of it, and whether they may be about training."""
    topics = section_topics(card)
    for sentence in card.sentences_with(_ALL_STEMS)[:_MOST]:
        here = topics[sentence.section]
        in_training = bool(here & {"training", "architecture", "hardware"})
        if OTHER_MODELS in here or (here & _ASIDE and not in_training) or is_placeholder(sentence.text, sentence.hints):
            continue
        about = in_training or sentence.holds(_TRAINING_STEMS)
        if ("usage" in here and not about) or (not in_training and sentence.finds(_RUN)):
            continue
        yield sentence, about


_TRAINING_STEMS = Stems("train", "tun", "epoch", "learning rate", "训练", "学習", "학습")
_OBJECTIVE_STEMS = Stems(
    "loss", "objective", "masked", "causal", "autoregress", "contrastive", "denois", "self-superv", "corruption",
    "next", "distill",
)  # fmt: skip
_ENOUGH_HYPER = 3
_HYPER_STEMS = Stems(
    "learning", "lr", "batch", "epoch", "steps", "iteration", "updates", "adam", "adaf", "sgd", "lion", "lamb",
    "rmsprop", "optimi", "warm", "decay", "sched", "precision", "bf16", "fp16", "length", "学习率", "学習率",
)  # fmt: skip
_ALL_STEMS = Stems(*_PART_STEMS, *_OBJECTIVE_STEMS.literals, *_HYPER_STEMS.literals)
