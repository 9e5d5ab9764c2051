"""The parameters of a model: one schema for every way in which a script may declare them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, TypeAlias

from cadwidgets.contract.sizes import Size, neighbours, size_of
from cadwidgets.errors import RequestError

Kind: TypeAlias = Literal["float", "int", "bool", "text", "choice", "tuple"]
Value: TypeAlias = float | int | bool | str | tuple[float, ...]

RESERVED = ("key", "id", "s", "type", "preset")
"""Names that the Build Service's contract keeps for itself: such a parameter has no bare name over HTTP."""

_TRUE = {"true", "1", "yes", "on", "t", "y"}
_FALSE = {"false", "0", "no", "off", "f", "n", ""}
MAX_TEXT = 1000
"""Characters that a text value may have."""


@dataclass(frozen=True)
class Parameter:
    """One parameter of a model.

    ``minimum`` and ``maximum`` are inclusive. ``invented`` says that the script declared no range and that the
    bounds and the step are only a sensible guess for a slider: values outside an invented range are allowed.
    A tuple's bounds hold for each of its numbers; a text may have ``maximum`` characters where that is more than
    `MAX_TEXT`. ``catalog`` names a dimension of a catalog's parts, such as
    ``deep-groove bearing.d``; once these are known the parameter is a choice of ``sizes``, one for each of ``choices``
    and in the parameter's unit.
    """

    name: str
    kind: Kind
    default: Value
    label: str = ""
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    choices: tuple[Value, ...] = ()
    unit: str = ""
    group: str = ""
    description: str = ""
    invented: bool = False
    catalog: str = ""
    sizes: tuple[Size, ...] = ()

    @property
    def title(self) -> str:
        """The label, or the name made readable: ``wall_thickness`` becomes ``wall thickness``."""
        return self.label or self.name.replace("_", " ").strip() or self.name

    def read(self, raw: object) -> Value:
        """The value that ``raw`` (HTTP text or a Python value) stands for, of this parameter's own kind.

        Raises RequestError with the parameter, the value and what is allowed.
        """
        return _READERS[self.kind](self, raw)

    def check(self, raw: object) -> Value:
        """As `read`, and the declared bounds hold."""
        value = self.read(raw)
        if not self.invented and not self.contains(value):
            raise self._error(raw, f"is outside {self.allowed}")
        return value

    def contains(self, value: Value) -> bool:
        """Whether ``value`` lies within the bounds (declared or invented)."""
        low = -math.inf if self.minimum is None else self.minimum
        high = math.inf if self.maximum is None else self.maximum
        if self.kind in ("float", "int"):
            return low <= float(value) <= high  # type: ignore[arg-type]
        if isinstance(value, tuple):
            return all(low <= number <= high for number in value)
        return True

    @property
    def characters(self) -> int:
        """How many a text may have."""
        return max(MAX_TEXT, int(self.maximum or 0))

    @property
    def unsized(self) -> Parameter:
        """The parameter as its script alone declares it, before the sizes of a catalog bind it."""
        if not self.sizes:
            return self
        return replace(self, kind="int" if isinstance(self.default, int) else "float", choices=(), sizes=())

    @property
    def allowed(self) -> str:
        """What is allowed, in words: ``a number from 1 to 20``."""
        if self.sizes:
            return f"a size of {self.catalog} from {self.sizes[0].value:.7g} to {self.sizes[-1].value:.7g}"
        if self.kind == "choice":
            return "one of " + ", ".join(map(str, self.choices))
        if self.kind == "bool":
            return "true or false"
        if self.kind == "text":
            return f"a text of at most {self.characters} characters"
        noun = {"float": "a number", "int": "a whole number"}.get(self.kind, "")
        if isinstance(self.default, tuple):
            noun = f"{len(self.default)} numbers"
        return noun + self._range_text()

    def _range_text(self) -> str:
        if self.invented or (self.minimum is None and self.maximum is None):
            return ""
        if self.maximum is None:
            return f" of at least {self.minimum:g}"
        if self.minimum is None:
            return f" of at most {self.maximum:g}"
        return f" from {self.minimum:g} to {self.maximum:g}"

    def _error(self, raw: object, why: str) -> RequestError:
        return RequestError(f"{self.name} = {_shown(raw)} {why}", parameter=self.name, value=raw, allowed=self.allowed)


def _shown(raw: object) -> str:
    try:
        text = repr(raw)
    except ValueError:  # Python writes no integer of more than 4300 digits
        return "an integer of thousands of digits"
    return text if len(text) <= 80 else text[:77] + "..."


def _read_float(parameter: Parameter, raw: object) -> float:
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        raise parameter._error(raw, f"is not {parameter.allowed}")
    try:
        number = float(raw)
    except (ValueError, OverflowError):
        raise parameter._error(raw, f"is not {parameter.allowed}") from None
    if not math.isfinite(number):
        raise parameter._error(raw, "is not a finite number")
    return number


def _read_int(parameter: Parameter, raw: object) -> int:
    number = _read_float(parameter, raw)
    if number != int(number):
        raise parameter._error(raw, "is not a whole number")
    if isinstance(raw, (int, str)):
        with suppress(ValueError):  # "4.0" and "1e3" are no integers for Python
            return int(raw)  # all digits, where a float keeps 15
    return int(number)


def _read_bool(parameter: Parameter, raw: object) -> bool:
    if isinstance(raw, int) and raw in (0, 1):
        return bool(raw)
    text = raw.strip().lower() if isinstance(raw, str) else "?"
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    raise parameter._error(raw, "is neither true nor false")


def _read_text(parameter: Parameter, raw: object) -> str:
    try:
        text = str(raw) if isinstance(raw, (str, int, float)) else None
        text.encode() if text else None
    except ValueError:  # half of a surrogate pair, or an integer too long for Python to write
        text = None
    if text is None or len(text) > parameter.characters or "\0" in text:
        raise parameter._error(raw, f"is not {parameter.allowed}")
    return text


def _read_choice(parameter: Parameter, raw: object) -> Value:
    if parameter.sizes:
        return _read_size(parameter, raw)
    for choice in parameter.choices:
        if raw == choice or raw == str(choice) or _same_number(raw, choice):
            return choice
    raise parameter._error(raw, f"is not {parameter.allowed}")


def _read_size(parameter: Parameter, raw: object) -> Value:
    number = _read_float(parameter, raw)
    size = size_of(parameter.sizes, number)
    if size is not None:
        return parameter.choices[parameter.sizes.index(size)]
    near = "; or ".join(size.shown(parameter.unit) for size in neighbours(parameter.sizes, number))
    message = f"{parameter.name} = {_shown(raw)} is no size of {parameter.catalog}"
    raise RequestError(message, parameter=parameter.name, value=raw, allowed=near)


def _same_number(raw: object, choice: Value) -> bool:
    """Whether ``raw`` is the text of a number choice: "8" means 8.0."""
    if not isinstance(raw, str) or isinstance(choice, (str, tuple)):
        return False
    try:
        return float(raw) == choice
    except ValueError:
        return False


def _read_tuple(parameter: Parameter, raw: object) -> tuple[float, ...]:
    parts: Sequence[object]
    if isinstance(raw, str):
        parts = [part for part in raw.strip().strip("()[]").split(",") if part.strip()]
    elif isinstance(raw, Sequence):
        parts = raw
    else:
        raise parameter._error(raw, f"is not {parameter.allowed}")
    if not isinstance(parameter.default, tuple) or len(parts) != len(parameter.default):
        raise parameter._error(raw, f"is not {parameter.allowed}")
    try:
        return tuple(_read_like(parameter, old, part) for old, part in zip(parameter.default, parts, strict=True))
    except RequestError:  # the whole tuple is what was given, not one of its numbers
        raise parameter._error(raw, f"is not {parameter.allowed}") from None


def _read_like(parameter: Parameter, default: float, raw: object) -> float:
    """A number of a tuple: whole where the default's is and the new one can be, so ``range(size[0])`` works."""
    number = _read_float(parameter, raw)
    return _read_int(parameter, raw) if isinstance(default, int) and number.is_integer() else number


_READERS: Mapping[Kind, Callable[[Parameter, object], Value]] = {
    "float": _read_float,
    "int": _read_int,
    "bool": _read_bool,
    "text": _read_text,
    "choice": _read_choice,
    "tuple": _read_tuple,
}


@dataclass(frozen=True)
class ParameterSchema:
    """All parameters of one script, in the order of the script, with its presets.

    ``presets`` maps a preset's name to the values it sets; ``dialect`` is ``modelscript`` or ``cqgi``; ``unit`` is
    the unit of length of the model's numbers; ``warnings`` says what was noticed while reading, in words;
    ``material`` is what the script says it is made of, in its own words, and ``density`` in kg/m³, 0 if not given.
    """

    parameters: tuple[Parameter, ...] = ()
    presets: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    dialect: Literal["modelscript", "cqgi"] = "cqgi"
    unit: str = "mm"
    warnings: tuple[str, ...] = ()
    material: str = ""
    density: float = 0.0

    def __getitem__(self, name: str) -> Parameter:
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        raise KeyError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters' names, in the order of the script."""
        return tuple(parameter.name for parameter in self.parameters)

    @property
    def defaults(self) -> dict[str, Value]:
        """Every parameter's default."""
        return {parameter.name: parameter.default for parameter in self.parameters}

    def resolve(self, preset: str = "", values: Mapping[str, object] | None = None) -> dict[str, Value]:
        """The value of every parameter: defaults, then the preset, then single values. Raises as `chosen`."""
        return self.defaults | self.chosen(preset, values)

    def chosen(self, preset: str = "", values: Mapping[str, object] | None = None) -> dict[str, Value]:
        """The values that differ from what the script would do by itself: the preset's, then single values.

        Raises RequestError for an unknown preset or parameter, a value of the wrong kind, or one out of the
        declared bounds. A preset may break the script's own bounds, as published scripts do.
        """
        if preset and preset not in self.presets:
            known = ", ".join(self.presets) or "none: this script has no presets"
            raise RequestError(f"there is no preset {preset!r}", parameter="preset", value=preset, allowed=known)
        return dict(self.presets.get(preset, {})) | self.check(values or {})

    def check(self, values: Mapping[str, object]) -> dict[str, Value]:
        """The values that ``values`` stand for, each of its parameter's kind and within its declared bounds.

        Raises RequestError for a name or a value that does not fit.
        """
        for name, raw in values.items():
            if name not in self.names:
                known = ", ".join(self.names) or "none: this script has no parameters"
                raise RequestError(f"there is no parameter {name!r}", parameter=name, value=raw, allowed=known)
        return {name: self[name].check(raw) for name, raw in values.items()}

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready form that `from_json` reads back."""
        return {
            "dialect": self.dialect,
            "unit": self.unit,
            "parameters": [asdict(parameter) for parameter in self.parameters],
            "presets": {name: dict(values) for name, values in self.presets.items()},
            "warnings": list(self.warnings),
            "material": self.material,
            "density": self.density,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ParameterSchema:
        """The schema that `to_json` wrote. Raises KeyError or TypeError for anything else."""
        parameters = tuple(_parameter_from_json(item) for item in data["parameters"])
        # a preset may break the script's own bounds, and a catalog's sizes, too
        kinds = {parameter.name: parameter.unsized for parameter in parameters}
        presets = {
            preset: {name: kinds[name].read(value) for name, value in values.items() if name in kinds}
            for preset, values in data["presets"].items()
        }
        said = (data.get("material", ""), data.get("density", 0.0))
        return cls(parameters, presets, data["dialect"], data["unit"], tuple(data.get("warnings", ())), *said)


def _parameter_from_json(item: Mapping[str, Any]) -> Parameter:
    fields = dict(item)
    fields["choices"] = tuple(fields.get("choices", ()))
    fields["sizes"] = tuple(map(Size.from_json, fields.get("sizes", ())))
    if fields["kind"] == "tuple":
        fields["default"] = tuple(fields["default"])
    return Parameter(**fields)
