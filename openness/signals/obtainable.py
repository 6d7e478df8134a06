"""Whether a base model can be had, as weights and gate that somebody saw of it tell."""

from __future__ import annotations

from openness.record.evidence import Value

OBTAINABLE = "base.obtainable"


def seen_of_base(weights: Value | None, gate: Value | None) -> str | None:
    """Return what weights and gate that somebody saw of a base say of having it; None where they do not tell."""
    if weights == "none":
        return "none"
    if weights == "partial" or gate == "gated":
        return "limited"
    if weights == "all":
        return "seen" if gate == "none" else "told"
    return None
