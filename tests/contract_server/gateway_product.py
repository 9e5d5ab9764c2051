"""The gateway's product data: formats, and a configurator whose washers may be of any height.

What the reference leaves open and this server chose:

- a parameter has ``value`` and ``displayValue``, the values of a list are ``{"value", "displayValue"}`` in ``values``;
  ``type`` is spelled with a capital; flags are the texts "True" and "False", as in the classic services
- the list of parameters ends with a table, which has no symbol
- ``configurationErrors`` is null when all is fine, else an array of objects with ``symbol`` and ``message``;
  the configuration then stays what it was
- ``deliveryMethod`` is 0 or 1, the flag of the 3D view is ``viewer3D``, and a part without CAD data has no
  ``cadFormatList`` at all
- unknown languages are 400 in all three calls; an unknown family or path is 404
"""

from __future__ import annotations

from collections.abc import Mapping

import stock
from answers import Answer, as_json
from gateway_parts import Refused, configuration, culture_of, needed, part_of
from picture import FAMILY_PICTURE, PART_PICTURE

Fields = Mapping[str, str]


def cad_data_availability(fields: Fields) -> Answer:
    culture_of(fields, 400)
    return as_json(200, {"viewer3D": "False"} | _formats(part_of(fields)))


def configure(fields: Fields, base_url: str) -> Answer:
    """The configuration of a path, without one the default of the family."""
    return as_json(200, _described(_configured(fields, "selectionPath"), base_url))


def update_configuration(fields: Fields, base_url: str) -> Answer:
    """The configuration after one parameter was set; what does not fit is told in the answer."""
    part = _configured(fields, "initialSelectionPath")
    symbol, value = needed(fields, "symbol"), fields.get("value", "")
    changed, error = _set(part, symbol, value)
    errors = [{"symbol": symbol, "message": error}] if error else None
    return as_json(200, _described(changed, base_url, errors))


def _configured(fields: Fields, path: str) -> stock.Part:
    family = needed(fields, "partFamilyCode")
    culture_of(fields, 400)
    part = configuration(family, fields.get(path, ""))
    if part is None:
        raise Refused(404, "Not found.")
    return part


def _set(part: stock.Part, symbol: str, value: str) -> tuple[stock.Part, str]:
    """The part with one parameter changed; or the part as it was, and why."""
    if symbol not in _symbols(part):
        return part, f"The parameter {symbol} does not exist."
    if symbol == "SIZE":
        size = value.removesuffix(" mm")
        return (stock.washer(size), "") if size in stock.SIZES else (part, "This size does not exist.")
    if not value.startswith("="):
        return part, "A value that is entered begins with =."
    changed = _of_height(part, value[1:])
    return (changed, "") if changed else (part, "The height must be from {:g} to {:g} mm.".format(*stock.HEIGHTS))


def _of_height(part: stock.Part, text: str) -> stock.Part | None:
    try:
        height = float(text)
    except ValueError:
        return None
    return stock.washer(part.number[2:], height) if stock.HEIGHTS[0] <= height <= stock.HEIGHTS[1] else None


def _symbols(part: stock.Part) -> tuple[str, ...]:
    return ("SIZE", "H") if part.family == stock.WASHERS and part.number[2:] in stock.SIZES else ()


def _described(part: stock.Part, base_url: str, errors: list[dict[str, str]] | None = None) -> dict[str, object]:
    info = {
        "title": stock.FAMILIES[part.family],
        "description": part.title,
        "longDescription": "",
        "classificationLabel": stock.TITLE,
        "partFamilyPictureUrl": base_url + FAMILY_PICTURE,
        "partNumberPictureUrl": base_url + PART_PICTURE,
        "selectionPath": part.selection_path,
    }
    bom = [dict(zip(("symbol", "label", "type", "value", "unit"), row, strict=True)) for row in part.attributes]
    sheet = {"type": "pdf", "title": "Datenblatt", "url": f"{base_url}/documents/sheet.pdf"}
    link = {"type": "productPage", "label": "Produktseite", "value": "https://vertrag.example/" + part.number}
    return {
        "globalInfo": {"partFamilyInfo": info, "configurationErrors": errors},
        "configuratorList": [*_parameters(part), {"type": "Table", "rows": [["Werkstoff", "Stahl"]]}],
        "bomFields": bom,
        **_formats(part),
        "documentList": {"partFamilyDocumentList": [], "technicalDocumentList": [sheet]},
        "currentConfigurationLinkList": {"links": [link]},
    }


def _parameters(part: stock.Part) -> list[dict[str, object]]:
    if not _symbols(part):
        return []
    size, height = f"{part.number[2:]} mm", f"{part.rings[0].height:g}"
    sizes = [{"value": f"{size} mm", "displayValue": f"M{size}"} for size in stock.SIZES]
    shown = {"value": size, "displayValue": f"M{part.number[2:]}", "values": sizes}
    entered = {"value": height, "displayValue": height.replace(".", ",") + " mm"}
    return [
        {"symbol": "SIZE", "label": "Nenngröße", "type": "Text", "editable": "False", **shown},
        {"symbol": "H", "label": "Höhe", "type": "Real", "editable": "True", **entered},
    ]


def _formats(part: stock.Part) -> dict[str, object]:
    names = {number: stock.CAD_FORMATS[number][0] for number in part.formats}
    listed = [
        {"cadFormatId": number, "cadFormatName": name, "deliveryMethod": index % 2}
        for index, (number, name) in enumerate(names.items())
    ]
    return {"cadFormatList": listed} if listed else {}
