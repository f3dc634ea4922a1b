"""Real SPARQL servers on the loopback for the tests, each with a database of its own that goes with the test."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.remote import Credentials

LOOPBACK = "127.0.0.1"
VIRTUOSO = shutil.which("virtuoso-t")
_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = {host}:{sql}
DisableUnixSocket = 1
CaseMode = 2
NumberOfBuffers = 2000
MaxDirtyBuffers = 1200
[HTTPServer]
ServerPort = {host}:{port}
ServerRoot = .
ServerThreads = 5
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 300
"""


@dataclass(frozen=True, slots=True)
class Server:
    """The address of the query endpoint, those for writing, and who may write."""

    url: str
    graphs: str
    update: str
    credentials: Credentials


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((LOOPBACK, port)) == 0


@contextmanager
def oxigraph(folder: Path, *, read_only: bool = False) -> Iterator[Server]:
    """An Oxigraph server; `folder` holds its database, which has to be there for one that takes no writing."""
    program, port = Path(sysconfig.get_path("scripts")) / "oxigraph", free_port()
    command = [program, "serve-read-only" if read_only else "serve", "--location", folder]
    with _running([*command, "--bind", f"{LOOPBACK}:{port}"], folder, port):
        base = f"http://{LOOPBACK}:{port}"
        yield Server(f"{base}/query", f"{base}/store", f"{base}/update", Credentials())


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """A Virtuoso server with the password that a new database has, which cuts answers off after 300 rows.

    The test is skipped where there is none.
    """
    if not VIRTUOSO:
        pytest.skip("no Virtuoso: install virtuoso-opensource-7")
    folder.mkdir(exist_ok=True)
    port = free_port()
    (folder / "virtuoso.ini").write_text(_INI.format(host=LOOPBACK, sql=free_port(), port=port), encoding="utf-8")
    with _running([VIRTUOSO, "+foreground", "+configfile", "virtuoso.ini"], folder, port):
        base = f"http://{LOOPBACK}:{port}"
        writers = f"{base}/sparql-graph-crud-auth", f"{base}/sparql-auth"
        yield Server(f"{base}/sparql", *writers, Credentials("dba", "dba"))


SERVERS = {"oxigraph": oxigraph, "virtuoso": virtuoso}


@contextmanager
def _running(command: Sequence[str | Path], folder: Path, port: int) -> Iterator[None]:
    folder.mkdir(exist_ok=True)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=folder, **quiet) as process:  # type: ignore[call-overload]
        try:
            deadline = time.monotonic() + 60
            while not listens(port):
                assert process.poll() is None and time.monotonic() < deadline, "the server did not start"
                time.sleep(0.05)
            yield
        finally:
            process.kill()
