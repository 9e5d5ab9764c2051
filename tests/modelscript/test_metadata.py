"""What a script says about itself in both dialects: unit, version, material, density."""

from __future__ import annotations

import pytest

from cadwidgets.modelscript import parse_script

BUILD = "\ndef build():\n    return 1\n"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("a = 1", "mm"),
        ("UOM = 'in'", "in"),
        ("UOM = 'Inch'", "in"),
        ("METADATA = {'UOM': 'cm', 'VERSION': 1.0}", "cm"),
        ("METADATA = {'UOM': 'cm'}\nUOM = 'm'", "m"),
        ("# @unit ft", "ft"),
        ("# @unit ft\nUOM = 'm'", "m"),
        ("# @unit ft\n# @unit cm", "cm"),
    ],
)
def test_the_unit_of_length_is_read(text, unit):
    schema = parse_script(text)
    assert (schema.unit, schema.warnings) == (unit, ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("UOM = 'furlong'", "furlong"),
        ("UOM = 3", "UOM is not a text"),
        ("UOM = unit()", "line 1: UOM is computed"),
        ("METADATA = dict(UOM='cm')", "line 1: METADATA is computed"),
        ("METADATA = 'cm'", "line 1: METADATA is not a dict"),
        ("# @unit", "line 1: @unit says nothing"),
    ],
)
def test_an_unknown_unit_is_a_warning_and_means_millimetres(text, said):
    schema = parse_script(text)
    assert schema.unit == "mm"
    assert said in schema.warnings[0]


@pytest.mark.parametrize("version", ["1.0", "1", "'1.0'", "'1'", "None"])
def test_the_one_version_of_modelscript_is_no_surprise(version):
    assert parse_script(f"VERSION = {version}" + BUILD).warnings == ()


@pytest.mark.parametrize("text", ["VERSION = 2.0", "VERSION = '1.1'", "METADATA = {'VERSION': 3}"])
def test_an_unknown_version_of_modelscript_is_a_warning(text):
    (warning,) = parse_script(text + BUILD).warnings
    assert "is read as version 1.0" in warning


def test_a_version_in_a_cadquery_script_is_its_author_s_own():
    schema = parse_script("VERSION = '2.7'\nshow_object(1)")
    assert (schema.names, schema.warnings) == ((), ())


@pytest.mark.parametrize(
    ("text", "material"),
    [
        ("a = 1", ""),
        ("# @material steel", "steel"),
        ("# @material: Aluminium 6061", "Aluminium 6061"),
        ("MATERIAL = 'brass'" + BUILD, "brass"),
        ("METADATA = {'MATERIAL': 'brass'}" + BUILD, "brass"),
        ("METADATA = {'MATERIAL': 'brass'}\nMATERIAL = 'oak'\n# @material steel" + BUILD, "oak"),
    ],
)
def test_the_material_is_read(text, material):
    schema = parse_script(text)
    assert (schema.material, schema.warnings) == (material, ())
    assert "MATERIAL" not in schema.names


def test_material_is_a_parameter_like_any_other_in_a_cadquery_script():
    schema = parse_script("MATERIAL = 'oak'  # [oak, pine]\nshow_object(1)")
    assert (schema.names, schema.material) == (("MATERIAL",), "")


@pytest.mark.parametrize(
    ("text", "density"),
    [("1240 kg/m3", 1240.0), ("1240", 1240.0), ("1.24 g/cm3", 1240.0), ("1.24g/cm³", 1240.0), ("2.7e3 KG/M^3", 2700.0)],
)
def test_a_density_is_in_kilograms_per_cubic_metre(text, density):
    schema = parse_script(f"# @density {text}")
    assert schema.density == pytest.approx(density, rel=1e-12)
    assert schema.warnings == ()


@pytest.mark.parametrize("text", ["heavy", "-3 kg/m3", "0", "3 lb/in3", "1e9", "nan", "1.2.3", "1240 kg / m3"])
def test_a_density_that_cannot_be_is_a_warning_and_no_density(text):
    schema = parse_script(f"# @density {text}")
    assert schema.density == 0.0
    assert text in schema.warnings[0]


@pytest.mark.parametrize(
    "call",
    [
        'describe_parameter(width, "Overall width")',
        'describe_parameter("width", "Overall width")',
        'describe_parameter(width, [1, 2], "Overall width")',
        'describe_parameter(width, short_desc="Overall width")',
        'if True:\n    describe_parameter(width, "Overall width")',
        'describe_parameter(width, "x")\ndescribe_parameter(width, "Overall width")',
        'describe_parameter(depth, "no such parameter")\ndescribe_parameter(width, "Overall width")',
    ],
)
def test_a_described_parameter_has_its_description(call):
    schema = parse_script("width = 4.0  # mm said otherwise\n" + call)
    assert schema["width"].description == "Overall width"
    assert schema["width"].unit == "mm"


@pytest.mark.parametrize(
    "call", ["describe_parameter()", "describe_parameter(width)", "describe_parameter(width, text)"]
)
def test_a_description_that_is_not_written_down_is_none(call):
    assert parse_script("width = 4.0\n" + call)["width"].description == ""
