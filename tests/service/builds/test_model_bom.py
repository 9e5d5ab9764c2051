"""The bill of materials of a model: what it shows, counted."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from cadwidgets.contract.bom import BomLine, exploded, total_mass
from cadwidgets.contract.bom_json import lines_from_json
from cadwidgets.contract.parts import PartRef
from cadwidgets.geometry.carried_bom import carried_bom
from cadwidgets.service.builds.caps import MAX_NAME
from cadwidgets.service.builds.exporters.bom import CARRIED_LINES

SCREW = "ISO 4762 M6x20"
MAKE = 'screw = part("ISO 4762", "M6x20")\n'
Lines = tuple[BomLine, ...]


@pytest.fixture
def bom(build) -> Callable[[str], tuple[Lines, list[str]]]:
    """The lines of a script's model, and the warnings."""

    def bom(script: str) -> tuple[Lines, list[str]]:
        built = build(script, "BOM")
        return lines_from_json(json.loads(built["file"].read_bytes())), built["warnings"]

    return bom


def counts(lines: Lines) -> dict[str, float]:
    return {line.part_number or line.name: line.quantity for line in lines}


PLACED = {
    "as it is": "screw",
    "translate": "screw.translate((1, 2, 3))",
    "rotate": "screw.rotate((0, 0, 0), (1, 2, 3), 33)",
    "mirror": 'screw.mirror("XZ")',
    "all of them": 'screw.rotate((0, 0, 0), (1, 0, 0), 90).mirror("XY").translate((9, 9, 9))',
    "moved": "screw.val().moved(cq.Location((1, 2, 3), (1, 0, 0), 45))",
    "a copy": "screw.val().copy()",
    "an assembly": "cq.Assembly().add(screw, loc=cq.Location((1, 2, 3)), name='x')",
    "points": "cq.Workplane().pushPoints([(0, 0)]).eachpoint(lambda at: screw.val().moved(at))",
    "a compound": "cq.Compound.makeCompound([screw.val()])",
}


@pytest.mark.parametrize("place", PLACED)
def test_a_part_of_the_catalog_is_known_wherever_it_was_placed(bom, place: str) -> None:
    lines, warnings = bom(f"{MAKE}show_object({PLACED[place]}, 'fixing')")
    assert (counts(lines), warnings) == ({SCREW: 1.0}, [])


def test_a_line_of_the_catalog_says_what_the_catalog_says(bom) -> None:
    ((line,), _) = bom(f"{MAKE}show_object(screw)")
    assert (line.name, line.standard, line.material) == ("Hexagon socket head cap screw", "ISO 4762", "steel")
    assert line.part == PartRef("CADWIDGETS_STANDARD_PARTS", SCREW)
    assert ("Length l", "20", "mm") in line.attributes
    assert line.mass_kg == pytest.approx(0.0066508, rel=1e-4)


def test_what_is_shown_several_times_is_one_line(bom) -> None:
    script = MAKE + "for place in range(3): show_object(screw.translate((20 * place, 0, 0)), f'screw {place}')\n"
    script += 'show_object(part("ISO 4762", "M6x20", thread="real").translate((0, 30, 0)))\n'
    script += "show_object(cq.Workplane().rarray(20, 1, 4, 1).eachpoint(lambda at: screw.val().moved(at)), 'row')"
    assert counts(bom(script)[0]) == {SCREW: 8.0}


def test_a_thread_that_is_cut_and_a_script_in_inches_weigh_what_the_catalog_says(bom) -> None:
    lines = bom(f"{MAKE}show_object(screw)")[0]
    for script in ('show_object(part("ISO 4762", "M6x20", thread="real"))', f"# @unit in\n{MAKE}show_object(screw)"):
        assert bom(script)[0][0].mass_kg == pytest.approx(lines[0].mass_kg, rel=1e-6)


BOXES = """
def box(x): return cq.Workplane().box(x, 2, 3)
show_object(box(1), "rib_1")
show_object(box(1).rotate((0, 0, 0), (1, 1, 0), 30).translate((9, 0, 0)), "rib_2")
show_object(box(1.001), "rib_3")
show_object(box(1), "web")
show_object(box(1))
show_object(box(1).translate((0, 9, 0)))
"""


def test_own_things_are_counted_by_name_and_shape(bom) -> None:
    lines, _ = bom(BOXES)
    assert counts(lines) == {"rib": 2.0, "rib_3": 1.0, "web": 1.0, "unnamed": 2.0}
    assert lines[0].attributes == (("Volume", "6", "mm\u00b3"),)
    assert {line.mass_kg for line in lines} == {None}


def test_own_things_weigh_what_the_script_s_material_says(bom, build) -> None:
    lines, _ = bom("# @material steel\n" + BOXES)
    assert lines[0].mass_kg == pytest.approx(6e-9 * 7850)
    assert lines[0].material == "steel"
    assert total_mass(lines).value == pytest.approx(build("# @material steel\n" + BOXES)["properties"]["mass"])


ASSEMBLY = (
    MAKE
    + """
lid = cq.Assembly(cq.Workplane().box(50, 50, 2), name="lid", material="aluminium")
for place in range(4):
    lid.add(screw, name=f"screw_{place}", loc=cq.Location((10 * place, 0, 0)))
box = cq.Assembly(name="box")
box.add(cq.Workplane().box(50, 50, 30).translate((0, 0, -20)), name="body")
box.add(lid)
box.add(lid, name="lid_2", loc=cq.Location((0, 0, -50), (1, 0, 0), 180))
box.add(cq.Assembly().add(cq.Workplane().box(1, 1, 1), name="pad"))
"""
)


def test_assemblies_nest_and_equal_ones_are_counted(bom) -> None:
    body, lid, pad = bom("# @material steel\n" + ASSEMBLY + "show_object(box)")[0]
    assert (body.name, body.material, lid.quantity, pad.name) == ("body", "steel", 2.0, "pad")
    assert [(line.part_number or line.name, line.quantity) for line in lid.children] == [("lid", 1.0), (SCREW, 4.0)]
    assert (lid.children[0].material, lid.children[0].mass_kg) == ("aluminium", pytest.approx(5000e-9 * 2700))


def test_an_assembly_beside_other_things_is_a_line_and_one_alone_is_the_model(bom) -> None:
    alone, beside = (bom(f"{ASSEMBLY}show_object(box){more}")[0] for more in ("", "\nshow_object(screw, 'spare')"))
    assert [line.name or line.part_number for line in beside] == ["box", "Hexagon socket head cap screw"]
    assert beside[0].children == alone


def test_the_mass_of_a_model_with_parts_of_the_catalog_is_that_of_its_lines(build) -> None:
    script = "# @material brass\n" + MAKE + "show_object(screw)\nshow_object(cq.Workplane().box(10, 10, 10), 'cube')"
    assert build(script)["properties"]["mass"] == pytest.approx(0.0066508 + 1000e-9 * 8500, rel=1e-4)
    unknown = build(MAKE + "show_object(screw)\nshow_object(cq.Workplane().box(10, 10, 10), 'cube')")
    assert "mass" not in unknown["properties"]
    assert build(MAKE + "show_object(screw)")["properties"]["mass"] == pytest.approx(0.0066508, rel=1e-4)


def test_a_material_that_nobody_knows_is_a_warning_and_no_mass(bom) -> None:
    lines, warnings = bom(
        'show_object(cq.Assembly().add(cq.Workplane().box(1, 1, 1), name="a", material="unobtainium"))'
    )
    assert (lines[0].material, lines[0].mass_kg) == ("unobtainium", None)
    assert warnings[0].startswith("there is no mass of a: the material 'unobtainium' is not known")


def test_an_assembly_of_the_catalog_has_its_components_below_it(bom) -> None:
    script = (
        'unit = part("UCP205")\nshow_object(unit, "left")\nshow_object(cq.Assembly(name="m").add(unit, name="right"))'
    )
    whole, machine = bom(script)[0]
    assert (whole.part_number, machine.children) == ("UCP205", (whole,))
    assert [child.part_number for child in whole.children] == ["P205", "UC205"]
    assert counts(bom('show_object(part("UCP205"))')[0]) == {"UCP205": 1.0}


@pytest.mark.parametrize("used", ["block.cut(screw)", "block.union(screw)", "block"])
def test_a_part_that_is_not_shown_as_itself_is_a_warning_and_no_line(bom, used: str) -> None:
    lines, warnings = bom(f"{MAKE}block = cq.Workplane().box(20, 20, 20)\nshow_object({used}, 'block')")
    assert counts(lines) == {"block": 1.0}
    assert warnings == [f"{SCREW} was made by part() and is not shown as itself: the bill of materials lacks it"]


def test_a_part_that_cuts_and_is_shown_is_counted_without_a_warning(bom) -> None:
    script = f"{MAKE}show_object(cq.Workplane().box(20, 20, 20).cut(screw), 'block')\nshow_object(screw)"
    lines, warnings = bom(script)
    assert (counts(lines), warnings) == ({"block": 1.0, SCREW: 1.0}, [])


def test_parts_and_own_things_in_one_workplane_are_told_apart(bom) -> None:
    script = f"{MAKE}show_object(cq.Workplane().box(2, 2, 2).add(screw).add(part('6205')), 'all')"
    assert counts(bom(script)[0]) == {"all": 1.0, SCREW: 1.0, "6205": 1.0}


def test_names_stay_text_whatever_they_look_like(bom) -> None:
    names = ["00123", "1E5", "=1+1", "<b>x</b>", "a" * 300]
    script = "".join(f"show_object(cq.Workplane().box(1, 1, {at + 1}), {name!r})\n" for at, name in enumerate(names))
    assert [line.name for line in bom(script)[0]] == [*names[:4], "a" * MAX_NAME]


def test_a_glb_carries_the_lines_of_the_file(build, bom) -> None:
    script = ASSEMBLY + "show_object(box)"
    assert carried_bom(build(script, "GLB")["file"].read_bytes(), "GLB") == bom(script)[0]


def test_a_glb_carries_no_lines_where_they_are_too_many(build, monkeypatch) -> None:
    script = f"for at in range({CARRIED_LINES + 1}): a.add(cq.Vertex.makeVertex(at, 0, 0), name=f'p{{at}}q')\n"
    script = f"a = cq.Assembly(cq.Workplane().box(1, 1, 1), name='a')\n{script}show_object(a)"
    built = build(script, "GLB")
    assert carried_bom(built["file"].read_bytes(), "GLB") is None
    assert any("the GLB has no bill of materials: it may carry 2,000 lines" in text for text in built["warnings"])


def test_assemblies_deeper_than_a_bill_may_be_are_laid_flat(bom) -> None:
    script = "a = cq.Assembly(cq.Workplane().box(1, 1, 1), name='n0')\n"
    script += (
        "for at in range(1, 50): a = cq.Assembly(cq.Workplane().box(1, 1, 1), name=f'a{at}x').add(a)\nshow_object(a)"
    )
    assert sum(line.quantity for line in exploded(bom(script)[0])) == 50
