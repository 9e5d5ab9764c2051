"""Choosing a configuration of a family step by step: what can be set, and what follows from a change."""

from __future__ import annotations

from dataclasses import dataclass

from cadwidgets.errors import NotFound
from cadwidgets.service.catalog.model import Configuration, Family, Option, Selector


@dataclass(frozen=True)
class Setting:
    """A selector with its value, and the values that it may take beside the values of the selectors before it.

    An option looks like a selector of a text.
    """

    selector: Selector
    value: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Configured:
    """A configuration as a configurator shows it; ``errors`` say what of the last change was not possible."""

    family: Family
    configuration: Configuration
    errors: tuple[str, ...] = ()

    @property
    def selection_path(self) -> str:
        """The name of the configuration within its family."""
        return self.family.selection_path(self.configuration)

    @property
    def settings(self) -> tuple[Setting, ...]:
        """Every selector with its value and its choices (those of a later one depend on the earlier ones), then every
        option."""
        chosen = self.configuration.selection
        selectors = (
            Setting(selector, chosen[place], _choices(self.family, chosen[:place]))
            for place, selector in enumerate(self.family.selectors)
        )
        return (*selectors, *(_setting(option, self.configuration) for option in self.family.options))


def configure(family: Family, selection_path: str = "") -> Configured:
    """The configuration of a selection path, or the default one. Raises NotFound."""
    return Configured(family, family.configured(selection_path))


def update(family: Family, selection_path: str, symbol: str, value: str) -> Configured:
    """The configuration after one selector was set. The later ones keep their values where such a part exists, and
    take the nearest other where it does not.

    An unknown symbol or a value that cannot be chosen changes nothing and is told in ``errors``. Raises NotFound for
    an unknown path.
    """
    before = family.configured(selection_path)
    if option := next((known for known in family.options if known.symbol == symbol), None):
        return _optional(family, before, option, value)
    place = next((place for place, known in enumerate(family.selectors) if known.symbol == symbol), -1)
    if place < 0:
        return Configured(family, before, (f"there is no parameter {symbol[:40]!r}",))
    earlier = before.selection[:place]
    if value not in _choices(family, earlier):
        return _refused(family, before, family.selectors[place].label, value)
    after = _nearest(family, (*earlier, value, *before.selection[place + 1 :]), fixed=place + 1)
    return Configured(family, family.shown(after, dict(before.options)))


def _setting(option: Option, configuration: Configuration) -> Setting:
    selector = Selector(option.symbol, option.label, "text")
    return Setting(selector, configuration.option(option.symbol) or option.values[0], option.values)


def _optional(family: Family, before: Configuration, option: Option, value: str) -> Configured:
    if value not in option.values:
        return _refused(family, before, option.label, value)
    return Configured(family, family.shown(before, {option.symbol: value}))


def _refused(family: Family, before: Configuration, label: str, value: str) -> Configured:
    return Configured(family, before, (f"{label} cannot be {value[:40]!r} here",))


def _choices(family: Family, earlier: tuple[str, ...]) -> tuple[str, ...]:
    """The values of the next selector in catalog order, among the configurations that begin like ``earlier``."""
    place = len(earlier)
    fitting = (known.selection for known in family.configurations if known.selection[:place] == earlier)
    return tuple(dict.fromkeys(selection[place] for selection in fitting))


def _nearest(family: Family, wanted: tuple[str, ...], *, fixed: int) -> Configuration:
    """The configuration with the first ``fixed`` values as wanted, and the others as near as there are."""
    for place in range(fixed, len(wanted)):
        choices = _choices(family, wanted[:place])
        wanted = (*wanted[:place], _closest(choices, wanted[place]), *wanted[place + 1 :])
    for known in family.configurations:
        if known.selection == wanted:
            return known
    raise NotFound(f"{family.title} has no configuration {wanted}")


def _closest(choices: tuple[str, ...], wanted: str) -> str:
    if wanted in choices:
        return wanted
    try:
        return min(choices, key=lambda choice: abs(float(choice) - float(wanted)))
    except ValueError:  # words have no distance
        return choices[0]
