"""Where the widgets get their models and parts from: one frozen `Settings`, read once.

Precedence: arguments, then environment variables (CADWIDGETS_...), then the configuration file, then the keyring for
keys. Nothing set means the embedded service.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, NoReturn

import platformdirs

from cadwidgets.errors import RequestError


class Secret:
    """A key that does not show: not in a repr, not in a pickle, not in a format. `reveal` gives the text."""

    __slots__ = ("_text",)

    def __init__(self, text: str = "") -> None:
        self._text = text

    def reveal(self) -> str:
        """The key itself, for the one place that sends it."""
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(("Secret", self._text))

    def __repr__(self) -> str:
        return "Secret('***')" if self._text else "Secret('')"

    def __str__(self) -> str:
        return "***" if self._text else ""

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret is not pickled, copied to another process or saved")


_NO_KEY = Secret()


@dataclass(frozen=True)
class Settings:
    """The addresses and keys of the services; empty means the embedded one.

    ``build_url`` is the Build Service's base (``/parts/build`` is appended); ``traceparts_api`` is ``gateway`` or
    ``classic``; empty means the gateway where a tenant is set, else classic. ``data_dir`` holds what the embedded
    service keeps (files, log, run-time file).
    """

    build_url: str = ""
    build_key: Secret = _NO_KEY
    traceparts_api: str = ""
    traceparts_url: str = ""
    traceparts_key: Secret = _NO_KEY
    traceparts_tenant: Secret = _NO_KEY
    traceparts_email: Secret = _NO_KEY
    data_dir: Path = Path(platformdirs.user_data_dir("cadwidgets", appauthor=False))

    @classmethod
    def load(cls, env: Mapping[str, str] | None = None, **arguments: Any) -> Settings:
        """The settings in force. ``env`` defaults to the process's environment.

        Raises RequestError for an argument or a line of the configuration file that is no setting.
        """
        env = os.environ if env is None else env
        found: dict[str, Any] = _from_file(config_path(env))
        for field in fields(cls):
            variable = f"CADWIDGETS_{field.name.upper()}"
            if env.get(variable):
                found[field.name] = env[variable]
        found |= {name: value for name, value in arguments.items() if value is not None}
        settings = replace(cls(), **{name: _typed(name, value) for name, value in found.items()})
        return _with_keyring(settings)


def config_path(env: Mapping[str, str]) -> Path:
    """The configuration file: CADWIDGETS_CONFIG, or ``config.toml`` in the user's configuration folder."""
    folder = platformdirs.user_config_dir("cadwidgets", appauthor=False)
    return Path(env.get("CADWIDGETS_CONFIG") or Path(folder) / "config.toml")


def _from_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RequestError(f"{path.name} is not valid TOML: {error}", parameter=path.name) from None


_SECRETS = {field.name for field in fields(Settings) if field.type == "Secret"}


def _typed(name: str, value: Any) -> Any:
    known = [field.name for field in fields(Settings)]
    if name not in known:
        raise RequestError(f"there is no setting {name!r}", parameter=name, allowed=", ".join(known))
    if name in _SECRETS:
        return value if isinstance(value, Secret) else Secret(str(value))
    if name == "data_dir":
        return Path(value).expanduser()
    if name == "traceparts_api" and value not in ("", "classic", "gateway"):
        raise RequestError(
            f"traceparts_api = {value!r} is not known",
            parameter=name,
            value=value,
            allowed="gateway or classic",
        )
    return str(value).rstrip("/") if name.endswith("_url") else str(value)


def _with_keyring(settings: Settings) -> Settings:
    """Fill the keys of configured services that stand nowhere else from the user's keyring, if there is one."""
    wanted = {
        name: getattr(settings, name.replace("_key", "_url"))
        for name in ("build_key", "traceparts_key")
        if not getattr(settings, name) and getattr(settings, name.replace("_key", "_url"))
    }
    if not wanted:
        return settings
    try:
        import keyring
        import keyring.errors
    except ImportError:  # keyring is optional
        return settings
    try:
        found = {name: keyring.get_password("cadwidgets", url) for name, url in wanted.items()}
    except keyring.errors.KeyringError as error:
        raise RequestError(f"the keyring cannot be read: {error}", parameter="keyring") from None
    keys: dict[str, Any] = {name: Secret(key) for name, key in found.items() if key}
    return replace(settings, **keys)
