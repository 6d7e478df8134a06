"""What one sentence says about training data, told by its words alone, in ten languages.

Sentences and titles come in lower case.
"""

from __future__ import annotations

import re
from functools import lru_cache

from openness.reading.wording import announces
from openness.words import ALL, Meaning, Rule, Stems, says
from openness.words.pattern import pattern_of

PRE, POST = "pretraining", "posttraining"
_NEAR = 160
"""Letters after "trained on" within which the matter is told."""

_SOMEBODYS = Rule(r"\b(?:personal|user|users'|your|private|test|evaluation|benchmark) data\b")
_OTHER_DATA = Rule(
    r"\b(?:special|custom|own) (?:corpus|data ?set|data)\b"
    r"|\b(?:corpus|data ?set|data) (?:kindly )?(?:provided|given|shared) by\b|"
    r"\b(?:proprietary|in-?house|internal(?:ly)?|private|licensed|non-?public|customer|undisclosed|third[- ]part\w+"
    r"|purchased|acquired)\b"
    r"[\w\s,\-]{0,40}\b(?:data|datasets?|corpus|corpora|sources?|collections?|annotat\w+)\b"
    r"|\b(?:data|datasets?|corpus|corpora|sources?|collections?)\b[^.]{0,80}"
    r"\b(?:such as|among others|e\.g\.|and (?:many )?(?:others|more)\b|etc\b)"
    r"|\b(?:extracted|collected|crawled|scraped|gathered|curated|sourced) from (?:the (?:web|internet)|(?:various"
    r"|diverse|multiple|different|many|several|other|open|public(?:ly available)?)\b)"
    r"|\b(?:addition(?:al(?:ly)?)?|also|further(?:more)?)\b[^.]{0,60}\b(?:collect|crawl|scrap|gather|generat"
    r"|synthesi)\w+"
)
_PRIVATE_TITLE = pattern_of(r"\b(?:private|non-?public\w*|proprietary|in-?house|internal)\b[^|]{0,40}\bdata")
_EVALUATION = Rule(
    r"\b(?:evaluat|benchmark|test(?:ed|ing)? (?:on|set)|zero-?shot|few-?shot|leaderboard|score[sd]?\b|accuracy|wer\b"
    r"|bleu\b)|评测|評価|평가"
)
_RUNS = Rule(
    r"\b(?:(?:data(?:set)?|chat|prompt) (?:format|template)|inference|quantiz\w+|vram|deploy\w*|gpu memory"
    r"|out-of-memory|serv(?:e|ing))\b|推理|推論|추론"
)
OF_OTHERS = Rule(
    r"\b(?:results? (?:of|from)|compar(?:ed?|ing|ison)|baselines?)\b"
    r"|\b(?:chatgpt|gpt-?[34][\w.]*) (?:was|is|were|are)\b"
)
"""Words of sentences about other models."""
_READERS = Rule(
    r"\byou(?:r|rs)?\b|\busers?\b|\b(?:should|must|needs? to|has to) (?:first )?be (?:further )?(?:fine-?tuned"
    r"|trained)\b|\b(?:can|could|may|might) be (?:further )?(?:fine-?tuned|trained)\b"
)
"""What readers may do with the model is not what its publisher did."""
_PARTS = Rule(
    r"\A(?:it|they|which|this (?:dataset|corpus|collection)|the (?:dataset|corpus|pile|collection))\b"
    r"[^.]{0,40}\b(?:contain|consist|compris|includ|compos|made (?:up )?of)"
)
"""How a sentence begins that tells what a data set named before is made of."""
_SCALE = Rule(
    r"\b(?:\d[\d.,]*\s?(?:t|trillion|teratokens?)|\d{3,}\s?(?:b|billion))\b\s?(?:[\w\-]+ ){0,3}?tokens?\b|teratoken"
)
"""So many tokens are read in pre-training only."""
_PRETRAIN = Rule(
    r"pre-?\s?train|预训练|事前学習|사전\s?학습|vortrain|préentra|pré-entra|from scratch|base model (?:was|is) trained"
    r"|train(?:ed|ing)? (?:of )?(?:the |their )?base\b"
)
_POSTTRAIN = Rule(
    r"fine-?\s?tun|finetun|instruct(?:ion|ed)?\b|\bsft\b|\bdpo\b|\brlhf\b|\bppo\b|\bgrpo\b|\borpo\b|\bkto\b"
    r"|alignment|aligned|"
    r"preference|post-?train|reward model|\bchat\b|adapt(?:ed|ation)|distill|微调|指令|ファインチューニング"
    r"|チューニング|파인튜닝|미세\s?조정"
)
_POST_STEMS = Stems(
    "tun", "instruct", "sft", "dpo", "rlhf", "ppo", "grpo", "orpo", "kto", "align", "preference", "post", "reward",
    "chat", "adapt", "distill", "微", "指令", "チュ", "튜", "미세",
)  # fmt: skip


def about_data(lower: str, hints: int = ALL) -> re.Match[str] | None:
    """Return where a sentence first speaks of data."""
    return says(Meaning.DATA, lower, hints)


def trained_on(lower: str, hints: int = ALL) -> bool:
    """Return whether a sentence says on what something was trained, or what the data for it holds."""
    trains = says(Meaning.TRAINS_ON, lower, hints)
    if trains is not None and says_on_what(lower[trains.end() : trains.end() + _NEAR], hints):
        return True
    return says(Meaning.TRAINED_ON, lower, hints) is not None


def withholds(lower: str, hints: int = ALL) -> bool:
    """Return whether a sentence about data says that it is kept back (not: promised, not: about users' data)."""
    if says(Meaning.DATA_WITHHELD, lower, hints) is None or _SOMEBODYS.found(lower, hints):
        return False
    if says(Meaning.NAMES_TRAINING, lower, hints) is None and says(Meaning.OUR_DATA, lower, hints) is None:
        return False
    return not announces(lower, hints) or says(Meaning.DENIES_PLAINLY, lower) is not None


def tells_of_more(lower: str, hints: int = ALL) -> bool:
    """Return whether a sentence about data speaks of more than named sets: in-house, "such as", collected besides."""
    return _OTHER_DATA.found(lower, hints) is not None


def is_of_private_data(title: str) -> bool:
    """Return whether a heading stands over data that nobody else has."""
    return _PRIVATE_TITLE.search(title) is not None


def tells_parts(lower: str, hints: int = ALL) -> bool:
    """Return whether a sentence tells what the data set named before it is made of."""
    return _PARTS.found(lower, hints) is not None


def is_of_something_else(lower: str, hints: int = ALL) -> bool:
    """Return whether a sentence is about other models, or about what readers may do."""
    return OF_OTHERS.found(lower, hints) is not None or _READERS.found(lower, hints) is not None


def is_of_running(lower: str, hints: int = ALL) -> bool:
    """Return whether a sentence is about running a model, not about making it."""
    return _RUNS.found(lower, hints) is not None


def is_of_evaluation(lower: str, hints: int = ALL) -> bool:
    """Return whether a sentence is about evaluation."""
    return _EVALUATION.found(lower, hints) is not None


_ELSEWHERE = Rule(
    r"\b(?:found|available|listed|described|detail\w*|documented|explained|specified|given|see|refer|read|check"
    r"|learn more)\b"
    r"[^.]{0,40}\b(?:here|paper|report|blog|appendix|repo\w*|github|website|page|table|below|above|link|https?)\b"
    r"|\b(?:see|refer to|check(?: out)?|learn more)\b|https?://"
    r"|\b(?:on|using|with|from) the (?!(?:training|train|same|following|above|below|first|second|new|full|entire"
    r"|whole|original|large|largest"
    r"|small|base|source|target|instruction|fine-?tuning|pre-?training|raw|final|complete|combined|resulting"
    r"|filtered|public|provided|given|own"
    r"|internal|private|custom|text|image|audio|speech|video|code|chat|dialogue|preference|synthetic|other"
    r"|labell?ed|unlabell?ed)\b)"
    r"[a-z][a-z\d_-]{2,} (?:data ?set|corpus)\b"
)
"""Words that lead to where data is named, and "the emotion dataset", of which nobody can tell whether it is a name."""
_WISH = Rule(
    r"\b(?:to be (?:\w+ )?(?:trained|tuned|distilled)|can be|could be|allow(?:s|ing)|would|if you|in order to"
    r" use|appropriate to)\b"
    r"|\btrained (?:for|in|to) (?:an? |the )?[\w\s-]{0,40}\b(?:generation|framework|tasks?|hours?"
    r"|days?)\b(?![^.]{0,80}\b(?:on|with) )"
)
"""What is possible, and trainings told without what they were on."""


def points_elsewhere(lower: str, hints: int = ALL) -> bool:
    """Return whether a sentence on data leads to where it is named, or may name it by a plain word."""
    return _ELSEWHERE.found(lower, hints) is not None


def is_a_wish(lower: str, hints: int = ALL) -> bool:
    """Return whether a sentence tells what could be trained, or a training without what it was on."""
    return _WISH.found(lower, hints) is not None


def says_on_what(lower: str, hints: int = ALL) -> bool:
    """Return whether a sentence names a matter that one can train on: tokens, images, hours, books."""
    return says(Meaning.DATA_MATTER, lower, hints) is not None


def is_of_tuning(lower: str, hints: int = ALL) -> bool:
    """Return whether the words are about tuning: instruction, preference, alignment."""
    return _POST_STEMS.within(lower, hints) and _POSTTRAIN.found(lower, hints) is not None


_OF_MODELS = Rule(
    r"\bpre-?\s?trained (?:[\w.\-/]+ ){0,3}(?:models?|checkpoints?|weights|transformers?|backbone|encoders?"
    r"|language model)\b"
    r"|\bpre-?\s?trained (?:the )?[\w.]*[-/][\w./\-]+"
)
"""A pre-trained model is where the tuning began, not a stage that the sentence tells of."""


def _nearest(text: str, hints: int) -> str | None:
    """Return the stage whose word stands last before a sentence first speaks of data."""
    about = about_data(text, hints)
    if about is None:
        return None
    pre = max((found.start() for found in _PRETRAIN.finditer(text, 0, about.start())), default=-1)
    post = max((found.start() for found in _POSTTRAIN.finditer(text, 0, about.start())), default=-1)
    return None if pre == post else PRE if pre > post else POST


def stage_of(lower: str, titles: tuple[str, ...], hints: int = ALL) -> str | None:
    """Return the stage that a sentence speaks of, by its own words or by the titles over it, nearest first."""
    if _SCALE.found(lower, hints) and not is_of_tuning(lower, hints):
        return PRE
    said = _OF_MODELS.sub(" ", lower) if hints & _OF_MODELS.mask else lower
    post, pre = is_of_tuning(said, hints), _PRETRAIN.found(said, hints) is not None
    if post and pre and (told := _nearest(said, hints)) is not None:
        return told
    if post != pre:
        return POST if post else PRE
    return next(filter(None, map(_stage_of_title, titles)), None)


@lru_cache(maxsize=4096)
def _stage_of_title(title: str) -> str | None:
    post, pre = is_of_tuning(title), _PRETRAIN.search(title) is not None
    return None if post == pre else POST if post else PRE
