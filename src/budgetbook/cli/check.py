"""`budgetbook check FILE…`: what is wrong with documents, worst first, with both values and both places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from budgetbook.model.disclosure import Disclosure

NAME = "check"
HELP = "检查公开文件、工作簿或 JSON：各表之间、表内勾稽、文字与报表、绩效目标表与项目表是否一致；几份有关系的（两个年度、部门与单位、两个版本）互相核对。"


def run(
    files: list[Path] = typer.Argument(..., metavar="FILE…", help="要检查的文件，可以多个。", show_default=False),
    as_json: bool = typer.Option(
        False, "--json", help="只输出机器可读的报告（budgetbook/report/1）；多个文件时每行一份。"
    ),
    outputs: list[str] = typer.Option(
        [],
        "-o",
        "--output",
        metavar="OUT",
        help="写成文件，可以多次给出：.html 报告，.xlsx 检查表，.pdf 在原 PDF 上标注，.json/.jsonl 数据；文件夹则全部写入。",
        show_default=False,
    ),
    all_findings: bool = typer.Option(False, "--all", help="全部逐条列出，包括提示、每一处位置和未检查的原因。"),
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

    Of several files the others are checked all the same: who checks a folder wants to hear of every one. Files that belong together (two
    years, a department and its units, two versions) are held against each other too.
    """
    from budgetbook.cli.terminal import bar, emit
    from budgetbook.errors import BudgetbookError
    from budgetbook.model.policy import NO_POLICY
    from budgetbook.services.checking import shelf_checked
    from budgetbook.services.policies import policy_read
    from budgetbook.services.reading import disclosures_read
    from budgetbook.services.reporting import Checked, outputs_planned, reports_encoded, reports_written

    chosen = NO_POLICY if policy is None else policy_read(path=policy)
    documents = [files] if together else [[file] for file in files]
    planned = outputs_planned(documents=documents, outputs=outputs)
    read: list[tuple[list[Path], Disclosure]] = []
    failed = 0
    for paths in documents:
        try:
            with bar(f"检查 {paths[0].name}") as heard:
                read.append((paths, disclosures_read(paths=paths, progress=heard)))
        except BudgetbookError as error:
            if len(documents) == 1:
                raise
            failed += 1
            typer.echo(f"budgetbook：{error}", err=True)
    reports = shelf_checked(
        documents=[document for _, document in read], paths=[paths[0] for paths, _ in read], policy=chosen
    )
    checked = [Checked(paths=tuple(paths), report=report) for (paths, _), report in zip(read, reports, strict=True)]
    unread = failed
    written = reports_written(checked=checked, outputs=planned, files=files) if planned and checked else None
    for line in written.failed if written else ():
        failed += 1
        typer.echo(f"budgetbook：{line}", err=True)
    if as_json and reports and not any(output.form == "json" for output in planned):
        emit(reports_encoded(reports).rstrip(b"\n"), None)
    if not as_json:
        from budgetbook.cli.check_summary import show

        show(reports, unread=unread, everything=all_findings, written=written.files if written else ())
    if failed:
        return 2
    return 1 if any(report.counts.error for report in reports) else 0
