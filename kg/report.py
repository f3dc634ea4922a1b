"""`report.json`: what the last build of a folder did, for people and programs, and for the next build."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

REPORT = "report.json"


def keys(out: Path) -> dict[str, str]:
    """For each article of the build in `out`, by id, the key that it had; empty where there was no build."""
    try:
        report: Mapping[str, Any] = json.loads((out / REPORT).read_text(encoding="utf-8"))
        return dict(report["keys"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}  # no build yet, or its report is lost: everything counts as new


def write(out: Path, keys: Mapping[str, str], **content: Any) -> None:
    """Write the report; it appears whole or not at all. Raises OSError."""
    partial = out / f"{REPORT}.partial"
    report = {**content, "keys": dict(sorted(keys.items()))}
    partial.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(partial, out / REPORT)
