"""What a policy did to a report, for people: accepted findings, rules off, other severities and numbers, entries that do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from budgetbook.model.finding import Report

_WORDS = {
    "off": "停用规则",
    "severity": "改级别",
    "parameters": "改参数",
    "expired": "不计的问题已到期",
    "unused": "不计的问题没有出现",
}


def show_policy(out: Console, report: Report, *, all_findings: bool) -> None:
    """One line that counts what was changed; with `all_findings` every finding put aside and every change, with the reasons given."""
    from rich.markup import escape

    if report.policy is None:
        return
    changes = report.policy.changes
    counted = [
        f"{word} {count} 条"
        for what, word in _WORDS.items()
        if (count := sum(one.what.value == what for one in changes))
    ]
    parts = [f"不计 {report.counts.suppressed} 条已核实的问题", *counted]
    more = "" if all_findings or not (report.suppressed or changes) else "  [dim]（--all 列出理由）[/]"
    out.print(f"检查方案 {escape(report.policy.name)}：{'，'.join(parts)}{more}")
    if not all_findings:
        return
    for one in report.suppressed:
        until = f"，至 {one.until}" if one.until else ""
        out.print(f"  不计 {escape(one.finding.message)}  [dim]{escape(one.finding.rule)}[/]")
        out.print(f"      [dim]理由：{escape(one.because)}{until}[/]")
    for change in changes:
        detail = f"：{escape(change.detail)}" if change.detail else ""
        out.print(f"  {_WORDS[change.what.value]} {escape(change.rule)}{detail}")
        out.print(f"      [dim]理由：{escape(change.because)}[/]")
