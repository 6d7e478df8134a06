"""A Hugging Face Hub on this machine: the endpoints, codes and faults the client has to live with.

`FakeHub()` starts empty and is filled by hand (`add_model`, ...); `FakeHub(Recordings(shared))` serves the
recordings. Every request is logged in `hub.log`.
"""

from tests.fakehub.faults import Fault
from tests.fakehub.recordings import Recordings, all_model_ids
from tests.fakehub.repository import Repository
from tests.fakehub.server import Asked, FakeHub

__all__ = ["Asked", "FakeHub", "Fault", "Recordings", "Repository", "all_model_ids"]
