"""What a build waits for, told second by second, and only of the user's own embedded service."""

from __future__ import annotations

from typing import Any

import pytest

from cadwidgets.clients.build import BuildClient
from cadwidgets.errors import ConnectionFailed
from cadwidgets.viewer.background import Mailbox
from cadwidgets.widgets import _waiting
from cadwidgets.widgets._waiting import Waiting


class Starting:
    """An embedded service on its way up: ``starting``, then what its workers are, one answer for each question."""

    embedded = True

    def __init__(self, *states: str | Exception) -> None:
        self.states = list(states)

    @property
    def starting(self) -> bool:
        return self.states[0] == "starting" and bool(self.states.pop(0))

    def health(self) -> dict[str, Any]:
        state = self.states.pop(0)
        if isinstance(state, Exception):
            raise state
        return {"workers": state}


def told(client: Any, count: int, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], Waiting]:
    """The first words that a widget shows."""
    monkeypatch.setattr(_waiting, "_TICK_SECONDS", 0.01)
    box, words = Mailbox(), []
    waiting = Waiting(client, box, lambda text, seconds: words.append(text) if seconds > 0 else None)
    waiting.begin()
    waiting.begin()
    assert box.wait(lambda: len(words) >= count, 20)
    waiting.end()
    assert box.wait(lambda: not waiting.job.busy, 20)
    return words[:count], waiting


def test_first_the_service_then_its_kernel_then_the_build_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Starting("starting", "cold", "warming", "ready", "asked no more")
    words, waiting = told(client, 6, monkeypatch)
    assert words == ["Starting the service", *["Loading the CAD kernel"] * 2, "", "", ""]
    assert client.states == ["asked no more"]
    assert waiting.start_seconds > 0


def test_a_service_that_does_not_answer_is_the_builds_own_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    words, _ = told(Starting(ConnectionFailed("gone"), "ready", ""), 2, monkeypatch)
    assert words == ["", ""]


def test_another_service_is_not_asked_how_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    words, waiting = told(BuildClient.at("http://127.0.0.1:1"), 2, monkeypatch)
    assert words == ["", ""]
    assert waiting.start_seconds == 0
