"""Comments on plain constants that say what a slider needs; the script still runs wherever CadQuery does.

    width = 40.0   # [10:0.5:100] mm  Overall width      from 10 to 100 in steps of 0.5, a unit, a label
    depth = 25     # [10:]                               at least 10
    bore = 25      # [catalog: deep-groove bearing.d]    only bores that such bearings have, see docs/search.md
    style = "hex"  # [hex, round, square] Head style: as seen from above
    wall = 2.0     # mm  Thickness of all walls          no brackets: a unit and a description
    # --- Holes ---                                      a group, up to the next one
    # @preset short: width=20, style=round               values that go together
    # @unit in                                           the unit of length (as UOM = "in")
    # @material aluminium                                what it is made of: the service tells its mass
    # @density 1240 kg/m3                                the same for a material that the service does not know

After the brackets a short text is the label; a long one, or what follows a colon, is the description.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace

from cadwidgets.contract.parameters import Parameter, Value
from cadwidgets.contract.sizes import FORM, SizeReference
from cadwidgets.errors import RequestError
from cadwidgets.units import length_unit

_BRACKETS = re.compile(r"\[(?P<body>[^\]]*)\]\s*(?P<rest>.*)")
_TO_TOOLS = re.compile(r"(noqa|nosec|pragma|pylint|type:|fmt:|isort:|ruff:|mypy:)", re.IGNORECASE)
_OTHER_UNITS = {"deg": "deg", "°": "deg", "degrees": "deg", "rad": "rad", "%": "%", "kg": "kg", "N": "N"}
_LONGEST_LABEL = 40
_CATALOG = re.compile(r"catalog\s*:\s*(?P<reference>.*)")


class AnnotationError(Exception):
    """A comment that looks like an annotation and is none."""


@dataclass(frozen=True)
class Annotation:
    """What the comment on one constant says."""

    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    choices: tuple[str, ...] = ()
    catalog: str = ""
    unit: str = ""
    label: str = ""
    description: str = ""


def read_annotation(comment: str) -> Annotation:
    """What a trailing comment says. Raises AnnotationError for brackets that hold no range and no choices."""
    match = _BRACKETS.fullmatch(comment)
    if not match:
        if comment.startswith("["):
            raise AnnotationError("the closing bracket is missing")
        unit, text = _split_unit("" if _TO_TOOLS.match(comment) else comment)
        return Annotation(unit=unit, description=text)
    unit, text = _split_unit(match["rest"])
    label, description = _split_label(text)
    bracketed = _read_brackets(match["body"].strip())
    return replace(bracketed, unit=unit or bracketed.unit, label=label, description=description)


def _read_brackets(body: str) -> Annotation:
    if catalog := _CATALOG.fullmatch(body):
        return Annotation(catalog=read_reference(catalog["reference"]))
    unit, rest = _split_unit(body)
    if unit and not rest:
        return Annotation(unit=unit)
    if ":" in body and "," not in body:
        return _read_range([part.strip() for part in body.split(":")])
    rows = list(csv.reader([body.replace("'", '"')], skipinitialspace=True))
    choices = tuple(item.strip() for row in rows for item in row)
    if not choices or not all(choices):
        raise AnnotationError("it holds neither a range like [1:10] nor choices like [a, b]")
    return Annotation(choices=choices)


def read_reference(text: str) -> str:
    """The text, if it has the form of a reference to sizes; no catalog is asked. Raises AnnotationError."""
    try:
        SizeReference.parse(text)
    except RequestError as error:
        raise AnnotationError(f"{error}; write {FORM}") from None
    return text


def _read_range(parts: list[str]) -> Annotation:
    try:
        numbers = [Parameter("", "float", 0.0).read(part) if part else None for part in parts]
    except RequestError:
        raise AnnotationError("a range is made of numbers, like [1:10] or [1:0.5:10]") from None
    if len(numbers) not in (2, 3) or numbers[0] is numbers[-1] is None:
        raise AnnotationError("a range is written [minimum:maximum] or [minimum:step:maximum]")
    low, high = _as_number(numbers[0]), _as_number(numbers[-1])
    step = _as_number(numbers[1]) if len(numbers) == 3 else None
    if low is not None and high is not None and low >= high:
        raise AnnotationError("the minimum is not below the maximum")
    if step is not None and step <= 0:
        raise AnnotationError("the step is not positive")
    return Annotation(low, high, step)


def _as_number(value: Value | None) -> float | None:
    """Whole numbers as int, so that they show without a decimal point."""
    if not isinstance(value, float):
        return None
    return int(value) if value.is_integer() else value


def _split_unit(text: str) -> tuple[str, str]:
    """A unit at the beginning, and the rest. ``in the middle`` begins with a word, not with inches."""
    first, _, rest = text.partition(" ")
    if first in ("in", "m") and rest[:1].islower():
        return "", text
    if first in _OTHER_UNITS:
        return _OTHER_UNITS[first], rest.strip()
    try:
        return (length_unit(first), rest.strip()) if first == first.lower() else ("", text)
    except ValueError:
        return "", text


def _split_label(text: str) -> tuple[str, str]:
    label, _, description = text.partition(":")
    if len(label) > _LONGEST_LABEL:
        return "", text
    return label.strip(), description.strip()


def annotate(parameter: Parameter, annotation: Annotation) -> Parameter:
    """The parameter as its comment describes it.

    A whole number whose range or choices have decimals becomes a float. Raises AnnotationError where the
    comment and the default do not go together.
    """
    described = replace(parameter, unit=annotation.unit, label=annotation.label, description=annotation.description)
    if annotation.catalog:
        if parameter.kind not in ("int", "float"):
            raise AnnotationError("the size of a part needs a number")
        return replace(described, catalog=annotation.catalog)
    if annotation.choices:
        return _with_choices(described, annotation.choices)
    bounds = (annotation.minimum, annotation.maximum, annotation.step)
    if bounds == (None, None, None):
        return described
    if parameter.kind not in ("int", "float", "tuple"):
        raise AnnotationError("a range needs a number")
    if any(isinstance(bound, float) for bound in bounds):
        described = _as_float(described)
    low, high, step = bounds
    return replace(described, minimum=low, maximum=high, step=step)


def _as_float(parameter: Parameter) -> Parameter:
    if parameter.kind != "int" or not isinstance(parameter.default, int):
        return parameter
    return replace(parameter, kind="float", default=float(parameter.default))


def _with_choices(parameter: Parameter, texts: tuple[str, ...]) -> Parameter:
    if parameter.kind in ("bool", "tuple"):
        raise AnnotationError("choices need a text or a number")
    for candidate in dict.fromkeys((parameter, _as_float(parameter))):
        try:
            choices = tuple(dict.fromkeys(candidate.read(text) for text in texts))
        except RequestError:
            continue
        if candidate.default not in choices:
            raise AnnotationError(f"the default {candidate.default} is none of the choices")
        return replace(candidate, kind="choice", choices=choices)
    raise AnnotationError("these choices are no numbers, but the default is one")
