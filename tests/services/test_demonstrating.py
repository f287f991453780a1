"""The demonstration leaves a workbook with what was published from it, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetbook.errors import UsageError
from budgetbook.services.demonstrating import example_demonstrated
from budgetbook.writers.pdf import fonts


def test_without_typefaces_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(fonts.VARIABLE, str(tmp_path / "none"))
    fonts.font_files.cache_clear()
    try:
        with pytest.raises(UsageError, match="字体"):
            example_demonstrated(name="unit", folder=tmp_path / "new" / "out")
    finally:
        fonts.font_files.cache_clear()
    assert list(tmp_path.iterdir()) == []
