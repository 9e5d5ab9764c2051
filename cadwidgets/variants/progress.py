"""How far a run of builds is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cadwidgets.contract.design_row import DesignRow


@dataclass(frozen=True)
class Progress:
    """Of ``total`` variants ``done`` are there, ``failed`` of which have failed; ``built`` were built in this run,
    which has gone on for ``seconds``; the others were known."""

    total: int = 0
    done: int = 0
    failed: int = 0
    built: int = 0
    seconds: float = 0.0

    def with_row(self, row: DesignRow, seconds: float, *, known: bool) -> Progress:
        """The progress after one more row, so many ``seconds`` after the run began."""
        return replace(
            self,
            done=self.done + 1,
            failed=self.failed + (row.status == "failed"),
            built=self.built + (not known),
            seconds=seconds,
        )

    @property
    def left(self) -> float | None:
        """Seconds that the rest takes if it goes on like this; None before the first build has told."""
        if not self.built:
            return 0.0 if self.done == self.total else None
        return (self.total - self.done) * self.seconds / self.built

    def __str__(self) -> str:
        """In words: ``120 of 300 variants, 2 failed, about 25 s left``."""
        told = [f"{self.done:,} of {self.total:,} variants" if self.done < self.total else f"{self.total:,} variants"]
        if self.failed:
            told.append(f"{self.failed:,} failed")
        if self.done < self.total and self.left is not None:
            told.append(f"about {duration_text(self.left)} left")
        return ", ".join(told)


def duration_text(seconds: float) -> str:
    """``8 s``, ``3 min``, ``2 h``."""
    if seconds < 90:
        return f"{max(seconds, 1):.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 90 * 60 else f"{seconds / 3600:.1f} h"
