from __future__ import annotations

from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from budgetbook.checks import catalogue
from budgetbook.model.finding import Severity
from budgetbook.writers.report.checklist import write_checklist
from budgetbook.writers.report.checklist.items import heading_of, headings, items_of
from tests.writers.report.reports import material, report, under_policy


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
    number, text = row[0].row, str(row[3].value)
    shown = text.count("【错误】")
    assert text.splitlines()[-1] == f"……其余 {60 - shown} 条见“问题清单”"
    assert number is not None
    height = sheet.row_dimensions[number].height
    assert height is not None and 100 < height <= 400


def test_several_documents_have_a_summary_in_front(tmp_path: Path) -> None:
    book = written(tmp_path, report(), report("某局[1]"), report("某局[1]"))
    assert book.sheetnames == ["汇总", "问题清单", "1 =某局", "2 某局［1］", "3 某局［1］"]
    assert rows(book["汇总"])[3] == (1, "=某局", "2027", "a<b>.pdf", 1, 1, 1, 3, 1, 0, "查看")
    assert [row[0] for row in rows(book["问题清单"])[2:]] == ["=某局"] * 3 + ["某局[1]"] * 6
    assert report().findings[0].severity is Severity.ERROR


def test_accepted_findings_have_a_sheet_with_reasons_and_dates(tmp_path: Path) -> None:
    book = written(tmp_path, under_policy())
    assert book.sheetnames == ["检查表", "问题清单", "不计的问题"]
    told = "方案.toml：不计 1 条已核实的问题，停用规则 1 条，不计的问题没有出现 1 条"
    place = "第 12 页 · 表3《支出总表》 · “205 教育支出”行 · “合计”列 · “1,234.00”"
    words = "第 30 页 · 情况说明第三部分 · “<b>基本支出</b>660.53万元”"
    rule = "合计等于各分项之和\nidentity.sum"
    finding = under_policy().suppressed[0].finding
    assert rows(book["不计的问题"])[2:] == [
        (f"检查方案 {told}", *(None,) * 6),
        ("级别", "规则", "问题", "位置", "理由", "不计至", "编号"),
        ("错误", rule, "+合计不符", f"{place}\n{words}", "<i>已核实", "2027-12-31", finding.id),
        ("检查方案的其他改动", *(None,) * 6),
        ("停用规则", "绩效目标质量\nperformance.quality", None, None, "=另行评审", None, None),
        ("不计的问题没有出现", "narrative.*", "没有这样的问题，可以删去", None, "旧口径", None, None),
    ]
    assert rows(book["检查表"])[3][0] == f"检查方案 {told}（理由见“不计的问题”）"
    assert str(rows(book["检查表"])[2][0]).split("　　")[5] == "不计 1 条"


def test_a_rule_whose_findings_are_all_accepted_is_met_and_says_so(tmp_path: Path) -> None:
    (row,) = [row for row in rows(written(tmp_path, under_policy())["检查表"]) if row[1] == "合计等于各分项之和"]
    assert row[2:4] == ("是", "有 1 条按检查方案不计，见“不计的问题”")


def test_accepted_findings_of_several_documents(tmp_path: Path) -> None:
    book = written(tmp_path, under_policy(), report("某局[1]"))
    assert book.sheetnames == ["汇总", "问题清单", "1 =某局", "2 某局［1］", "不计的问题"]
    assert rows(book["汇总"])[2][0] == "检查方案 方案.toml：不计 1 条已核实的问题，理由见“不计的问题”"
    assert [row[9] for row in rows(book["汇总"])[4:]] == [1, 0]
    assert rows(book["不计的问题"])[3][:3] == ("=某局", "a<b>.pdf", "错误")


def test_rules_stand_where_inspectors_look_for_them() -> None:
    asked = ("classification.economic_detail", "narrative.reason_missing", "form.contents", "shelf.unit_missing")
    assert [heading_of(rule).name for rule in asked] == ["细化程度", "完整性", "完整性", "完整性"]
    assert [heading_of(rule).name for rule in ("form.title_year", "form.money_unit")] == ["公开方式", "真实性"]


def test_every_rule_is_sorted_on_purpose() -> None:
    """A new rule falls under 真实性 silently: its family must be named, or the rule itself."""
    named = {rule for heading in headings() for rule in heading.rules}
    assert [each.id for each in catalogue() if not {each.id, each.family} & named] == []
