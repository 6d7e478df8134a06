"""Whether a model continues another one, told by a named base, its own name or the card's plain words."""

from __future__ import annotations

from openness.reading.ancestry import read_ancestry, sounds_tuned
from openness.reading.reading import Reading, once
from openness.reading.wording import denies
from openness.record.record import Relation
from openness.words import Meaning, Rule, Stems

_TUNED_TEXT = Rule(
    r"\b(?:is|was|model|version|checkpoint|llm|\d+b|been|we) (?:an? |then |further |later |also "
    r"|the )*(?:\w+ ){0,2}(?:instruction-|chat-)?fine-?tuned (?:on|using|with|from|version|variant)\b"
    r"|(?<!non-)\b(?:fine-?tuned|instruction-tuned|chat-tuned|aligned) (?:version|variant|checkpoint|from|model based"
    r"|on top of)\b"
    r"|\b(?:is|are) (?:an? |the )?(?:\w+ ){0,2}(?:post-?trained|instruct(?:ion)?-?(?:fine-?)?tuned|aligned) (?:large )?"
    r"(?:language )?(?:models?|versions?|variants?|llms?|checkpoints?)\b"
    r"|\bwe (?:\w+ ){0,2}fine-?tuned? (?:[^\s.]+ ){0,6}(?:pre-?trained|base|foundation) (?:\w+ ){0,3}(?:models?|lms?)\b"
    r"|(?<!randomly )\binitiali[sz]ed (?:from|with) (?:the )?(?:[\w.\-]+ ){0,4}(?:weights|checkpoints?|models?|base)\b"
    r"|(?<!randomly )\binitiali[sz]ed (?:from|with) [\w.]*-[\w.\-]+"
)
_MAY_BE = Rule(r"\b(?:can|could|may|might|should|must|to) be\b|\b(?:when|if|after being|example)\b")
_STEMS = Stems("tuned", "finetun", "fine-tun", "initiali", "post-train", "posttrain", "aligned")
_MOST_SENTENCES = 8


def is_tuned(reading: Reading) -> bool:
    """Return whether the model continues another one: a named base, its own name, or plain words."""
    ancestry = read_ancestry(reading)
    if ancestry is not None and ancestry.bases and ancestry.relation is not Relation.QUANTIZED:
        return True
    return sounds_tuned(reading.record.id) or says_tuned(reading)


@once
def says_tuned(reading: Reading) -> bool:
    """Return whether the card says in plain words that the model continues another one; read once a reading."""
    card = reading.card
    return card is not None and any(
        sentence.finds(_TUNED_TEXT)
        and not (
            sentence.finds(_MAY_BE) or sentence.says(Meaning.OF_OTHER_RESULTS) or denies(sentence.lower, sentence.hints)
        )
        for sentence in card.sentences_with(_STEMS)[:_MOST_SENTENCES]
    )
