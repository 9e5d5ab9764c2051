"""Real threads: one closed solid of the right diameters, pitch and hand, with the volume of its pitch cylinder."""

from __future__ import annotations

import math

import cadquery as cq
import pytest
from thinned import thinned  # tests/facts, on the path by pyproject.toml

from cadwidgets.service import catalog
from cadwidgets.service.builds.families import build_part, thread
from cadwidgets.service.catalog.threads import THREAD

SCREWS = ("ISO 4762 M3x10", "ISO 4762 M6x20", "ISO 4762 M12x60", "ISO 4762 M36x200")
FAMILIES = [family.id for family in catalog.families() if THREAD in family.options]
RODS = ((3, 0.5, 10), (6, 1, 20), (12, 1.75, 40))


def screw(part_number: str, **options: str) -> cq.Shape:
    """The part; of a nut with an insert, the nut."""
    family, _ = catalog.SHIPPED.find(catalog.CLASSIFICATION_ID, part_number)
    return build_part(family.id, part_number, options).val().Solids()[0]


def corners(shape: cq.Shape, z: float) -> list[cq.Vector]:
    """Where crests and roots meet flanks in the cross-section at height z."""
    section = cq.Face.makePlane(200, 200, cq.Vector(0, 0, z)).intersect(shape)
    return [cq.Vector(*vertex.toTuple()) for vertex in section.Vertices()]


def crest(shape: cq.Shape, z: float) -> float:
    """The direction in degrees of the middle of the crest at height z."""
    found = corners(shape, z)
    highest = max(math.hypot(point.x, point.y) for point in found)
    ends = [point for point in found if math.hypot(point.x, point.y) > highest - 1e-3]
    return math.degrees(math.atan2(sum(end.y for end in ends), sum(end.x for end in ends)))


def check_solid(shape: cq.Shape) -> None:
    assert isinstance(shape, cq.Solid)
    assert shape.isValid()
    assert shape.Volume() > 0
    assert all(shell.isValid() and shell.Closed() for shell in shape.Shells())


@pytest.mark.parametrize(("d", "pitch", "length"), RODS)
def test_a_thread_has_its_major_and_minor_diameter(d: float, pitch: float, length: float) -> None:
    rod = thread.external(d, pitch, length)
    check_solid(rod)
    radii = [math.hypot(point.x, point.y) for point in corners(rod, -length / 3)]
    assert 2 * max(radii) == pytest.approx(d, abs=1e-3)
    assert 2 * min(radii) == pytest.approx(d - 1.226869 * pitch, abs=1e-3)


@pytest.mark.parametrize(("d", "pitch", "length"), RODS)
def test_a_thread_has_about_the_volume_of_its_pitch_cylinder(d: float, pitch: float, length: float) -> None:
    pitch_cylinder = math.pi / 4 * (d - 0.649519 * pitch) ** 2 * length
    assert thread.external(d, pitch, length).Volume() == pytest.approx(pitch_cylinder, rel=0.02)


def test_a_thread_turns_to_the_right_once_a_pitch() -> None:
    """Going up a quarter of the pitch, the crest has turned a quarter to the left, as seen from above."""
    rod = thread.external(6, 1, 20)
    assert (crest(rod, -9.75) - crest(rod, -10)) % 360 == pytest.approx(90, abs=0.1)
    assert (crest(rod, -9) - crest(rod, -10) + 180) % 360 == pytest.approx(180, abs=0.1)


@pytest.mark.parametrize("part_number", SCREWS)
def test_a_screw_with_its_real_thread_is_one_solid_without_the_grooves(part_number: str) -> None:
    """Its volume is that from which the mass is calculated, to 2 % of the thread."""
    family, size = catalog.SHIPPED.find(catalog.CLASSIFICATION_ID, part_number)
    real, simplified = screw(part_number, thread="real"), screw(part_number)
    check_solid(real)
    pitch_cylinder = math.pi / 4 * (size["d"] - 0.649519 * size["P"]) ** 2 * size["thread"]
    without = simplified.Volume() - family.surplus_volume(size)
    assert abs(real.Volume() - without) < 0.02 * pitch_cylinder
    assert real.Volume() < simplified.Volume()


@pytest.mark.long
@pytest.mark.parametrize("phase", range(0, 25, 2))
def test_a_thread_may_end_anywhere_in_its_turn(phase: int) -> None:
    check_solid(thread.external(10, 1.5, 7 + phase * 0.06, chamfered=True))


@pytest.mark.parametrize("part_number", ["ISO 4029 M10x10", "ISO 4029 M10x40"])
def test_set_screws_of_m10_can_show_their_thread(part_number: str) -> None:
    check_solid(screw(part_number, thread="real"))


@pytest.mark.parametrize("family_id", thinned(FAMILIES))
def test_every_family_with_a_thread_can_show_it(family_id: str) -> None:
    """On the smallest and on a middle part: a valid solid that is only a little less than the simplified one."""
    numbers = catalog.family(family_id).part_numbers
    for number in (numbers[0], numbers[len(numbers) // 2]):
        real, simplified = screw(number, thread="real"), screw(number)
        check_solid(real)
        assert 0.6 * simplified.Volume() < real.Volume() < simplified.Volume()


def test_the_shank_of_a_long_screw_keeps_its_diameter_above_the_thread() -> None:
    """M12x60 has a thread of 36 mm."""
    long = screw("ISO 4762 M12x60", thread="real")
    assert 2 * math.hypot(corners(long, -23)[0].x, corners(long, -23)[0].y) == pytest.approx(12, abs=1e-6)
    assert min(math.hypot(point.x, point.y) for point in corners(long, -25)) < 5


def test_what_a_tapped_hole_takes_away_leaves_the_minor_diameter_of_the_nut() -> None:
    """M6 in a block: d - 1.082532 P stays free, and the block is one valid solid."""
    block = cq.Workplane().rect(12, 12).extrude(5).val()
    nut = block.cut(thread.internal(6, 1, 5)).Solids()[0]
    check_solid(nut)
    radii = [math.hypot(point.x, point.y) for point in corners(nut, 2.5)]
    assert 2 * min(radii) == pytest.approx(6 - 1.082532, abs=1e-3)
    assert 2 * sorted(radii)[-5] == pytest.approx(6, abs=1e-3)


@pytest.mark.long
@pytest.mark.parametrize("part_number", ["ISO 4036 M8", "DIN 562 M8", "ISO 4032 M10", "DIN 934 M8x1"])
def test_a_nut_whose_thread_is_hard_to_cut_has_it_all_the_same(part_number: str) -> None:
    check_solid(screw(part_number, thread="real"))
