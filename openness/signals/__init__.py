"""All signals by id, and the one way to ask them of a record; loaded when they are first asked for.

Who needs only the ids and domains, as a rubric does, takes them from `questions`, which loads no rules.
"""

from typing import TYPE_CHECKING

from openness.files.lazily import lazily

if TYPE_CHECKING:
    from openness.signals.registry import SIGNALS, extract, extract_or_set_aside

__all__ = ["SIGNALS", "extract", "extract_or_set_aside"]

__getattr__ = lazily(__name__, dict.fromkeys(__all__, "openness.signals.registry"))
