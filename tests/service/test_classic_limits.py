"""Classic calls at their limits: too many, too slow, failing, of another key. Each service is this process's own."""

from __future__ import annotations

import json
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from plain_http import fetch
from threaded_service import served  # tests/facts, on the path

from cadwidgets.contract.accounts import EMBEDDED_EMAIL, LOCAL
from cadwidgets.service.app import Service, ServiceSettings
from cadwidgets.service.workers.pool import Limits

PART = {"ClassificationID": "CADWIDGETS_STANDARD_PARTS", "PartNumber": "6205", "CADFormatID": "902", "Version": "2"}


class Running:
    """A service in a thread of this process."""

    def __init__(self, service: Service, url: str) -> None:
        self.service = service
        self.url = url

    def ask(self, endpoint: str, /, **query: str) -> tuple[int, Mapping[str, str], bytes]:
        asked = {"ApiKey": "limit-key", "Format": "json", "UserEmail": EMBEDDED_EMAIL, "Language": "en"} | query
        reply = fetch(f"{self.url}/tpowebservices/{endpoint}", **asked)
        return reply.status, reply.headers, reply.body

    def flags(self, **query: str) -> dict[str, Any]:
        status, _, body = self.ask("DownloadCADPath", **(PART | query))
        assert status == 200, body
        return dict(json.loads(body)["globalInfo"])


@contextmanager
def running(settings: ServiceSettings) -> Iterator[Running]:
    service = Service(settings)
    with served(service) as url:
        yield Running(service, url)


@pytest.fixture
def begin(tmp_path: Path, clean_environment: None) -> Iterator[Callable[..., Running]]:
    with ExitStack() as stack:
        yield lambda **more: stack.enter_context(
            running(ServiceSettings(data_dir=tmp_path, keys=("limit-key",), children=1, **more))
        )


def test_a_call_over_the_limit_of_its_key_is_told_when_to_come_again(begin: Callable[..., Running]) -> None:
    service = begin(classic_calls=3)
    assert service.ask("LanguagesList", ApiKey="wrong")[0] == 403
    assert service.ask("LanguagesList", Version="3")[0] == 400
    assert [service.ask(name)[0] for name in ("LanguagesList", "CheckLogin")] == [200, 200]
    for endpoint in ("LanguagesList", "DownloadCADPath", "SynchronizationData", "UserRegistration"):
        status, headers, body = service.ask(endpoint)
        assert (status, json.loads(body)["codeError"]) == (503, "503")
        assert 3000 < int(headers["retry-after"]) <= 3600
    assert ET.fromstring(service.ask("CatalogsList", Format="xml")[2]).findtext("CodeError") == "503"
    _, other = service.service.accounts.keys.create(LOCAL)
    assert service.ask("LanguagesList", ApiKey=other)[0] == 200


@pytest.mark.long
def test_a_job_of_another_key_is_unknown(begin: Callable[..., Running]) -> None:
    service = begin()
    job_id = service.flags()["jobId"]
    assert service.flags(JobID=job_id, Asynchronous="1")["downloadable"] == "True"
    _, other = service.service.accounts.keys.create(LOCAL)
    status, _, body = service.ask("DownloadCADPath", **PART, JobID=job_id, Asynchronous="1", ApiKey=other)
    assert (status, json.loads(body)["codeError"]) == (404, "404")


@pytest.mark.long
def test_a_part_that_is_not_built_is_an_error_of_its_job(begin: Callable[..., Running]) -> None:
    service = begin(limits=Limits(wall_seconds=0.01))
    flags = service.flags()
    assert (flags["downloadable"], flags["error"]) == ("False", "True")
    assert service.flags(JobID=flags["jobId"], Asynchronous="1") == flags


@pytest.mark.long
def test_a_synchronous_call_that_takes_too_long_may_be_repeated(begin: Callable[..., Running]) -> None:
    service = begin(sync_seconds=0.001)
    status, _, body = service.ask("DownloadCADPath", **PART)
    assert (status, json.loads(body)["codeError"]) == (408, "408")
    deadline = time.monotonic() + 60
    while (reply := service.ask("DownloadCADPath", **PART))[0] == 408:
        assert time.monotonic() < deadline
    assert json.loads(reply[2])["globalInfo"]["downloadable"] == "True"
