"""Signals about documentation: what the card covers, which papers there are, languages, results."""

from __future__ import annotations

from typing import Any

from openness.card import Card
from openness.reading.answers import answered, silent
from openness.reading.papers import Paper, announced_paper, read_papers
from openness.reading.reading import Reading, api_source, once
from openness.reading.topics import TOPICS, gives_figures, read_topics
from openness.reading.wording import is_placeholder
from openness.record.evidence import Confidence, Domain, Evidence, Method, Source, choice, count, flag, ordered
from openness.record.record import Look
from openness.signals.signal import Signal, signal

_EMPTY_WORDS = 20
_COVERAGE: Domain = ordered(
    placeholder="a heading with an empty or template text",
    mentioned="a few words",
    described="a description",
)


@signal(
    "card.present", choice(none="the repository has no card", empty="a card without text of its own", present="a card")
)
def present(reading: Reading) -> Evidence:
    """Has the repository a model card with a text?

    `none` where the Hub or the file list shows that there is no README.md; `empty` where all text is
    front matter, headings, or an unfilled template.
    """
    part = reading.record.card
    if part.look is Look.ABSENT:
        return answered("none", api_source("$.siblings"), method=Method.FILES)
    card = reading.card
    if card is None:
        return reading.no_card()
    words = _own_words(reading)
    return answered("empty" if words < _EMPTY_WORDS else "present", Source(file=part.path, line=1), method=Method.CARD)


@once
def _own_words(reading: Reading) -> int:
    card = reading.card
    if card is None:
        return 0
    return max(
        card.words
        - sum(sentence.words for sentence in card.sentences if is_placeholder(sentence.text, sentence.hints)),
        0,
    )


@signal("card.words", count("words"))
def words(reading: Reading) -> Evidence:
    """How many words has the card, front matter, code and placeholders left out?"""
    if reading.card is None:
        return reading.no_card()
    return answered(_own_words(reading), Source(file=reading.record.card.path, line=1), method=Method.CARD)


@signal("card.topics", count("topics"))
def topics(reading: Reading) -> Evidence:
    """On how many of ten topics does the card say something?

    The topics: intended use, how to use it, training, data, evaluation, limits, architecture, hardware,
    licence, citation. A topic counts where a section or sentences describe it; headings are matched by
    meaning, not by equality, and template text counts as nothing.
    """
    card = reading.card
    if card is None:
        return reading.no_card()
    found = [coverage for coverage in read_topics(reading).values() if coverage.level == "described"]
    sources = tuple(dict.fromkeys(coverage.source for coverage in found)) or (
        Source(file=reading.record.card.path, line=1),
    )
    return answered(len(found), *sources[: len(TOPICS)], method=Method.CARD, confidence=Confidence.MEDIUM)


_LEAST_WORDS, _LEAST_TOPICS = 45, 2
_FULL_WORDS = {"intended_use": 15, "training": 60, "limitations": 15}
_DATA_WORDS, _LONG_TRAINING = 20, 90
"""Fewer words on training, data and evaluation together are a remark, not a description."""
_LEAST_FIGURES = 3


@signal(
    "card.depth",
    ordered(
        thin="next to nothing is said of training, data and evaluation",
        partial="some of it is described",
        full="training, data, limits and evaluation results are described, and six of the ten topics in all",
    ),
)
def depth(reading: Reading) -> Evidence:
    """How deep does the card go into how the model was made, how well it does and what its limits are?

    Reads the same sections and sentences as `card.topics`.

    - `full`: intended use and limits (15 words each), training (60) and its data (20, or a training of 90) are told,
      and results of an evaluation are given: three figures or more in the card, or `model-index` metadata.
    - `partial`: something useful is told: two topics beside licence and citation, or 45 words on one.
    - `thin`: none of it: a card that is nearly empty.

    Unknown: no card was read. Blind spot: words are counted, not weighed; results shown as pictures and what
    stands in a linked report or repository are not read.
    """
    card = reading.card
    if card is None:
        return reading.no_card()
    found = read_topics(reading)
    core = [found[topic].source for topic in ("training", "data", "evaluation", "limitations") if topic in found]
    words = {topic: coverage.words for topic, coverage in found.items() if topic not in ("licence", "citation")}
    enough = all(words.get(topic, 0) >= least for topic, least in _FULL_WORDS.items())
    data = words.get("data", 0) >= _DATA_WORDS or words.get("training", 0) >= _LONG_TRAINING
    if enough and data and _gives_results(reading, card):
        return answered("full", *core, method=Method.CARD, confidence=Confidence.MEDIUM)
    told = sum(number > 0 for number in words.values())
    level = "partial" if told >= _LEAST_TOPICS or sum(words.values()) >= _LEAST_WORDS else "thin"
    start = Source(file=reading.record.card.path, line=1)
    return answered(level, *(core or [start]), method=Method.CARD, confidence=Confidence.MEDIUM)


def _gives_results(reading: Reading, card: Card) -> bool:
    return gives_figures(card, _LEAST_FIGURES) or metadata.ask(reading).value is True


def _coverage(signal_id: str, question: str) -> Signal:
    topic = signal_id.split(".", 1)[1]

    def ask(reading: Reading) -> Evidence:
        card = reading.card
        if card is None:
            return reading.no_card()
        found = read_topics(reading).get(topic)
        if found is None:
            return silent("The card does not speak of it.")
        return answered(found.level, found.source, method=Method.CARD, confidence=Confidence.MEDIUM)

    ask.__doc__ = f"""{question}

    Reads sections whose heading is about it, in whatever words, and sentences elsewhere.

    - `described`: a paragraph or more.
    - `mentioned`: a few words.
    - `placeholder`: a heading over an unfilled template ("[More Information Needed]"); worth nothing.

    Unknown: the card does not speak of it. Blind spot: length is a poor measure of what is said.
    """
    return signal(signal_id, _COVERAGE)(ask)


intended_use = _coverage("card.intended_use", "Does the card say what the model is meant for?")
training = _coverage("card.training", "Does the card describe how the model was trained?")
data = _coverage("card.data", "Does the card describe the training data?")
evaluation = _coverage("card.evaluation", "Does the card describe how the model was evaluated?")
limitations = _coverage("card.limitations", "Does the card describe limits, biases or risks?")
architecture = _coverage("card.architecture", "Does the card describe the model's architecture?")
usage = _coverage("card.usage", "Does the card show how the model is used?")

_PAPER: Domain = ordered(
    none="the publisher says that there is none, or none yet",
    related="papers are cited; none is shown to be the model's own",
    own="the model's own paper is linked or cited",
)


def _paper_evidence(papers: list[Paper]) -> Evidence | None:
    if not papers:
        return None
    best = papers[0]
    level = "own" if best.own else "related"
    return answered(level, best.source, method=best.method, confidence=best.confidence)


@signal("paper.preprint", _PAPER)
def preprint(reading: Reading) -> Evidence:
    """Is there an archived preprint or technical report of this model?

    Reads citation blocks (BibTeX), links to arXiv and to reports, and the `arxiv:` tags.

    - `own`: a citation whose title or key has the model's name; the only citation in a section "Citation";
      a link called the paper or technical report, or "our paper".
    - `related`: arXiv papers are linked or tagged, and nothing shows that one is the model's own.

    Unknown: the card points at no paper. Blind spots: whether the paper covers all parts of the work is
    not read; a fine-tuned model that cites its base's paper under its own heading looks as if it had one.
    """
    papers = list(read_papers(reading))
    found = _paper_evidence(papers)
    if found is not None:
        return found
    if (source := announced_paper(reading)) is not None:
        note = "The card says that there is no paper, or none yet."
        return answered("none", source, method=Method.CARD, confidence=Confidence.LOW, note=note)
    return reading.no_card() if reading.card is None else silent("The card points at no paper.")


@signal("paper.peer_reviewed", _PAPER)
def peer_reviewed(reading: Reading) -> Evidence:
    """Is there a peer-reviewed publication about this model?

    Counts only papers with a venue: proceedings or a journal in a citation (not arXiv), a link to the
    ACL Anthology, OpenReview, a publisher's or conference's site, or "accepted at" a conference.

    - `own`: such a paper is shown to be the model's own (see `paper.preprint`).
    - `related`: such papers are cited.

    Unknown: none is. A preprint that was published later is not seen unless the card says so.
    """
    found = _paper_evidence([paper for paper in read_papers(reading) if paper.reviewed])
    if found is not None:
        return found
    return reading.no_card() if reading.card is None else silent("The card points at no reviewed paper.")


@signal("evaluation.metadata", flag())
def metadata(reading: Reading) -> Evidence:
    """Are evaluation results given as metadata (`model-index`), so that machines can read them?

    True where at least one metric has a value. False where the metadata was read and has none, or only an empty shell.
    """
    index = reading.metadata.get("model-index")
    if gives_a_value(index):
        return answered(True, reading.metadata_source("model-index"), method=Method.METADATA)
    if index is not None:
        note = "`model-index` is there, and no metric in it has a value."
        return answered(False, reading.metadata_source("model-index"), method=Method.METADATA, note=note)
    if "model-index" in reading.body.tags:
        return answered(True, api_source("$.tags"), method=Method.API)
    if reading.body.card_data is not None or (reading.card is not None and reading.card.front_matter_problem is None):
        return answered(False, Source(file=reading.record.card.path, line=1), method=Method.METADATA)
    return reading.no_metadata() or reading.no_card()


def gives_a_value(index: object) -> bool:
    """Return whether a `model-index` holds a metric with a value, in the form that the Hub reads."""
    results = [result for item in _mappings(index) for result in _mappings(item.get("results"))]
    metrics = [metric for result in results for metric in _mappings(result.get("metrics"))]
    return any(metric.get("value") not in (None, "", "null", "~", [], {}) for metric in metrics)


def _mappings(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


DOCUMENTATION_SIGNALS: tuple[Signal, ...] = (
    present,
    words,
    topics,
    depth,
    intended_use,
    training,
    data,
    evaluation,
    limitations,
    architecture,
    usage,
    preprint,
    peer_reviewed,
    metadata,
)
