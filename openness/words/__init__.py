"""Words: what sentences say, in every language that has a file in `languages/`. Nothing here knows models or records.

To ask (all texts in lower case with single spaces between words, see `normal`):

    says(Meaning.COMMERCIAL_FORBIDDEN, text)          -> re.Match | None: where the text says it
    says(Meaning.DENIES, sentence.lower, sentence.hints)   the same, cheap: hints come from one scan of the card
    sentence.says(Meaning.DENIES)                          the same, for a sentence of a card
    card.sentences_hinting(Meaning.DATA, ...)              all sentences worth asking (they hold a stem)
    scan([text, ...])                                 -> hints of many texts in one pass
    hints & hinting(Meaning.DATA, ...)                -> not 0 where asking for one of them is worth it
    every(Meaning.TRAINS, text)                       -> all matches
    rule = Rule(r"...")                               a regular expression, for what no language's words say
    rule.found(text, hints)    sentence.finds(rule)   where it matches, tried only where a literal it needs stands
    stems = Stems("lake", "pond")                     literals; `sentence.holds(stems)`, `card.sentences_with(stems)`
    understood(text)                                  -> bool: whether we have words for the language of a text

What is asked of a few words beside others, as of those before a licence's name, is marked `aside` in `meaning.py`: no
scan of a card looks for its stems, and its hints are found when it is asked.

One pass finds the stems of all phrases in a card; after it only the phrases that a sentence may say are tried. Matching
takes time linear in the text. A `Meaning` carries its documentation; `docs/words.md` shows which language
has which.

To add a phrase: write it into the language's file below its meaning, with an example (see `phrase.py` for how phrases
are written), and run `openness words check`. The cheap test of which stems a text must hold is derived from the phrase.

To add a meaning: one line in `meaning.py`, phrases in `languages/en.yaml` and in as many others as you can.

To add a language: one file `languages/<code>.yaml`; nothing else has to know. CONTRIBUTING.md tells how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from openness.words.language import normal
from openness.words.lexicon import aside, hints_aside, lexicon
from openness.words.meaning import Meaning
from openness.words.rule import ALL, Looked, Rule, Stems
from openness.words.understood import is_english, understood

__all__ = [
    "ALL",
    "Looked",
    "Meaning",
    "Rule",
    "Stems",
    "every",
    "hinting",
    "is_english",
    "normal",
    "says",
    "scan",
    "understood",
]


def says(meaning: Meaning, text: str, hints: int = ALL) -> re.Match[str] | None:
    """Return where a text (lower case, single spaces) says something, or None.

    `hints` are what `scan` found in the text; without them the stems of the meaning are looked for here.
    """
    return aside().says(meaning, text, hints_aside(text)) if meaning.aside else lexicon().says(meaning, text, hints)


def every(meaning: Meaning, text: str, hints: int = ALL) -> Iterator[re.Match[str]]:
    """Yield every place where a text (lower case, single spaces) says something; `hints` as in `says`."""
    return aside().every(meaning, text, hints_aside(text)) if meaning.aside else lexicon().every(meaning, text, hints)


def scan(texts: list[str]) -> list[int]:
    """Return for each text (lower case, no line breaks) the hints that make asking it cheap."""
    return lexicon().scan(texts)


@cache
def hinting(*meanings: Meaning) -> int:
    """Return the bits of which a text's hints have one where the text holds a stem of one of the meanings."""
    return lexicon().mask(*meanings)
