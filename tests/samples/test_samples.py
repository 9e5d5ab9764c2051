"""The samples as a list and as model scripts."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from cadwidgets import samples
from cadwidgets.modelscript import load_script, parse_script
from cadwidgets.samples import SAMPLES

every_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


def test_ids_and_names_are_unique_and_ids_look_like_a_service_s_own():
    assert len({sample.id for sample in SAMPLES}) == len({sample.name for sample in SAMPLES}) == len(SAMPLES) >= 9
    assert all(re.fullmatch("[a-z0-9]{8}", sample.id) for sample in SAMPLES)


def test_a_sample_is_found_by_name_and_by_id():
    assert samples.bracket is samples.by_id("k7w3nx5d")
    assert samples.by_id("nothing0") is None
    assert {sample.name for sample in SAMPLES} < set(dir(samples))


def test_an_unknown_name_is_an_attribute_error_that_names_the_samples():
    with pytest.raises(AttributeError, match=r"no sample 'teapot'.*bracket"):
        _ = samples.teapot


def test_a_sample_shows_briefly():
    assert repr(samples.gear) == "<Sample gear: Involute spur gear>"


@every_sample
def test_a_sample_reads_without_a_warning_and_has_parameters(sample):
    schema = parse_script(sample.text)
    assert schema.warnings == ()
    assert len(schema.parameters) >= 6
    assert all(p.contains(p.default) for p in schema.parameters if p.kind != "choice")


def test_the_samples_show_all_three_ways_to_declare_parameters():
    schemas = [load_script(sample.text).schema for sample in SAMPLES]
    typed = [schema for schema in schemas if schema.dialect == "modelscript"]
    plain = [s for s in schemas if all(p.invented or p.kind in ("bool", "text") for p in s.parameters)]
    annotated = [s for s in schemas if s.dialect == "cqgi" and s not in plain]
    assert (len(typed) >= 2, len(plain) >= 1, len(annotated) >= 5) == (True, True, True)
    assert all(schema.presets for schema in annotated)
    assert all(parameter.group and parameter.title for schema in annotated for parameter in schema.parameters)


def test_the_documented_example_request_fits_its_sample():
    schema = parse_script(samples.by_id("2qus7a32").text)
    values = schema.resolve("short", {"p_length": "120"})
    assert values["p_length"] == 120.0
    assert values["p_height"] == 30.0


@every_sample
def test_presets_stay_within_the_declared_ranges(sample):
    schema = parse_script(sample.text)
    for values in schema.presets.values():
        assert all(schema[name].check(value) == value for name, value in values.items())


def test_listing_the_samples_reads_no_script_and_imports_no_kernel():
    code = "import sys; from cadwidgets import samples; samples.SAMPLES; print('cadquery' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "False", done.stderr
