"""The form on a model's page that builds it: an input for each parameter, filled in, and no script behind it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import groupby
from urllib.parse import quote, urlencode

from cadwidgets.contract.options import OPTION_PREFIX, PARAMETER_PREFIX
from cadwidgets.contract.parameters import MAX_TEXT, Parameter, ParameterSchema, Value
from cadwidgets.contract.requests import FORMATS, QUESTIONS, http_text
from cadwidgets.errors import RequestError
from cadwidgets.service.models import StoredModel
from cadwidgets.service.pages import Html, element, join


def build_form(model: StoredModel, schema: ParameterSchema, preset: str = "") -> Html:
    """The form, filled in with the values of ``preset``; a preset that the schema does not have counts as none.

    It posts to ``/parts/build``, so the key never stands in a URL.
    """
    chosen = schema.presets.get(preset, {})
    hidden = {"id": model.id, OPTION_PREFIX + "version": str(model.version)}
    if chosen:
        hidden["preset"] = preset
    return element(
        "form",
        *(element("input", type="hidden", name=name, value=value) for name, value in hidden.items()),
        *_groups(schema, chosen),
        _delivery(),
        method="post",
        action="/parts/build",
    )


def preset_menu(model: StoredModel, schema: ParameterSchema, preset: str = "") -> Html:
    """Links that fill the form in; empty when there is nothing to choose from."""
    names = [name for name in schema.presets if name != "default"]  # the inputs hold that one already
    if not names:
        return Html()
    links = [_preset_link(model, name, name == preset) for name in names]
    plain = _preset_link(model, "", preset not in names)
    return element("nav", element("span", "Start from"), plain, *links, class_="chips", aria_label="Presets")


def _preset_link(model: StoredModel, name: str, current: bool) -> Html:
    address = page_address(model, preset=name) + "#build"
    return element("a", name or "the defaults", href=address, aria_current="true" if current else None)


def page_address(model: StoredModel, version: int = 0, preset: str = "") -> str:
    """The page's path; the version is named unless it is the latest."""
    wanted = version or model.version
    query = {"version": str(wanted)} if wanted != model.versions else {}
    if preset:
        query["preset"] = preset
    return f"/parts/{quote(model.id)}" + (f"?{urlencode(query)}" if query else "")


def _groups(schema: ParameterSchema, chosen: Mapping[str, Value]) -> Iterator[Html]:
    """One fieldset for each run of parameters of the same group."""
    numbered = enumerate(schema.parameters)
    for group, members in groupby(numbered, key=lambda pair: pair[1].group):
        legend = element("legend", group or "Parameters")
        fields = [_field(index, parameter, chosen) for index, parameter in members]
        yield element("fieldset", legend, element("div", *fields, class_="fields"))


def _field(index: int, parameter: Parameter, chosen: Mapping[str, Value]) -> Html:
    """Label, input and hint of one parameter."""
    value = chosen.get(parameter.name, parameter.default)
    # scripts and presets may break the declared limits, a value that is sent may not: it is left to them
    allowed = _is_allowed(parameter, value)
    whose = "preset" if parameter.name in chosen else "script"
    limits = (
        limits_text(parameter) if allowed else f"Left to the {whose}: {value_text(value)} is not {parameter.allowed}"
    )
    hint = " · ".join(filter(None, (limits, parameter.description)))
    identifier = f"parameter-{index}"
    common: dict[str, str | bool] = {
        "id": identifier,
        "name": PARAMETER_PREFIX + parameter.name,
        "disabled": not allowed,
        "aria_describedby": f"{identifier}-hint" if hint else False,
    }
    unit = element("span", f" {parameter.unit}", class_="soft") if parameter.unit else Html()
    label = element("label", parameter.title, unit, for_=identifier)
    small = element("small", hint, id=f"{identifier}-hint") if hint else Html()
    return element("div", label, _control(parameter, value, common), small)


def _is_allowed(parameter: Parameter, value: Value) -> bool:
    try:
        parameter.check(value)
    except RequestError:
        return False
    return True


def _control(parameter: Parameter, value: Value, common: Mapping[str, str | bool]) -> Html:
    text = value_text(value)
    if parameter.kind == "bool":
        off = element("input", type="hidden", name=common["name"], value="false")  # of two, the last one counts
        return join(off, element("input", type="checkbox", value="true", checked=bool(value), **common))
    if parameter.kind == "choice":
        options = [
            element("option", value_text(choice), value=http_text(choice), selected=choice == value)
            for choice in parameter.choices
        ]
        return element("select", *options, **common)
    if parameter.kind in ("float", "int"):
        step = "any" if parameter.kind == "float" else "1"
        return element("input", type="number", value=text, step=step, required=True, **_bounds(parameter), **common)
    if parameter.kind == "text" and "\n" in text:
        return element("textarea", "\n" + text, rows=min(8, text.count("\n") + 1), maxlength=MAX_TEXT, **common)
    limits = {"maxlength": MAX_TEXT} if parameter.kind == "text" else {"required": True}
    return element("input", type="text", value=text, **limits, **common)


def _bounds(parameter: Parameter) -> dict[str, str | None]:
    """The declared limits as attributes of a number's input; invented ones bind nobody."""
    low, high = parameter.minimum, parameter.maximum
    if parameter.invented:
        return {}
    if parameter.kind == "int":  # a browser counts whole steps from the lower limit
        low, high = low if low is None else math.ceil(low), high if high is None else math.floor(high)
    return {name: None if limit is None else http_text(limit) for name, limit in (("min", low), ("max", high))}


def limits_text(parameter: Parameter) -> str:
    """The limits of a number in few words: ``60 to 320``; empty when there are none or they are only a guess."""
    low, high = parameter.minimum, parameter.maximum
    if parameter.invented or (low is None and high is None):
        return ""
    if high is None:
        return f"At least {low:g}"
    return f"At most {high:g}" if low is None else f"{low:g} to {high:g}"


def value_text(value: Value) -> str:
    """The value as people write it: ``60`` for 60.0, which the contract sends as ``60.0``."""
    text = http_text(value)
    if isinstance(value, (float, tuple)):
        return ", ".join(part.removesuffix(".0") for part in text.split(","))
    return text


def _delivery() -> Html:
    formats = [element("option", name, value=name) for name in FORMATS if name not in QUESTIONS]
    kind = element(
        "div", element("label", "Format", for_="format"), element("select", *formats, id="format", name="type")
    )
    secret = element("input", type="password", id="key", name="key", required=True, autocomplete="off")
    key = element("div", element("label", "API key", for_="key"), secret)
    return element("div", kind, key, element("button", "Build and download"), class_="fields delivery")
