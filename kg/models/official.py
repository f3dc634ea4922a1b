"""Stanza's own Arabic models, fetched from its model hub into a folder of the user's (https://stanfordnlp.github.io/stanza/).

They follow the conventions of UD_Arabic-PADT as ours do, so the same rules read their parses.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from kg.models.files import LANG, RESOURCES, file_path

OFFICIAL = "official"
"""What `--models` calls them."""
PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse")


def official_dir() -> Path:
    """Where the official models are kept, whether they are there or not."""
    return user_data_path("strike-kg") / "models" / OFFICIAL


def fetch(folder: Path | None = None, progress: bool = False) -> Path:
    """Download the default Arabic models into `folder` (default: `official_dir()`) and return it.

    Stanza's variables STANZA_RESOURCES_URL and STANZA_MODEL_URL name another hub. What was there stays until all is
    fetched and has the checksums that the hub tells; a fetch that was stopped goes on where it was.
    Raises ConnectionError when the hub cannot be reached or sends something else.
    """
    import stanza

    folder = folder or official_dir()
    part = folder.with_name(folder.name + ".part")
    part.mkdir(parents=True, exist_ok=True)
    try:
        stanza.download(LANG, model_dir=str(part), processors=",".join(PROCESSORS), verbose=progress)
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ConnectionError(
            f"the official models could not be fetched ({reason}); connect to the network, or name a mirror in "
            "STANZA_RESOURCES_URL and STANZA_MODEL_URL; without --models the models that ship are used"
        ) from error
    index = json.loads((part / RESOURCES).read_text(encoding="utf-8"))
    text = json.dumps({LANG: of_files(index[LANG], part)}, ensure_ascii=False, indent=1, sort_keys=True)
    (part / RESOURCES).write_text(text + "\n", encoding="utf-8")
    if folder.exists():
        shutil.rmtree(folder)
    part.rename(folder)
    return folder


def of_files(index: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The hub's index of one language without the models that do not lie below `folder`."""
    kept: dict[str, Any] = {"lang_name": index.get("lang_name", LANG)}
    for processor, packages in index.items():
        entries = packages if isinstance(packages, dict) and processor != "packages" else {}
        present = {name: entry for name, entry in entries.items() if file_path(folder, processor, name).is_file()}
        if present:
            kept[processor] = present
    default = index["packages"]["default"]
    kept["packages"] = {"default": {name: default[name] for name in PROCESSORS if name in default}}
    return kept
