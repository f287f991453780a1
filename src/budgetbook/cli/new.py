"""`budgetbook new WORKBOOK`: the workbook to fill in, empty or with what last year's document tells."""

from __future__ import annotations

from pathlib import Path

import typer

NAME = "new"
HELP = "生成填报工作簿（Excel、WPS 均可填写）。"


def run(
    workbook: Path = typer.Argument(..., metavar="WORKBOOK", help="要生成的 .xlsx 文件。", show_default=False),
    year: int = typer.Option(..., "--year", metavar="YEAR", help="预算年度，例如 2027。", show_default=False),
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
    force: bool = typer.Option(False, "--force", help="覆盖已有的同名文件。"),
) -> None:
    """Write an entry workbook."""
    from budgetbook.cli.terminal import console, progress
    from budgetbook.errors import UsageError
    from budgetbook.model.disclosure import EntityKind
    from budgetbook.services.starting import workbook_new

    if kind is not None and kind not in tuple(EntityKind):
        raise UsageError(f"--kind 应为 department（部门）或 unit（单位），不能是“{kind}”")
    with progress(f"生成 {workbook.name}"):
        ledger = workbook_new(
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
        figures = sum(figure.yuan is not None for figure in ledger.previous)
        out.print(
            f"从上年文件带入：{ledger.entity.kind.word}名称、{len(ledger.units)} 个单位、{len(ledger.projects)} 个延续项目、"
            f"{figures} 个上年数；标有【待更新】的内容请核对改写。"
        )
    out.print(f"填好后：budgetbook check {workbook}　再：budgetbook publish {workbook} -o 公开文件", soft_wrap=True)
