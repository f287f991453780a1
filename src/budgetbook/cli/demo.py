"""`budgetbook demo`: the whole job on the worked example."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from budgetbook.services.demonstrating import Demonstration

NAME = "demo"
HELP = "用示例走一遍：生成工作簿、编制、检查、公开。"


def run(
    output: Path = typer.Option(Path("out"), "-o", "--output", metavar="DIR", help="输出文件夹。"),
) -> int:
    """Make the example's workbook, compile, check and publish it into DIR."""
    from budgetbook.cli.terminal import console, progress
    from budgetbook.services.demonstrating import EXAMPLES, example_demonstrated

    out = console()
    errors = 0
    for name in EXAMPLES:
        with progress("示例") as say:
            demonstration = example_demonstrated(name=name, folder=output, progress=say)
        _show(out, demonstration)
        errors += demonstration.report.counts.error
    out.print(f"请打开 [bold]{output}[/] 看结果；改动工作簿后重新运行 budgetbook publish 即可。", soft_wrap=True)
    return 1 if errors else 0


def _show(out: Console, made: Demonstration) -> None:
    from rich.markup import escape

    from budgetbook.cli.publish import show

    ledger, counts, disclosure = made.ledger, made.report.counts, made.compiled.disclosure
    cells = sum(amount is not None for s in disclosure.statements for row in s.rows for amount in row.amounts)
    words = sum(len(section.text) for section in disclosure.narrative)
    out.rule(f"{escape(ledger.entity.name)} {ledger.fiscal_year} 年度{ledger.entity.kind.word}预算")
    out.print(
        f"填报  {len(ledger.lines)} 行收支明细、{len(ledger.units)} 个单位、{len(ledger.projects)} 个项目"
        f"  [dim]{escape(str(made.workbook))}[/]",
        soft_wrap=True,
    )
    out.print(
        f"编制  {len(disclosure.statements)} 张报表 {cells} 个数、{len(disclosure.narrative)} 节文字 {words} 字、"
        f"{len(disclosure.projects)} 张绩效目标表  [dim]{made.seconds['compile']:.1f} 秒[/]"
    )
    out.print(
        f"检查  {counts.passed} 项一致，错误 {counts.error}，警告 {counts.warning}，提示 {counts.notice}，"
        f"未检查 {counts.not_checked}  [dim]{made.seconds['check'] * 1000:.0f} 毫秒[/]"
    )
    out.print(f"公开  {len(made.published.files)} 种形式，逐个读回核对  [dim]{made.seconds['publish']:.1f} 秒[/]")
    show(made.published)
    out.print()
