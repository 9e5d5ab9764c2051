"""Sliders to and fro, in one process that stays: every model is the one that a fresh process makes."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from staying_process import StayingProcess

from cadwidgets.contract.parameters import Parameter
from cadwidgets.modelscript import load_script
from cadwidgets.samples import SAMPLES
from cadwidgets.service.same_results import difference

DOCS = Path(__file__).parents[2] / "cadquery_docs" / "scripts"
SCRIPTS = {sample.name: sample.text for sample in SAMPLES} | {path.stem: path.read_text() for path in DOCS.glob("*.py")}
FEW = ("pillow_block", "bracket", "examples_32_tagging_objects")
Walk = Callable[[str, int], None]


@pytest.fixture
def walk(processes: StayingProcess) -> Walk:
    """One parameter changes at each step; the last steps go back to where it began."""

    def walk(script: str, steps: int) -> None:
        chance = random.Random(script)  # noqa: S311 - a walk that is the same every time
        parameters = [one for one in load_script(script).schema.parameters if one.kind != "str"]
        values: dict[str, Any] = {}
        places = [dict(values)]
        for parameter in chance.sample(parameters, min(steps, len(parameters))):
            values[parameter.name] = other_value(parameter, chance)
            places.append(dict(values))
        for values in [*places, *places[-2::-1]]:
            job = {"script": script, "type": "GLB", "values": values}
            assert difference(processes.run(job, script), processes.run(job)) is None, values

    return walk


def other_value(parameter: Parameter, chance: random.Random) -> Any:
    """A value of the parameter's range; near its default where it has none."""
    if parameter.choices:
        return chance.choice(parameter.choices)
    if isinstance(parameter.default, bool):
        return not parameter.default
    low = parameter.default * 0.9 if parameter.minimum is None else parameter.minimum
    high = parameter.default * 1.1 + 1e-3 if parameter.maximum is None else parameter.maximum
    value = low + (high - low) * chance.random()
    return round(value) if isinstance(parameter.default, int) else round(value, 2)


@pytest.mark.long
@pytest.mark.parametrize("name", FEW)
def test_a_walk_through_some_scripts_is_as_in_fresh_processes(walk: Walk, name: str) -> None:
    walk(SCRIPTS[name], 1)


@pytest.mark.release
@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_a_walk_through_any_script_is_as_in_fresh_processes(walk: Walk, name: str) -> None:
    walk(SCRIPTS[name], 3)
