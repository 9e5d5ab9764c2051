"""The shipped samples as models that can be built by id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cadwidgets import samples


@dataclass(frozen=True)
class SampleModel:
    """A sample, which has one version and no files."""

    id: str
    title: str
    script: str
    version: int = 1
    files: Mapping[str, bytes] = field(default_factory=dict)


class SampleModels:
    """All samples."""

    def find(self, model_id: str, version: int = 0) -> SampleModel | None:
        """The sample with this id, or None; ``version`` is 1, or 0 for the latest."""
        sample = samples.by_id(model_id) if version in (0, 1) else None
        return None if sample is None else SampleModel(sample.id, sample.title, sample.text)
