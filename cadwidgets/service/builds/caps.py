"""What one model may come to. More is refused with the number in the error's ``limit``.

These spare an honest script's author a build that never ends, or files that no program reads. They hold inside the
process of the script, which can lift them; what holds a hostile one are the limits of its process.
"""

from __future__ import annotations

MAX_PARAMETERS = 256
"""Parameters that a script may declare."""
MAX_SHOWN = 1_000
"""Objects that one script may show."""
MAX_PARTS = 10_000
"""Parts in all that is shown: objects, and leaves of assemblies."""
MAX_NESTING = 100
"""Assemblies within assemblies."""
MAX_NAME = 128
"""Characters of a name, in Unicode's composed form (NFC); the rest is cut off."""
MAX_TRIANGLES = 5_000_000
"""As many as a binary STL holds within the limit of a file's size."""
FINEST = 1e-5
"""The smallest distance of the mesh from the surface that can be asked for, as a share of the model's diagonal: below
it a build never ends."""


class CapExceeded(ValueError):
    """A script's model comes to more than it may; ``limit`` is how much that is."""

    def __init__(self, message: str, limit: int) -> None:
        super().__init__(message)
        self.limit = float(limit)
