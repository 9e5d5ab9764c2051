"""``/parts/build`` as its documentation tells it: five names, four types, 200, 403, 404, 50X, and no more."""

from __future__ import annotations

from collections.abc import Mapping

from kernel import BuildError, Kernel
from models import STORED

TYPES = ("STL", "STEP", "AMF", "TJS")
NAMES = ("key", "id", "s", "type", "preset")


def build(kernel: Kernel, fields: Mapping[str, str]) -> tuple[int, bytes]:
    """Status and body for a request whose key is good: every problem is a 500 that explains nothing."""
    script = fields.get("s") or STORED.get(fields.get("id", ""))
    if not script:
        return 404, b"The requested model was not found."
    if fields.get("type") not in TYPES:
        return 500, b"There was a problem generating the model."
    values = {name: value for name, value in fields.items() if name not in NAMES}
    try:
        return 200, kernel.build(script, fields["type"], fields.get("preset", ""), values)
    except BuildError:
        return 500, b"There was a problem generating the model."
