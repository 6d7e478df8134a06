"""What a heading is about: topics of model cards, told by the words of a title in ten languages.

Hundreds of titles name the same thing ("usage" alone stands under 97 titles in 100 cards), so a
title is matched by word stems, never by equality.
"""

from __future__ import annotations

import re
from functools import lru_cache
from weakref import WeakKeyDictionary

from openness.card import Card

OTHER_MODELS = "other_models"
"""The topic of sections that list a model's siblings and offspring: what they say is not said of this one."""
_TITLES: dict[str, str] = {
    "pretraining_data": r"pre-?\s?train\w*\s(?:data|corp|mix|token)|data\w*\s(?:for|used in)\spre-?train|预训练数据"
    r"|事前学習(?:データ|コーパス)|사전\s?학습\s?데이터|données de pré-?entra",
    "posttraining_data": r"(?:fine-?\s?tun\w*|instruct\w*|sft|alignment|post-?\s?train\w*|preference|rlhf|dpo|chat"
    r"|reward)"
    r"\s(?:and \w+\s)?(?:data|corp|mix)|微调数据|指令数据|チューニングデータ|파인튜닝\s?데이터",
    "data": r"\b(?:training|train|pre-?training|source|instruction|fine-?tuning|tuning|sft)?\s?(?:data|datasets?"
    r"|corpus|corpora|"
    r"data\s?mix\w*)\b(?!\s?(?:privacy|protection|format|collator|governance|retention|use policy|parallel))"
    r"|données|daten\b|datensatz|datensätze|trainingsdaten|conjuntos? de datos|\bdatos\b|\bdati\b|\bdados\b"
    r"|数据|語料|语料|データ|コーパス|데이터|학습\s?자료",
    "training": r"reproduc|train(?:ing|ed|er)?\b|pre-?train|fine-?\s?tun|finetun|post-?train|alignment procedure"
    r"|\brlhf\b|\bsft\b|\bdpo\b"
    r"|entra[iî]nement|entrenamiento|addestramento|treinamento|训练|微调|学習|訓練|トレーニング|학습|훈련|hyper-?param",
    "evaluation": r"\beval|benchmark|\bresults?\b|performance|\bmetrics?\b|\bscores?\b|accuracy|leaderboard|testing"
    r"|comparison"
    r"|évaluation|auswertung|ergebnisse|leistung|evaluación|resultados|valutazione|risultati|评测|评估|评价|性能"
    r"|效果|評価|ベンチマーク"
    r"|평가|성능|벤치마크",
    "intended_use": r"intended|\b(?:direct|downstream|primary|main|appropriate|potential|model|expected) uses?\b"
    r"|\Auses?\Z|use[- ]cases?|out[- ]of[- ]scope|misuse|applications?\b|direct use|downstream use"
    r"|purpose"
    r"|prohibited|utilisation prévue|verwendungszweck|anwendungs|uso previsto|usos previstos|uso inteso|用途"
    r"|应用场景|利用目的"
    r"|想定(?:される)?(?:用途|利用)|사용\s?목적|용도",
    "usage": r"\busage\b|how to|quick\s?start|get(?:ting)? started|\binference\b|\bexamples?\b|\bdeploy"
    r"|\brun(?:ning)?\b|install|"
    r"\bdemo\b|prompt|api\b|utilisation|verwendung|nutzung|\buso\b|cómo usar|come usare|使用|快速开始|推理|部署"
    r"|使い方|使用方法|推論"
    r"|사용\s?(?:방법|법|예)|빠른\s?시작",
    "limitations": r"limitation|\bbias|\brisks?\b|ethic|safety|caveat|\bharm|disclaimer|responsib|known issues"
    r"|considerations?\b|"
    r"guardrail|red[- ]team|limites|biais|risques|einschränkung|grenzen|risiken|limitaciones|sesgo|riesgos"
    r"|limitazioni|rischi"
    r"|局限|限制|偏见|风险|免责|安全|制限|限界|バイアス|リスク|免責|注意事項|한계|편향|위험|주의",
    "architecture": r"architect|model (?:details?|specs?\b|specification|summary|overview|description|structure"
    r"|configuration|sizes?)|"
    r"technical spec|model card for|hyper-?param|about the model|introduction|model information|key features|highlights"
    r"|architektur|modellbeschreibung|arquitectura|architettura|模型(?:介绍|结构|信息|细节|架构|简介)|架构"
    r"|アーキテクチャ|モデル(?:の)?(?:概要|詳細|構造)"
    r"|모델\s?(?:정보|구조|설명|소개)|아키텍처",
    "hardware": r"hardware|\bcompute\b|computing|infrastructure|environment|carbon|\bco2\b|emission|energy"
    r"|resource (?:usage|use)|"
    r"training (?:cost|time)|\bgpus?\b|\btpus?\b|matériel|umwelt|硬件|算力|环境|ハードウェア|計算資源|하드웨어|컴퓨팅",
    "licence": r"licen[cs]|lizenz|licencia|licenza|licença|terms of use|许可|协议|ライセンス|라이[선센]스",
    "citation": r"cit(?:e|ation|ing)\b|bibtex|reference|acknowledg|zitier|référence|citar|引用|致谢|인용",
    "code": r"\bcode\b|source code|repositor|github|codebase|implementation|代码|コード|코드",
    OTHER_MODELS: r"\bmodels? (?:fine-?tuned|built|based|derived|trained) (?:off|from|on|with)\b"
    r"|\b(?:other|related|sibling|derived|further) (?:models|versions|variants)\b"
    r"|\bmodel (?:family|zoo|index|variants|series)\b|其他模型|関連モデル|다른 모델",
    "paper": r"\bpapers?\b|publication|technical report|tech report|论文|技术报告|論文|논문",
}
_PATTERNS = {topic: re.compile(pattern) for topic, pattern in _TITLES.items()}
_EVALUATION_DATA = re.compile(
    r"\b(?:eval\w*|test\w*|benchmark\w*|validation)\b[\w\s,&/]{0,30}\b(?:data|datasets?)\b|评测数据|評価データ"
)


@lru_cache(maxsize=8192)
def title_topics(title: str) -> frozenset[str]:
    """Return the topics a lower-case title speaks of; empty where it names none we know."""
    title = title[:160]
    if len(title.split()) > 8:  # a sentence or a paper's title, not a topic
        return frozenset()
    found = {topic for topic, pattern in _PATTERNS.items() if pattern.search(title)}
    if found & {"pretraining_data", "posttraining_data"}:
        found.add("data")
    if "data" in found and _EVALUATION_DATA.search(title) and "train" not in title.replace("test", ""):
        found.discard("data")
        found.add("evaluation")
    return frozenset(found)


_TOLD: WeakKeyDictionary[Card, tuple[frozenset[str], ...]] = WeakKeyDictionary()


def section_topics(card: Card) -> tuple[frozenset[str], ...]:
    """Return the topics of each section: its own title's, or where that names none, its parent's."""
    known = _TOLD.get(card)
    if known is None:
        known = _section_topics(card)
        _TOLD[card] = known
    return known


def _section_topics(card: Card) -> tuple[frozenset[str], ...]:
    topics: list[frozenset[str]] = []
    for section in card.sections:
        own = title_topics(section.title.lower()) if section.title and section.level != 1 else frozenset()
        if section.level == 1 and section.title:
            own = title_topics(section.title.lower()) - {"architecture", "usage", "code"}
        if not own and section.parent is not None:
            own = topics[section.parent]
        topics.append(own)
    return tuple(topics)
