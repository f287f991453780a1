"""`budgetbook read FILE`: what a document says, as a short table or as Disclosure JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from budgetbook.model.disclosure import Disclosure

NAME = "read"
HELP = "读取一份公开文件（文本、Word、Excel、网页、PDF、JSON 或填报工作簿），显示读到了什么。"


def run(
    file: Path = typer.Argument(..., metavar="FILE", help="要读取的文件。", show_default=False),
    as_json: bool = typer.Option(False, "--json", help="只输出机器可读的 JSON（budgetbook/disclosure/1）。"),
    output: Path | None = typer.Option(
        None, "-o", "--output", metavar="FILE", help="把 JSON 写入这个文件。", show_default=False
    ),
) -> None:
    """Read FILE and show what was understood."""
    from budgetbook.cli.terminal import emit, progress
    from budgetbook.services.reading import disclosure_read

    with progress(f"读取 {file.name}"):
        disclosure = disclosure_read(path=file)
    if as_json or output is not None:
        from budgetbook.model.codec import encode

        emit(encode(disclosure, indent=1), output)
    if not as_json:
        _show(disclosure)


def _show(disclosure: Disclosure) -> None:
    from rich.table import Table

    from budgetbook.cli.terminal import console
    from budgetbook.model.place import describe

    out = console()
    kind = f"{disclosure.entity.kind.word}{'预算' if disclosure.phase.value == 'budget' else '决算'}"
    out.print(f"[bold]{_safe(disclosure.entity.name)}[/]  {disclosure.fiscal_year} 年度{kind}")
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name, justify in (("序号", "right"), ("报表", "left"), ("行", "right"), ("金额", "right"), ("单位", "left")):
        table.add_column(name, justify="right" if justify == "right" else "left")
    for statement in disclosure.statements:
        amounts = sum(amount is not None for row in statement.rows for amount in row.amounts)
        table.add_row(
            str(statement.number or ""),
            _safe(statement.title),
            str(len(statement.rows)),
            str(amounts) if amounts else "无数据",
            statement.unit.value,
        )
    out.print(table)
    indicators = sum(len(p.indicators.whole) + len(p.indicators.annual) for p in disclosure.projects)
    parts = [
        f"情况说明 {len(disclosure.narrative)} 节",
        f"项目绩效目标表 {len(disclosure.projects)} 张（指标 {indicators} 个）",
        "整体绩效目标表 1 张" if disclosure.overall_performance else "",
        f"购买服务目录 {len(disclosure.purchase_catalogue)} 条" if disclosure.purchase_catalogue else "",
        f"名词解释 {len(disclosure.glossary)} 条" if disclosure.glossary else "",
    ]
    out.print("，".join(part for part in parts if part))
    if disclosure.damage:
        out.print(f"[yellow]有 {len(disclosure.damage)} 处没有把握，相关检查将标为“未检查”：[/]")
        for damage in disclosure.damage[:20]:
            where = describe(damage.place)
            out.print(f"  {where + '：' if where else ''}{_safe(damage.note)}")
        if len(disclosure.damage) > 20:
            out.print(f"  其余 {len(disclosure.damage) - 20} 处见 --json")


def _safe(text: str) -> str:
    from rich.markup import escape

    return escape(text)
