"""Loading a Stanza pipeline quickly.

Stanza's trainers, which hold the networks in a pipeline as well, build an optimizer each time they are loaded. The
first one makes PyTorch import its compiler: more than half of the loading time, for something that is never used.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_optimizers() -> Iterator[None]:
    """While this lasts, Stanza's trainers are built without optimizers: they can predict, not train."""
    from stanza.models.common import utils

    saved = utils.get_optimizer, utils.get_split_optimizer
    utils.get_optimizer, utils.get_split_optimizer = lambda *_, **__: None, lambda *_, **__: {}
    try:
        yield
    finally:
        utils.get_optimizer, utils.get_split_optimizer = saved
