"""What tells a build that an article, or anything that reads it, has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from kg.model import Article
from kg.models import MODELS_DIR, fingerprint
from kg.resources import ontology_dir

_CODE = Path(__file__).parent
_SUFFIXES = {".py", ".yaml", ".toml", ".gz", ".json"}


def key(article: Article, version: str) -> str:
    """A hash of what is read of an article and of `version`; where its file lies is no part of it."""
    parts = (article.text, article.blocks, article.published, article.title, article.url, article.outlet)
    return hashlib.sha256("\0".join(map(str, (version, *parts))).encode(errors="surrogatepass")).hexdigest()[:32]


def version(models: Path | None = None, files: Sequence[Path] = ()) -> str:
    """A hash of everything that turns an article into accounts: models, code, rules, reference data, and the user's
    own `files` and folders of rules."""
    own = [path for path in sorted(_CODE.rglob("*")) if path.suffix in _SUFFIXES and path.is_file()]
    own += sorted(ontology_dir().glob("*.ttl"))
    for path in files:
        own += sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    digest = hashlib.sha256(fingerprint(models or MODELS_DIR).encode())
    for path in own:
        digest.update(_digest(path, path.stat().st_mtime_ns))
    return digest.hexdigest()


@cache
def _digest(path: Path, changed: int) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()
