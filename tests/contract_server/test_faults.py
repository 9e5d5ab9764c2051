"""The faults that a test gives out are given, once each, counted, and gone after a reset."""

from __future__ import annotations

import http.client
import io
import zipfile

import pytest
from plain_http import send
from traceparts_calls import PAIR_2, PAIR_B, ask, cad, look, new_token


def zip_url(server) -> str:
    return cad(server, **PAIR_B).json["filesPath"][-1]["path"]


def test_a_planned_failure_is_given_as_often_as_said_and_counts_no_request(contract_server):
    contract_server.fail_next(503, 2, retry_after="7")
    replies = [cad(contract_server, **PAIR_B) for _ in range(3)]
    assert [reply.status for reply in replies] == [503, 503, 200]
    assert replies[0].json["codeError"] == "503"
    assert replies[0].headers["retry-after"] == "7"
    assert contract_server.faults_given == [503, 503]
    assert contract_server.cad_requests == 1


def test_a_failure_may_come_in_the_middle_and_at_one_path_only(contract_server):
    token = new_token(contract_server)
    contract_server.pending = 9
    contract_server.fail_next(429, only="cadFileUrl", after=1)
    number = ask(contract_server, token, **PAIR_2).json
    replies = [look(contract_server, token, number) for _ in range(3)]
    assert [reply.status for reply in replies] == [204, 429, 204]
    assert "retry-after" not in replies[1].headers


def test_expired_links_are_410_and_the_next_look_gives_new_ones(contract_server):
    token = new_token(contract_server)
    contract_server.pending = 0
    number = ask(contract_server, token, **PAIR_2).json
    old = [zip_url(contract_server), look(contract_server, token, number).json["cadFileUrl"]]
    contract_server.expire_links()
    assert [send("GET", url).status for url in old] == [410, 410]
    new = [zip_url(contract_server), look(contract_server, token, number).json["cadFileUrl"]]
    assert [send("GET", url).status for url in new] == [200, 200]
    assert send("GET", f"{contract_server.url}/files/1/1/none.zip").status == 404


def test_a_cut_zip_does_not_open(contract_server):
    contract_server.zip_fault = "cut"
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(send("GET", zip_url(contract_server)).body))


def test_a_hostile_zip_has_a_member_outside(contract_server):
    contract_server.zip_fault = "hostile"
    archive = zipfile.ZipFile(io.BytesIO(send("GET", zip_url(contract_server)).body))
    assert archive.namelist()[0].startswith("../")


def test_a_wrong_length_announces_more_than_comes(contract_server):
    contract_server.zip_fault = "length"
    with pytest.raises(http.client.IncompleteRead):
        send("GET", zip_url(contract_server))


def test_a_reset_takes_every_fault_back(contract_server):
    contract_server.fail_next(408, 5)
    contract_server.registered.add("new@example.com")
    contract_server.zip_fault = "cut"
    contract_server.reset()
    assert cad(contract_server, **PAIR_B).status == 200
    assert contract_server.registered == {contract_server.email}
    assert contract_server.faults_given == []
    assert zipfile.ZipFile(io.BytesIO(send("GET", zip_url(contract_server)).body)).testzip() is None
