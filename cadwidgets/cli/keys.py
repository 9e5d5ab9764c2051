"""``cadwidgets keys``: make, list, end and try the keys of an account."""

from __future__ import annotations

import dataclasses
import time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cadwidgets.cli._output import REFUSED, reporting
from cadwidgets.cli._service import KEY_VARIABLE, Json, Key, KeyEnv, Url, accounts_of, given_key
from cadwidgets.contract.delivery import Delivery
from cadwidgets.settings import Secret

if TYPE_CHECKING:
    from cadwidgets.contract.accounts import ApiKey

_COLUMNS = ("id", "account", "label", "created", "files", "zip", "")
app = typer.Typer(no_args_is_help=True, help="Make, list, end and try keys. The service keeps only a hash of each.")
AccountName = Annotated[
    str, typer.Option("--account", metavar="NAME", help="Another account than the key's own; for administrators.")
]


@app.command()
def create(
    label: Annotated[str, typer.Option("--label", help="What the key is for.")] = "",
    account: AccountName = "",
    files: Annotated[
        str,
        typer.Option(metavar="TYPES", help="Also name these files in classic answers: primary,secondary,bom."),
    ] = "",
    zip_type: Annotated[
        str, typer.Option("--zip-type", metavar="TYPE", help="What a classic answer calls the zip: Archive or URL.")
    ] = "Archive",
    url: Url = "",
    key_env: KeyEnv = KEY_VARIABLE,
    key: Key = "",
    as_json: Json = False,
) -> None:
    """Make a key and print it: the only time that it can be seen."""
    with reporting(as_json) as out:
        delivery = Delivery.of(files.split(","), zip_type)
        made = accounts_of(url, key_env, key).create_key(label, account, delivery)
        out.result({"id": made.id, "key": made.key.reveal(), "tenant": made.tenant}, [made.key.reveal()])
        out.note(f"this is the key {made.id}; keep it now, it is never shown again")
        out.note(f"for the API gateway, its tenantUid is {made.tenant}")


@app.command(name="list")
def list_(
    account: AccountName = "", url: Url = "", key_env: KeyEnv = KEY_VARIABLE, key: Key = "", as_json: Json = False
) -> None:
    """List keys: id, account, label, when it was made, its further files and zip, whether it was ended."""
    with reporting(as_json) as out:
        found = accounts_of(url, key_env, key).keys(account)
        out.table([_json(one) for one in found], _COLUMNS, [_row(one) for one in found])


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


def _json(one: ApiKey) -> dict[str, Any]:
    told = dataclasses.asdict(one)
    delivery = told.pop("delivery")
    return told | {"files": ",".join(delivery["files"]), "zip_type": delivery["zip_type"]}


def _row(one: ApiKey) -> tuple[object, ...]:
    ended = "revoked" if one.disabled else ""
    files = ",".join(one.delivery.files)
    return one.id, one.account, one.label, _day(one.created), files, one.delivery.zip_type, ended


def _day(seconds: float) -> str:
    return time.strftime("%Y-%m-%d", time.localtime(seconds)) if seconds else ""
