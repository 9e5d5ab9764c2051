"""The numbers of a model as JSON: a build that makes no mesh and no file of the model."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from cadwidgets.service.builds.exact.user_facts import measured
from cadwidgets.service.builds.exporters.bom import Rows, checked
from cadwidgets.service.builds.failures import Failure
from cadwidgets.service.builds.moments import moments
from cadwidgets.service.builds.shapes import Part, joined
from cadwidgets.service.builds.write_options import WriteOptions


def properties_bytes(parts: Sequence[Part], known: Mapping[str, Any], bom: Rows, options: WriteOptions) -> bytes:
    """The file of the type PROPERTIES: `ModelProperties.to_json`. ``known`` are the model's checked properties.

    Raises Failure for numbers beyond all measure, and for more lines of the bill than anybody reads.
    """
    shape = joined([part.shape for part in parts])
    center, inertia = moments(shape.Solids()) or (None, None)
    numbers, problems = measured(shape, dict(options.measures))
    told = {
        "volume": known["volume"],
        "area": known["area"],
        "bounding_box": known["bounding_box"],
        "center": center,
        "inertia": inertia,
        "mass": known.get("mass"),
        "bom": list(checked(bom)) or None,
        "measures": numbers,
        "problems": problems,
        "exact": True,
    }
    try:
        return json.dumps(told, separators=(",", ":"), allow_nan=False).encode()
    except ValueError:
        raise Failure("geometry", "the model has no finite properties: a size is too large") from None
