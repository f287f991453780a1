"""What a policy did to a report, for people: accepted findings, rules off, other severities and numbers, entries that do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from budgetbook.model.finding import Report


def show_policy(out: Console, report: Report, *, all_findings: bool) -> None:
    """One line that counts what was changed; with `all_findings` every finding put aside and every change, with the reasons given."""
    from rich.markup import escape

    from budgetbook.model.finding_words import CHANGE_WORDS, policy_words

    if report.policy is None:
        return
    changes = report.policy.changes
    more = "" if all_findings or not (report.suppressed or changes) else "  [dim]（--all 列出理由）[/]"
    out.print(f"检查方案 {escape(policy_words(report))}{more}")
    if not all_findings:
        return
    for one in report.suppressed:
        until = f"，至 {one.until}" if one.until else ""
        out.print(f"  不计 {escape(one.finding.message)}  [dim]{escape(one.finding.rule)}[/]")
        out.print(f"      [dim]理由：{escape(one.because)}{until}[/]")
    for change in changes:
        detail = f"：{escape(change.detail)}" if change.detail else ""
        out.print(f"  {CHANGE_WORDS[change.what]} {escape(change.rule)}{detail}")
        out.print(f"      [dim]理由：{escape(change.because)}[/]")
