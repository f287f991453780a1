"""The demonstration leaves a workbook with what was published from it, or nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from budgetbook.writers.pdf import fonts

COMMAND = Path(sys.executable).with_name("budgetbook")


def test_without_typefaces_nothing_is_left(tmp_path: Path) -> None:
    # A process of its own: typefaces are loaded once a process.
    run = subprocess.run(
        [COMMAND, "demo", "-o", tmp_path / "new" / "out"],
        env={**os.environ, fonts.VARIABLE: str(tmp_path / "none")},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 2
    assert "字体" in run.stderr
    assert list(tmp_path.iterdir()) == []
