"""Accounts, keys and the key tester over plain HTTP."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass, replace
from typing import Any

import pytest
from plain_http import Reply, get, post, send

from cadwidgets.contract.accounts import EMBEDDED_EMAIL, tenant_of

BOX = "length = 1.0\nshow_object(cq.Workplane().box(length, 2, 3))\n"
_numbers = iter(range(1, 1_000_000))


@dataclass(frozen=True)
class As:
    """The service for the owner of another key."""

    url: str
    key: str


def account(service: Any, quota: str = "") -> tuple[str, As]:
    """A new account and a key of it."""
    name = f"team-{next(_numbers)}"
    made = post(service, "/accounts", name=name, quota=quota)
    assert (made.status, made.json["account"]) == (201, name)
    key = post(service, "/keys", account=name, label="first")
    assert key.status == 201
    return name, As(service.url, key.json["key"])


def box(service: Any, length: float) -> Reply:
    return post(service, s=BOX, type="STL", length=str(length))


def patch(service: Any, path: str, **fields: str) -> Reply:
    headers = {"Content-Type": "application/json", "X-Api-Key": service.key}
    return send("PATCH", service.url + path, json.dumps(fields).encode(), headers)


def test_the_services_own_key_is_an_administrator_without_a_quota(service: Any) -> None:
    said = get(service, "/account").json
    assert (said["account"], said["administrator"], said["quota"], said["left"]) == ("local", True, None, None)
    assert "x-builds-left" not in box(service, 1.0).headers


def test_an_account_counts_its_successful_builds_and_no_others(service: Any) -> None:
    _, owner = account(service, quota="3")
    assert get(owner, "/account").json["used"] == 0
    assert box(owner, 7.5).headers["x-builds-left"] == "2"
    assert post(owner, s="raise ValueError", type="STL").status == 500
    assert post(owner, id="nosuchid", type="STL").status == 404
    said = get(owner, "/account").json
    assert (said["administrator"], said["quota"], said["used"], said["left"]) == (False, 3, 1, 2)


def test_a_spent_quota_is_403_and_a_larger_one_opens_the_account_again(service: Any) -> None:
    name, owner = account(service, quota="1")
    assert box(owner, 8.5).status == 200
    spent = box(owner, 9.5)
    assert (spent.status, "cannot execute any more downloads" in spent.text) == (403, True)
    assert patch(service, f"/accounts/{name}", quota="2").json["left"] == 1
    assert box(owner, 9.5).status == 200
    assert patch(service, f"/accounts/{name}", quota="").json["left"] is None
    assert "x-builds-left" not in box(owner, 10.5).headers
    assert get(owner, "/account").json["used"] == 3


def test_an_answer_from_the_cache_costs_nothing_and_needs_no_quota_but_a_valid_key(service: Any) -> None:
    _, owner = account(service, quota="1")
    first = box(owner, 11.5)
    assert (first.headers["x-build-cache"], first.headers["x-builds-left"]) == ("miss", "0")
    again = box(owner, 11.5)
    assert (again.status, again.headers["x-build-cache"], again.headers["x-builds-left"]) == (200, "hit", "0")
    assert again.body == first.body
    for name in ("x-build-properties", "x-build-warnings", "etag", "content-type", "content-disposition"):
        assert again.headers[name] == first.headers[name]
    assert get(owner, "/account").json["used"] == 1
    assert box(replace(owner, key="wrong"), 11.5).status == 403


def test_who_asks_for_a_fresh_build_gets_and_pays_for_one(service: Any) -> None:
    _, owner = account(service, quota="2")
    box(owner, 12.5)
    fresh = post(owner, s=BOX, type="STL", length="12.5", headers={"Cache-Control": "no-cache"})
    assert (fresh.headers["x-build-cache"], fresh.headers["x-builds-left"]) == ("miss", "0")


def test_a_new_key_does_not_refill_the_quota(service: Any) -> None:
    _, owner = account(service, quota="1")
    assert box(owner, 13.5).status == 200
    second = As(service.url, post(owner, "/keys", label="second").json["key"])
    assert box(second, 14.5).status == 403
    (first_id, _) = [key["id"] for key in get(second, "/keys").json["keys"]]
    third = As(service.url, post(second, f"/keys/{first_id}/regenerate").json["key"])
    assert box(third, 14.5).status == 403
    assert get(third, "/account").json["used"] == 1


def test_a_new_key_still_sees_the_jobs_of_the_old_one(service: Any) -> None:
    _, owner = account(service)
    call = {"Format": "json", "Language": "en", "UserEmail": EMBEDDED_EMAIL, "Version": "2", "Asynchronous": "1"}
    catalog = get(owner, "/catalog/families").json
    family = catalog["families"][0]
    call |= {"ClassificationID": family["classification_id"], "PartNumber": family["part_numbers"][0]}
    call |= {"CADFormatID": str(catalog["formats"][0]["id"])}
    path = "/tpowebservices/DownloadCADPath"
    job_id = get(owner, path, ApiKey=owner.key, **call).json["globalInfo"]["jobId"]
    (key,) = get(owner, "/keys").json["keys"]
    new = post(owner, f"/keys/{key['id']}/regenerate").json["key"]
    assert get(owner, path, ApiKey=owner.key, JobID=job_id, **call).status == 403
    assert get(owner, path, ApiKey=new, JobID=job_id, **call).json["globalInfo"]["jobId"] == job_id


def test_a_disabled_key_and_one_that_was_regenerated_end_at_once(service: Any) -> None:
    _, owner = account(service)
    other = post(owner, "/keys").json
    assert re.fullmatch(r"[A-Za-z0-9_]{4,50}", other["key"])
    new = post(owner, f"/keys/{other['id']}/regenerate").json
    assert new["id"] == other["id"]
    assert get(As(service.url, other["key"]), "/account").status == 403
    newest = As(service.url, new["key"])
    assert get(newest, "/account").status == 200
    assert post(owner, f"/keys/{other['id']}/disable").json == {"id": other["id"], "disabled": True}
    refused = get(newest, "/account")
    assert (refused.status, "disabled" in refused.text) == (403, True)
    assert post(owner, f"/keys/{other['id']}/regenerate").status == 400
    assert {key["id"]: key["disabled"] for key in get(owner, "/keys").json["keys"]}[other["id"]] is True


def test_nobody_reaches_the_keys_and_accounts_of_others(service: Any) -> None:
    name, owner = account(service)
    _, stranger = account(service)
    (key,) = get(owner, "/keys").json["keys"]
    for action in ("disable", "regenerate"):
        assert post(stranger, f"/keys/{key['id']}/{action}").status == 404
    assert get(stranger, "/keys", account=name).status == 403
    assert post(stranger, "/keys", account=name).status == 403
    assert get(stranger, "/accounts").status == post(stranger, "/accounts", name="mine").status == 403
    assert patch(stranger, f"/accounts/{name}", quota="9").status == 403
    assert get(owner, "/account").status == 200
    assert [key["id"]] == [known["id"] for known in get(service, "/keys", account=name).json["keys"]]


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/accounts", {"name": "local"}, 400),
        ("/accounts", {"name": ""}, 400),
        ("/accounts", {"name": "a b"}, 400),
        ("/accounts", {"name": "x" * 65}, 400),
        ("/accounts", {"name": "q", "quota": "-1"}, 400),
        ("/accounts", {"name": "q", "quota": "many"}, 400),
        ("/accounts", {"name": "q", "quota": "9" * 30}, 400),
        ("/keys", {"account": "nobody"}, 404),
        ("/keys", {"label": "x" * 101}, 400),
        ("/keys/00000000/disable", {}, 404),
    ],
)
def test_what_cannot_be_an_account_or_a_key_is_refused(
    service: Any, path: str, fields: dict[str, str], status: int
) -> None:
    reply = post(service, path, **fields)
    assert reply.status == status
    assert reply.text.count("\n") == 1


def test_the_quota_of_an_unknown_account_is_404_and_the_local_account_takes_none(service: Any) -> None:
    assert patch(service, "/accounts/nobody", quota="1").status == 404
    assert patch(service, "/accounts/local", quota="1").status == 400


def test_no_key_is_in_the_services_folder(service: Any) -> None:
    _, owner = account(service)
    assert box(owner, 15.5).status == 200
    with sqlite3.connect(service.data_dir / "service.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM keys WHERE length(digest) = 32").fetchone()[0] >= 1
    contents = [path.read_bytes() for path in service.data_dir.rglob("*") if path.is_file()]
    assert len(contents) > 2
    assert not any(owner.key.encode() in content for content in contents)


def test_the_key_tester_builds_the_sample_and_tells_its_size(service: Any) -> None:
    _, owner = account(service)
    said = post(owner, "/keys/test").json
    assert said["ok"] is True
    assert said["bytes"] == 84 + 50 * said["triangles"]
    assert said["triangles"] > 1000


def test_the_key_tester_tells_why_a_key_is_refused(service: Any) -> None:
    _, owner = account(service, quota="0")
    other = post(owner, "/keys").json
    post(owner, f"/keys/{other['id']}/disable")
    for key, word in (("", "missing"), ("wrong", "wrong"), (other["key"], "disabled"), (owner.key, "quota")):
        said = post(service, "/keys/test", key=key).json
        assert said["ok"] is False
        assert word in said["reason"]


def test_the_key_tester_is_a_page_whose_form_keeps_the_key_out_of_addresses(service: Any) -> None:
    empty = send("GET", service.url + "/keys/test")
    assert empty.headers["content-type"] == "text/html; charset=utf-8"
    assert '<form method="post" action="/keys/test">' in empty.text
    good = post(service, "/keys/test", accept="text/html,application/xml;q=0.9,*/*;q=0.8")
    assert re.search(r"The key works.*[\d,]+ bytes, [\d,]+ triangles", good.text)
    bad = post(service, "/keys/test", accept="text/html", key="<script>")
    assert "The key does not work" in bad.text
    assert "<script>" not in bad.text


def test_a_key_keeps_which_files_its_cad_requests_name(service: Any) -> None:
    name, owner = account(service)
    made = post(owner, "/keys", label="files", files="bom, Primary", zip_type="URL")
    assert made.status == 201
    assert made.json["tenant"] == tenant_of(name) == get(owner, "/account").json["tenant"]
    listed = {key["label"]: (key["files"], key["zip_type"]) for key in get(owner, "/keys").json["keys"]}
    assert listed == {"first": ("", "Archive"), "files": ("primary,bom", "URL")}
    again = post(owner, f"/keys/{made.json['id']}/regenerate").json
    assert (again["id"], again["tenant"]) == (made.json["id"], made.json["tenant"])


@pytest.mark.parametrize(("field", "value"), [("files", "readme"), ("zip_type", "zip")])
def test_a_type_of_file_that_there_is_not_is_refused(service: Any, field: str, value: str) -> None:
    _, owner = account(service)
    reply = post(owner, "/keys", **{field: value})
    assert reply.status == 400
    assert value in reply.body.decode()
    assert [key["label"] for key in get(owner, "/keys").json["keys"]] == ["first"]
