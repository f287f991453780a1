"""Findings in words for people (Chinese), the same in every report: severities, families, values, and where a place is."""

from __future__ import annotations

import re

from budgetbook.model.finding import Change, Finding, FindingPlace, Report, Severity, Status
from budgetbook.model.money import with_separators
from budgetbook.model.statement import Statement

SEVERITY_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
STATUS_WORDS = {Status.PASSED: "通过", Status.FAILED: "不符", Status.NOT_CHECKED: "未检查"}
CHANGE_WORDS = {
    Change.OFF: "停用规则",
    Change.SEVERITY: "改级别",
    Change.PARAMETERS: "改参数",
    Change.EXPIRED: "不计的问题已到期",
    Change.UNUSED: "不计的问题没有出现",
}
_FAMILIES = {
    "form": "公开格式",
    "identity": "报表勾稽",
    "classification": "科目分类",
    "narrative": "情况说明",
    "performance": "绩效目标",
    "assets": "国有资产",
    "procurement": "政府采购",
    "public_costs": "“三公”经费",
    "operating_costs": "机关运行经费",
    "shelf": "多份文件对照",
}
_OWN_NUMBER = re.compile(r"\s*表\s*(\d{1,3})\s*[：:、.．\s](?=.)")
_OVERALL = "整体支出绩效目标申报表"


def family_of(rule: str) -> str:
    """The family of the rule with this id: `narrative` of `narrative.amount`."""
    return rule.partition(".")[0]


def family_words(family: str) -> str:
    """A rule family's name; its own word for one that has none."""
    return _FAMILIES.get(family, family)


def statement_words(statement: Statement) -> str:
    """表3《2026年预算支出总表》; a number that the title begins with (表3：2026年…) isn't said twice."""
    if not statement.number:
        return f"《{statement.title}》"
    own = _OWN_NUMBER.match(statement.title)
    title = statement.title[own.end() :] if own is not None and int(own[1]) == statement.number else statement.title
    return f"表{statement.number}《{title}》"


def severity_words(finding: Finding) -> str:
    """警告, or 提示（原为错误） where a policy says otherwise than the rule."""
    was = finding.original_severity
    return SEVERITY_WORDS[finding.severity] + (f"（原为{SEVERITY_WORDS[was]}）" if was else "")


def policy_words(report: Report) -> str:
    """方案.toml：不计 2 条已核实的问题，停用规则 1 条; empty where the report was made under no policy."""
    if report.policy is None:
        return ""
    counted = [
        f"{words} {count} 条"
        for what, words in CHANGE_WORDS.items()
        if (count := sum(one.what is what for one in report.policy.changes))
    ]
    return f"{report.policy.name}：{'，'.join([f'不计 {report.counts.suppressed} 条已核实的问题', *counted])}"


def value_words(finding: Finding) -> str:
    """应为 425.28，实为 425.27，差 -0.01; empty where the finding has no values."""
    values = (
        ("应为", finding.expected),
        ("实为", finding.found),
        ("差", None if finding.difference is None else with_separators(finding.difference)),
    )
    return "，".join(f"{word} {value}" for word, value in values if value is not None)


def place_words(place: FindingPlace) -> str:
    """A place in one line: file, page, statement or section, row, column, and what stands there."""
    parts = (place.file or "", position_words(place), *part_words(place), quote_words(place))
    return " · ".join(part for part in parts if part)


def position_words(place: FindingPlace) -> str:
    """第 3 页, 第 627 行, or 收入!C12; empty where the format knows neither."""
    parts = (
        f"第 {place.page} 页" if place.page else "",
        f"第 {place.line} 行" if place.line else "",
        f"{place.sheet}!{place.cell}" if place.sheet and place.cell else place.sheet or "",
    )
    return " · ".join(part for part in parts if part)


def part_words(place: FindingPlace) -> tuple[str, ...]:
    """What part of the document it is: statement, section or performance form, then row and column."""
    unit = f"（{place.unit}）" if place.unit and place.unit != place.row else ""
    if place.statement is None and place.section and place.row:
        return (_OVERALL if place.row == _OVERALL else f"绩效目标表“{place.row}”{unit}", *_given(place.column))
    row = f"“{place.row}”{unit}行" if place.row else None
    column = f"“{place.column}”列" if place.column else None
    return (*_given(place.statement), *_given(_section(place.section)), *_given(row), *_given(column))


def quote_words(place: FindingPlace) -> str:
    """What stands there, in quotation marks; empty where the place quotes nothing."""
    return f"“{place.text}”" if place.text else ""


def _section(section: str | None) -> str | None:
    """情况说明第八部分 for 八; 第一部分, a part of the whole document, as it is."""
    if not section:
        return None
    return section if section.startswith("第") else f"情况说明第{section}部分"


def _given(part: str | None) -> tuple[str, ...]:
    return (part,) if part else ()
