"""The web server, which says when it is ready: whoever is told may stop it at once."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette


class _Server(uvicorn.Server):
    """Calls `ready` when it has begun to wait for requests, and so for signals that end it."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def main_loop(self) -> None:
        """uvicorn's own loop, announced."""
        self._ready()
        await super().main_loop()


def serve(app: Starlette, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Answers requests on a socket until Ctrl-C; calls `ready` once when it does."""
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=2)
    _Server(config, ready).run(sockets=[listening])
