"""An insert bearing in its cast housing, as an assembly of two parts."""

from __future__ import annotations

from collections.abc import Callable

import cadquery as cq

from cadwidgets.service import catalog
from cadwidgets.service.builds.families.bearings import bearing_housing, insert_bearing
from cadwidgets.service.catalog import Configuration


def pillow_block(configuration: Configuration) -> cq.Assembly:
    """The foot on z = 0; the bore along y at the height H, the long side of the bearing towards -y."""
    seat = cq.Location(cq.Vector(0, 0, configuration["H"]), cq.Vector(1, 0, 0), 90)
    return _unit(configuration, bearing_housing.pillow_block, seat)


def square_flange(configuration: Configuration) -> cq.Assembly:
    """The flange on z = 0; the bore along z, the long side of the bearing above."""
    return _unit(configuration, bearing_housing.square_flange, cq.Location(cq.Vector(0, 0, configuration["A2"])))


def oval_flange(configuration: Configuration) -> cq.Assembly:
    """The flange on z = 0; the bore along z, the long side of the bearing above."""
    return _unit(configuration, bearing_housing.oval_flange, cq.Location(cq.Vector(0, 0, configuration["A2"])))


def _unit(
    configuration: Configuration, housing_of: Callable[[Configuration], cq.Workplane], seat: cq.Location
) -> cq.Assembly:
    housing, bearing = (
        catalog.family(known.family_id).configuration(known.part_number) for known in configuration.components
    )
    assembly = cq.Assembly()
    assembly.add(housing_of(housing), name=housing.part_number)
    assembly.add(insert_bearing.build(bearing), name=bearing.part_number, loc=seat)
    return assembly
