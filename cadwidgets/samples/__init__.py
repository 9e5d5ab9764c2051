"""Model scripts to start from: ``samples.bracket``, ``samples.gear``, ... each a complete design."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

__all__ = ["SAMPLES", "Sample", "by_id"]


@dataclass(frozen=True)
class Sample:
    """One sample script: its ``id`` at a build service, and its ``path`` relative to this package."""

    id: str
    name: str
    title: str
    path: str

    @property
    def text(self) -> str:
        """The script, read from the installed package."""
        return resources.files(__package__).joinpath(self.path).read_text("utf-8")

    def __repr__(self) -> str:
        return f"<Sample {self.name}: {self.title}>"


def _sample(model_id: str, name: str, title: str) -> Sample:
    return Sample(model_id, name, title, f"scripts/{name}.py")


SAMPLES = (
    _sample("2qus7a32", "handle", "Bow handle"),
    _sample("4hskpb69", "pillow_block", "Pillow block bearing housing"),
    _sample("k7w3nx5d", "bracket", "Gusseted angle bracket"),
    _sample("e9c4rm2t", "enclosure", "Electronics enclosure with lid"),
    _sample("v3b8qh6j", "knob", "Scalloped control knob"),
    _sample("g5r2zt9f", "gear", "Involute spur gear"),
    _sample("b6t1fw8y", "bottle", "Bottle with a punt and a beaded neck"),
    _sample("h8n4jd3s", "hinge", "Butt hinge with pin"),
    _sample("p2x9ck7m", "perforated_plate", "Perforated plate"),
    _sample("w4d8bq6z", "bearing_block", "Plummer block with bearing, shaft and screws"),
    _sample("r6y2gn8c", "gearbox", "Gearbox housing, lower half"),
    _sample("m3k9vd5s", "manifold", "Hydraulic manifold block"),
    _sample("t7j4xa2e", "machine_table", "Machine table with T-slots"),
    _sample("f8c5pw3u", "flange_pair", "Bolted flange with a blind cover, 100 parts"),
)
"""All samples, in the order in which they are shown."""


def by_id(model_id: str) -> Sample | None:
    """The sample with this model id, or None."""
    return next((sample for sample in SAMPLES if sample.id == model_id), None)


def __getattr__(name: str) -> Sample:
    for sample in SAMPLES:
        if sample.name == name:
            return sample
    raise AttributeError(f"there is no sample {name!r}; there are {', '.join(__dir__())}")


def __dir__() -> list[str]:
    return [sample.name for sample in SAMPLES] + __all__
