"""General knowledge about names: training frameworks and public data sets. No model, no publisher.

A framework is software anybody trains or serves with; naming one says nothing about a model's own
code. The data sets here are widely known ones whose content anyone could fetch when they were
current; they are recognised by name because cards rarely link them.
"""

from __future__ import annotations

import re

from openness.words import Rule
from openness.words.pattern import pattern_of

FRAMEWORKS = frozenset(
    """
    transformers diffusers accelerate peft trl datasets tokenizers optimum text-generation-inference setfit
    autotrain-advanced
    alignment-handbook sentence-transformers timm candle huggingface_hub huggingface.js transformers.js evaluate
    lighteval
    pytorch tensorflow jax flax keras paddle paddlepaddle mindspore mxnet lightning pytorch-lightning torchtune
    torchtitan
    megatron-lm megatron-deepspeed gpt-neox deepspeed deepspeedexamples fairseq fairseq2 espnet nemo nemo-aligner
    nemo-rl
    nemo-framework-launcher colossalai llm-foundry composer streaming maxtext t5x seqio levanter mesh-transformer-jax
    axolotl unsloth llama-factory llamafactory xtuner swift ms-swift openrlhf verl fastchat lmflow qlora lora
    litgpt lit-gpt flash-attention xformers apex bitsandbytes auto-gptq autogptq autoawq llm-awq gptqmodel
    gptq-for-llama
    llama.cpp ggml whisper.cpp vllm sglang lmdeploy tensorrt-llm tensorrt onnxruntime openvino ctranslate2
    faster-whisper exllama
    exllamav2 exllamav3 koboldcpp text-generation-webui ollama mlx mlx-lm mlx-vlm mlc-llm ktransformers fastdeploy
    paddlenlp
    paddleformers lorax open_clip comfyui stable-diffusion-webui automatic1111 kohya_ss sd-scripts invokeai fooocus
    invokeai
    lm-evaluation-harness bigcode-evaluation-harness opencompass evalplus helm vlmevalkit lmms-eval mteb big-bench
    human-eval simple-evals mt-bench alpaca_eval flores sacrebleu sacremoses sentencepiece tiktoken spacy nltk
    langchain llama_index
    guidance outlines mergekit laser hqq quanto neural-compressor intel-extension-for-transformers
    intel-extension-for-pytorch optimum-intel optimum-habana optimum-neuron olive gguf-my-repo distilabel argilla
    speechbrain
    librosa torchaudio kaldi icefall wenet gradio streamlit triton cutlass ray skypilot
    """.split()
)

LIBRARY_PAPER = pattern_of(
    r"sentence-bert|making monolingual sentence embeddings|matryoshka representation|gistembed|efficient natural"
    r" language response"
    r"|\bcosent\b|in defense of the triplet loss|dimensionality reduction by learning|few-shot learning without"
    r" prompts|state-of-the-art natural language processing"
    r"|a community library for natural language|low-rank adaptation|qlora|trl: transformer|direct preference"
    r" optimization|deepseekmath"
    r"|quantifying the carbon emissions|model cards for model reporting|datasheets for datasets|flash ?attention"
    r"|attention is all you need|fairseq: a fast"
    r"|espnet: end-to-end|speechbrain: a general|nemo: a toolkit|decoupled weight decay|adam: a method|zero:"
    r" memory optim|neftune|image models$|pytorch image models"
    r"|framework for few-shot language model eval|holistic evaluation of language|gptq: accurate|awq: activation"
    r"|axolotl|unsloth|mergekit|model soups"
    r"|spanmarker|classifier-free diffusion guidance|kto: model alignment|orpo: monolithic|evaluating large"
    r" language models trained on code"
)
"""Titles of papers that libraries, methods and the template bring into cards, lower case: nobody's own report."""

_EMISSIONS_PAPERS = frozenset({"1910.09700"})
"""arXiv ids of the papers behind calculators of emissions, which the Hub's card template names in every card."""
_EMISSIONS_TITLE = "quantifying the carbon emissions"


def is_emissions_paper(key: str) -> bool:
    """Return whether an arXiv id or title (lower case) is that of a calculator of emissions: no model's paper."""
    return key.partition("v")[0] in _EMISSIONS_PAPERS or _EMISSIONS_TITLE in key.lower()


_DATASETS = r"""
the pile|pile(?=[ -]?(?:dataset|deduped|cc))|common ?crawl
|cc-?100\b|cc-?net|cc-?news|mc4\b|\bc4\b|oscar(?=\b)|refinedweb|fineweb(?:-edu|-2)?|dolma\b
|redpajama(?:-\w+)*|slimpajama|wikipedia|wikitext|wiki-?40b|bookcorpus|toronto book|books3|project gutenberg
|gutenberg|openwebtext\d?|webtext
|roots corpus|xp3(?:mt)?\b|\bp3\b|the stack(?: v\d|-dedup)?|starcoderdata|the-stack-\w+|github-code|bigpython
|bigquery|stack ?exchange|stack ?overflow(?! (?:developer )?survey)
|laion(?:[- ]?(?:\d\w*|aesthetics?\w*|art|coco|high-resolution))?(?:-en)?|coyo-?\w*|datacomp-?\w*
|conceptual captions|cc3m|cc12m|yfcc100m|ms ?coco|\bcoco\b|imagenet(?:-\w+)?|visual genome|webvid|panda-70m
|openimages|sa-1b|audioset|audiocaps|freesound|librispeech|libri-?light|libritts|common ?voice|voxpopuli|gigaspeech
|tedlium|multilingual librispeech|fleurs
|culturax|madlad-400|hplt|cultura-?y|europarl|opensubtitles|opus-?100|paracrawl|flores|wmt\d\d|ccmatrix|ccaligned|nllb
|oasst\d?|openassistant conversations|open ?assistant dataset|dolly-?15k|databricks-dolly-15k|self-?instruct
|natural ?instructions|super-?natural ?instructions|flan(?: collection| v2| 2021| 2022|\b)
|alpaca(?= (?:data|dataset|52k))|alpaca-?52k|sharegpt|ultrachat\w*|ultrafeedback\w*|hh-rlhf|anthropic hh
|helpsteer\d?|lima\b|no robots|open ?orca|slim ?orca|open-?platypus|evol-?instruct
|metamath(?:qa)?|gsm8k(?= train)|openmathinstruct\w*|numinamath\w*|nectar|gpteacher|lmsys-chat-1m|wildchat
|proof-?pile(?:-2)?|open-?web-?math|peS2o|s2orc|arxiv (?:papers|dataset|corpus)|pubmed|pg-?19|cosmopedia
|smollm-corpus|dclm\b|nemotron-cc|zyda|txt360|wanjuan|wudao|skypile|clue ?corpus
|squad|glue\b|superglue|natural questions|ms ?marco|hotpotqa|trivia ?qa|snli|multi-?nli|mnli|xnli|sst-?2
|conll-?2003|imdb\b|ag_news|amazon reviews|yelp
"""
DATASET_NAME = Rule(r"(?<![\w/.\-])(?:" + "".join(_DATASETS.lower().split("\n")) + r")(?!\w)")
"""Names of widely known public data sets in lower-case text, to be read in sentences about training data only."""

CORPUS_NAME = re.compile(
    r"the pile|common ?crawl|cc-?(?:100|net|news)|m?c4|oscar|refinedweb|fineweb(?:-edu|-2)?|dolma|redpajama(?:-\w+)*"
    r"|slimpajama|bookcorpus|books3|project gutenberg|gutenberg|openwebtext\d?|webtext|roots corpus"
    r"|the stack(?: v\d|-dedup)?|starcoderdata|bigpython|bigquery|culturax|madlad-400|hplt|proof-?pile(?:-2)?|s2orc"
    r"|pes2o|dclm|nemotron-cc|zyda|txt360|wanjuan|wudao|skypile"
)
"""Those of the names above that are corpora of raw text, used to pre-train and not to tune."""
