"""What code is for, told by the words around a link, by a path in a repository, and by the names of files."""

from __future__ import annotations

import re

from openness.words import Rule
from openness.words.pattern import pattern_of

TRAINING, DATA, EVALUATION, INFERENCE = "training", "data_pipeline", "evaluation", "inference"

WORDS = {
    TRAINING: Rule(
        r"\b(?:pre-?|post-?)?train(?:ing|er)?(?:[ /&,]+(?:and |or )?\w+){0,3}[ -](?:code|codebase|scripts?|recipes?"
        r"|pipeline|framework|repo(?:sitory)?|configs?|logs?|library|software)\b"
        r"|\b(?:code|codebase|scripts?|recipes?|repo(?:sitory)?|framework|library|software|configs?|notebook"
        r"|toolkit)\b[^.,;]{0,50}\b(?:pre-?|post-?|fine-?)?(?:train|tun)(?:ing|e|ed)?\b(?! data)"
        r"|\b(?:trained|pre-?trained|fine-?tuned|finetuned) (?:\w+ ){0,4}(?:with|using|via|by|in"
        r"|on top of)\b[^.]{0,60}\Z|\bfine-?tun(?:e|ing)\b[^.]{0,40}\b(?:code|scripts?|guide|recipe|example|tutorial"
        r"|repo)"
        r"|\breproduc\w+\b[^.]{0,40}\b(?:train|model)|\A(?:pre-?|post-?)?(?:fine-?)?(?:train|tun)ing\b"
        r"|\b(?:code|scripts?)\b[^.]{0,30}\bdistill\w*"
        r"|训练(?:代码|脚本|框架)|微调(?:代码|脚本)|学習(?:コード|スクリプト)|학습 ?(?:코드|스크립트)"
        r"|code d'entra[iî]nement|trainingscode|código de entrenamiento|codice di addestramento"
    ),
    DATA: Rule(
        r"\b(?:data|dataset|corpus)[ -](?:process\w*|prepar\w*|pre-?process\w*|curation|pipeline|generation"
        r"|filter\w*|clean\w*|collect\w*|deduplicat\w*|tool\w*|creation|construction)\b"
        r"|\b(?:pre-?process|curat|dedup|filter|clean|crawl)\w*\b[^.]{0,40}\b(?:data|corpus|code|scripts?)\b"
        r"|数据(?:处理|清洗)(?:代码|脚本)"
    ),
    EVALUATION: Rule(r"\beval\w*|\bbenchmark\w*|评测|評価|평가"),
    INFERENCE: Rule(
        r"\binference\b|\bdemo\b|\bdeploy\w*|\bserv(?:e|ing)\b|\bexamples?\b|\busage\b|\brun(?:ning)?\b|推理|推論|추론"
    ),
}
PATHS = {
    TRAINING: pattern_of(
        r"(?:^|[/_\-.])(?:pre)?train(?:ing|er)?(?:$|[/_\-.])|finetun|fine-tun|(?:^|[/_\-])(?:sft|rlhf|dpo)(?:$"
        r"|[/_\-.])"
    ),
    DATA: pattern_of(
        r"(?:^|/)(?:data_?(?:prep|processing|pipeline|generation|tools?)\w*|preprocess\w*|dataprep)(?:$|[/.])"
    ),
    EVALUATION: pattern_of(r"(?:^|[/_\-])eval(?:uation|s)?(?:$|[/_\-.])|benchmark"),
    INFERENCE: pattern_of(r"inference|demo|generate|chat_?cli|(?:^|/)examples?(?:$|/)"),
}
FILES = {
    TRAINING: pattern_of(
        r"(?:^|/)(?:\w+[_-])?(?:pre)?(?:train|finetune|fine_tune|run_clm|run_mlm|sft|dpo)(?:[_-]\w+)?\.(?:py|sh"
        r"|ipynb|ya?ml)\Z|(?:^|/)(?:training|train)/[\w./-]+\.(?:py|sh|ipynb)\Z",
        re.I,
    ),
    DATA: pattern_of(
        r"(?:^|/)(?:prepare|preprocess|process|build|clean|generate)_?(?:data|dataset|corpus)\w*\.(?:py|sh|ipynb)\Z",
        re.I,
    ),
    EVALUATION: pattern_of(r"(?:^|/)(?:\w+_)?eval(?:uate|uation)?(?:_\w+)?\.(?:py|sh|ipynb)\Z", re.I),
    INFERENCE: pattern_of(r"(?:^|/)(?:inference|generate|demo|predict|pipeline|sample|app|handler)\w*\.py\Z", re.I),
}
