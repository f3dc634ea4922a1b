"""The notebook of the examples runs as it stands, and shows what is stored in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from notebook import NOTEBOOK, cells, run
from stored import StoredParser

from kg import build as building


def test_the_notebook_runs_and_shows_as_much_as_is_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "Parser", StoredParser)
    stored = [cell["outputs"] for cell in cells() if cell["cell_type"] == "code"]
    for shown, wanted in zip(run(), stored, strict=True):
        assert [kinds(output) for output in shown] == [kinds(output) for output in wanted]
        for output in shown:
            assert "[0 rows]" not in text(output) and "Empty DataFrame" not in text(output)


def test_it_tells_nothing_of_the_machine_that_ran_it() -> None:
    content = NOTEBOOK.read_text(encoding="utf-8")
    assert str(Path.home()) not in content and "/tmp" not in content
    assert len(content) < 60_000


def kinds(output: dict[str, Any]) -> tuple[str, ...]:
    return output["output_type"], *output.get("data", ())


def text(output: dict[str, Any]) -> str:
    return "".join(output.get("text", output.get("data", {}).get("text/plain", ())))
