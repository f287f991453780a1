"""Pictures of tables on pages and among paragraphs of text: a screenshot under a statement's title."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.shared import Cm

from budgetbook.readers import docx as docx_reader
from budgetbook.readers import pdf as pdf_reader
from budgetbook.readers import scan
from budgetbook.readers.blocks import Grid, SourceDocument
from tests.readers.pdf.handmade import HEIGHT

if scan.missing_parts():
    pytest.skip(f"needs budgetbook[ocr]: {scan.missing_parts()} missing", allow_module_level=True)

from PIL import Image

from tests.readers.scan.paper import DOTS, FONT, drawn, pictured

pytestmark = pytest.mark.skipif(not FONT.exists(), reason="needs the fonts of node_modules (make setup)")

_ROWS: list[list[str | None]] = [
    ["科目", "合计", "基本支出"],
    ["教育支出", "11,111.10", "8,832.45"],
    ["住房保障支出", "10,111.10", "8,832.27"],
]
_LEFT, _TOP, _WIDE, _HIGH = 40.0, 60.0, 300.0, 100.0  # of the picture on the page, in points
_TITLE = "BT /T 14 Tf 1 0 0 1 100 250 Tm <900190029003> Tj ET\n"  # 预算表


@pytest.fixture(scope="module")
def table() -> Image.Image:
    scale = DOTS / 72
    left, top, right, bottom = (round(edge * scale) for edge in (50, 70, 350, 170))
    return drawn([], _ROWS, [90.0, 90.0, 90.0]).crop((left, top, right, bottom))


def _pdf(folder: Path, picture: Image.Image, title: str = _TITLE) -> Path:
    place = f"q {_WIDE} 0 0 {_HIGH} {_LEFT} {HEIGHT - _TOP - _HIGH} cm /Im Do Q\n"
    return pictured(folder / "made.pdf", picture, title + place)


def _docx(folder: Path, picture: Image.Image, title: str = "2027年预算支出总表") -> Path:
    path, file = folder / "made.docx", io.BytesIO()
    picture.save(file, "PNG")
    made = docx.Document()
    made.add_paragraph("青石市档案馆2027年单位预算")
    made.add_paragraph(title)
    made.add_picture(io.BytesIO(file.getvalue()), width=Cm(15))
    made.add_paragraph("第三部分")
    made.save(str(path))
    return path


def _texts(document: SourceDocument) -> list[list[str]]:
    return [[cell.text for cell in row] for block in document.blocks if isinstance(block, Grid) for row in block.rows]


def test_a_table_in_a_picture_under_its_title_is_read_where_it_stands(tmp_path: Path, table: Image.Image) -> None:
    read = pdf_reader.read(_pdf(tmp_path, table))
    assert (read.format, read.damage, _texts(read)) == ("pdf", (), _ROWS)
    (grid,) = (block for block in read.blocks if isinstance(block, Grid))
    for row in grid.rows:
        for cell in row:
            assert cell.place is not None and cell.place.box is not None
            left, top, right, bottom = cell.place.box
            assert _LEFT - 1 <= left < right <= _LEFT + _WIDE + 1 and _TOP - 1 <= top < bottom <= _TOP + _HIGH + 1


def test_in_a_word_document_too(tmp_path: Path, table: Image.Image) -> None:
    read = docx_reader.read(_docx(tmp_path, table))
    assert (read.damage, _texts(read)) == ((), _ROWS)
    assert [block.text for block in read.blocks if not isinstance(block, Grid)][-1] == "第三部分"


def test_pictures_of_other_things_are_left_alone(tmp_path: Path, table: Image.Image) -> None:
    untitled = pdf_reader.read(_pdf(tmp_path, table, title=""))
    assert untitled.format == "scan"  # a page that is nothing but a picture
    nothing = Image.new("L", table.size, 255)
    for read in (
        pdf_reader.read(_pdf(tmp_path, nothing)),
        docx_reader.read(_docx(tmp_path, table, "图1 预算构成")),
    ):
        assert (_texts(read), read.damage) == ([], ())


@pytest.mark.usefixtures("unread")
def test_what_is_not_read_is_said(tmp_path: Path, table: Image.Image) -> None:
    in_pdf, in_docx = pdf_reader.read(_pdf(tmp_path, table)), docx_reader.read(_docx(tmp_path, table))
    (of_pdf,), (of_docx,) = in_pdf.damage, in_docx.damage
    assert of_pdf.note.startswith("第 1 页“预算表”下面是一张图片，没有安装文字识别组件，其中的表格没有读入")
    assert of_docx.note.startswith(
        "“2027年预算支出总表”下面是一张图片，其中的表格没有读入。请换成文字的表格，或运行 pip install"
    )
    assert (of_pdf.what, of_docx.what) == ("picture", "picture")


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "missing_parts", lambda: ("rapidocr",))
