"""Every visible sentence of the app and of its reports, by key, one YAML file a language; English is complete."""

from openness.phrases.phrases import LANGUAGES, Phrase, Phrases, phrases

__all__ = ["LANGUAGES", "Phrase", "Phrases", "phrases"]
