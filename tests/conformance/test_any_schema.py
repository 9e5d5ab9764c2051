"""Any schema and any values either build or are refused by a 400 that names the parameter."""

from __future__ import annotations

import keyword
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from cadwidgets.contract.parameters import RESERVED
from cadwidgets.geometry.registry import read_mesh

SIDE = '''
def _side(value):
    """A length from 1 to 10 of whatever a parameter may be."""
    if isinstance(value, (tuple, list)):
        return 1 + sum(map(_side, value)) % 9
    if isinstance(value, str):
        return 1 + len(value) % 9
    return 1 + abs(value) % 9 if abs(value) < 1e300 else 2.0
'''
ODD_NAMES = ("π", "größe", "ﬁ", "変数", "Ω_1", "_", "__x", "x", "size", "preset_", "o", "p")
ODD_TEXTS = ("", " ", "nan", "inf", "-Infinity", "1e999", "-0", "0x10", "1_000", "1,5", "½", "٣", "true", "\0", "a\0b")
ODD_TEXTS += ("9" * 400, "9" * 4000, "x" * 3000, "\u202e", "😀" * 50, "\r\n", "%00", "&=#+", "None", "'; DROP", "[1]")

names = st.one_of(
    st.sampled_from(ODD_NAMES + RESERVED),
    st.text("abcxyzABCäßλ_0123456789", min_size=1, max_size=12).filter(str.isidentifier),
).filter(lambda name: not keyword.iskeyword(name) and name not in ("cq", "_side"))
floats = st.floats(allow_nan=False, allow_infinity=False, width=32)
integers = st.integers(-(10**20), 10**20)
words = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
texts = st.one_of(
    st.sampled_from(ODD_TEXTS),
    words,
    floats.map(str),
    integers.map(str),
    st.integers(-20, 20).map(str),
    st.booleans().map(str),
)


@dataclass(frozen=True)
class Example:
    """A script and what is sent along with it."""

    script: str
    preset: str
    values: dict[str, str]


@st.composite
def constants(draw: Any) -> tuple[list[str], list[str], list[str]]:
    """(Lines, names, presets) of plain constants, some with notes behind them."""
    lines, used = [], []
    for name in draw(st.lists(names, min_size=1, max_size=5, unique=True)):
        value = draw(st.one_of(floats, integers, st.booleans(), words))
        if isinstance(value, str):
            note = draw(st.sampled_from(["", "  # [one, two, three] Sort", "  # any text", "  # []"]))
        else:
            low, high = draw(floats), draw(floats)
            note = draw(
                st.sampled_from(
                    ["", f"  # [{low}:{high}] mm  Size", f"  # [{low}:0.5:{high}]", "  # [a:b]", "  # [1:9] x"]
                )
            )
        kind = draw(st.sampled_from(["", "", ": float", ": 'int'"]))
        lines.append(f"{name}{kind} = {value!r}{note}")
        used.append(name)
    if draw(st.booleans()):
        lines.append("one, two = 1, 2.5")
        used += ["one", "two"]
    settings_ = ", ".join(f"{name}={draw(texts.filter(str.isalnum))}" for name in used[:2])
    lines.append(f"# @preset small: {settings_}")
    return lines, used, ["small"]


@st.composite
def typed(draw: Any) -> tuple[list[str], list[str], list[str]]:
    """(Lines, names, presets) of parameter objects of ModelScript 1.0; their bounds may contradict each other."""
    lines, used = ["VERSION = 1.0"], []
    for name in draw(st.lists(names, min_size=1, max_size=5, unique=True)):
        kind = draw(st.sampled_from(["FloatParam", "IntParam", "IntegerParam", "BooleanParam"]))
        value = {"FloatParam": floats, "BooleanParam": st.booleans()}.get(kind, integers)
        said = {"desc": draw(words), "group": draw(words)}
        if draw(st.booleans()):
            said["presets"] = {"default": draw(value), draw(words): draw(value)}
        if kind != "BooleanParam":
            said |= {bound: draw(value) for bound in draw(st.sampled_from([(), ("min",), ("max",), ("min", "max")]))}
        lines.append(f"{name} = {kind}({', '.join(f'{key}={value!r}' for key, value in said.items())})")
        used.append(name)
    return lines, used, ["default"]


@st.composite
def examples(draw: Any) -> Example:
    """A whole script of one of the dialects with values for some of its parameters, and for one that it lacks."""
    as_constants = draw(st.booleans())
    lines, used, presets = draw(constants() if as_constants else typed())
    values = ", ".join(f"_side({name})" if as_constants else f"_side({name}.value)" for name in used)
    if as_constants:
        lines += [SIDE, f"show_object(cq.Workplane().box(*([{values}] * 3)[:3]))"]
    else:
        lines += [SIDE, f"def build():\n    return Workplane('XY').box(*([{values}] * 3)[:3])"]
    chosen = draw(st.lists(st.sampled_from([*used, "no_such_name"]), max_size=4, unique=True))
    prefix = {name: "p." if name in RESERVED else draw(st.sampled_from(["", "p."])) for name in chosen}
    sent = {prefix[name] + name: draw(texts) for name in chosen}
    return Example("\n".join(lines), draw(st.sampled_from(["", "", *presets, *presets, "no such preset", "\0"])), sent)


def builds_or_names_the_parameter(service: Any, client: httpx.Client, example: Example) -> None:
    fields = {"key": service.key, "s": example.script, "type": "STL", "preset": example.preset, **example.values}
    reply = client.post(f"{service.url}/parts/build", data=fields, headers={"Accept": "application/json"})
    event(f"status {reply.status_code}")
    if reply.status_code == 200:
        mesh = read_mesh(reply.content, "STL")
        assert mesh.is_watertight
        assert 1.0 <= mesh.volume <= 1000.0 * (1 + 1e-6)
        return
    assert reply.status_code == 400, reply.text
    sent = {"preset", *example.values, *(name.removeprefix("p.") for name in example.values)}
    assert reply.json()["error"]["parameter"] in sent, reply.text


def runs(count: int) -> Callable[[Any], Any]:
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    return settings(max_examples=count, derandomize=True, suppress_health_check=checks)


@pytest.fixture(scope="module")
def client() -> Any:
    with httpx.Client(timeout=120) as client:
        yield client


@pytest.mark.long
@runs(60)
@given(example=examples())
def test_any_schema_and_values_build_or_name_the_parameter(
    service: Any, client: httpx.Client, example: Example
) -> None:
    builds_or_names_the_parameter(service, client, example)


@pytest.mark.long
@runs(400)
@given(example=examples())
def test_many_schemas_and_values_build_or_name_the_parameter(
    service: Any, client: httpx.Client, example: Example
) -> None:
    builds_or_names_the_parameter(service, client, example)
