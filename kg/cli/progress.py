"""The progress of long work, on the standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from kg.build import Progress as Tell
    from kg.build import Step


@contextmanager
def reporting(*, quiet: bool) -> Iterator[Tell]:
    """Gives what `build` tells of its progress; a terminal shows it as a bar, a log as its last state."""
    if quiet:
        yield lambda step: None
        return
    with _bar() as progress:
        task = progress.add_task("starting", total=None, count="")

        def tell(step: Step) -> None:
            progress.update(
                task,
                description=step.stage,
                completed=step.done,
                total=step.articles or None,
                count=_count(step) if step.done or step.articles else "",
            )

        yield tell
        progress.update(task, description="done", total=1, completed=1, count="")


@contextmanager
def counting(stage: str, unit: str) -> Iterator[Callable[[int, int], None]]:
    """Gives what takes how much of a stage is done, and of how much, both in `unit`; shown as in `reporting`."""
    with _bar() as progress:
        task = progress.add_task(stage, total=None, count="", visible=False)  # until there is something to do

        def tell(done: int, whole: int) -> None:
            count = f"{done:,} of {whole:,} {unit}"
            progress.update(task, completed=done, total=whole, count=count, visible=True)

        yield tell


def _bar() -> Progress:
    columns = (
        SpinnerColumn(finished_text=" "),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True))


def _count(step: Step) -> str:
    if not step.articles:
        return f"{step.done:,} articles"
    return f"{step.done:,} of {step.articles:,} articles, {step.words:,} words"
