"""The base model that a card names in plain words, in a field, or in its code, told by what the words around it do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openness.card import Card, Sentence
from openness.card.address import read_address
from openness.card.origin import comes_after
from openness.reading.base_family import family_in_words
from openness.reading.headings import OTHER_MODELS, section_topics
from openness.reading.wording import is_placeholder
from openness.record.record import Relation
from openness.words import Rule, Stems
from openness.words.pattern import pattern_of

_ID = r"[A-Za-z0-9][\w.-]{0,95}/[\w.-]{1,95}\w"
_WORD = r"[A-Za-z][\w.+-]{1,60}\w"
_NAME = rf"(?P<name>{_ID}|(?:(?-i:[A-Z][a-z]+ ){{1,2}})(?:XL|v?\d[\w.]{{0,8}})|{_WORD}(?: \d[\w.]{{0,8}})?)"
_FILL = (
    r"(?:(?:the|an?|our|this|its|hugging ?face|hf|original|official|pre-?trained|open|public|large|base|foundation"
    r"|language"
    r"|multilingual|model|models|checkpoint|weights|version|of|google's|meta's) ){0,5}(?:[A-Z][a-z]\w+ (?=[`a-z]))?"
)
_QUOTE = r"[`\"'“*\[(]{0,3}"
_CUES: tuple[tuple[Rule, Stems, Relation], ...] = tuple(
    (Rule(cue + _QUOTE + _NAME, re.IGNORECASE), Stems(*stems.split()), relation)
    for cue, relation, stems in (
        ((rf"\b(?:distill?ed|distillation|distilled version|student) (?:version |model |variant )?(?:of|from)"
        rf" {_FILL}"), Relation.FINETUNE, "distil student"),
        ((rf"\bfine-?tun\w* (?:version |variant |model |checkpoint )?(?:of|from|upon|on top of)"
        rf" {_FILL}"), Relation.FINETUNE, "tun"),
        (rf"\bfine-?tuned? (?!on\b|with\b|using\b|for\b|and\b|version|model){_FILL}", Relation.FINETUNE, "tun"),
        (rf"\b(?:based|built|build|builds) (?:up)?on (?:top of )?{_FILL}", Relation.FINETUNE, "on"),
        (rf"\b(?<!randomly )initiali[sz]ed (?:from|with|by|using) {_FILL}", Relation.FINETUNE, "initiali"),
        ((rf"\b(?:derived|adapted|continued|trained further|further trained|starting|started) from"
        rf" {_FILL}"), Relation.FINETUNE, "derived adapted continued trained starting started"),
        ((rf"\b(?:continual(?:ly)?|continued?|continuous(?:ly)?|further|additional(?:ly)?) pre-?train(?:ing|ed)? "
        rf"(?:(?:of|from|on top of|upon) )?(?!\W|with\b|using\b|data|corp|stage|step|phase){_FILL}"),
        Relation.FINETUNE, "pretrain pre-train"),
        ((rf"\b(?:student|teacher|base|source|parent|foundation|backbone|starting) (?:model|checkpoint)s?(?: name|"
        rf" id| path)?\W{{1,4}}(?:is |was |used )?{_FILL}"), Relation.FINETUNE, "model checkpoint"),
        (rf"\b(?:teacher|student|base[ _]model|backbone)\b ?[(:|=]\W{{0,4}}{_FILL}",
         Relation.FINETUNE, "teacher student base backbone"),
        (rf"\btrain(?:ed)? (?:an?|the) {_FILL}(?=[^ ]+ (?:model|checkpoint)\b)", Relation.FINETUNE, "train"),
        (rf"\b(?:converted|conversion|ported|port) (?:version )?(?:of|from) {_FILL}",
         Relation.FINETUNE, "convert conversion port"),
        (rf"\bquanti[sz]\w+ (?:version |model |copy )?(?:of|from) {_FILL}", Relation.QUANTIZED, "quanti"),
        (rf"\b(?:merged?|merging|mix|blend) (?:version |model )?(?:of|from|based on|with) {_FILL}",
         Relation.MERGE, "merg mix blend"),
    )
)  # fmt: skip
_ROLE = Rule(
    rf"{_QUOTE}{_NAME}{_QUOTE} (?:model )?(?:as|is|was|served as|serves as) (?:the|our|its|a)? ?(?:\w+ )?"
    r"(?:base|source|teacher|initial|starting|backbone|parent|foundation)(?: model| checkpoint| point)?\b"
    rf"|{_QUOTE}(?P<passive>{_ID}|{_WORD}){_QUOTE} (?:model )?(?:was|were|is|has been) (?:then |further"
    rf" )?(?:fine-?tuned|distilled|quanti[sz]ed|merged)\b"
    r"|\b(?:using|use|used|took|take) (?P<taken>[`\"]?(?:"
    + _ID
    + "|"
    + _WORD
    + r")[`\"]?) as (?:the|our|a) (?:base|source|teacher|initial|student|starting|backbone)\b",
    re.IGNORECASE,
)
_FIELD = pattern_of(
    r"\A\W{0,4}(?:sources?|source model|original(?: model)?|base(?: model)?|converted from"
    r"|finetuned from|parent)\b[^:|]{0,12}[:|]",
    re.I,
)
_TABLE_HEAD = Rule(r"\b(?:based on|base model|finetuned from|fine-tuned from|backbone)\b")
_STEMS = Stems(
    "source", "original", "distil", "tuned", "fine-tun", "finetun", "based on", "based upon", "built on",
    "built upon", "builds", "initiali", "derived", "adapted", "continued", "student", "teacher", "base model",
    "source model", "base", "parent", "convert", "ported", "quanti", "merg", "mix", "blend",
    "started from", "starting from", "starting checkpoint", "trained further", "further trained",
    "continual", "continue pre", "continuous", "further pre", "additional pre", "additionally pre",
)  # fmt: skip
_ROLE_STEMS = Stems(" as ", "tuned", "distilled", "quanti", "merged", "served", " base", "backbone")
_MAKING = ("distil", "tuned", "fine-tun", "finetun", "based on", "based upon", "initiali", "converted", "derived")
_MODEL_LIKE = pattern_of(
    r"\d| XL\b|-(?:base|large|small|tiny|mini|medium|xl|xxl|cased|uncased|instruct|chat|lora|hf)\b"
    r"|/",
    re.IGNORECASE,
)
_NOT_ONE = pattern_of(
    r"\A(?:gpus?|a100|h100|v100|tpu\S*|rtx|\w*data\w*|corpus|tokens?|pytorch|tensorflow|keras|jax|transformers?"
    r"|diffusers|v\d|version|step|epoch"
    r"|gpt-?[34]\S*|chatgpt|top-?\d*|fp16|bf16|int[48]|[48]-?bit|\d+k?|python\S*|cuda\S*|f1\S*|wikipedia|c4"
    r"|imagenet\S*|coco|[a-z]+-(?:\d+k|tuning|trained|shot|level|based|to-\w+))\Z",
    re.IGNORECASE,
)
_TWO_WORDS = pattern_of(r"[a-z]+/[a-z]+")
"""Words with a stroke between them ("title/abstract")."""
_ONLY_BUILD = pattern_of(r"[`\"'”*\])]{0,3}(?:'s)? (?:model |network )?(?:architecture|design)\b", re.IGNORECASE)
"""What is taken is how it is built, and no weights."""
_PLAIN = frozenset("with our the this that these an all only about over in on by to".split())
_DERIVED = pattern_of(r"instruct|chat|sft|dpo|tuned|-ft|lora|gguf|gptq|awq|distil|quant|merge|[-_]it\b|[-_]v\d")
_OTHERS = Rule(
    r"\b(?:compar\w+|outperform\w*|unlike|similar to|baselines?|versus|vs\.?|can be|could be|you can|may be|better"
    r" than|results? (?:of|from)|"
    r"evaluat\w+|benchmark\w*|paper|license|licence|code is|script|tokenizer|inspired|inference|recommend\w*)\b"
)
_IN_CODE = pattern_of(rf"\bbase_?model\w*\s*[=:]\s*[\"']?({_ID})", re.IGNORECASE)
_LOADED = pattern_of(rf"(?<!Tokenizer)(?<!PeftModel)\.from_pretrained\(\s*[\"']({_ID})")
"""What an adapter is put upon."""
_MERGED = pattern_of(rf"^\s*(?:-\s+)?model:\s*[\"']?({_ID})[\"']?\s*$", re.MULTILINE)
_ASIDE = frozenset({"citation", "licence", "evaluation", OTHER_MODELS})
_MOST, _MOST_LINKS, _CODE_READ = 60, 300, 8_000


@dataclass(frozen=True)
class NamedBase:
    """The bases a card names in words, links or code; `pointed` where they are ids of the Hub."""

    names: tuple[str, ...]
    relation: Relation
    line: int
    quote: str
    pointed: bool


def base_in_words(card: Card, own: str) -> NamedBase | None:
    """Return the base models that a card's own words name, or None; `own` is the model's own id, lower case."""
    topics = section_topics(card)
    linked = _linked(card, own, topics)
    elsewhere = _repositories_of_code(card)
    for sentence in card.sentences_with(_STEMS)[:_MOST]:
        if topics[sentence.section] & _ASIDE and "training" not in topics[sentence.section]:
            continue
        if is_placeholder(sentence.text, sentence.hints) or sentence.finds(_OTHERS):
            continue
        found = _in_sentence(sentence, own, linked.get(sentence.block))
        if found is not None and elsewhere.isdisjoint(map(str.lower, found.names)):
            return found
    return _in_table(card, own) or _in_code(card, own) or _by_family(card, own, topics)


def _by_family(card: Card, own: str, topics: tuple[frozenset[str], ...]) -> NamedBase | None:
    def aside(sentence: Sentence) -> bool:
        about = topics[sentence.section]
        return bool(about & _ASIDE and "training" not in about) or sentence.finds(_OTHERS) is not None

    told = family_in_words(card, own, aside)
    return None if told is None else NamedBase((told.name,), Relation.FINETUNE, told.line, told.quote, "/" in told.name)


def _repositories_of_code(card: Card) -> frozenset[str]:
    """Return what a card links as repositories of code elsewhere: written like an id of the Hub, and no model."""
    found = (read_address(link.url) for link in card.links[:_MOST_LINKS])
    return frozenset(address.name.lower() for address in found if address.kind == "code" and address.name)


def _in_table(card: Card, own: str) -> NamedBase | None:
    """Return what a table tells in a column "based on", in the row of this very model."""
    if not card.hints & _TABLE_HEAD.mask:
        return None
    place, head_line = -1, -1
    mine = own.rpartition("/")[2]
    for block in card.blocks:
        if block.kind != "row":
            place = -1
            continue
        cells = [cell.strip().lower() for cell in block.cells]
        if place < 0:
            place, head_line = next((at for at, cell in enumerate(cells) if _TABLE_HEAD.search(cell)), -1), block.line
        elif place < len(cells) and any(mine in cell for at, cell in enumerate(cells) if at != place):
            name = block.cells[place].strip(" `*[]")
            if name and " " not in name and _is_model(name, own) and block.line > head_line:
                return NamedBase((name,), Relation.FINETUNE, block.line, block.text[:200], pointed="/" in name)
    return None


def _in_sentence(sentence: Sentence, own: str, link: tuple[str, str] | None) -> NamedBase | None:
    for cue, stems, relation in _CUES:
        if not (sentence.hints & cue.mask and sentence.holds(stems)):
            continue
        for match in cue.finditer(sentence.text):
            name = match["name"].strip(".,;:")
            if not _is_model(name, own) or _ONLY_BUILD.match(sentence.text, match.end()):
                continue
            if link is not None and (name in link[0] or name in link[1]):
                return NamedBase((link[1],), relation, sentence.line, match[0], pointed=True)
            return NamedBase((name,), relation, sentence.line, match[0], pointed="/" in name)
    if link is not None and _FIELD.match(sentence.text):
        return NamedBase((link[1],), Relation.FINETUNE, sentence.line, sentence.text[:200], pointed=True)
    before = sentence.text.partition(link[0])[0].lower() if link is not None and "|" not in sentence.text else ""
    if link is not None and any(stem in before for stem in _MAKING) and link[0] in sentence.text:
        return NamedBase((link[1],), Relation.FINETUNE, sentence.line, sentence.text[:200], pointed=True)
    role = _ROLE.found(sentence.text, sentence.hints) if sentence.holds(_ROLE_STEMS) else None
    if role is not None:
        name = (role["name"] or role["passive"] or role["taken"] or "").strip('`".,;:')
        if _is_model(name, own):
            return NamedBase((name,), Relation.FINETUNE, sentence.line, role[0], pointed="/" in name)
    return None


def _is_model(name: str, own: str) -> bool:
    lower = name.lower()
    bare, mine = lower.rpartition("/")[2], own.rpartition("/")[2]
    first, space, _ = name.partition(" ")
    if space and (first.islower() or first.lower() in _PLAIN):
        return False
    if (
        _letters(mine).startswith(_letters(bare))
        and len(_letters(mine)) - len(_letters(bare)) != 0
        and _DERIVED.search(mine) is None
    ):
        return False  # "ESM-2" in the card of `esm2_t30`: its own family
    if comes_after(lower, own):
        return False
    if lower == own or bare == mine or _NOT_ONE.match(lower) or not _MODEL_LIKE.search(name):
        return False
    return "/" not in name or not (lower.startswith(("http", "datasets/")) or _TWO_WORDS.fullmatch(name))


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))


def _linked(card: Card, own: str, topics: tuple[frozenset[str], ...]) -> dict[int, tuple[str, str]]:
    """Return by block the one other model that it links: the words of the link and the id."""
    found: dict[int, set[tuple[str, str]]] = {}
    for link in card.links[:_MOST_LINKS]:
        if link.image or link.block < 0 or topics[link.section] & _ASIDE:
            continue
        address = read_address(link.url)
        if address.kind == "model" and address.path in ("", "tree/main") and address.name.lower() != own:
            found.setdefault(link.block, set()).add((link.text.strip() or address.name, address.name))
    only = {block: next(iter(models)) for block, models in found.items() if len(models) == 1}
    return {block: link for block, link in only.items() if not comes_after(link[1], own)}


def _in_code(card: Card, own: str) -> NamedBase | None:
    names: dict[str, None] = {}
    relation, line, quote = Relation.UNSTATED, 0, ""
    for code in card.code[:_MOST]:
        text = code.text[:_CODE_READ]
        merged = "merge_method" in text
        found = [
            name
            for name in _ids(text, merged=merged)
            if _bare_of(name) != _bare_of(own) and name not in names and not comes_after(name, own)
        ]
        if found and not names:
            line, quote = code.first, text.split("\n", 1)[0][:200]
            relation = Relation.MERGE if merged else relation
        names.update(dict.fromkeys(found))
    return NamedBase(tuple(names)[:8], relation, line, quote, pointed=True) if names else None


def _bare_of(name: str) -> str:
    return name.rpartition("/")[2].lower()


def _ids(text: str, *, merged: bool) -> Iterator[str]:
    yield from (match[1] for match in _IN_CODE.finditer(text))
    if "PeftModel" in text:
        yield from (match[1] for match in _LOADED.finditer(text))
    if merged:
        yield from (match[1] for match in _MERGED.finditer(text))
