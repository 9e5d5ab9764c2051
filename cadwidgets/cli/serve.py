"""``cadwidgets serve``: the service for other programs."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from cadwidgets._version import __version__
from cadwidgets.cli._output import require
from cadwidgets.settings import Settings

console = Console(highlight=False, soft_wrap=True)


def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen on. One that other machines reach needs isolation L2.")
    ] = "127.0.0.1",
    public_name: Annotated[
        list[str] | None, typer.Option(help="A further name by which other machines call the service.")
    ] = None,
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes a free one.")] = 8765,
    key: Annotated[str, typer.Option(help="The API key; without it a random one is made and shown.")] = "",
    data_dir: Annotated[Path | None, typer.Option(help="Folder for files, log and run-time file.")] = None,
    build_seconds: Annotated[float, typer.Option(min=1, help="A build that runs longer is stopped.")] = 120.0,
    cpu_seconds: Annotated[int, typer.Option(min=1, help="A build that uses more processor time is stopped.")] = 110,
    classic_limit: Annotated[
        int, typer.Option(min=0, help="Classic TraceParts calls that a key may make in an hour; 0 = any number.")
    ] = 3000,
    gateway_limit: Annotated[
        int, typer.Option(min=0, help="Gateway calls that a key may make in an hour; 0 = any number.")
    ] = 6000,
    tls_cert: Annotated[Path | None, typer.Option(help="Certificate file (PEM): serve https. Needs --tls-key.")] = None,
    tls_key: Annotated[Path | None, typer.Option(help="The certificate's private key (PEM).")] = None,
    isolation: Annotated[
        Literal["L0", "L1", "L2", "L3"] | None,
        typer.Option(
            envvar="CADWIDGETS_ISOLATION",
            help="How builds are confined, exactly so or not at all; without it the best that there is.",
        ),
    ] = None,
    allow_root: Annotated[
        bool,
        typer.Option(envvar="CADWIDGETS_ALLOW_ROOT", help="Build as root where it cannot become another user."),
    ] = False,
    allow_unconfined_files: Annotated[
        bool, typer.Option(help="Build scripts of other machines at L1, too, where they can read the user's files.")
    ] = False,
    without: Annotated[list[str] | None, typer.Option(hidden=True)] = None,
    client_seconds: Annotated[
        float, typer.Option(min=0.1, help="A request's head that takes longer is not waited for; a body, twice that.")
    ] = 10.0,
    connections: Annotated[int, typer.Option(min=1, help="So many clients may be connected at the same time.")] = 2000,
    start_method: Annotated[Literal["fork", "spawn"] | None, typer.Option(hidden=True)] = None,
    idle_exit: Annotated[float, typer.Option(help="End after this many idle seconds; 0 = never.")] = 0.0,
    stop_seconds: Annotated[
        float, typer.Option(min=0, help="What is under way when the service is stopped may go on for so long.")
    ] = 30.0,
    min_free_gib: Annotated[
        float, typer.Option(min=0, help="Take nothing new while the disk has less than so many GiB free.")
    ] = 1.0,
    min_free_percent: Annotated[
        float, typer.Option(min=0, max=100, help="Take nothing new while less than this share of the disk is free.")
    ] = 5.0,
    check_one_in: Annotated[
        int, typer.Option(min=1, help="Compare one build in so many of a process that stays with a fresh one's.")
    ] = 50,
    runtime_file: Annotated[Path | None, typer.Option(hidden=True)] = None,
) -> None:
    """Serve models and parts over HTTP: the Build Service at /parts/build, TraceParts' classic services at
    /tpowebservices/ and its API gateway at the root."""
    require("cadquery", "local")
    from cadwidgets.contract.accounts import LOCAL, tenant_of
    from cadwidgets.service.app import ServiceSettings
    from cadwidgets.service.connections import Patience
    from cadwidgets.service.serve import read_certificate
    from cadwidgets.service.serve import serve as run
    from cadwidgets.service.workers.isolation import Isolation
    from cadwidgets.service.workers.pool import Limits

    chosen = key or os.environ.pop("CADWIDGETS_SERVE_KEY", "")
    folder = data_dir or Settings.load().data_dir
    asked = Isolation(
        level=isolation or "",
        allow_root=allow_root,
        allow_unconfined_files=allow_unconfined_files,
        without=frozenset(without or ()),
        start_method=start_method or "",
    )
    limits = Limits(wall_seconds=build_seconds, cpu_seconds=cpu_seconds)
    settings = ServiceSettings(
        folder,
        (chosen or secrets.token_hex(16),),
        limits=limits,
        idle_seconds=idle_exit,
        classic_calls=classic_limit,
        gateway_calls=gateway_limit,
        isolation=asked,
        names=tuple(public_name or ()),
        stop_seconds=min(stop_seconds, build_seconds),
        min_free_bytes=round(min_free_gib * (1 << 30)),
        min_free_share=min_free_percent / 100,
        checked_one_in=check_one_in,
    )

    def announce(url: str) -> None:
        console.print(f"cadwidgets {__version__} serves models and parts at [bold]{url}[/bold]")
        if not chosen:
            console.print(f"key: {settings.keys[0]}")
        console.print(f"tenantUid for the API gateway: {tenant_of(LOCAL)}")
        console.print("the CAD kernel is loading in the background; stop with Ctrl-C")

    try:
        certificate = read_certificate(tls_cert, tls_key)
        run(
            settings,
            patience=Patience.of(client_seconds, connections),
            host=host,
            port=port,
            certificate=certificate,
            runtime_file=runtime_file,
            announce=announce,
        )
    except KeyboardInterrupt:  # Ctrl-C is how it is meant to end
        raise typer.Exit(0) from None
