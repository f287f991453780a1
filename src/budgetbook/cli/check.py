"""`budgetbook check FILE…`: what is wrong with documents, worst first, with both values and both places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from budgetbook.model.finding import Finding, FindingPlace, Report

NAME = "check"
HELP = "检查公开文件、工作簿或 JSON：各表之间、表内勾稽、绩效目标表与项目表是否一致。"

_WORDS = {"error": ("错误", "red"), "warning": ("警告", "yellow"), "notice": ("提示", "cyan")}


def run(
    files: list[Path] = typer.Argument(..., metavar="FILE…", help="要检查的文件，可以多个。", show_default=False),
    as_json: bool = typer.Option(
        False, "--json", help="只输出机器可读的报告（budgetbook/report/1）；多个文件时每行一份。"
    ),
    output: Path | None = typer.Option(
        None, "-o", "--output", metavar="FILE", help="把 JSON 报告写入这个文件。", show_default=False
    ),
    all_findings: bool = typer.Option(False, "--all", help="提示也逐条列出。"),
    together: bool = typer.Option(
        False, "--together", help="这些文件合起来是一份公开（文字一个、表格一个），一起检查。"
    ),
    policy: Path | None = typer.Option(
        None,
        "--policy",
        metavar="TOML",
        help="检查方案：停用规则、改级别和参数、列出已核实的问题，都写明理由。",
        show_default=False,
    ),
) -> int:
    """Check each FILE, or all together; exit status 1 where a finding of severity error was made, 2 where a file can't be read.

    Of several files the others are checked all the same: who checks a folder wants to hear of every one.
    """
    from budgetbook.cli.terminal import bar, console, emit
    from budgetbook.errors import BudgetbookError
    from budgetbook.model.codec import encode
    from budgetbook.model.policy import NO_POLICY
    from budgetbook.services.checking import documents_checked
    from budgetbook.services.policies import policy_read

    chosen = NO_POLICY if policy is None else policy_read(path=policy)
    documents = [files] if together else [[file] for file in files]
    reports, unread = [], 0
    for paths in documents:
        try:
            with bar(f"检查 {paths[0].name}") as heard:
                reports.append(documents_checked(paths=paths, policy=chosen, progress=heard))
        except BudgetbookError as error:
            if len(documents) == 1:
                raise
            unread += 1
            typer.echo(f"budgetbook：{error}", err=True)
    if (as_json or output is not None) and reports:
        emit(b"\n".join(encode(report, indent=1 if len(reports) == 1 else 0) for report in reports), output)
    if not as_json:
        out = console()
        for report in reports:
            _show(out, report, all_findings=all_findings)
        if len(documents) > 1:
            wrong = sum(report.counts.error > 0 for report in reports)
            out.print(
                f"共 {len(documents)} 份：有错误 {wrong} 份，没有错误 {len(reports) - wrong} 份，读不了 {unread} 份"
            )
    if unread:
        return 2
    return 1 if any(report.counts.error for report in reports) else 0


def _show(out: Console, report: Report, *, all_findings: bool) -> None:
    from rich.markup import escape

    from budgetbook.cli.policy import show_policy

    counts = report.counts
    name = report.source.name if report.source else ""
    out.print(f"[bold]{escape(report.entity.name)}[/]  {report.fiscal_year} 年度  [dim]{escape(name)}[/]")
    for finding in report.findings:
        if finding.severity.value != "notice" or all_findings:
            _show_finding(out, finding)
    hidden = 0 if all_findings else counts.notice
    out.print(
        f"错误 {counts.error}，警告 {counts.warning}，提示 {counts.notice}；"
        f"通过 {counts.passed} 项，未检查 {counts.not_checked} 项"
        + (f"  [dim]（--all 列出 {hidden} 条提示）[/]" if hidden else "")
    )
    show_policy(out, report, all_findings=all_findings)
    reasons = [outcome for outcome in report.outcomes if outcome.status.value == "not_checked"]
    for outcome in reasons[:10]:
        out.print(f"  [dim]未检查 {escape(outcome.rule)}：{escape(outcome.reason or '')}[/]")
    if len(reasons) > 10:
        out.print(f"  [dim]其余 {len(reasons) - 10} 项未检查的原因见 --json[/]")
    out.print()


def _show_finding(out: Console, finding: Finding) -> None:
    from rich.markup import escape

    word, colour = _WORDS[finding.severity.value]
    was = f"[dim]（原为{_WORDS[finding.original_severity.value][0]}）[/]" if finding.original_severity else ""
    out.print(f"[{colour}]{word}[/]{was} {escape(finding.message)}  [dim]{escape(finding.rule)}[/]")
    values = [
        f"应为 {finding.expected}" if finding.expected is not None else "",
        f"实为 {finding.found}" if finding.found is not None else "",
        f"差 {finding.difference}" if finding.difference is not None else "",
    ]
    if any(values):
        out.print("    " + escape("，".join(value for value in values if value)))
    for place in finding.places:
        out.print(f"    [dim]{escape(_where(place))}[/]")
    if finding.hint:
        out.print(f"    {escape(finding.hint)}")


def _where(place: FindingPlace) -> str:
    parts = [
        place.file or "",
        f"第 {place.page} 页" if place.page else "",
        f"第 {place.line} 行" if place.line else "",
        f"{place.sheet}!{place.cell}" if place.sheet and place.cell else "",
        place.statement or "",
        f"第{place.section}部分" if place.section else "",
        place.row or "",
        place.column or "",
        f"“{place.text}”" if place.text else "",
    ]
    return " · ".join(part for part in parts if part)
