"""What phrases can mean: every meaning with one line that says when a sentence has it."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

_ASIDE = True


class Meaning(StrEnum):
    """One thing a sentence or title can say, whatever the language; `documentation` says what it is."""

    documentation: str
    mask: int
    """Its own bit in the hints of a text: set where the text holds a stem of one of its phrases."""
    aside: bool
    """Whether it is asked of a few words beside others, so that the scan of a card does not look for its stems."""

    def __new__(cls, name: str, documentation: str = "", aside: bool = False) -> Self:
        """Make the member called `name`."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.documentation = documentation
        member.mask = 1 << len(cls.__members__)
        member.aside = aside
        return member

    # How a sentence means its words
    DENIES = "denies", "denies or withholds something: not, never, without, undisclosed"
    ANNOUNCES = "announces", "only promises something for later: will be released, coming soon"
    DENIES_PLAINLY = "denies_plainly", "has a plain denial, which holds over a promise: not, no, won't", _ASIDE
    WITHHOLDS = "withholds", "says that something is not given away: not disclosed, no details"
    TEMPLATE = "template", "is the Hub's own template text, left as it was"
    PLACEHOLDER = "placeholder", "says nothing: more information needed, to do, to be added"

    # Licences and the limits of use
    LICENCE = "licence", "names a licence, terms or conditions of use"
    # A passage of a licence is read as a whole; these three say all that it takes away. Clauses of a card or a gate are
    # read by NON_COMMERCIAL_WORDS, COMMERCIAL_BARRED and CONFINED_TO_RESEARCH: there, who is meant, and whether it is
    # denied or lifted, is read apart, so that their phrases say less on their own and match more.
    COMMERCIAL_FORBIDDEN = "commercial_forbidden", "says that commercial use is not allowed, in a passage of terms"
    NON_COMMERCIAL = "non_commercial", "limits use to non-commercial purposes, in a passage of terms"
    RESEARCH_ONLY = "research_only", "limits use to research, study or teaching, in a passage of terms"
    EXCLUDES_EU = "excludes_eu", "excludes people or firms in the European Union, or in Europe"
    EXCLUDES_PUBLIC_BODIES = "excludes_public_bodies", "excludes governments, authorities, police or armed forces"
    REGISTRATION_NEEDED = "registration_needed", "asks for registration, a request or an agreement before use"
    LIMIT_LIFTED = (
        "limit_lifted",
        "says that a limit, a ban or a request is not there: without restrictions, not prohibited",
    )
    CONDITION = (
        "condition",
        "ties what stands before it to a condition, or takes something from it: provided that, except",
    )
    INTENDED = "intended", "tells what something is meant for, or should be used for: an intention, no term"
    HOSTED_WHERE = "hosted_where", "names a non-commercial place where something is hosted, shown or shared"
    THRESHOLD = "threshold", "sets a bound of revenue, users or employees above which other terms hold"
    USER_THRESHOLD = "user_threshold", "asks for an agreement or contact above a number of users"
    REVENUE_THRESHOLD = "revenue_threshold", "asks for an agreement or contact above a revenue"
    NON_COMMERCIAL_WORDS = (
        "non_commercial_words",
        "has the words non-commercial or not for profit in a clause, however they are meant",
    )
    BOTH_KINDS = "both_kinds", "names commercial and non-commercial use together, which limits neither"
    COMMERCIAL_BARRED = "commercial_barred", "has a ban and commercial use in one clause, in either order"
    CONFINED_TO_RESEARCH = (
        "confined_to_research",
        "confines something to research or academic use, in a clause of a card or gate",
    )
    PURPOSE_BARRED = "purpose_barred", "tells a purpose for which one must not use the model"
    COMMERCIAL_ON_REQUEST = (
        "commercial_on_request",
        "ties commercial use to a request, a form, a registration or a contact",
    )
    COMMERCIAL_GRANTED = "commercial_granted", "says that commercial use is free or allowed, maybe after a step"
    COMMERCE = "commerce", "speaks of commercial use, whether it allows, bounds or forbids it"
    STEP_FIRST = "step_first", "names a step that comes before: after registration, once you have filled in the form"
    REGISTRATION_ASKED = "registration_asked", "asks for a registration, consent or an agreement as a duty"
    TERMS_STATED = (
        "terms_stated",
        "states a ban, a duty or a condition on passing on, changing or getting a model, or on who may use it where",
    )
    EU_PLACE = "eu_place", "names the European Union or Europe as a place"
    PUBLIC_BODY = "public_body", "names governments, authorities or other public bodies as those who use"
    BARS = "bars", "takes something away, anywhere in a sentence: not, except, outside, forbidden"
    RIGHTS = "rights", "speaks of use, access or rights to it"
    REVENUE = "revenue", "names the revenue of a firm"
    HEADCOUNT = "headcount", "names the number of a firm's users or staff"
    BOUND = "bound", "sets a bound to a number: more than, at most, exceeds"
    REDISTRIBUTION_BARRED = (
        "redistribution_barred",
        "forbids to pass the model on, in a clause of a card or gate that binds",
    )
    MODIFICATION_BARRED = "modification_barred", "forbids to change the model, in a clause of a card or gate that binds"
    NO_REDISTRIBUTION = "no_redistribution", "forbids to pass the model on, to share or to sell it"
    NO_DERIVATIVES = "no_derivatives", "forbids to change the model or to build others from it"

    # Whose terms a clause tells, and whether it takes them back; asked of the words around a licence or limit
    OF_CODE = "of_code", "speaks of code, scripts or software", _ASIDE
    OF_DOCUMENTATION = "of_documentation", "speaks of documentation, a paper or report", _ASIDE
    OF_WEIGHTS = "of_weights", "speaks of a model, its weights or parameters", _ASIDE
    OF_ANOTHER = "of_another", "speaks of another model: the base model, an earlier version, unlike", _ASIDE
    OF_THIS = "of_this", "points at what is spoken of: this, our", _ASIDE
    NEGATES = "negates", "denies what follows it, or says that it was taken away: not, rather than, lifted", _ASIDE
    DENIED_BEFORE = (
        "denied_before",
        "ends in words after a denial, which lift nothing: not ... without permission",
        _ASIDE,
    )
    DENIED_AFTER = "denied_after", "denies what stands before it: does not apply, ではありません", _ASIDE
    NOT_ONLY = "not_only", "says that something holds, and more does: not only", _ASIDE
    FORMERLY = "formerly", "says that something was so once: formerly, in earlier versions", _ASIDE
    UNTIL = "until", "says how long something was so: until, before", _ASIDE
    MOVED_FROM = "moved_from", "tells of a change away from what is named next: relicensed from", _ASIDE
    CONTRASTS = "contrasts", "begins another clause that is told apart: but, while, however", _ASIDE
    OPENS = "opens", "begins words without a verb, which belong to the clause after them: for sale,", _ASIDE
    REFERS_BACK = "refers_back", "begins a clause on what stands before it: which, whose", _ASIDE
    BOUNDS_HOSTING = "bounds_hosting", "makes a grant to host a bound, or one of use: only, except, use", _ASIDE
    BINDS = "binds", "has a word of terms, by which an intention becomes one: must, licence, permitted", _ASIDE
    IS_A_TOOL = "is_a_tool", "says of what is named before it that it is a library, data set or service", _ASIDE
    NO_NAME = "no_name", "has a word that stands in no holder's name, so that a copyright line says more", _ASIDE
    NOTICE_LABEL = "notice_label", "is a label that a notice follows: note, warning", _ASIDE
    DENIES_FIRST = "denies_first", "begins with a denial: no, must not", _ASIDE

    # What a link leads to; asked of its words and those around it
    CALLS_CODE = "calls_code", "calls what it speaks of the code of the model: our code, code available at", _ASIDE
    REDOES_TRAINING = (
        "redoes_training",
        "speaks of doing a training again, or of what it was done with: reproduce, trained with",
        _ASIDE,
    )
    TRAINING_CODE_THERE = (
        "training_code_there",
        "says where the code of a training is: the code for training is at",
        _ASIDE,
    )
    TRAINING_NOTEBOOK = "training_notebook", "speaks of a script or notebook for a training", _ASIDE
    DONE_BY_MAKERS = "done_by_makers", "tells what was done, as makers do: was, used, we", _ASIDE
    TOLD_READERS = "told_readers", "tells readers what they can do: you can, how to", _ASIDE
    ONLY_RUNS = "only_runs", "calls code that of inference, evaluation or a demo, not of training", _ASIDE
    PROCESSES_DATA = "processes_data", "speaks of working on data: preparation, filtering, collection", _ASIDE
    EVALUATES = "evaluates", "has a word for evaluation, as of what code is for", _ASIDE
    RUNS_IT = "runs_it", "has a word for running a model, as of what code is for: inference, demo, examples", _ASIDE
    CODE_RELEASED = "code_released", "says that something is released: is public, we published", _ASIDE
    GIVES_AWAY = "gives_away", "has a word for giving something away: release, share, available", _ASIDE
    CODE_LABEL = "code_label", "ends with a label of a link to code: repository, source code", _ASIDE
    OTHER_PROJECT = "other_project", "speaks of another project that was used or thanked", _ASIDE
    IN_TRAINING = "in_training", "speaks of training or tuning as what a framework was used for", _ASIDE
    OF_OTHERS_WORK = "of_others_work", "has words by which a paper is somebody else's: following, compared with", _ASIDE
    WAS_USED = "was_used", "says that something was used or applied, as another's method is", _ASIDE
    OF_A_DATA_SET = "of_a_data_set", "speaks of a data set or benchmark, as what a paper is about", _ASIDE
    CALLED_PAPER = "called_paper", "calls what is linked a paper, report or preprint", _ASIDE
    OUR_PAPER = "our_paper", "calls a paper or report the publisher's own: our paper", _ASIDE
    OUR_OWN = "our_own", "calls something the publisher's own: our", _ASIDE
    NO_DATA_NAME = "no_data_name", "has words of a link that name no data set: here, the paper, licence", _ASIDE
    DATA_LABEL = "data_label", "begins with the label of a list of data: training data", _ASIDE

    # What a sentence says of code
    TRAINING_CODE = "training_code", "speaks of the code of a training: training code, scripts used to fine-tune"
    IN_HOUSE_CODE = "in_house_code", "speaks of code or a framework that only its makers have: an internal codebase"
    CODE_TO_COME = "code_to_come", "is a field for code that is still to come: repository: coming soon"
    WAS_TRAINED = "was_trained", "says that the model was trained, or what it was trained with"

    NAMES_PAPER = "names_paper", "names a paper, preprint or technical report, as one that is still to come"
    NO_PAPER = "no_paper", "is a field for a paper that says that there is none", _ASIDE

    # What a sentence is about
    DATA = "data", "speaks of data, a data set or a corpus"

    # Training data
    TRAINS_ON = "trains_on", "begins to say on what something was trained: trained on, tuned with"
    DATA_MATTER = "data_matter", "names a matter that one can train on: tokens, images, hours, books"
    TRAINED_ON = "trained_on", "says that something was trained on data, or what data holds and where it is from"
    FROM_SCRATCH = "from_scratch", "says that the model was trained from scratch, so that it has no base"
    REPRODUCES = "reproduces", "says that something is an open reproduction of what follows"
    MADE_FROM = "made_from", "says that a model was made from another one: based on, tuned from, base model"
    SHARES_ARCHITECTURE = "shares_architecture", "says that the model has the architecture of what is named there"
    PRETRAINS = "pretrains", "says that its makers pre-trained a model of their own, not that they went on with one"
    GOES_ON = "goes_on", "says that a training went on with a model that was there: continual, further pre-training"
    MAKES = "makes", "speaks of making a model: training, tuning, alignment, distillation"
    LEARNT = "learnt", "has a word by which it may tell on what a model was trained: trained, fine-tuned, tokens"
    NAMES_TRAINING = "names_training", "has a word for training, pre-training or tuning"
    CALLS_DATA = "calls_data", "calls something data, a data set or a corpus, as words of a link do"
    OUR_DATA = "our_data", "speaks of certain data, as a publisher does of that of the model: the data, our corpus"
    AMOUNT_OF_DATA = "amount_of_data", "gives an amount of data: so many tokens, images, hours", _ASIDE
    CLEANS_DATA = "cleans_data", "says that data was filtered, cleaned or labelled", _ASIDE
    LANGUAGES_OF_DATA = "languages_of_data", "names the languages of data", _ASIDE
    SOURCES_OF_DATA = "sources_of_data", "names where data comes from: the web, books, news", _ASIDE
    MAKING_OF_DATA = "making_of_data", "says how data was made: collected, synthetic, written by people", _ASIDE
    WITHHELD_ALONE = "withheld_alone", "is all the answer there is, and says that something is kept back: not disclosed"
    DATA_WITHHELD = "data_withheld", "says that the training data, or what it is, is not given away"

    SOMEBODYS_DATA = (
        "somebodys_data",
        "speaks of data of users or of a test, which nobody asks for: personal data",
        _ASIDE,
    )
    MORE_DATA = "more_data", "speaks of data beyond named sets: in-house, such as, collected besides"
    PRIVATE_TITLE = "private_title", "title: data that nobody else has", _ASIDE
    TELLS_PARTS = "tells_parts", "begins to tell what a data set named before it is made of: it contains"
    LEADS_ELSEWHERE = "leads_elsewhere", "leads to where data is named, or names it by a plain word: see the paper"
    OF_PRETRAINING = "of_pretraining", "speaks of pre-training, training from scratch"
    OF_POSTTRAINING = "of_posttraining", "speaks of tuning: instructions, preferences, alignment"
    OF_A_TRAINED_MODEL = "of_a_trained_model", "names a pre-trained model, where a tuning began", _ASIDE
    NOT_TRAINED_ON = "not_trained_on", "says that something was not trained on, or is for evaluation only"
    LEARNT_ON = "learnt_on", "says that something was trained on what is named next, with nothing but its name"
    SET_NOUN = "set_noun", "has a noun beside which the name of a data set stands: the data set, the corpus"
    CALIBRATES = "calibrates", "speaks of calibration, as of a quantised copy"
    COULD_BE_TRAINED = "could_be_trained", "tells what could be trained, or a training without what it was on"
    READERS_DO = "readers_do", "tells what readers may or should do with the model, not what its makers did"
    OF_OTHER_RESULTS = "of_other_results", "speaks of results of others, or compares with them"
    ABOUT_EVALUATION = "about_evaluation", "is about evaluation, not training: tested on, accuracy, benchmarks"
    ABOUT_RUNNING = "about_running", "is about running a model, not about making it: inference, chat template"

    # How much a card tells
    MEANT_FOR = "meant_for", "tells what the model is meant for, or can be used for"
    TELLS_TRAINING = "tells_training", "tells how the model was trained: tuned, learning rate, epochs"
    TELLS_DATA = "tells_data", "tells of the training data: what it is, how it was collected and filtered"
    TELLS_RESULTS = "tells_results", "tells of an evaluation and its results: accuracy, scores, benchmarks"
    TELLS_LIMITS = "tells_limits", "tells of limits, biases, risks, harm"
    TELLS_ARCHITECTURE = "tells_architecture", "tells how the model is built: parameters, layers, context length"

    # Machines
    TRAINS = "trains", "speaks of training or tuning"
    MAY_BE_TUNED = "may_be_tuned", "says that readers could tune or train the model, not that its makers did"
    TOOK = "took", "says that something took time"
    MACHINE = "machine", "names a kind of machine: a GPU, TPU or other accelerator by its name"
    MACHINES_COUNTED = "machines_counted", "gives a number of GPUs, TPUs, chips, cards or nodes"
    MACHINES = "machines", "speaks of GPUs, TPUs or accelerators without naming a kind"
    NUMBER = "number", "gives a small number in words, as before the name of a machine"
    HOURS = "hours", "gives a time: hours, days, weeks, or GPU hours"
    HOURS_OF_DATA = "hours_of_data", "gives hours of audio or video, which are no time of training"
    ENERGY = "energy", "gives an amount of energy or of carbon"
    EMISSIONS = "emissions", "speaks of emissions or energy without an amount"
    COMPUTING_PLACE = "computing_place", "names a cloud, region, data centre or supercomputer"
    OF_RUNNING = "of_running", "speaks of running a model: inference, deployment, memory needed"

    # Titles
    ON_INTENDED_USE = "on_intended_use", "title: what the model is meant for, and what not"
    ON_USAGE = "on_usage", "title: how to use the model"
    ON_LIMITATIONS = "on_limitations", "title: limits, biases, risks, safety"
    ON_TRAINING = "on_training", "title: how the model was trained"
    ON_DATA = "on_data", "title: the training data"
    ON_PRETRAINING_DATA = "on_pretraining_data", "title: the data of the pre-training"
    ON_TUNING_DATA = "on_tuning_data", "title: the data of the tuning: instructions, preferences"
    ON_EVALUATION_DATA = "on_evaluation_data", "title: data for tests and evaluation, which is no training data"
    ON_EVALUATION = "on_evaluation", "title: evaluation, results, benchmarks"
    ON_HARDWARE = "on_hardware", "title: machines, computing, energy, emissions"
    ON_LICENCE = "on_licence", "title: licence, terms of use"
    ON_ARCHITECTURE = "on_architecture", "title: what the model is: architecture, details, overview"
    ON_CITATION = "on_citation", "title: how to cite, references"
    ON_CODE = "on_code", "title: code, repository"
    ON_OTHER_MODELS = "on_other_models", "title: siblings and offspring of the model"
    ON_PAPER = "on_paper", "title: paper, technical report"
    ON_INFRASTRUCTURE = "on_infrastructure", "title: the card template's place for the software of the training", _ASIDE
    ON_COMPARISON = "on_comparison", "title: a comparison with others, a leaderboard, related work", _ASIDE


NAMES = frozenset({Meaning.MACHINE, Meaning.TEMPLATE})
"""Told by names or, as the Hub's template, in one language only: they stand in the English file alone."""
