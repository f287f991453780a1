"""LibreOffice as a second hand that writes files: what it saves must read as what it was given."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

is_there = shutil.which("soffice") is not None
with_libreoffice = pytest.mark.skipif(not is_there, reason="LibreOffice is not installed")


def saved_as(source: Path, kind: str, folder: Path, environment: Mapping[str, str] | None = None) -> Path:
    """`source` as LibreOffice saves it in `folder`: `kind` is an ending, with the name of a filter behind a colon where it needs one."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    call = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(source)]
    surroundings = {**os.environ, **(environment or {})}
    subprocess.run(call, capture_output=True, check=True, timeout=180, env=surroundings)
    return folder / f"{source.stem}.{kind.partition(':')[0]}"
