"""The mass that is told before anything was built: measured by a worker, the same as that of the built part."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Iterator
from pathlib import Path

import cadquery as cq
import pytest

from cadwidgets.errors import BuildRefused, NotFound
from cadwidgets.service import catalog
from cadwidgets.service.app import Service, ServiceSettings
from cadwidgets.service.builds.families import build_part
from cadwidgets.service.part_mass import mass_of
from cadwidgets.service.workers.isolation import Isolation


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as running:
        yield running


@pytest.fixture
def inside(tmp_path: Path, runner: asyncio.Runner) -> Iterator[Service]:
    """A service in this process, with workers and without a network."""
    service = Service(ServiceSettings(tmp_path, ("test-key",), children=1, isolation=Isolation(allow_root=True)))
    yield service
    runner.run(service.close())


def test_a_washer_weighs_its_volume_times_its_density(inside: Service, runner: asyncio.Runner) -> None:
    mass = runner.run(mass_of(inside, catalog.family("iso7089"), "ISO 7089 6"))
    assert mass == pytest.approx(math.pi / 4 * (12**2 - 6.4**2) * 1.6 * 7.85e-3, rel=1e-5)


def test_the_mass_is_that_of_the_built_part(inside: Service, runner: asyncio.Runner) -> None:
    family = catalog.family("iso4762")
    part = build_part("iso4762", "ISO 4762 M6x20")
    assert isinstance(part, cq.Workplane)
    built = part.val().Volume()
    mass = runner.run(mass_of(inside, family, "ISO 4762 M6x20"))
    assert mass == pytest.approx(family.mass("ISO 4762 M6x20", built), rel=1e-5)


@pytest.mark.long
def test_an_assembly_weighs_what_its_components_weigh(inside: Service, runner: asyncio.Runner) -> None:
    screw = runner.run(mass_of(inside, catalog.family("iso4762"), "ISO 4762 M8x30"))
    washer = runner.run(mass_of(inside, catalog.family("iso7089"), "ISO 7089 8"))
    both = runner.run(mass_of(inside, catalog.family("screw_with_washer"), "ISO 4762 M8x30 with ISO 7089"))
    assert both == screw + washer


def test_equal_questions_have_one_answer_which_is_remembered(inside: Service, runner: asyncio.Runner) -> None:
    family = catalog.family("deep_groove_bearing")

    async def ask_often() -> list[float]:
        return await asyncio.gather(*(mass_of(inside, family, "6210") for _ in range(5)))

    first = runner.run(ask_often())
    assert len(set(first)) == 1
    runner.run(inside.pool.close())  # nobody can measure any more
    assert runner.run(mass_of(inside, family, "6210")) == first[0]
    with pytest.raises(BuildRefused, match="closed"):
        runner.run(mass_of(inside, family, "6209"))


@pytest.mark.long
def test_what_cannot_be_measured_says_why(inside: Service, runner: asyncio.Runner) -> None:
    with pytest.raises(BuildRefused, match="made to fail"):
        runner.run(mass_of(inside, catalog.family("failing"), "FAILS"))
    with pytest.raises(NotFound):
        runner.run(mass_of(inside, catalog.family("iso7089"), "ISO 7089 7"))
