"""How a sentence means its words: denials, announcements, wishes, and placeholders.

A keyword never makes a thing exist: a sentence that denies it, promises it for later, or belongs to
an unfilled template says something else.
"""

from __future__ import annotations

import re
from functools import lru_cache

_DENIAL = re.compile(
    r"\b(?:not|never|cannot|can't|don't|doesn't|won't|isn't|aren't|wasn't|weren't|didn't|no|none|without|neither|nor"
    r"|unable to"
    r"|undisclosed|unreleased|unpublished|unavailable|confidential|withheld|proprietary)\b"
    r"|\b(?:ne|n')\s?\w+\s(?:pas|aucun\w*|plus)\b|\b(?:nicht|kein\w*|ohne)\b|\bno\s(?:se|hay|está\w*)\b|\bnon\s(?:è"
    r"|sono|viene|ha)\b"
    r"|\b(?:sin|senza|sans)\b|不(?:会|公开|提供|开放|发布|披露)|未(?:公开|发布|披露|开源|公開)|没有|無い|ありません"
    r"|ません|しない|非公開|되지 않|않습니다|없습니다|비공개"
)
_ANNOUNCEMENT = re.compile(
    r"\b(?:will|shall|going to|plan(?:s|ned|ning)? to|aim(?:s|ing)? to|intend(?:s|ing)? to|expect(?:s|ed)? to"
    r"|hope to)\b"
    r"[^.]{0,60}\b(?:releas|publish|open-?sourc|shar|upload|provid|available|updat|ad|com)\w*"
    r"|\b(?:coming|released?|available|published|open-?sourced|updated?|uploaded|shared|added) (?:very )?soon\b"
    r"|\bstay tuned\b"
    r"|\bsoon\b|\bto be (?:released|published|announced|added|updated|determined)\b|\btba\b|\btbd\b"
    r"|\bin the (?:near )?future\b"
    r"|\bwork in progress\b|\bupcoming\b|\bbientôt\b|\bsera (?:publié|disponible)|\bwird (?:noch )?(?:veröffentlicht"
    r"|folgen)|\bdemnächst\b"
    r"|\bpróximamente\b|\bserá (?:publicad|liberad)|\bprossimamente\b|\bsarà (?:rilasciat|pubblicat)|即将"
    r"|将会?(?:开源|发布|公开)|敬请期待"
    r"|近日公開|公開予定|준비\s?중|공개\s?예정|예정입니다"
)
_PLACEHOLDER = re.compile(
    r"\[?\s*more information (?:is )?needed\s*\]?|\[?\bmore info(?:rmation)? to (?:come|follow|be added)\b\]?"
    r"|^\s*(?:todo|tbd|tba|n/?a|none|wip|coming soon|to do"
    r"|to be (?:added|updated|filled|completed|announced))\W*$|\{\{[^{}]{0,200}\}\}|<!--|\blorem ipsum\b"
    r"|\[(?:needs more information|optional|insert[^\]]{0,60}|your[^\]]{0,60}|add[^\]]{0,60})\]"
    r"|待补充|待更新|^\s*(?:暂无|无)\s*$",
    re.IGNORECASE,
)
_TEMPLATE_HINTS = (
    "this should link to a",
    "relevant interpretability work for the model goes here",
    "total emissions (in grams of co2eq) and additional considerations",
    "this section is meant to convey",
    "this section describes the evaluation protocols",
    "provide a quick summary of what the model is",
    "provide a longer summary of what this model is",
    "address questions around how the model is intended",
    "this section is for the model use without fine-tuning",
    "this section is for the model use when fine-tuned",
    "this section addresses misuse, malicious use",
    "use the code below to get started with the model",
    "users (both direct and downstream) should be made aware of the risks, biases and limitations of the model",
    "carbon emissions can be estimated using the",
    "this modelcard aims to be a base template for new models",
    "this is the model card of a 🤗 transformers model that has been pushed on the hub",
    "if relevant, include terms and calculations",
    "if there is a paper or blog post introducing the model",
    "these can be filled in by the model author",
    "this instruction tuned model card has been automatically generated",
    "this model card has been automatically generated",
)
_OPENINGS = ("to", "tb", "n", "wip", "coming soon", "暂无", "无")
"""How a text begins that is a placeholder as a whole."""
_HINT_WORDS = ("section", "model", "card", "emission", "term", "author", "code below")
_FIELD = re.compile(r"^\s*[-*]?\s*[\w /()\-]{2,50}\s*[:：]?\s*$")


_ANNOUNCING = (
    "will", "shall", "going to", "plan", "aim", "intend", "expect", "hope", "soon", "tuned",
    "to be ", "tba", "tbd", "future", "progress",
    "upcoming", "bient", "sera", "wird", "demn", "prossimamente", "próxim", "será", "sarà", "即将",
    "将", "敬请", "近日", "予定", "준비", "예정",
)  # fmt: skip


def denies(text: str) -> bool:
    """Return whether the lower-case sentence denies or withholds something."""
    return _DENIAL.search(text) is not None


def announces(text: str) -> bool:
    """Return whether the lower-case sentence only promises something for later."""
    return holds_any(text, _ANNOUNCING) and _ANNOUNCEMENT.search(text) is not None


@lru_cache(maxsize=4096)
def is_placeholder(text: str) -> bool:
    """Return whether the sentence says nothing: template text, "more information needed", "TODO".

    A field label with a placeholder after it ("Hours used: [More Information Needed]") is one too.
    """
    lower = text.lower()
    if _may_be_unfilled(text, lower):
        match = _PLACEHOLDER.search(text)
        if match is not None:
            rest = text[: match.start()] + text[match.end() :]
            if len(rest.split()) <= 6 or _FIELD.match(rest):
                return True
    return holds_any(lower, _HINT_WORDS) and holds_any(lower, _TEMPLATE_HINTS)


def _may_be_unfilled(text: str, lower: str) -> bool:
    """Return whether `_PLACEHOLDER` is worth a try: nothing that it finds is without one of these."""
    if "[" in text or "{" in text or "<" in text or "more info" in lower:
        return True
    return len(text) < 60 and (lower.lstrip().startswith(_OPENINGS) or "lorem" in lower or "待" in lower)


def holds_any(text: str, stems: tuple[str, ...]) -> bool:
    """Return whether a text holds one of the stems."""
    for stem in stems:  # noqa: SIM110 - a third faster than any(), and asked for every sentence
        if stem in text:
            return True
    return False
