"""Runs the notebook of the examples in this process, by IPython's own shell.

IPython is here already (pyvis needs it); a Jupyter kernel and its client would be twenty packages more, and sockets.

    python tests/notebook.py

runs it and stores what it shows, after a change that makes it show something else.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from IPython.core.displayhook import CapturingDisplayHook
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

NOTEBOOK = Path(__file__).parent.parent / "examples" / "walk.ipynb"
_SHOWN = ("text/html", "text/plain")


def cells() -> list[dict[str, Any]]:
    """The cells as they are stored."""
    found: list[dict[str, Any]] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return found


def run() -> Iterator[list[dict[str, Any]]]:
    """What each code cell shows, in the format of notebooks, run in the folder of the notebook.

    Raises whatever a cell raises.
    """
    shell, start = InteractiveShell(), Path.cwd()
    os.chdir(NOTEBOOK.parent)
    try:
        for cell in cells():
            if cell["cell_type"] == "code":
                results: list[dict[str, Any]] = []
                shell.display_trap.hook = CapturingDisplayHook(shell=shell, outputs=results)
                with capture_output() as said:
                    done = shell.run_cell("".join(cell["source"]))
                done.raise_error()
                yield list(_outputs(said.stdout, results))
    finally:
        os.chdir(start)


def _outputs(printed: str, results: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    if printed:
        yield {"name": "stdout", "output_type": "stream", "text": printed.splitlines(keepends=True)}
    for result in results:
        told = result["data"]
        data = {kind: told[kind].splitlines(keepends=True) for kind in _SHOWN if kind in told}
        yield {"data": data, "metadata": {}, "output_type": "display_data"}


def _store() -> None:
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    shown = run()
    for number, cell in enumerate(cell for cell in notebook["cells"] if cell["cell_type"] == "code"):
        cell["execution_count"], cell["outputs"] = number + 1, next(shown)
    NOTEBOOK.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _store()
