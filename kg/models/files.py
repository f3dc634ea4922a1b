"""Which files make up the models, and whether they are the ones that were measured.

`resources.json` is Stanza's own index: language -> processor -> package -> md5. The clitic dictionary
is listed there too, under `clitics`; Stanza ignores keys that no package asks for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MODELS_DIR: Path = Path(__file__).resolve().parent
LANG = "ar"
RESOURCES = "resources.json"
CLITICS = "clitics"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of the models: its processor, its package name, its path and the md5 it should have."""

    processor: str
    package: str
    path: Path
    md5: str


def md5_of(path: Path) -> str:
    """The md5 of a file, in hexadecimal (the checksum that Stanza's index uses; not a defence against forgery)."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def file_path(folder: Path, processor: str, package: str) -> Path:
    """Where the file of a processor's package lies below `folder`."""
    suffix = ".json.gz" if processor == CLITICS else ".pt"
    return folder / LANG / processor / (package + suffix)


def listed(folder: Path = MODELS_DIR) -> Iterator[ModelFile]:
    """The files that `resources.json` lists, in a stable order."""
    index = json.loads((folder / RESOURCES).read_text(encoding="utf-8"))[LANG]
    for processor, packages in sorted(index.items()):
        if processor in ("lang_name", "packages"):
            continue
        for package, entry in sorted(packages.items()):
            yield ModelFile(processor, package, file_path(folder, processor, package), entry["md5"])


def fingerprint(folder: Path = MODELS_DIR) -> str:
    """A short hash that changes when a weight or the dictionary changes; reads only the index."""
    lines = "".join(f"{file.processor}/{file.package} {file.md5}\n" for file in listed(folder))
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def verify(folder: Path = MODELS_DIR) -> list[str]:
    """What is wrong with the files below `folder`, one sentence each; empty when all is well."""
    if not (folder / RESOURCES).is_file():
        return [f"{folder / RESOURCES} is missing"]
    problems = []
    for file in listed(folder):
        if not file.path.is_file():
            problems.append(f"{file.path} is missing")
        elif (found := md5_of(file.path)) != file.md5:
            problems.append(f"{file.path} has md5 {found}, the index says {file.md5}")
    return problems


def write_index(folder: Path, package: str, pretrain: str) -> None:
    """Write `resources.json` for the files that lie below `folder`, so that Stanza loads them offline.

    `package` is the name of every processor's file, `pretrain` that of the word vectors.
    """
    entries: dict[str, object] = {"lang_name": "Arabic"}
    processors = ("depparse", "lemma", "mwt", "ner", "pos", "tokenize")
    present = [name for name in processors if file_path(folder, name, package).is_file()]
    entries["packages"] = {"default": dict.fromkeys(present, package)}
    for name, stem in [*((name, package) for name in present), ("pretrain", pretrain), (CLITICS, package)]:
        path = file_path(folder, name, stem)
        if not path.is_file():
            continue
        entry: dict[str, object] = {"md5": md5_of(path)}
        if name in ("pos", "depparse", "ner"):
            entry["dependencies"] = [{"model": "pretrain", "package": pretrain}]
        entries[name] = {stem: entry}
    text = json.dumps({LANG: entries}, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / RESOURCES).write_text(text + "\n", encoding="utf-8")
