"""What the gateway client reads of one part: its configuration, attributes and formats."""

from __future__ import annotations

import pytest
from gateway_scenes import BY_NUMBER, BY_PATH, PATH, gateway, query_of, send

from cadwidgets.contract.bom_text import BomField
from cadwidgets.contract.parts import CadFormat, PartRef
from cadwidgets.errors import NotFound, RequestError

CONFIGURED = {
    "globalInfo": {
        "partFamilyInfo": {
            "title": "Screw",
            "description": "with socket",
            "classificationLabel": "Screws",
            "partFamilyPictureUrl": "https://x/family.png",
            "selectionPath": PATH,
        },
        "configurationErrors": [],
    },
    "configuratorList": [
        {"symbol": "d", "label": "Diameter", "type": "Real", "value": "6", "editable": False,
         "values": [{"value": "6", "label": "6 mm"}, {"value": "8", "label": "8 mm"}]},
        {"symbol": "l", "label": "Length", "type": "Integer", "value": 20, "editable": "True"},
        {"table": [[1, 2]]},
    ],
    "bomFields": [
        {"symbol": "NB", "label": "Part number", "type": "Text", "value": "00123", "unit": ""},
        {"symbol": "M", "label": "Mass", "type": "Real", "value": "1E5", "unit": "kg"},
    ],
    "cadFormatList": [{"cadFormatId": 9, "cadFormatName": "Inventor", "deliveryMethod": 1}],
}  # fmt: skip


def test_a_configuration_has_its_parameters_attributes_and_formats() -> None:
    with gateway({"Configure": send(CONFIGURED)}) as (client, server):
        shown = client.configure(PartRef(part_id="90-1"), language="de")
    assert query_of(server.seen[-1].path) == {"partFamilyCode": "90-1", "cultureInfo": "de"}
    assert shown.part == PartRef(part_id="90-1", selection_path=PATH)
    assert (shown.title, shown.picture_url, shown.errors) == ("Screw", "https://x/family.png", ())
    diameter, length = shown.parameters
    assert (diameter.kind, diameter.value, diameter.choices) == ("real", "6", (("6", "6 mm"), ("8", "8 mm")))
    assert (length.kind, length.value, length.editable) == ("integer", "20", True)
    assert shown.bom == (BomField("Part number", "00123"), BomField("Mass", "1E5", "kg"))
    assert shown.formats == (CadFormat(9, "Inventor"),)


@pytest.mark.parametrize(("symbol", "sent"), [("d", "8"), ("l", "=8")])
def test_the_value_of_an_editable_parameter_begins_with_an_equals_sign(symbol: str, sent: str) -> None:
    routes = {"Configure": send(CONFIGURED), "UpdateConfiguration": send(CONFIGURED)}
    with gateway(routes) as (client, server):
        client.update(PartRef(part_id="90-1"), symbol, "8")
    last = server.seen[-1]
    assert (last.method, last.body) == ("POST", "")
    expected = {"partFamilyCode": "90-1", "cultureInfo": "en", "initialSelectionPath": PATH}
    assert query_of(last.path) == {**expected, "symbol": symbol, "value": sent}


@pytest.mark.parametrize(
    ("errors", "words"),
    [
        (["no such symbol"], ("no such symbol",)),
        ("no such symbol", ("no such symbol",)),
        ([{"symbol": "q", "message": "unknown"}], ("q: unknown",)),
        ([], ()),
        (None, ()),
    ],
)
def test_what_the_configurator_objects_to_is_told(errors: object, words: tuple[str, ...]) -> None:
    said = {**CONFIGURED, "globalInfo": {"configurationErrors": errors}}
    with gateway({"Configure": send(CONFIGURED), "UpdateConfiguration": send(said)}) as (client, _):
        assert client.update(BY_PATH, "q", "1").errors == words


def test_the_attributes_of_a_part_number_come_through_its_family() -> None:
    found = {"partFamilyCode": "90-1", "classificationCode": "SCREWS", "partNumber": "N", "selectionPath": PATH}
    with gateway({"Availability": send(found), "Configure": send(CONFIGURED)}) as (client, server):
        bom = client.bom(BY_NUMBER)
    assert bom.fields[0] == BomField("Part number", "00123")
    assert query_of(server.seen[-2].path) == {"partNumber": "ISO 4762 M6x20", "catalog": "SCREWS"}
    assert query_of(server.seen[-1].path)["selectionPath"] == PATH
    assert client.requests == 0


def test_a_part_number_without_a_path_means_its_familys_default_configuration() -> None:
    found = {"partFamilyCode": "90-1", "classificationCode": "SCREWS", "partNumber": "N", "selectionPath": None}
    with gateway({"Availability": send(found), "Configure": send(CONFIGURED)}) as (client, server):
        assert client.configure(BY_NUMBER).part_number == BY_NUMBER.part_number
    assert query_of(server.seen[-1].path) == {"partFamilyCode": "90-1", "cultureInfo": "en"}


def test_a_part_without_attributes_has_no_bom() -> None:
    with gateway({"Configure": send({})}) as (client, _), pytest.raises(NotFound):
        client.bom(BY_PATH)


def test_formats_are_listed_by_part_only() -> None:
    with gateway({"CadDataAvailability": send(CONFIGURED)}) as (client, server):
        with pytest.raises(RequestError):
            client.formats()
        assert server.seen == []
        assert client.formats(BY_PATH) == (CadFormat(9, "Inventor"),)
        assert query_of(server.seen[-1].path)["selectionPath"] == PATH


@pytest.mark.parametrize("body", [{}, {"cadFormatList": None}, {"cadFormatList": []}, []])
def test_a_part_may_have_no_formats(body: object) -> None:
    with gateway({"CadDataAvailability": send(body)}) as (client, _):
        assert client.formats(BY_PATH) == ()
