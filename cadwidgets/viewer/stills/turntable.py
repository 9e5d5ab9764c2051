"""Turntables: a shot from all around, as an animated picture that loops."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from PIL import Image

from cadwidgets.errors import RequestError
from cadwidgets.viewer.stills.shot import Shot
from cadwidgets.viewer.stills.still import TRANSPARENT, Pixels, rows_of

KINDS = ("gif", "webp")
_MOST_PIXELS = 1 << 27
"""Of all frames together: they are held until they are written."""
_SHORTEST = 0.02
"""Seconds; browsers show frames that are shorter for much longer."""
_SAMPLES, _SAMPLE_WIDTH = 8, 240
"""From so many small pictures come the colours of all frames."""
_COLORS, _EXACT = 255, 64
"""Of the colours of all frames, so many that are seen most are kept as they are: flat faces, and the background."""
_CLEAR = 255
"""The number of the colour that is none."""


@dataclass(frozen=True)
class Turn:
    """``frames`` pictures of ``width`` times ``height`` pixels in ``seconds``, on a background as in `still`."""

    kind: str
    frames: int
    seconds: float
    width: int
    height: int
    background: str

    def check(self) -> None:
        """Raises RequestError for what cannot be made."""
        if self.kind not in KINDS:
            raise RequestError(
                f"a turntable cannot be {self.kind!r}", parameter="kind", value=self.kind, allowed=", ".join(KINDS)
            )
        if isinstance(self.frames, bool) or not isinstance(self.frames, int) or self.frames < 2:
            raise RequestError(
                f"{self.frames!r} frames are no turntable", parameter="frames", value=self.frames, allowed="2 or more"
            )
        if not self.frames * _SHORTEST <= self.seconds <= 600.0:
            allowed = f"{self.frames * _SHORTEST:g} to 600 for {self.frames} frames"
            raise RequestError(
                f"a turn cannot take {self.seconds:g} s", parameter="seconds", value=self.seconds, allowed=allowed
            )
        if self.frames * self.width * self.height > _MOST_PIXELS:
            most = _MOST_PIXELS // (self.width * self.height)
            raise RequestError(
                f"{self.frames} frames of {self.width} x {self.height} pixels are too many",
                parameter="frames",
                value=self.frames,
                allowed=f"at most {most} of this size",
            )

    @property
    def durations(self) -> list[int]:
        """Milliseconds of each frame, in hundredths of a second as GIF has them; together the turn's."""
        ends = np.rint(np.linspace(0.0, 100.0 * self.seconds, self.frames + 1)).astype(int)
        return [int(10 * step) for step in np.diff(ends)]


def turntable_of(shot: Shot, turn: Turn, told: Callable[[int], None]) -> bytes:
    """The bytes of an animated picture; ``told`` is called with the number of frames that are drawn, and may raise."""
    told(0)
    finish = _Palette.of(shot, turn).reduced if turn.kind == "gif" else Image.fromarray
    frames = []
    for number, pixels in enumerate(_around(shot, turn, turn.frames), start=1):
        frames.append(finish(pixels))
        told(number)
    return _written(frames, turn)


def _around(shot: Shot, turn: Turn, count: int) -> Iterator[Pixels]:
    """So many pictures from all around, the first one from where the camera is."""
    for number in range(count):
        turned = replace(shot, camera=shot.camera.turned(360.0 * number / count))
        yield np.concatenate(list(rows_of(turned, turn.width, turn.height, turn.background)))


def _written(frames: Sequence[Image.Image], turn: Turn) -> bytes:
    options: dict[str, Any] = {"quality": 82, "method": 4}
    if turn.kind == "gif":
        # with its palette given, Pillow writes it once, and not again for every frame
        options = {"optimize": False, "disposal": 2 if turn.background == TRANSPARENT else 1}
        options["palette"] = bytes(frames[0].getpalette() or [])
        if turn.background == TRANSPARENT:
            options["transparency"] = _CLEAR
    file, rest = io.BytesIO(), frames[1:]
    frames[0].save(file, turn.kind, save_all=True, append_images=rest, duration=turn.durations, loop=0, **options)
    return file.getvalue()


@dataclass(frozen=True)
class _Palette:
    """One palette for all frames: with one for each, colours that stay would flicker."""

    image: Image.Image

    @classmethod
    def of(cls, shot: Shot, turn: Turn) -> _Palette:
        width = min(turn.width, _SAMPLE_WIDTH)
        small = replace(turn, width=width, height=max(1, round(turn.height * width / turn.width)))
        pixels = np.concatenate([picture.reshape(-1, picture.shape[2]) for picture in _around(shot, small, _SAMPLES)])
        return cls.from_colors(pixels[:, :3] if pixels.shape[1] == 3 else pixels[pixels[:, 3] >= 128, :3])

    @classmethod
    def from_colors(cls, pixels: Pixels) -> _Palette:
        """The colours (n, 3) that are seen most, and the others in groups."""
        colors, number, count = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
        most = np.argsort(count)[::-1][:_EXACT]
        others = np.concatenate([np.zeros((1, 3), np.uint8), pixels[~np.isin(number.reshape(-1), most)]])
        grouped = Image.fromarray(others[None]).quantize(_COLORS - len(most), Image.Quantize.MEDIANCUT)
        found = Image.new("P", (1, 1))
        found.putpalette([*colors[most].reshape(-1).tolist(), *(grouped.getpalette() or [])][: 3 * _COLORS])
        return cls(found)

    def reduced(self, pixels: Pixels) -> Image.Image:
        """A frame in these colours, without dots that would dance; what is half transparent is there, or is not."""
        found = Image.fromarray(pixels[:, :, :3]).quantize(palette=self.image, dither=Image.Dither.NONE)
        if pixels.shape[2] == 3:
            return found
        clear = Image.fromarray(np.where(pixels[:, :, 3] < 128, _CLEAR, np.asarray(found)).astype(np.uint8), "P")
        clear.putpalette(self._with_none)
        return clear

    @property
    def _with_none(self) -> list[int]:
        """All colours, and as the last one a colour that none of them is: Pillow takes equal ones for one."""
        colors = self.image.getpalette() or []
        colors = (colors + [0] * 3 * _COLORS)[: 3 * _COLORS]
        known = set(zip(colors[::3], colors[1::3], colors[2::3], strict=True))
        return colors + next([shade, 0, 255] for shade in range(256) if (shade, 0, 255) not in known)
