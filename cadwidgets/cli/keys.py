"""``cadwidgets keys``: make, list, end and try the keys of an account."""

from __future__ import annotations

import dataclasses
import time
from typing import Annotated

import typer

from cadwidgets.cli._output import REFUSED, reporting
from cadwidgets.cli._service import KEY_VARIABLE, Json, Key, KeyEnv, Url, accounts_of, given_key
from cadwidgets.settings import Secret

app = typer.Typer(no_args_is_help=True, help="Make, list, end and try keys. The service keeps only a hash of each.")
AccountName = Annotated[
    str, typer.Option("--account", metavar="NAME", help="Another account than the key's own; for administrators.")
]


@app.command()
def create(
    label: Annotated[str, typer.Option("--label", help="What the key is for.")] = "",
    account: AccountName = "",
    url: Url = "",
    key_env: KeyEnv = KEY_VARIABLE,
    key: Key = "",
    as_json: Json = False,
) -> None:
    """Make a key and print it: the only time that it can be seen."""
    with reporting(as_json) as out:
        made = accounts_of(url, key_env, key).create_key(label, account)
        out.result({"id": made.id, "key": made.key.reveal()}, [made.key.reveal()])
        out.note(f"this is the key {made.id}; keep it now, it is never shown again")


@app.command(name="list")
def list_(
    account: AccountName = "", url: Url = "", key_env: KeyEnv = KEY_VARIABLE, key: Key = "", as_json: Json = False
) -> None:
    """List keys: id, account, label, when it was made, whether it was ended."""
    with reporting(as_json) as out:
        found = accounts_of(url, key_env, key).keys(account)
        rows = [(one.id, one.account, one.label, _day(one.created), "revoked" if one.disabled else "") for one in found]
        out.table([dataclasses.asdict(one) for one in found], ("id", "account", "label", "created", ""), rows)


@app.command()
def revoke(
    key_id: Annotated[str, typer.Argument(metavar="ID", help="The key's id, as keys list shows it.")],
    url: Url = "",
    key_env: KeyEnv = KEY_VARIABLE,
    key: Key = "",
    as_json: Json = False,
) -> None:
    """End a key: nobody can use it any more. The quota belongs to the account and stays as it is."""
    with reporting(as_json) as out:
        accounts_of(url, key_env, key).disable_key(key_id)
        out.result({"id": key_id, "disabled": True}, [f"the key {key_id} is revoked"])


@app.command(name="test")
def try_key(url: Url = "", key_env: KeyEnv = KEY_VARIABLE, key: Key = "", as_json: Json = False) -> None:
    """Build the service's sample with the key, and say how large it came out or why the key is refused."""
    with reporting(as_json) as out:
        client = accounts_of(url, key_env, key)
        given = given_key(key_env, key)
        with out.working(f"trying the key at {client.source}"):
            tested = client.test_key(Secret(given) if given else None)
        data = {"ok": True, "bytes": tested.bytes, "triangles": tested.triangles}
        if tested.ok:
            out.result(data, [f"the key works: the sample has {tested.bytes:,} bytes, {tested.triangles} triangles"])
            return
        out.result({"ok": False, "reason": tested.reason}, [f"the key is refused: {tested.reason}"])
        raise typer.Exit(REFUSED)


def _day(seconds: float) -> str:
    return time.strftime("%Y-%m-%d", time.localtime(seconds)) if seconds else ""
