"""The models that times are compared on, by their names: eleven of the field, and five of our own samples."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import cadquery as cq
from eleven_models import MODELS
from scale import OWN

from cadwidgets import samples
from cadwidgets.modelscript import load_script
from cadwidgets.service.builds.execute import execute
from cadwidgets.service.builds.shapes import joined


def sample_shape(name: str) -> cq.Shape:
    """What a sample builds with its defaults, all its parts as one shape."""
    script = load_script(getattr(samples, name).text)
    with tempfile.TemporaryDirectory() as folder:
        model = execute(script, script.schema.resolve(), Path(folder))
    return joined([part.shape for part in model.parts])


ALL: dict[str, Callable[[], cq.Shape]] = dict(MODELS) | {name: partial(sample_shape, name) for name in OWN}
