"""Disclosure JSON, as DESIGN §3 promises it."""

from __future__ import annotations

from pathlib import Path

from budgetbook.model.codec import encode
from budgetbook.model.disclosure import Disclosure
from budgetbook.writers.layout import Layout


def write_json(layout: Layout, disclosure: Disclosure, path: Path) -> None:
    """Write `disclosure` to `path` as UTF-8 JSON with an indent of 1; the layout adds nothing to it."""
    path.write_bytes(encode(disclosure, indent=1) + b"\n")
