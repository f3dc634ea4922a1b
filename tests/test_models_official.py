"""Official models: fetched from a hub on loopback, which serves our own files as Stanza's does its, and then used."""

from __future__ import annotations

import functools
import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.models.files import MODELS_DIR, RESOURCES, listed, verify

TEXT = "استهدفت طائرة مسيّرة قاعدة حقل العمر بصاروخين."


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Path]:
    """The folder that the hub serves; its address is in the file `address`."""
    stanza = pytest.importorskip("stanza")
    served = tmp_path / "hub"
    (served / "ar").mkdir(parents=True)
    for file in listed():
        if file.processor != "clitics":
            (served / "ar" / file.processor).mkdir()
            (served / "ar" / file.processor / file.path.name).symlink_to(file.path)
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(served))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    index = json.loads((MODELS_DIR / RESOURCES).read_text("utf-8"))
    del index["ar"]["clitics"]
    # what a hub has beside what is wanted
    index["ar"] |= {"ner": {"aqmar": {"md5": "0"}}, "default_processors": {"pos": "compact"}}
    index["ar"]["packages"]["default"]["ner"] = "aqmar"
    index |= {"en": {"lang_name": "English"}, "url": address + "/{lang}/{filename}"}
    (served / f"resources_{stanza.__resources_version__}.json").write_text(json.dumps(index), "utf-8")
    (served / "address").write_text(address)
    yield served
    server.shutdown()
    server.server_close()


def kg(hub: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own: Stanza reads the hub's address when it is imported."""
    places = {"STANZA_RESOURCES_URL": (hub / "address").read_text(), "XDG_DATA_HOME": str(hub.parent / "data")}
    command = [sys.executable, "-m", "kg", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | places)


def test_the_official_models_are_fetched_verified_and_used(hub: Path) -> None:
    early = kg(hub, "build", "x.txt", "-o", hub / "out", "--models", "official")
    assert early.returncode == 2 and "kg models --fetch" in early.stderr and early.stderr.count("\n") == 1
    done = kg(hub, "models", "--fetch")
    assert done.returncode == 0, done.stderr
    assert "All 6 files are as they should be" in done.stdout and "aqmar" not in done.stdout
    folder = hub.parent / "data" / "strike-kg" / "models" / "official"
    assert verify(folder) == [] and not folder.with_name("official.part").exists()
    told = kg(hub, "explain", TEXT, "--models", "official")
    assert told.returncode == 0 and "struck   target: omar-base, means: drone" in told.stdout, told.stderr


def test_a_damaged_file_is_refused_and_what_was_there_stays(hub: Path) -> None:
    assert kg(hub, "models", "--fetch").returncode == 0
    lemmatizer = next((hub / "ar" / "lemma").iterdir())
    lemmatizer.unlink()
    lemmatizer.write_bytes(b"something else")
    again = kg(hub, "models", "--fetch")
    assert again.returncode == 1 and "could not be fetched" in again.stderr and again.stderr.count("\n") == 1
    assert kg(hub, "models", "--models", "official").returncode == 0


def test_a_hub_that_is_not_there_is_told_with_the_remedy(hub: Path) -> None:
    (hub / "address").write_text("http://127.0.0.1:9")
    failed = kg(hub, "models", "--fetch")
    assert failed.returncode == 1 and failed.stdout == ""
    assert "could not be fetched" in failed.stderr and "STANZA_RESOURCES_URL" in failed.stderr
    assert failed.stderr.count("\n") == 1
