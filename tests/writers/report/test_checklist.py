from __future__ import annotations

from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from budgetbook.checks import catalogue
from budgetbook.model.finding import Severity
from budgetbook.writers.report.checklist import write_checklist
from budgetbook.writers.report.checklist.items import heading_of, headings, items_of
from tests.writers.report.reports import material, report


def written(folder: Path, *reports: object) -> openpyxl.Workbook:
    path = folder / "检查表.xlsx"
    write_checklist(material(*reports), path)  # type: ignore[arg-type]
    return openpyxl.load_workbook(path)


def rows(sheet: Worksheet) -> list[tuple[object, ...]]:
    return [row for row in sheet.iter_rows(values_only=True) if any(row)]


def test_every_rule_is_one_item_under_one_heading() -> None:
    listed = [(item.item, item.content, item.answer) for _, items in items_of(report(), material()) for item in items]
    assert listed == [
        ("公开时间", "在财政部门（主管部门）批复后二十日内公开", "未检查"),
        ("公开格式", "情况说明各部分齐全", "否"),
        ("绩效目标", "绩效目标质量", "未检查"),
        ("公开渠道", "在本级政府或本部门门户网站公开，并在统一平台集中公开", "未检查"),
        ("报表勾稽", "合计等于各分项之和", "否"),
        ("情况说明", "文字中的金额与报表一致", "是"),
        ("情况说明", "增减额与增减率相符", "是"),
    ]


def test_rules_and_families_named_by_a_heading_exist() -> None:
    rules = {each.id for each in catalogue()} | {each.family for each in catalogue()}
    assert {rule for heading in headings() for rule in heading.rules} <= rules
    assert heading_of("form.kind_word").name == "公开方式"
    assert heading_of("form.statement_missing").name == "完整性"
    assert heading_of("shelf.last_year").name == "真实性"


def test_the_list_says_what_is_wrong_where_and_what_to_do(tmp_path: Path) -> None:
    sheet = written(tmp_path)["检查表"]
    found = {row[1]: row for row in rows(sheet) if row[2]}
    assert found["合计等于各分项之和"] == (
        "报表勾稽",
        "合计等于各分项之和",
        "否",
        "【错误】+合计不符",
        "第 12 页 · 表3《支出总表》 · “205 教育支出”行 · “合计”列 · “1,234.00”；另有 1 处",
        "请核对。",
        "《预算法实施条例》第六条",
    )
    assert found["增减额与增减率相符"][2:4] == ("是", "另有未检查：第八部分没有写明")
    assert found["绩效目标质量"][2:4] == ("未检查", "没有绩效目标表")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.freeze_panes == "A5"


def test_the_list_of_problems_has_a_filter_and_no_formula(tmp_path: Path) -> None:
    sheet = written(tmp_path)["问题清单"]
    assert [row[:7] + row[9:] for row in rows(sheet)[2:]] == [
        (word, f"{title}\n{rule}", message, *values, page, each.id)
        for each, word, title, rule, message, values, page in (
            (
                report().findings[0],
                "错误",
                "合计等于各分项之和",
                "identity.sum",
                "+合计不符",
                ("1234.00", "=1+1", -1233),
                12,
            ),
            (
                report().findings[2],
                "警告",
                "情况说明各部分齐全",
                "form.section_missing",
                "没有找到“九”",
                ("九", None, None),
                None,
            ),
            (report().findings[1], "提示", "文字中的金额与报表一致", "narrative.amount", "@提示", (None,) * 3, 30),
        )
    ]
    assert sheet.auto_filter.ref == "A2:J5"
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_a_list_too_long_for_its_row_refers_to_the_other_sheet(tmp_path: Path) -> None:
    sheet = written(tmp_path, report(sums=60))["检查表"]
    (row,) = [row for row in sheet.iter_rows(min_row=5) if row[1].value == "合计等于各分项之和"]
    text = str(row[3].value)
    shown = text.count("【错误】")
    assert text.splitlines()[-1] == f"……其余 {60 - shown} 条见“问题清单”"
    assert (sheet.row_dimensions[row[0].row].height or 0) <= 400


def test_several_documents_have_a_summary_in_front(tmp_path: Path) -> None:
    book = written(tmp_path, report(), report("某局[1]"), report("某局[1]"))
    assert book.sheetnames == ["汇总", "问题清单", "1 =某局", "2 某局［1］", "3 某局［1］"]
    assert rows(book["汇总"])[3] == (1, "=某局", "2027", "a<b>.pdf", 1, 1, 1, 3, 1, "查看")
    assert [row[0] for row in rows(book["问题清单"])[2:]] == ["=某局"] * 3 + ["某局[1]"] * 6
    assert report().findings[0].severity is Severity.ERROR
