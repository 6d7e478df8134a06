"""Model cards: hostile Markdown read into front matter, sections, blocks, links and code, with lines."""

from openness.card.document import Block, Card, Code, Link, Section, Sentence
from openness.card.parsing import parse_card

__all__ = ["Block", "Card", "Code", "Link", "Section", "Sentence", "parse_card"]
