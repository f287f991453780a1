"""The check list as inspectors fill it in: a workbook with a row for each item, lists of all problems and of those
that a policy accepts, and a summary of several documents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from budgetbook.model.finding import Finding, FindingPlace, Report, Severity
from budgetbook.model.finding_words import place_words, policy_words, position_words, severity_words
from budgetbook.model.numerals import numeral
from budgetbook.writers.report.checklist.items import NO, UNCHECKED, YES, Item, items_of
from budgetbook.writers.report.checklist.sheet import HEAD, SIZE, Column, Looks, Sheet
from budgetbook.writers.report.checklist.suppressed import COLUMNS as SUPPRESSED
from budgetbook.writers.report.checklist.suppressed import list_suppressed
from budgetbook.writers.report.material import Material
from budgetbook.writers.xlsx.measure import lines_of
from budgetbook.writers.xlsx.names import SheetNames

_ITEMS = (
    Column(head="检查项目", width=10),
    Column(head="检查内容", width=24),
    Column(head="是否符合要求", width=9, align="center"),
    Column(head="存在问题", width=52),
    Column(head="位置", width=38),
    Column(head="修改建议", width=28),
    Column(head="依据", width=24),
)
_ANSWER, _PROBLEM, _PLACE = 2, 3, 4
_PROBLEMS = (
    Column(head="级别", width=7, align="center"),
    Column(head="规则", width=22),
    Column(head="问题", width=52),
    Column(head="应为", width=14, align="right"),
    Column(head="实为", width=14, align="right"),
    Column(head="差额", width=13, align="right"),
    Column(head="页", width=7, align="center"),
    Column(head="位置", width=38),
    Column(head="建议", width=28),
    Column(head="编号", width=15),
)
_WHOSE = (Column(head="单位", width=20), Column(head="文件", width=20))
_SUMMARY = (
    Column(head="序号", width=6, align="center"),
    Column(head="单位", width=34),
    Column(head="年度", width=8, align="center"),
    Column(head="文件", width=44),
    Column(head="错误", width=8, align="right"),
    Column(head="警告", width=8, align="right"),
    Column(head="提示", width=8, align="right"),
    Column(head="通过", width=9, align="right"),
    Column(head="未检查", width=9, align="right"),
    Column(head="不计", width=8, align="right"),
    Column(head="检查表", width=14, align="center"),
)
_MOST_LINES = 27  # that a row has room for
_COLOURS = {Severity.ERROR: "#B3261E", Severity.WARNING: "#8A5000", Severity.NOTICE: "#1A5FA8"}
_ANSWERS: dict[str, dict[str, Any]] = {
    YES: {"font_color": "#1F6B3A"},
    NO: {"font_color": "#B3261E", "bold": True},
    UNCHECKED: {"font_color": "#8A5000"},
}


def write_checklist(material: Material, path: Path) -> None:
    """Write the workbook for the reports of `material` to `path`: with a summary in front where there are several.

    Raises OSError where it can't be written.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(str(path), options) as book:
        book.set_properties({"title": "预算公开检查表", "comments": "明账 Budgetbook"})
        looks, names = Looks(book), SheetNames()
        several = len(material.reports) > 1
        summary = book.add_worksheet(names.name("汇总")) if several else None
        problems = book.add_worksheet(names.name("问题清单")) if several else None
        titles = []
        for number, report in enumerate(material.reports, 1):
            titles.append(names.name(f"{number} {report.entity.name}" if several else "检查表"))
            _checklist(Sheet(book.add_worksheet(titles[-1]), _ITEMS, looks), report, material)
        if summary is not None:
            _summarise(Sheet(summary, _SUMMARY, looks), material, titles)
        whose = _WHOSE if several else ()
        sheet = problems or book.add_worksheet(names.name("问题清单"))
        _list_problems(Sheet(sheet, (*whose, *_PROBLEMS), looks), material, several=several)
        if any(report.policy is not None for report in material.reports):
            accepted = Sheet(book.add_worksheet(names.name("不计的问题")), (*whose, *SUPPRESSED), looks)
            list_suppressed(accepted, material, several=several)


def _checklist(sheet: Sheet, report: Report, material: Material) -> None:
    sheet.line("预算公开检查表", font_name=HEAD, font_size=18, align="center")
    sheet.line(f"单位：{report.entity.name}　　年度：{report.fiscal_year}　　{_file_words(report)}")
    sheet.line(_count_words(report) + (f"　　检查时间：{material.made_at}" if material.made_at else ""))
    if report.policy is not None:
        sheet.line(f"检查方案 {policy_words(report)}（理由见“不计的问题”）")
    sheet.head()
    for number, (heading, items) in enumerate(items_of(report, material), start=1):
        wrong = sum(item.answer == NO for item in items)
        sheet.band(f"{numeral(number)}、{heading}" + (f"（不符合 {wrong} 项）" if wrong else ""))
        for item in items:
            problems, places = _problem_words(item)
            values = (
                item.item,
                item.content,
                item.answer,
                problems,
                places,
                item.hint if item.answer != YES else "",
                item.source,
            )
            first = sheet.row
            sheet.cells(values, {_ANSWER: {"valign": "top", **_ANSWERS[item.answer]}})
            sheet.sheet.data_validation(
                first, _ANSWER, first, _ANSWER, {"validate": "list", "source": [YES, NO, UNCHECKED]}
            )
    sheet.line("未检查的项目不等于符合要求，请人工核对后填写。")
    sheet.line("检查人：　　　　　　　　　　复核人：　　　　　　　　　　日期：　　　　年　　月　　日", font_size=11)


def _file_words(report: Report) -> str:
    source = report.source
    return f"文件：{source.name}　　SHA-256：{source.sha256}" if source else "文件：（无）"


def _count_words(report: Report) -> str:
    counts = report.counts
    return (
        f"错误 {counts.error}　　警告 {counts.warning}　　提示 {counts.notice}　　"
        f"通过 {counts.passed} 项　　未检查 {counts.not_checked} 项"
        + (f"　　不计 {counts.suppressed} 条" if report.policy is not None else "")
    )


def _problem_words(item: Item) -> tuple[str, str]:
    """The item's problems and where they are, numbered alike, as many as a row has room for."""
    problems: list[str] = []
    places: list[str] = []
    single = len(item.findings) == 1
    for number, finding in enumerate(item.findings, 1):
        mark = "" if single else f"{number}. "
        problem = f"{mark}【{severity_words(finding)}】{finding.message}"
        place = mark + _where(finding)
        if number > 1 and not (_fits([*problems, problem], _PROBLEM) and _fits([*places, place], _PLACE)):
            problems.append(f"……其余 {len(item.findings) - number + 1} 条见“问题清单”")
            break
        problems.append(problem)
        places.append(place)
    if item.remark:
        problems.append(item.remark)
    return "\n".join(problems), "\n".join(places)


def _fits(texts: Sequence[str], column: int) -> bool:
    return lines_of("\n".join(texts), _ITEMS[column].width, SIZE) <= _MOST_LINES - 2


def _where(finding: Finding) -> str:
    """The first place, and how many more there are."""
    places = [place for place in finding.places if place != FindingPlace()]
    if not places:
        return "全文"
    return place_words(places[0]) + (f"；另有 {len(places) - 1} 处" if len(places) > 1 else "")


def _list_problems(sheet: Sheet, material: Material, *, several: bool) -> None:
    sheet.line("问题清单", font_name=HEAD, font_size=18, align="center")
    sheet.head()
    first = sheet.row - 1
    before = len(_WHOSE) if several else 0
    for report in material.reports:
        whose = (report.entity.name, report.source.name if report.source else "") if several else ()
        for finding in sorted(report.findings, key=lambda each: list(Severity).index(each.severity)):
            place = next((one for one in finding.places if one != FindingPlace()), None)
            sheet.cells(
                (
                    *whose,
                    severity_words(finding),
                    f"{material.rule(finding.rule).title}\n{finding.rule}",
                    finding.message,
                    finding.expected or "",
                    finding.found or "",
                    finding.difference if finding.difference is not None else "",
                    (place.page or position_words(place)) if place else "",
                    "\n".join(dict.fromkeys(place_words(one) for one in finding.places if one != FindingPlace())),
                    finding.hint or "",
                    finding.id,
                ),
                {before: {"font_color": _COLOURS[finding.severity], "bold": True}},
            )
    if sheet.row > first + 1:
        sheet.sheet.autofilter(first, 0, sheet.row - 1, len(sheet.columns) - 1)
    else:
        sheet.line("没有发现问题。")


def _summarise(sheet: Sheet, material: Material, titles: Sequence[str]) -> None:
    sheet.line("预算公开检查汇总", font_name=HEAD, font_size=18, align="center")
    wrong = sum(report.counts.error > 0 for report in material.reports)
    made = f"　　检查时间：{material.made_at}" if material.made_at else ""
    sheet.line(f"共 {len(titles)} 份：有错误 {wrong} 份，没有错误 {len(titles) - wrong} 份{made}")
    policies = dict.fromkeys(report.policy.name for report in material.reports if report.policy is not None)
    if policies:
        accepted = sum(report.counts.suppressed for report in material.reports)
        sheet.line(f"检查方案 {'、'.join(policies)}：不计 {accepted} 条已核实的问题，理由见“不计的问题”")
    sheet.head()
    first = sheet.row - 1
    for number, (report, title) in enumerate(zip(material.reports, titles, strict=True), 1):
        counts = report.counts
        row = sheet.row
        sheet.cells(
            (
                number,
                report.entity.name,
                str(report.fiscal_year),
                report.source.name if report.source else "",
                counts.error,
                counts.warning,
                counts.notice,
                counts.passed,
                counts.not_checked,
                counts.suppressed,
                "",
            ),
            {4: _ANSWERS[NO]} if counts.error else None,
        )
        link = sheet.looks.cell(align="center", font_color="#0B4F8A", underline=1)
        quoted = title.replace("'", "''")
        sheet.sheet.write_url(row, len(_SUMMARY) - 1, f"internal:'{quoted}'!A1", link, "查看")
    sheet.sheet.autofilter(first, 0, sheet.row - 1, len(_SUMMARY) - 1)
