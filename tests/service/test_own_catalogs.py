"""What a service keeps of own catalogs: how much, whose, and nothing that nobody names."""

from __future__ import annotations

from pathlib import Path

import pytest

from cadwidgets.contract.own_catalogs import MAX_ALL_FILES_BYTES, MAX_FILES
from cadwidgets.errors import AuthError, NotFound, RequestError
from cadwidgets.service.api_keys import Caller
from cadwidgets.service.database import open_database
from cadwidgets.service.own_catalogs import MAX_CATALOGS, OwnCatalogs
from cadwidgets.service.own_tables import FILES

OWNER, OTHER = Caller("shop"), Caller("other")


@pytest.fixture
def own(tmp_path: Path) -> OwnCatalogs:
    return OwnCatalogs(open_database(tmp_path), tmp_path / "own")


def test_an_account_has_only_so_many_catalogs(own: OwnCatalogs) -> None:
    for number in range(MAX_CATALOGS):
        own.put(f"C{number}", "T", [{"n": "1"}], OWNER)
    with pytest.raises(RequestError, match="too many"):
        own.put("ONE-MORE", "T", [], OWNER)
    own.put("C0", "T", [], OWNER)
    own.put("THEIRS", "T", [], OTHER)
    assert len(own.list(OWNER)) == MAX_CATALOGS + 1


@pytest.mark.parametrize(("count", "size"), [(MAX_FILES, 1), (1, MAX_ALL_FILES_BYTES)])
def test_a_catalog_has_only_so_many_files_and_bytes(tmp_path: Path, count: int, size: int) -> None:
    engine = open_database(tmp_path)
    own = OwnCatalogs(engine, tmp_path / "own")
    own.put("C", "T", [{"n": "1"}], OWNER)
    row = {"catalog_id": "C", "digest": "0" * 64, "size": size, "volume": 1.0}
    with engine.begin() as connection:
        connection.execute(FILES.insert(), [row | {"name": f"{number}.step"} for number in range(count)])
    own.check("C", "0.step", OWNER)
    with pytest.raises(RequestError, match="too many"):
        own.check("C", "new.step", OWNER)


def test_two_names_of_one_content_share_a_file_until_nobody_names_it(own: OwnCatalogs, tmp_path: Path) -> None:
    rows = [{"n": "1", "file": "a"}, {"n": "2", "file": "b"}]
    for catalog_id in ("C", "D"):
        own.put(catalog_id, "T", rows, OWNER)
        steps = {own.put_file(catalog_id, name, b"same", 2.0, OWNER) for name in ("a", "b")}
    (step,) = steps
    assert [path.name for path in (tmp_path / "own").iterdir()] == [f"{step.digest}.step"]
    own.put("C", "T", rows[:1], OWNER)
    own.delete("C", OWNER)
    assert own.step_path(step.digest).read_bytes() == b"same"
    own.delete("D", OWNER)
    assert list((tmp_path / "own").iterdir()) == []


def test_nobody_else_changes_a_catalog_and_what_is_refused_changes_nothing(own: OwnCatalogs) -> None:
    own.put("C", "T", [{"n": "1"}], OWNER)
    before = own.catalogs
    for change in (
        lambda: own.put("C", "X", [], OTHER),
        lambda: own.put_file("C", "a", b"", 1.0, OTHER),
        lambda: own.delete("C", OTHER),
    ):
        with pytest.raises(AuthError):
            change()
    with pytest.raises(NotFound):
        own.delete("NONE", OWNER)
    assert own.catalogs is before
    assert before.find("C", "1")
    own.delete("C", Caller("boss", administrator=True))
    assert before.find("C", "1"), "who has asked before goes on with what there was"
    with pytest.raises(NotFound):
        own.catalogs.find("C", "1")
