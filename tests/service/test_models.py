"""The store of models: every version under one id, whole after any end of the process."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from cadwidgets import samples
from cadwidgets.errors import AuthError, NotFound, RequestError
from cadwidgets.service import model_room
from cadwidgets.service.database import open_database
from cadwidgets.service.models import Draft, ModelStore, Reading

BOX = "show_object(cq.Workplane().box(1, 2, 3))\n"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_database(tmp_path)


@pytest.fixture
def store(engine: Engine) -> ModelStore:
    return ModelStore(engine)


def draft(script: str = BOX, title: str = "", description: str = "") -> Draft:
    return Draft(script, Reading(title, description))


def publish(store: ModelStore, owner: str = "ann", model_id: str = "", **fields: str) -> str:
    model, _ = store.publish(draft(**fields), owner, model_id=model_id)
    return model.id


def titles(store: ModelStore, text: str = "", **window: int) -> list[str]:
    return [entry.title for entry in store.search(text, **window)[0]]


def test_a_model_comes_back_as_it_was_published(store: ModelStore, engine: Engine) -> None:
    schema = {"parameters": [], "unit": "in"}
    files = {"b.step": bytes(range(256)), "a.py": b"x = 1\n"}
    kept, new = store.publish(Draft(BOX, Reading("Box", "Plain.", schema), files=files), "ann")
    assert new
    assert re.fullmatch(r"[a-z0-9]{8}", kept.id)
    again = ModelStore(engine).find(kept.id)
    assert again == kept
    assert again is not None
    assert (again.version, again.versions, again.title, again.description) == (1, 1, "Box", "Plain.")
    assert (again.script, again.schema, again.files, again.owner) == (BOX, schema, files, "ann")


def test_the_title_is_the_publishers_else_the_scripts_else_the_id(store: ModelStore) -> None:
    own = Reading("Box", "Plain.")
    given_title, _ = store.publish(Draft(BOX, own, "My box"), "ann")
    scripts_title, _ = store.publish(Draft(BOX, own), "ann")
    no_title, _ = store.publish(Draft(BOX, Reading()), "ann")
    assert (given_title.title, given_title.description) == ("My box", "Box.\n\nPlain.")
    assert (scripts_title.title, scripts_title.description) == ("Box", "Plain.")
    assert no_title.title == f"Model {no_title.id}"


def test_publishing_again_adds_a_version_and_keeps_the_old_one(store: ModelStore) -> None:
    model_id = publish(store, script="a = 1\n")
    second, new = store.publish(draft("a = 2\n"), "ann", model_id=model_id)
    assert (second.id, second.version, new) == (model_id, 2, True)
    scripts = [found.script for version in (0, 1, 2) if (found := store.find(model_id, version))]
    assert scripts == ["a = 2\n", "a = 1\n", "a = 2\n"]
    assert store.find(model_id, 3) is None
    assert store.find(model_id, -1) is None
    assert list(store.version_times(model_id)) == [2, 1]


def test_the_same_again_is_no_new_version_but_other_files_or_another_title_are(store: ModelStore) -> None:
    files = {"part.step": b"1"}
    first, _ = store.publish(Draft(BOX, Reading(), files=files), "ann")

    def again(files: dict[str, bytes], title: str = "") -> tuple[int, bool]:
        model, new = store.publish(Draft(BOX, Reading(), title, files), "ann", model_id=first.id)
        return model.version, new

    assert again(files) == (1, False)
    assert again({"part.step": b"2"}) == (2, True)
    assert again({"other.step": b"2"}) == (3, True)
    assert again({"other.step": b"2"}, "Box") == (4, True)
    assert again({"other.step": b"2"}, "Box") == (4, False)
    assert again(files, "Box") == (5, True)


def test_only_its_owner_and_administrators_change_or_delete_a_model(store: ModelStore) -> None:
    model_id = publish(store, "ann")
    with pytest.raises(AuthError, match="another account"):
        publish(store, "bob", model_id, script="b = 1\n")
    with pytest.raises(AuthError, match="another account"):
        store.delete(model_id, "bob")
    changed, _ = store.publish(draft("c = 1\n"), "root", model_id=model_id, administrator=True)
    assert (changed.version, changed.owner) == (2, "ann")
    store.delete(model_id, "root", administrator=True)
    assert store.find(model_id) is None


def test_a_deleted_model_is_unknown_in_every_way_and_its_id_stays_taken(store: ModelStore, engine: Engine) -> None:
    model_id = publish(store, title="Gone")
    store.delete(model_id, "ann")
    assert (store.find(model_id), store.find(model_id, 1)) == (None, None)
    assert titles(store, "gone") == []
    with pytest.raises(NotFound, match=model_id):
        publish(store, model_id=model_id)
    with pytest.raises(NotFound, match=model_id):
        store.delete(model_id, "ann")
    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT id FROM models").scalars().all() == [model_id]


def test_ids_of_samples_and_of_deleted_models_are_not_given_again(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    deleted = publish(store)
    store.delete(deleted, "ann")
    letters = iter(deleted + samples.SAMPLES[0].id + "free0000")
    monkeypatch.setattr("cadwidgets.service.models.secrets.choice", lambda _: next(letters))
    assert publish(store) == "free0000"


def test_samples_are_found_come_first_and_cannot_be_changed(store: ModelStore) -> None:
    publish(store, title="Mine")
    assert titles(store) == [sample.title for sample in samples.SAMPLES] + ["Mine"]
    for sample in samples.SAMPLES:
        found = store.find(sample.id)
        assert found is not None
        assert (found.script, found.title, found.version, found.is_sample) == (sample.text, sample.title, 1, True)
        assert store.find(sample.id, 2) is None
        with pytest.raises(AuthError, match="sample"):
            store.delete(sample.id, "root", administrator=True)
        with pytest.raises(AuthError, match="sample"):
            store.publish(draft(), "root", model_id=sample.id, administrator=True)


def test_a_search_wants_every_word_anywhere_in_any_case(store: ModelStore) -> None:
    publish(store, title="Kurbelgehäuse", description="For a SMALL engine", script="wall_thickness = 3\n")
    publish(store, title="Crank", description="100%_pure steel", script="length = 3\n")
    assert titles(store, "KURBELGEHÄUSE small") == ["Kurbelgehäuse"]
    assert titles(store, "wall_THICK engine") == ["Kurbelgehäuse"]
    assert titles(store, "small steel") == []
    assert titles(store, "100%_PURE") == ["Crank"]
    assert titles(store, "kurbel%se") == titles(store, "cran_") == []
    assert "Crank" in titles(store, "length")
    assert titles(store, "bow handle") == ["Bow handle"]


def test_a_search_finds_what_the_latest_version_says(store: ModelStore) -> None:
    model_id = publish(store, title="Früher", script="a = 1\n")
    publish(store, model_id=model_id, title="Später", script="a = 2\n")
    assert titles(store, "früher") == []
    assert titles(store, "später") == ["Später"]


def test_pages_of_a_list_join_to_the_whole_list(store: ModelStore) -> None:
    for number in range(7):
        publish(store, title=f"Model {number}")
    whole, total = store.search(limit=100)
    assert total == len(whole) == 7 + len(samples.SAMPLES)
    assert [entry.title for entry in whole[-7:]] == [f"Model {number}" for number in reversed(range(7))]
    for size in (1, 3, 4, len(samples.SAMPLES), 100):
        pages = [store.search(limit=size, offset=start)[0] for start in range(0, total, size)]
        assert [entry for page in pages for entry in page] == whole


def test_a_picture_is_kept_by_what_it_shows(store: ModelStore) -> None:
    one, _ = store.publish(draft(title="One"), "ann")
    other, _ = store.publish(draft(title="Other"), "bob")
    assert store.picture(one.digest) is None
    store.keep_picture(one.digest, b"old")
    store.keep_picture(one.digest, PNG)
    assert store.picture(other.digest) == PNG


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    script=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    title=st.text(st.characters(exclude_categories=["Cs"])),
    files=st.dictionaries(st.text("abc._-", min_size=1), st.binary(), max_size=4),
)
def test_any_text_and_any_bytes_survive(store: ModelStore, script: str, title: str, files: dict[str, bytes]) -> None:
    model, _ = store.publish(Draft(script, Reading(), title, files), "ann")
    found = store.find(model.id)
    assert found is not None
    assert (found.script, found.files) == (script, files)
    assert found.title == (title or f"Model {model.id}")


PUBLISHER = """
import sys
from pathlib import Path
from cadwidgets.service import model_room
from cadwidgets.service.database import open_database
from cadwidgets.service.models import Draft, ModelStore, Reading

store, round_, model_id = ModelStore(open_database(Path(sys.argv[1]))), int(sys.argv[2]), ""
for number in range(1_000_000):
    text = f"# round {round_} model {number}\\n" * 200
    draft = Draft(text, Reading(), files={f"{i}.bin": text.encode() * 5 for i in range(4)})
    model, _ = store.publish(draft, "ann", model_id=model_id)
    print(model.id, model.version, model.digest, flush=True)
    model_id = "" if number % 3 == 2 else model.id  # three versions of each model
"""


def kill_a_publisher(folder: Path, round_: int, seconds: float) -> list[list[str]]:
    """What a process had acknowledged when SIGKILL took it, ``seconds`` after its first success."""
    command = [sys.executable, "-c", PUBLISHER, str(folder), str(round_)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        rest = process.stdout.read()
    lines = (first + rest).split("\n")[:-1]  # the kill may have cut a line short
    return [line.split() for line in lines]


def acknowledged_models_survive(folder: Path, rounds: int) -> None:
    moments = random.Random(4)  # noqa: S311 - no secret
    acknowledged = [row for n in range(rounds) for row in kill_a_publisher(folder, n, moments.uniform(0.0, 0.2))]
    engine = open_database(folder)
    with engine.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        rows = connection.exec_driver_sql("SELECT model_id, version FROM model_versions").all()
    store = ModelStore(engine)
    assert len(acknowledged) >= rounds
    for model_id, version, digest in acknowledged:
        found = store.find(model_id, int(version))
        assert found is not None
        assert found.digest == digest
    for model_id, version in rows:  # what was not acknowledged is there whole, too, or not at all
        found = store.find(model_id, version)
        assert found is not None
        assert set(found.files.values()) == {found.script.encode() * 5}
        assert len(found.files) == 4


def test_every_acknowledged_model_survives_a_kill(tmp_path: Path) -> None:
    acknowledged_models_survive(tmp_path, rounds=3)


@pytest.mark.release
def test_every_acknowledged_model_survives_a_hundred_kills(tmp_path: Path) -> None:
    acknowledged_models_survive(tmp_path, rounds=100)


def test_an_account_keeps_so_many_models_and_deleting_makes_room(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_room, "MAX_MODELS", 2)
    first, _ = publish(store), publish(store)
    with pytest.raises(RequestError, match="too many models") as caught:
        publish(store)
    assert "at most 2 models" in caught.value.allowed
    publish(store, model_id=first, title="Its next version")
    publish(store, owner="bob")
    store.delete(first, "ann")
    publish(store)


def test_what_does_not_fit_into_an_account_leaves_nothing_behind(
    store: ModelStore, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_room, "MAX_BYTES", 3 << 20)
    model_id = publish(store)
    large = Draft(BOX, Reading(), files={"a.step": bytes(2 << 20)})
    store.publish(large, "ann", model_id=model_id)
    with pytest.raises(RequestError, match="too large") as caught:
        store.publish(large, "ann")
    assert "3 MiB" in caught.value.allowed
    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM models").scalar_one() == 1
    store.delete(model_id, "ann")
    store.publish(large, "ann")
