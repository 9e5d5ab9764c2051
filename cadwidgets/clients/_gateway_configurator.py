"""Reading what the API gateway's Configure and UpdateConfiguration answer: a part family set to one configuration."""

from __future__ import annotations

from typing import Any

from cadwidgets.clients._gateway_answers import read_format_rows
from cadwidgets.clients._http import Answer
from cadwidgets.clients._rows import Row, bad, flag, json_body, mapping, rows, text_at
from cadwidgets.contract.bom_text import BomField
from cadwidgets.contract.parts import ConfiguratorParameter, ConfiguredPart, PartRef

_WHAT = "the configuration"
_CHOICES = ("values", "valueList", "choices", "options")
_KINDS = {"bool": "boolean", "int": "integer", "float": "real", "double": "real", "string": "text"}


def read_configured(answer: Answer, asked: PartRef) -> ConfiguredPart:
    """The configuration that is shown; its selection path is the answer's own, else the one that was asked for."""
    body = mapping(json_body(answer, _WHAT), answer, _WHAT)
    info = mapping(body.get("globalInfo"), answer, _WHAT)
    family = mapping(info.get("partFamilyInfo"), answer, _WHAT)
    path = text_at(family, answer, "selectionPath") or text_at(info, answer, "selectionPath") or asked.selection_path
    return ConfiguredPart(
        PartRef(part_id=asked.part_id, selection_path=path),
        text_at(family, answer, "title"),
        text_at(family, answer, "description", "longDescription"),
        text_at(family, answer, "partNumber") or text_at(info, answer, "partNumber"),
        text_at(family, answer, "partNumberPictureUrl", "partFamilyPictureUrl"),
        tuple(_parameter(row, answer) for row in _parameter_rows(body.get("configuratorList"), answer)),
        tuple(_bom_field(row, answer) for row in rows(body.get("bomFields"), answer, "the BOM fields")),
        read_format_rows(body.get("cadFormatList"), answer),
        _errors(info.get("configurationErrors"), answer),
    )


def _parameter_rows(value: object, answer: Answer) -> list[Row]:
    """The parameters among the configurator's rows: it may hold tables and grids too, which have no symbol."""
    return [row for row in rows(value, answer, "the parameters", "parameters") if text_at(row, answer, "symbol")]


def _parameter(row: Row, answer: Answer) -> ConfiguratorParameter:
    symbol, kind = text_at(row, answer, "symbol"), text_at(row, answer, "type").lower()
    listed: object = next((row[name] for name in _CHOICES if row.get(name) is not None), [])
    if not isinstance(listed, list):
        raise bad(answer, "the parameters")
    chosen = next((_choice(item, answer)[0] for item in listed if _is_selected(item, answer)), "")
    return ConfiguratorParameter(
        symbol,
        text_at(row, answer, "label") or symbol,
        _KINDS.get(kind, kind) or "text",
        _value_text(row, answer, "value", "currentValue", "selectedValue") or chosen,
        tuple(_choice(item, answer) for item in listed),
        bool(flag(row.get("editable"), answer, "the parameters")),
    )


def _choice(item: object, answer: Answer) -> tuple[str, str]:
    """(internal value, label) of an object, or of a value that is its own label."""
    if not isinstance(item, dict):
        item = {"value": item}
    value = _value_text(item, answer, "value", "internalValue", "code")
    return value, text_at(item, answer, "label", "displayLabel", "displayValue", "caption") or value


def _is_selected(item: object, answer: Answer) -> bool:
    return isinstance(item, dict) and bool(flag(item.get("selected"), answer, "the parameters"))


def _value_text(row: Row, answer: Answer, *names: str) -> str:
    """As `text_at`; a boolean parameter's value may be a boolean."""
    plain: dict[str, Any] = {name: str(row[name]) for name in names if isinstance(row.get(name), bool)}
    return text_at({**row, **plain}, answer, *names)


def _bom_field(row: Row, answer: Answer) -> BomField:
    label = text_at(row, answer, "label") or text_at(row, answer, "symbol")
    return BomField(label, text_at(row, answer, "value"), text_at(row, answer, "unit"))


def _errors(value: object, answer: Answer) -> tuple[str, ...]:
    """The configurator's own words: a text, a list of texts, or objects with a message."""
    if value is None or value == "":
        return ()
    listed = value if isinstance(value, list) else [value]
    return tuple(_error(item, answer) for item in listed)


def _error(item: object, answer: Answer) -> str:
    if isinstance(item, str):
        return item
    row = mapping(item, answer, "the configurator's errors")
    texts = (text_at(row, answer, name) for name in ("symbol", "message", "error", "description", "label"))
    return ": ".join(text for text in texts if text) or "an error without words"
