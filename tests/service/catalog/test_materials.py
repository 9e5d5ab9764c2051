"""Materials: what they are called, and where their densities come from."""

from __future__ import annotations

import pytest

from cadwidgets.errors import NotFound
from cadwidgets.service.catalog import materials
from cadwidgets.service.catalog.materials import MATERIALS, material_named


def test_every_density_is_plausible_and_has_a_source() -> None:
    assert len(MATERIALS) >= 20
    for material in MATERIALS.values():
        assert 400 <= material.density <= 20_000, material
        assert material.source, material


def test_no_name_means_two_materials() -> None:
    meant: dict[str, str] = {}
    for material, names in materials._KNOWN:
        for name in (material.name, *names):
            assert meant.setdefault(materials._spelt(name), material.name) == material.name


@pytest.mark.parametrize(
    ("name", "density"),
    [
        ("steel", 7850.0),
        ("STEEL", 7850.0),
        ("Aluminium 6061", 2700.0),
        ("aluminum", 2700.0),
        ("7075-t6", 2800.0),
        (" stainless_steel ", 7900.0),
        ("PA 6", 1130.0),
        ("nylon", 1130.0),
        ("pe-hd", 955.0),
        ("HDPE", 955.0),
    ],
)
def test_a_material_is_found_by_any_of_its_names_in_any_spelling(name: str, density: float) -> None:
    assert material_named(name).density == density


@pytest.mark.parametrize("name", ["unobtainium", "", "ß", "steel steel"])
def test_an_unknown_material_is_told_with_the_known_ones(name: str) -> None:
    with pytest.raises(NotFound, match=r"known are steel, .*PLA.*glass"):
        material_named(name)
