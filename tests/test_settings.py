"""Settings: arguments beat the environment, which beats the file; keys never show."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path

import pytest

from cadwidgets.errors import RequestError
from cadwidgets.settings import Secret, Settings

KEY = "canary_key_1234"


def test_nothing_set_means_the_embedded_service(tmp_path: Path) -> None:
    settings = Settings.load(env={"CADWIDGETS_CONFIG": str(tmp_path / "none")})
    assert settings.build_url == ""
    assert settings.traceparts_url == ""


def test_arguments_beat_the_environment_and_the_environment_beats_the_file(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('build_url = "http://file"\nbuild_key = "from-file"\ntraceparts_url = "http://tp/"\n')
    env = {
        "CADWIDGETS_CONFIG": str(file),
        "CADWIDGETS_BUILD_URL": "http://env",
        "CADWIDGETS_BUILD_KEY": "from-env",
    }
    settings = Settings.load(env=env, build_url="http://argument")
    assert settings.build_url == "http://argument"
    assert settings.build_key.reveal() == "from-env"
    assert settings.traceparts_url == "http://tp"


@pytest.mark.parametrize("text", ['build_address = "x"', "not toml", 'traceparts_api = "soap"'])
def test_a_wrong_line_in_the_file_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(RequestError):
        Settings.load(env={"CADWIDGETS_CONFIG": str(file)})


def test_a_key_shows_in_no_repr_and_cannot_be_pickled_or_copied_into_json() -> None:
    settings = Settings.load(env={}, build_key=KEY, traceparts_email="a@b.example")
    assert KEY not in f"{settings!r} {settings} {settings.build_key} {[settings.build_key]}"
    assert "a@b.example" not in repr(settings)
    for spread in (pickle.dumps, copy.copy, json.dumps):
        with pytest.raises(TypeError):
            spread(settings.build_key)


def test_equal_keys_make_equal_settings() -> None:
    assert Settings.load(env={}, build_key=KEY) == Settings.load(env={}, build_key=Secret(KEY))
