"""The PDF file, looked at with readers of other people's making."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import msgspec
import pdfplumber
import pikepdf
import pypdfium2
import pytest

from budgetbook.errors import PublishError, UsageError
from budgetbook.model.codec import decode_disclosure
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.narrative import Section, Term
from budgetbook.model.performance import Funding, Indicator, Indicators, WholeAndAnnualFunding
from budgetbook.model.statement import Column, Kind, Role, Row, Statement
from budgetbook.writers.arrangement import arrange
from budgetbook.writers.layout import TableRole
from budgetbook.writers.pdf import fonts, write_pdf
from tests.writers.arranged import compiled, shanxi, tables

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "预算.pdf"
    write_pdf(arrange(compiled(), shanxi()), compiled(), path)
    return path


def _write(disclosure: Disclosure, folder: Path) -> Path:
    path = folder / "file.pdf"
    write_pdf(arrange(disclosure, shanxi()), disclosure, path)
    return path


@lru_cache(maxsize=8)
def _grids(path: Path) -> list[list[list[str]]]:
    """The tables of a file by their rulings, page by page, white space taken out."""
    with pdfplumber.open(path) as pdf:
        return [
            [["".join((cell or "").split()) for cell in row] for row in grid]
            for page in pdf.pages
            for grid in page.extract_tables()
        ]


def test_it_is_archivable_tagged_and_carries_its_data(published: Path) -> None:
    with pikepdf.open(published) as pdf:
        assert not pdf.check_pdf_syntax()
        with pdf.open_metadata() as metadata:
            said = [metadata.get(key) for key in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part", "dc:title")]
        assert said == ["3", "A", "1", "青石市文化和旅游局2027年度部门预算公开"]
        assert pdf.docinfo["/Author"] == "青石市文化和旅游局"
        assert str(pdf.Root.Lang) == "zh-CN"
        assert pdf.Root.MarkInfo.Marked
        attached = pdf.attachments["disclosure.json"]
        assert attached.relationship == "/Data"
        assert decode_disclosure(attached.get_file().read_bytes()) == compiled()


def test_its_fonts_are_embedded(published: Path) -> None:
    with pikepdf.open(published) as pdf:
        found = {
            str(font.BaseFont).split("+")[1]: "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            for page in pdf.pages
            for font in page.Resources.get("/Font", {}).values()
        }
    faces = ("NotoSansSC-Bold", "NotoSansSC-Regular", "NotoSerifSC-Bold", "NotoSerifSC-Regular")
    assert found == dict.fromkeys(faces, True)


def test_bookmarks_lead_to_parts_statements_and_forms(published: Path) -> None:
    document = pypdfium2.PdfDocument(published)
    titles = [(each.level, each.get_title()) for each in document.get_toc()]
    assert titles[:4] == [
        (0, "第一部分 概况"),
        (1, "一、本部门职责"),
        (1, "二、机构设置情况"),
        (0, "第二部分 2027年部门预算报表"),
    ]
    assert [
        title for level, title in titles if title in {each.name for each in compiled().projects} and level == 2
    ] == [each.name for each in compiled().projects]


def test_every_row_of_every_statement_stands_in_rulings(published: Path) -> None:
    rows = [[cell for cell in row if cell] for grid in _grids(published) for row in grid]
    for table in tables(arrange(compiled(), shanxi()), TableRole.STATEMENT):
        for line in table.body:
            printed = ["".join(cell.text.split()) for cell in line if cell.text]
            assert printed in rows


def test_words_can_be_copied(published: Path) -> None:
    pages = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(published))
    copied = "".join(pages.split())
    for section in compiled().narrative:
        for paragraph in section.text.split("\n"):
            assert "".join(paragraph.split())[:30] in copied


def test_the_same_input_gives_the_same_bytes(published: Path, tmp_path: Path) -> None:
    assert _write(compiled(), tmp_path).read_bytes() == published.read_bytes()


def test_the_date_is_the_callers_or_the_environments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = msgspec.structs.replace(compiled(), statements=(), projects=(), narrative=())
    layout = arrange(small, None)
    path = tmp_path / "a.pdf"
    write_pdf(layout, small, path, created=datetime(2027, 2, 3, tzinfo=UTC))
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20270203")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    write_pdf(layout, small, path)
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20270115")


STRANGE = '#set page() $x^2$ *粗* _斜_ @ref \\ <b>&amp;</b> `raw` [x] {y} // c "引号"'


def test_strangers_words_are_printed_and_never_run(tmp_path: Path) -> None:
    section = Section(section="一", title=STRANGE, text=f"{STRANGE}\n#panic(1)\n😀\x07\ue000完")
    disclosure = msgspec.structs.replace(
        compiled(),
        entity=msgspec.structs.replace(compiled().entity, name=STRANGE),
        statements=(),
        narrative=(section,),
        projects=(msgspec.structs.replace(compiled().projects[0], name=STRANGE),),
    )
    document = pypdfium2.PdfDocument(_write(disclosure, tmp_path))
    copied = "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    # Cover, section heading, its first paragraph, the form, and once more in the contents.
    assert copied.count("".join(STRANGE.split())) >= 5
    assert "#panic(1)〓〓完" in copied


def test_long_numbers_and_words_stay_in_their_cells(tmp_path: Path) -> None:
    amount = Decimal("-123456789012.34")
    names = ["甲" * 300, "A" * 200, "≥95%" * 30, "普通项目"]
    rows = [Row(label="合计", role=Role.TOTAL, amounts=(amount,) * 12)]
    rows += [Row(label=f"{names[at % 4]}第{at}项", level=1, amounts=(amount,) * 12) for at in range(40)]
    wide = Statement(
        kind=Kind.OTHER,
        title="历年对比表",
        columns=tuple(
            Column(label=f"{year}年/{name}") for year in (2025, 2026, 2027) for name in ("合计", "一般", "基金", "国资")
        ),
        rows=tuple(rows),
    )
    path = _write(msgspec.structs.replace(compiled(), statements=(wide,), narrative=(), projects=()), tmp_path)
    printed = [row for grid in _grids(path) for row in grid]
    for row in rows:
        assert ["".join(row.label.split()), *[str(amount)] * 12] in printed


def test_a_form_of_many_pages_keeps_its_text_and_rulings(tmp_path: Path) -> None:
    indicators = tuple(
        Indicator(
            level1="产出指标" if at < 40 else "效益指标", level2=f"第{at // 15}类", name=f"指标{at}", target=f"≥{at}%"
        )
        for at in range(60)
    )
    form = msgspec.structs.replace(
        compiled().projects[0],
        summary="字" * 6000,
        indicators=Indicators(whole=indicators, annual=indicators),
        funding=WholeAndAnnualFunding(
            whole=Funding(total=Decimal("999999999999.00")), annual=Funding(total=Decimal("1"))
        ),
    )
    path = _write(msgspec.structs.replace(compiled(), statements=(), narrative=(), projects=(form,)), tmp_path)
    rows = [[cell for cell in row if cell] for grid in _grids(path) for row in grid]
    assert sum(cell.count("字") for row in rows for cell in row) == 6000
    for each in indicators:
        assert any(
            row[-4:] == [each.name, each.target] * 2
            or row[-5:] == [each.name, each.target, each.level2, each.name, each.target]
            for row in rows
        )
    assert any("999,999,999,999.00" in row for row in rows)


def test_what_is_blank_or_out_of_order_is_no_obstacle(tmp_path: Path) -> None:
    blank = Statement(kind=Kind.OTHER, title="", columns=(Column(label=""),), rows=(Row(label="", amounts=(None,)),))
    disclosure = msgspec.structs.replace(
        compiled(),
        fiscal_year=0,
        statements=(blank, msgspec.structs.replace(blank, title="无列", columns=(), rows=())),
        narrative=(Section(section="", title="", text="（一）小标题"),),
        projects=(msgspec.structs.replace(compiled().projects[0], name="", title=""),),
        glossary=(Term(term="", text="（一）小标题\n（二）又一"),),
    )
    with pikepdf.open(_write(disclosure, tmp_path)) as pdf:
        assert len(pdf.pages) >= 4


def test_missing_fonts_are_named_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fonts.font_files.cache_clear()
    monkeypatch.setenv(fonts.VARIABLE, str(tmp_path))
    with pytest.raises(UsageError, match="make setup"):
        fonts.font_files()
    fonts.font_files.cache_clear()


def test_a_place_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    small = msgspec.structs.replace(compiled(), statements=(), projects=(), narrative=())
    with pytest.raises(PublishError, match="写不进去"):
        write_pdf(arrange(small, None), small, tmp_path / "无此文件夹" / "a.pdf")


def test_fonts_know_their_characters() -> None:
    assert all(fonts.printable_everywhere(ord(char)) for char in "一龥≥①A")
    assert not fonts.printable_everywhere(ord("😀"))
    assert not fonts.printable_everywhere(0)
