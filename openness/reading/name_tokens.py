"""The words of a repository's name by which a title or another repository can be told to be the model's own."""

from __future__ import annotations

import re
from functools import lru_cache

_GENERIC_TOKENS = frozenset(
    "model base chat instruct it large small medium mini tiny xl xxl hf fp16 bf16 fp8 int4 int8 awq gptq gguf "
    "preview beta alpha final "
    "sft dpo rlhf v1 v2 v3 v4 v5 turbo pro plus max lite uncased cased multilingual english chinese the for and "
    "with text image video audio "
    "speech code coder sentence sentences embedding embeddings transformer transformers vision language en zh de"
    " fr es it ja ko lm llm vl moe thinking reasoning delta diffusion".split()
)
_EDGES = re.compile(r"[^a-z\u3040-\uffff]+\Z|v?\d[\d.]*[a-z]{0,2}\Z")
_BETWEEN = re.compile(r"[-_./ ]+")
_LEAST = 3


@lru_cache(maxsize=1024)
def name_tokens(model_id: str) -> frozenset[str]:
    """Return the words of a repository's name that can identify it in a title (generic ones left out)."""
    words = _BETWEEN.split(model_id.rpartition("/")[2].lower())
    kept = set()
    for word in words:
        bare = _EDGES.sub("", word)
        if len(bare) >= _LEAST and bare not in _GENERIC_TOKENS:
            kept.add(bare)
    return frozenset(kept)
