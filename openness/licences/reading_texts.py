"""Reading texts: what each licence file was read as, from its text or from what was kept of it."""

from __future__ import annotations

from openness.licences.policy import PolicyReading, read_policy
from openness.licences.recognition import Recognition, Verdict, recognise
from openness.licences.saying import LicenceFile, ReadAs
from openness.record.file_names import Role

_NO_TERMS = frozenset({Verdict.POLICY, Verdict.EMPTY, Verdict.POINTER})


def read_text(file: LicenceFile) -> ReadAs | None:
    """Return what a file was read as, or None where it was not read; pure, and each text is read once."""
    if file.read is not None:
        return file.read
    if file.text is None:
        return None
    found = recognise(file.text)
    policy: PolicyReading | None = None
    if file.role is Role.POLICY or found.verdict is Verdict.POLICY:
        policy = read_policy(file.path, file.text)
    return ReadAs(found, policy, found.verdict not in _NO_TERMS, _points_away(found, file.text))


def _points_away(found: Recognition, text: str) -> bool:
    """A pointer to an address that we know no licence by: its terms stand where nobody looked."""
    return found.verdict is Verdict.POINTER and not found.named and "://" in text
