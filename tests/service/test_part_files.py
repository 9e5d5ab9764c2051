"""What a CAD request delivers: the zip, and its files one by one for those keys that want them."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from cadwidgets.contract.bom_text import BomText
from cadwidgets.contract.delivery import Delivery
from cadwidgets.errors import NotFound
from cadwidgets.geometry.registry import read_mesh
from cadwidgets.service import catalog
from cadwidgets.service.app import Service, ServiceSettings
from cadwidgets.service.catalog.formats import format_by_id
from cadwidgets.service.catalog.model import Component
from cadwidgets.service.part_files import Delivered, PartOrder, StoredFile, deliver
from cadwidgets.service.workers.isolation import Isolation

STL = format_by_id(902)
SCREW = "ISO 4762 M6x20"
ALL = Delivery.of(["primary", "secondary", "bom"], "URL")
SCREW_ORDER = PartOrder(*catalog.SHIPPED.find(catalog.CLASSIFICATION_ID, SCREW), STL)
Read = Callable[[StoredFile], bytes]
Run = Callable[[PartOrder], tuple[Delivered, Read]]


def assembly(*components: Component) -> PartOrder:
    """A screw that comes with other parts: an assembly for everything but its shape."""
    screw = replace(SCREW_ORDER.configuration, components=components)
    return replace(SCREW_ORDER, family=replace(SCREW_ORDER.family, configurations=(screw,)), configuration=screw)


@contextmanager
def delivering(folder: Path) -> Iterator[Run]:
    """A service without HTTP: delivers an order, and reads what it stored."""
    service = Service(ServiceSettings(folder, ("key",), children=1, isolation=Isolation(allow_root=True)))
    loop = asyncio.new_event_loop()
    loop.run_until_complete(service.pool.start())

    def read(file: StoredFile) -> bytes:
        path = service.store.get(file.token, file.name)
        assert path is not None
        return path.read_bytes()

    try:
        yield lambda order: (loop.run_until_complete(deliver(service, order)), read)
    finally:
        loop.run_until_complete(service.close())
        loop.close()


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    with delivering(tmp_path_factory.mktemp("parts")) as run:
        yield run


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def test_a_part_comes_as_zip_cad_file_and_text(run: Run) -> None:
    delivered, read = run(SCREW_ORDER)
    files = members(read(delivered.archive))
    assert list(files) == ["ISO_4762_M6x20.stl", "ISO_4762_M6x20.txt"]
    assert delivered.bom is not None
    assert [read(delivered.primary), read(delivered.bom)] == list(files.values())
    assert BomText.parse(read(delivered.bom)).fields[0].value == SCREW
    assert [(kind, file.name) for kind, file in delivered.files(ALL)] == [
        ("URL", "ISO_4762_M6x20.zip"),
        ("PrimaryCADFile", "ISO_4762_M6x20.stl"),
        ("BOMFields", "ISO_4762_M6x20.txt"),
    ]
    assert delivered.files(Delivery()) == [("Archive", delivered.archive)]
    assert delivered.files(Delivery.of(["bom"])) == [("Archive", delivered.archive), ("BOMFields", delivered.bom)]


def test_without_the_text_neither_the_zip_nor_the_list_has_it(run: Run) -> None:
    delivered, read = run(replace(SCREW_ORDER, with_text=False))
    assert list(members(read(delivered.archive))) == ["ISO_4762_M6x20.stl"]
    assert [kind for kind, _ in delivered.files(ALL)] == ["URL", "PrimaryCADFile"]


def test_an_assembly_brings_each_distinct_part_as_a_further_file(run: Run) -> None:
    bearing = Component("deep_groove_bearing", "6205", 2)
    order = assembly(bearing, Component("iso4762", "ISO 4762 M6x16", 4), bearing, Component("iso4762", SCREW))
    delivered, read = run(order)
    files = members(read(delivered.archive))
    names = ["ISO_4762_M6x20.stl", "6205.stl", "ISO_4762_M6x16.stl", "ISO_4762_M6x20_2.stl"]
    assert list(files) == [*names, "ISO_4762_M6x20.txt"]
    assert [(kind, file.name) for kind, file in delivered.files(ALL)] == [
        ("URL", "ISO_4762_M6x20.zip"),
        ("PrimaryCADFile", names[0]),
        *(("SecondaryCADFile", name) for name in names[1:]),
        ("BOMFields", "ISO_4762_M6x20.txt"),
    ]
    assert [read(file) for file in (delivered.primary, *delivered.secondary)] == [files[name] for name in names]
    alone, _ = run(PartOrder(*catalog.SHIPPED.find(catalog.CLASSIFICATION_ID, "6205"), STL))
    assert files["6205.stl"] == read(alone.primary)
    meshes = [read_mesh(files[name], "STL").welded() for name in names]
    assert all(mesh.is_watertight for mesh in meshes)
    assert meshes[0].volume == meshes[3].volume > meshes[2].volume


def test_equal_orders_give_equal_bytes_and_have_one_digest(run: Run) -> None:
    order = assembly(Component("deep_groove_bearing", "6205"))
    (first, read), (second, _) = run(order), run(order)
    assert first != second
    assert read(first.archive) == read(second.archive)
    assert order.digest == replace(order).digest
    others = [replace(order, with_text=False), replace(order, language="de"), replace(order, format=format_by_id(901))]
    assert len({other.digest for other in (order, *others)}) == 4


def test_a_component_that_the_catalog_does_not_have_is_told(run: Run) -> None:
    with pytest.raises(NotFound, match="nothing"):
        run(assembly(Component("nothing", "1")))
