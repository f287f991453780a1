"""Text under a scan is what recognition software made of it: the picture is what is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetbook.readers import pdf as reader
from budgetbook.readers import scan
from budgetbook.readers.blocks import Grid
from tests.readers.pdf.handmade import HEIGHT, WIDTH, words

if scan.missing_parts():
    pytest.skip(f"needs budgetbook[ocr]: {scan.missing_parts()} missing", allow_module_level=True)

from PIL import Image

from tests.readers.scan.paper import DOTS, FONT, drawn, pictured

pytestmark = pytest.mark.skipif(not FONT.exists(), reason="needs the fonts of node_modules (make setup)")

_ROWS: list[list[str | None]] = [["科目", "合计"], ["教育支出", "11,111.10"], ["住房保障支出", "10,111.10"]]
_WORDS = "".join(words(f"recognised {n}", 40, 260 - 15 * n) for n in range(15))
_SCAN = f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im Do Q\n"
_STAMP = f"q {WIDTH / 2} 0 0 {HEIGHT / 2} 0 0 cm /Im Do Q\n"


@pytest.fixture(scope="module")
def page() -> Image.Image:
    scale = DOTS / 72
    return drawn([], _ROWS, [90.0, 90.0]).crop((0, 0, round(WIDTH * scale), round(HEIGHT * scale)))


def test_the_picture_is_read_not_the_text_under_it(tmp_path: Path, page: Image.Image) -> None:
    read = reader.read(pictured(tmp_path / "made.pdf", page, _WORDS + _SCAN))
    assert read.format == "scan"
    (grid,) = (block for block in read.blocks if isinstance(block, Grid))
    assert [[cell.text for cell in row] for row in grid.rows] == _ROWS


@pytest.mark.parametrize(
    ("contents", "masked"),
    [(_SCAN + _WORDS, False), (_WORDS + _SCAN, True), (_WORDS + _STAMP, False)],
    ids=["a background", "a watermark", "a stamp"],
)
def test_text_that_is_seen_is_read(tmp_path: Path, page: Image.Image, contents: str, masked: bool) -> None:
    read = reader.read(pictured(tmp_path / "made.pdf", page, contents, masked=masked))
    assert read.format == "pdf"
    assert "recognised 14" in " ".join(block.text for block in read.blocks if not isinstance(block, Grid))


def test_without_recognition_the_text_is_doubted(
    tmp_path: Path, page: Image.Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "missing_parts", lambda: ("rapidocr",))
    read = reader.read(pictured(tmp_path / "made.pdf", page, _WORDS + _SCAN))
    (damage,) = read.damage
    assert damage.note.startswith("第 1 页的文字在扫描图像下面，是识别软件加的，没有与图像核对")
    assert read.format == "pdf"
