"""`budgetbook compile WORKBOOK`: ledger to statements, words and forms; or the lines behind one cell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from budgetbook.compiler import Compiled

NAME = "compile"
_UNBROKEN = 500  # columns
HELP = "由填报工作簿编出全部报表和文字；--trace 查看某个数由哪些明细行组成。"


def run(
    workbook: Path = typer.Argument(..., metavar="WORKBOOK", help="填报工作簿。", show_default=False),
    trace: str | None = typer.Option(
        None, "--trace", metavar="表/行/列", help="例如 3/205/合计：表三、205 教育支出、合计列。", show_default=False
    ),
    unit: str | None = typer.Option(
        None, "--unit", metavar="单位名称", help="只编这个所属单位自己的预算。", show_default=False
    ),
    as_json: bool = typer.Option(False, "--json", help="只输出 JSON（budgetbook/disclosure/1）。"),
    output: Path | None = typer.Option(
        None, "-o", "--output", metavar="FILE", help="把 JSON 写入这个文件。", show_default=False
    ),
) -> None:
    """Compile WORKBOOK."""
    from budgetbook.cli.terminal import emit, progress
    from budgetbook.model.codec import encode
    from budgetbook.services.compiling import workbook_compiled

    with progress(f"编制 {workbook.name}"):
        compiled = workbook_compiled(path=workbook, unit=unit)
    if trace is not None:
        _show_trace(compiled, trace)
        return
    if as_json or output is not None:
        emit(encode(compiled.disclosure, indent=1), output)
    if not as_json:
        from budgetbook.cli.read import show
        from budgetbook.services.understanding import reading_of

        show(reading_of(compiled.disclosure))
        _show_remarks(compiled)


def _show_remarks(compiled: Compiled) -> None:
    from rich.markup import escape

    from budgetbook.cli.terminal import console

    out = console()
    for notice in compiled.notices:
        out.print(f"[cyan]提示[/] {escape(str(notice))}")
    if compiled.lacking:
        out.print(
            f"[yellow]文字还缺 {len(compiled.lacking)} 处，文中以【待填】标出：{escape('、'.join(compiled.lacking))}[/]"
        )
    out.print("[green]编制完成[/]，各表各数出自同一套明细。")


def _show_trace(compiled: Compiled, path: str) -> None:
    from rich.markup import escape
    from rich.table import Table

    from budgetbook.cli.terminal import console
    from budgetbook.compiler import trace
    from budgetbook.model.place import describe

    found = trace(compiled, path)
    out = console()
    amount = "空白" if found.amount is None else f"{found.amount} {found.unit.value}"
    out.print(f"[bold]{escape(found.title)}[/] · {escape(found.row)} · {escape(found.column)} = [bold]{amount}[/]")
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("出处", "单位", "项目", "科目"):
        table.add_column(name, overflow="fold", no_wrap=name in ("出处", "科目"))
    table.add_column("元", justify="right", no_wrap=True)
    for line in found.lines:
        at = line.coordinates
        table.add_row(
            describe(line.place),
            escape(at.unit or ""),
            escape(at.project or ""),
            " ".join(code for code in (at.function, at.economic) if code),
            f"{line.yuan:,.2f}",
        )
    table.add_row("", "", "", "合计", f"{sum(line.yuan for line in found.lines):,.2f}")
    if not out.is_terminal:  # in a file or pipe no line has to be folded
        out.width = max(out.width, _UNBROKEN)
    out.print(table)
