"""Keys and mail addresses, sent wherever a request can carry them, stand in no log, answer, database or file."""

from __future__ import annotations

import contextlib
import itertools
import json
import secrets
import shutil
import sqlite3
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from plain_http import BOUNDARY, FORM, Reply, multipart, post, send
from running_service import RunningService, start_service, stop_service

from cadwidgets.contract.accounts import LOCAL, tenant_of

pytestmark = pytest.mark.long
BOX = "show_object(cq.Workplane().box(1, 2, 3))\n"
KEY_NAMES = ("key", "ApiKey", "apiKey", "apikey", "token", "tenantUid", "X-Api-Key", "Authorization")
MAIL_NAMES = ("UserEmail", "userEmail", "email", "useremail")
VALUES = {
    "s": BOX,
    "type": "STL",
    "Format": "json",
    "cultureInfo": "en",
    "cadFormatId": "19",
    "CADFormatID": "19",
    "PartNumber": "ISO 4762 M6x20",
    "ClassificationID": "CADWIDGETS_STANDARD_PARTS",
    "partNumber": "ISO 4762 M6x20",
    "classificationCode": "CADWIDGETS_STANDARD_PARTS",
    "Catalog": "CADWIDGETS_STANDARD_PARTS",
    "catalog": "CADWIDGETS_STANDARD_PARTS",
    "q": "screw",
}


@dataclass(frozen=True)
class Attacked:
    """A service, all that it writes to, and the secrets: its key, an account's key, a wrong key, and mail addresses."""

    running: RunningService
    log: Path
    temporary: Path
    account_key: str
    wrong_key: str
    mail: str

    @property
    def secrets(self) -> tuple[str, ...]:
        return self.running.key, self.account_key, self.wrong_key, self.mail

    def found_in(self, text: bytes) -> list[str]:
        """Which secrets stand there, also in percent-encoding and in base64-like lower case."""
        lower = urllib.parse.unquote_to_bytes(text.lower())
        return [secret for secret in self.secrets if secret.lower().encode() in lower]


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory, clean_environment: None) -> Iterator[Attacked]:
    folder = tmp_path_factory.mktemp("canaries")
    temporary, log = folder / "tmp", folder / "log"
    temporary.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(temporary))
        key = f"canary{secrets.token_hex(16)}"
        running = start_service(folder / "data", key, "--classic-limit", "0", "--gateway-limit", "0", log=log)
    assert post(running, "/accounts", name="ann", quota="3").status == 201
    account_key = str(post(running, "/keys", account="ann").json["key"])
    mail = f"canary.{secrets.token_hex(8)}@example.com"
    yield Attacked(running, log, temporary, account_key, f"canary{secrets.token_hex(16)}", mail)
    stop_service(running)


def operations(service: RunningService) -> list[tuple[str, str, dict[str, Any]]]:
    """Method, path and description of all that the service can do."""
    paths = send("GET", f"{service.url}/openapi.json").json["paths"]
    return [(method.upper(), path, told) for path, each in paths.items() for method, told in each.items()]


def ask(attacked: Attacked, method: str, path: str, told: dict[str, Any], key: str) -> list[Reply]:
    """The operation with secrets in every place that a request has, in the query and in each kind of body."""
    url = attacked.running.url + path
    for name in ("userEmail", "name", "id", "model_id", "catalog_id", "part_id", "number", "token"):
        url = url.replace("{" + name + "}", {"userEmail": attacked.mail, "number": "0"}.get(name, "nosuchid"))
    fields = dict.fromkeys(KEY_NAMES[:5], key) | dict.fromkeys(MAIL_NAMES, attacked.mail)
    fields |= {each["name"]: VALUES[each["name"]] for each in told.get("parameters", ()) if each["name"] in VALUES}
    fields |= {"tenantUid": tenant_of(LOCAL), "Format": "json"}
    bearer = send("POST", f"{attacked.running.url}/v2/RequestToken", json.dumps(fields).encode())
    token = bearer.json["token"] if bearer.status == 200 else key
    headers = {
        "X-Api-Key": key,
        "Authorization": f"Bearer {token}",
        "User-Agent": key,
        "Referer": f"http://x/?key={key}",
    }
    query = "?" + urllib.parse.urlencode(fields)
    if method == "GET":
        return [send(method, url + query, headers=headers), send(method, url + query)]
    known = fields | {"s": BOX, "type": "STL", "value": key}
    bodies = [
        (FORM, urllib.parse.urlencode(known).encode()),
        ("application/json", json.dumps(known).encode()),
        (f"multipart/form-data; boundary={BOUNDARY}", multipart([("files", "a.txt", b"x")], known)),
        ("application/json", json.dumps({"key": [key], "apiKey": {"x": key}, attacked.mail: 1}).encode()),
        ("text/plain", key.encode()),
    ]
    return [send(method, url + query, body, headers | {"Content-Type": kind}) for kind, body in bodies]


def all_answers(attacked: Attacked, key: str) -> list[tuple[str, Reply]]:
    return [
        (f"{method} {path}", reply)
        for method, path, told in operations(attacked.running)
        if (method, path) not in (("POST", "/keys/{id}/disable"), ("POST", "/keys/{id}/regenerate"))
        for reply in ask(attacked, method, path, told, key)
    ]


def check_answers(attacked: Attacked, answers: list[tuple[str, Reply]]) -> None:
    for name, reply in answers:
        if "CheckLogin/" in name:  # told to who wrote it into the path himself, and only when there is no such route
            continue
        told = str(dict(reply.headers)).encode() + reply.body
        assert not attacked.found_in(told), (name, reply.status, told[:500])


def written(attacked: Attacked) -> Iterator[tuple[Path, bytes]]:
    """Every file that the service has written, but the one that tells its user the key."""
    for path in itertools.chain(attacked.running.data_dir.rglob("*"), attacked.temporary.rglob("*"), [attacked.log]):
        if path.is_file() and path.name != "runtime.json":
            yield path, path.read_bytes()


def check_files(attacked: Attacked, *, mail: bool) -> None:
    for path, content in written(attacked):
        found = set(attacked.found_in(content))
        if mail and path.name.startswith("service.sqlite3"):  # who is registered has to be known
            found.discard(attacked.mail)
        assert not found, (path, found)


def test_wrong_keys_and_mail_addresses_are_nowhere(attacked: Attacked) -> None:
    answers = all_answers(attacked, attacked.wrong_key)
    assert {401, 403} <= {reply.status for _, reply in answers}
    check_answers(attacked, answers)
    check_files(attacked, mail=False)


@pytest.mark.parametrize("whose", ["the service's", "an account's"])
def test_good_keys_are_nowhere_and_a_mail_address_only_where_it_is_registered(attacked: Attacked, whose: str) -> None:
    key = attacked.running.key if whose == "the service's" else attacked.account_key
    answers = all_answers(attacked, key)
    assert {200, 400, 404} <= {reply.status for _, reply in answers}
    check_answers(attacked, answers)
    check_files(attacked, mail=True)
    database = b"".join(path.read_bytes() for path in attacked.running.data_dir.glob("service.sqlite3*"))
    assert attacked.found_in(database) == [attacked.mail], "what is looked for can be found"


def test_a_service_whose_tables_are_gone_tells_none_of_them_when_it_fails(attacked: Attacked) -> None:
    with contextlib.closing(sqlite3.connect(attacked.running.data_dir / "service.sqlite3", timeout=30)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for table in (name for (name,) in names if not name.startswith("sqlite_")):
            connection.execute(f'ALTER TABLE "{table}" RENAME TO "gone_{table}"')
        connection.commit()
    shutil.rmtree(attacked.running.data_dir / "cache")
    answers = all_answers(attacked, attacked.account_key)
    assert [reply for _, reply in answers if reply.status == 500 and b"an error inside the service" in reply.body]
    check_answers(attacked, answers)
    log = attacked.log.read_bytes()
    assert b"OperationalError at " in log
    assert b"accounts.py" in log, "where it failed is told"
    assert not attacked.found_in(log)
    assert attacked.running.process.poll() is None
