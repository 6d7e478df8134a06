"""Hosting: grants to show a model at a non-commercial place, which say nothing of its use and bar no other place."""

from __future__ import annotations

from openness.licences.lifted import blank
from openness.words import ALL, Meaning, every
from openness.words.pattern import pattern_of


def without_places(clause: str, hints: int = ALL) -> tuple[str, tuple[int, ...]]:
    """Return a lower-case clause with such grants blanked, and where each began; offsets stay.

    Words that make a grant a bound ("only on ...", "not ... except on ...") or one of the use ("use it on ...")
    leave it as it is: what it says is then read as any other limit.
    """
    begins: list[int] = []
    for match in tuple(every(Meaning.HOSTED_WHERE, clause, hints)):
        rest = clause[match.end() : match.end() + _MOST_AFTER]
        around = clause[: match.end()] + _PAUSE.split(rest, maxsplit=1)[0]
        if _BOUNDS.search(around) is None:
            clause = clause[: match.start()] + blank(match) + clause[match.end() :]
            begins.append(match.start())
    return clause, tuple(begins)


_MOST_AFTER = 60
_PAUSE = pattern_of(r"[.,;:(（。，；]")
_BOUNDS = pattern_of(
    r"\b(?:only|solely|exclusively|strictly|merely|limited|restricted|must|not|n't|cannot|never|except|unless"
    r"|us(?:e|ed|ing)|nur|ausschlie(?:ß|ss)lich|lediglich|außer|nicht(?![- ]?kommerz)|kein\w*|nutzen|verwenden"
    r"|uniquement|seulement|exclusivement|sauf|ne|utiliser"
    r"|no(?![- ]comercial)|solo|sólo|únicamente|solamente|exclusivamente|salvo|usar\w*|utilizar\w*"
    r"|non(?![- ]?commerc)|soltanto|esclusivamente|tranne|usare|utilizzar\w*|apenas|somente|exceto|não(?![- ]comercia)"
    r"|alleen|uitsluitend|slechts|behalve|tenzij|geen|niet(?![- ]?commerci)|gebruiken"
    r"|tylko|wyłącznie|jedynie|nie|używać)\b|仅|只|僅|限|除|不|禁|使用|のみ|だけ|以外|利用|만 |않|금지|사용"
)
