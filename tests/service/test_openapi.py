"""What the service says of itself at /openapi.json."""

from __future__ import annotations

import json
from typing import Any

import pytest
from plain_http import send

from cadwidgets.contract.options import OPTIONS
from cadwidgets.service.build_headers import CONTENT_TYPES


@pytest.fixture(scope="module")
def document(service: Any) -> dict[str, Any]:
    return dict(send("GET", service.url + "/openapi.json").json)


def test_no_operation_promises_an_answer_that_is_never_given(document: dict[str, Any]) -> None:
    operations = [(path, method) for path, methods in document["paths"].items() for method in methods]
    assert ("/parts/build", "get") in operations
    assert ("/parts/build", "post") in operations
    for path, method in operations:
        assert "422" not in document["paths"][path][method]["responses"], (path, method)
    assert "HTTPValidationError" not in json.dumps(document)


def test_a_build_is_described_with_every_encoding_type_and_status(document: dict[str, Any]) -> None:
    operations = document["paths"]["/parts/build"]
    bodies = operations["post"]["requestBody"]["content"]
    assert set(bodies) == {"application/x-www-form-urlencoded", "multipart/form-data", "application/json"}
    names = {"key", "s", "id", "type", "preset"} | {f"o.{name}" for name in OPTIONS.names}
    for body in bodies.values():
        assert names <= set(body["schema"]["properties"])
    assert names <= {parameter["name"] for parameter in operations["get"]["parameters"]}
    for operation in operations.values():
        statuses = (200, 226, 304, 400, 403, 404, 409, 413, 414, 500, 502, 503, 504, 507)
        assert set(operation["responses"]) == {str(status) for status in statuses}
        assert len(operation["responses"]["200"]["content"]) == len(set(CONTENT_TYPES.values()))
        assert set(operation["responses"]["403"]["content"]) == {"text/plain", "application/json"}


def test_what_can_be_repeated_says_by_which_header(document: dict[str, Any]) -> None:
    repeatable = {
        (path, method)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if any(parameter["name"] == "Idempotency-Key" for parameter in operation.get("parameters", ()))
    }
    assert repeatable == {
        ("/parts/build", "get"),
        ("/parts/build", "post"),
        ("/tpowebservices/DownloadCADPath", "get"),
        ("/v3/Product/cadRequest", "post"),
    }
    assert all("409" in document["paths"][path][method]["responses"] for path, method in repeatable)


def test_every_operation_has_a_name_of_its_own(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for methods in document["paths"].values() for operation in methods.values()]
    assert len(names) == len(set(names))
