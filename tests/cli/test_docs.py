"""``docs/cli.md`` and the commands are the same: no command, option or exit status is missing, none is invented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from cadwidgets.cli import app
from cadwidgets.cli._output import EXIT_CODES

PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
EVERYWHERE = PAGE.partition("## ")[0]


def commands(group: Any, path: str = "cadwidgets") -> Iterator[tuple[str, Any]]:
    """Every command that does something, by its whole name."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


COMMANDS = dict(commands(typer.main.get_command(app)))


def options(command: Any) -> set[str]:
    """The names of its options that ``--help`` shows."""
    shown = [one for one in command.params if one.param_type_name == "option" and not one.hidden]
    return {name for option in shown for name in option.opts} - {"--help"}


def test_the_page_has_a_section_for_every_command_and_for_no_other() -> None:
    assert {title for title in SECTIONS if title.startswith("cadwidgets ")} == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_told_and_none_is_invented(name: str) -> None:
    common = set(re.findall(r"--[\w-]+", EVERYWHERE))
    told = set(re.findall(r"(?<![\w-])--?[a-z][\w-]*(?![\w])", SECTIONS[name]))
    assert options(COMMANDS[name]) <= told | common
    assert {option for option in told if option.startswith("--")} <= options(COMMANDS[name]) | common


def test_every_exit_status_is_told_in_the_same_words() -> None:
    rows = dict(re.findall(r"^\| (\d+) \| (.+) \|$", SECTIONS["Exit status"], re.MULTILINE))
    assert {int(code): meaning for code, meaning in rows.items()} == EXIT_CODES
