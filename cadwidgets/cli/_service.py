"""Which service a command talks to, and what it is about: the options that the commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from cadwidgets.errors import RequestError

if TYPE_CHECKING:
    from cadwidgets.clients.accounts import AccountsClient
    from cadwidgets.clients.models import ModelsClient
    from cadwidgets.clients.own_catalogs import OwnCatalogsClient
    from cadwidgets.sources import Sources

KEY_VARIABLE = "CADWIDGETS_BUILD_KEY"
_ALLOWED_MODEL = "a script file, - for a script on stdin, the name of a sample, a model's id, or its page's URL"


def _complete_model(incomplete: str) -> list[str]:
    """Names and ids of the samples, and script files, that begin with ``incomplete``."""
    from cadwidgets.samples import SAMPLES

    known = [name for sample in SAMPLES for name in (sample.name, sample.id)]
    folder, _, start = incomplete.rpartition("/")
    files = (str(path) for path in sorted(Path(folder or ".").glob("*")) if path.is_dir() or path.suffix == ".py")
    return [name for name in (*known, *files) if name.startswith(incomplete or start)]


def _complete_id(incomplete: str) -> list[str]:
    """Ids of the samples that begin with ``incomplete``."""
    from cadwidgets.samples import SAMPLES

    return [sample.id for sample in SAMPLES if sample.id.startswith(incomplete)]


Model = Annotated[
    str,
    typer.Argument(
        metavar="SCRIPT|ID",
        help="A script file, - for stdin, a sample's name, or a stored model's id or URL.",
        autocompletion=_complete_model,
    ),
]
ModelId = Annotated[
    str,
    typer.Argument(metavar="ID", help="The model's id, or the URL of its page.", autocompletion=_complete_id),
]
Url = Annotated[
    str,
    typer.Option("--url", metavar="URL", help="Base of the service; else CADWIDGETS_BUILD_URL, else the embedded one."),
]
KeyEnv = Annotated[
    str, typer.Option("--key-env", metavar="NAME", help="Environment variable that holds the service's key.")
]
Key = Annotated[
    str,
    typer.Option(
        "--key", metavar="KEY", help="The key itself. The environment is safer: a command line can be seen by others."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON value on stdout, and nothing else there.")]
Files = Annotated[
    list[Path] | None,
    typer.Option("--file", metavar="PATH", help="A file that lies beside the script (STEP, DXF, a helper module)."),
]


@dataclass(frozen=True)
class ModelArgument:
    """What SCRIPT|ID means: a script or an id, and the name that its files get."""

    name: str
    script: str = ""
    model_id: str = ""


def read_model(text: str) -> ModelArgument:
    """The model that an argument names. Raises RequestError."""
    from cadwidgets import samples
    from cadwidgets.contract.models import model_id_in

    if text == "-":
        return ModelArgument("model", script=sys.stdin.read())
    if Path(text).is_file():
        return ModelArgument(Path(text).stem, script=_read_script(Path(text)))
    if text in [sample.name for sample in samples.SAMPLES]:
        return ModelArgument(text, script=getattr(samples, text).text)
    model_id = model_id_in(text)
    if model_id and not text.endswith(".py"):
        return ModelArgument(model_id, model_id=model_id)
    what = "there is no such file" if text.endswith(".py") else "this is no model"
    raise RequestError(f"{text!r}: {what}", parameter="SCRIPT|ID", value=text, allowed=_ALLOWED_MODEL)


def read_id(text: str) -> str:
    """The id in an argument. Raises RequestError."""
    from cadwidgets.contract.models import model_id_in

    model_id = model_id_in(text)
    if not model_id:
        raise RequestError(
            f"{text!r} is no model's id",
            parameter="ID",
            value=text,
            allowed="7 to 9 letters and digits, or a page's URL",
        )
    return model_id


def read_files(paths: Sequence[Path]) -> dict[str, bytes]:
    """The files by name. Raises RequestError for one that cannot be read, and for two of one name."""
    found: dict[str, bytes] = {}
    for path in paths:
        if path.name in found:
            raise RequestError(f"two files are called {path.name!r}", parameter="--file", value=str(path))
        try:
            found[path.name] = path.read_bytes()
        except OSError as error:
            raise _unreadable(path, str(error.strerror)) from None
    return found


def _read_script(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise _unreadable(path, str(error.strerror)) from None
    except UnicodeDecodeError as error:
        raise _unreadable(path, f"it is not UTF-8 text (byte {error.start})") from None


def _unreadable(path: Path, why: str) -> RequestError:
    return RequestError(f"{str(path)!r} cannot be read: {why}", parameter="path", value=str(path))


def sources(url: str, key_env: str, key: str) -> Sources:
    """The clients of the service that is meant. Raises RequestError for a variable that is not set."""
    from cadwidgets.sources import connect

    return connect(build_url=url or None, build_key=given_key(key_env, key) or None)


def given_key(key_env: str, key: str) -> str:
    """The key that the options give; empty for none. Raises RequestError for a named variable that is not set."""
    if not key and key_env != KEY_VARIABLE and key_env not in os.environ:
        raise RequestError(f"the environment has no variable {key_env}", parameter="--key-env", value=key_env)
    return key or os.environ.get(key_env, "")


def parts_sources(url: str, key_env: str, key: str) -> Sources:
    """The clients of the catalog that is meant: of the service at ``url``, else of the one that the settings name.

    Raises RequestError for a variable that is not set.
    """
    from cadwidgets.contract.accounts import EMBEDDED_EMAIL
    from cadwidgets.settings import Settings
    from cadwidgets.sources import connect

    named = {"traceparts_url": url, "traceparts_key": given_key(key_env, key)} if url else {}
    if named and not Settings.load().traceparts_email:
        named["traceparts_email"] = EMBEDDED_EMAIL  # the account that every service of ours has
    return connect(**{name: value for name, value in named.items() if value})


def stored_models(url: str, key_env: str, key: str) -> ModelsClient:
    """The models of a service of ours. Raises RequestError for another."""
    chosen = sources(url, key_env, key)
    return chosen.models or _not_ours(chosen.build.source)


def own_catalogs(url: str, key_env: str, key: str) -> OwnCatalogsClient:
    """The own catalogs of a service of ours. Raises RequestError for another."""
    chosen = sources(url, key_env, key)
    return chosen.own_catalogs or _not_ours(chosen.build.source)


def accounts_of(url: str, key_env: str, key: str) -> AccountsClient:
    """The accounts of a service of ours. Raises RequestError for another."""
    chosen = sources(url, key_env, key)
    return chosen.accounts or _not_ours(chosen.build.source)


def confirmed(question: str) -> bool:
    """Whether the user says yes. Raises RequestError where nobody can be asked."""
    if not sys.stdin.isatty():
        raise RequestError("nobody can be asked here", parameter="--yes", allowed="--yes to delete without asking")
    return typer.confirm(question, err=True)


def _not_ours(name: str) -> NoReturn:
    raise RequestError(
        f"{name} is no service of cadwidgets: it builds models, and no more",
        parameter="--url",
        allowed="a service started with cadwidgets serve, or none for the embedded one",
    )
