"""PDFs that other programs make of our files are read as ours are: what people publish comes out of Word, WPS, spreadsheets and browsers."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from budgetbook.model.facts import facts
from budgetbook.readers import read_document
from budgetbook.writers import writer
from budgetbook.writers.arrangement import arrange
from tests import libreoffice
from tests.writers.arranged import compiled, shanxi

pytestmark = pytest.mark.slow
_FONTS = Path(__file__).parents[2] / "node_modules" / "@expo-google-fonts"
_FONT_SETTINGS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"""


def _printed(source: Path, folder: Path) -> Path:
    """`source` as the PDF that LibreOffice exports, or that Chromium prints of a page."""
    settings = folder / "fonts.conf"
    settings.write_text(_FONT_SETTINGS.format(fonts=_FONTS, cache=folder / "cache"), encoding="utf-8")
    environment = {"FONTCONFIG_FILE": str(settings)}
    if source.suffix != ".html":
        if not libreoffice.is_there:
            pytest.skip("LibreOffice is not installed")
        return libreoffice.saved_as(source, "pdf", folder, environment)
    if shutil.which("chromium") is None:
        pytest.skip("chromium is not installed")
    made = folder / f"{source.stem}.pdf"
    call = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    call += [f"--print-to-pdf={made}", source.as_uri()]
    subprocess.run(call, check=True, capture_output=True, timeout=180, env={**os.environ, **environment})
    return made


@pytest.mark.parametrize("name", ["docx", "xlsx", "html"])
def test_what_it_says_comes_back(name: str, tmp_path: Path) -> None:
    disclosure = compiled()
    source = tmp_path / f"source.{name}"
    writer(name)(arrange(disclosure, shanxi()), disclosure, source)
    read = read_document(_printed(source, tmp_path))
    wanted = [(one.coordinates, one.amount) for one in facts(disclosure)]
    assert [(one.coordinates, one.amount) for one in facts(read)] == wanted
    assert [one.section for one in read.narrative] == [one.section for one in disclosure.narrative]
    assert {one.name: one.funding for one in read.projects} == {one.name: one.funding for one in disclosure.projects}
    assert read.damage == ()
