"""What a reading is worth, on documents small enough to count by hand; and the picture of a page."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PIL import Image

from budgetbook import forms
from budgetbook.errors import UsageError
from budgetbook.model.disclosure import SKIPPED, Damage
from budgetbook.services.drawing import PLACED, UNPLACED, page_drawn
from budgetbook.services.reading import document_read
from budgetbook.services.understanding import reading_of
from budgetbook.writers import writer
from budgetbook.writers.arrangement import arrange
from tests.fuzz.seeds import small_disclosure

_TEXT = """2027年度青石市档案馆单位预算公开
2027年预算支出总表
单位名称：青石市档案馆\t单位：万元
科目编码\t科目名称\t合计\t基本支出\t某某支出
合计\t\t3.00\t1.00\t2.00
201\t一般公共服务支出\t3.00\t1.0O\t2.00
"""


def test_amounts_found_placed_and_doubted(tmp_path: Path) -> None:
    """Of six cells one is no amount; the two under a header that nobody knows are read and not placed."""
    path = tmp_path / "a.txt"
    path.write_text(_TEXT)
    reading = document_read(paths=[path])
    assert [(each.title, each.rows, each.amounts, each.placed) for each in reading.statements] == [
        ("2027年预算支出总表", 2, 5, 3)
    ]
    assert reading.damage == {"unknown_column": 1, "not_an_amount": 1}
    assert (reading.form, reading.missing, reading.skipped) == (None, (), ())


def test_a_statement_whose_table_was_not_made_out_is_lost_and_not_without_data(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        _TEXT + "2027年预算收入总表\n单位：万元\n合计 1.00\n2027年政府性基金预算支出表\n单位：万元\n注：本表无数据\n"
    )
    reading = document_read(paths=[path])
    assert [(each.title, each.amounts, each.lost) for each in reading.statements] == [
        ("2027年预算支出总表", 5, False),
        ("2027年预算收入总表", 0, True),
        ("2027年政府性基金预算支出表", 0, False),
    ]


def test_what_the_form_has_besides_is_missing() -> None:
    whole = small_disclosure()
    reading = reading_of(whole)
    assert reading.form == forms.load("shanxi").label
    assert len(reading.missing) == 13 - len(whole.statements)
    assert "2027年预算收入总表" in reading.missing
    assert reading.placed == reading.amounts > 0


def test_what_was_left_out_is_no_doubt() -> None:
    note = "工作表“底稿”是隐藏的，没有读取"
    reading = reading_of(msgspec.structs.replace(small_disclosure(), damage=(Damage(what=SKIPPED, note=note),)))
    assert (reading.skipped, reading.damage) == ((note,), {})


def test_a_doubted_row_takes_its_amounts_along() -> None:
    whole = small_disclosure()
    row = next(number for number, row in enumerate(whole.statements[1].rows) if any(row.amounts))
    damage = Damage(what="garbled_row", note="…", subject=f"/statements/1/rows/{row}")
    reading = reading_of(msgspec.structs.replace(whole, damage=(damage,)))
    printed = sum(amount is not None for amount in whole.statements[1].rows[row].amounts)
    assert reading.amounts - reading.placed == printed > 0


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    whole = small_disclosure()
    writer("pdf")(arrange(whole, forms.load("shanxi")), whole, path)
    return path


@pytest.mark.slow
def test_a_page_shows_what_was_found(published: Path, tmp_path: Path) -> None:
    """The box of every amount on the page is drawn in the colour of what is known of it."""
    disclosure = document_read(paths=[published]).disclosure
    statement = disclosure.statements[1]
    cell, row = next(
        (place, number)
        for number, row in enumerate(statement.rows)
        for place, amount in zip(row.cells or (), row.amounts, strict=False)
        if place is not None and place.box is not None and amount is not None
    )
    assert cell.page is not None
    assert cell.box is not None
    damage = Damage(what="garbled_row", note="…", subject=f"/statements/1/rows/{row}")
    for known, colour in ((disclosure, PLACED), (msgspec.structs.replace(disclosure, damage=(damage,)), UNPLACED)):
        target = tmp_path / "page.png"
        target.write_bytes(page_drawn(path=published, disclosure=known, page=cell.page))
        image = Image.open(target).convert("RGB")
        across = image.width / _width(published, cell.page)
        middle = (cell.box[1] + cell.box[3]) / 2
        edge = [image.getpixel((int(cell.box[0] * across) + step, int(middle * across))) for step in range(-1, 3)]
        assert colour in edge


def _width(path: Path, page: int) -> float:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return float(document[page - 1].get_width())


@pytest.mark.slow
def test_no_such_page_and_no_pdf(published: Path, tmp_path: Path) -> None:
    disclosure = document_read(paths=[published]).disclosure
    with pytest.raises(UsageError, match="没有第 99 页"):
        page_drawn(path=published, disclosure=disclosure, page=99)
    text = tmp_path / "a.txt"
    text.write_text(_TEXT)
    with pytest.raises(UsageError, match="不是 PDF"):
        page_drawn(path=text, disclosure=document_read(paths=[text]).disclosure, page=1)
