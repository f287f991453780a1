"""The sheet of what a policy changed: findings it accepts, with reasons and dates, and its other changes."""

from __future__ import annotations

from collections.abc import Sequence

from budgetbook.model.finding import FindingPlace, PolicyChange, Report, Severity, Suppressed
from budgetbook.model.finding_words import CHANGE_WORDS, place_words, policy_words, severity_words
from budgetbook.writers.report.checklist.sheet import HEAD, Column, Sheet
from budgetbook.writers.report.material import Material

COLUMNS = (
    Column(head="级别", width=14, align="center"),
    Column(head="规则", width=24),
    Column(head="问题", width=50),
    Column(head="位置", width=34),
    Column(head="理由", width=40),
    Column(head="不计至", width=12, align="center"),
    Column(head="编号", width=15),
)


def list_suppressed(sheet: Sheet, material: Material, *, several: bool) -> None:
    """Fill the sheet; with `several` documents each row begins with whose it is."""
    sheet.line("不计的问题", font_name=HEAD, font_size=18, align="center")
    sheet.line("检查方案写明不计的问题，不算入错误、警告和提示的数目。理由由制定检查方案的人负责；到期后自动恢复。")
    for line in dict.fromkeys(
        f"检查方案 {policy_words(one)}" for one in material.reports if not several and one.policy
    ):
        sheet.line(line)
    sheet.head()
    rows = [(report, one) for report in material.reports for one in report.suppressed]
    for report, suppressed in sorted(rows, key=lambda row: list(Severity).index(row[1].finding.severity)):
        sheet.cells((*_whose(report, several), *_accepted(suppressed, material)))
    if not rows:
        sheet.line("没有不计的问题。")
    changes = [(report, one) for report in material.reports if report.policy for one in report.policy.changes]
    if changes:
        sheet.band("检查方案的其他改动")
    for report, change in changes:
        sheet.cells((*_whose(report, several), *_changed(change, material)))


def _whose(report: Report, several: bool) -> Sequence[str]:
    return (report.entity.name, report.source.name if report.source else "") if several else ()


def _accepted(one: Suppressed, material: Material) -> tuple[str, ...]:
    finding = one.finding
    return (
        severity_words(finding),
        f"{material.rule(finding.rule).title}\n{finding.rule}",
        finding.message,
        "\n".join(dict.fromkeys(place_words(place) for place in finding.places if place != FindingPlace())),
        one.because,
        one.until.isoformat() if one.until else "不限",
        finding.id,
    )


def _changed(change: PolicyChange, material: Material) -> tuple[str, ...]:
    title = material.rule(change.rule).title
    words = change.rule if title == change.rule else f"{title}\n{change.rule}"
    return (CHANGE_WORDS[change.what], words, change.detail or "", "", change.because, "", "")
