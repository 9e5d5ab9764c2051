"""part() in a script makes a part of the catalog, in the script's unit, and refuses others at the script's line."""

from __future__ import annotations

from pathlib import Path

import cadquery as cq
import pytest

from cadwidgets.service.builds.families import build_part

SCREW = 'part("ISO 4762", "M6x20")'


@pytest.mark.parametrize(
    "script",
    [
        f"show_object({SCREW})",
        f"result = {SCREW}",
        f"def build():\n    return {SCREW}",
        'import cadquery as cq\nshow_object(part("iso4762 m6 x 20").translate((0, 0, 0)))',
        'show_object(part("ISO 4762", d=6, l=20, class_="8.8"))',
    ],
)
def test_the_part_is_the_one_of_the_catalog_in_every_dialect(run, script: str) -> None:
    (made,) = run(script).parts
    own = build_part("iso4762", "ISO 4762 M6x20").val()
    assert made.shape.Volume() == pytest.approx(own.Volume(), rel=1e-9)
    assert made.shape.Center().toTuple() == pytest.approx(own.Center().toTuple(), abs=1e-6)


def test_an_option_chooses_how_the_part_is_shown(run) -> None:
    (plain,), (real,) = (
        run(f'show_object(part("ISO 4762", "M3x5", thread="{how}"))').parts for how in ("simplified", "real")
    )
    assert len(real.shape.Faces()) > 2 * len(plain.shape.Faces())


@pytest.mark.parametrize(("unit", "millimetres"), [("mm", 1.0), ("in", 25.4), ("m", 1000.0), ("um", 0.001)])
def test_a_part_has_its_true_size_in_the_script_s_unit(run, unit: str, millimetres: float) -> None:
    for part, height in (('"6205"', 15.0), ('"UCP205"', 70.0)):
        boxes = [each.shape.BoundingBox() for each in run(f"# @unit {unit}\nshow_object(part({part}))").parts]
        size = max(box.zmax for box in boxes) - min(box.zmin for box in boxes)
        assert size * millimetres == pytest.approx(height, abs=1e-4)


def test_the_parts_of_a_catalog_s_assembly_stand_where_they_belong_in_every_unit(run) -> None:
    plain, inches = (run(f'# @unit {unit}\nshow_object(part("UCP205"))').parts for unit in ("mm", "in"))
    assert [part.name for part in plain] == [part.name for part in inches]
    for one, other in zip(plain, inches, strict=True):
        assert (other.shape.Center() * 25.4).toTuple() == pytest.approx(one.shape.Center().toTuple(), abs=1e-4)


def test_what_is_done_to_one_part_is_not_done_to_the_next(run) -> None:
    script = f"""
first = {SCREW}
first.objects.append(cq.Workplane().box(99, 99, 99).val())
unit = part("UCP205")
unit.add(cq.Workplane().box(99, 99, 99), name="more")
show_object({SCREW})
show_object(part("UCP205"))
"""
    model = run(script)
    assert max(part.shape.BoundingBox().xlen for part in model.parts) > 99  # the unit's own foot
    assert len(model.parts) == len(run('show_object(part("6205"))\nshow_object(part("UCP205"))').parts)


def test_a_script_s_own_part_is_its_own(run) -> None:
    (made,) = run("part = cq.Workplane().box(1, 2, 3)\nshow_object(part)").parts
    assert made.shape.Volume() == pytest.approx(6.0)
    fallback = "try:\n    part\nexcept NameError:\n    def part(*named): return cq.Workplane().box(1, 1, 1)\n"
    (real,) = run(f"{fallback}show_object({SCREW})").parts
    assert len(real.shape.Faces()) > 6


def test_the_fallback_of_the_docs_serves_where_there_is_no_part() -> None:
    docs = (Path(__file__).parents[3] / "docs" / "parts-in-models.md").read_text("utf-8")
    fallback = docs.split("```python\n")[-1].split("```")[0]
    names: dict[str, object] = {"cq": cq}
    exec(fallback, names)  # noqa: S102 - our own documentation
    assert names["screw"].val().isValid()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            'part("ISO 4762", "M6x21")',
            ["NotFound: there is no part 'ISO 4762 M6x21'", "ISO 4762 M6x20", "own catalogs"],
        ),
        ('part("ACME-7")', ["there is no part 'ACME-7'", "those of own catalogs are not known in scripts"]),
        ('part("ISO 4762", d=6, l=20)', ["6 of the ISO 4762", "say also class_ = one of '8.8'"]),
        ('part("deep-groove bearing", d=26)', ["there is none with d = 26", "17, 20, 25, 30, 35 are the nearest"]),
        ('part("ISO 4762", "M6x20", thread="fine")', ["cannot be shown with thread = 'fine'"]),
        ("part(4762)", ["a part is named by a text", "ISO 4762"]),
        ("part()", ["TypeError"]),
    ],
)
def test_a_part_that_there_is_not_is_refused_at_the_script_s_line(fail, call: str, said: list[str]) -> None:
    error = fail(f"size = 1.0\nscrew = {call}\nshow_object(screw)")
    assert (error["kind"], error["line"], error["excerpt"]) == ("script", 2, f"screw = {call}")
    for words in said:
        assert words in error["message"]


def test_part_opens_no_file_and_reads_no_environment(build, fail, tmp_path: Path) -> None:
    secret = tmp_path / "secret.step"
    secret.write_text("ISO-10303-21;")
    for name in (str(secret), "../secret.step", f"file://{secret}", "~", "$HOME", "${PATH}"):
        message = fail(f"show_object(part({name!r}))")["message"]
        assert message.startswith(f"NotFound: there is no part {name[:60]!r}")
    assert build(f"show_object({SCREW})")["warnings"] == []
