"""The samples of many features: their last parameters change the last features alone, or one part of a hundred."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from cadwidgets import samples
from cadwidgets.modelscript import load_script
from cadwidgets.service.builds.execute import execute
from cadwidgets.service.builds.shapes import Part, volume

pytestmark = pytest.mark.long

POCKET = 14 * 34 - (4 - math.pi) * 2.0**2 - 2 * math.pi * 1.2**2
"""The manifold's name plate: round corners, two rivets that are drilled in any case."""
MARKS = 6 * 0.8 * 4 + 0.8 * 8
"""The scale of the machine table."""


def parts(sample: samples.Sample, folder: Path, **values: float) -> list[Part]:
    script = load_script(sample.text)
    return execute(script, script.schema.resolve("", values), folder).parts


def chamfer(depth: float, radius: float = 6.0) -> float:
    """What a chamfer of 45 degrees takes off the edge of a hole."""
    return math.pi * depth * depth * (radius + depth / 3)


@pytest.mark.parametrize(
    ("sample", "changed", "removed"),
    [
        (samples.gearbox, {"drain_chamfer": 1.5}, chamfer(1.5) - chamfer(1.0)),
        (samples.manifold, {"plate_depth": 2.0}, 1.2 * POCKET),
        (samples.machine_table, {"mark_depth": 1.0}, 0.4 * MARKS),
    ],
    ids=lambda value: value.name if isinstance(value, samples.Sample) else "",
)
def test_a_late_parameter_takes_off_what_its_feature_says_and_nothing_else(sample, changed, removed, tmp_path) -> None:
    (plain,), (other,) = parts(sample, tmp_path), parts(sample, tmp_path, **changed)
    assert volume(plain.shape) - volume(other.shape) == pytest.approx(removed, rel=1e-3)


def test_a_higher_handle_is_the_only_other_one_of_a_hundred_parts(tmp_path) -> None:
    low, high = parts(samples.flange_pair, tmp_path), parts(samples.flange_pair, tmp_path, handle_height=80.0)
    assert [part.name for part in low] == [part.name for part in high]
    assert len(low) == 100
    changed = [
        (one.name, volume(other.shape) - volume(one.shape))
        for one, other in zip(low, high, strict=True)
        if one.shape.Center().toTuple() != pytest.approx(other.shape.Center().toTuple())
    ]
    assert changed == [("flange_pair/handle", pytest.approx(2 * 20 * math.pi * 6**2, rel=1e-4))]


def test_the_parts_of_the_flange_share_few_shapes(tmp_path) -> None:
    shapes = {part.shape.wrapped.TShape() for part in parts(samples.flange_pair, tmp_path)}
    assert len(shapes) == 7
