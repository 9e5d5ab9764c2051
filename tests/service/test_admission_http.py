"""What is refused before it is a job: without room on the disk, beyond the limits, while the service is stopping."""

from __future__ import annotations

import json
from collections import namedtuple
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from plain_http import FORM, Reply, fetch, send
from threaded_service import served  # tests/facts, on the path

from cadwidgets.contract.accounts import EMBEDDED_EMAIL, LOCAL, tenant_of
from cadwidgets.service.app import Service, ServiceSettings
from cadwidgets.service.job_runner import JobRunner
from cadwidgets.service.jobs import JobTable
from cadwidgets.service.storage import Room

GIB = 1 << 30
Usage = namedtuple("Usage", "total free")


class Full:
    """A disk whose free bytes the test sets."""

    free = 100 * GIB

    def __call__(self, _: Path) -> Usage:
        return Usage(100 * GIB, self.free)


@pytest.fixture
def disk() -> Full:
    return Full()


@pytest.fixture
def service(tmp_path: Path, disk: Full, monkeypatch: pytest.MonkeyPatch) -> Service:
    """A service without a worker: nothing here is to come as far as one."""

    async def start(_: Service) -> None:
        return

    monkeypatch.setattr(Service, "start", start)
    service = Service(ServiceSettings(tmp_path, ("test-key",), children=1))
    service.room = Room(tmp_path, measure=disk)
    return service


@pytest.fixture
def url(service: Service) -> Iterator[str]:
    with served(service) as url:
        yield url


def in_json(method: str, url: str, said: dict[str, Any], **headers: str) -> Reply:
    return send(method, url, json.dumps(said).encode(), headers)


def build(url: str) -> Reply:
    return send("POST", f"{url}/parts/build", b"key=test-key&s=x&type=STL", {"Content-Type": FORM})


def publish(url: str) -> Reply:
    return send("POST", f"{url}/parts", b"key=test-key&s=x", {"Content-Type": FORM})


def import_catalog(url: str) -> Reply:
    return in_json("PUT", f"{url}/catalog/own/MINE?key=test-key", {"rows": [{"part_number": "1"}]})


def order_by_classic(url: str) -> Reply:
    query = {"ApiKey": "test-key", "UserEmail": EMBEDDED_EMAIL, "Format": "json", "CADFormatID": "902"}
    query |= {"ClassificationID": "CADWIDGETS_STANDARD_PARTS", "PartNumber": "6205"}
    return fetch(f"{url}/tpowebservices/DownloadCADPath", **query)


def order_by_gateway(url: str) -> Reply:
    tenant = {"tenantUid": tenant_of(LOCAL), "apiKey": "test-key"}
    token = in_json("POST", f"{url}/v2/RequestToken", tenant).json["token"]
    order = {"userEmail": EMBEDDED_EMAIL, "cultureInfo": "en", "cadFormatId": 902}
    order |= {"classificationCode": "CADWIDGETS_STANDARD_PARTS", "partNumber": "6205"}
    return in_json("POST", f"{url}/v3/Product/cadRequest", order, Authorization=f"Bearer {token}")


@pytest.mark.parametrize(("ask", "status"), [(build, 503), (order_by_classic, 503), (order_by_gateway, 429)])
def test_beyond_the_limit_of_unfinished_jobs_everybody_is_told_when_to_come_again(
    service: Service, url: str, ask: Callable[[str], Reply], status: int
) -> None:
    service.jobs = JobTable(service._database, max_unfinished=0)
    service.cad_requests = JobRunner(service.jobs, service._make_cad_files)
    refused = ask(url)
    assert (refused.status, "waiting" in refused.text) == (status, True)
    assert int(refused.headers["retry-after"]) >= 1


@pytest.mark.parametrize("ask", [build, publish, import_catalog, order_by_classic, order_by_gateway])
def test_a_service_that_is_stopping_takes_nothing_new_and_says_so(
    service: Service, url: str, ask: Callable[[str], Reply]
) -> None:
    service.stop()
    refused = ask(url)
    assert (refused.status, "stopping" in refused.text) == (503, True)
    assert int(refused.headers["retry-after"]) >= 1
    assert fetch(f"{url}/health").json["stopping"] is True


@pytest.mark.parametrize("ask", [build, publish, import_catalog, order_by_classic, order_by_gateway])
def test_whatever_would_need_room_is_refused_with_507(url: str, disk: Full, ask: Callable[[str], Reply]) -> None:
    disk.free = GIB
    refused = ask(url)
    assert refused.status == 507, refused.text
    assert "nearly full: 1,024 MiB" in refused.text


def test_the_service_tells_of_it_and_what_needs_no_room_goes_on(url: str, disk: Full) -> None:
    assert fetch(f"{url}/health").json["disk"] == {"free": 100 * GIB, "needed": 5 * GIB, "low": False}
    disk.free = GIB
    assert fetch(f"{url}/health").json["disk"] == {"free": GIB, "needed": 5 * GIB, "low": True}
    assert fetch(f"{url}/account", key="test-key").status == 200
    assert fetch(f"{url}/tpowebservices/LanguagesList", ApiKey="test-key", Format="json").status == 200
