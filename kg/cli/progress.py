"""The progress of a build, on the standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from kg.build import Progress as Tell
from kg.build import Step


@contextmanager
def reporting(*, quiet: bool) -> Iterator[Tell]:
    """Gives what `build` tells of its progress; a terminal shows it as a bar, a log as its last state."""
    if quiet:
        yield lambda step: None
        return
    columns = (
        SpinnerColumn(finished_text=" "),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
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


def _count(step: Step) -> str:
    if not step.articles:
        return f"{step.done:,} articles"
    return f"{step.done:,} of {step.articles:,} articles, {step.words:,} words"
