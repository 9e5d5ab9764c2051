"""The download of a CAD request: by label, saved whole or not at all, asked for again when its link has expired."""

from __future__ import annotations

import io
import threading
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cadwidgets.clients._http import HttpSession, RemoteEndpoint
from cadwidgets.clients._part_download import file_name, part_files, save
from cadwidgets.clients._parts import CadJob, Pace, PartsClient, say_nothing
from cadwidgets.clients._zip import is_plain_name
from cadwidgets.clients.traceparts_classic import TracePartsClassic
from cadwidgets.clients.traceparts_gateway import TracePartsGateway
from cadwidgets.contract.parts import CadFormat, PartFiles, PartRef
from cadwidgets.contract.requests import CadRequest
from cadwidgets.errors import BadAnswer, Cancelled, NotFound, RequestError, SourceError, TimedOut
from cadwidgets.settings import Secret

WASHER = PartRef("CONTRACT_WASHERS", "W-10")
SET = PartRef("CONTRACT_WASHERS", "WR-8")
STL = 77
QUICK = Pace(first=0.01, slow=0.01)


def classic(server: Any, pace: Pace = QUICK) -> PartsClient:
    http = HttpSession(RemoteEndpoint(server.traceparts_url, Secret(server.key)))
    return TracePartsClassic(http, email=server.email, pace=pace)


def gateway(server: Any, pace: Pace = QUICK) -> PartsClient:
    http = HttpSession(RemoteEndpoint(server.gateway_url, Secret(server.key)))
    return TracePartsGateway(http, tenant=server.tenant, email=server.email, pace=pace)


@pytest.fixture(params=[classic, gateway], ids=["classic", "gateway"])
def client(request: Any, contract_server: Any) -> PartsClient:
    made: PartsClient = request.param(contract_server)
    return made


@pytest.mark.parametrize("label", ["STL", "stl", " Stl ", CadFormat(STL, "STL"), STL])
def test_a_format_is_named_by_label_object_or_id(client: PartsClient, label: Any) -> None:
    assert client.download(WASHER, label).names == ("W-10.stl",)


def test_the_beginning_of_a_label_is_enough(client: PartsClient) -> None:
    assert client.download(WASHER, "step").names == ("W-10.stp",)


@pytest.mark.parametrize("label", ["S", "Parasolid"])
def test_a_label_that_is_none_names_those_there_are_and_requests_nothing(
    client: PartsClient, contract_server: Any, label: str
) -> None:
    with pytest.raises(RequestError) as raised:
        client.download(WASHER, label)
    assert raised.value.parameter == "format"
    assert {"STEP AP214", "STL"} <= set(raised.value.allowed.split(", "))
    assert contract_server.cad_requests == client.requests == 0


def test_the_files_the_text_and_the_archive_are_saved(client: PartsClient, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    part = client.download(WASHER, STL, folder)
    assert [path.name for path in part.paths] == ["W-10.stl", "W-10.txt", "W-10.zip"]
    assert [path.read_bytes() for path in part.paths] == [*part.files.values(), part.bom_text, part.archive]
    assert sorted(path.name for path in folder.iterdir()) == ["W-10.stl", "W-10.txt", "W-10.zip"]
    assert part_files((folder / "W-10.zip").read_bytes()).files == part.files


def test_all_files_of_a_set_are_saved(client: PartsClient, tmp_path: Path) -> None:
    part = client.download(SET, STL, tmp_path)
    assert len(part.names) == 3
    assert {path.name for path in part.paths} > set(part.names)


def test_files_that_were_there_are_replaced(client: PartsClient, tmp_path: Path) -> None:
    (tmp_path / "W-10.stl").write_text("old")
    part = client.download(WASHER, STL, tmp_path)
    assert (tmp_path / "W-10.stl").read_bytes() == part.files["W-10.stl"]


def test_a_folder_in_the_way_leaves_all_as_it_was(client: PartsClient, tmp_path: Path) -> None:
    (tmp_path / "W-10.stl").write_text("old")
    (tmp_path / "W-10.zip").mkdir()
    with pytest.raises(RequestError, match="cannot be written") as raised:
        client.download(WASHER, STL, tmp_path)
    assert raised.value.parameter == "folder"
    assert (tmp_path / "W-10.stl").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["W-10.stl", "W-10.zip"]


def test_a_file_as_folder_cannot_be_written(client: PartsClient, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(RequestError, match="cannot be written"):
        client.download(WASHER, STL, tmp_path / "taken")


@pytest.mark.parametrize(
    ("fault", "message"), [("cut", "damaged"), ("hostile", "unsafe name"), ("length", "cut short")]
)
def test_a_bad_archive_is_told_and_leaves_nothing(
    client: PartsClient, contract_server: Any, tmp_path: Path, fault: str, message: str
) -> None:
    contract_server.zip_fault = fault
    (tmp_path / "W-10.stl").write_text("old")
    with pytest.raises(BadAnswer, match=message):
        client.download(WASHER, STL, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["W-10.stl"]
    assert (tmp_path / "W-10.stl").read_text() == "old"


@pytest.mark.parametrize(
    "members",
    [
        ("a/b.stp", "a_b.stp"),
        ("a&b.stp", "a%b.stp"),
        (".a", "..a"),
        ("a_B.stp", "a/b.stp"),
        ("e\u0301_1", "\u00e9/1"),
        ("same", "sa/me", "sa_me", "sa&me"),
    ],
)
def test_every_member_gets_a_file_of_its_own(tmp_path: Path, members: tuple[str, ...]) -> None:
    files = PartFiles({name: name.encode() for name in members}, b"BOM", b"PK", "x/p.txt")
    saved = save(files, "P", tmp_path)
    assert [path.read_bytes() for path in saved] == [*(name.encode() for name in members), b"BOM", b"PK"]
    assert len({path.name.casefold() for path in saved}) == len(members) + 2


def test_the_bom_text_replaces_no_file_of_its_name(tmp_path: Path) -> None:
    saved = save(PartFiles({"x_p.txt": b"file", "P.zip": b"inner"}, b"BOM", b"outer", "x/p.txt"), "P", tmp_path)
    assert {path.name: path.read_bytes() for path in saved} == {
        "x_p.txt": b"file",
        "P.zip": b"inner",
        "x_p_2.txt": b"BOM",
        "P_2.zip": b"outer",
    }


@pytest.mark.parametrize("name", [".CON.txt", "..", "NUL", "a" * 300 + ".step", "/".join("abcdefgh" * 60), "exe\u2028"])
def test_a_saved_name_is_one_on_any_system(name: str) -> None:
    assert is_plain_name(file_name(name))
    assert len(file_name(name)) <= 130
    assert file_name("a" * 300 + ".step").endswith("aa.step")


@pytest.mark.parametrize("moved", [0, 1, 2])
def test_an_interrupt_while_files_are_replaced_leaves_the_old_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moved: int
) -> None:
    old = {name: f"old {name}" for name in ("a.stp", "b.stp", "P.zip")}
    for name, text in old.items():
        (tmp_path / name).write_text(text)
    replace, left = Path.replace, [moved]

    def interrupted(self: Path, target: Path) -> Path:
        if ".before" not in self.parts:
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save(PartFiles({"a.stp": b"new", "b.stp": b"new"}, b"", b"new"), "P", tmp_path)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == old


@pytest.mark.parametrize(
    ("body", "message"),
    [(b"", "empty file"), (b"<!DOCTYPE html><html>Log in</html>", "web page"), (b"PK", "damaged")],
)
def test_what_is_no_archive_is_told_in_words(body: bytes, message: str) -> None:
    with pytest.raises(BadAnswer, match=message):
        part_files(body)


def test_an_archive_without_a_file_is_no_download() -> None:
    target = io.BytesIO()
    zipfile.ZipFile(target, "w").close()
    with pytest.raises(BadAnswer, match="no file"):
        part_files(target.getvalue())


@pytest.mark.parametrize("status", [403, 404, 410])
def test_a_link_that_is_not_good_is_asked_for_again_without_another_request(
    client: PartsClient, contract_server: Any, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    contract_server.fail_next(status, only="/files/")
    part = client.download(WASHER, STL)
    assert part.names == ("W-10.stl",)
    assert "the link is not good any more" in caplog.text
    assert contract_server.cad_requests == client.requests == 1


@pytest.mark.parametrize("make", [classic, gateway])
def test_a_request_that_the_service_has_forgotten_is_made_again_once_and_counted(
    contract_server: Any, make: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def forget(stage: str, share: float) -> None:
        nonlocal forgotten
        if stage == "downloading" and not forgotten:
            forgotten = True
            contract_server.fail_next(410, only="/files/")
            contract_server.fail_next(404, only="DownloadCADPath" if make is classic else "cadFileUrl")

    client, forgotten = make(contract_server), False
    assert client.download(WASHER, STL, progress=forget).names == ("W-10.stl",)
    assert "made again" in caplog.text
    assert contract_server.cad_requests == client.requests == 2


def test_a_job_without_a_name_is_never_asked_for(contract_server: Any) -> None:
    """An empty JobID could be taken for a request of its own: it would be recorded, and not counted."""
    client = classic(contract_server)
    job = CadJob(CadRequest(WASHER, STL), "", f"{contract_server.url}/files/gone.zip")
    assert client._archive(job, say_nothing, None).startswith(b"PK")
    assert contract_server.cad_requests == client.requests == 1
    assert all("JobID" not in seen.fields or seen.fields["JobID"] for seen in contract_server.requests)


def test_links_that_end_between_the_answer_and_the_download_are_renewed_without_another_request(
    client: PartsClient, contract_server: Any
) -> None:
    def expire(stage: str, share: float) -> None:
        nonlocal expired
        if stage == "downloading" and not expired:
            expired = True
            contract_server.expire_links()

    expired = False
    assert client.download(WASHER, STL, progress=expire).names == ("W-10.stl",)
    assert contract_server.cad_requests == client.requests == 1


def test_a_link_that_expires_twice_is_an_error(client: PartsClient, contract_server: Any) -> None:
    contract_server.fail_next(410, times=2, only="/files/")
    with pytest.raises(NotFound, match="twice"):
        client.download(WASHER, STL)


def test_another_failure_of_the_file_is_not_asked_for_again(client: PartsClient, contract_server: Any) -> None:
    contract_server.fail_next(500, only="/files/")
    with pytest.raises(SourceError) as raised:
        client.download(WASHER, STL)
    assert raised.value.status == 500
    assert contract_server.cad_requests == 1


def test_a_download_may_be_cancelled_at_any_stage(client: PartsClient, contract_server: Any, tmp_path: Path) -> None:
    for stage in ("requested", "being made", "downloading"):
        cancel = threading.Event()

        def stop(word: str, share: float, stage: str = stage, cancel: threading.Event = cancel) -> None:
            if word == stage:
                cancel.set()

        with pytest.raises(Cancelled):
            client.download(WASHER, STL, tmp_path, progress=stop, cancel=cancel)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("make", [classic, gateway])
def test_the_deadline_counts_from_the_request(contract_server: Any, make: Any) -> None:
    contract_server.pending = 10**6
    client = make(contract_server, Pace(first=0.02, slow=0.02, deadline=600.0))
    job = replace(client.request(CadRequest(WASHER, STL)), begun=time.monotonic() - 601.0)
    with pytest.raises(TimedOut):
        client.wait(job)


@pytest.mark.parametrize("make", [classic, gateway])
def test_a_job_that_is_never_ready_ends_at_the_deadline(contract_server: Any, make: Any) -> None:
    contract_server.pending = 10**6
    with pytest.raises(TimedOut) as raised:
        make(contract_server, Pace(first=0.02, slow=0.02, deadline=0.5)).download(WASHER, STL)
    assert raised.value.limit == 0.5
    assert contract_server.cad_requests == 1
