"""Scans of invented pages, read whole."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from budgetbook.errors import TooLarge, UnreadableFile
from budgetbook.model.disclosure import Damage
from budgetbook.model.place import Place
from budgetbook.readers import pdf, scan
from budgetbook.readers.blocks import Grid, Line

if scan.missing_parts():
    pytest.skip(f"needs budgetbook[ocr]: {scan.missing_parts()} missing", allow_module_level=True)

import numpy as np
import pypdfium2
from PIL import Image

from tests.readers.scan.paper import FONT, drawn, saved, scanned

pytestmark = pytest.mark.skipif(not FONT.exists(), reason="needs the fonts of node_modules (make setup)")

ROWS: list[list[str | None]] = [
    ["科目", None, "2027年预算数", None],
    ["编码", "名称", "合计", "基本支出"],
    ["合计", None, "11,111.10", "8,832.45"],
    ["205", "教育支出", "1,000.00", "0.18"],
    ["2050305", "高等职业教育", "1,000.00", ""],
    ["221", "住房保障支出", "10,111.10", "8,832.27"],
]
LINES = ["2027年预算支出总表", "单位名称：青梧县示例中学"]
WIDTHS = [70.0, 150.0, 90.0, 90.0]


@pytest.fixture(scope="module")
def page() -> Image.Image:
    return drawn(LINES, ROWS, WIDTHS)


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row if not cell.covered] for row in grid.rows]


def printed() -> list[list[str]]:
    return [[text for text in row if text is not None] for row in ROWS]


@pytest.mark.parametrize("angle", [-1.0, 0.0, 0.7, 2.5])
def test_a_scanned_table_is_read_to_the_last_digit(page: Image.Image, tmp_path: Path, angle: float) -> None:
    document = scan.read(saved(scanned(page, angle), tmp_path / "page.png"))
    lines = [block.text for block in document.blocks if isinstance(block, Line)]
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    assert (document.format, document.pages, lines) == ("scan", 1, LINES)
    assert [texts(grid) for grid in grids] == [printed()]
    assert [cell.doubtful for row in grids[0].rows for cell in row if cell.doubtful] == []


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_on_its_side_or_head_is_turned(page: Image.Image, tmp_path: Path, quarters: int) -> None:
    """Upside down, digits are digits: 11 of 168 amounts of real pages were taken for others, and not marked."""
    ways = (Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
    way = ways[quarters - 1]
    upright = scan.read(saved(scanned(page), tmp_path / "upright.png"))
    lying = scan.read(saved(scanned(page).transpose(way), tmp_path / "lying.png"))
    (grid,) = (block for block in lying.blocks if isinstance(block, Grid))
    assert texts(grid) == printed()
    assert [block.text for block in lying.blocks if isinstance(block, Line)] == LINES
    # Places are those on the page as it was scanned.
    width, height = 1654 * 72 / 200, 2339 * 72 / 200
    for block, other in zip(upright.blocks, lying.blocks, strict=True):
        where, found = _middle(block), _middle(other)
        x, y = {1: (height - where[1], where[0]), 2: (width - where[0], height - where[1])}.get(
            quarters, (where[1], width - where[0])
        )
        assert abs(found[0] - x) < 2
        assert abs(found[1] - y) < 2


def test_a_page_of_words_on_its_side_is_turned(tmp_path: Path) -> None:
    lines = [f"第{n}条　本单位严格执行中央八项规定精神，厉行节约，全年预算为{n}10.50万元" for n in range(1, 9)]
    lying = scanned(drawn(lines, [], [])).transpose(Image.Transpose.ROTATE_90)
    document = scan.read(saved(lying, tmp_path / "lying.png"))
    read = "".join(block.text for block in document.blocks if isinstance(block, Line))
    assert "".join(read.split()) == "".join(lines).replace("\u3000", "")


def _middle(block: Grid | Line) -> tuple[float, float]:
    """The middle of a line, or of a table's last cell."""
    place = block.place if isinstance(block, Line) else block.rows[-1][-1].place
    assert place is not None
    assert place.box is not None
    left, top, right, bottom = place.box
    return (left + right) / 2, (top + bottom) / 2


def test_spans_are_those_of_the_rulings(page: Image.Image, tmp_path: Path) -> None:
    (grid,) = (
        block for block in scan.read(saved(scanned(page), tmp_path / "page.jpg")).blocks if isinstance(block, Grid)
    )
    head = grid.rows[0]
    assert [(cell.column_span, cell.covered) for cell in head] == [(2, False), (1, True), (2, False), (1, True)]


def test_a_cell_is_placed_where_it_is_on_the_page_as_it_was_scanned(page: Image.Image, tmp_path: Path) -> None:
    (grid,) = (
        block for block in scan.read(saved(scanned(page, 2.0), tmp_path / "page.png")).blocks if isinstance(block, Grid)
    )
    place = grid.rows[-1][-1].place
    assert place is not None
    assert place.box is not None
    straight = np.array(
        [370.0, 122.0 + 5 * 21, 460.0, 122.0 + 6 * 21]
    )  # as drawn, before it was turned around the middle
    middle = np.array([1654 / 2, 2339 / 2]) * 72 / 200
    corner = (straight[:2] + straight[2:]) / 2 - middle
    cos, sin = np.cos(np.radians(2)), np.sin(np.radians(2))
    expected = middle + np.array([corner[0] * cos + corner[1] * sin, corner[1] * cos - corner[0] * sin])
    found = np.array([place.box[0] + place.box[2], place.box[1] + place.box[3]]) / 2
    assert np.abs(found - expected).max() < 1.5


def test_an_amount_with_a_blot_on_its_point_is_marked_and_no_other(tmp_path: Path) -> None:
    image = drawn(LINES, ROWS, WIDTHS)
    image.paste(Image.new("L", (34, 10), 60), (960, 490))
    (grid,) = (
        block for block in scan.read(saved(scanned(image), tmp_path / "page.png")).blocks if isinstance(block, Grid)
    )
    marked = [(cell.text, cell.doubtful) for row in grid.rows for cell in row if cell.doubtful]
    assert marked == [("11,11110", "扫描件识别为“11,11110”，分隔符或小数点可能有误")]


def test_pages_of_a_tiff_are_pages(page: Image.Image, tmp_path: Path) -> None:
    path = tmp_path / "pages.tif"
    scanned(page).save(path, save_all=True, append_images=[scanned(page, -0.5)], dpi=(200, 200))
    document = scan.read(path)
    assert document.pages == 2
    # The second page repeats the table's lines, so it is a table of its own.
    assert [texts(block) for block in document.blocks if isinstance(block, Grid)] == [printed(), printed()]


def test_a_pdf_of_pictures_is_a_scan(page: Image.Image, tmp_path: Path) -> None:
    document = pdf.read(saved(scanned(page), tmp_path / "page.pdf"))
    assert document.format == "scan"
    assert [texts(block) for block in document.blocks if isinstance(block, Grid)] == [printed()]


def test_a_blank_picture_says_nothing(tmp_path: Path) -> None:
    path = saved(scanned(Image.new("L", (1654, 2339), 255)), tmp_path / "blank.png")
    with pytest.raises(UnreadableFile, match="图像上没有读出任何文字"):
        scan.read(path)


def test_without_the_parts_for_scans_one_line_says_what_to_install(
    page: Image.Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image, document = saved(page, tmp_path / "page.png"), saved(page, tmp_path / "page.pdf")
    monkeypatch.setattr(scan, "_NEEDED", ("rapidocr", "no_such_package"))
    told = []
    for read, path in ((scan.read, image), (pdf.read, document)):
        with pytest.raises(UnreadableFile) as error:
            read(path)
        told.append(str(error.value).removeprefix(f"{path}："))
    advice = "请运行 pip install 'budgetbook[ocr]' 安装文字识别组件后再读，或换用文字版"
    assert told == [
        f"这是扫描图像，读取它需要文字识别组件，但没有安装（缺少 no_such_package）。{advice}",
        f"这是扫描件，读取它需要文字识别组件，但没有安装（缺少 no_such_package）。{advice}",
    ]


def test_a_scanned_page_among_others_is_reported_where_it_cant_be_read(
    page: Image.Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mixed = _text_and(saved(page, tmp_path / "page.pdf"), tmp_path / "mixed.pdf")
    monkeypatch.setattr(scan, "_NEEDED", ("no_such_package",))
    document = pdf.read(mixed)
    note = "第 2 页是扫描图像，没有安装文字识别组件，未读取。请运行 pip install 'budgetbook[ocr]' 安装文字识别组件后再读，或换用文字版"
    assert document.format == "pdf"
    assert document.damage == (Damage(what="scanned_page", note=note, place=Place(page=2)),)


def test_a_scanned_page_among_others_is_read(page: Image.Image, tmp_path: Path) -> None:
    document = pdf.read(_text_and(saved(scanned(page), tmp_path / "page.pdf"), tmp_path / "mixed.pdf"))
    assert (document.format, document.damage) == ("pdf", ())
    assert [block.text for block in document.blocks if isinstance(block, Line)] == ["Words of the first page", *LINES]
    assert [texts(block) for block in document.blocks if isinstance(block, Grid)] == [printed()]


def test_broken_and_huge_images_are_one_line(tmp_path: Path) -> None:
    broken, huge = tmp_path / "broken.png", tmp_path / "huge.png"
    file = io.BytesIO()
    Image.new("L", (300, 300), 255).save(file, "PNG")
    broken.write_bytes(file.getvalue()[:60])
    Image.new("1", (9000, 9000), 1).save(huge)
    with pytest.raises(UnreadableFile, match="图像已损坏或不完整，无法打开"):
        scan.read(broken)
    with pytest.raises(TooLarge, match="第 1 页图像有 9000×9000 像素，超过上限"):
        scan.read(huge)


def _text_and(other: Path, path: Path) -> Path:
    """A PDF with a page of text and then the pages of `other`."""
    document = pypdfium2.PdfDocument.new()
    first = document.new_page(595, 842)
    font = pypdfium2.raw.FPDFText_LoadStandardFont(document.raw, b"Helvetica")
    text = pypdfium2.raw.FPDFPageObj_CreateTextObj(document.raw, font, 12.0)
    words = "Words of the first page\0".encode("utf-16-le")
    pypdfium2.raw.FPDFText_SetText(text, (pypdfium2.raw.FPDF_WCHAR * (len(words) // 2)).from_buffer_copy(words))
    pypdfium2.raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, 60, 700)
    pypdfium2.raw.FPDFPage_InsertObject(first.raw, text)
    first.gen_content()
    document.import_pages(pypdfium2.PdfDocument(other))
    document.save(path)
    return path
