"""Trained weights made ready to ship: half precision, no machine's paths, still loaded by Stanza as they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch


def pack(source: Path, target: Path) -> None:
    """Copy a Stanza model file with its weights in half precision and its settings without paths.

    Stanza copies weights into single-precision networks when it loads, so nothing else changes. The word vectors
    are not packed: Stanza would use them in the precision they are stored in.
    """
    state = torch.load(source, map_location="cpu", weights_only=True)
    state["model"] = {name: halved(tensor) for name, tensor in state["model"].items()}
    state["config"] = without_paths(state["config"])
    target.parent.mkdir(parents=True, exist_ok=True)
    torch.save(state, target, _use_new_zipfile_serialization=False)


def halved(tensor: torch.Tensor) -> torch.Tensor:
    """The tensor in half precision if it holds fractions and fits, else as it is."""
    fits = tensor.is_floating_point() and bool(tensor.abs().max() < torch.finfo(torch.float16).max)
    return tensor.half() if fits else tensor


def without_paths(config: Mapping[str, Any]) -> dict[str, Any]:
    """The settings with file names removed: Stanza is given the paths it needs when it loads."""
    ends = ("_file", "_dir", "_name", "_gold", "continue_from")
    return {key: None if key.endswith(ends) and isinstance(value, str) else value for key, value in config.items()}
