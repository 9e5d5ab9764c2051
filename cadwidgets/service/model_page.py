"""The page of one stored model: what it looks like, what can be set, and how to build it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from fastapi.responses import HTMLResponse

from cadwidgets.contract.options import PARAMETER_PREFIX
from cadwidgets.contract.parameters import RESERVED, Parameter, ParameterSchema
from cadwidgets.contract.requests import SUFFIXES
from cadwidgets.service.answers import one_line
from cadwidgets.service.build_form import build_form, limits_text, page_address, preset_menu, value_text
from cadwidgets.service.models import StoredModel
from cadwidgets.service.pages import Html, element, join, page
from cadwidgets.service.picture_notice import PICTURE_SIZE


def model_page(
    model: StoredModel,
    times: Mapping[int, float],
    problem: Mapping[str, Any] | None,
    *,
    preset: str = "",
    service_url: str = "",
) -> HTMLResponse:
    """The page. ``times`` are those of all versions, ``problem`` is the error frame of its picture, if that failed."""
    schema = ParameterSchema.from_json(model.schema)
    body = join(
        element("h1", model.title),
        _facts(model),
        element("div", _picture(model, problem), _words(model, times), class_="overview"),
        element("h2", "Build it", id="build"),
        preset_menu(model, schema, preset),
        build_form(model, schema, preset),
        _parameters(schema),
        _presets(model, schema),
        _examples(model, schema, preset, service_url),
        element("h2", "Script"),
        element("pre", model.script, tabindex=0, role="region", aria_label="Script"),
    )
    return page(model.title, body)


def no_model_page(model_id: str, version: int) -> HTMLResponse:
    """What a person sees at an address that leads nowhere."""
    what = f"There is no version {version} of the model “{model_id[:40]}”, or no such model."
    if not version:
        what = f"There is no model with the id “{model_id[:40]}”. It may have been deleted, or the address is mistyped."
    all_models = element("a", "All models", href="/parts")
    return page(
        "No such model", join(element("h1", "No such model"), element("p", what), element("p", all_models)), 404
    )


def day(seconds: float) -> str:
    """A date that reads the same everywhere: ``2026-11-24`` (UTC)."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d")


def _facts(model: StoredModel) -> Html:
    if model.is_sample:
        return element("p", element("code", model.id), " · a sample that comes with cadwidgets", class_="soft")
    version = f"version {model.version}" + (f" of {model.versions}" if model.versions > 1 else "")
    facts = f" · {version} · {day(model.created)} · by {model.owner}"
    return element("p", element("code", model.id), facts, class_="soft")


def _picture(model: StoredModel, problem: Mapping[str, Any] | None) -> Html:
    if problem is not None:
        notice = element("p", element("strong", "This model does not build with its defaults. "), one_line(problem))
        return element("div", notice, class_="picture problem")
    width, height = PICTURE_SIZE
    address = f"/parts/{model.id}/picture.png?version={model.version}"
    alt = f"{model.title}, with its default values"
    return element("img", src=address, width=width, height=height, alt=alt, class_="picture")


def _words(model: StoredModel, times: Mapping[int, float]) -> Html:
    paragraphs = [element("p", text) for text in model.description.split("\n\n") if text.strip()]
    versions = _versions(model, times) if len(times) > 1 else Html()
    files = [element("li", element("code", name), f" ({len(data):,} bytes)") for name, data in model.files.items()]
    beside = join(element("h2", "Files beside the script"), element("ul", *files)) if files else Html()
    return element("div", *paragraphs, versions, beside)


def _versions(model: StoredModel, times: Mapping[int, float]) -> Html:
    items = []
    for version, seconds in times.items():
        name = f"Version {version}"
        link = element("a", name, href=page_address(model, version))
        items.append(element("li", element("strong", name) if version == model.version else link, f", {day(seconds)}"))
    return join(element("h2", "Versions"), element("ul", *items))


def _parameters(schema: ParameterSchema) -> Html:
    if not schema.parameters:
        return join(element("h2", "Parameters"), element("p", "This script has no parameters.", class_="soft"))
    grouped = any(parameter.group for parameter in schema.parameters)
    heads = ["Name", "Meaning", *(["Group"] if grouped else []), "Kind", "Default", "Allowed"]
    rows = [_parameter_row(parameter, grouped) for parameter in schema.parameters]
    unit = element("p", f"Lengths without a unit of their own are in {schema.unit}.", class_="soft")
    return join(element("h2", "Parameters"), unit, _table("Parameters", heads, rows))


def _parameter_row(parameter: Parameter, grouped: bool) -> Html:
    meaning = [element("div", parameter.title)]
    if parameter.description:
        meaning.append(element("div", parameter.description, class_="soft"))
    cells: list[Html | str] = [
        join(*meaning),
        *([parameter.group] if grouped else []),
        KINDS[parameter.kind],
        _with_unit(value_text(parameter.default), parameter.unit),
        _allowed(parameter),
    ]
    name = element("th", element("code", parameter.name), scope="row")
    return element("tr", name, *(element("td", cell) for cell in cells))


KINDS = {
    "float": "number",
    "int": "whole number",
    "bool": "yes or no",
    "text": "text",
    "choice": "choice",
    "tuple": "numbers",
}


def _with_unit(text: str, unit: str) -> str:
    return f"{text} {unit}" if unit and text else text


def _allowed(parameter: Parameter) -> str:
    if parameter.kind == "choice":
        return ", ".join(map(value_text, parameter.choices))
    if parameter.kind == "bool":
        return "true, false"
    return _with_unit(limits_text(parameter), parameter.unit) or "any"


def _presets(model: StoredModel, schema: ParameterSchema) -> Html:
    if not schema.presets:
        return Html()
    rows = []
    for name, values in schema.presets.items():
        link = element("a", name, href=page_address(model, preset=name) + "#build")
        pairs = [element("span", element("code", key), " ", value_text(values[key]), class_="pair") for key in values]
        rows.append(element("tr", element("th", link, scope="row"), element("td", *pairs)))
    return join(element("h2", "Presets"), _table("Presets", ["Name", "Values"], rows))


def _table(name: str, heads: list[str], rows: list[Html]) -> Html:
    """A table that scrolls by itself where the window is narrow, also from the keyboard."""
    head = element("thead", element("tr", *(element("th", text, scope="col") for text in heads)))
    table = element("table", head, element("tbody", *rows))
    return element("div", table, class_="scroll", tabindex=0, role="region", aria_label=name)


def _sent_name(name: str) -> str:
    return PARAMETER_PREFIX + name if name in RESERVED else name


def _examples(model: StoredModel, schema: ParameterSchema, preset: str, service_url: str) -> Html:
    fields = ["key=YOUR_KEY", f"id={model.id}", "type=STL"]
    if preset in schema.presets:
        fields.append(f"preset={preset}")
    fields += [f"{_sent_name(p.name)}={value_text(p.default)}" for p in schema.parameters[:1]]
    sent = " ".join(f"--data-urlencode {shlex.quote(field)}" for field in fields)
    command = f"curl {service_url}/parts/build {sent} -o model{SUFFIXES['STL']}"
    python = f'from cadwidgets import ModelExplorer\n\nModelExplorer(id="{model.id}")'
    return join(
        element("h2", "From a program"),
        element("h3", "In a shell"),
        element("pre", command.replace(" --data", " \\\n  --data").replace(" -o ", " \\\n  -o ")),
        element("h3", "In a notebook"),
        element("pre", python),
    )
