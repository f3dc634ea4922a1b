"""The training loop around Stanza's own trainers: learning-rate schedule, averaged weights, restart.

Stanza's command-line loops stop on a plateau of dev scores; with little data every sentence is better spent on
training, so here the length is fixed and the mean of the last weights is kept (Polyak & Juditsky 1992).
"""

from __future__ import annotations

import logging
import math
import random
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import torch

from kg.models.recipe import SEED, Schedule

logger = logging.getLogger(__name__)

REPORT = 50
"""Updates between two lines of progress."""


def rate(schedule: Schedule, step: int) -> float:
    """The learning rate at an update (counted from 1)."""
    if step <= schedule.warmup:
        return schedule.lr * step / schedule.warmup
    done = (step - schedule.warmup) / max(1, schedule.steps - schedule.warmup)
    return schedule.lr * (schedule.floor + (1 - schedule.floor) * (1 + math.cos(math.pi * done)) / 2)


def run(
    model: torch.nn.Module,
    optimizers: Mapping[str, torch.optim.Optimizer],
    next_batch: Callable[[], Any],
    update: Callable[[Any], float],
    schedule: Schedule,
    checkpoint: Path,
) -> None:
    """Train `model` in place and leave the averaged weights in it.

    `update` makes one step on a batch and returns its loss. A checkpoint that is found is continued from; it is
    kept afterwards, so that a second call returns at once.
    """
    trained = {name: tensor for name, tensor in model.named_parameters() if tensor.requires_grad}
    mean = {name: tensor.detach().clone() for name, tensor in trained.items()}
    first = 1
    if checkpoint.is_file():
        state = torch.load(checkpoint, weights_only=True)
        first, mean = state["step"] + 1, state["mean"]
        load(trained, state["model"])
        for name, optimizer in optimizers.items():
            optimizer.load_state_dict(state["optimizers"][name])
        logger.info("continuing after update %d of %d", first - 1, schedule.steps)
    random.seed(SEED + first)
    torch.manual_seed(SEED + first)
    started, losses = time.monotonic(), 0.0
    for step in range(first, schedule.steps + 1):
        for optimizer in optimizers.values():
            for group in optimizer.param_groups:
                group["lr"] = rate(schedule, step)
        losses += update(next_batch())
        # the mean must not remember the random start, so it widens with the steps it has seen
        decay = min(schedule.average, (step + 1) / (step + 20))
        with torch.no_grad():
            for name, tensor in trained.items():
                mean[name].lerp_(tensor, 1 - decay)
        if step % REPORT == 0:
            pace = (time.monotonic() - started) / (step - first + 1)
            left = pace * (schedule.steps - step) / 60
            mean_loss = losses / REPORT
            logger.info(
                "update %d of %d: loss %.4f, %.2f s each, %.0f min left", step, schedule.steps, mean_loss, pace, left
            )
            losses = 0.0
        if step % schedule.checkpoint == 0 or step == schedule.steps:
            save(checkpoint, step, trained, mean, optimizers)
    load(trained, mean)


def load(tensors: Mapping[str, torch.Tensor], values: Mapping[str, torch.Tensor]) -> None:
    """Copy values into the tensors of the same names."""
    with torch.no_grad():
        for name, tensor in tensors.items():
            tensor.copy_(values[name])


def save(
    path: Path,
    step: int,
    tensors: Mapping[str, torch.Tensor],
    mean: Mapping[str, torch.Tensor],
    optimizers: Mapping[str, torch.optim.Optimizer],
) -> None:
    """Write a checkpoint; a stop halfway leaves the previous one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    state = {
        "step": step,
        "model": {name: tensor.detach() for name, tensor in tensors.items()},
        "mean": dict(mean),
        "optimizers": {name: optimizer.state_dict() for name, optimizer in optimizers.items()},
    }
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)


def endless(epochs: Callable[[], Iterable[Any]]) -> Callable[[], Any]:
    """A function that gives the next batch, starting a new epoch when one is used up."""
    current = iter(epochs())

    def next_batch() -> Any:
        nonlocal current
        for batch in current:
            return batch
        current = iter(epochs())
        return next(current)

    return next_batch
