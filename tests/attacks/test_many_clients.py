"""Hundreds of clients at the same time: the service answers all of them, and says so when it has too much to do."""

from __future__ import annotations

import asyncio
import json
import random
import secrets
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from many_clients import Client, Told
from plain_http import fetch, post, send

from cadwidgets.contract.accounts import EMBEDDED_EMAIL, LOCAL, tenant_of

BOX = "show_object(cq.Workplane().box(1, 2, {}))\n"
STEPS = 12
CATALOG = "CADWIDGETS_STANDARD_PARTS"
STATUS_CALLS = ("health", "job status", "gateway status")
WEIGHTS = {"health": 6, "job status": 4, "gateway status": 2, "cached build": 4, "search": 4, "list": 1}
LATEST_SECONDS = 1.0


class Crowd:
    """What all clients do, and what they were told, by what they had asked for."""

    def __init__(self, service: Any) -> None:
        self.service = service
        self.told: list[tuple[str, Told]] = []
        said = json.dumps({"tenantUid": tenant_of(LOCAL), "apiKey": service.key}).encode()
        token = send("POST", f"{service.url}/v2/RequestToken", said).json["token"]
        self._bearer = {"Authorization": f"Bearer {token}"}
        self._classic = {"ApiKey": service.key, "Format": "json", "UserEmail": EMBEDDED_EMAIL, "CADFormatID": "902"}
        self._pause = 0.0
        self.jobs: list[str] = []
        self.built: list[bytes] = []

    async def run(self, clients: int) -> None:
        """All clients at once, each with its own order of things. Together they ask a hundred times in a second."""
        self._pause = clients / 100
        await asyncio.gather(*(self._one(number) for number in range(clients)))

    async def _one(self, number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - the same crowd each time
        wanted = chance.choices(list(WEIGHTS), list(WEIGHTS.values()), k=STEPS)
        if number % 5 == 0:
            wanted[chance.randrange(STEPS)] = "new build"
        if number % 10 == 1:
            wanted[chance.randrange(STEPS)] = "CAD request"
        async with Client(self.service.url) as client:
            for kind in wanted:
                await asyncio.sleep(chance.uniform(0, 2 * self._pause))
                self.told.append((kind, await self._ask(client, kind, number)))

    async def _ask(self, client: Client, kind: str, number: int) -> Told:
        key = {"X-Api-Key": self.service.key}
        if kind == "health":
            return await client.get("/health")
        if kind == "search":
            return await client.get("/catalog/search", key, q=f"screw M{number % 9 + 3}", size="5")
        if kind == "list":
            return await client.get("/v2/Search/CatalogList", self._bearer, cultureInfo="en")
        if kind == "gateway status":
            return await client.get("/v2/Product/cadFileUrl", self._bearer, cadRequestId="123456789012")
        if kind == "job status":
            return await self._job_status(client, self.jobs[number % len(self.jobs)] if self.jobs else "123456789012")
        if kind == "CAD request":
            return await self._request(client, number)
        script = BOX.format(3 if kind == "cached build" else 4 + number)
        told = await client.post("/parts/build", key, s=script, type="STL")
        self.built += [told.body] if told.status == 200 else []
        return told

    async def _request(self, client: Client, number: int) -> Told:
        part = {"ClassificationID": CATALOG, "PartNumber": f"ISO 4762 M6x{(20, 25, 30, 35, 40)[number // 10 % 5]}"}
        told = await client.get(
            "/tpowebservices/DownloadCADPath", **self._classic, **part, Asynchronous="1", Version="2"
        )
        if told.status == 200:
            self.jobs.append(json.loads(told.body)["globalInfo"]["jobId"])
        return told

    async def _job_status(self, client: Client, job: str) -> Told:
        return await client.get("/tpowebservices/DownloadCADPath", **self._classic, JobID=job, Version="2")

    def seconds(self, *kinds: str) -> list[float]:
        """How long the answers took, the shortest first."""
        return sorted(told.seconds for kind, told in self.told if kind in kinds)


def started(start: Callable[..., Any], folder: Path) -> Any:
    """A warm service with one model in its cache and a limit of gateway calls that is reached."""
    service = start(folder, "--classic-limit", "0", "--gateway-limit", "300")
    assert post(service, s=BOX.format(3), type="STL").status == 200
    assert fetch(f"{service.url}/catalog/search", {"X-Api-Key": service.key}, q="screw").status == 200
    return service


def check(kind: str, told: Told) -> None:
    """Every answer is right, or says when to come again."""
    if told.status in (503, 429):
        assert int(told.headers["retry-after"]) >= 1, kind
        assert told.status == (429 if kind in ("gateway status", "list") else 503), kind
        return
    right = {"gateway status": (404,), "job status": (200, 404)}.get(kind, (200,))
    assert told.status in right, (kind, told.status, told.body[:300])


@pytest.mark.parametrize(
    "clients", [pytest.param(200, marks=pytest.mark.long), pytest.param(1000, marks=pytest.mark.release)]
)
def test_many_clients_are_all_answered(start: Any, tmp_path: Path, clients: int) -> None:
    service = started(start, tmp_path)
    crowd = Crowd(service)
    asyncio.run(crowd.run(clients))
    status = crowd.seconds(*STATUS_CALLS)
    median, late = status[len(status) // 2], status[int(len(status) * 0.99)]
    print(f"{clients} clients, {len(crowd.told)} answers {Counter(told.status for _, told in crowd.told)}")
    print(f"status calls: median {median:.3f} s, 99th percentile {late:.3f} s")
    assert len(crowd.told) == clients * STEPS, "nothing is dropped"
    for kind, told in crowd.told:
        check(kind, told)
    assert {len(body) for body in crowd.built} == {84 + 12 * 50}
    assert late < max(LATEST_SECONDS, crowd.seconds("new build")[-1]), "nobody who only asks waits for a build"
    if clients == 1000:
        assert late < LATEST_SECONDS
    finished = [last_word(service, job) for job in set(crowd.jobs)]
    assert all(info == {"downloadable": "True", "error": "False"} for info in finished), finished


def last_word(service: Any, job: str) -> dict[str, str]:
    """What is said of a job once it has ended."""
    query = {"ApiKey": service.key, "Format": "json", "JobID": job, "Version": "2"}
    for _ in range(600):
        info = fetch(f"{service.url}/tpowebservices/DownloadCADPath", **query).json["globalInfo"]
        if "True" in (info["downloadable"], info["error"]):
            return {name: info[name] for name in ("downloadable", "error")}
        asyncio.run(asyncio.sleep(0.1))
    raise AssertionError(f"job {job} does not end")


@pytest.mark.parametrize(
    ("posts", "quota"),
    [pytest.param(200, 7, marks=pytest.mark.long), pytest.param(1000, 50, marks=pytest.mark.release)],
)
def test_of_many_posts_at_once_as_many_are_built_and_charged_as_the_quota_allows(
    service: Any, posts: int, quota: int
) -> None:
    name = f"racer-{secrets.token_hex(4)}"
    assert post(service, "/accounts", name=name, quota=str(quota)).status == 201
    key = post(service, "/keys", account=name).json["key"]

    async def one(number: int) -> Told:
        async with Client(service.url) as client:
            return await client.post("/parts/build", {"X-Api-Key": key}, s=BOX.format(f"5 + {number} / 7"), type="STL")

    async def all_at_once() -> list[Told]:
        return await asyncio.gather(*(one(number) for number in range(posts)))

    statuses = Counter(told.status for told in asyncio.run(all_at_once()))
    assert statuses == {200: quota, 403: posts - quota}
    usage = fetch(f"{service.url}/account", {"X-Api-Key": key}).json
    assert (usage["used"], usage["left"]) == (quota, 0)
