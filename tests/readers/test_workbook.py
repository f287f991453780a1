"""Entry workbooks read back: what officers and spreadsheets do to them, and what is said about mistakes."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgetbook import forms
from budgetbook.errors import LedgerInvalid, UnknownVersion, UnreadableFile
from budgetbook.forms.entry import empty_ledger
from budgetbook.model.disclosure import EntityKind
from budgetbook.model.ledger import Ledger
from budgetbook.model.place import Place
from budgetbook.readers.workbook import is_workbook, read_workbook, survey_workbook
from budgetbook.writers.workbook import write_workbook
from tests.forms.entry_ledgers import bare, ledgers
from tests.ledgers import small_ledger
from tests.libreoffice import saved_as, with_libreoffice

SHANXI = forms.load("shanxi")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "small.xlsx"
    write_workbook(small_ledger(), path, form=SHANXI)
    return path


@pytest.fixture(scope="module")
def lean(small: Path) -> Path:
    """`small` without the sheets that are never read, which are most of its cells."""
    book = openpyxl.load_workbook(small)
    for name in ("汇总核对", "代码"):
        del book[name]
    path = small.with_name("lean.xlsx")
    book.save(path)
    return path


@pytest.fixture(scope="module")
def expected(small: Path) -> Ledger:
    return read_workbook(small)


def edited(small: Path, tmp_path: Path, edit: Callable[[Any], None]) -> Path:
    """A copy of `small` as another program would save it after `edit`."""
    book = openpyxl.load_workbook(small)
    edit(book)
    path = tmp_path / "edited.xlsx"
    book.save(path)
    return path


def lines_of(path: Path) -> list[str]:
    with pytest.raises(LedgerInvalid) as caught:
        read_workbook(path)
    return [str(defect) for defect in caught.value.defects]


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    ledger = data.draw(ledgers(SHANXI))
    path = tmp_path_factory.mktemp("round") / "trip.xlsx"
    write_workbook(ledger, path, form=SHANXI)
    assert is_workbook(path)
    assert bare(read_workbook(path)) == bare(ledger)


def test_every_record_knows_its_cell(expected: Ledger) -> None:
    line = expected.lines[6]
    assert line.place is not None
    assert (line.place.sheet, line.place.cell) == ("支出", "I6")
    assert expected.units[1].place is not None and expected.units[1].place.cell == "A7"
    project = expected.projects[0]
    assert project.place is not None and (project.place.sheet, project.place.cell) == ("项目", "A6")
    assert project.performance is not None
    first = project.performance.indicators.whole[0].place
    assert first is not None and (first.sheet, first.cell) == ("绩效指标", "F6")
    assert [figure.place.cell for figure in expected.previous if figure.place] == [f"C{6 + at}" for at in range(9)]
    # A field that is blank has a cell too.
    assert "reason.overseas" not in {each.name for each in expected.words}
    assert expected.places["words/reason.overseas"] == Place(sheet="变动原因与文字", cell="C9")


def test_another_program_saving_it_changes_nothing(lean: Path, tmp_path: Path, expected: Ledger) -> None:
    path = edited(lean, tmp_path, lambda book: None)
    assert is_workbook(path)
    assert read_workbook(path) == expected


@pytest.mark.slow
@with_libreoffice
def test_libreoffice_saving_it_changes_nothing(small: Path, tmp_path: Path, expected: Ledger) -> None:
    assert read_workbook(saved_as(small, "xlsx", tmp_path / "out")) == expected


def test_headers_retyped_rows_sorted_and_inserted_columns_hidden(lean: Path, tmp_path: Path, expected: Ledger) -> None:
    def edit(book: Any) -> None:
        sheet = book["支出"]
        sheet["B5"] = "自己改的标题"
        sheet.insert_rows(8, 3)
        sheet.column_dimensions["J"].hidden = True
        sheet["M7"] = "写在右边的备注"
        book["收入"].title = "收入明细"

    again = read_workbook(edited(lean, tmp_path, edit))
    assert bare(again) == bare(expected)
    places = {line.place.sheet for line in again.lines if line.place}
    assert places == {"收入明细", "支出"}


def test_what_excel_makes_of_things_is_taken_back(lean: Path, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        sheet = book["支出"]
        sheet["B6"], sheet["C6"], sheet["D6"] = 2070101, 30101.0, "[50101]工资奖金津补贴"
        for row, typed in enumerate(("1,200.50", "１２３４．５", " 77 元", 0.1 + 0.2), start=6):
            sheet[f"I{row}"] = typed
        sheet["E6"], sheet["F6"], sheet["H6"] = "一般公共预算拨款", " 人员支出 ", "当年"
        target = book["绩效指标"]
        target["G6"], target["G6"].number_format = 0.95, "0%"
        target["G7"], target["G7"].number_format = 0.9999, "0.00%"
        target["G8"] = datetime.date(2027, 12, 31)
        target["G9"] = 12.0
        book["国有资产"]["C6"] = datetime.date(2026, 12, 31)
        book["国有资产"]["C7"] = "3辆"
        book["项目"]["AH6"] = datetime.datetime.fromisoformat("2026-01-15T09:30")
        book["项目"]["I6"] = 3

    ledger = read_workbook(edited(lean, tmp_path, edit))
    line = ledger.lines[6]
    at = line.coordinates
    assert (at.function, at.economic, at.government_economic) == ("2070101", "30101", "50101")
    assert [str(each.yuan) for each in ledger.lines[6:10]] == ["1200.50", "1234.50", "77.00", "0.30"]
    form = ledger.projects[0].performance
    assert form is not None
    assert [each.target for each in form.indicators.whole[:4]] == ["95%", "99.99%", "2027-12-31", "12"]
    assert (form.filed_at, form.duration) == ("20260115093000", "3年")
    assert ledger.assets is not None
    assert (ledger.assets.as_of, ledger.assets.vehicle_quota) == ("2026年12月31日", 3)


def test_all_mistakes_at_once_each_with_its_cell_and_what_to_do(lean: Path, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        sheet = book["支出"]
        sheet["I6"], sheet["I7"], sheet["I8"] = "12万元", "77OO.83", 100.005
        sheet["I9"], sheet["I10"] = datetime.date(2026, 3, 1), 0.5
        sheet["I10"].number_format = "0%"
        sheet["F11"], sheet["A12"], sheet["B13"], sheet["D14"] = "人员", "青石市群众艺术", "205", None
        sheet["A40"] = "青石市群众艺术馆"
        book["国有资产"]["C8"] = "两辆"
        book["单位信息"]["C9"] = 2028
        book["项目"]["X6"] = "【待更新】去年的内容"

    assert lines_of(edited(lean, tmp_path, edit)) == [
        "单位信息!C9：这个工作簿是为 2027 年度部门预算建立的，“预算年度”却是“2028”。请改回 2027；要编别的年度或主体，请用 budgetbook new 新建（--from 可以带入上年内容）",
        "支出!I6：“12万元”不是金额。本列单位是元：12万元请填 120000",
        "支出!I7：“77OO.83”不是金额。其中有字母（O、I、l 易与 0、1 混淆），请改成数字",
        "支出!I8：金额 100.005 超过两位小数。金额精确到分；如应四舍五入，请填 100.01",
        "支出!I9：这里要填金额，但单元格是日期（2026-03-01）。请把单元格格式改为数值，重新填金额",
        "支出!I10：这里要填金额，但单元格是百分比（50%）。请把格式改为数值，重新填金额",
        "支出!F11：“支出性质”没有“人员”这一项。是不是“人员经费”？请从下拉列表选取：人员经费、公用经费、项目支出",
        "支出!A12：“所属单位”表中没有“青石市群众艺术”。是不是“青石市群众艺术馆”？请从下拉列表选取，或先在“所属单位”表登记",
        "支出!B13：“205”的代码是 3 位，“功能分类（项）”应为 7 位。请从下拉列表选取最细一级的科目",
        "支出!D14：本行还缺：政府经济分类（款）。请补填；如果这一行不要了，请清空整行",
        "支出!B40：本行还缺：功能分类（项）、部门经济分类（款）、政府经济分类（款）、资金来源、支出性质、年度、金额（元）。请补填；如果这一行不要了，请清空整行",
        "项目!X6：还有【待更新】标记。请核对并改好内容，再删去【待更新】",
        "国有资产!C8：“两辆”不是整数。只填数字，不要写单位和其他文字",
    ]


def test_a_number_beyond_all_numbers_is_none(lean: Path, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        book["支出"]["I6"], book["国有资产"]["C8"], book["单位信息"]["C9"] = 987654321, 987654321, 987654321

    told = tmp_path / "told.xlsx"
    with zipfile.ZipFile(edited(lean, tmp_path, edit)) as source, zipfile.ZipFile(told, "w") as target:
        for part in source.namelist():
            target.writestr(part, source.read(part).replace(b"987654321", b"1E+999"))  # openpyxl would write nothing
    lines = lines_of(told)
    assert "支出!I6：“inf”不是金额。请重新填金额" in lines
    assert "国有资产!C8：“inf”不是整数。请重新填整数" in lines
    assert any(line.startswith("单位信息!C9：") for line in lines)


def test_one_mistake_in_many_cells_is_said_once(lean: Path, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        for row in (6, 7, 9):
            book["支出"][f"A{row}"] = "不存在的单位"

    (line,) = lines_of(edited(lean, tmp_path, edit))
    assert line.startswith("支出!A6：“所属单位”表中没有“不存在的单位”（本列共 3 处：A6、A7、A9）。")


def test_a_unit_with_a_mistake_is_not_reported_again_by_its_lines(lean: Path, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        book["所属单位"]["C7"] = None

    assert lines_of(edited(lean, tmp_path, edit)) == [
        "所属单位!C7：本行还缺：单位性质。请补填；如果这一行不要了，请清空整行"
    ]


def test_two_projects_of_one_name_need_two_keys(lean: Path, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        sheet = book["项目"]
        for column in "ABE":
            sheet[f"{column}12"] = sheet[f"{column}6"].value

    (line,) = lines_of(edited(lean, tmp_path, edit))
    assert line.startswith("项目!A12：青石市文化和旅游局已有项目“文化旅游节专项经费”（第 6 行）。")


def test_a_missing_sheet_and_a_missing_column_are_named(lean: Path, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        del book["收入"]
        book["支出"].delete_cols(3)

    assert lines_of(edited(lean, tmp_path, edit)) == [
        "收入：找不到“收入”表（被删除，或隐藏的标识行被删除）。请从备份恢复这张表，或用 budgetbook new 新建工作簿再把内容粘贴过去",
        "支出!C1：“部门经济分类（款）”列被删除，应在 C 列。请撤销对列的删除、插入或移动；整列内容可以在新建的工作簿里粘贴",
    ]


def test_a_copied_sheet_is_refused(lean: Path, tmp_path: Path) -> None:
    (line,) = lines_of(edited(lean, tmp_path, lambda book: book.copy_worksheet(book["支出"])))
    assert line.startswith("支出 Copy：“支出”“支出 Copy”是同一张表的几个副本，不知以哪个为准。")


def test_an_empty_workbook_says_what_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    write_workbook(empty_ledger(SHANXI, 2027, EntityKind.UNIT), path, form=SHANXI)
    assert lines_of(path) == [
        "单位信息!C6：没有填单位名称。请填写单位全称",
        "所属单位：没有登记任何单位。请至少登记一个单位，单位本级也要登记",
    ]


def test_a_single_unit_needn_t_be_named_on_every_line(tmp_path: Path) -> None:
    path = tmp_path / "unit.xlsx"
    write_workbook(empty_ledger(SHANXI, 2027, EntityKind.UNIT), path, form=SHANXI)

    def edit(book: Any) -> None:
        book["单位信息"]["C6"] = "青石市图书馆"
        book["所属单位"]["C6"] = "事业"
        for column, value in zip("BCE", ("一般公共预算", "当年预算", 500), strict=True):
            book["收入"][f"{column}6"] = value

    ledger = read_workbook(edited(path, tmp_path, edit))
    assert [unit.name for unit in ledger.units] == ["青石市图书馆"]
    assert [line.coordinates.unit for line in ledger.lines] == ["青石市图书馆"]


def test_an_unknown_project_stays_for_the_compiler_to_judge(lean: Path, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        book["支出"]["G16"] = "没有登记的项目"

    reading = survey_workbook(edited(lean, tmp_path, edit))
    assert reading.defects == ()
    assert reading.ledger is not None
    assert reading.ledger.lines[16].coordinates.project == "没有登记的项目"


def test_known_by_its_marker_alone(small: Path, tmp_path: Path) -> None:
    # Some programs drop document properties: the hidden row then speaks for the file.
    stripped = tmp_path / "任意名字.dat"
    with zipfile.ZipFile(small) as source, zipfile.ZipFile(stripped, "w") as target:
        for part in source.namelist():
            if part == "docProps/custom.xml":
                continue
            data = source.read(part)
            if part in ("[Content_Types].xml", "_rels/.rels"):
                data = re.sub(rb"<(Override|Relationship)[^>]*custom[^>]*/>", b"", data)
            target.writestr(part, data)
    assert is_workbook(stripped)


def test_foreign_and_broken_files_are_refused(small: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.xlsx"
    openpyxl.Workbook().save(foreign)
    assert not is_workbook(foreign)
    with pytest.raises(UnreadableFile, match="不是 budgetbook 的填报工作簿"):
        read_workbook(foreign)
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(small.read_bytes()[:5000])
    assert not is_workbook(cut)
    with pytest.raises(UnreadableFile, match="不是完好的"):
        read_workbook(cut)


def test_a_newer_schema_is_not_guessed_at(lean: Path, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        cell = book["填写说明"]["A1"]
        cell.value = cell.value.replace("ledger/1", "ledger/2")

    with pytest.raises(UnknownVersion, match="请升级"):
        read_workbook(edited(lean, tmp_path, edit))


def test_entities_are_never_expanded(small: Path, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(small) as source, zipfile.ZipFile(bomb, "w") as target:
        for part in source.namelist():
            data = source.read(part)
            if part == "xl/sharedStrings.xml":
                data = data.replace(b"?>", b'?><!DOCTYPE sst [<!ENTITY a "b">]>', 1)
            target.writestr(part, data)
    with pytest.raises(UnreadableFile, match="DTD"):
        read_workbook(bomb)
