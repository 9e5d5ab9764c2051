"""``cadwidgets models``: the models that a service keeps."""

from __future__ import annotations

import dataclasses
import time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cadwidgets.cli._output import reporting
from cadwidgets.cli._service import (
    KEY_VARIABLE,
    Files,
    Json,
    Key,
    KeyEnv,
    Model,
    ModelId,
    Url,
    confirmed,
    read_files,
    read_id,
    read_model,
    stored_models,
)
from cadwidgets.errors import RequestError

if TYPE_CHECKING:
    from cadwidgets.contract.models import StoredModel

app = typer.Typer(no_args_is_help=True, help="Publish, list, show and remove the models that a service keeps.")


@app.command()
def add(
    script: Model,
    title: Annotated[str, typer.Option("--title", help="What people call it; else what the script says.")] = "",
    model_id: Annotated[
        str, typer.Option("--id", metavar="ID", help="Make it a new version of this model; old ones stay.")
    ] = "",
    file: Files = None,
    url: Url = "",
    key_env: KeyEnv = KEY_VARIABLE,
    key: Key = "",
    as_json: Json = False,
) -> None:
    """Publish a script: the service keeps it and builds it by its id."""
    with reporting(as_json) as out:
        meant = read_model(script)
        if not meant.script:
            raise RequestError(f"{script!r} is no script", parameter="SCRIPT", value=script, allowed="a script file")
        client = stored_models(url, key_env, key)
        target = read_id(model_id) if model_id else ""
        with out.working(f"publishing {meant.name} at {client.source}"):
            model = client.publish(meant.script, title=title, model_id=target, files=read_files(file or ()))
        out.result(_json(model), [f"{model.id}, version {model.version}" + (f": {model.url}" if model.url else "")])


@app.command(name="list")
def list_(
    query: Annotated[str, typer.Argument(metavar="[QUERY]", help="Text in the id, title or description.")] = "",
    url: Url = "",
    key_env: KeyEnv = KEY_VARIABLE,
    key: Key = "",
    as_json: Json = False,
) -> None:
    """List the models of a service, or those that a text is found in."""
    with reporting(as_json) as out:
        found = stored_models(url, key_env, key).list(query)
        rows = [(one.id, one.title, one.version, _day(one.updated), "yes" if one.own else "") for one in found]
        out.table([_json(one) for one in found], ("id", "title", "version", "updated", "own"), rows)


@app.command()
def show(
    model: ModelId,
    version: Annotated[int, typer.Option("--version", min=0, help="Which version; 0 = the latest.")] = 0,
    script: Annotated[bool, typer.Option("--script", help="Print the script alone.")] = False,
    url: Url = "",
    key_env: KeyEnv = KEY_VARIABLE,
    key: Key = "",
    as_json: Json = False,
) -> None:
    """Show a model: title, versions, parameters, presets; or its script."""
    with reporting(as_json) as out:
        shown = stored_models(url, key_env, key).show(read_id(model), version)
        if script and not as_json:
            typer.echo(shown.script, nl=not shown.script.endswith("\n"))
            return
        parameters = ", ".join(shown.schema.names) or "none"
        lines = [
            f"{shown.id}: {shown.title or 'without a title'}",
            f"version {shown.version} of {shown.versions}",
            *([shown.description] if shown.description else []),
            f"parameters: {parameters}",
            *([f"presets: {', '.join(shown.schema.presets)}"] if shown.schema.presets else []),
            *([f"page: {shown.url}"] if shown.url else []),
        ]
        out.result(_json(shown) | {"schema": shown.schema.to_json()}, lines)


@app.command()
def rm(
    model: ModelId,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    url: Url = "",
    key_env: KeyEnv = KEY_VARIABLE,
    key: Key = "",
    as_json: Json = False,
) -> None:
    """Delete a model with all its versions; asks before it does."""
    with reporting(as_json) as out:
        model_id = read_id(model)
        client = stored_models(url, key_env, key)
        if not yes and not confirmed(f"Delete {model_id} with all its versions at {client.source}?"):
            out.note("nothing was deleted")
            raise typer.Exit(1)
        client.remove(model_id)
        out.result({"id": model_id, "deleted": True}, [f"{model_id} is deleted"])


def _json(model: StoredModel) -> dict[str, Any]:
    return {field.name: getattr(model, field.name) for field in dataclasses.fields(model) if field.name != "schema"}


def _day(seconds: float) -> str:
    return time.strftime("%Y-%m-%d", time.localtime(seconds)) if seconds else ""
