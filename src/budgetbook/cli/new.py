"""`budgetbook new WORKBOOK`: the workbook to fill in, empty or with what last year's document tells."""

from __future__ import annotations

from pathlib import Path

import typer

NAME = "new"
HELP = "生成填报工作簿（Excel、WPS 均可填写）。"


def run(
    workbook: Path = typer.Argument(..., metavar="WORKBOOK", help="要生成的 .xlsx 文件。", show_default=False),
    year: int | None = typer.Option(
        None, "--year", metavar="YEAR", help="预算年度，例如 2027。不写时为 --from 文件的下一年。", show_default=False
    ),
    kind: str | None = typer.Option(
        None,
        "--kind",
        metavar="KIND",
        help="department 部门，unit 单位。不写时与 --from 的文件相同，没有 --from 时为 unit。",
        show_default=False,
    ),
    form: str | None = typer.Option(
        None,
        "--form",
        metavar="FORM",
        help="公开表样：shanxi 山西，national 全国通用。不写时与 --from 的文件相同，没有 --from 时为 shanxi。",
        show_default=False,
    ),
    previous: Path | None = typer.Option(
        None,
        "--from",
        metavar="DISCLOSURE",
        help="上一年的公开文件，用来预填上年数、机构、延续项目和文字。",
        show_default=False,
    ),
    unit: str | None = typer.Option(
        None,
        "--unit",
        metavar="单位名称",
        help="--from 是部门的填报工作簿时：取出这个所属单位，作为它自己的工作簿。",
        show_default=False,
    ),
    force: bool = typer.Option(False, "--force", help="覆盖已有的同名文件。"),
) -> None:
    """Write an entry workbook."""
    from rich.markup import escape

    from budgetbook.cli.terminal import console, progress
    from budgetbook.errors import UsageError
    from budgetbook.model.disclosure import EntityKind
    from budgetbook.services.starting import workbook_new, workbook_of_unit

    if kind is not None and kind not in tuple(EntityKind):
        raise UsageError(f"--kind 应为 department（部门）或 unit（单位），不能是“{kind}”")
    if unit is not None:
        if previous is None:
            raise UsageError("--unit 要和 --from 部门工作簿一起用")
        with progress(f"生成 {workbook.name}"):
            ledger = workbook_of_unit(path=workbook, source=previous, unit=unit, overwrite=force)
        console().print(
            f"已生成 [bold]{workbook}[/]：{len(ledger.lines)} 行收支、{len(ledger.projects)} 个项目取自部门工作簿。"
            "请补填职责与机构、国有资产、上年数据、变动原因与文字。"
        )
        return
    with progress(f"生成 {workbook.name}"):
        started = workbook_new(
            path=workbook,
            form=form,
            fiscal_year=year,
            kind=None if kind is None else EntityKind(kind),
            previous=previous,
            overwrite=force,
        )
    out = console()
    out.print(f"已生成 [bold]{workbook}[/]。请先看第一张表“填写说明”。", soft_wrap=True)
    if previous is not None:
        ledger = started.ledger
        figures = sum(figure.yuan is not None for figure in ledger.previous)
        out.print(
            f"从上年文件带入：{ledger.entity.kind.word}名称、{len(ledger.units)} 个单位、{len(ledger.projects)} 个延续项目、"
            f"{figures} 个上年数；标有【待更新】的内容请核对改写。"
        )
        if started.figures_missing:
            out.print(f"[yellow]{escape(started.figures_missing)}[/]", soft_wrap=True)
    out.print(f"填好后：budgetbook check {workbook}　再：budgetbook publish {workbook} -o 公开文件", soft_wrap=True)
