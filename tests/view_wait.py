"""What the tests of the page in Chromium share beside its fixtures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Open = Callable[..., Any]


def until(page: Any, condition: str) -> None:
    """Waits for a condition without `wait_for_function`, whose polling the page's policy refuses (it needs eval)."""
    for _ in range(200):
        if page.evaluate(f"() => Boolean({condition})"):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {condition}")
