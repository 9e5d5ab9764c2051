"""Archives from elsewhere: good ones are read, hostile and damaged ones are refused with a reason."""

from __future__ import annotations

import io
import stat
import struct
import warnings
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.clients import _zip
from cadwidgets.clients._zip import read_archive
from cadwidgets.errors import BadAnswer


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    target = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # repeated names are wanted here
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, data in members:
                archive.writestr(member, data)
    return target.getvalue()


def member_of_kind(name: str, kind: int) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.create_system = 3
    member.external_attr = (kind | 0o777) << 16
    return member


def with_directory_entry(data: bytes, offset: int, form: str, value: int) -> bytes:
    """``data`` with one number of its first central directory entry replaced."""
    at = data.index(b"PK\x01\x02") + offset
    return data[:at] + struct.pack(form, value) + data[at + struct.calcsize(form) :]


def test_files_are_read_in_order_and_folders_left_out() -> None:
    data = zipped(("b.step", b"solid"), ("sub/", b""), ("sub/a.txt", b"text"))
    assert list(read_archive(data).items()) == [("b.step", b"solid"), ("sub/a.txt", b"text")]


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}\.(stl|txt)", fullmatch=True), st.binary(max_size=200)))
def test_plain_archives_are_read_exactly(files: dict[str, bytes]) -> None:
    assert read_archive(zipped(*files.items())) == files


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "a/../../evil.txt",
        "/etc/passwd",
        "C:evil.txt",
        "..",
        "a/..",
        "..\\evil.txt",
        "name\n.txt",
        "a/con/b.txt",
        "NUL.txt",
        "com1",
        "a.stl.",
        "a /b.stl",
        "what?.stl",
        "exe\u202egpj.txt",
        "zero\u200bwidth.txt",
        "COM¹.txt",
        "line\u2028end.txt",
        ".",
    ],
)
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    with pytest.raises(BadAnswer, match="unsafe name"):
        read_archive(zipped((name, b"x")))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices_are_refused(kind: int) -> None:
    with pytest.raises(BadAnswer, match="no plain file"):
        read_archive(zipped((member_of_kind("a.txt", kind), b"/etc/passwd")))


def test_a_plain_file_with_unix_permissions_is_read() -> None:
    assert read_archive(zipped((member_of_kind("a.txt", stat.S_IFREG), b"x"))) == {"a.txt": b"x"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a.txt", "a.txt"),
        ("a.txt", "A.TXT"),
        ("\u00e9.txt", "e\u0301.txt"),
        ("STRASSE", "straße"),
        ("a//b", "a/b"),
        ("./a", "a"),
    ],
)
def test_names_that_a_file_system_takes_for_one_are_refused(first: str, second: str) -> None:
    with pytest.raises(BadAnswer, match="same name"):
        read_archive(zipped((first, b"1"), (second, b"2")))


def test_names_in_every_script_are_read() -> None:
    files = {"Schraube Ø6.stl": b"1", "螺钉 M6 (1).step": b"2", "برغي.txt": b"3"}
    assert read_archive(zipped(*files.items())) == files


def test_members_that_share_bytes_are_refused() -> None:
    """A quoted bomb: the second entry of the directory points to the data of the first."""
    data = zipped(("a.stl", b"x" * 1000), ("b.stl", b"x" * 1000))
    second = data.rindex(b"PK\x01\x02")
    shared = data[: second + 42] + struct.pack("<I", 0) + data[second + 46 :]
    with pytest.raises(BadAnswer, match="overlaps"):
        read_archive(shared)


def test_members_that_share_a_few_bytes_are_refused() -> None:
    """The extra field of a local header belongs to its member, too."""
    first = zipfile.ZipInfo("a.stl")
    first.extra = struct.pack("<HH8s", 0x9999, 8, b"12345678")
    data = zipped((first, b""), ("b.stl", b"x"))
    second = data.rindex(b"PK\x01\x02")
    (at,) = struct.unpack_from("<I", data, second + 42)
    with pytest.raises(BadAnswer, match=r"overlaps|damaged"):
        read_archive(data[: second + 42] + struct.pack("<I", at - 4) + data[second + 46 :])


def test_a_zip64_field_that_lies_about_the_size_is_refused_unread() -> None:
    member = zipfile.ZipInfo("a.stl")
    member.extra = struct.pack("<HHQ", 1, 8, 1 << 40)
    data = with_directory_entry(zipped((member, b"x" * 100)), 24, "<I", 0xFFFFFFFF)
    with pytest.raises(BadAnswer, match="512 MiB"):
        read_archive(data)


def test_a_size_without_its_zip64_field_is_refused() -> None:
    with pytest.raises(BadAnswer):
        read_archive(with_directory_entry(zipped(("a.stl", b"x")), 24, "<I", 0xFFFFFFFF))


def test_a_member_that_reaches_into_the_directory_is_refused() -> None:
    data = zipped(("a.stl", b"x" * 1000))
    with pytest.raises(BadAnswer, match="overlaps"):
        read_archive(with_directory_entry(data, 20, "<I", len(data)))


def test_too_many_files_are_refused() -> None:
    data = zipped(*((f"{number}.txt", b"") for number in range(_zip.MAX_MEMBERS + 1)))
    with pytest.raises(BadAnswer, match="more than 1000 files"):
        read_archive(data)


def test_a_directory_without_end_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_zip.zipfile, "ZipFile", None)
    with pytest.raises(BadAnswer, match="more than 1000 files"):
        read_archive(b"PK\x01\x02" * (_zip.MAX_ENTRIES + 1))


def test_a_bomb_is_refused_by_its_ratio() -> None:
    with pytest.raises(BadAnswer, match="trap"):
        read_archive(zipped(("a.stl", bytes(8 << 20))))


def test_small_files_may_be_dense() -> None:
    assert read_archive(zipped(("a.stl", bytes(500_000)))) == {"a.stl": bytes(500_000)}


def test_a_directory_that_announces_too_much_is_refused_unread() -> None:
    data = with_directory_entry(zipped(("a.stl", b"x" * 100)), 24, "<I", _zip.MAX_BYTES + 1)
    with pytest.raises(BadAnswer, match="512 MiB"):
        read_archive(data)


def test_a_member_longer_than_announced_is_not_read_further() -> None:
    data = with_directory_entry(zipped(("a.stl", b"x" * 100_000)), 24, "<I", 10)
    with pytest.raises(BadAnswer, match="damaged"):
        read_archive(data)


def test_encrypted_files_are_refused() -> None:
    with pytest.raises(BadAnswer, match="encrypted"):
        read_archive(with_directory_entry(zipped(("a.stl", b"x")), 8, "<H", 1))


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, 97])
def test_unusual_compressions_are_refused(method: int) -> None:
    with pytest.raises(BadAnswer, match="unusual"):
        read_archive(with_directory_entry(zipped(("a.stl", b"x")), 10, "<H", method))


def test_a_changed_byte_is_noticed() -> None:
    data = zipped(("a.stl", b"solid part"))
    at = data.index(b"a.stl") + len("a.stl") + 4
    with pytest.raises(BadAnswer, match="damaged"):
        read_archive(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])


@pytest.mark.parametrize("data", [b"", b"<html>busy</html>", b"PK\x03\x04", b"PK\x05\x06" + bytes(10)])
def test_bytes_that_are_no_zip_are_refused(data: bytes) -> None:
    with pytest.raises(BadAnswer, match="damaged"):
        read_archive(data)


@given(st.data())
def test_no_damage_raises_anything_else(data: st.DataObject) -> None:
    """Any bytes changed in a good archive: it is read, or refused as a bad answer."""
    good = bytearray(zipped(("a.stl", b"solid part" * 20), ("a.txt", b"Width\t12\tmm\n")))
    for _ in range(data.draw(st.integers(1, 4))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    try:
        files = read_archive(bytes(good))
    except BadAnswer:
        return
    assert all(isinstance(name, str) for name in files)
