"""A disk that is nearly full: from when on nothing new is taken, what is told, and what goes on."""

from __future__ import annotations

import json
import shutil
from collections import namedtuple
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from cadwidgets.contract.accounts import EMBEDDED_EMAIL, LOCAL, tenant_of
from cadwidgets.service.app import Service, ServiceSettings, create_app
from cadwidgets.service.storage import Room, StorageFailed

GIB = 1 << 30
Usage = namedtuple("Usage", "total free")


@pytest.mark.parametrize(
    ("total", "free", "low"),
    [
        (10 * GIB, GIB, False),
        (10 * GIB, GIB - 1, True),
        (100 * GIB, 5 * GIB, False),
        (100 * GIB, 5 * GIB - 1, True),
    ],
)
def test_nothing_new_is_taken_below_a_gib_or_five_percent(tmp_path: Path, total: int, free: int, low: bool) -> None:
    room = Room(tmp_path, measure=lambda _: Usage(total, free))
    assert room.now.low is low
    if not low:
        room.check()
        return
    with pytest.raises(StorageFailed, match="nearly full") as told:
        room.check()
    assert str(tmp_path) not in str(told.value)


def test_a_folder_that_is_gone_has_no_room(tmp_path: Path) -> None:
    assert Room(tmp_path / "gone").now.low


class Full:
    """A disk whose free bytes the test sets."""

    free = 100 * GIB

    def __call__(self, _: Path) -> Usage:
        return Usage(100 * GIB, self.free)


@pytest.fixture
def disk() -> Full:
    return Full()


@pytest.fixture
def client(tmp_path: Path, disk: Full, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The service's application without a worker: nothing here is to come as far as one."""

    async def start(_: Service) -> None:
        return

    monkeypatch.setattr(Service, "start", start)
    monkeypatch.setattr(shutil, "disk_usage", disk)
    service = Service(ServiceSettings(tmp_path, ("test-key",), children=1))
    monkeypatch.setattr(service, "room", Room(tmp_path, measure=disk))
    with TestClient(create_app(service), base_url="http://127.0.0.1") as client:
        yield client


def build(client: TestClient) -> Any:
    return client.post("/parts/build", data={"key": "test-key", "s": "x", "type": "STL"})


def publish(client: TestClient) -> Any:
    return client.post("/parts", data={"key": "test-key", "s": "x"})


def import_catalog(client: TestClient) -> Any:
    body = json.dumps({"rows": [{"part_number": "1"}]})
    return client.put("/catalog/own/MINE", content=body, headers={"X-Api-Key": "test-key"})


def order_by_classic(client: TestClient) -> Any:
    query = {"ApiKey": "test-key", "UserEmail": EMBEDDED_EMAIL, "Format": "json", "CADFormatID": "902"}
    query |= {"ClassificationID": "CADWIDGETS_STANDARD_PARTS", "PartNumber": "6205"}
    return client.get("/tpowebservices/DownloadCADPath", params=query)


def order_by_gateway(client: TestClient) -> Any:
    token = client.post("/v2/RequestToken", json={"tenantUid": tenant_of(LOCAL), "apiKey": "test-key"}).json()["token"]
    order = {"userEmail": EMBEDDED_EMAIL, "cultureInfo": "en", "cadFormatId": 902}
    order |= {"classificationCode": "CADWIDGETS_STANDARD_PARTS", "partNumber": "6205"}
    return client.post("/v3/Product/cadRequest", json=order, headers={"Authorization": f"Bearer {token}"})


@pytest.mark.parametrize("ask", [build, publish, import_catalog, order_by_classic, order_by_gateway])
def test_whatever_would_need_room_is_refused_with_507(
    client: TestClient, disk: Full, ask: Callable[[TestClient], Any]
) -> None:
    disk.free = GIB
    refused = ask(client)
    assert refused.status_code == 507, refused.text
    assert "nearly full: 1,024 MiB" in refused.text


def test_the_service_tells_of_it_and_what_needs_no_room_goes_on(client: TestClient, disk: Full) -> None:
    assert client.get("/health").json()["disk"] == {"free": 100 * GIB, "needed": 5 * GIB, "low": False}
    disk.free = GIB
    assert client.get("/health").json()["disk"] == {"free": GIB, "needed": 5 * GIB, "low": True}
    assert client.get("/account", headers={"X-Api-Key": "test-key"}).status_code == 200
    assert client.get("/tpowebservices/LanguagesList", params={"ApiKey": "test-key", "Format": "json"}).is_success
