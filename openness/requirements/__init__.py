"""What a buyer asks of a model, as data: read from a policy file, an address or options, answered in words."""

from openness.requirements.asked import Action, Policy, Requirements
from openness.requirements.sifting import Sifting, Verdict, sift

__all__ = ["Action", "Policy", "Requirements", "Sifting", "Verdict", "sift"]
