"""Names of data sets in a sentence on training, told by what the sentence does and how names are written.

"Trained on Aurora-2, the Lakeside corpus and OpenWaves" names three, whoever they are: what follows the words of
training, item by item, is a name where it is written like one. Machines, languages, people's tools and models are
written like names too and are told by the words beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from openness.card import Sentence
from openness.words import Rule
from openness.words.pattern import pattern_of

_DATA_NOUN = r"(?:data ?sets?|corpus|corpora|data|collection|treebank|challenge|dump|crawl|subsets?)"
_CUE = Rule(
    r"\b(?:pre-?|post-?|fine-?|re)?(?:trained|training|tuned|tuning|finetuned|finetuning|distilled|adapted|aligned"
    r"|alignment|learned)\b[^.;:]{0,90}?"
    r"\b(?:on|over|using|with|from|for)\b|\bfine-?tun(?:e|es)\b[^.;:]{0,60}?\b(?:on|with|using)\b"
    r"|\btrain(?:s)?\b[^.;:]{0,60}?\b(?:on|with|using|from)\b"
    r"|\b(?:training|train|fine-?tuning|pre-?training|instruction|alignment|preference)? ?"
    r"(?:data ?sets?|data|corpus|corpora|mixture)\b(?: used| for training| mix\w*)?\s?(?:is|are|was|were|includes?"
    r"|contains?|comprises?|consists? of|consisted of|such as|namely|comes? from|[:：]|=)"
    r"|\b(?:mixture|combination|concatenation|union|blend|mix|subset|portion|samples|examples|pairs) of\b"
    r"|\bwe (?:used?|employed|leveraged|combined|sampled)\b"
)
_NEXT_CUE = pattern_of(r"\b(?:on|over)\b")
_ITEM_END = pattern_of(
    r"\s*(?:,|;|\band\b|\bas well as\b|\bplus\b|\bor\b|&|\+|\||\n|/(?=\s)|\bthen\b|\bfollowed by\b)\s*"
)
_LEAD = pattern_of(
    r"\A(?:(?:the|a|an|our|own|both|all|of|on|from|using|with|also|only|publicly|public|available|open|large|whole"
    r"|full|entire|complete|original|new|custom|popular|filtered|cleaned|deduplicated|"
    r"english|german|french|spanish|italian|portuguese|russian|chinese|japanese|korean|arabic|hindi|turkish|dutch"
    r"|polish|vietnamese|thai|indonesian|greek|hebrew|swedish|"
    r"monolingual|multilingual|synthetic|translated|following|train(?:ing)?|split|splits|version|versions|subset"
    r"|part|portion|segment|samples?|examples?|images?|texts?|pairs?|sentences?|dumps?|data ?sets?|data|corpus"
    r"|corpora|collection|named|called|namely|including|like|such as|i\.e\.|e\.g\.|"
    r"\d[\d.,]*\s?(?:k|m|b|t|million|billion|hours?|gb|tb|%)?\+?|tokens|in|for|is|are|was|were|by|to|about"
    r"|approximately|around|over|more than|mixture|combination|mix|social media|social|media|news|web|code"
    r"|instruction|preference|dialogue|high-quality|very|well-known)\s+)*",
    re.IGNORECASE,
)
_TAIL = pattern_of(
    rf"(?:\s*\[\d+\]|\s*\([^()]*\)|\s*\[[^\]]*\]|\s+(?:{_DATA_NOUN}|benchmarks?|train(?:ing)?(?: set| split|"
    rf" data)?|split|sets?|version \d[\w.]*|dumps?|tasks?|prompts?|instructions?|conversations?|speech|images?"
    rf"|captions?|texts?|pairs?|sentences?|samples?|\d{{1,3}}%))*[\s.,:;*_`\"'”’)\]]*\Z"
)
_WORD = (
    r"[\"'“‘`*_]{0,3}(?:[A-Z][\w.+’'-]*|\d+[A-Za-z][\w.-]*|[a-z]+[A-Z][\w.-]*"
    r"|[a-z][\w]*[-_][\w.-]*[A-Z\d][\w.-]*|[a-z]{2,}\d[\w.-]*|v\d[\w.]*|[\w.-]+/[\w.-]+"
    r"|\d{1,4}(?:\.\d+)?[KkMBT]?)[\"'”’`*_]{0,3}"
)
_JOIN = r"(?:of|the|for|in|de|du|des|and|to|from|[-–—:]|v?\d[\w.]*|by)"
_NAME = pattern_of(rf"\A{_WORD}(?:\s+(?:{_JOIN}\s+)?{_WORD})*\Z")
_WHEN = pattern_of(
    r"\s+(?:in|from|of|until|as of|since)\s+(?:(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d)\b.*\Z|\s+(?:in|by|from) (?:this"
    r"|the|our|its)\b.*\Z"
    r"|\s+(?:for|with|to|at|via|during|after|before|using|until|so)\s+[a-zA-Z0-9].*\Z"
)
_MARKED = pattern_of(r"[A-Z\d/_`\"'“‘-]")
"""A name has a capital, a figure, a hyphen, or stands in quotes."""
_CODED = pattern_of(r"\A[`\"“'‘][\w][\w\s./+:-]{1,60}[`\"”'’]\Z")
_SNAKE = pattern_of(r"\A[a-z][a-z0-9]*(?:[-_][a-z0-9]+)+\Z|\A[A-Za-z0-9][\w.-]*/[\w.-]+\Z")
_BEFORE_NOUN = Rule(
    rf"((?:{_WORD}\s+(?:(?:of|for|in|and)\s+)?){{1,6}})(?:\([^()]*\)\s*)?(?:[a-z-]+\s+){{0,2}}?(?:data ?sets?"
    rf"|corpus|corpora|treebank|data collection)\b"
)
_NOUN_STEMS, _LONGEST_NOUN = ("data", "corp", "treebank"), len("data collection") + 1
_LANGUAGES = frozenset(
    """english german french spanish italian portuguese russian chinese japanese korean arabic hindi turkish
    dutch polish vietnamese thai indonesian greek hebrew swedish norwegian danish finnish czech slovak
    hungarian romanian bulgarian ukrainian serbian croatian catalan basque galician latin persian farsi urdu
    bengali tamil telugu marathi gujarati malay filipino tagalog swahili mandarin cantonese simplified
    traditional european indian american british asian african nordic language languages text texts specific
    speaking native en de fr es it pt ru zh ja ko""".split()
)
_NOT_DATA = pattern_of(
    r"\A(?:(?:the|this|these|that|it|its|we|our|they|you|i|all|some|each|both|more|most|only|no|see|here|there"
    r"|note|model|models|data|dataset|datasets|corpus|training|train|test|fine-?tun\w*|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|monday|phase|stage"
    r"|step|table|figure|section|part|version|v\d[\w.]*|"
    r"internet|web|ai|ml|nlp|llms?|lms?|rlhf|sft|dpo|ppo|lora|qlora|orpo|kto|peft|fp\d+|bf16|int\d|adamw?|sgd|mlm"
    r"|clm|nsp|asr|tts|ocr|nli|sts|qa|rag|api|url|json|csv|pdf|html|id|gpu|tpu|cpu|"
    r"python|java|javascript|rust|go|sql|c|latex|markdown|huggingface.*|hugging face.*|hub|github|kaggle|google"
    r"|meta|microsoft|openai|nvidia|amazon|aws|azure|pytorch|tensorflow|keras|jax|transformers|"
    r"\d[\d.,]*\s?(?:k|m|b|t|gb|tb|mb|hz|khz|h)?|\d+x\d+|[a-z]|et al|etc|adaptive|supervised.*|reinforcement.*"
    r"|direct preference optimization|contrastive|natural language\w*|large language models?|"
    r"question answering|named entity recognition|machine translation|masked language model\w*|next sentence"
    r" prediction|instruction\w*|chat\w*|apache|mit|creative commons|cc[- ]by\S*)"
    r"(?:'s)?|.*\b(?:gpus?|tpus?|npus?|a100\S*|h100\S*|h800|v100\S*|p100\S*|rtx|tesla|nvidia|trainium|cluster"
    r"|supercomputer|optimi[sz]er|scheduler|trainer|library|framework|toolkit|deepspeed|accelerate|axolotl|unsloth"
    r"|megatron\S*|"
    r"learning rate|batch size|epochs?|steps?|tokenizer|embeddings?|encoder|decoder|transformers?|architecture"
    r"|loss|objective|algorithm|method|technique|optimization|university|institute|inc|llc|lab|labs|team|platform"
    r"|api|model|models|adapters?|weights|checkpoint|parameters?|tokens?|layers?|gb|ram|vram|fine-?tuning|learning"
    r"|distillation|pretraining)\b.*)\Z",
    re.IGNORECASE,
)
_LABELS = pattern_of(
    r"\A(?:[a-z]+ (?:19|20)\d\d|sizes?|samples?|columns?|rows?|sources?|licen[cs]es?|languages?|domains?"
    r"|formats?|splits?|descriptions?"
    r"|statistics|loss(?:es)?|names?|types?|tasks?|links?|"
    r"pre-?processing|post-?processing|filtering|cleaning|tokenization|augmentation|total|average|other|others"
    r"|overview|summary|quality|diversity|input|output|prompt|context|multi[- ]turn|single[- ]turn|"
    r"number of.*|min|max|mean|details?|additional.*|dataset.*|data\b.*|training.*|evaluation.*|test.*"
    r"|validation.*|[a-z]{1,4}_[a-z]{1,4}|using|for|trained|common|abbreviation|meaning|[bieos]-[a-z]+"
    r"|[a-z]+-(?:scale|image|text|level|training|quality|domain|turn|purpose|source|specific|wide|end|only|ended"
    r"|generated|written|curated|aware|based|tuned|trained|tuning|free))\Z|-(?:focused|language|style|like"
    r"|specific|centric)\Z|\b(?:paper|team|et al)\b|&|\.(?:zip|txt|json|jsonl|csv|tsv|gz|tar|md|py|html|parquet"
    r"|xlsx?|pdf|yaml)\Z|Loss\Z",
    re.IGNORECASE,
)
"""Words that begin a line on data, and what is a file or a loss: no names."""
_PROGRAMS = frozenset(
    """notebook typescript php jsx restructuredtext css vue ruby kotlin scala swift perl lua haskell julia
    matlab html json yaml bash shell powershell dockerfile makefile jupyter objective-c c++ c# f# go rust
    java javascript python sql markdown dart r tex elixir erlang clojure ocaml fortran assembly verilog
    solidity""".split()
)
_LIKENED = pattern_of(
    r"\b(?:leading|led by|by (?:the )?[A-Z]|thanks|sponsor\w*|similar to|like|inspired by|reproduction of"
    r"|replica\w* of|recreation of|version of|as (?:in|described)|derived from|compared to|unlike|equivalent to"
    r"|based on)\b"
)
_FOR_TESTS = pattern_of(
    r"eval(?:uation)?(?:$|[^a-z])|(?:^|[^a-z])(?:test|dev|validation)(?:[ _-]?set)?$|benchmark|leaderboard",
    re.IGNORECASE,
)
_MACHINES = Rule(r"\b(?:compute|computing) (?:nodes?|cluster|cent(?:er|re))\b|\bsuper-?comput\w+\b|\bhpc\b")
_LEAST_LETTERS = 3
_MODEL_NAME = pattern_of(
    r"(?:\d+(?:\.\d+)?b\b|-(?:base|large|small|tiny|xl|xxl|cased|uncased|instruct|chat|v\d)\b|\b(?:gpt|llama|bert"
    r"|roberta|t5|clip|vit|resnet|whisper|wav2vec\d*|mistral|mixtral|qwen|gemma|phi|falcon|bloom|opt)[-\s]?\d*\b)",
    re.IGNORECASE,
)
"""How models are written: with a size, a variant, or the name of a common architecture."""
_NOTHING_FOLLOWS = pattern_of(r"\b(?:evaluat|benchmark|compar|outperform|test(?:ed)? on|leaderboard|zero-?shot)\w*")
_CLAUSE = pattern_of(
    r"[.!?](?=\s+[A-Z])|[.!?]\Z|\.(?=\s)|(?<=\w)\s(?:which|that|where|because|while|since|so that|resulting"
    r"|achiev\w+|to (?:improve|make|be|enable|produce|generate|predict|perform|classify))\b"
)
_SPAN, _MOST, _LONGEST, _WORDS = 420, 40, 90, 8


def names_of_data(sentence: Sentence) -> tuple[str, ...]:
    """Return the names of data sets that a sentence of a card on training data gives (see `names_in`)."""
    return names_in(sentence.text) if sentence.hints & (_CUE.mask | _BEFORE_NOUN.mask) else ()


@lru_cache(maxsize=4096)
def names_in(text: str) -> tuple[str, ...]:
    """Return the names of data sets that a sentence on training data gives, in order, as they are written."""
    found: dict[str, None] = {}
    lower = text.lower()
    cues = [] if _MACHINES.search(lower) is not None else list(_CUE.finditer(lower))[:6]
    for cue in cues:
        for item in _items(text[cue.end() : cue.end() + _SPAN]):
            if (name := name_of(item)) is not None:
                found.setdefault(name, None)
    named = _BEFORE_NOUN.finditer(text, 0, _end_of_nouns(lower)) if _BEFORE_NOUN.may_match(lower) else ()
    for match in list(named)[:10]:
        if _LIKENED.search(lower, max(0, match.start() - 30), match.start()) is not None:
            continue
        if (name := name_of(match[1])) is not None:
            found.setdefault(name, None)
    return tuple(found)[:_MOST]


def _end_of_nouns(lower: str) -> int:
    """Return a place behind the last noun of data in a text, the letter after it too; no name stands further on."""
    return max(map(lower.rfind, _NOUN_STEMS)) + _LONGEST_NOUN


def _items(span: str) -> Iterator[str]:
    """Yield the items of a list up to the end of its clause; the second "on" of "fine-tuned X on Y" begins anew."""
    end = _CLAUSE.search(span)
    clause = span[: end.start()] if end is not None else span
    if (stop := _NOTHING_FOLLOWS.search(clause.lower())) is not None:
        clause = clause[: stop.start()]
    if (likened := _LIKENED.search(clause.lower())) is not None:
        clause = clause[: likened.start()]
    for part in _ITEM_END.split(_ASIDES.sub(_keep, clause)):
        again = list(_NEXT_CUE.finditer(part))
        yield part[again[-1].end() :] if again and again[-1].end() < len(part) - 1 else part


_ASIDES = pattern_of(r"\([^()]{0,120}\)")


def _keep(aside: re.Match[str]) -> str:
    return aside[0].replace(",", " ").replace(" and ", " ").replace(";", " ")


def name_of(item: str) -> str | None:
    """Return the name that one item of a list is, without articles and nouns around it, or None."""
    if _MARKED.search(item) is None:
        return None
    item = item.strip().strip("*_•-–— ")
    bare = _LEAD.sub("", item)
    bare = _TAIL.sub("", _WHEN.sub("", bare)).strip(" ,.;:*_")
    coded = _CODED.match(bare) is not None
    bare = bare.strip("`\"'“”‘’*_ ")
    if not 2 <= len(bare) <= _LONGEST or len(bare.split()) > _WORDS:
        return None
    if not (coded or _NAME.match(bare) or _SNAKE.match(bare)):
        return None
    if (
        _NOT_DATA.match(bare)
        or bare.lower() in _LANGUAGES
        or all(word.lower().strip("-") in _LANGUAGES for word in re.split(r"[\s\-/]+", bare))
    ):
        return None
    if (
        _LABELS.search(bare)
        or _FOR_TESTS.search(bare)
        or all(word in _PROGRAMS for word in bare.lower().split())
        or bare.split()[-1].lower() in ("the", "a", "of")
    ):
        return None
    if sum(map(str.isalnum, bare)) < _LEAST_LETTERS and not any(map(str.isdigit, bare)):
        return None
    said = any(word in item.lower() for word in ("data", "corpus", "subset", "images", "tokens", "split"))
    return None if _MODEL_NAME.search(bare) and not said else bare


def listed_name(text: str) -> str | None:
    """Return the name that a list item or a table's cell under a heading on training data begins with, or None."""
    head = _HEAD_END.split(text.strip().lstrip("-*•[]x ").strip(), maxsplit=1)[0]
    name = name_of(head) if len(head.split()) <= _WORDS else None
    return None if name is None or (name == name.lower() and "/" not in name) else name


def is_likened(lower: str, at: int) -> bool:
    """Return whether the words right before a place only compare with what follows ("similar to LakeSet")."""
    return _LIKENED.search(lower, max(0, at - 30), at) is not None


def is_for_tests(name: str) -> bool:
    """Return whether a name says that the set is for evaluation."""
    return _FOR_TESTS.search(name) is not None


_HEAD_END = pattern_of(r"\s[-–—:|]\s|[:：|(\[,]|\s(?:is|are|contains?|with|for|from|by|which)\s")


def is_written_name(words: str) -> bool:
    """Return whether the words of a link are a name: some letter is a capital or a digit, and it is no file or
    label.
    """
    marked = (
        words != words.lower() or any(map(str.isdigit, words)) or "-" in words or "_" in words or not words.isascii()
    )
    return marked and _LABELS.search(words) is None


_HOME = pattern_of(
    r"//(?:www\.)?(?:kaggle\.com/(?:datasets|c|competitions|[\w-]+/[\w-]+\Z)|zenodo\.org/records?/|openslr\.org/"
    r"|opus\.nlpl\.eu"
    r"|commonvoice\.mozilla\.org|catalog\.ldc\.upenn\.edu/|image-net\.org|cocodataset\.org|tensorflow\.org/datasets/"
    r"|paperswithcode\.com/dataset/|data\.mendeley\.com/|figshare\.com/|physionet\.org/content|statmt\.org/"
    r"|archive\.ics\.uci\.edu"
    r"|dumps\.wikimedia\.org|commoncrawl\.org|data\.statmt\.org|dataverse\.|datashare\.|osf\.io/)",
    re.IGNORECASE,
)
"""Where data sets have their pages, whoever made them."""


def is_home_of_data(url: str) -> bool:
    """Return whether an address lies in a place that keeps data sets (archives, catalogues, corpora's own sites)."""
    return _HOME.search(url[:500]) is not None
