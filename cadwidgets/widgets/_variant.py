"""A variant of a model that is kept to compare with, and what is different in another one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cadwidgets.contract.parameters import ParameterSchema, Value
from cadwidgets.geometry.built import BuiltModel
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.exact import Exact
from cadwidgets.widgets._model_builds import Outcome


@dataclass(frozen=True, eq=False)
class Variant:
    """A model as it was built with these ``params``, and as it was drawn; ``level`` is 0 for a fine mesh."""

    preset: str
    params: Mapping[str, Value]
    result: BuiltModel
    mesh: Mesh
    exact: Exact | None
    level: int

    @classmethod
    def of(cls, outcome: Outcome, schema: ParameterSchema, exact: Exact | None) -> Variant:
        """What a build gave, with the values that it was built with: the controls may show others by now."""
        request = outcome.wish.request
        params = schema.resolve(request.preset, dict(request.values))
        return cls(request.preset, params, outcome.model, outcome.mesh, exact, outcome.level)

    @property
    def numbers(self) -> dict[str, float | None]:
        """The exact solid's own, by name: volume, mass, area, and x, y, z of its bounding box; None for those that the
        service does not tell."""
        facts = self.result.result
        box = facts.box
        sides = (None,) * 3 if box is None else tuple(high - low for low, high in zip(box[:3], box[3:], strict=True))
        told = {name: facts.number(name) for name in ("volume", "mass", "area")}
        return told | dict(zip("xyz", sides, strict=True))

    def is_same(self, other: Variant) -> bool:
        """Whether the other has the same values, however fine its mesh is."""
        return dict(self.params) == dict(other.params)


@dataclass(frozen=True)
class Delta:
    """A number of two variants; None where the service does not tell it."""

    before: float | None
    after: float | None

    @property
    def change(self) -> float | None:
        """By how much it has grown; None where that is not known."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def percent(self) -> float | None:
        """The same, of what it was; None where that is not known, or was nothing."""
        return None if self.change is None or not self.before else 100.0 * self.change / abs(self.before)


@dataclass(frozen=True)
class Comparison:
    """What is different: the ``parameters`` by name with the value before and now, and all ``numbers``, also those that
    are the same."""

    parameters: Mapping[str, tuple[Value, Value]]
    numbers: Mapping[str, Delta]

    @classmethod
    def of(cls, before: Variant, after: Variant) -> Comparison:
        """From one variant to the other."""
        changed = {
            name: (before.params[name], value)
            for name, value in after.params.items()
            if name in before.params and before.params[name] != value
        }
        now = after.numbers
        return cls(changed, {name: Delta(number, now[name]) for name, number in before.numbers.items()})
