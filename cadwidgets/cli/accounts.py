"""``cadwidgets accounts``: who may build how much."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cadwidgets.cli._output import reporting
from cadwidgets.cli._service import KEY_VARIABLE, Json, Key, KeyEnv, Url, accounts_of
from cadwidgets.errors import RequestError

if TYPE_CHECKING:
    from cadwidgets.contract.accounts import Account

app = typer.Typer(
    no_args_is_help=True, help="Accounts own keys and a quota of builds; most of this is for administrators."
)
_COLUMNS = ("account", "quota", "used", "left")
Name = Annotated[str, typer.Argument(metavar="NAME", help="The account's name.")]


@app.command(name="list")
def list_(url: Url = "", key_env: KeyEnv = KEY_VARIABLE, key: Key = "", as_json: Json = False) -> None:
    """List all accounts with their quotas and what is used of them; for administrators."""
    with reporting(as_json) as out:
        found = accounts_of(url, key_env, key).accounts()
        out.table([_json(account) for account in found], _COLUMNS, [_row(account) for account in found])


@app.command()
def create(
    name: Name,
    quota: Annotated[int | None, typer.Option("--quota", min=0, help="Builds it may execute; else any number.")] = None,
    url: Url = "",
    key_env: KeyEnv = KEY_VARIABLE,
    key: Key = "",
    as_json: Json = False,
) -> None:
    """Make an account; give it a key with: cadwidgets keys create --account NAME. For administrators."""
    with reporting(as_json) as out:
        account = accounts_of(url, key_env, key).create_account(name, quota)
        out.result(_json(account), [_line(account)])


@app.command()
def quota(
    name: Name,
    builds: Annotated[str, typer.Argument(metavar="N", help="Builds in all, or none for no limit.")],
    url: Url = "",
    key_env: KeyEnv = KEY_VARIABLE,
    key: Key = "",
    as_json: Json = False,
) -> None:
    """Let an account execute N builds in all, those that it has used included; for administrators."""
    with reporting(as_json) as out:
        account = accounts_of(url, key_env, key).set_quota(name, _number(builds))
        out.result(_json(account), [_line(account)])


@app.command()
def usage(url: Url = "", key_env: KeyEnv = KEY_VARIABLE, key: Key = "", as_json: Json = False) -> None:
    """Show the key's own account: its quota, and what is used of it."""
    with reporting(as_json) as out:
        account = accounts_of(url, key_env, key).account()
        out.result(_json(account), [_line(account)])


def _number(text: str) -> int | None:
    if text.lower() == "none":
        return None
    if not (text.isascii() and text.isdecimal()):
        raise RequestError(f"{text!r} is no quota", parameter="N", value=text, allowed="a whole number, or none")
    return int(text)


def _row(account: Account) -> tuple[object, ...]:
    return account.name, _shown(account.quota), account.used, _shown(account.left)


def _shown(number: int | None) -> object:
    return "unlimited" if number is None else number


def _line(account: Account) -> str:
    of = "without a limit" if account.quota is None else f"of {account.quota}, {account.left} left"
    return f"{account.name}: {account.used} builds used {of}"


def _json(account: Account) -> dict[str, Any]:
    return {
        "account": account.name,
        "administrator": account.administrator,
        "quota": account.quota,
        "used": account.used,
        "left": account.left,
    }
